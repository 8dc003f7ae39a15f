// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that reads what strangers wrote, each as a function of bytes. Main thread of a test.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::test {

struct Reader {
    const char* name;                     ///< and folder below tests/fuzz/corpus
    void (*read)(std::string_view bytes); ///< returns, or throws stepmark::Error; all else is a fault
    std::vector<std::string> (*seeds)();  ///< besides the corpus: what is well-formed, to be broken
};

std::span<const Reader> readers();

} // namespace stepmark::test
