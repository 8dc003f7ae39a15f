// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/json_lines.h"

namespace stepmark::interchange {

std::optional<nlohmann::json> JsonLines::next() {
    if (!m_source->next(m_record))
        return std::nullopt;
    try {
        return m_source->parse(m_record);
    } catch (const Error& error) {
        throw errorAt(error.what());
    }
}

std::optional<nlohmann::ordered_json> JsonLines::nextOrdered() {
    if (!m_source->next(m_record))
        return std::nullopt;
    try {
        if (m_source->hasCells())
            return nlohmann::ordered_json(m_source->parse(m_record));
        return formats::parseOrderedObject(m_record.text);
    } catch (const Error& error) {
        throw errorAt(error.what());
    }
}

} // namespace stepmark::interchange
