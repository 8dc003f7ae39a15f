// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/sampling_p.h"

#include "model/base/finite.h"
#include "model/domain/error.h"
#include "model/learning/text_hash_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace stepmark {

SampleRandom::SampleRandom(std::uint64_t seed, std::string_view problem, int sample)
    : m_state(TextHash().addNumber(seed).add(problem).addNumber(static_cast<std::uint64_t>(sample)).value()[0]) {}

double SampleRandom::uniform() { // splitmix64
    std::uint64_t z = (m_state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

std::int32_t sampleToken(std::span<const float> logits, double temperature, double top_p, SampleRandom& random) {
    if (logits.empty() || !allFinite(logits))
        throw Error("The model's scores of the next token are not finite (NaN or infinite).");
    const auto best = std::max_element(logits.begin(), logits.end());
    if (temperature <= 0)
        return static_cast<std::int32_t>(best - logits.begin());
    const auto inverse = static_cast<float>( // finite, so that the best token has the exponent 0
        std::min(1.0 / temperature, static_cast<double>(std::numeric_limits<float>::max())));
    std::vector<std::pair<float, std::int32_t>> kept; // what is 1e-9 times less probable than the best cannot matter
    double sum = 0;
    for (std::size_t token = 0; token < logits.size(); ++token) {
        const float exponent = (logits[token] - *best) * inverse;
        if (exponent > -21.0f) {
            kept.emplace_back(std::exp(exponent), static_cast<std::int32_t>(token));
            sum += kept.back().first;
        }
    }
    if (top_p < 1.0) {
        std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        double nucleus = 0;
        std::size_t count = 0;
        while (count < kept.size() && nucleus < top_p * sum)
            nucleus += kept[count++].first;
        kept.resize(std::max<std::size_t>(1, count));
        sum = std::max(nucleus, static_cast<double>(kept.front().first));
    }
    double left = random.uniform() * sum;
    for (const auto& [probability, token] : kept)
        if ((left -= probability) < 0)
            return token;
    return kept.back().second;
}

bool statesFinalAnswer(std::string_view text) {
    if (text.empty() || text.back() != '\n')
        return false;
    std::array<std::string_view, 2> last{}; // the last line and the one before it, blank ones skipped
    std::size_t found = 0;
    while (!text.empty() && found < 2) {
        text.remove_suffix(1);
        const std::size_t begin = text.rfind('\n') == text.npos ? 0 : text.rfind('\n') + 1;
        std::string_view line = text.substr(begin);
        text = text.substr(0, begin);
        while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
            line.remove_prefix(1);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t'))
            line.remove_suffix(1);
        if (!line.empty())
            last[found++] = line;
        else if (found == 0 && text.empty())
            return false;
    }
    for (const std::string_view start : {"#### ", "A: ", "Answer: ", "Final answer: ", "The answer is "})
        if (last[0].starts_with(start))
            return true;
    const std::size_t box = last[0].find("\\boxed{");
    return (box != last[0].npos && last[0].find('}', box) != last[0].npos) || last[1] == "# Answer";
}

} // namespace stepmark
