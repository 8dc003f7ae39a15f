// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/nearest.h"

#include "model/domain/edit_distance.h"

#include <algorithm>

namespace stepmark::ctl {

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
