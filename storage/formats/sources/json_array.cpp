// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/json_text.h"
#include "storage/formats/sources/record_source.h"

namespace stepmark::formats {

namespace {

/// The elements of one JSON array, found by their brackets and parsed one by one.
class JsonArray : public RecordSource {
public:
    explicit JsonArray(std::unique_ptr<ByteSource> bytes)
        : RecordSource(std::move(bytes)) {
        m_line = 1;
    }

    bool next(RawRecord& record) override {
        record.text.clear();
        m_depth = 0;
        m_in_string = m_escaped = false;
        for (std::string_view bytes = m_bytes->look(); !bytes.empty(); bytes = m_bytes->look()) {
            const std::size_t taken = scan(bytes, record);
            m_bytes->take(taken);
            requireShort(record.text);
            if (m_complete)
                return true;
        }
        if (m_state != State::After)
            throw Error(at("the list ends too early: \"]\" is missing.", m_line));
        return false;
    }

    nlohmann::json parse(const RawRecord& record) const override { return parseObject(record.text); }

private:
    enum class State { Before, Between, Element, After };

    // Takes bytes up to the end of an element, or all.
    std::size_t scan(std::string_view bytes, RawRecord& record) {
        m_complete = false;
        std::size_t i = 0, begin = 0;
        for (; i < bytes.size() && !m_complete; ++i) {
            const char c = bytes[i];
            m_line += c == '\n' ? 1 : 0;
            if (m_state == State::Element) {
                if (inElement(c))
                    continue;
                record.text.append(bytes.substr(begin, i - begin));
                m_complete = true;
                m_state = c == ',' ? State::Between : State::After;
                m_wants_element = c == ',';
            } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                between(c);
                begin = i;
                if (m_state == State::Element) {
                    record.line = m_line;
                    inElement(c);
                }
            }
        }
        if (m_state == State::Element)
            record.text.append(bytes.substr(begin, i - begin));
        return i;
    }

    void between(char c) {
        if (m_state == State::Before)
            m_state = State::Between; // "[", as who opened the file has seen
        else if (m_state == State::After)
            throw Error(at("something follows the list's end (\"]\").", m_line));
        else if (c == ']' && !m_wants_element)
            m_state = State::After;
        else if (c == ',' || c == ']')
            throw Error(at("an element of the list is missing before \"" + std::string(1, c) + "\".", m_line));
        else
            m_state = State::Element;
    }

    // False where c ends the element.
    bool inElement(char c) {
        if (m_in_string) {
            m_in_string = m_escaped || c != '"';
            m_escaped = !m_escaped && c == '\\';
        } else if (c == '"') {
            m_in_string = true;
        } else if (c == '[' || c == '{') {
            ++m_depth;
        } else if ((c == ']' || c == '}') && m_depth > 0) {
            --m_depth;
        } else {
            return m_depth > 0 || (c != ',' && c != ']');
        }
        return true;
    }

    State m_state = State::Before;
    int m_depth = 0;
    bool m_in_string = false, m_escaped = false;
    bool m_complete = false;
    bool m_wants_element = false; ///< behind a comma
};

} // namespace

std::unique_ptr<RecordSource> openArray(std::unique_ptr<ByteSource> bytes) {
    return std::make_unique<JsonArray>(std::move(bytes));
}

} // namespace stepmark::formats
