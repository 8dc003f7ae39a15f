// SPDX-License-Identifier: GPL-3.0-or-later
//
// What must hold after a trial. Each function gives sentences about what does not; none means that all is well.
// Nothing is shared: any thread.
#pragma once

#include "app/torture/labelling_victim.h"
#include "app/torture/server.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace stepmark::torture {

using Complaints = std::vector<std::string>;

/// What was there before a trial and must be there after it.
struct Facts {
    std::vector<std::string> ratings;          ///< each rating event
    std::map<std::string, std::string> models; ///< hash of each file of each model that a row names
    /// Problems, steps, solutions, ratings; tasks; runs, members and figures of studies.
    std::vector<std::int64_t> rows;
};
/// Opens the project of that folder, in this process: nobody else here may have it open. Error where it cannot be read.
Facts factsOf(const std::filesystem::path& work);

/// The project is sound, holds what it held before and every acknowledged mark.
Complaints complaintsOfState(const std::filesystem::path& work, const Facts& before, const std::vector<Mark>& marks);
/// It ended by itself, with 0, or with 1 and a sentence about something that the user knows: one of `known`.
Complaints complaintsOfEnding(const Ending& ending, const std::vector<std::string>& known);
/// By what the user knows the file that a fault hit: a project for its log, the file or folder asked for where a
/// temporary one was hit. `work` for what is no file.
std::string knownName(const std::string& hit, const std::filesystem::path& work);
/// Nothing temporary lies about.
Complaints complaintsOfFolder(const std::filesystem::path& work);

/// The last message on standard error, without the program's name; "" where there is none.
std::string sentenceOf(const Ending& ending);

} // namespace stepmark::torture
