// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pool.h"

#include "storage/label_reader.h"
#include "storage/split_column.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <algorithm>

namespace stepmark::storage {

Pool::Pool(Project& project)
    : m_project(project) {}

bool Pool::Contents::hasSameRows(const Contents& other) const {
    return last_step == other.last_step && hidden == other.hidden &&
           std::equal(problems.begin(), problems.end(), other.problems.begin(), other.problems.end(),
                      [](auto& a, auto& b) { return a.first == b.first; });
}

Pool::Contents Pool::contents() const {
    Contents found;
    Connection& connection = m_project.connection();
    Statement last(connection, "SELECT COALESCE(MAX(id), 0) FROM step_row");
    last.run().next();
    found.last_step = last.integer(0);
    last.finish();
    Statement hidden(connection, "SELECT first, last FROM hidden WHERE kind IN ('step', 'problem') "
                                 "ORDER BY kind, first");
    hidden.run();
    while (hidden.next())
        found.hidden.insert(found.hidden.end(), {hidden.integer(0), hidden.integer(1)});
    Statement problems(connection, "SELECT id, split FROM problem ORDER BY id");
    problems.run();
    while (problems.next())
        found.problems.emplace_back(problems.integer(0), splitAt(problems, 1));
    return found;
}

void Pool::refresh() {
    Contents now = contents();
    if (!m_trees || !now.hasSameRows(m_contents)) {
        m_paths.reset();
        m_trees = StepStore(m_project).labelledTrees();
        ++m_reads;
    } else if (now.problems != m_contents.problems) {
        auto problem = now.problems.begin(); // both are in order of id
        for (LabelledTree& tree : *m_trees) {
            problem = std::find_if(problem, now.problems.end(), [&](auto& one) { return one.first == tree.problem; });
            tree.split = problem->second;
        }
    }
    m_contents = std::move(now);
}

const std::vector<LabelledTree>& Pool::trees() {
    const Snapshot snapshot(m_project.connection());
    const auto before = m_reads;
    refresh();
    if (m_reads == before) { // else they came with the trees
        const auto labels = readLabels(m_project.connection(), {});
        for (LabelledTree& tree : *m_trees)
            setLabels(tree, labels);
    }
    return *m_trees;
}

const StepPaths& Pool::paths() {
    const Snapshot snapshot(m_project.connection());
    refresh();
    if (!m_paths)
        m_paths.emplace(*m_trees);
    return *m_paths;
}

} // namespace stepmark::storage
