// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/nearest.h"

#include <algorithm>

namespace stepmark::ctl {

std::size_t editDistance(std::string_view a, std::string_view b) {
    // Rows of the table of distances between beginnings of a and b: the one being filled and the two before it.
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before, last);
        std::swap(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

std::string nearest(std::string_view typed, const std::vector<std::string>& words) {
    std::string best;
    std::size_t least = std::max<std::size_t>(2, typed.size() / 2) + 1;
    for (const std::string& word : words) {
        const bool begun = typed.size() > 3 && word.starts_with(typed);
        const std::size_t distance = begun ? 1 : editDistance(typed, word);
        if (distance < least) {
            least = distance;
            best = word;
        }
    }
    return best;
}

} // namespace stepmark::ctl
