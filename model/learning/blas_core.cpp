// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/blas_core.h"

#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdlib>

namespace stepmark::blas_core {

namespace {

constexpr const char* kVariable = "OPENBLAS_CORETYPE";
constexpr unsigned kTrialSeconds = 10; ///< a trial takes a few milliseconds

template <typename Function>
Function* find(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_DEFAULT, name));
}

using Sgemm = void(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*,
                   const float*, const int*, const float*, float*, const int*);

/// What the library does when it is loaded; the two are there where it has kernels of several cores.
bool canBeTaken() { return find<void()>("gotoblas_dynamic_init") && find<void()>("gotoblas_dynamic_quit"); }

void chooseAgain() {
    find<void()>("gotoblas_dynamic_quit")();
    find<void()>("gotoblas_dynamic_init")();
}

std::string textOf(const char* function) {
    auto* const call = find<char*()>(function);
    const char* text = call ? call() : nullptr;
    return text ? text : "";
}

std::string current() { return textOf("openblas_get_corename"); }

/// A product whose sizes are no multiples of a kernel's, against sums in double.
bool multipliesRightly() {
    auto* multiply = find<Sgemm>("sgemm_");
    if (!multiply)
        return false;
    constexpr int kRows = 131, kColumns = 149, kInner = 263;
    std::vector<float> a(kRows * kInner), b(kInner * kColumns), c(kRows * kColumns);
    const auto value = [](int i) { return static_cast<float>((i * 37 + 11) % 101 - 50) / 64.0f; };
    for (int i = 0; i < kRows * kInner; ++i)
        a[static_cast<std::size_t>(i)] = value(i);
    for (int i = 0; i < kInner * kColumns; ++i)
        b[static_cast<std::size_t>(i)] = value(3 * i + 5);
    const float one = 1, zero = 0;
    multiply("N", "N", &kRows, &kColumns, &kInner, &one, a.data(), &kRows, b.data(), &kInner, &zero, c.data(), &kRows);
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column) { // by columns, as BLAS has it
            double sum = 0;
            for (int k = 0; k < kInner; ++k)
                sum += static_cast<double>(a[static_cast<std::size_t>(k * kRows + row)]) *
                       b[static_cast<std::size_t>(column * kInner + k)];
            if (!(std::abs(sum - c[static_cast<std::size_t>(column * kRows + row)]) < 1e-3))
                return false;
        }
    return true;
}

} // namespace

Features features() {
    Features found;
#if defined(__x86_64__)
    found.avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    found.avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    found.avx512_bf16 = __builtin_cpu_supports("avx512bf16");
#endif
    return found;
}

std::vector<std::string> coresFor(const Features& features) {
    std::vector<std::string> cores;
    if (features.avx2)
        cores.emplace_back("Haswell");
    if (features.avx2 && features.avx512)
        cores.emplace_back("SkylakeX");
    if (features.avx2 && features.avx512 && features.avx512_bf16)
        cores.emplace_back("Cooperlake");
    return cores;
}

std::string library() {
    static const std::string text = textOf("openblas_get_config"); // with the core as loaded
    return text;
}

std::string asLoaded() {
    static const std::string core = current();
    return core;
}

std::vector<std::string> others() {
    if (asLoaded().empty() || !canBeTaken() || std::getenv(kVariable))
        return {};
    std::vector<std::string> cores = coresFor(features());
    std::erase(cores, asLoaded());
    return cores;
}

bool take(const std::string& core) {
    if (current() == core)
        return true;
    if (!canBeTaken())
        return false;
    ::setenv(kVariable, core.c_str(), 1);
    chooseAgain();
    ::unsetenv(kVariable);
    if (current() == core)
        return true;
    chooseAgain();
    return false;
}

bool works(const std::string& core) {
    const pid_t child = ::fork();
    if (child < 0)
        return false;
    if (child == 0) {
        ::alarm(kTrialSeconds);
        if (auto* threads = find<void(int)>("openblas_set_num_threads"))
            threads(1); // the parent's are not here
        ::_exit(take(core) && multipliesRightly() ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace stepmark::blas_core
