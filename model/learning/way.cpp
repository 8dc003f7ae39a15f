// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/way.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace stepmark {

namespace {

/// Far from what was measured either way (0.55 and 2 for bf16, 6 for a core): other work on the machine must not decide,
/// and a run's last digits depend on the way.
constexpr double kPays = 1.2;

/// Of the sum of magnitudes. Rounding gives less than 1e-6 in float32 and 4e-3 in bf16, whose results have 8 bits.
double limitOf(Way::Kind kind) { return kind == Way::Kind::Bf16 ? 1e-2 : 1e-5; }

constexpr std::array<std::pair<Way::Kind, std::string_view>, 3> kKinds = {
    {{Way::Kind::Blas, "blas"}, {Way::Kind::OneDnn, "onednn"}, {Way::Kind::Bf16, "bf16"}}};

} // namespace

std::string_view toText(Way::Kind kind) {
    return std::find_if(kKinds.begin(), kKinds.end(), [&](auto& one) { return one.first == kind; })->second;
}

std::optional<Way::Kind> wayKindFromText(std::string_view text) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](auto& one) { return one.second == text; });
    return found == kKinds.end() ? std::nullopt : std::optional(found->first);
}

std::string nameOf(const Way& way) {
    if (way.kind == Way::Kind::Blas)
        return way.core.empty() ? "BLAS" : "OpenBLAS " + way.core;
    return way.kind == Way::Kind::OneDnn ? "oneDNN" : "oneDNN bf16";
}

bool isRight(const MeasuredWay& measured) {
    return std::isfinite(measured.gflops) && measured.gflops > 0 && measured.error >= 0 &&
           measured.error <= limitOf(measured.way.kind);
}

WayChoice choose(std::span<const MeasuredWay> ways) {
    WayChoice choice;
    if (ways.empty())
        return choice;
    choice.single = ways.front().way;
    const MeasuredWay *best = nullptr, *bf16 = nullptr;
    for (const MeasuredWay& one : ways) {
        if (!isRight(one))
            continue;
        if (one.way.kind == Way::Kind::Bf16)
            bf16 = &one;
        else if (!best || one.gflops > best->gflops * (best == &ways.front() ? kPays : 1))
            best = &one;
    }
    if (best) {
        choice.single = best->way;
        choice.single_gflops = best->gflops;
    }
    if (bf16) {
        choice.bf16_gflops = bf16->gflops;
        choice.bf16_pays = bf16->gflops > kPays * choice.single_gflops;
    }
    return choice;
}

std::string toText(std::span<const MeasuredWay> ways) {
    std::string text;
    for (const MeasuredWay& one : ways) {
        text += (text.empty() ? "" : ", ") + nameOf(one.way);
        text += isRight(one) ? " " + std::to_string(std::lround(one.gflops)) : " wrong results";
    }
    return text.empty() ? text : text + " GFLOP/s";
}

} // namespace stepmark
