// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/safetensors.h"
#include "model/base/safetensors_header.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/files/output_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace stepmark {
namespace {

/// Largest elements first, then by name: with the data beginning at a multiple of 8 every tensor is aligned.
std::vector<const TensorView*> inFileOrder(std::span<const TensorView> tensors, const std::string& source) {
    std::vector<const TensorView*> order;
    for (const TensorView& tensor : tensors) {
        if (tensor.name.empty() || tensor.name == "__metadata__")
            throw Error("Cannot write " + source + ": a tensor has no usable name.");
        if (tensorBytes(tensor.shape, dtypeSize(tensor.dtype)) != tensor.bytes)
            throw Error("Cannot write " + source + ": the bytes of tensor \"" + tensor.name +
                        "\" do not fit its shape.");
        order.push_back(&tensor);
    }
    std::sort(order.begin(), order.end(), [](const TensorView* a, const TensorView* b) {
        const std::size_t size_a = dtypeSize(a->dtype), size_b = dtypeSize(b->dtype);
        return size_a != size_b ? size_a > size_b : a->name < b->name;
    });
    return order;
}

std::string makeHeader(const std::vector<const TensorView*>& order, const std::map<std::string, std::string>& metadata,
                       const std::string& source) {
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::vector<std::string_view> names;
    std::size_t offset = 0;
    for (const TensorView* tensor : order) {
        names.push_back(tensor->name);
        // push_back instead of operator[]: the latter searches an ordered object from its beginning.
        header.push_back({tensor->name,
                          {{"dtype", dtypeName(tensor->dtype)},
                           {"shape", tensor->shape},
                           {"data_offsets", {offset, offset + tensor->bytes}}}});
        offset += tensor->bytes;
    }
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        throw Error("Cannot write " + source + ": there are two tensors \"" + std::string(*twice) + "\".");
    try {
        std::string text = header.dump();
        text.append((8 - text.size() % 8) % 8, ' ');
        return text;
    } catch (const nlohmann::json::exception&) {
        throw Error("Cannot write " + source + ": a tensor's name or the metadata is not UTF-8.");
    }
}

/// In pieces that reach the disk while the next are written, so that neither a stop nor the last sync waits for all.
void writePieces(files::OutputFile& out, std::span<const std::byte> bytes, const std::stop_token& stop) {
    constexpr std::size_t piece = std::size_t{16} << 20;
    while (!bytes.empty()) {
        throwIfStopped(stop);
        const auto next = bytes.first(std::min(piece, bytes.size()));
        out.write(next);
        bytes = bytes.subspan(next.size());
    }
}

} // namespace

void writeSafetensors(const std::filesystem::path& file, std::span<const TensorView> tensors,
                      const std::map<std::string, std::string>& metadata, const std::stop_token& stop) {
    const auto order = inFileOrder(tensors, file.string());
    const std::string header = makeHeader(order, metadata, file.string());
    files::OutputFile out(file, {.in_model = true});
    const std::uint64_t length = header.size();
    out.write(std::as_bytes(std::span(&length, 1)));
    out.write(header);
    for (const TensorView* tensor : order)
        writePieces(out, std::span(tensor->data, tensor->bytes), stop);
    throwIfStopped(stop);
    out.commit();
}

} // namespace stepmark
