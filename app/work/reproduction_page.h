// SPDX-License-Identifier: GPL-3.0-or-later
//
// A reproduction as a page: the paper's claims beside ours, what limits them, and every study. Pure functions: any
// thread.
#pragma once

#include "app/work/claims.h"
#include "app/work/limits.h"
#include "app/work/work.h"

#include <span>
#include <string>
#include <vector>

namespace stepmark::work {

/// A whole HTML page, with its pictures in it and nothing from elsewhere.
std::string reproductionPage(std::span<const ReproducedStudy> studies, const std::vector<Claim>& claims,
                             const std::string& made_by);
Json toJson(const std::vector<Claim>& claims);
Json toJson(const std::vector<Limit>& limits);

} // namespace stepmark::work
