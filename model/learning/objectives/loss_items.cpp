// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/objectives/loss_items_p.h"

#include <algorithm>
#include <numeric>

namespace stepmark {

namespace {

template <typename T>
at::Tensor slice(const std::vector<T>& values, std::size_t begin, std::size_t end, at::Device device) {
    return at::tensor(at::ArrayRef<T>(values.data() + begin, end - begin)).to(device);
}

} // namespace

double LossItems::totalWeight() const { return std::accumulate(weight.begin(), weight.end(), 0.0); }

ItemsByRow sortByRow(const LossItems& items) {
    std::vector<std::size_t> order;
    for (std::size_t item = 0; item < items.row.size(); ++item)
        if (items.weight[item] != 0)
            order.push_back(item);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return items.row[a] < items.row[b]; });
    ItemsByRow sorted;
    for (const std::size_t item : order) {
        if (sorted.rows.empty() || sorted.rows.back() != items.row[item]) {
            sorted.rows.push_back(items.row[item]);
            sorted.first.push_back(sorted.row_of.size());
        }
        sorted.row_of.push_back(sorted.size() - 1);
        sorted.target.push_back(items.target[item]);
        sorted.weight.push_back(items.weight[item]);
        sorted.group.push_back(items.group[item]);
    }
    sorted.first.push_back(sorted.row_of.size());
    return sorted;
}

at::Tensor ItemsByRow::rowsAt(std::int64_t begin, std::int64_t end, at::Device device) const {
    return slice(rows, static_cast<std::size_t>(begin), static_cast<std::size_t>(end), device);
}

Targets ItemsByRow::targetsAt(std::int64_t begin, std::int64_t end, at::Device device, bool grouped) const {
    const std::size_t from = first[static_cast<std::size_t>(begin)], to = first[static_cast<std::size_t>(end)];
    return {slice(row_of, from, to, device) - begin, slice(target, from, to, device), slice(weight, from, to, device),
            grouped ? slice(group, from, to, device) : at::Tensor()};
}

} // namespace stepmark
