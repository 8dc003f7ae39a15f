// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/layout.h"

namespace stepmark {

std::string_view toText(const Layout& layout) {
    return layout == kStepmarkLayout ? "stepmark" : layout == kTrlLayout ? "trl" : "other";
}

std::optional<Layout> layoutFromText(std::string_view text) {
    if (text == "stepmark")
        return kStepmarkLayout;
    return text == "trl" ? std::optional(kTrlLayout) : std::nullopt;
}

} // namespace stepmark
