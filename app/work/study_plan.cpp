// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study_plan.h"

#include "app/work/identity.h"
#include "app/work/work.h"
#include "model/domain/error.h"
#include "model/run/spec_words.h"
#include "model/run/words.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace stepmark::work {

namespace {

constexpr std::size_t kMostBetween = 3;                  ///< sizes between supervisor and student in bootstrapping
constexpr double kAlpha = 0.5, kAlphaAtWidestGap = 0.75; ///< Burns et al., appendix A.4

using Chain = std::vector<std::size_t>; ///< places in the ladder: each teaches the next

std::string seedText(std::uint64_t seed) { return ", seed " + std::to_string(seed); }

std::string studentName(const Chain& chain, StudyMethod method, std::uint64_t seed) {
    std::string name = "student";
    for (std::size_t i = 0; i < chain.size(); ++i)
        name += (i == 0 ? " " : ">") + std::to_string(chain[i]);
    return name + ", " + std::string(toText(method)) + seedText(seed);
}

std::string supervisorName(std::size_t model, std::uint64_t seed) {
    return "supervisor " + std::to_string(model) + seedText(seed);
}

std::string tuningName(const Rung& rung) { return "tune " + rung.fingerprint; }

std::string ceilingName(std::size_t model, std::uint64_t seed) {
    return "ceiling " + std::to_string(model) + seedText(seed);
}

/// From the supervisor to the student through what lies between, evenly where that is too much.
Chain bootstrapChain(std::size_t supervisor, std::size_t student) {
    const std::size_t between = std::min(kMostBetween, student - supervisor - 1);
    Chain chain{supervisor};
    for (std::size_t i = 1; i <= between; ++i)
        chain.push_back(supervisor +
                        static_cast<std::size_t>(std::lround(static_cast<double>(i * (student - supervisor)) /
                                                             static_cast<double>(between + 1))));
    chain.push_back(student);
    return chain;
}

bool hasAlpha(StudyMethod method) {
    using enum StudyMethod;
    return method == Confidence || method == SoftBootstrap || method == Product;
}

class Builder {
public:
    Builder(const StudySpec& spec, const std::vector<Rung>& ladder, const std::string& task)
        : m_spec(spec)
        , m_ladder(ladder)
        , m_task(task) {}

    StudyPlan build() {
        const std::size_t supervisors = supervisorsOf(m_spec), models = m_ladder.size();
        if (m_spec.tune_epochs > 0)
            for (std::size_t model = 0; model < models; ++model)
                addTuning(model);
        for (const std::uint64_t seed : m_spec.seeds) {
            for (std::size_t model = 0; model < supervisors; ++model)
                add(supervisorName(model, seed), {StudyRole::Supervisor, model, StudyMethod::Naive, seed});
            for (std::size_t model = 0; model < models; ++model)
                add(ceilingName(model, seed), {StudyRole::Ceiling, model, StudyMethod::Naive, seed});
            for (const StudyMethod method : m_spec.methods)
                for (std::size_t model = 0; model < supervisors; ++model)
                    for (std::size_t student = model + 1; student < models; ++student)
                        addStudent(model, student, method, seed);
        }
        if (m_spec.way == LearnWay::Full)
            judgeWhatIsNeeded();
        m_made.plan = Plan(std::move(m_nodes));
        m_made.plan.settle(codeVersion(), sha256);
        return std::move(m_made);
    }

private:
    /// A probe judges everything in passing. A whole model has to read the training examples for it: where nobody
    /// learns from it, it does not, and is another run than one that does.
    void judgeWhatIsNeeded() {
        for (StudyNode& node : m_made.nodes)
            node.judges = node.role == StudyRole::Supervisor && !node.tunes;
        for (const StudyNode& node : m_made.nodes)
            if (node.teacher)
                m_made.nodes[*node.teacher].judges = true;
        for (std::size_t i = 0; i < m_nodes.size(); ++i)
            if (m_made.nodes[i].role == StudyRole::Student)
                m_nodes[i].spec["judges"] = m_made.nodes[i].judges;
    }

    /// A cut model is tuned as a part of its folder, as it was trained: above a layer in the middle no head is that
    /// could foretell a text.
    void addTuning(std::size_t model) {
        const Rung& rung = m_ladder[model];
        if (!m_made.by_name.emplace(tuningName(rung), m_nodes.size()).second)
            return;
        PlanNode planned{.name = tuningName(rung), .part = Part::Tune};
        planned.spec = {{"tune_epochs", m_spec.tune_epochs},
                        {"examples", m_spec.examples},
                        {"precision", wordOf(m_spec.compute.precision)},
                        {"device", m_spec.compute.device}};
        planned.reads = readBy(rung);
        m_nodes.push_back(std::move(planned));
        m_made.nodes.push_back({.model = model, .tunes = true});
    }

    std::string readBy(const Rung& rung) const { return "task " + m_task + ", model " + rung.fingerprint; }

    void addStudent(std::size_t supervisor, std::size_t student, StudyMethod method, std::uint64_t seed) {
        if (method != StudyMethod::Bootstrapping) {
            link({supervisor, student}, method, seed);
            return;
        }
        const Chain chain = bootstrapChain(supervisor, student);
        if (chain.size() > 2)
            for (std::size_t length = 2; length <= chain.size(); ++length)
                link({chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(length)}, StudyMethod::Naive, seed);
    }

    /// The last of the chain learns from the one before it.
    void link(const Chain& chain, StudyMethod method, std::uint64_t seed) {
        const Chain before(chain.begin(), chain.end() - 1);
        const std::string teacher =
            before.size() == 1 ? supervisorName(before.front(), seed) : studentName(before, StudyMethod::Naive, seed);
        StudyNode node{StudyRole::Student, chain.back(), method, seed};
        if (hasAlpha(method)) {
            const bool widest = chain.front() == 0 && chain.back() + 1 == m_ladder.size();
            node.alpha = m_spec.alpha.value_or(widest ? kAlphaAtWidestGap : kAlpha);
        }
        node.teacher = m_made.by_name.at(teacher);
        add(studentName(chain, method, seed), node);
    }

    void add(const std::string& name, StudyNode node) {
        if (!m_made.by_name.emplace(name, m_nodes.size()).second)
            return;
        PlanNode planned{.name = name, .part = partOf(node.role), .spec = asked(node)};
        planned.reads = readBy(m_ladder[node.model]);
        if (m_spec.tune_epochs > 0) {
            planned.inputs = {tuningName(m_ladder[node.model])};
            node.tuned = m_made.by_name.at(planned.inputs.front());
        }
        if (node.teacher)
            planned.inputs.push_back(m_nodes[*node.teacher].name);
        m_nodes.push_back(std::move(planned));
        m_made.nodes.push_back(node);
    }

    static Part partOf(StudyRole role) {
        return role == StudyRole::Supervisor ? Part::Supervisor
               : role == StudyRole::Ceiling  ? Part::Ceiling
                                             : Part::Student;
    }

    /// All that decides what comes of it, and nothing else: the less there is, the more is shared.
    nlohmann::ordered_json asked(const StudyNode& node) const {
        Json spec = {{"layers", m_ladder[node.model].model.layers},
                     {"way", toText(m_spec.way)},
                     {"method", toText(node.method)},
                     {"seed", node.seed},
                     {"examples", m_spec.examples},
                     {"precision", wordOf(m_spec.compute.precision)},
                     {"device", m_spec.compute.device}};
        if (hasAlpha(node.method))
            spec["alpha"] = node.alpha;
        if (m_spec.tune_epochs > 0)
            spec["tune_epochs"] = m_spec.tune_epochs;
        if (m_spec.way == LearnWay::Full) {
            spec["epochs"] = m_spec.epochs;
            spec["top_layers"] = m_spec.top_layers;
            spec["learning_rate"] = orNull(m_spec.learning_rate);
            if (m_spec.reading != TaskReading::Scored)
                spec["reading"] = toText(m_spec.reading);
        }
        return spec;
    }

    static std::string wordOf(Precision precision) { return std::string(run::wordOf(wordsOf(precision), precision)); }

    const StudySpec& m_spec;
    const std::vector<Rung>& m_ladder;
    const std::string& m_task;
    std::vector<PlanNode> m_nodes;
    StudyPlan m_made;
};

template <class Value, class Say>
void requireOnce(const std::vector<Value>& values, const std::string& what, Say&& say) {
    if (values.empty())
        throw Error("A study has at least one " + what + ".");
    std::set<Value> seen;
    for (const Value& value : values)
        if (!seen.insert(value).second)
            throw Error("The " + what + " " + std::string(say(value)) + " stands there twice: leave one of them out.");
}

/// What is written has no shares of its answers, and a probe writes nothing.
void requireWritten(const StudySpec& spec) {
    if (spec.way == LearnWay::Probe)
        throw Error("A probe scores what it is shown and writes nothing: to read the move that a model writes, let the "
                    "whole model learn (--way full), or take the best-scored legal move (--reading scored).");
    for (const StudyMethod method : spec.methods)
        if (!isForWritten(method))
            throw Error("The method " + std::string(toText(method)) +
                        " needs how sure a model is of each answer, and "
                        "a written move tells the answer only: leave it out of the methods, or take the best-scored "
                        "legal move (--reading scored).");
}

void requireSound(const StudySpec& spec) {
    if (spec.ladder.size() < 2)
        throw Error("A ladder has at least two models, the weakest first: name them with --ladder, or one folder and "
                    "several depths with --base and --depths.");
    if (spec.supervisors >= static_cast<int>(spec.ladder.size()))
        throw Error("Of " + std::to_string(spec.ladder.size()) + " models at most " +
                    std::to_string(spec.ladder.size() - 1) + " can supervise: the strongest has nobody to teach.");
    requireOnce(spec.seeds, "seed", [](std::uint64_t seed) { return std::to_string(seed); });
    requireOnce(spec.methods, "method", [](StudyMethod method) { return toText(method); });
    if (spec.reading == TaskReading::Generated)
        requireWritten(spec);
    if (std::find(spec.methods.begin(), spec.methods.end(), StudyMethod::LogitDifference) != spec.methods.end())
        throw Error("logit-difference needs what a model says before it has learnt anything: a fresh head says nothing, "
                    "and what a language model says by words for the labels was measured to be chance. Leave it out of "
                    "the methods.");
}

} // namespace

std::size_t StudyPlan::supervisor(std::size_t model, std::uint64_t seed) const {
    return by_name.at(supervisorName(model, seed));
}

std::size_t StudyPlan::ceiling(std::size_t model, std::uint64_t seed) const {
    return by_name.at(ceilingName(model, seed));
}

std::optional<std::size_t> StudyPlan::student(std::size_t supervisor, std::size_t model, StudyMethod method,
                                              std::uint64_t seed) const {
    if (method != StudyMethod::Bootstrapping)
        return by_name.at(studentName({supervisor, model}, method, seed));
    const Chain chain = bootstrapChain(supervisor, model);
    return chain.size() > 2 ? std::optional(by_name.at(studentName(chain, StudyMethod::Naive, seed))) : std::nullopt;
}

void requireReadable(TaskKind kind, TaskReading reading) {
    if (reading == TaskReading::Generated && kind != TaskKind::Chess)
        throw Error("Only moves of chess are written; this task is one of " + std::string(toText(kind)) +
                    ": leave --reading generated out.");
}

std::size_t supervisorsOf(const StudySpec& spec) {
    return spec.supervisors > 0 ? static_cast<std::size_t>(spec.supervisors) : spec.ladder.size() - 1;
}

std::vector<Rung> checkedLadder(const StudySpec& spec, Learner& learner, const std::stop_token& stop) {
    requireSound(spec);
    std::vector<Rung> ladder;
    std::set<std::pair<std::string, int>> seen;
    for (const LadderModel& asked : spec.ladder) {
        const std::filesystem::path folder = asked.folder.empty() ? shippedModel("stepmark-base") : asked.folder;
        ladder.push_back(learner.look({absolutePath(folder), asked.layers}, stop));
        const Rung& rung = ladder.back();
        if (!seen.emplace(rung.fingerprint, rung.model.layers).second)
            throw Error(folder.string() + " with " + std::to_string(rung.model.layers) +
                        " layers stands in the ladder twice: leave one of them out.");
    }
    return ladder;
}

StudyPlan studyPlanOf(const StudySpec& spec, const std::vector<Rung>& ladder, const std::string& task) {
    return Builder(spec, ladder, task).build();
}

LearnOptions learnOptionsOf(const StudySpec& spec, const StudyNode& node) {
    LearnOptions options;
    options.way = spec.way;
    options.reading = spec.reading;
    options.method = node.method == StudyMethod::Noise ? StudyMethod::Naive : node.method;
    options.alpha = node.alpha;
    options.seed = node.seed;
    options.epochs = spec.epochs;
    options.top_layers = spec.top_layers;
    options.learning_rate = spec.learning_rate;
    options.compute = spec.compute;
    return options;
}

} // namespace stepmark::work
