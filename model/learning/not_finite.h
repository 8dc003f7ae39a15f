// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a model computes where its weights are finite and its results are not: sums that float32 or bf16 cannot hold.
//
// Thread rule: plain values.
#pragma once

#include "model/domain/error.h"
#include "model/domain/step_tree.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace stepmark {

/// A step that a model gives no finite result for. Its text names the step by its problem; whoever knows better where
/// the tree comes from (a line of a file, a row of a project) says at(WHERE) instead.
class NotFinite : public Error {
public:
    /// `precision`: of the products, "bf16" or "float32".
    static NotFinite ofStep(const std::filesystem::path& model, std::string_view precision, std::size_t tree,
                            std::string_view problem_text, const StepTree& steps, int node);

    /// The same, of a tree that is number `tree` for the caller's caller.
    NotFinite asTree(std::size_t tree) const;
    /// "WHERE: ..." as an error.
    Error at(const std::string& where) const { return Error(where + ": " + m_why); }

    std::size_t tree() const { return m_tree; } ///< index in what was asked
    int node() const { return m_node; }         ///< of that tree

private:
    NotFinite(std::string where, std::string why, std::size_t tree, int node);

    std::string m_where, m_why;
    std::size_t m_tree;
    int m_node;
};

/// The first line of a text, cut to 60 bytes at a character's border, for messages.
std::string beginningOf(std::string_view text);

} // namespace stepmark
