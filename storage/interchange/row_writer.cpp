// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/row_writer.h"

#include "model/domain/error.h"
#include "storage/interchange/prm800k_reader.h"
#include "storage/labeler_store.h"
#include "storage/problem_store.h"
#include "storage/rating_store.h"
#include "storage/solution_store.h"
#include "storage/statement.h"
#include "storage/step_store.h"

#include <QCryptographicHash>

namespace stepmark::interchange {

using nlohmann::json;
using storage::Alternative;
using storage::Statement;

namespace {

constexpr std::int64_t kMostCachedSteps = 300'000; ///< some 100 MB of trees

bool sameFields(const Problem& a, const Problem& b) {
    return a.text == b.text && a.key == b.key && a.answer == b.answer && a.reference_solution == b.reference_solution &&
           a.split == b.split && a.subject == b.subject;
}

QByteArray bytes(const std::string& text) { return QByteArray(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

QByteArray rowFingerprint(const ImportRow& row, const json& original, const std::string& source) {
    const std::string kind = row.annotation ? "rated" : "sample from " + source;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const std::string canonical = original.dump();
    hash.addData(QByteArrayView(kind.data(), static_cast<qsizetype>(kind.size() + 1))); // with its NUL, as a border
    hash.addData(QByteArrayView(canonical.data(), static_cast<qsizetype>(canonical.size())));
    return hash.result().left(16);
}

struct RowWriter::Stores {
    explicit Stores(storage::Project& project)
        : problems(project)
        , steps(project)
        , solutions(project)
        , labelers(project)
        , annotations(project)
        , ratings(project)
        , reader(project)
        , times(project.connection(), "SELECT times FROM import_row WHERE fingerprint = ?")
        , known_solution(project.connection(),
                         "SELECT id FROM solution WHERE leaf_id = ? AND source = ? ORDER BY id LIMIT 1") {}
    storage::ProblemStore problems;
    storage::StepStore steps;
    storage::SolutionStore solutions;
    storage::LabelerStore labelers;
    storage::AnnotationStore annotations;
    storage::RatingStore ratings;
    Prm800kReader reader;
    Statement times;
    Statement known_solution;
};

RowWriter::RowWriter(storage::Project& project, const ImportOptions& options, const std::filesystem::path& file)
    : m_project(project)
    , m_options(options)
    , m_file_name(file.filename().string())
    , m_stores(std::make_unique<Stores>(project)) {
    if (!options.split.empty())
        storage::requireSplit(options.split);
}

RowWriter::~RowWriter() = default;

void RowWriter::write(ImportRow row, const json& original) {
    ++report.lines;
    if (row.source.empty())
        row.source = m_options.source.empty() ? m_file_name : m_options.source;
    const Problem& problem = storeProblem(std::move(row.problem));
    row.problem = problem;
    if (!row.has_solution)
        return;
    if (isRepeated(row, original)) {
        ++report.repeated;
        return;
    }
    StepTree& tree = treeOf(problem.id);
    const int size_before = tree.size();
    const int leaf = tree.addPath(row.steps);
    auto alternatives = row.annotation ? addPlaces(tree, row.annotation->places) : std::vector<Alternative>();
    report.steps += m_stores->steps.save(problem.id, tree);
    m_cached_steps += tree.size() - size_before;
    for (Alternative& alternative : alternatives)
        alternative.step = tree[static_cast<int>(alternative.step)].id; // until now the node
    const SolutionId solution = storeSolution(row, problem, leaf == StepTree::kNoParent ? 0 : tree[leaf].id);
    if (row.annotation)
        storeAnnotation(*row.annotation, solution, tree, leaf, alternatives, original);
}

const Problem& RowWriter::storeProblem(Problem problem) {
    const bool split_given = !m_options.split.empty() || !problem.split.empty();
    if (!m_options.split.empty())
        problem.split = m_options.split;
    else if (problem.split.empty())
        problem.split = "train";
    if (m_stored.id == 0 || !sameFields(problem, m_given)) {
        const auto added = m_stores->problems.add(problem);
        report.problems += added.is_new ? 1 : 0;
        m_given = std::move(problem);
        m_stored = added.problem;
    }
    if (split_given && m_stored.split != m_given.split)
        ++report.split_kept;
    return m_stored;
}

StepTree& RowWriter::treeOf(ProblemId problem) {
    const auto place = m_trees.find(problem);
    if (place != m_trees.end())
        return place->second;
    if (m_cached_steps > kMostCachedSteps) {
        m_trees.clear();
        m_cached_steps = 0;
    }
    StepTree tree = m_stores->steps.tree(problem);
    m_cached_steps += tree.size();
    return m_trees.emplace(problem, std::move(tree)).first->second;
}

bool RowWriter::isRepeated(const ImportRow& row, const json& original) {
    const std::string key =
        rowFingerprint(row, original, m_options.source.empty() ? m_file_name : m_options.source).toStdString();
    auto [place, is_new] = m_seen.try_emplace(key);
    Seen& seen = place->second;
    if (is_new) {
        Statement& times = m_stores->times;
        seen.in_project = times.run(bytes(key)).next() ? times.integer(0) : 0;
        times.finish();
    }
    return ++seen.in_file <= seen.in_project;
}

void RowWriter::finish() {
    Statement upsert(m_project.connection(), "INSERT INTO import_row (fingerprint, times) VALUES (?, ?) "
                                             "ON CONFLICT (fingerprint) DO UPDATE SET times = excluded.times");
    for (const auto& [key, seen] : m_seen)
        if (seen.in_file > seen.in_project)
            upsert.run(bytes(key), seen.in_file);
}

std::optional<bool> RowWriter::correctness(const ImportRow& row, const Problem& problem) {
    if (row.correct || !m_options.grader || !problem.answer)
        return row.correct;
    if (!row.final_answer)
        return row.complete ? std::optional(false) : std::nullopt;
    const auto [place, is_new] = m_verdicts.try_emplace({*row.final_answer, *problem.answer}, false);
    if (is_new)
        place->second = m_options.grader(*row.final_answer, *problem.answer);
    const bool verdict = place->second;
    if (m_verdicts.size() > 100'000)
        m_verdicts.clear();
    return verdict;
}

SolutionId RowWriter::storeSolution(const ImportRow& row, const Problem& problem, StepId leaf) {
    if (row.annotation && row.annotation->keep_row && leaf != 0) {
        // PRM800K has a row for each labeler: they judged one and the same solution.
        Statement& known = m_stores->known_solution;
        const SolutionId id = known.run(leaf, row.source).next() ? known.integer(0) : 0;
        known.finish();
        if (id != 0)
            return id;
    }
    storage::StoredSolution solution;
    solution.problem = problem.id;
    solution.leaf = leaf;
    solution.final_answer = row.final_answer;
    solution.correct = correctness(row, problem);
    solution.source = row.source;
    solution.candidate = row.candidate;
    solution.extra = row.extra.dump();
    ++report.solutions;
    return m_stores->solutions.add(solution);
}

// Adds all alternatives to the tree; the result's `step` is a node, not yet an id.
std::vector<Alternative> RowWriter::addPlaces(StepTree& tree, const std::vector<Place>& places) {
    std::vector<Alternative> alternatives;
    int prefix = StepTree::kNoParent;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Place& place = places[i];
        int next = StepTree::kNoParent;
        const auto add = [&](const Completion& completion, std::size_t position, bool human, bool chosen) {
            const int node = tree.add(prefix, completion.text);
            alternatives.push_back(
                {static_cast<int>(i), static_cast<int>(position), node, human, chosen, completion.flagged});
            if (chosen)
                next = node;
        };
        for (std::size_t j = 0; j < place.completions.size(); ++j)
            add(place.completions[j], j, false, place.chosen == j);
        if (place.human)
            add(*place.human, 0, true, !place.chosen);
        prefix = next;
    }
    return alternatives;
}

void RowWriter::storeAnnotation(const ImportAnnotation& annotation, SolutionId solution, const StepTree& tree, int leaf,
                                const std::vector<Alternative>& alternatives, const json& original) {
    storage::StoredAnnotation stored;
    stored.solution = solution;
    stored.labeler = labelerNamed(annotation.labeler);
    stored.purpose = m_options.purpose.value_or(annotation.purpose);
    stored.phase = annotation.phase;
    stored.finish_reason = annotation.finish_reason;
    stored.total_ms = annotation.total_ms;
    stored.created_at = annotation.created_at.empty() ? storage::nowUtc() : annotation.created_at;
    stored.id = m_stores->annotations.add(stored);
    ++report.annotations;
    m_stores->annotations.addAlternatives(stored.id, alternatives);
    for (const Alternative& a : alternatives) {
        const Place& place = annotation.places[static_cast<std::size_t>(a.place)];
        rate(stored.id, a.step,
             a.human ? place.human->rating : place.completions[static_cast<std::size_t>(a.position)].rating,
             stored.created_at);
    }
    if (!annotation.labels.empty()) {
        const auto path = tree.path(leaf);
        for (std::size_t i = 0; i < path.size(); ++i)
            rate(stored.id, tree[path[i]].id, annotation.labels[i], stored.created_at);
    }
    if (annotation.keep_row) {
        const std::string patch = m_stores->reader.patchFor(stored.id, original);
        if (patch != "[]")
            m_stores->annotations.setPatch(stored.id, patch);
    }
}

void RowWriter::rate(AnnotationId annotation, StepId step, std::optional<Rating> rating,
                     const std::string& created_at) {
    if (!rating)
        return;
    RatingEvent event;
    event.annotation = annotation;
    event.step = step;
    event.rating = rating;
    event.created_at = created_at;
    m_stores->ratings.append(event);
    ++report.ratings;
}

LabelerId RowWriter::labelerNamed(const std::string& name) {
    const std::string wanted = !name.empty() ? name : !m_options.labeler.empty() ? m_options.labeler : m_file_name;
    const auto [place, is_new] = m_labelers.try_emplace(wanted, 0);
    if (is_new)
        place->second = m_stores->labelers.named(wanted, "import").id;
    return place->second;
}

} // namespace stepmark::interchange
