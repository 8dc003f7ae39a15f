// SPDX-License-Identifier: GPL-3.0-or-later
//
// The instruction sets beyond x86-64's own that a compiler may use for a file: as GCC's __builtin_cpu_supports() calls
// them, and the macro that is set where the file's flags allow them. One list says what a kernel's code was allowed and
// what the processor is asked for, so the two cannot drift apart.
//
// Thread rule: constants.
#pragma once

#define STEPMARK_X86_FEATURES(ONE)                                                                                     \
    ONE("sse3", __SSE3__)                                                                                              \
    ONE("ssse3", __SSSE3__)                                                                                            \
    ONE("sse4.1", __SSE4_1__)                                                                                          \
    ONE("sse4.2", __SSE4_2__)                                                                                          \
    ONE("popcnt", __POPCNT__)                                                                                          \
    ONE("avx", __AVX__)                                                                                                \
    ONE("avx2", __AVX2__)                                                                                              \
    ONE("fma", __FMA__)                                                                                                \
    ONE("f16c", __F16C__)                                                                                              \
    ONE("bmi", __BMI__)                                                                                                \
    ONE("bmi2", __BMI2__)                                                                                              \
    ONE("avx512f", __AVX512F__)                                                                                        \
    ONE("avx512bw", __AVX512BW__)                                                                                      \
    ONE("avx512vl", __AVX512VL__)                                                                                      \
    ONE("avx512dq", __AVX512DQ__)                                                                                      \
    ONE("avx512cd", __AVX512CD__)                                                                                      \
    ONE("avx512ifma", __AVX512IFMA__)                                                                                  \
    ONE("avx512vbmi", __AVX512VBMI__)                                                                                  \
    ONE("avx512vbmi2", __AVX512VBMI2__)                                                                                \
    ONE("avx512vnni", __AVX512VNNI__)                                                                                  \
    ONE("avx512bitalg", __AVX512BITALG__)                                                                              \
    ONE("avx512vpopcntdq", __AVX512VPOPCNTDQ__)                                                                        \
    ONE("avx512bf16", __AVX512BF16__)

/// Whether a macro is set to a number here: an unset one stands for its own name.
#define STEPMARK_IS_SET(macro) (STEPMARK_TEXT_OF(macro)[0] != '_')
#define STEPMARK_TEXT_OF(macro) #macro

namespace stepmark::kernels {

/// An instruction set, and whether a file's flags let the compiler use it.
struct Feature {
    const char* name;
    bool allowed;
};

#define STEPMARK_COUNTED(name, macro) +1
constexpr int kFeatureCount = 0 STEPMARK_X86_FEATURES(STEPMARK_COUNTED);
#undef STEPMARK_COUNTED

/// What the files were compiled for. Data and no functions: what is compiled for a processor must not run before the
/// processor was asked.
extern const Feature kAvx2Features[kFeatureCount];
extern const Feature kAvx512Features[kFeatureCount];

} // namespace stepmark::kernels
