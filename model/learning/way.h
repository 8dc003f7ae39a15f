// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ways in which a machine can multiply matrices, and which of them is taken. What is fast is not told by a
// processor's flags: the same product ran at 43 or at 290 GFLOP/s on one processor, by the kernels that the library
// took for it (docs/decisions/0025-the-machine-is-measured.md). So each way is measured, and checked, before it counts.
//
// Thread rule: plain values and pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepmark {

struct Way {
    enum class Kind {
        Blas,   ///< float32 by the BLAS that libtorch is linked with
        OneDnn, ///< float32 by oneDNN
        Bf16    ///< bf16 by oneDNN
    };
    Kind kind = Kind::Blas;
    std::string core; ///< of OpenBLAS: whose kernels it takes ("SkylakeX"); empty for every other library

    bool operator==(const Way&) const = default;
};

std::string_view toText(Way::Kind kind); ///< "blas", "onednn", "bf16"
std::optional<Way::Kind> wayKindFromText(std::string_view text);
/// For people: "OpenBLAS SkylakeX", "BLAS", "oneDNN", "oneDNN bf16".
std::string nameOf(const Way& way);

struct MeasuredWay {
    Way way;
    double gflops = 0; ///< 1e9 multiplications and additions a second, over the products of one layer
    double error = 0;  ///< the largest against a sum in double, as a share of the sum of magnitudes

    bool operator==(const MeasuredWay&) const = default;
};

/// Whether what it computed is right, but for rounding. What is not a number is wrong.
bool isRight(const MeasuredWay& measured);

struct WayChoice {
    Way single;               ///< for products in float32
    bool bf16_pays = false;   ///< bf16 is right, and worth what it loses
    double single_gflops = 0; ///< 0: not measured
    double bf16_gflops = 0;   ///< the same
};

/// The first way is the one that is taken without a choice: another of float32 has to be a fifth quicker, and bf16 a fifth
/// quicker than the one chosen, so that other work on the machine does not decide. What computed wrongly is never
/// chosen, unless it is the first and no other is right.
WayChoice choose(std::span<const MeasuredWay> ways);

/// "OpenBLAS Prescott 43, OpenBLAS SkylakeX 251, oneDNN bf16 148 GFLOP/s"; a wrong one is said to be.
std::string toText(std::span<const MeasuredWay> ways);

} // namespace stepmark
