// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include <cstdint>

namespace stepmark {

// Row ids of the project file; 0 means "not stored yet".
using ProblemId = std::int64_t;
using StepId = std::int64_t;
using SolutionId = std::int64_t;
using LabelerId = std::int64_t;
using AnnotationId = std::int64_t;
using RatingId = std::int64_t;
using RoundId = std::int64_t;
using QueueItemId = std::int64_t;
using ModelId = std::int64_t;
using JobId = std::int64_t;

} // namespace stepmark
