// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whose kernels OpenBLAS multiplies with. It chooses by the processor's model number when it is loaded, and takes a
// model that it does not know for one of 2004: 0.3.21 gives Raptor Lake, Arrow Lake and Emerald Rapids a sixth of their
// speed. It can be told another core by OPENBLAS_CORETYPE; what reads that variable when the library is loaded can be
// called again.
//
// Thread rule: process-wide. take() while nobody multiplies and no thread reads the environment: when a job begins.
#pragma once

#include <string>
#include <vector>

namespace stepmark::blas_core {

/// What a processor can run, operating system included.
struct Features {
    bool avx2 = false;        ///< with FMA
    bool avx512 = false;      ///< F, BW, DQ, VL
    bool avx512_bf16 = false;

    bool operator==(const Features&) const = default;
};
Features features();
/// OpenBLAS's names of the cores whose instructions are there, the plainest first.
std::vector<std::string> coresFor(const Features& features);

/// "OpenBLAS 0.3.21 ... Prescott MAX_THREADS=64", as loaded; empty where another library multiplies.
std::string library();
/// The core that it chose when it was loaded, as it names it: "Prescott", "SkylakeX"; empty where another library
/// multiplies. To be asked before the first take().
std::string asLoaded();
/// Cores to try besides that one: none where the library has only one, or where whoever started the program has chosen
/// by OPENBLAS_CORETYPE.
std::vector<std::string> others();
/// All products from now on. False where the library does not know it: it is as when it was loaded then.
bool take(const std::string& core);
/// Whether a child process multiplies rightly with it: what this processor cannot run after all ends there.
bool works(const std::string& core);

} // namespace stepmark::blas_core
