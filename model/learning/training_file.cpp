// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/training_file.h"

#include "model/domain/error.h"
#include "model/files/input_file.h"
#include "model/files/output_file.h"
#include "model/run/spec_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

namespace stepmark {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kMostBytes = std::size_t{256} << 20; ///< a line: one problem's tree

/// One line after the other, without its end.
class Lines {
public:
    Lines(const std::filesystem::path& path, const std::stop_token& stop)
        : m_name(files::inputName(path))
        , m_file(path, stop) {}

    bool next(std::string& line) {
        line.clear();
        while (m_at < m_end || refill()) {
            const auto begin = m_buffer.begin() + m_at, full = m_buffer.begin() + m_end;
            const auto end = std::find(begin, full, '\n');
            line.append(begin, end);
            m_at = end - m_buffer.begin() + 1;
            if (end != full)
                return ++m_number, true;
            if (line.size() > kMostBytes)
                fail("it is too long");
        }
        return line.empty() ? false : (++m_number, true);
    }
    [[noreturn]] void fail(const std::string& why) const {
        throw Error("Line " + std::to_string(m_number) + " of " + m_name + " is not as stepmarkctl train " +
                    "--examples-to writes it: " + why + ".");
    }

private:
    bool refill() {
        m_at = 0;
        m_end = static_cast<std::ptrdiff_t>(m_file.read(m_buffer));
        return m_end > 0;
    }

    std::string m_name;
    files::InputFile m_file;
    std::array<char, 65536> m_buffer{};
    std::ptrdiff_t m_at = 0, m_end = 0;
    std::int64_t m_number = 0;
};

Json parsed(const Lines& lines, const std::string& line) {
    Json json = Json::parse(line, nullptr, false);
    if (!json.is_object())
        lines.fail("it is no JSON object");
    return json;
}

struct Head {
    std::uint64_t problems = 0;
    TrainSpec spec;
};
Head headOf(const Lines& lines, const Json& json) {
    if (!json.contains("stepmark_training"))
        lines.fail("it has to begin with {\"stepmark_training\": 1, \"problems\": N, \"spec\": {...}}");
    if (json["stepmark_training"] != kVersion)
        lines.fail("it is of another version of Stepmark");
    if (json.size() != 3 || !json.contains("spec") || !json.contains("problems") ||
        !json["problems"].is_number_unsigned())
        lines.fail("its first line has to have stepmark_training, problems and spec, and nothing else");
    return {json["problems"].get<std::uint64_t>(), specFromJson<TrainSpec>(json["spec"])};
}

/// nullopt for what is no whole number of 64 bits with a sign: the library's own conversion would take 2^64-1 for -1.
std::optional<std::int64_t> wholeIn(const Json& value) {
    if (!value.is_number_integer() ||
        (value.is_number_unsigned() &&
         value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()}))
        return std::nullopt;
    return value.get<std::int64_t>();
}

std::optional<Rating> ratingIn(const Lines& lines, const Json& value) {
    if (value.is_null())
        return std::nullopt;
    const auto whole = wholeIn(value);
    const auto rating = whole && *whole >= -1 && *whole <= 1 ? ratingFromInt(static_cast<int>(*whole)) : std::nullopt;
    if (!rating)
        lines.fail("a rating is -1, 0, 1 or null, and cannot be " + value.dump());
    return rating;
}

int countIn(const Lines& lines, const Json& value) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 1'000'000'000)
        lines.fail("a number of solutions cannot be " + value.dump());
    return value.get<int>();
}

void add(const Lines& lines, LabelledTree& tree, const Json& step) { tree.labels.push_back(ratingIn(lines, step[2])); }
void add(const Lines& lines, OutcomeTree& tree, const Json& step) {
    tree.right.push_back(countIn(lines, step[2]));
    tree.wrong.push_back(countIn(lines, step[3]));
}

template <class Tree>
constexpr std::size_t kStepSize = std::is_same_v<Tree, LabelledTree> ? 3 : 4;

template <class Tree>
Tree treeOf(const Lines& lines, const Json& json) {
    const auto text = [&](const char* key) {
        const auto place = json.find(key);
        if (place == json.end() || !place->is_string())
            lines.fail(std::string("\"") + key + "\" has to be a text");
        return place->template get<std::string>();
    };
    if (json.size() != 4 || !json.contains("problem") || !json["problem"].is_number_unsigned())
        lines.fail("it has to have problem, text, split and steps, and nothing else");
    Tree tree;
    tree.problem = json["problem"].get<ProblemId>();
    tree.problem_text = text("text");
    const auto split = splitFromText(text("split"));
    if (!split || *split == Split::Test)
        lines.fail("split \"" + text("split") + "\" is not trained on");
    tree.split = *split;
    if (!json.contains("steps") || !json["steps"].is_array())
        lines.fail("\"steps\" has to be a list");
    for (const Json& step : json["steps"]) {
        if (!step.is_array() || step.size() != kStepSize<Tree> || !wholeIn(step[0]) || !step[1].is_string())
            lines.fail("a step is [parent, text, ...] as the kind wants it, and cannot be " +
                       step.dump().substr(0, 80));
        const int size = tree.tree.size();
        const std::int64_t parent = *wholeIn(step[0]);
        if (parent < StepTree::kNoParent || parent >= size)
            lines.fail("a step's parent comes before it, and cannot be " + step[0].dump());
        if (tree.tree.add(static_cast<int>(parent), step[1].get<std::string>()) != size)
            lines.fail("a step stands there twice");
        add(lines, tree, step);
    }
    return tree;
}

Json stepOf(const LabelledTree& tree, std::size_t node) {
    return {tree.labels[node] ? Json(static_cast<int>(*tree.labels[node])) : Json(nullptr)};
}
Json stepOf(const OutcomeTree& tree, std::size_t node) { return {tree.right[node], tree.wrong[node]}; }

template <class Tree>
Json lineOf(const Tree& tree) {
    Json steps = Json::array();
    for (std::size_t node = 0; node < tree.tree.nodes().size(); ++node) {
        Json step = {tree.tree.nodes()[node].parent, tree.tree.nodes()[node].text};
        for (const Json& value : stepOf(tree, node))
            step.push_back(value);
        steps.push_back(std::move(step));
    }
    return {{"problem", tree.problem},
            {"text", tree.problem_text},
            {"split", toText(tree.split)},
            {"steps", std::move(steps)}};
}

} // namespace

void writeTrainingFile(const std::filesystem::path& path, const TrainingData& training, const std::stop_token& stop) {
    files::OutputFile out(path, {.replace = false, .stop = stop});
    const auto put = [&](const Json& line) {
        throwIfStopped(stop);
        out.write(line.dump() + "\n");
    };
    put({{"stepmark_training", kVersion},
         {"problems", training.rated.size() + training.outcomes.size()},
         {"spec", toJson(training.spec)}});
    for (const LabelledTree& tree : training.rated)
        put(lineOf(tree));
    for (const OutcomeTree& tree : training.outcomes)
        put(lineOf(tree));
    out.commit();
}

TrainingData readTrainingFile(const std::filesystem::path& path, const std::stop_token& stop) {
    Lines lines(path, stop);
    std::string line;
    TrainingData training;
    if (!lines.next(line))
        throw Error(files::inputName(path) + " is empty: stepmarkctl train --examples-to writes such a file.");
    const Head head = headOf(lines, parsed(lines, line));
    training.spec = head.spec;
    std::set<ProblemId> problems;
    while (lines.next(line)) {
        throwIfStopped(stop);
        const Json json = parsed(lines, line);
        ProblemId problem = 0;
        if (training.spec.options.kind == TrainKind::Prm)
            problem = training.rated.emplace_back(treeOf<LabelledTree>(lines, json)).problem;
        else
            problem = training.outcomes.emplace_back(treeOf<OutcomeTree>(lines, json)).problem;
        if (!problems.insert(problem).second)
            lines.fail("problem " + std::to_string(problem) + " stands there twice");
    }
    if (problems.size() != head.problems || problems.empty())
        throw Error(files::inputName(path) + " has " + std::to_string(problems.size()) +
                    " problems, and says that it has " + std::to_string(head.problems) +
                    ": it is not whole. Write it again.");
    return training;
}

} // namespace stepmark
