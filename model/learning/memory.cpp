// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/memory.h"

#include "model/base/lower_layers.h"
#include "model/domain/error.h"
#include "model/learning/options_p.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace stepmark {

namespace {

constexpr std::int64_t kProgram = 300'000'000;

std::int64_t weightsOf(const WeightNeed& need) {
    const ModelConfig& c = need.config;
    return parameterCount(c) + (need.language_model && !c.tie_word_embeddings ? c.vocab_size * c.hidden_size : 0);
}

std::int64_t bytesAWeight(const WeightNeed& need) {
    const std::int64_t copy = need.element_bytes == 4 ? 0 : need.element_bytes; // float32 products read the master
    return need.use == WeightUse::TrainAll ? 16 + copy : need.element_bytes;
}

/// "1.2 GB"
std::string gigabytes(std::int64_t bytes) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f GB", static_cast<double>(bytes) / 1e9);
    return text;
}

/// The most of its layers that fit; 0: not even one.
std::int64_t layersThatFit(WeightNeed need, std::int64_t free) {
    for (std::int64_t layers = need.config.num_hidden_layers - 1; layers > 0; --layers) {
        need.config = withLayers(need.config, layers);
        if (bytesOf(need) <= free)
            return layers;
    }
    return 0;
}

const std::string kControlGroup = "/sys/fs/cgroup/"; ///< of this process, version 2

/// Nothing where there is no limit ("max"), or no such group.
std::optional<std::int64_t> numberIn(const std::string& path) {
    std::ifstream file(path);
    std::int64_t number = 0;
    return file >> number ? std::optional(number) : std::nullopt;
}

/// Bytes of files that the group's memory holds.
std::int64_t cachedFiles() {
    std::ifstream file(kControlGroup + "memory.stat");
    std::string word;
    std::int64_t bytes = 0, all = 0;
    while (file >> word >> bytes)
        all += word == "active_file" || word == "inactive_file" ? bytes : 0;
    return all;
}

std::string_view nameOf(WeightUse use) {
    switch (use) {
    case WeightUse::Read:
        return "Reading with ";
    case WeightUse::TrainHead:
        return "Training a head on ";
    case WeightUse::TrainAll:
        break;
    }
    return "Training all weights of ";
}

} // namespace

std::int64_t bytesOf(const WeightNeed& need) {
    const ModelConfig& c = need.config;
    const std::int64_t largest = std::max(c.vocab_size, 2 * c.intermediate_size) * c.hidden_size;
    return weightsOf(need) * bytesAWeight(need) + 4 * largest + kProgram;
}

std::string whyTooLarge(const WeightNeed& need, std::int64_t free, const std::filesystem::path& model) {
    if (bytesOf(need) <= free)
        return {};
    std::string fits;
    const auto add = [&](const std::string& one) { fits += (fits.empty() ? "" : "; ") + one; };
    const auto addIfFits = [&](const WeightNeed& other, const std::string& how) {
        if (bytesOf(other) < bytesOf(need) && bytesOf(other) <= free)
            add(how + " (" + gigabytes(bytesOf(other)) + ")");
    };
    WeightNeed smaller = need;
    smaller.element_bytes = 2;
    addIfFits(smaller, "--precision bf16");
    smaller = need;
    smaller.use = need.head_would_do ? WeightUse::TrainHead : need.use;
    addIfFits(smaller, "--mode head");
    if (const std::int64_t layers = layersThatFit(need, free); layers > 0)
        add(need.use == WeightUse::TrainHead
                ? "--layers " + std::to_string(layers) + ", of " + std::to_string(need.config.num_hidden_layers)
                : "a copy of it with the lowest " + std::to_string(layers) + " of its " +
                      std::to_string(need.config.num_hidden_layers) + " layers (\"num_hidden_layers\" in config.json)");
    if (const std::int64_t weights = (free - kProgram) / bytesAWeight(need) / 1'000'000; weights > 0)
        add("another model of less than " + std::to_string(weights) + " million weights");
    return std::string(nameOf(need.use)) + model.string() + " takes at least " + gigabytes(bytesOf(need)) +
           " of memory, and " + gigabytes(std::max<std::int64_t>(0, free)) +
           " are free. What would fit: " + (fits.empty() ? "nothing, until other programs are closed" : fits) + ".";
}

std::optional<std::int64_t> freeMemory() {
    std::optional<std::int64_t> free;
    std::ifstream file("/proc/meminfo");
    std::string word;
    while (!free && file >> word)
        if (std::int64_t kilobytes = 0; word == "MemAvailable:" && file >> kilobytes)
            free = kilobytes * 1024;
    const auto limit = numberIn(kControlGroup + "memory.max"), used = numberIn(kControlGroup + "memory.current");
    if (limit && used) {
        const std::int64_t left = *limit - *used + cachedFiles(); // which give way
        free = std::max<std::int64_t>(0, std::min(free.value_or(left), left));
    }
    return free;
}

void requireMemory(const WeightNeed& need, const std::filesystem::path& model) {
    const auto free = freeMemory();
    if (const std::string why = free ? whyTooLarge(need, *free, model) : std::string(); !why.empty())
        throw Error(why);
}

} // namespace stepmark
