// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of foreign formats as texts, and what is read of them. Any thread.
#pragma once

#include "model/domain/error.h"
#include "storage/formats/format.h"
#include "storage/formats/json_text.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace stepmark::formats::test {

/// Two letters of Cyrillic, which several formats put behind each step.
inline const std::string kMark = "\xD0\xBA\xD0\xB8";

/// The row with each @ replaced, in turn. Its braces are balanced: moc counts those in texts, too.
template <typename... Texts>
std::string with(std::string row, const Texts&... texts) {
    const auto put = [&row](const std::string& text) { row.replace(row.find('@'), 1, text); };
    (put(texts), ...);
    return row;
}

/// "+0-." of ratings, first step first.
inline QString signsOf(const std::vector<std::optional<Rating>>& labels) {
    QString text;
    for (const auto& label : labels)
        text += !label                       ? QLatin1Char('.')
                : *label == Rating::Positive ? QLatin1Char('+')
                : *label == Rating::Neutral  ? QLatin1Char('0')
                                             : QLatin1Char('-');
    return text;
}

inline Record only(const std::string& text, const ReadOptions& options = {}, const Format* format = nullptr) {
    const auto row = parseObject(text);
    auto parsed = read(format ? *format : detect(row), row, options);
    if (parsed.records.size() != 1)
        throw Error(std::to_string(parsed.records.size()) + " records");
    return std::move(parsed.records.front());
}

inline QString errorOf(const std::string& text, const ReadOptions& options = {}, const Format* format = nullptr) {
    try {
        only(text, options, format);
        return QStringLiteral("nothing was wrong");
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
}

} // namespace stepmark::formats::test
