// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/machine_p.h"

#include "model/learning/products_p.h"
#include "model/learning/way_cache.h"
#include "model/learning/ways_measured_p.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>

namespace stepmark {

namespace {

struct Known {
    std::vector<MeasuredWay> ways;
    std::string note;
};

bool areOfThisMachine(const std::vector<MeasuredWay>& ways) {
    return ways.front().way.kind == Way::Kind::Blas &&
           std::all_of(ways.begin(), ways.end(), [](const MeasuredWay& one) { return products::isPossible(one.way); });
}

Known knownOrMeasured(const std::string& key, const std::vector<ProductShape>& shapes) {
    const auto file = way_cache::file();
    if (const auto before = way_cache::read(file, key); before && areOfThisMachine(*before))
        return {*before, {}};
    Known known;
    try {
        known.ways = measured(products::ways(), shapes);
        if (!way_cache::keep(file, key, known.ways))
            known.note = "What was measured of this machine could not be kept in " +
                         (file.empty() ? std::string("a cache folder: there is none") : file.string()) +
                         ": the next run measures again.";
    } catch (const std::exception& error) {
        known.note = std::string("This machine could not be measured (") + error.what() +
                     "): products go as the libraries were loaded, in float32.";
    }
    return known;
}

} // namespace

std::string processorKind() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line))
        if (line.starts_with("model name"))
            if (const auto colon = line.find(':'); colon != std::string::npos && colon + 2 < line.size())
                return line.substr(colon + 2);
    return "unknown"; // Arm's kernels name none
}

Machine machineFor(const ModelConfig& config) {
    static std::mutex mutex;
    static std::map<std::string, Known> known; // by key
    const std::lock_guard lock(mutex);
    const std::vector<ProductShape> shapes = shapesOf(config);
    const std::string key = processorKind() + "; " + products::libraries() + "; " +
                            std::to_string(at::get_num_threads()) + " threads; " + toText(shapes);
    auto place = known.find(key);
    if (place == known.end())
        place = known.emplace(key, knownOrMeasured(key, shapes)).first;
    const std::vector<MeasuredWay>& ways = place->second.ways;
    WayChoice choice = choose(ways);
    Machine machine{{.gflops = choice.single_gflops, .measured = ways, .note = place->second.note},
                    choice.bf16_pays,
                    choice.bf16_gflops};
    if (!products::takeWay(choice.single) && !ways.empty()) {
        machine.report.note = nameOf(choice.single) + " could not be taken: products go as the libraries were loaded.";
        choice.single = ways.front().way;
        machine.report.gflops = ways.front().gflops;
        products::takeWay(choice.single);
    }
    machine.report.by = nameOf(choice.single);
    return machine;
}

} // namespace stepmark
