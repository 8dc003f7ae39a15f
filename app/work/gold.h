// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gold items and labelers, as the lead handles them. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/quality.h"
#include "model/domain/split.h"
#include "storage/interchange/import.h"

#include <string>
#include <vector>

namespace stepmark::work {

/// Where new gold comes from; exactly one of labeler, oracle and file.
struct GoldRequest {
    std::string labeler;        ///< finished passes of this labeler
    bool oracle = false;        ///< the built-in sample's oracle judges solutions that nobody has been given yet
    std::filesystem::path file; ///< any file with ratings that can be imported; its passes count as gold, not as labels
    bool screening = false;     ///< for screening; else for quality control
    int count = 0;              ///< at most so many, drawn by seed; 0: all
    Split split = Split::Train; ///< problems to take solutions of (oracle)
    std::uint64_t seed = 0;
    interchange::AnswerGrader grader; ///< for a file's solutions
};

/// Items are written as they come: what a cancelled or killed call has added stays, and the same call goes on. A file
/// is read as a whole or not at all. Results: added, known (gold already), incomplete (not judged to the end or the
/// first error), in_service.
Json addGold(Work& work, const GoldRequest& request);

/// Takes items out of service or back into it, by an event with a note. All or none. Results: changed, in_service.
Json setGoldService(Work& work, const std::vector<std::int64_t>& items, bool in_service, const std::string& note);

/// Results: items (id, solution, purpose, origin, by, in_service, steps, first_error, answered, right), in_service,
/// rules.
Json listGold(Work& work, bool with_retired);

/// Everybody who ever sat down. Results: labelers (name, kind, state, note, gold, interval, standing, ...), rules.
Json listLabelers(Work& work);

/// Admits or pauses a labeler by name. Error where there is none of that name.
Json setMachine(Work& work, const std::string& name, bool machine);
Json setLabelerState(Work& work, const std::string& name, LabelerState state, const std::string& note);

} // namespace stepmark::work
