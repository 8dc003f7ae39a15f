// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sampling solutions from a causal language model: batched, with a key/value cache, the prompt computed once for all
// samples of a problem.
//
// Thread rule: one Generator belongs to one thread at a time; it uses all cores. Progress comes on the calling thread.
#pragma once

#include "model/run/progress.h"
#include "model/learning/train.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// A worked example put before the problem: "problem, blank line, solution, newline, blank line" each.
struct FewShotExample {
    std::string problem;
    std::string solution; ///< steps, one a line, the answer's form included
};

struct GenerateOptions {
    int samples = 1;          ///< a problem
    double temperature = 0.7; ///< 0: the most probable token always
    double top_p = 1.0;       ///< nucleus; 1: off
    int max_tokens = 512;     ///< a solution
    int batch = 64;           ///< sequences at once, over problems
    /// Also stop after a line that states the final answer: "#### x", a line below "# Answer", "A: x", \boxed{x}. A
    /// base that was not tuned on end-of-text after solutions needs it.
    bool stop_at_answer = true;
    /// Examples put before every problem; a blank line then ends a solution.
    std::vector<FewShotExample> few_shot;
    std::uint64_t seed = 0;
    Precision precision = Precision::Auto;
    std::string device = "auto";
    int threads = 0;
};

struct GeneratedSolution {
    std::string text;      ///< steps separated by newlines, without end-of-text and without a newline at the end
    int tokens = 0;        ///< sampled
    bool finished = false; ///< false: cut at max_tokens
};

/// Called with each problem's solutions as they become complete, on the calling thread. May throw: that ends it.
using ProblemDone = std::function<void(std::size_t index, const std::vector<GeneratedSolution>& solutions)>;

class Generator {
public:
    /// Opens a causal-language-model folder. Throws Error, Cancelled.
    explicit Generator(const std::filesystem::path& base, const GenerateOptions& options = {},
                       const std::stop_token& stop = {});
    ~Generator();
    Generator(Generator&&) noexcept;
    Generator& operator=(Generator&&) noexcept;

    /// Solutions of each problem, those with the numbers from `drawn` (of each problem; empty: 0) up to `samples`. A
    /// solution depends on the seed, the problem's text and the sample's number only: not on what else is in the batch,
    /// nor on the order (see Decoder; where memory allows no whole batch, prompts of twice the length may change its
    /// size and with it the rounding). With `done` they are given to it only, and not kept. Stops within a second
    /// (throws Cancelled). Throws Error with problem, sample and token where what the network computes is not finite.
    std::vector<std::vector<GeneratedSolution>> generate(std::span<const std::string> problems,
                                                         std::stop_token stop = {}, ProgressSink progress = {},
                                                         const ProblemDone& done = {}, std::span<const int> drawn = {});

    Computed computed() const;

    struct State; ///< opaque

private:
    std::unique_ptr<State> m_state;
};

} // namespace stepmark
