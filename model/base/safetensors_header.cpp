// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/safetensors_header.h"

#include "model/base/json_guard.h"
#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <tuple>

namespace stepmark {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors data is used in place, little endian");

constexpr std::size_t max_header_bytes = 100'000'000; // the format's own bound
constexpr std::size_t max_dimensions = 8;
constexpr std::size_t max_name_bytes = 1024;
constexpr const char* again = " The file is damaged or was made by a faulty program: fetch or write it again.";

std::size_t readUnsigned(const nlohmann::json& value, const std::string& what) {
    if (!value.is_number_unsigned())
        throw Error(what + " is not a whole number of 0 or more." + again);
    const auto number = value.get<std::uint64_t>();
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        throw Error(what + " is too large." + again);
    return number;
}

/// A tensor's place in the file, whatever its type.
struct Extent {
    std::string name;
    std::size_t begin = 0, end = 0;
};

Extent readExtent(const std::string& name, const nlohmann::json& entry, std::size_t data_bytes,
                  const std::string& what) {
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets"))
        throw Error(what + " has no dtype, shape or data_offsets." + again);
    const auto &dtype = entry["dtype"], &offsets = entry["data_offsets"];
    if (!dtype.is_string())
        throw Error(what + " has the element type " + dtype.dump() + ", which is not a name." + again);
    if (!offsets.is_array() || offsets.size() != 2)
        throw Error(what + ": data_offsets is not a pair." + again);
    const Extent extent{name, readUnsigned(offsets[0], what + ": an offset"),
                        readUnsigned(offsets[1], what + ": an offset")};
    if (extent.begin > extent.end || extent.end > data_bytes)
        throw Error(what + ": its bytes " + std::to_string(extent.begin) + " to " + std::to_string(extent.end) +
                    " are not within the file's " + std::to_string(data_bytes) + " bytes of data." + again);
    return extent;
}

TensorView readView(const Extent& extent, DType dtype, const nlohmann::json& shape, std::span<const std::byte> data,
                    const std::string& what) {
    if (!shape.is_array() || shape.size() > max_dimensions)
        throw Error(what + ": its shape is not a list of at most 8 numbers." + again);
    TensorView view{extent.name, dtype, {}, data.data() + extent.begin, extent.end - extent.begin};
    for (const auto& dimension : shape)
        view.shape.push_back(static_cast<std::int64_t>(readUnsigned(dimension, what + ": a dimension")));
    if (tensorBytes(view.shape, dtypeSize(dtype)) != view.bytes)
        throw Error(what + ": its shape does not fit its " + std::to_string(view.bytes) + " bytes." + again);
    return view;
}

std::map<std::string, std::string> readMetadata(const nlohmann::json& metadata, const std::string& source) {
    if (metadata.is_null()) // as MLX writes it
        return {};
    if (!metadata.is_object())
        throw Error(source + ": __metadata__ is not an object." + again);
    std::map<std::string, std::string> result;
    for (const auto& [key, value] : metadata.items()) {
        if (!value.is_string())
            throw Error(source + ": __metadata__ \"" + key + "\" is not a string." + again);
        result[key] = value.get<std::string>();
    }
    return result;
}

/// The format allows neither holes nor overlaps: sorted by offset, each tensor begins where the one before ends.
void checkCoverage(std::vector<Extent> extents, std::size_t data_bytes, const std::string& source) {
    std::sort(extents.begin(), extents.end(),
              [](const Extent& a, const Extent& b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
    std::size_t expected = 0;
    for (const Extent& extent : extents) {
        if (extent.begin != expected)
            throw Error(source + ": tensor \"" + extent.name +
                        "\" overlaps another one, or there is a hole before it." + again);
        expected = extent.end;
    }
    if (expected != data_bytes)
        throw Error(source + ": " + std::to_string(data_bytes - expected) + " bytes at the end belong to no tensor." +
                    again);
}

} // namespace

std::optional<std::size_t> tensorBytes(const std::vector<std::int64_t>& shape, std::size_t element_bytes) {
    // An empty tensor is empty whatever its other dimensions are, but those must still be sane.
    std::size_t bytes = element_bytes;
    for (const std::int64_t dimension : shape) {
        if (dimension < 0 || __builtin_mul_overflow(bytes, static_cast<std::size_t>(dimension), &bytes))
            return std::nullopt;
    }
    if (bytes > static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    return bytes;
}

SafetensorsHeader parseSafetensorsHeader(std::span<const std::byte> file, const std::string& source) {
    std::uint64_t length = 0;
    if (file.size() < sizeof length)
        throw Error(source + " has " + std::to_string(file.size()) + " bytes and is no safetensors file." + again);
    std::memcpy(&length, file.data(), sizeof length);
    if (length > max_header_bytes)
        throw Error(source + " is no safetensors file: its header would have " + std::to_string(length) +
                    " bytes. A file saved by torch.save (pickle) is never read; convert it to safetensors.");
    if (length > file.size() - sizeof length)
        throw Error(source + " ends within its header." + again);
    const std::string_view text(reinterpret_cast<const char*>(file.data()) + sizeof length, length);
    const auto data = file.subspan(sizeof length + length);

    const nlohmann::json header = parseJson(text, "The header of " + source, {.max_depth = 4});
    if (!header.is_object())
        throw Error("The header of " + source + " is not an object." + again);
    SafetensorsHeader result;
    std::vector<Extent> extents;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            result.metadata = readMetadata(entry, source);
            continue;
        }
        if (name.empty() || name.size() > max_name_bytes)
            throw Error(source + ": a tensor's name is empty or longer than 1024 bytes." + again);
        const std::string what = source + ": tensor \"" + name + "\"";
        extents.push_back(readExtent(name, entry, data.size(), what));
        const auto& type = entry["dtype"].get_ref<const std::string&>();
        if (const auto known = dtypeFromName(type))
            result.tensors.push_back(readView(extents.back(), *known, entry["shape"], data, what));
        else // nobody may ever ask for it
            result.unknown_types[name] = type;
    }
    checkCoverage(std::move(extents), data.size(), source);
    return result;
}

} // namespace stepmark
