// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/plan_workers.h"

#include "model/domain/error.h"

#include <algorithm>

namespace stepmark::work {

using Clock = std::chrono::steady_clock;

PlanWorkers::PlanWorkers(Work& work, const Plan& plan, int workers)
    : m_work(work)
    , m_plan(plan)
    , m_workers(static_cast<std::size_t>(std::max(1, workers)))
    , m_state(plan)
    , m_results(plan.nodes().size())
    , m_errors(plan.nodes().size())
    , m_progress(work.progress) {
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        m_results[i] = knownResult(work.project, plan.nodes()[i]);
        if (m_results[i]) {
            m_state.finish(i);
            ++m_known;
        }
    }
    m_over = m_known;
}

void PlanWorkers::run(const Start& start) {
    constexpr std::chrono::milliseconds kPatience{50};
    for (startMore(start); !m_running.empty(); startMore(start)) {
        if (m_work.stop.stop_requested())
            stopAll();
        throwIfStopped(m_work.stop);
        m_progress.report(
            {.stage = Stage::Training, .done = m_over, .total = static_cast<std::int64_t>(m_results.size())});
        const auto over = std::find_if(m_running.begin(), m_running.end(),
                                       [&](Running& one) { return one.child->isOver(kPatience); });
        if (over == m_running.end())
            continue;
        collect(*over);
        m_running.erase(over);
    }
}

void PlanWorkers::startMore(const Start& start) {
    while (m_running.size() < m_workers) {
        const auto node = m_state.next();
        if (!node)
            return;
        m_state.begin(*node);
        try {
            m_running.push_back({*node, start(m_plan.nodes()[*node]), Clock::now()});
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            fail(*node, error.what());
        }
    }
}

void PlanWorkers::collect(Running& running) {
    const PlanNode& node = m_plan.nodes()[running.node];
    const double seconds = std::chrono::duration<double>(Clock::now() - running.begin).count();
    try {
        const Json result = running.child->result();
        m_results[running.node] = keepResult(m_work.project, node, {seconds, result});
        m_state.finish(running.node);
        ++m_over;
    } catch (const Error& error) {
        fail(running.node, error.what());
    }
}

void PlanWorkers::fail(std::size_t node, const std::string& message) {
    m_errors[node] = message;
    m_state.fail(node);
    ++m_over;
}

/// All are asked before the first is waited for: they end beside each other.
void PlanWorkers::stopAll() {
    for (Running& one : m_running)
        one.child->stop();
    m_running.clear(); // waits
}

} // namespace stepmark::work
