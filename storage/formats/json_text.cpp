// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/json_text.h"

#include "model/domain/error.h"

#include <cstring>
#include <vector>

namespace stepmark::formats {

namespace {

/// Builds the value while it is parsed, so that what must not be in it is seen before it is lost.
template <typename Json>
class Builder {
public:
    using number_integer_t = typename Json::number_integer_t;
    using number_unsigned_t = typename Json::number_unsigned_t;
    using number_float_t = typename Json::number_float_t;
    using string_t = typename Json::string_t;
    using binary_t = typename Json::binary_t;

    Json root;

    bool null() { return put(nullptr); }
    bool boolean(bool value) { return put(value); }
    bool number_integer(number_integer_t value) { return put(value); }
    bool number_unsigned(number_unsigned_t value) {
        if (value > static_cast<number_unsigned_t>(INT64_MAX))
            tooLarge(std::to_string(value));
        return put(value);
    }
    bool number_float(number_float_t value, const string_t& written) {
        if (written.find_first_of(".eE") == string_t::npos)
            tooLarge(written);
        return put(value);
    }
    bool string(string_t& value) { return put(std::move(value)); }
    bool binary(binary_t&) { return false; }

    bool start_object(std::size_t) { return open(Json::object()); }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_array() { return close(); }

    bool key(string_t& name) {
        Json& object = *m_open.back();
        const auto [place, is_new] = object.emplace(name, nullptr);
        if (!is_new)
            throw Error("field \"" + name.substr(0, 60) + "\" is there twice: which of the two counts, nobody knows.");
        m_value = &*place;
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
        std::string what = error.what();
        what = what.substr(what.find("] ") == std::string::npos ? 0 : what.find("] ") + 2);
        // The parser sees one record only; which one of the file it is, says who reads records.
        if (const std::size_t place = what.find("line 1, "); place != std::string::npos)
            what.erase(place, std::strlen("line 1, "));
        if (what.find("UTF-8") != std::string::npos)
            throw Error("the text is not valid UTF-8: convert the file to UTF-8 (" + what + ").");
        throw Error("this is not valid JSON (" + what.substr(0, 300) + ").");
    }

private:
    [[noreturn]] static void tooLarge(const std::string& number) {
        throw Error(number.substr(0, 60) + " is too large for a whole number: write it as a text (\"...\").");
    }

    // Where the next value belongs.
    template <typename Value>
    Json& place(Value&& value) {
        if (m_open.empty())
            return root = Json(std::forward<Value>(value));
        Json& parent = *m_open.back();
        if (parent.is_array())
            return parent.emplace_back(std::forward<Value>(value));
        return *m_value = Json(std::forward<Value>(value));
    }

    template <typename Value>
    bool put(Value&& value) {
        place(std::forward<Value>(value));
        return true;
    }

    bool open(Json value) {
        if (m_open.size() >= static_cast<std::size_t>(kDeepestJson))
            throw Error("lists or objects are nested more than " + std::to_string(kDeepestJson) + " deep.");
        m_open.push_back(&place(std::move(value)));
        return true;
    }

    bool close() {
        m_open.pop_back();
        return true;
    }

    std::vector<Json*> m_open; ///< what encloses the next value; their parents do not move while they are open
    Json* m_value = nullptr;   ///< of the key just read
};

template <typename Json>
Json parseAs(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        throw Error("there is a NUL byte in it: take it out.");
    Builder<Json> builder;
    Json::sax_parse(text, &builder);
    return std::move(builder.root);
}

template <typename Json>
Json parseObjectAs(std::string_view text) {
    Json value = parseAs<Json>(text);
    if (!value.is_object())
        throw Error("a JSON object ({...}) is expected, this is a JSON " + std::string(value.type_name()) + ".");
    return value;
}

} // namespace

nlohmann::json parseJson(std::string_view text) { return parseAs<nlohmann::json>(text); }
nlohmann::json parseObject(std::string_view text) { return parseObjectAs<nlohmann::json>(text); }
nlohmann::ordered_json parseOrderedObject(std::string_view text) { return parseObjectAs<nlohmann::ordered_json>(text); }

} // namespace stepmark::formats
