// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plan done by other processes, several at a time. The thread that opened the project.
#pragma once

#include "app/work/plan_run.h"

#include <chrono>
#include <memory>
#include <string>

namespace stepmark::work {

/// Another process at work for this one. Whoever destroys it ends the process, and waits for that.
class Child {
public:
    virtual ~Child() = default;
    /// Waits a little; true: it has ended.
    virtual bool isOver(std::chrono::milliseconds patience) = 0;
    /// What it printed. Throws Error with its message where it failed. After its end.
    virtual Json result() = 0;
    /// Asks it to stop; it ends when it can.
    virtual void stop() = 0;
};

/// Does the nodes of a settled plan, each by a process of its own, at most `workers` at a time, each as soon as what it
/// stands on is done. What is there under a node's identity is not done again.
class PlanWorkers {
public:
    using Start = std::function<std::unique_ptr<Child>(const PlanNode& node)>;

    PlanWorkers(Work& work, const Plan& plan, int workers);
    PlanWorkers(const PlanWorkers&) = delete;
    PlanWorkers& operator=(const PlanWorkers&) = delete;

    /// A node that fails stops what stands on it and nothing else: errors() says why. Throws Cancelled when all
    /// processes have ended.
    void run(const Start& start);

    /// By place in the plan; nullopt: not done.
    const std::vector<std::optional<NodeResult>>& results() const { return m_results; }
    /// By place in the plan; empty: it has not failed.
    const std::vector<std::string>& errors() const { return m_errors; }
    /// How many were there before.
    std::int64_t known() const { return m_known; }

private:
    struct Running {
        std::size_t node;
        std::unique_ptr<Child> child;
        std::chrono::steady_clock::time_point begin;
    };
    void startMore(const Start& start);
    void collect(Running& running);
    void fail(std::size_t node, const std::string& message);
    void stopAll();

    Work& m_work;
    const Plan& m_plan;
    const std::size_t m_workers;
    PlanState m_state;
    std::vector<Running> m_running;
    std::vector<std::optional<NodeResult>> m_results;
    std::vector<std::string> m_errors;
    std::int64_t m_known = 0, m_over = 0;
    ProgressThrottle m_progress;
};

} // namespace stepmark::work
