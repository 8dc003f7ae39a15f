// SPDX-License-Identifier: GPL-3.0-or-later
//
// A weight of the network in its three shapes: the master in float32 that the optimizer moves, its gradient in float32,
// and the copy that goes into matrix products (bf16 or float32), made once an optimizer step.
//
// Thread rule: plain data; whoever holds the model holds its parameters.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <string>
#include <vector>

namespace stepmark {

struct Parameter {
    /// A tensor of the Hugging Face folder: rows [begin, begin + rows) of this one. Matrices that read the same input
    /// (q, k, v; gate, up) are one product here.
    struct Part {
        std::string name;
        std::int64_t begin = 0;
        std::int64_t rows = 0;
    };
    std::string name;
    std::vector<Part> parts;
    at::Tensor master;          ///< float32 [out, in] or [n]; undefined in a model that is only read
    at::Tensor grad;            ///< float32, like master; undefined while frozen
    at::Tensor compute;         ///< the type of the products; shares memory with master in float32
    double offset = 0;          ///< `compute` is master + offset: of a norm whose weight counts as 1 + w
    bool decay = false;         ///< weight decay applies (matrices)
    bool hidden_matrix = false; ///< a matrix of a layer (what Muon moves)
    double rate = 1;            ///< factor on the learning rate; above 1 for a fresh head

    bool defined() const { return compute.defined(); }
    bool trained() const { return grad.defined(); }
    /// `compute` is nothing but the master in bf16.
    bool hasPlainCopy() const { return compute.scalar_type() == at::kBFloat16 && offset == 0; }
    /// Brings `compute` up to date with `master`.
    void refresh() {
        if (master.defined() && !compute.is_alias_of(master))
            compute.copy_(offset == 0 ? master : master + offset);
    }
};

} // namespace stepmark
