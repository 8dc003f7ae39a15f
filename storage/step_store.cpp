// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/step_store.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/opinion.h"
#include "storage/decision_store.h"
#include "storage/hidden.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <algorithm>
#include <array>
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

// Answers to quality control and screening tell of the labeler, they are no labels (Lightman et al., appendix B
// discards them, too). They are few: the set is made once, and the index over all other events needs no look at the
// table.
constexpr const char* kNoControl =
    "AND rating_event.id NOT IN (SELECT control.id FROM annotation JOIN rating_event AS control "
    "ON control.annotation_id = annotation.id WHERE annotation.purpose <> 'label') ";

// Walks rating events by step, labeler and age, and gives each step's consensus of the labelers' last words to `sink`.
class LabelReader {
public:
    LabelReader(Connection& connection, const TreeFilter& filter, ProblemId problem)
        : m_labelers(filter.labelers)
        , m_statement(connection,
                      problem != 0
                          ? std::string("SELECT rating_event.step_id, labeler_id, rating, beside FROM rating_event "
                                        "JOIN step ON step.id = rating_event.step_id WHERE step.problem_id = ? ") +
                                kNoControl + "ORDER BY rating_event.step_id, labeler_id, rating_event.id"
                          : std::string("SELECT step_id, labeler_id, rating, beside FROM rating_event WHERE ? = 0 ") +
                                kNoControl + "ORDER BY step_id, labeler_id, id") {
        m_statement.run(problem);
    }

    std::unordered_map<StepId, Rating> read() {
        while (m_statement.next()) {
            const StepId step = m_statement.integer(0);
            const LabelerId labeler = m_statement.integer(1);
            if (step != m_step)
                closeStep(step);
            if (labeler != m_labeler)
                closeLabeler(labeler);
            m_opinion.add(
                m_statement.isNull(2) ? std::nullopt : ratingFromInt(static_cast<int>(m_statement.integer(2))),
                m_statement.flag(3));
        }
        closeStep(0);
        return std::move(m_labels);
    }

private:
    void closeLabeler(LabelerId next) {
        const bool counts =
            m_labelers.empty() || std::find(m_labelers.begin(), m_labelers.end(), m_labeler) != m_labelers.end();
        if (const auto rating = m_opinion.rating(); rating && counts)
            m_ratings.push_back(*rating);
        m_opinion = {};
        m_labeler = next;
    }
    void closeStep(StepId next) {
        closeLabeler(0);
        if (const auto label = consensus(m_ratings))
            m_labels[m_step] = *label;
        m_ratings.clear();
        m_step = next;
    }

    const std::vector<LabelerId>& m_labelers;
    Statement m_statement;
    StepId m_step = 0;
    LabelerId m_labeler = 0;
    Opinion m_opinion; ///< the labeler's of the step
    std::vector<Rating> m_ratings;
    std::unordered_map<StepId, Rating> m_labels;
};

std::unordered_map<StepId, Rating> readLabels(Connection& connection, const TreeFilter& filter, ProblemId problem) {
    auto labels = LabelReader(connection, filter, problem).read();
    if (filter.settled)
        for (const auto& [step, rating] : settledRatings(connection, problem))
            labels[step] = rating;
    return labels;
}

void setLabels(LabelledTree& tree, const std::unordered_map<StepId, Rating>& labels) {
    tree.labels.reserve(static_cast<std::size_t>(tree.tree.size()));
    for (const StepTree::Node& node : tree.tree.nodes()) {
        const auto label = labels.find(node.id);
        tree.labels.push_back(label == labels.end() ? std::nullopt : std::optional(label->second));
    }
}

bool isRated(const LabelledTree& tree) {
    return std::any_of(tree.labels.begin(), tree.labels.end(), [](const auto& label) { return label.has_value(); });
}

} // namespace

std::optional<Rating> consensus(std::span<const Rating> ratings) {
    std::array<int, 3> votes{};
    for (const Rating rating : ratings)
        ++votes[static_cast<std::size_t>(classOf(rating))];
    const auto most = std::max_element(votes.begin(), votes.end()); // the first of equals: the more negative
    return *most == 0 ? std::nullopt : std::optional(ratingOfClass(static_cast<int>(most - votes.begin())));
}

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
    LabelledTree labelled{problem, statement.text(0), statement.text(1), tree(problem), {}};
    statement.finish();
    setLabels(labelled, readLabels(m_connection, {}, problem));
    return labelled;
}

std::vector<LabelledTree> StepStore::labelledTrees(const TreeFilter& filter) const {
    const Snapshot snapshot(m_connection);
    const auto labels = readLabels(m_connection, filter, 0);
    Statement problems(m_connection, "SELECT id, text, split FROM problem WHERE (? = '' OR split = ?) ORDER BY id");
    problems.run(filter.split, filter.split);
    std::vector<LabelledTree> trees;
    while (problems.next())
        trees.push_back({problems.integer(0), problems.text(1), problems.text(2), {}, {}});

    Statement steps(m_connection,
                    std::string("SELECT step.problem_id, ") + kTreeColumns +
                        " FROM step JOIN problem ON problem.id = step.problem_id WHERE (? = '' OR split = ?) "
                        "ORDER BY step.problem_id, step.id");
    steps.run(filter.split, filter.split);
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
