// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/prepared_row.h"

#include "model/domain/opinion.h"
#include "storage/statement.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <ostream>
#include <streambuf>
#include <unordered_map>

namespace stepmark::interchange {

using nlohmann::json;

namespace {

/// Builds the nodes: a step is its text after a given prefix, and a text is known by its hash, as in the project.
class Nodes {
public:
    explicit Nodes(std::vector<PreparedRow::Node>& nodes)
        : m_nodes(nodes) {}

    int add(int parent, std::string text) {
        const std::int64_t hash = storage::textHash(text);
        const auto [place, is_new] = m_known.try_emplace({parent, hash}, static_cast<int>(m_nodes.size()));
        if (is_new) {
            const int depth = parent < 0 ? 0 : m_nodes[static_cast<std::size_t>(parent)].depth + 1;
            m_nodes.push_back({parent, depth, std::move(text), hash});
        }
        return place->second;
    }

private:
    using Key = std::pair<int, std::int64_t>;
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return static_cast<std::size_t>(key.second) ^ static_cast<std::size_t>(key.first) * 0x9E3779B97F4A7C15u;
        }
    };
    std::vector<PreparedRow::Node>& m_nodes;
    std::unordered_map<Key, int, Hash> m_known;
};

void addPlaces(PreparedRow& prepared, Nodes& nodes, std::vector<formats::Place>& places) {
    int prefix = -1;
    for (std::size_t i = 0; i < places.size(); ++i) {
        formats::Place& place = places[i];
        int next = -1;
        const auto add = [&](formats::Completion& completion, std::size_t position, bool human, bool chosen) {
            const int node = nodes.add(prefix, std::move(completion.text));
            prepared.offers.push_back(
                {static_cast<int>(i), static_cast<int>(position), node, human, chosen, completion.flagged});
            if (completion.rating)
                prepared.ratings.push_back({node, *completion.rating});
            if (chosen)
                next = node;
        };
        for (std::size_t j = 0; j < place.completions.size(); ++j)
            add(place.completions[j], j, false, place.chosen == j);
        if (place.human)
            add(*place.human, 0, true, !place.chosen);
        prefix = next;
    }
}

// The nodes from the first step to the leaf.
std::vector<int> pathOf(const PreparedRow& prepared) {
    std::vector<int> path;
    for (int node = prepared.leaf; node >= 0; node = prepared.nodes[static_cast<std::size_t>(node)].parent)
        path.push_back(node);
    std::reverse(path.begin(), path.end());
    return path;
}

void rateLabels(PreparedRow& prepared, const std::vector<std::optional<Rating>>& labels) {
    const auto path = pathOf(prepared);
    for (std::size_t i = 0; i < std::min(path.size(), labels.size()); ++i)
        if (labels[i])
            prepared.ratings.push_back({path[i], *labels[i]});
}

// What follows the first wrong step is kept as a judgement, and not trained on.
void countAfterError(PreparedRow& prepared, const std::vector<std::optional<Rating>>& labels) {
    const auto error = std::find(labels.begin(), labels.end(), Rating::Negative);
    if (error != labels.end())
        prepared.after_error =
            std::count_if(error + 1, labels.end(), [](const auto& label) { return label.has_value(); });
}

void scoreSteps(PreparedRow& prepared) {
    const auto path = pathOf(prepared);
    for (std::size_t i = 0; i < std::min(path.size(), prepared.row.scores.size()); ++i)
        if (const auto& score = prepared.row.scores[i])
            prepared.scores.emplace_back(path[i], *score);
}

// What is said of each node. The same alternative may stand at a place twice: a rating that differs from one before it
// does not replace that.
std::vector<Opinion> opinions(PreparedRow& prepared) {
    std::vector<Opinion> all(prepared.nodes.size());
    for (auto& judgement : prepared.ratings) {
        Opinion& opinion = all[static_cast<std::size_t>(judgement.node)];
        judgement.beside = !opinion.none() && opinion.rating() != judgement.rating;
        opinion.add(judgement.rating, judgement.beside);
    }
    return all;
}

Prm800kRow prm800kRow(const PreparedRow& prepared, const std::vector<Opinion>& opinions) {
    const formats::Pass& annotation = *prepared.row.pass;
    Prm800kRow row;
    row.purpose = toText(annotation.purpose);
    row.phase = annotation.phase;
    row.finish_reason = toText(annotation.finish_reason);
    row.total_ms = annotation.total_ms;
    row.created_at = annotation.created_at;
    row.labeler = annotation.labeler;
    row.problem = prepared.row.problem.text;
    row.answer = prepared.row.problem.answer;
    row.reference_solution = prepared.row.problem.reference_solution;
    row.final_answer = prepared.row.final_answer;
    for (const storage::Alternative& offer : prepared.offers) {
        const auto node = static_cast<std::size_t>(offer.step);
        row.offers.push_back({offer.place, offer.human, offer.chosen, offer.flagged, prepared.nodes[node].text,
                              opinions[node].rating()});
    }
    if (row.phase == 2)
        for (const int node : pathOf(prepared))
            row.path.push_back({prepared.nodes[static_cast<std::size_t>(node)].text,
                                opinions[static_cast<std::size_t>(node)].rating()});
    return row;
}

void prepareAnnotation(PreparedRow& prepared, Nodes& nodes, json original, const RowDefaults& defaults) {
    formats::Pass& annotation = *prepared.row.pass;
    if (annotation.labeler.empty())
        annotation.labeler = defaults.labeler();
    if (annotation.created_at.empty())
        annotation.created_at = storage::nowUtc();
    annotation.purpose = defaults.options.purpose.value_or(annotation.purpose);
    if (defaults.options.labels_of)
        annotation.by_machine = *defaults.options.labels_of == formats::LabelsOf::Machine;
    addPlaces(prepared, nodes, annotation.places);
    annotation.places = {};
    rateLabels(prepared, annotation.labels);
    countAfterError(prepared, annotation.labels);
    const auto said = opinions(prepared);
    prepared.marks = std::count_if(said.begin(), said.end(), [](const Opinion& one) { return !one.none(); });
    if (!annotation.keep_row)
        return;
    Prm800kRow row = prm800kRow(prepared, said);
    prepared.patch = patchTo(row, original);
    row.offers = {};
    row.path = {};
    prepared.prm800k = std::move(row);
    prepared.original = std::move(original);
}

/// Hashes what is written into it: the text of a long row is never there as a whole.
class HashBuffer : public std::streambuf {
public:
    explicit HashBuffer(QCryptographicHash& hash)
        : m_hash(hash) {
        setp(m_text.data(), m_text.data() + m_text.size());
    }
    ~HashBuffer() override { flush(); }

protected:
    int_type overflow(int_type next) override {
        flush();
        return sputc(traits_type::to_char_type(next));
    }

private:
    void flush() {
        m_hash.addData(QByteArrayView(pbase(), pptr() - pbase()));
        setp(m_text.data(), m_text.data() + m_text.size());
    }
    QCryptographicHash& m_hash;
    std::array<char, 4096> m_text;
};

} // namespace

QByteArray rowFingerprint(const formats::Record& row, const json& original, const std::string& source,
                          std::size_t part) {
    std::string kind = row.pass || !row.scores.empty() ? "rated" : "sample from " + source;
    if (part > 0)
        kind += ", part " + std::to_string(part);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(kind.data(), static_cast<qsizetype>(kind.size() + 1))); // with its NUL, as a border
    {
        HashBuffer buffer(hash);
        std::ostream(&buffer) << original; // in its canonical form
    }
    return hash.result().left(16);
}

std::optional<bool> correctness(const PreparedRow& row, const std::optional<std::string>& answer,
                                const AnswerGrader& grader) {
    if (row.row.correct || !grader || !answer)
        return row.row.correct;
    if (!row.row.final_answer)
        return row.row.complete ? std::optional(false) : std::nullopt;
    return row.graded == answer ? row.verdict : std::optional(grader(*row.row.final_answer, *answer));
}

PreparedRow prepareRow(formats::Record row, json original, const RowDefaults& defaults, std::size_t part) {
    PreparedRow prepared;
    prepared.row = std::move(row);
    Problem& problem = prepared.row.problem;
    prepared.text_hash = storage::textHash(problem.text);
    const auto split = defaults.options.split ? defaults.options.split : prepared.row.split;
    prepared.split_given = split.has_value();
    problem.split = split.value_or(Split::Train);
    if (prepared.row.source.empty())
        prepared.row.source = defaults.source();
    if (!prepared.row.has_solution)
        return prepared;
    prepared.fingerprint = rowFingerprint(prepared.row, original, defaults.source(), part);
    prepared.extra = prepared.row.extra.dump();
    Nodes nodes(prepared.nodes);
    for (std::string& step : prepared.row.steps)
        prepared.leaf = nodes.add(prepared.leaf, std::move(step));
    prepared.row.steps.clear();
    scoreSteps(prepared);
    if (prepared.row.pass)
        prepareAnnotation(prepared, nodes, std::move(original), defaults);
    prepared.verdict = correctness(prepared, problem.answer, defaults.options.grader);
    prepared.graded = problem.answer;
    return prepared;
}

} // namespace stepmark::interchange
