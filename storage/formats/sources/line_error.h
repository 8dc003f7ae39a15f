// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/error.h"

#include <cstdint>
#include <string>

namespace stepmark::formats {

/// What is wrong with one record of a file; what() names file and line.
class LineError : public Error {
public:
    LineError(const std::string& message, std::string file, std::int64_t line, std::string text)
        : Error(message)
        , m_file(std::move(file))
        , m_line(line)
        , m_text(std::move(text)) {}
    const std::string& file() const { return m_file; }
    std::int64_t line() const { return m_line; }       ///< from 1
    const std::string& text() const { return m_text; } ///< beginning of the record
    static constexpr std::size_t kShownText = 600;     ///< bytes of it

private:
    std::string m_file;
    std::int64_t m_line;
    std::string m_text;
};

} // namespace stepmark::formats
