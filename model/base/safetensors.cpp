// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/safetensors.h"

#include "model/base/atomic_folder.h"
#include "model/base/folder_member.h"
#include "model/base/mapped_file.h"
#include "model/base/safetensors_header.h"
#include "model/domain/error.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>
#include <utility>

namespace stepmark {
namespace fs = std::filesystem;
namespace {

struct DTypeRow {
    DType dtype;
    std::string_view name;
    std::size_t size;
};

constexpr std::array<DTypeRow, 13> dtypes{{{DType::Bool, "BOOL", 1},
                                           {DType::U8, "U8", 1},
                                           {DType::I8, "I8", 1},
                                           {DType::I16, "I16", 2},
                                           {DType::U16, "U16", 2},
                                           {DType::F16, "F16", 2},
                                           {DType::BF16, "BF16", 2},
                                           {DType::I32, "I32", 4},
                                           {DType::U32, "U32", 4},
                                           {DType::F32, "F32", 4},
                                           {DType::F64, "F64", 8},
                                           {DType::I64, "I64", 8},
                                           {DType::U64, "U64", 8}}};

const DTypeRow& rowOf(DType dtype) {
    return *std::find_if(dtypes.begin(), dtypes.end(), [dtype](const DTypeRow& row) { return row.dtype == dtype; });
}

constexpr const char* single_name = "model.safetensors";
constexpr const char* index_name = "model.safetensors.index.json";

} // namespace

std::size_t dtypeSize(DType dtype) { return rowOf(dtype).size; }
std::string_view dtypeName(DType dtype) { return rowOf(dtype).name; }

std::optional<DType> dtypeFromName(std::string_view name) {
    const auto row = std::find_if(dtypes.begin(), dtypes.end(), [name](const DTypeRow& r) { return r.name == name; });
    return row == dtypes.end() ? std::nullopt : std::optional(row->dtype);
}

std::int64_t TensorView::elementCount() const {
    std::int64_t count = 1;
    for (const std::int64_t dimension : shape)
        count *= dimension;
    return count;
}

struct SafetensorsReader::State {
    fs::path source;
    std::vector<std::shared_ptr<const MappedFile>> files;
    std::vector<fs::path> paths;                      // of the files
    std::vector<TensorView> tensors;                  // sorted by name
    std::map<std::string, std::string> unknown_types; // of the others
    std::map<std::string, std::string> metadata;

    /// Maps a file and takes its tensors; returns the names of all that it holds, sorted.
    std::vector<std::string> add(const fs::path& file) {
        files.push_back(std::make_shared<const MappedFile>(file));
        paths.push_back(file);
        SafetensorsHeader header = parseSafetensorsHeader(files.back()->bytes(), file.string());
        if (metadata.empty())
            metadata = std::move(header.metadata);
        std::vector<std::string> names;
        for (const TensorView& tensor : header.tensors)
            names.push_back(tensor.name);
        for (const auto& [name, type] : header.unknown_types)
            names.push_back(name);
        std::sort(names.begin(), names.end());
        tensors.insert(tensors.end(), std::make_move_iterator(header.tensors.begin()),
                       std::make_move_iterator(header.tensors.end()));
        unknown_types.merge(header.unknown_types);
        return names;
    }

    void sortByName() {
        std::sort(tensors.begin(), tensors.end(),
                  [](const TensorView& a, const TensorView& b) { return a.name < b.name; });
        const auto twice = std::adjacent_find(
            tensors.begin(), tensors.end(), [](const TensorView& a, const TensorView& b) { return a.name == b.name; });
        if (twice != tensors.end())
            throw Error(source.string() + ": there are two tensors \"" + twice->name + "\". Fetch the folder again.");
    }
};

SafetensorsReader::SafetensorsReader(std::shared_ptr<const State> state)
    : m_state(std::move(state)) {}

SafetensorsReader SafetensorsReader::openFile(const fs::path& file) {
    auto state = std::make_shared<State>();
    state->source = file;
    state->add(file);
    state->sortByName();
    return SafetensorsReader(std::move(state));
}

SafetensorsReader SafetensorsReader::openFolder(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        throw Error("There is no folder " + folder.string() + ".");
    if (fs::exists(fs::symlink_status(folder / single_name, error)))
        return openFile(checkedMember(folder, single_name));
    const fs::path index = folder / index_name;
    if (!fs::exists(fs::symlink_status(index, error)))
        throw Error(folder.string() + " has neither " + single_name + " nor " + index_name +
                    ". Pickled weights (*.bin, *.pt) are never read; convert them to safetensors.");

    auto state = std::make_shared<State>();
    state->source = folder;
    const auto shards = parseShardIndex(readFile(checkedMember(folder, index_name), 100'000'000), index.string());
    for (const auto& [name, tensors] : shards) {
        // Both lists must name the same tensors; names are unique in each.
        const std::vector<std::string> here = state->add(checkedMember(folder, name));
        for (const std::string& tensor : tensors) {
            if (!std::binary_search(here.begin(), here.end(), tensor))
                throw Error(index.string() + ": tensor \"" + tensor + "\" is not in " + name +
                            ". Fetch the folder again.");
        }
        if (here.size() != tensors.size())
            throw Error(index.string() + ": " + name + " holds " + std::to_string(here.size()) +
                        " tensors, the index names " + std::to_string(tensors.size()) + ". Fetch the folder again.");
    }
    state->sortByName();
    return SafetensorsReader(std::move(state));
}

SafetensorsReader SafetensorsReader::renamed(const std::function<std::string(const std::string&)>& name) const {
    auto state = std::make_shared<State>(*m_state);
    for (TensorView& tensor : state->tensors)
        tensor.name = name(tensor.name);
    state->unknown_types.clear();
    for (const auto& [old, type] : m_state->unknown_types)
        state->unknown_types[name(old)] = type;
    state->sortByName();
    return SafetensorsReader(std::move(state));
}

const std::vector<TensorView>& SafetensorsReader::tensors() const { return m_state->tensors; }
const std::map<std::string, std::string>& SafetensorsReader::metadata() const { return m_state->metadata; }
const fs::path& SafetensorsReader::source() const { return m_state->source; }

const fs::path& SafetensorsReader::fileOf(const TensorView& tensor) const {
    for (std::size_t i = 0; i < m_state->files.size(); ++i) {
        const auto bytes = m_state->files[i]->bytes();
        if (tensor.data >= bytes.data() && tensor.data + tensor.bytes <= bytes.data() + bytes.size())
            return m_state->paths[i];
    }
    return m_state->source;
}

const TensorView* SafetensorsReader::find(std::string_view name) const {
    const auto& all = m_state->tensors;
    const auto it = std::lower_bound(all.begin(), all.end(), name,
                                     [](const TensorView& tensor, std::string_view key) { return tensor.name < key; });
    return it != all.end() && it->name == name ? &*it : nullptr;
}

const TensorView& SafetensorsReader::at(std::string_view name) const {
    if (const TensorView* tensor = find(name))
        return *tensor;
    if (const auto other = m_state->unknown_types.find(std::string(name)); other != m_state->unknown_types.end())
        throw Error(m_state->source.string() + ": tensor \"" + other->first + "\" is stored as " + other->second +
                    ", which is not supported. Convert the model to F32, BF16 or F16 first.");
    throw Error(m_state->source.string() + " has no tensor \"" + std::string(name) +
                "\". Its config.json and its weights do not belong together; fetch the folder again.");
}

} // namespace stepmark
