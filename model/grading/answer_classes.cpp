// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/answer_classes.h"

#include "model/domain/stop.h"
#include "model/grading/answer_equivalence.h"
#include "model/grading/answer_text.h"
#include "model/grading/plain_number.h"
#include "model/grading/unicode_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace stepmark {

namespace {

using grading::trimmedBlanks;

/// One way of writing an answer.
struct Spelling {
    std::string text; ///< plain characters, no blanks round it
    int count = 0;
};

/// Spellings, those that lead first.
std::vector<Spelling> byRank(const std::map<std::string, int>& counts) {
    std::vector<Spelling> spellings;
    for (const auto& [text, count] : counts)
        spellings.push_back({text, count});
    std::sort(spellings.begin(), spellings.end(), [](const Spelling& a, const Spelling& b) {
        return std::tuple(-a.count, a.text.size(), std::string_view(a.text)) <
               std::tuple(-b.count, b.text.size(), std::string_view(b.text));
    });
    return spellings;
}

/// Takes spellings in their rank's order and finds each its leader.
class Leaders {
public:
    explicit Leaders(const std::stop_token& stop)
        : m_stop(stop) {}

    int of(const std::string& text) {
        const std::optional<std::string> number = grading::canonicalNumber(text);
        const std::string letters = number ? std::string() : grading::textKey(text);
        const std::string key = number ? "number " + *number : letters.empty() ? letters : "text " + letters;
        if (const auto known = m_by_key.find(key); known != m_by_key.end())
            return known->second;
        int leader = compared(text, number.has_value());
        if (leader == kNone) {
            leader = static_cast<int>(m_leaders.size());
            m_leaders.push_back({text, number.has_value()});
        }
        if (!key.empty())
            m_by_key.emplace(key, leader);
        return leader;
    }

private:
    static constexpr int kNone = -1;
    struct Leader {
        std::string text;
        bool is_number = false;
    };

    int compared(const std::string& text, bool is_number) {
        for (std::size_t i = 0; i < m_leaders.size() && m_used < kMostWork; ++i) {
            throwIfStopped(m_stop);
            if (is_number && m_leaders[i].is_number) // of another key, so another number
                continue;
            GradingWork work;
            const bool equal = answersEqual(text, m_leaders[i].text, AnswerMatch::SameForm, &work);
            m_used += work.used;
            if (equal)
                return static_cast<int>(i);
        }
        return kNone;
    }

    const std::stop_token& m_stop;
    std::vector<Leader> m_leaders;
    std::unordered_map<std::string, int> m_by_key; ///< what is equal as text or as a plain number
    std::size_t m_used = 0;
};

} // namespace

std::vector<int> answerClasses(std::span<const std::string> answers, const std::stop_token& stop) {
    std::vector<std::string> plain;
    std::map<std::string, int> counts;
    for (const std::string& answer : answers) {
        plain.emplace_back(trimmedBlanks(grading::plainText(answer)));
        if (!plain.back().empty())
            ++counts[plain.back()];
    }
    Leaders leaders(stop);
    std::unordered_map<std::string, int> leader_of;
    for (const Spelling& spelling : byRank(counts))
        leader_of[spelling.text] = leaders.of(spelling.text);
    std::unordered_map<int, int> numbers; // leader -> class, by first appearance
    std::vector<int> classes;
    for (const std::string& text : plain)
        classes.push_back(
            text.empty() ? -1 : numbers.try_emplace(leader_of[text], static_cast<int>(numbers.size())).first->second);
    return classes;
}

} // namespace stepmark
