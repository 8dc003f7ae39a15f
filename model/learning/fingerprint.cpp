// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/atomic_folder.h"
#include "model/base/folder_member.h"
#include "model/domain/stop.h"
#include "model/learning/fingerprint_p.h"
#include "model/learning/hidden_cache.h"
#include "model/learning/text_hash_p.h"

#include <algorithm>

namespace stepmark {

namespace {

constexpr std::size_t kReadAllBelow = std::size_t{1} << 30;
constexpr std::size_t kSample = 4096;

} // namespace

std::string modelFingerprint(const std::filesystem::path& folder, const std::stop_token& stop) {
    return modelFingerprint(ModelFolder::open(folder), stop);
}

std::string modelFingerprint(const ModelFolder& folder, const std::stop_token& stop) {
    TextHash hash;
    ModelConfig config = folder.config;
    config.architectures.clear(); // the head is not part of what the backbone computes
    config.labels.clear();
    config.dtype = "float32";
    hash.add(modelConfigToJson(config));
    if (hasMember(folder.path, "tokenizer.json"))
        hash.add(readFile(checkedMember(folder.path, "tokenizer.json"), std::uintmax_t{256} << 20));
    std::size_t total = 0;
    const std::vector<TensorSpec> specs = backboneTensorSpecs(folder.config);
    for (const TensorSpec& spec : specs)
        total += folder.weights.at(spec.name).bytes;
    for (const TensorSpec& spec : specs) {
        throwIfStopped(stop);
        const TensorView& view = folder.weights.at(spec.name);
        hash.add(view.name).addNumber(static_cast<std::uint64_t>(view.dtype));
        if (total < kReadAllBelow) {
            hash.addBytes(view.data, view.bytes);
            continue;
        }
        for (std::size_t block = 0; block < 64; ++block) { // spread over the tensor: training changes all of it
            const std::size_t begin = view.bytes / 64 * block;
            hash.addBytes(view.data + begin, std::min(kSample, view.bytes - begin));
        }
    }
    return hash.hex();
}

} // namespace stepmark
