// SPDX-License-Identifier: GPL-3.0-or-later
//
// Unicode normalization before tokenizing (Qwen2 asks for NFC). By ICU.
//
// Private to stepmark_tokenizer. Thread rule: read-only once made.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

class Normalizer {
public:
    /// From tokenizer.json's `normalizer`: null, NFC, NFD, NFKC, NFKD or a Sequence of these. Throws Error for others.
    static Normalizer fromJson(const nlohmann::json& json, const std::string& source);

    /// True where normalize() changes nothing in this text for certain; then no copy is needed.
    bool leavesAlone(std::string_view utf8) const;
    /// `utf8` must be UTF-8.
    std::string normalize(std::string_view utf8) const;

private:
    enum class Form { Nfc, Nfd, Nfkc, Nfkd };
    void add(const nlohmann::json& json, const std::string& source, int depth);

    std::vector<Form> m_forms;
};

} // namespace stepmark
