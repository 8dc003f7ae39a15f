// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/selection.h"

#include "model/domain/draw.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace stepmark {

namespace {

constexpr std::array<std::string_view, 3> kStrategies = {"convincing-wrong", "uniform", "uncertainty"};
constexpr std::array<std::string_view, 4> kReasons = {"convincing-wrong", "convincing", "uniform", "uncertain"};

/// Of a list of words, each at the place of its value.
template <class Enum, std::size_t N>
std::optional<Enum> valueOf(const std::array<std::string_view, N>& words, std::string_view text) {
    const auto place = std::find(words.begin(), words.end(), text);
    return place == words.end() ? std::nullopt : std::optional(static_cast<Enum>(place - words.begin()));
}

/// Candidates in the order in which the strategy wants them; ties in drawn order.
std::vector<const Candidate*> ranked(const std::vector<Candidate>& candidates, const SelectionOptions& options) {
    std::vector<const Candidate*> order;
    order.reserve(candidates.size());
    for (const Candidate& candidate : candidates)
        order.push_back(&candidate);
    std::sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->solution < b->solution; });
    Draw(options.seed, "selection").sort(order, [](auto* candidate) { return candidate->key; });
    // NaN (a model gone wrong) cannot be sorted: it goes last.
    const auto descending = [&](double Candidate::*key) {
        const auto rank = [key](const Candidate* candidate) {
            const double value = candidate->*key;
            return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
        };
        std::stable_sort(order.begin(), order.end(), [&](auto* a, auto* b) { return rank(a) > rank(b); });
    };
    if (options.strategy == SelectionStrategy::ConvincingWrong)
        descending(&Candidate::score);
    if (options.strategy == SelectionStrategy::Uncertainty)
        descending(&Candidate::uncertainty);
    return order;
}

/// Walks one ranked group, passing over what the cap or another group has used up.
class Picker {
public:
    Picker(std::vector<const Candidate*> group, QueueReason reason)
        : m_group(std::move(group))
        , m_reason(reason) {}

    bool pick(int per_problem, std::unordered_map<ProblemId, int>& used, std::unordered_set<SolutionId>& taken,
              std::vector<Selected>& out) {
        for (; m_next < m_group.size(); ++m_next) {
            const Candidate& candidate = *m_group[m_next];
            if (taken.contains(candidate.solution) || (per_problem > 0 && used[candidate.problem] >= per_problem))
                continue;
            ++used[candidate.problem];
            taken.insert(candidate.solution);
            out.push_back({candidate.solution, m_reason, candidate.key});
            ++m_next;
            return true;
        }
        return false;
    }

private:
    std::vector<const Candidate*> m_group;
    QueueReason m_reason;
    std::size_t m_next = 0;
};

} // namespace

std::string_view toText(SelectionStrategy strategy) { return kStrategies[static_cast<std::size_t>(strategy)]; }

std::optional<SelectionStrategy> selectionStrategyFromText(std::string_view text) {
    return valueOf<SelectionStrategy>(kStrategies, text);
}

std::string_view toText(QueueReason reason) { return kReasons[static_cast<std::size_t>(reason)]; }

std::optional<QueueReason> queueReasonFromText(std::string_view text) { return valueOf<QueueReason>(kReasons, text); }

QueueReason usualReason(SelectionStrategy strategy, const std::optional<bool>& correct) {
    if (strategy == SelectionStrategy::Uniform)
        return QueueReason::Uniform;
    if (strategy == SelectionStrategy::Uncertainty)
        return QueueReason::Uncertain;
    return correct == false ? QueueReason::ConvincingWrong : QueueReason::Convincing;
}

std::vector<Selected> select(const std::vector<Candidate>& candidates, const SelectionOptions& options) {
    const auto order = ranked(candidates, options);
    std::vector<const Candidate*> wrong, rest;
    for (const Candidate* candidate : order)
        (candidate->correct == false ? wrong : rest).push_back(candidate);

    const bool mixed = options.strategy == SelectionStrategy::ConvincingWrong;
    Picker first(mixed ? wrong : order, usualReason(options.strategy, false));
    Picker second(mixed ? rest : std::vector<const Candidate*>{}, QueueReason::Convincing);
    const double share = mixed ? std::clamp(options.wrong_share, 0.0, 1.0) : 1.0;

    std::vector<Selected> queue;
    std::unordered_map<ProblemId, int> used;
    std::unordered_set<SolutionId> taken;
    int firsts = 0;
    while (static_cast<int>(queue.size()) < options.count) {
        // The next place belongs to the first group while it lies behind its share of the queue so far.
        const bool first_is_due = firsts < std::ceil(share * static_cast<double>(queue.size() + 1) - 1e-9);
        Picker& due = first_is_due ? first : second;
        Picker& other = first_is_due ? second : first;
        if (due.pick(options.per_problem, used, taken, queue))
            firsts += first_is_due;
        else if (!other.pick(options.per_problem, used, taken, queue))
            break;
        else
            firsts += !first_is_due;
    }
    return queue;
}

} // namespace stepmark
