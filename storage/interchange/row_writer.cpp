// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/row_writer.h"

#include "model/domain/error.h"
#include "storage/row_inserts.h"
#include "storage/thinking_field.h"

namespace stepmark::interchange {

using storage::idOrNull;
using storage::Kind;
using storage::Statement;

namespace {

constexpr std::size_t kAtOnce = 100;          ///< rows of a table in one piece: well under a millisecond
constexpr std::size_t kMostRemembered = 4096; ///< of verdicts and of labelers
constexpr std::size_t kMostNamed = 100;       ///< of ignored fields

// Calls `insert` for the rows from `begin` to before `end`, until `count` are written, each time as a piece of the
// batch.
template <typename Insert>
void inPieces(storage::WriteBatch& batch, std::size_t count, Insert insert) {
    for (std::size_t begin = 0; begin < count; begin += kAtOnce)
        batch.write([&] { insert(begin, std::min(begin + kAtOnce, count)); });
}

} // namespace

struct RowWriter::Statements {
    explicit Statements(storage::Connection& c)
        : fingerprint(c, "INSERT INTO import_row (fingerprint, run_id, times) VALUES (?, ?, 1) "
                         "ON CONFLICT (fingerprint, run_id) DO UPDATE SET times = times + 1")
        , known_step(c, "SELECT id FROM step_row WHERE problem_id = ? AND COALESCE(parent_id, 0) = ? "
                        "AND text_hash = ?")
        // By the leaf: a file's solutions have one source, and walking through them all grew with the file.
        , known_solution(c, "SELECT id, final_answer FROM solution_row WHERE leaf_id = ? AND +source = ? "
                            "ORDER BY id LIMIT 1")
        , recount(c, "INSERT INTO import_recount (solution_id) VALUES (?) ON CONFLICT DO NOTHING")
        , labeler(c, "INSERT INTO labeler_row (id, name, kind, machine, created_at) VALUES (?, ?, 'import', ?, ?)")
        , known_labeler(c, "SELECT id FROM labeler_row WHERE name = ?")
        , other_rating(c, "SELECT 1 FROM rating_event_row WHERE step_id = ? AND labeler_id = ? AND rating <> ? "
                          "AND annotation_id >= ? LIMIT 1")
        , standing(c, "SELECT rating IS NOT NULL FROM rating_event_row AS event WHERE step_id = ? AND labeler_id = ? "
                      "AND NOT EXISTS (SELECT 1 FROM annotation_row WHERE id = event.annotation_id "
                      "AND purpose <> 'label') ORDER BY id DESC LIMIT 1")
        , step(c, "INSERT INTO step_row (id, problem_id, parent_id, depth, text, text_hash) VALUES (?, ?, ?, ?, ?, ?) "
                  "ON CONFLICT DO NOTHING")
        , solution(c, "INSERT INTO solution_row (id, problem_id, leaf_id, final_answer, correct, source, candidate, "
                      "extra, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , annotation(c, "INSERT INTO annotation_row (id, solution_id, labeler_id, purpose, phase, finish_reason, "
                        "total_ms, patch, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , marks(c, "UPDATE solution_row SET marks = marks + ?, marked_at = MAX(marked_at, ?) WHERE id = ?")
        , alternatives(c, "INSERT INTO alternative (annotation_id, place, human, position, step_id, chosen, flagged)",
                       7)
        , ratings(c,
                  "INSERT INTO rating_event_row (id, annotation_id, step_id, labeler_id, rating, beside, created_at)",
                  7) {}
    Statement fingerprint, known_step, known_solution, recount, labeler, known_labeler, other_rating, standing;
    storage::RowInsert step, solution, annotation, marks;
    storage::RowInserts alternatives, ratings;
};

RowWriter::RowWriter(storage::Project& project, storage::ImportRun& run, const ImportOptions& options)
    : m_connection(project.connection())
    , m_run(run)
    , m_options(options)
    , m_problems(project, run)
    , m_seen(m_connection)
    , m_statements(std::make_unique<Statements>(m_connection)) {}

RowWriter::~RowWriter() = default;

void RowWriter::write(std::span<PreparedRow> rows) {
    m_now = storage::nowUtc();
    for (PreparedRow& row : rows)
        grade(row);
    for (const PreparedRow& row : rows)
        write(row);
}

// The reader has graded against the row's own answer; the problem may have had another one before.
void RowWriter::grade(PreparedRow& row) {
    if (!row.row.has_solution || row.row.correct || !m_options.grader || !row.row.final_answer)
        return;
    const auto answer = m_problems.answerOf(row);
    if (!answer || answer == row.graded)
        return;
    if (m_verdicts.size() > kMostRemembered)
        m_verdicts.clear();
    const auto [place, is_new] = m_verdicts.try_emplace({*row.row.final_answer, *answer}, false);
    if (is_new) {
        m_run.batch().commit(); // nobody waits for us while we think
        place->second = m_options.grader(*row.row.final_answer, *answer);
    }
    row.verdict = place->second;
    row.graded = answer;
}

void RowWriter::count(const PreparedRow& row) {
    report.lines += row.is_first ? 1 : 0;
    for (const std::string& name : row.ignored)
        if (report.ignored_fields.size() < kMostNamed || report.ignored_fields.contains(name))
            ++report.ignored_fields[name];
    report.references += row.is_first && row.row.problem.reference_solution ? 1 : 0;
}

void RowWriter::countRatings(const PreparedRow& row) {
    report.ratings += std::ssize(row.ratings);
    for (const auto& [node, rating, beside] : row.ratings)
        ++(rating == Rating::Positive ? report.positive : rating == Rating::Neutral ? report.neutral : report.negative);
    report.after_error += row.after_error;
}

void RowWriter::write(const PreparedRow& row) {
    count(row);
    Problem problem;
    bool repeated = false;
    m_run.batch().write([&] {
        problem = storeProblem(row);
        if (!row.row.has_solution)
            return;
        repeated = m_seen.isRepeated(row.fingerprint);
        if (!repeated)
            m_statements->fingerprint.run(row.fingerprint, m_run.id());
    });
    report.repeated += repeated ? 1 : 0;
    if (!row.row.has_solution || (repeated && row.scores.empty()))
        return;
    const auto steps = storeSteps(row, problem.id);
    for (const auto& [node, score] : row.scores)
        scores.add(steps[static_cast<std::size_t>(node)], score);
    report.scored += std::ssize(row.scores);
    if (repeated)
        return;
    for (const formats::Unused& unused : row.row.unused)
        report.unused_labels[std::string(unused.why)] += unused.labels;
    Stored solution;
    m_run.batch().write(
        [&] { solution = storeSolution(row, problem, row.leaf < 0 ? 0 : steps[static_cast<std::size_t>(row.leaf)]); });
    if (row.row.pass)
        storeAnnotation(row, solution, problem, steps);
}

const Problem& RowWriter::storeProblem(const PreparedRow& row) {
    const auto& found = m_problems.store(row);
    m_new_problem = found.is_new;
    report.problems += found.is_new ? 1 : 0;
    if (row.split_given && found.problem.split != row.row.problem.split)
        ++report.split_kept;
    return found.problem;
}

std::vector<StepId> RowWriter::storeSteps(const PreparedRow& row, ProblemId problem) {
    std::vector<StepId> ids(row.nodes.size());
    std::vector<bool>& is_new = m_new_steps;
    is_new.assign(row.nodes.size(), false);
    inPieces(m_run.batch(), row.nodes.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const PreparedRow::Node& node = row.nodes[i];
            const auto parent = static_cast<std::size_t>(std::max(node.parent, 0));
            bool fresh = node.parent < 0 ? m_new_problem : is_new[parent]; // what follows a new step is new
            ids[i] = storeStep(node, problem, node.parent < 0 ? 0 : ids[parent], fresh);
            is_new[i] = fresh;
            report.steps += fresh ? 1 : 0;
        }
    });
    return ids;
}

StepId RowWriter::storeStep(const PreparedRow::Node& node, ProblemId problem, StepId parent, bool& is_new) {
    const auto known = [&] {
        Statement& select = m_statements->known_step;
        const StepId id = select.run(problem, parent, node.hash).next() ? select.integer(0) : 0;
        select.finish();
        return id;
    };
    if (!is_new)
        if (const StepId id = known(); id != 0)
            return id;
    const StepId id = m_run.take(Kind::Step);
    is_new = m_statements->step.run(id, problem, idOrNull(parent), node.depth, node.text, node.hash) > 0;
    if (is_new)
        return id;
    m_run.giveBack(Kind::Step); // somebody has needed the step before it, and added this one
    return known();
}

std::optional<RowWriter::Stored> RowWriter::knownSolution(const PreparedRow& row, StepId leaf) {
    // PRM800K has a row for each labeler: they judged one and the same solution.
    if (!row.prm800k || leaf == 0)
        return std::nullopt;
    Statement& known = m_statements->known_solution;
    if (!known.run(leaf, row.row.source).next())
        return std::nullopt;
    Stored stored{known.integer(0), false, false, known.maybeText(1)};
    known.finish();
    stored.is_hidden = storage::isHidden(m_connection, Kind::Solution, stored.id);
    return stored;
}

RowWriter::Stored RowWriter::storeSolution(const PreparedRow& row, const Problem& problem, StepId leaf) {
    if (auto known = knownSolution(row, leaf))
        return *known;
    ++report.solutions;
    report.thinking_folded += row.row.extra.contains(storage::kThinkingField) ? 1 : 0;
    const Stored stored{m_run.take(Kind::Solution), true, true, row.row.final_answer};
    m_statements->solution.run(stored.id, problem.id, idOrNull(leaf), row.row.final_answer,
                               correctness(row, problem.answer, m_options.grader), row.row.source, row.row.candidate,
                               row.extra, m_now);
    return stored;
}

void RowWriter::storeAnnotation(const PreparedRow& row, const Stored& solution, const Problem& problem,
                                const std::vector<StepId>& steps) {
    const formats::Pass& annotation = *row.row.pass;
    const std::string patch = patchOf(row, solution, problem);
    AnnotationId id = 0;
    LabelerId labeler = 0;
    m_run.batch().write([&] {
        labeler = labelerNamed(annotation.labeler, annotation.by_machine);
        id = m_run.take(Kind::Annotation);
        if (m_first_pass == 0)
            m_first_pass = id;
        m_statements->annotation.run(id, solution.id, labeler, toText(annotation.purpose), annotation.phase,
                                     toText(annotation.finish_reason), annotation.total_ms, patch,
                                     annotation.created_at);
        countMarks(row, solution);
    });
    inPieces(m_run.batch(), row.offers.size(), [&](std::size_t begin, std::size_t end) {
        m_statements->alternatives.run(end - begin, [&](storage::RowInsert& insert, std::size_t i) {
            const storage::Alternative& offer = row.offers[begin + i];
            insert.add(id, offer.place, offer.human, offer.position, steps[static_cast<std::size_t>(offer.step)],
                       offer.chosen, offer.flagged);
        });
    });
    m_rated.assign(row.nodes.size(), false);
    inPieces(m_run.batch(), row.ratings.size(), [&](std::size_t begin, std::size_t end) {
        m_statements->ratings.run(end - begin, [&](storage::RowInsert& insert, std::size_t i) {
            const auto& [node, rating, beside] = row.ratings[begin + i];
            const StepId step = steps[static_cast<std::size_t>(node)];
            report.standing += annotation.purpose == Purpose::Label && !stands(node, step, labeler) ? 1 : 0;
            insert.add(m_run.take(Kind::Rating), id, step, labeler, static_cast<int>(rating),
                       beside || differs(row, node, step, labeler, rating), annotation.created_at);
        });
    });
    ++report.annotations;
    countRatings(row);
}

// Whether the labeler has a rating of the step already: a further one adds none to those that stand.
bool RowWriter::stands(int node, StepId step, LabelerId labeler) {
    const auto place = static_cast<std::size_t>(node);
    if (m_rated[place])
        return true; // by this row, which takes nothing back; it may not be stored yet
    m_rated[place] = true;
    if (m_new_steps[place])
        return false;
    Statement& last = m_statements->standing;
    const bool found = last.run(step, labeler).next() && last.flag(0);
    last.finish();
    return found;
}

// Whether an earlier row of this file has another rating of the step by the same labeler: none of the two goes before
// the other. Of one row, `beside` says it.
bool RowWriter::differs(const PreparedRow& row, int node, StepId step, LabelerId labeler, Rating rating) {
    if (m_new_steps[static_cast<std::size_t>(node)] || row.row.pass->purpose != Purpose::Label)
        return false;
    Statement& other = m_statements->other_rating;
    const bool found = other.run(step, labeler, static_cast<int>(rating), m_first_pass).next();
    other.finish();
    return found;
}

// No trigger counts hidden marks. Those on a solution that everybody sees are counted once they are seen, too.
void RowWriter::countMarks(const PreparedRow& row, const Stored& solution) {
    if (row.ratings.empty())
        return;
    if (solution.is_hidden)
        m_statements->marks.run(row.marks, row.row.pass->created_at, solution.id);
    else
        m_statements->recount.run(solution.id);
}

std::string RowWriter::patchOf(const PreparedRow& row, const Stored& solution, const Problem& problem) const {
    if (!row.prm800k ||
        (problem.answer == row.prm800k->answer && problem.reference_solution == row.prm800k->reference_solution &&
         solution.final_answer == row.prm800k->final_answer))
        return row.patch.text();
    Prm800kRow stored = *row.prm800k;
    stored.answer = problem.answer;
    stored.reference_solution = problem.reference_solution;
    stored.final_answer = solution.final_answer;
    m_run.batch().commit();
    return Prm800kPatch{patchWithoutLists(stored, row.original), row.patch.lists}.text();
}

LabelerId RowWriter::labelerNamed(const std::string& name, bool machine) {
    if (m_labelers.size() > kMostRemembered)
        m_labelers.clear();
    const auto [place, is_new] = m_labelers.try_emplace(name, 0);
    if (!is_new)
        return place->second;
    Statement& known = m_statements->known_labeler;
    if (known.run(name).next())
        place->second = known.integer(0);
    known.finish();
    if (place->second == 0) {
        place->second = m_run.take(Kind::Labeler);
        m_statements->labeler.run(place->second, name, machine, m_now);
    }
    return place->second;
}

} // namespace stepmark::interchange
