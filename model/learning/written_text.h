// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a model wrote, as people write it.
//
// Thread rule: pure functions.
#pragma once

#include "model/tokenizer/tokenizer.h"

#include <string>

namespace stepmark {

/// SentencePiece puts a blank in front of every text that is tokenized apart, as steps and their newlines are: a model
/// that learnt from those writes it, too. Whether this tokenizer does.
bool putsBlanksInFront(const Tokenizer& tokenizer);

/// One blank less before and behind each newline.
std::string withoutBlanksInFront(const std::string& text);

} // namespace stepmark
