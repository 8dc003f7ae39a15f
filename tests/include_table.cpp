// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/include_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <span>

namespace stepmark {

namespace {

/// What a header belongs to. Bits, so that a folder's row is one number.
enum Kind : unsigned {
    Std = 1,
    Posix = 2,
    Intrinsics = 4,
    Json = 8,
    Torch = 16,
    Pcre2 = 32,
    Ginac = 64,
    Sqlite = 128,
    Qt = 256,
    QtSql = 512,
    Icu = 1024,
    Cli = 2048,
    Zlib = 4096,
};

struct HeaderPattern {
    Kind kind;
    const char* name;
    std::regex pattern;
};

// The first that matches counts.
const std::array kHeaders = {
    HeaderPattern{Torch, "torch", std::regex("(torch|ATen|c10|caffe2)/.*")},
    HeaderPattern{Json, "nlohmann-json", std::regex("nlohmann/.*")},
    HeaderPattern{Pcre2, "PCRE2", std::regex("pcre2\\.h")},
    HeaderPattern{Ginac, "GiNaC", std::regex("(ginac|cln)/.*")},
    HeaderPattern{Icu, "ICU", std::regex("unicode/.*")},
    HeaderPattern{Zlib, "zlib", std::regex("zlib\\.h")},
    HeaderPattern{Cli, "CLI11", std::regex("CLI/.*")},
    HeaderPattern{Sqlite, "SQLite", std::regex("sqlite3\\.h")},
    HeaderPattern{QtSql, "Qt SQL", std::regex("(QtSql|QSql).*")},
    HeaderPattern{Qt, "Qt", std::regex("Q[A-Z].*|Qt.*|q[a-z]+\\.h")},
    HeaderPattern{Intrinsics, "processor intrinsics", std::regex("(immintrin|cpuid|arm_neon)\\.h")},
    HeaderPattern{
        Posix, "the system (POSIX, C library)",
        std::regex("sys/.*|(dirent|dlfcn|fcntl|malloc|poll|pthread|pwd|sched|signal|spawn|termios|unistd)\\.h")},
    HeaderPattern{Std, "standard library", std::regex("[a-z_0-9]+")},
};

struct Row {
    std::string_view folder;
    unsigned anywhere;                     ///< kinds any file may include
    unsigned inside;                       ///< kinds only a .cpp or a private header (*_p.h) may include as well
    std::span<const std::string_view> own; ///< folders of ours it may include
};

constexpr std::array<std::string_view, 1> kDomain = {"model/domain/"};
constexpr std::array<std::string_view, 2> kRun = {"model/run/", "model/domain/"};
constexpr std::array<std::string_view, 1> kModel = {"model/"};
constexpr std::array<std::string_view, 2> kFiles = {"model/files/", "model/domain/"};
constexpr std::array<std::string_view, 4> kStorage = {"storage/", "model/domain/", "model/run/", "model/files/"};
constexpr std::array<std::string_view, 4> kFormats = {"storage/formats/", "storage/thinking_field.h", "model/domain/",
                                                       "model/files/"};
constexpr std::array<std::string_view, 4> kUi = {"ui/", "model/domain/", "model/run/", "model/files/"};
constexpr std::array<std::string_view, 4> kApp = {"app/", "ui/", "storage/", "model/"};
// The desktop program never loads libtorch: what includes it reaches the window by another process only.
constexpr std::array<std::string_view, 8> kDesktop = {"app/desktop/", "ui/",          "storage/",      "model/domain/",
                                                      "model/run/",   "model/files/", "model/sample/", "model/grading/"};
constexpr std::array<std::string_view, 6> kBench = {"app/bench/", "app/desktop/",  "ui/",
                                                    "storage/",   "model/domain/", "model/sample/"};
constexpr std::array<std::string_view, 4> kTorture = {"app/torture/", "app/desktop/", "storage/", "model/domain/"};
constexpr unsigned kModelKinds = Std | Posix | Intrinsics | Json;

// design.md section 2; the row with the longest folder counts.
constexpr std::array kTable = {
    Row{"model/domain/", Std, 0, kDomain},
    Row{"model/run/", Std | Json, 0, kRun},
    Row{"model/files/", Std | Posix, 0, kFiles},
    Row{"model/grading/", kModelKinds | Ginac | Icu, Torch, kModel},
    Row{"model/tokenizer/", kModelKinds | Pcre2 | Icu, Torch, kModel},
    Row{"model/", kModelKinds, Torch, kModel},
    Row{"storage/formats/", Std | Posix | Json, Zlib, kFormats}, // no Qt, no SQL: any thread
    Row{"storage/", Std | Posix | Json | Qt | QtSql, Sqlite, kStorage},
    Row{"ui/", Std | Qt, 0, kUi},
    Row{"app/desktop/", Std | Posix | Json | Qt, 0, kDesktop},
    Row{"app/bench/", Std | Posix | Json | Qt, 0, kBench},
    Row{"app/torture/", Std | Posix | Qt, Sqlite, kTorture},
    Row{"app/", Std | Posix | Intrinsics | Json | Qt | QtSql | Torch | Cli, 0, kApp},
};

const Row* rowOf(std::string_view file) {
    const Row* best = nullptr;
    for (const Row& row : kTable)
        if (file.starts_with(row.folder) && (!best || row.folder.size() > best->folder.size()))
            best = &row;
    return best;
}

std::string quoted(std::string_view header) { return "\"" + std::string(header) + "\""; }

std::optional<std::string> complaintOwn(const Row& row, std::string_view header) {
    if (header.find("..") != std::string_view::npos || !rowOf(header))
        return quoted(header) + " is not written from the root of the source tree";
    if (std::none_of(row.own.begin(), row.own.end(), [&](auto folder) { return header.starts_with(folder); }))
        return std::string(row.folder) + " may not include " + quoted(header);
    return std::nullopt;
}

std::optional<std::string> complaintOther(const Row& row, std::string_view file, const std::string& header) {
    const auto place = std::find_if(kHeaders.begin(), kHeaders.end(),
                                    [&](const HeaderPattern& one) { return std::regex_match(header, one.pattern); });
    if (place == kHeaders.end())
        return "<" + header + "> is in no row of the include table";
    if (row.anywhere & place->kind)
        return std::nullopt;
    const std::string what = std::string(place->name) + " (<" + header + ">)";
    if (!(row.inside & place->kind))
        return std::string(row.folder) + " may not include " + what;
    if (file.ends_with(".cpp") || file.ends_with("_p.h"))
        return std::nullopt;
    return what + " belongs into a .cpp or a private header (*_p.h)";
}

} // namespace

std::string toText(const Offence& offence) {
    return offence.file + ":" + std::to_string(offence.line) + ": " + offence.what;
}

std::vector<Offence> includeOffences(std::string_view file, std::string_view text) {
    const Row* row = rowOf(file);
    if (!row)
        return {{std::string(file), 0, "lies in no folder of the include table"}};
    static const std::regex include(R"re(^\s*#\s*include\s*(?:<([^>]*)>|"([^"]*)").*)re");
    std::vector<Offence> offences;
    int line_number = 0;
    while (!text.empty()) {
        const std::string line(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        ++line_number;
        std::smatch match;
        if (!std::regex_match(line, match, include))
            continue;
        const auto complaint =
            match[1].matched ? complaintOther(*row, file, match[1]) : complaintOwn(*row, match[2].str());
        if (complaint)
            offences.push_back({std::string(file), line_number, *complaint});
    }
    return offences;
}

std::vector<Offence> licenceOffences(std::string_view file, std::string_view text) {
    if (text.starts_with("// SPDX-License-Identifier: GPL-3.0-or-later\n"))
        return {};
    return {{std::string(file), 1, "the first line is not \"// SPDX-License-Identifier: GPL-3.0-or-later\""}};
}

} // namespace stepmark
