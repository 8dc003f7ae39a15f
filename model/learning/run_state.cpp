// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/run_state_p.h"

#include "model/base/atomic_folder.h"
#include "model/base/finite.h"
#include "model/base/safetensors.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"

#include <cstring>

namespace stepmark {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::uintmax_t kMaxJson = 64u << 20;
constexpr int kForm = 2; ///< of state.json; what an earlier version wrote says none

void writeTensors(const fs::path& file, const NamedTensors& tensors, const std::stop_token& stop) {
    std::vector<at::Tensor> kept; // on the CPU, until they are written
    std::vector<TensorView> views;
    for (const auto& [name, tensor] : tensors) {
        throwIfStopped(stop);
        kept.push_back(tensor.cpu().contiguous());
        const at::Tensor& values = kept.back();
        views.push_back({name, DType::F32, values.sizes().vec(), static_cast<const std::byte*>(values.data_ptr()),
                         static_cast<std::size_t>(values.numel()) * sizeof(float)});
        if (nonFinite(views.back()).count > 0)
            throw Error("The state of the run is not saved: tensor " + name + " is not finite.");
    }
    writeSafetensors(file, views, {{"format", "pt"}}, stop);
}

void readTensors(const fs::path& file, const NamedTensors& tensors) {
    const SafetensorsReader reader = SafetensorsReader::openFile(file);
    for (const auto& [name, tensor] : tensors) {
        const TensorView& view = reader.at(name);
        if (view.dtype != DType::F32 || at::IntArrayRef(view.shape) != tensor.sizes())
            throw Error(file.string() + ": tensor " + name + " is not the one of this run; delete the folder " +
                        file.parent_path().string() + " and start again.");
        if (nonFinite(view).count > 0)
            throw Error(file.string() + ": tensor " + name + " is not finite (NaN or infinite); delete the folder " +
                        file.parent_path().parent_path().string() + " and start again.");
        at::Tensor values = at::empty(tensor.sizes(), at::kFloat);
        std::memcpy(values.data_ptr(), view.data, view.bytes);
        at::Tensor target = tensor;
        target.copy_(values);
    }
}

} // namespace

NamedTensors masters(const std::vector<Parameter*>& parameters) {
    NamedTensors all;
    for (const Parameter* parameter : parameters)
        if (parameter->master.defined())
            all.emplace_back(parameter->name, parameter->master);
    return all;
}

RunState::RunState(const fs::path& out, json identity, int save_every_s)
    : m_folder(out.string() + ".run")
    , m_identity(std::move(identity))
    , m_interval(std::chrono::seconds(save_every_s)) {}

bool RunState::exists() const { return fs::exists(m_folder / "state" / "state.json"); }

bool RunState::isSame() const {
    if (!exists())
        return false;
    const json state = json::parse(readFile(m_folder / "state" / "state.json", kMaxJson), nullptr, false);
    return state.is_object() && state.contains("progress") && state.value("form", json()) == kForm &&
           state.value("identity", json()) == m_identity;
}

json RunState::load(const NamedTensors& tensors) const {
    const fs::path folder = m_folder / "state";
    json state = json::parse(readFile(folder / "state.json", kMaxJson), nullptr, false);
    if (!state.is_object() || !state.contains("identity") || !state.contains("progress"))
        throw Error((folder / "state.json").string() + " is damaged: delete " + m_folder.string() +
                    " and start again.");
    if (state.value("form", json()) != kForm)
        throw Error("The run in " + m_folder.string() +
                    " was begun by another version of Stepmark, which alone can go on with it. Go on with that one, or "
                    "delete the folder and start again.");
    if (state["identity"] != m_identity)
        throw Error("The run in " + m_folder.string() +
                    " was started with other options, data or base. Give the same ones, or start without resuming.");
    readTensors(folder / "state.safetensors", tensors);
    return state["progress"];
}

void RunState::save(const NamedTensors& tensors, const json& progress, const std::stop_token& stop) {
    const auto begin = std::chrono::steady_clock::now();
    AtomicFolder folder(m_folder / "state", AtomicFolder::Replace{"state.json"});
    writeTensors(folder.path() / "state.safetensors", tensors, stop);
    folder.writeText("state.json", json{{"form", kForm}, {"identity", m_identity}, {"progress", progress}}.dump(1) + "\n");
    folder.commit();
    m_saved_at = std::chrono::steady_clock::now();
    m_last_save_took = m_saved_at - begin;
}

bool RunState::due() const {
    const auto passed = std::chrono::steady_clock::now() - m_saved_at;
    return passed >= m_interval && passed >= 20 * m_last_save_took;
}

bool RunState::quick(const NamedTensors& tensors) const {
    constexpr std::int64_t kQuickBytes = std::int64_t{256} << 20;
    std::int64_t bytes = 0;
    for (const auto& [name, tensor] : tensors)
        bytes += tensor.numel() * static_cast<std::int64_t>(sizeof(float));
    return bytes < kQuickBytes && m_last_save_took < std::chrono::seconds(1);
}

void RunState::saveBest(const NamedTensors& tensors, const std::stop_token& stop) {
    AtomicFolder folder(m_folder / "best", AtomicFolder::Replace{"best.safetensors"});
    writeTensors(folder.path() / "best.safetensors", tensors, stop);
    folder.commit();
}

bool RunState::loadBest(const NamedTensors& tensors) const {
    const fs::path file = m_folder / "best" / "best.safetensors";
    if (!fs::exists(file))
        return false;
    readTensors(file, tensors);
    return true;
}

void RunState::remove() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

} // namespace stepmark
