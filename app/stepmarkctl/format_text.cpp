// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/format_text.h"

#include "app/stepmarkctl/usage.h"
#include "storage/formats/format.h"

namespace stepmark::ctl {

namespace {

std::string fieldsOf(const formats::Format& format) {
    std::string text;
    for (const formats::Field& field : format.fields)
        text += (text.empty() ? "" : ", ") + std::string(field.name) +
                (field.cell == formats::Cell::Value ? "" : " (list)");
    return text;
}

} // namespace

std::string formatsText() {
    std::string text = "Fields of a row, by format; of a CSV file the columns:\n";
    for (const formats::Format* format : formats::all()) {
        std::string line = std::string(format->title) + ": " + fieldsOf(*format) + ".";
        if (format->alphabet && !format->alphabet->letters.empty())
            line += " Labels: " + formats::describe(*format->alphabet) + ".";
        text += helpEntry(std::string(format->word), line);
    }
    return text + "\n";
}

} // namespace stepmark::ctl
