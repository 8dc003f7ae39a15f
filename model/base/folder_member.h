// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files of a model folder. A link in a downloaded folder could show any file of the user (and a tokenizer's files
// are copied into what we train): it is followed only where it ends in the folder itself or, for a folder of a Hugging
// Face cache (REPOSITORY/snapshots/REVISION, or a folder below it), in REPOSITORY/blobs.
//
// Private to the libraries under model/. Thread rule: pure functions.
#pragma once

#include <filesystem>
#include <string>

namespace stepmark {

/// FOLDER/NAME, checked: a regular file whose real place is the folder or its cache's blobs. Throws Error.
std::filesystem::path checkedMember(const std::filesystem::path& folder, const std::string& name);

/// Whether anything of that name is there, a link that leads nowhere included.
bool hasMember(const std::filesystem::path& folder, const std::string& name);

} // namespace stepmark
