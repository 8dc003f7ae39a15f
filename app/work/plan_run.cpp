// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/plan_run.h"

#include "storage/artifact_store.h"

#include <chrono>

namespace stepmark::work {

std::optional<NodeResult> knownResult(storage::Project& project, const PlanNode& node) {
    const auto known = storage::ArtifactStore(project).find(node.identity);
    if (!known)
        return std::nullopt;
    return NodeResult{known->seconds, Json::parse(known->result, nullptr, false)};
}

NodeResult keepResult(storage::Project& project, const PlanNode& node, NodeResult found) {
    storage::ArtifactStore(project).add({.identity = node.identity,
                                         .part = node.part,
                                         .spec = node.spec.dump(),
                                         .result = found.result.dump(),
                                         .folder = node.folder,
                                         .seconds = found.seconds});
    return found;
}

PlanRun::PlanRun(const Work& work, const Plan& plan)
    : m_work(work)
    , m_plan(plan)
    , m_state(plan)
    , m_results(plan.nodes().size()) {
    m_work.progress = [this, sink = work.progress](Progress progress) {
        progress.part = m_part;
        progress.node = m_node;
        progress.nodes = static_cast<int>(m_results.size());
        if (sink)
            sink(progress);
    };
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        m_results[i] = knownResult(m_work.project, plan.nodes()[i]);
        if (m_results[i])
            m_state.finish(i);
    }
}

void PlanRun::run(const Perform& perform) {
    while (const auto node = m_state.next()) {
        throwIfStopped(m_work.stop);
        m_state.begin(*node);
        try {
            this->perform(*node, perform);
            m_state.finish(*node);
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception&) {
            m_results[*node].reset(); // the transaction that kept it did not come to its end
            m_state.fail(*node);
            if (!m_failure)
                m_failure = std::current_exception();
        }
    }
    if (m_failure)
        std::rethrow_exception(m_failure);
}

void PlanRun::perform(std::size_t place, const Perform& perform) {
    const PlanNode& node = m_plan.nodes()[place];
    const auto begin = std::chrono::steady_clock::now();
    const auto keep = [&](const Json& result) {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        m_results[place] = keepResult(m_work.project, node, {seconds, result});
    };
    m_part = node.part;
    m_node = static_cast<int>(place) + 1;
    m_work.report(Stage::Starting);
    const Json result = perform(m_work, node, keep);
    if (!m_results[place])
        keep(result);
}

Json PlanRun::resultOf(Part part) const {
    for (std::size_t i = m_results.size(); i-- > 0;)
        if (m_results[i] && m_plan.nodes()[i].part == part)
            return m_results[i]->result;
    return nullptr;
}

} // namespace stepmark::work
