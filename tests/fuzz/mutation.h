// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace stepmark::test {

/// One of `corpus`, broken in one to six places: bytes changed, taken out, doubled, pieces of another put in, numbers
/// and words that readers trip over. The same `number` gives the same text. Any thread.
std::string mutated(std::span<const std::string> corpus, std::uint64_t number);

} // namespace stepmark::test
