// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opens the project for itself: any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace stepmark::bench {

/// A project of made-up word problems: 16 solutions each, 8 steps of their own a solution and every second one with two
/// more that it shares with the one before; all of them scored and queued by one round. The same size gives the same
/// texts.
struct LargeProject {
    std::int64_t solutions = 0;
    std::int64_t steps = 0;
};
LargeProject makeLargeProject(const std::filesystem::path& path, std::int64_t solutions);

/// Adds `ratings` rating events by another labeler, eight an annotation, from the last solutions on backwards.
void addRatings(const std::filesystem::path& path, std::int64_t ratings);

/// The key of problem `number`, from 1.
std::string largeProblemKey(std::int64_t number);
/// Calls `visit` with each solution of a project of that size: its problem's number, its candidate's number, its steps.
void forEachSolution(std::int64_t solutions,
                     const std::function<void(std::int64_t problem, std::int64_t candidate, int steps)>& visit);

} // namespace stepmark::bench
