// SPDX-License-Identifier: GPL-3.0-or-later
//
// The header of one safetensors file, checked. Private to stepmark_base. Thread rule: pure functions.
#pragma once

#include "model/base/safetensors.h"

namespace stepmark {

struct SafetensorsHeader {
    std::vector<TensorView> tensors;                ///< `data` points into the file's bytes
    std::map<std::string, std::string> unknown_types; ///< tensors of other element types: name and type
    std::map<std::string, std::string> metadata;
};

/// `file`: all bytes of the file. Throws Error with `source` in it.
SafetensorsHeader parseSafetensorsHeader(std::span<const std::byte> file, const std::string& source);

/// Product of `shape`, or nothing where a dimension is negative or the product of it and `element_bytes` does not fit.
std::optional<std::size_t> tensorBytes(const std::vector<std::int64_t>& shape, std::size_t element_bytes);

/// The files of a sharded set by name, each with its tensors' names, from the text of the index. Throws Error.
std::map<std::string, std::vector<std::string>> parseShardIndex(std::string_view json, const std::string& source);

} // namespace stepmark
