// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/include_table.h"

#include "tests/rooms.h"

#include <algorithm>
#include <optional>
#include <regex>

namespace stepmark {

namespace {

std::string quoted(std::string_view header) { return "\"" + std::string(header) + "\""; }

std::optional<std::string> complaintOwn(const Room& room, std::string_view header) {
    if (header.find("..") != std::string_view::npos || !roomOf(header))
        return quoted(header) + " is not written from the root of the source tree";
    const auto begins = [&](std::string_view folder) { return header.starts_with(folder); };
    if (!begins(room.folder) && std::none_of(room.own.begin(), room.own.end(), begins))
        return std::string(room.folder) + " may not include " + quoted(header);
    return std::nullopt;
}

/// What `header` belongs to; null: nothing known.
const HeaderKind* kindOf(const std::string& header) {
    static const auto patterns = [] {
        std::vector<std::pair<std::regex, const HeaderKind*>> all;
        for (const HeaderKind& kind : headerKinds())
            all.emplace_back(std::regex(kind.pattern), &kind);
        return all;
    }();
    for (const auto& [pattern, kind] : patterns)
        if (std::regex_match(header, pattern))
            return kind;
    return nullptr;
}

std::optional<std::string> complaintOther(const Room& room, std::string_view file, const std::string& header) {
    const HeaderKind* kind = kindOf(header);
    if (!kind)
        return "<" + header + "> is in no row of the include table";
    if (room.anywhere & kind->kind)
        return std::nullopt;
    const std::string what = std::string(kind->name) + " (<" + header + ">)";
    if (!(room.inside & kind->kind))
        return std::string(room.folder) + " may not include " + what;
    if (file.ends_with(".cpp") || file.ends_with("_p.h"))
        return std::nullopt;
    return what + " belongs into a .cpp or a private header (*_p.h)";
}

} // namespace

std::string toText(const Offence& offence) {
    return offence.file + ":" + std::to_string(offence.line) + ": " + offence.what;
}

std::vector<Offence> includeOffences(std::string_view file, std::string_view text) {
    const Room* room = roomOf(file);
    if (!room)
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
            match[1].matched ? complaintOther(*room, file, match[1]) : complaintOwn(*room, match[2].str());
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
