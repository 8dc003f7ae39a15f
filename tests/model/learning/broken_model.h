// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of a model folder with values in them that a network should not have. Needs torch for its types.
#pragma once

#include "model/base/safetensors.h"

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace stepmark::test {

/// Writes all tensors of `folder` again as `dtype` (F32, BF16, F16), their float32 values changed by `change(name,
/// values)` before.
inline void rewriteWeights(const std::filesystem::path& folder, DType dtype,
                           const std::function<void(const std::string&, std::vector<float>&)>& change) {
    std::vector<TensorView> views;
    std::vector<std::vector<std::byte>> kept;
    const SafetensorsReader reader = SafetensorsReader::openFolder(folder);
    for (const TensorView& tensor : reader.tensors()) {
        std::vector<float> values;
        for (std::int64_t i = 0; i < tensor.elementCount(); ++i) {
            if (tensor.dtype == DType::F32)
                values.push_back(reinterpret_cast<const float*>(tensor.data)[i]);
            else
                values.push_back(static_cast<float>(reinterpret_cast<const c10::BFloat16*>(tensor.data)[i]));
        }
        change(tensor.name, values);
        std::vector<std::byte>& bytes = kept.emplace_back(values.size() * dtypeSize(dtype));
        const auto store = [&](auto type) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                const decltype(type) value(values[i]);
                std::memcpy(bytes.data() + i * sizeof value, &value, sizeof value);
            }
        };
        if (dtype == DType::F32)
            store(float{});
        else if (dtype == DType::BF16)
            store(c10::BFloat16{});
        else
            store(c10::Half{});
        views.push_back({tensor.name, dtype, tensor.shape, bytes.data(), bytes.size()});
    }
    writeSafetensors(folder / "model.safetensors", views);
}

/// A copy of `from` in `to` whose tensor `name` holds `value` at `index`.
inline void copyBroken(const std::filesystem::path& from, const std::filesystem::path& to, DType dtype,
                       const std::string& name, float value, std::size_t index = 5) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to);
    rewriteWeights(to, dtype, [&](const std::string& tensor, std::vector<float>& values) {
        if (tensor == name)
            values.at(index % values.size()) = value;
    });
}

} // namespace stepmark::test
