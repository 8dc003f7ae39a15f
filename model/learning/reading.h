// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a checkpoint is read: its layout, and what its head's rows mean. Told by its own record (stepmark.json), else by
// the user, else by what other people's programs leave; whatever was assumed is among the notes.
//
// Thread rule: plain values.
#pragma once

#include "model/domain/rating.h"
#include "model/run/reading_choice.h"

#include <string>
#include <vector>

namespace stepmark {

/// Something that the user should know. `code` is for programs, which may say it in another language.
struct Note {
    std::string code;
    std::string text;
};

struct Reading {
    Layout layout;
    std::vector<Rating> classes; ///< of the head's rows; empty for a checkpoint without a classification head
    std::vector<Note> notes;     ///< codes: trl_layout, stepmark_layout, classes_assumed
};

/// "negative,neutral,positive" (or other spellings, see ratingFromName()) as ratings. Throws Error for other words.
std::vector<Rating> classesFromText(std::string_view text);

} // namespace stepmark
