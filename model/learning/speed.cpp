// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/speed_p.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>

namespace stepmark {

namespace {

constexpr double kEnough = 1024; ///< tokens of a pack that say how quick a longer one is, and say it quickly

/// The better of two: the first warms up, and other work may fall into the second.
double secondsOf(const std::function<void()>& work) {
    double best = std::numeric_limits<double>::max();
    for (int pass = 0; pass < 2; ++pass) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
}

const LossPack& closestTo(double tokens, const std::vector<LossPack>& packs) {
    const auto distance = [&](const LossPack& pack) { return std::abs(static_cast<double>(pack.pack.size()) - tokens); };
    return *std::min_element(packs.begin(), packs.end(),
                             [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
}

} // namespace

Speed measuredSpeed(TrainingCore& core, const std::vector<LossPack>& packs, bool learns, const std::stop_token& stop) {
    const LossPack &pack = closestTo(kEnough, packs), &small = closestTo(0, packs);
    const auto size = static_cast<double>(pack.pack.size());
    Speed speed;
    speed.forward = secondsOf([&] { core.evaluate(pack, stop); }) / size;
    if (!learns)
        return speed;
    speed.both = secondsOf([&] { core.accumulate(pack, 1, stop); }) / size;
    const double batch = secondsOf([&] { core.trainBatch({&small, 1}, {}, 0, stop); });
    speed.step = std::max(0.0, batch - speed.both * static_cast<double>(small.pack.size()));
    return speed;
}

} // namespace stepmark
