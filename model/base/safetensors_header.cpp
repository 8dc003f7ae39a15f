// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/safetensors_header.h"

#include "model/base/json_guard.h"
#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

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

TensorView readEntry(const std::string& name, const nlohmann::json& entry, std::span<const std::byte> data,
                     const std::string& source) {
    const std::string what = source + ": tensor \"" + name + "\"";
    if (name.empty() || name.size() > max_name_bytes)
        throw Error(source + ": a tensor's name is empty or longer than 1024 bytes." + again);
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets"))
        throw Error(what + " has no dtype, shape or data_offsets." + again);
    const auto &dtype = entry["dtype"], &shape = entry["shape"], &offsets = entry["data_offsets"];
    const auto known = dtype.is_string() ? dtypeFromName(dtype.get_ref<const std::string&>()) : std::nullopt;
    if (!known)
        throw Error(what + " has the element type " + dtype.dump() +
                    ", which is not supported. Convert the model to F32, BF16 or F16 first.");
    if (!shape.is_array() || shape.size() > max_dimensions)
        throw Error(what + ": its shape is not a list of at most 8 numbers." + again);
    if (!offsets.is_array() || offsets.size() != 2)
        throw Error(what + ": data_offsets is not a pair." + again);

    TensorView view{name, *known, {}, nullptr, 0};
    for (const auto& dimension : shape)
        view.shape.push_back(static_cast<std::int64_t>(readUnsigned(dimension, what + ": a dimension")));
    const std::size_t begin = readUnsigned(offsets[0], what + ": an offset");
    const std::size_t end = readUnsigned(offsets[1], what + ": an offset");
    if (begin > end || end > data.size())
        throw Error(what + ": its bytes " + std::to_string(begin) + " to " + std::to_string(end) +
                    " are not within the file's " + std::to_string(data.size()) + " bytes of data." + again);
    const auto bytes = tensorBytes(view.shape, dtypeSize(view.dtype));
    if (!bytes || *bytes != end - begin)
        throw Error(what + ": its shape does not fit its " + std::to_string(end - begin) + " bytes." + again);
    view.data = data.data() + begin;
    view.bytes = *bytes;
    if (reinterpret_cast<std::uintptr_t>(view.data) % dtypeSize(view.dtype) != 0)
        throw Error(what +
                    ": its bytes are not aligned to its element type. Load and save the model again with a current "
                    "version of the program that made it.");
    return view;
}

std::map<std::string, std::string> readMetadata(const nlohmann::json& metadata, const std::string& source) {
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
void checkCoverage(std::vector<TensorView>& tensors, std::span<const std::byte> data, const std::string& source) {
    std::sort(tensors.begin(), tensors.end(), [](const TensorView& a, const TensorView& b) {
        return std::tuple(a.data, a.bytes) < std::tuple(b.data, b.bytes);
    });
    const std::byte* expected = data.data();
    for (const TensorView& tensor : tensors) {
        if (tensor.data != expected)
            throw Error(source + ": tensor \"" + tensor.name +
                        "\" overlaps another one, or there is a hole before it." + again);
        expected += tensor.bytes;
    }
    if (expected != data.data() + data.size())
        throw Error(source + ": " + std::to_string(data.data() + data.size() - expected) +
                    " bytes at the end belong to no tensor." + again);
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
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__")
            result.metadata = readMetadata(entry, source);
        else
            result.tensors.push_back(readEntry(name, entry, data, source));
    }
    checkCoverage(result.tensors, data, source);
    return result;
}

} // namespace stepmark
