// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rooms of the house: what each folder holds and whom it may include. tests/tst_includes.cpp holds the sources
// against it, and ARCHITECTURE.md shows it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace stepmark {

/// What a header belongs to that is not ours. Bits, so that a folder's row is one number.
enum Kind : unsigned {
    Std = 1,
    Posix = 2,
    Json = 4,
    Torch = 8,
    Pcre2 = 16,
    Ginac = 32,
    Sqlite = 64,
    QtCore = 128,
    QtSql = 256,
    QtWindow = 512, ///< all of Qt that is none of the two before
    Icu = 1024,
    Cli = 2048,
    Zlib = 4096,
    Intrinsics = 8192,
};

struct HeaderKind {
    Kind kind;
    const char* name;    ///< for people
    const char* pattern; ///< of the names between <>, a regular expression; the first that matches counts
};

struct Room {
    std::string_view folder;
    std::string_view holds;
    std::span<const std::string_view> own; ///< folders (and single headers) of ours it may include, besides itself
    unsigned anywhere;                     ///< kinds any file may include
    unsigned inside;                       ///< kinds only a .cpp or a private header (*_p.h) may include as well
};

/// Constants: any thread.
std::span<const HeaderKind> headerKinds();
std::span<const Room> rooms();

/// The room with the longest folder that `file` lies in; null: none.
const Room* roomOf(std::string_view file);

/// The rooms as ARCHITECTURE.md shows them, a Markdown table.
std::string roomsAsTable();

} // namespace stepmark
