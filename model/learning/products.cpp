// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/products_p.h"

#include "model/learning/blas_core.h"

#include <ATen/Version.h>
#include <torch/version.h>

#include <dlfcn.h>

#include <algorithm>
#include <atomic>

namespace stepmark::products {

namespace {

/// oneDNN's product in float32, by rows (dnnl.h). libtorch calls it for bf16 only. Debian's oneDNN is a library of its
/// own; that of pip's wheels is out of reach, beside MKL.
using DnnlSgemm = int(char, char, std::int64_t, std::int64_t, std::int64_t, float, const float*, std::int64_t,
                      const float*, std::int64_t, float, float*, std::int64_t);

DnnlSgemm* dnnlSgemm() {
    static auto* const found = reinterpret_cast<DnnlSgemm*>(::dlsym(RTLD_DEFAULT, "dnnl_sgemm"));
    return found;
}

std::atomic<bool> g_by_onednn = false;

/// A matrix as a BLAS takes it: by rows, or transposed.
struct Operand {
    at::Tensor held;
    char transposed = 'N';
    std::int64_t stride = 0;

    explicit Operand(const at::Tensor& matrix)
        : held(matrix.stride(1) == 1 || matrix.stride(0) == 1 ? matrix : matrix.contiguous())
        , transposed(held.stride(1) == 1 ? 'N' : 'T')
        , stride(std::max<std::int64_t>(held.stride(transposed == 'N' ? 0 : 1),
                                        held.size(transposed == 'N' ? 1 : 0))) {}
    const float* data() const { return static_cast<const float*>(held.data_ptr()); }
};

bool isForOneDnn(const at::Tensor& a, const at::Tensor& b) {
    return g_by_onednn && a.scalar_type() == at::kFloat && b.scalar_type() == at::kFloat && a.numel() > 0 &&
           b.numel() > 0;
}

/// False: it has refused.
bool multiply(const at::Tensor& a, const at::Tensor& b, float keep, at::Tensor& out) {
    const Operand left(a), right(b);
    return dnnlSgemm()(left.transposed, right.transposed, a.size(0), b.size(1), a.size(1), 1, left.data(), left.stride,
                       right.data(), right.stride, keep, static_cast<float*>(out.data_ptr()), out.stride(0)) == 0;
}

bool multipliesBf16() {
#if defined(__x86_64__)
    return at::hasMKLDNN() && blas_core::features().avx512_bf16; // without, libtorch falls back to plain loops
#else
    return false;
#endif
}

} // namespace

std::vector<Way> ways() {
    std::vector<Way> all = {{.core = blas_core::asLoaded()}};
    for (const std::string& core : blas_core::others())
        if (blas_core::works(core))
            all.push_back({.core = core});
    if (dnnlSgemm())
        all.push_back({.kind = Way::Kind::OneDnn});
    if (multipliesBf16())
        all.push_back({.kind = Way::Kind::Bf16});
    return all;
}

bool isPossible(const Way& way) {
    const std::vector<std::string> cores = blas_core::others();
    switch (way.kind) {
    case Way::Kind::Blas:
        return way.core == blas_core::asLoaded() || std::find(cores.begin(), cores.end(), way.core) != cores.end();
    case Way::Kind::OneDnn:
        return dnnlSgemm() && way.core.empty();
    case Way::Kind::Bf16:
        return multipliesBf16() && way.core.empty();
    }
    return false;
}

bool takeWay(const Way& way) {
    g_by_onednn = way.kind == Way::Kind::OneDnn && dnnlSgemm();
    if (way.kind == Way::Kind::OneDnn)
        return g_by_onednn;
    return way.kind == Way::Kind::Bf16 || way.core.empty() || blas_core::take(way.core);
}

std::string libraries() {
    const std::string blas = blas_core::library();
    return "torch " TORCH_VERSION ", " + (blas.empty() ? at::get_mkl_version() : blas) + ", " + at::get_mkldnn_version();
}

at::Tensor product(const at::Tensor& a, const at::Tensor& b) {
    if (isForOneDnn(a, b))
        if (at::Tensor out = at::empty({a.size(0), b.size(1)}, a.options()); multiply(a, b, 0, out))
            return out;
    return at::mm(a, b);
}

void addProduct(at::Tensor& sum, const at::Tensor& a, const at::Tensor& b) {
    if (sum.stride(1) != 1 || !isForOneDnn(a, b) || !multiply(a, b, 1, sum))
        sum.addmm_(a, b);
}

} // namespace stepmark::products
