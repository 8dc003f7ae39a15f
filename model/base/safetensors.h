// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reading and writing `*.safetensors`, the weight files of a Hugging Face folder.
// Format: https://github.com/huggingface/safetensors, "Format": 8 bytes header length (little endian), a JSON header
// {name: {dtype, shape, data_offsets: [begin, end]}, "__metadata__": {string: string}}, then the tensors' bytes without
// holes.
//
// A weight file comes from strangers, so its header is checked as hostile input before one tensor is shown: size and
// depth limits, duplicate names, overflow of shape times dtype, offsets that overlap, leave holes or leave the file,
// and (sharded sets) shard names that leave the folder. What is wrong ends as
// stepmark::Error naming the file, the tensor and what to do.
//
// Thread rule: a reader never changes once opened; any number of threads may read from it at once. The writer is a
// plain function that may run on any thread, one call a path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// Element types of the format that occur in language models. Values are stored little endian.
enum class DType { Bool, U8, I8, I16, U16, F16, BF16, I32, U32, F32, F64, I64, U64 };

/// Bytes of one element: 1, 2, 4 or 8.
std::size_t dtypeSize(DType dtype);
/// The format's name, e.g. "BF16".
std::string_view dtypeName(DType dtype);
/// Nothing where the name is not one of the above (e.g. "F8_E4M3").
std::optional<DType> dtypeFromName(std::string_view name);

/// One tensor, row-major. `data` points into the reader's memory map (or, when writing, into the caller's memory). It
/// need not be aligned to the element's size (MLX pads none). `bytes` = product of `shape` times the element's size.
struct TensorView {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    const std::byte* data = nullptr;
    std::size_t bytes = 0;

    /// Product of the shape; 1 for a scalar, 0 where a dimension is 0.
    std::int64_t elementCount() const;
};

/// Where the tensors of a Hugging Face folder lie. Copying copies a handle; the map is released with the last copy, so
/// a TensorView lives as long as any copy of its reader.
///
/// The files are mapped read-only and their size is checked on opening. A file that somebody truncates *while it is
/// mapped* makes the next access end in SIGBUS (no reader of memory maps can prevent that): replace model files by
/// rename, as AtomicFolder does, never in place.
class SafetensorsReader {
public:
    /// Opens one file.
    static SafetensorsReader openFile(const std::filesystem::path& file);
    /// Opens `model.safetensors`, or the shards that `model.safetensors.index.json` names. Each shard must be a regular
    /// file directly in the folder (a symbolic link is followed only where it ends in the folder, or in the `blobs`
    /// folder of a Hugging Face cache: FOLDER/../../blobs), and the index must agree with the shards' headers.
    static SafetensorsReader openFolder(const std::filesystem::path& folder);

    /// All tensors, sorted by name.
    const std::vector<TensorView>& tensors() const;
    /// nullptr where there is none of that name.
    const TensorView* find(std::string_view name) const;
    /// As find(); throws Error naming the tensor and the file(s) where there is none, or one of a type that is not
    /// among those above (whose values nobody here could read, and which is nowhere else to be seen).
    const TensorView& at(std::string_view name) const;
    /// `__metadata__` of the file (of the first shard that has any), mostly {"format": "pt"}.
    const std::map<std::string, std::string>& metadata() const;
    /// What was opened, for messages.
    const std::filesystem::path& source() const;
    /// The file that one of tensors() lies in, for messages.
    const std::filesystem::path& fileOf(const TensorView& tensor) const;

    /// The same tensors under the names that `name` gives them. Throws Error where two become one.
    SafetensorsReader renamed(const std::function<std::string(const std::string&)>& name) const;

private:
    struct State;
    explicit SafetensorsReader(std::shared_ptr<const State> state);
    std::shared_ptr<const State> m_state;
};

/// Writes one file: header padded with spaces to a multiple of 8, tensors sorted by element size (largest first) and
/// then by name, so that each is aligned; streamed, nothing is copied in memory; on disk at the end. The same
/// tensors give the same bytes. Throws Error (file unwritable, disk full, duplicate name, bytes that do not fit the
/// shape) or Cancelled (within a second of a stop: what is written goes to the disk as it comes) and then leaves no
/// file behind. An existing file is replaced only when the new one is complete. `transformers` wants {"format": "pt"}.
void writeSafetensors(const std::filesystem::path& file, std::span<const TensorView> tensors,
                      const std::map<std::string, std::string>& metadata = {{"format", "pt"}},
                      const std::stop_token& stop = {});

} // namespace stepmark
