// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/step_store.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "storage/hidden.h"
#include "storage/label_reader.h"
#include "storage/split_column.h"
#include "storage/transaction.h"

#include <algorithm>
#include <unordered_map>

namespace stepmark::storage {

namespace {

constexpr const char* kTreeColumns = "step.id, step.parent_id, step.text";

// Adds the row (kTreeColumns) to the tree; parents come first because rows are walked by id.
void addRow(StepTree& tree, std::unordered_map<StepId, int>& nodes, const Statement& row, int first_column) {
    const StepId id = row.integer(first_column);
    int parent = StepTree::kNoParent;
    if (!row.isNull(first_column + 1)) {
        const auto place = nodes.find(row.integer(first_column + 1));
        if (place == nodes.end())
            throw Error("The project is damaged: step " + std::to_string(id) +
                        " has no parent. Run \"stepmarkctl check\".");
        parent = place->second;
    }
    nodes[id] = tree.add(parent, row.text(first_column + 2), id);
}

} // namespace

struct StepStore::Statements {
    explicit Statements(Connection& connection)
        : insert(connection,
                 "INSERT INTO step_row (problem_id, parent_id, depth, text, text_hash) VALUES (?, ?, ?, ?, ?) "
                 "ON CONFLICT DO NOTHING")
        , known(connection, "SELECT id FROM step_row WHERE problem_id = ? AND COALESCE(parent_id, 0) = ? "
                            "AND text_hash = ?") {}
    Statement insert;
    Statement known;
};

StepStore::StepStore(Project& project)
    : m_connection(project.connection())
    , m_statements(std::make_unique<Statements>(m_connection)) {}
StepStore::~StepStore() = default;

std::int64_t StepStore::save(ProblemId problem, StepTree& tree) {
    Transaction transaction(m_connection);
    Statement& insert = m_statements->insert;
    std::int64_t written = 0;
    for (int node = 0; node < tree.size(); ++node) {
        const StepTree::Node& step = tree[node];
        if (step.id != 0)
            continue;
        const StepId parent = step.parent == StepTree::kNoParent ? 0 : tree[step.parent].id;
        const std::int64_t hash = textHash(step.text);
        if (insert.run(problem, idOrNull(parent), step.depth, step.text, hash).changed() > 0) {
            tree.setId(node, insert.insertedId());
            ++written;
            continue;
        }
        // Somebody has stored it since the tree was read, or an import is about to.
        Statement& known = m_statements->known;
        if (!known.run(problem, parent, hash).next())
            throw Error("A step of problem " + std::to_string(problem) + " could not be stored: try again.");
        tree.setId(node, known.integer(0));
        known.finish();
        written += unhide(m_connection, Kind::Step, tree[node].id) ? 1 : 0;
    }
    transaction.commit();
    return written;
}

StepTree StepStore::tree(ProblemId problem) const {
    Statement statement(m_connection,
                        std::string("SELECT ") + kTreeColumns + " FROM step WHERE problem_id = ? ORDER BY id");
    statement.run(problem);
    StepTree tree;
    std::unordered_map<StepId, int> nodes;
    while (statement.next())
        addRow(tree, nodes, statement, 0);
    return tree;
}

std::string StepStore::text(StepId step) const {
    Statement statement(m_connection, "SELECT text FROM step WHERE id = ?");
    return statement.run(step).next() ? statement.text(0) : std::string();
}

std::vector<StepStore::PathStep> StepStore::path(StepId leaf) const {
    Statement statement(m_connection, "WITH RECURSIVE up (id, parent_id, depth, text) AS ("
                                      "SELECT id, parent_id, depth, text FROM step WHERE id = ? "
                                      "UNION SELECT step.id, step.parent_id, step.depth, step.text FROM step "
                                      "JOIN up ON step.id = up.parent_id) "
                                      "SELECT id, text FROM up ORDER BY depth");
    statement.run(leaf);
    std::vector<PathStep> path;
    while (statement.next())
        path.push_back({statement.integer(0), statement.text(1)});
    return path;
}

std::uint64_t StepStore::drawKey(StepId leaf) const {
    Statement statement(m_connection, "WITH RECURSIVE up (problem_id, parent_id, depth, text_hash) AS ("
                                      "SELECT problem_id, parent_id, depth, text_hash FROM step WHERE id = ? "
                                      "UNION SELECT step.problem_id, step.parent_id, step.depth, step.text_hash "
                                      "FROM step JOIN up ON step.id = up.parent_id) "
                                      "SELECT up.text_hash, problem.text_hash FROM up "
                                      "JOIN problem ON problem.id = up.problem_id ORDER BY up.depth DESC");
    statement.run(leaf);
    std::uint64_t key = 0, problem = 0;
    while (statement.next()) {
        key = stepmark::drawKey(key, static_cast<std::uint64_t>(statement.integer(0)));
        problem = static_cast<std::uint64_t>(statement.integer(1));
    }
    return key == 0 ? 0 : stepmark::drawKey(key, problem);
}

std::vector<StepStore::Alternative> StepStore::beside(StepId leaf, int most) const {
    // The join goes by the index step_place; texts are fetched of the few that are wanted.
    Statement statement(
        m_connection,
        "WITH RECURSIVE up (id, parent_id, problem_id) AS (SELECT id, parent_id, problem_id FROM step WHERE id = ? "
        "UNION SELECT step.id, step.parent_id, step.problem_id FROM step JOIN up ON step.id = up.parent_id), "
        "near (id, n, total) AS (SELECT other.id, ROW_NUMBER() OVER (PARTITION BY up.id ORDER BY other.id), "
        "COUNT(*) OVER (PARTITION BY up.id) FROM up JOIN step AS other ON other.problem_id = up.problem_id "
        "AND COALESCE(other.parent_id, 0) = COALESCE(up.parent_id, 0) AND other.id <> up.id) "
        "SELECT step.depth, step.id, step.text, near.total FROM near JOIN step ON step.id = near.id "
        "WHERE near.n <= ? ORDER BY step.depth, step.id");
    statement.run(leaf, most);
    std::vector<Alternative> alternatives;
    while (statement.next())
        alternatives.push_back({static_cast<int>(statement.integer(0)), statement.integer(1), statement.text(2),
                                static_cast<int>(statement.integer(3))});
    return alternatives;
}

LabelledTree StepStore::labelledTree(ProblemId problem) const {
    const Snapshot snapshot(m_connection);
    Statement statement(m_connection, "SELECT text, split FROM problem WHERE id = ?");
    if (!statement.run(problem).next())
        throw Error("The project has no problem " + std::to_string(problem) + ".");
    LabelledTree labelled{problem, statement.text(0), splitAt(statement, 1), tree(problem), {}};
    statement.finish();
    setLabels(labelled, readLabels(m_connection, {}, problem));
    return labelled;
}

std::vector<LabelledTree> StepStore::labelledTrees(const TreeFilter& filter) const {
    const Snapshot snapshot(m_connection);
    const auto labels = readLabels(m_connection, filter, 0);
    Statement problems(m_connection,
                       "SELECT id, text, split FROM problem WHERE split = COALESCE(?, split) ORDER BY id");
    problems.run(filter.split);
    std::vector<LabelledTree> trees;
    while (problems.next())
        trees.push_back({problems.integer(0), problems.text(1), splitAt(problems, 2), {}, {}});

    Statement steps(m_connection,
                    std::string("SELECT step.problem_id, ") + kTreeColumns +
                        " FROM step JOIN problem ON problem.id = step.problem_id WHERE split = COALESCE(?, split) "
                        "ORDER BY step.problem_id, step.id");
    steps.run(filter.split);
    std::unordered_map<StepId, int> nodes;
    auto current = trees.begin();
    while (steps.next()) {
        for (; current->problem != steps.integer(0); ++current)
            nodes.clear();
        addRow(current->tree, nodes, steps, 1);
    }
    for (LabelledTree& tree : trees)
        setLabels(tree, labels);
    std::erase_if(trees, [&filter](const LabelledTree& tree) {
        return tree.tree.empty() || (filter.rated_only && !isRated(tree));
    });
    return trees;
}

} // namespace stepmark::storage
