// SPDX-License-Identifier: GPL-3.0-or-later
//
// Targets at the tokens of a pack, as lists, and in the order in which an objective takes them.
//
// Thread rule: plain values.
#pragma once

#include "model/learning/objectives/objective_p.h"

#include <cstdint>
#include <span>
#include <vector>

namespace stepmark {

/// Target `target[i]` with weight `weight[i]` for what is read at token `row[i]`.
struct LossItems {
    std::vector<std::int64_t> row;
    std::vector<std::int64_t> target;
    std::vector<float> weight;
    std::vector<std::int64_t>
        group; ///< rows of one group are compared with each other, where an objective does; -1: none

    void add(std::int64_t at, std::int64_t what, float how_much, std::int64_t compared_in = -1) {
        row.push_back(at);
        target.push_back(what);
        weight.push_back(how_much);
        group.push_back(compared_in);
    }
    /// A soft target: `shares` of the classes in order, summing to 1.
    void addSoft(std::int64_t at, std::span<const float> shares, float how_much) {
        for (std::size_t index = 0; index < shares.size(); ++index)
            add(at, static_cast<std::int64_t>(index), shares[index] * how_much);
    }
    double totalWeight() const;
};

/// The items by row: the rows that are read, and the items sorted by them. Items without weight are left out.
struct ItemsByRow {
    std::vector<std::int64_t> rows;   ///< [n] tokens that are read, ascending
    std::vector<std::int64_t> row_of; ///< [items] index into rows
    std::vector<std::int64_t> target; ///< [items]
    std::vector<float> weight;        ///< [items]
    std::vector<std::int64_t> group;  ///< [items]
    std::vector<std::size_t> first;   ///< [n + 1] first item of each row

    std::int64_t size() const { return static_cast<std::int64_t>(rows.size()); }
    at::Tensor rowsAt(std::int64_t begin, std::int64_t end, at::Device device) const; ///< [end - begin]
    /// What an objective needs for logits of rows [begin, end). `grouped`: with groups.
    Targets targetsAt(std::int64_t begin, std::int64_t end, at::Device device, bool grouped) const;
};
ItemsByRow sortByRow(const LossItems& items);

} // namespace stepmark
