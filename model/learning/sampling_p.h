// SPDX-License-Identifier: GPL-3.0-or-later
//
// Choosing the next token, and seeing where a solution ends.
//
// Thread rule: plain values and pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace stepmark {

/// Random numbers that belong to one sample: the same for the same seed, problem and sample number, in whatever batch
/// it is drawn.
class SampleRandom {
public:
    SampleRandom(std::uint64_t seed, std::string_view problem, int sample);
    double uniform(); ///< [0, 1)

private:
    std::uint64_t m_state;
};

/// A token from softmax(logits / temperature), of the smallest set of tokens with at least `top_p` of the probability
/// (Holtzman et al. 2020). Temperature 0: the most probable. Throws Error for logits that are not all finite, or none:
/// nothing can be chosen by them.
std::int32_t sampleToken(std::span<const float> logits, double temperature, double top_p, SampleRandom& random);

/// Whether a text that ends in a newline has just stated its final answer: its last line is "#### x", "A: x", "Answer:
/// x", "Final answer: x", "The answer is x", has \boxed{x}, or follows the line "# Answer" (blank lines between do not
/// count).
bool statesFinalAnswer(std::string_view text);

} // namespace stepmark
