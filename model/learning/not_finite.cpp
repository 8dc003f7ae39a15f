// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/not_finite.h"

#include <algorithm>
#include <utility>

namespace stepmark {

NotFinite::NotFinite(std::string where, std::string why, std::size_t tree, int node)
    : Error(where + ": " + why)
    , m_where(std::move(where))
    , m_why(std::move(why))
    , m_tree(tree)
    , m_node(node) {}

NotFinite NotFinite::ofStep(const std::filesystem::path& model, std::string_view precision, std::size_t tree,
                            std::string_view problem_text, const StepTree& steps, int node) {
    const std::string where =
        "Step " + std::to_string(steps.path(node).size()) + " of the problem \"" + beginningOf(problem_text) + "\"";
    const std::string why = model.string() + " computes values that are not finite (NaN or infinite) there. " +
                            (precision == "bf16" ? "Try --precision float32, or use another model."
                                                 : "Its weights are too large: use another model.");
    return {where, why, tree, node};
}

NotFinite NotFinite::asTree(std::size_t tree) const { return {m_where, m_why, tree, m_node}; }

std::string beginningOf(std::string_view text) {
    constexpr std::size_t kMost = 60;
    const std::size_t line = std::min(text.find('\n'), text.size());
    std::size_t length = std::min(line, kMost);
    while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
        --length;
    return std::string(text.substr(0, length)) + (length < text.size() ? "..." : "");
}

} // namespace stepmark
