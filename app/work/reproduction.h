// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weak-to-strong generalization reproduced by one command: tasks, a ladder, studies, the paper's claims beside ours.
// The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/run/compute_choice.h"

#include <filesystem>
#include <string>
#include <vector>

namespace stepmark::work {

struct ReproduceRequest {
    std::filesystem::path out;      ///< folder for the page, the figures and what was trained
    bool quick = false;             ///< rows of the built-in sample and a ladder trained on it: nothing else is needed
    std::filesystem::path data;     ///< else: a folder with one a task, in it train.jsonl and test.jsonl
    std::filesystem::path base;     ///< else: cut at several depths, it is the ladder
    std::vector<int> depths;        ///< of the base; empty: five of them
    std::vector<std::string> tasks; ///< of the data, by their folders' names; empty: all
    /// Of ProcessBench's rows: what a task of the project's own ratings is measured by, if the project has some. Empty:
    /// by its problems of the other splits.
    std::vector<std::filesystem::path> processbench;
    int seeds = 3;
    int examples = 3000; ///< of a task for training, at most
    ComputeChoice compute;
};

/// Does what is missing of it and writes OUT/w2s.html, .csv and .json. Results: page, claims (claims.h), limits
/// (limits.h), studies (task, kind, tuned, study, error: why it could not be done), seconds. A study that fails stops
/// no other. Throws Error where there is nothing to study, or `processbench` without ratings; Cancelled, to go on by
/// the same call.
Json reproduceW2s(Work& work, const ReproduceRequest& request);

} // namespace stepmark::work
