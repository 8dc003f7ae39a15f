// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stepmark::test {

/// Whether this program was compiled with a sanitizer, under which all takes several times as long: less of the same
/// does.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

} // namespace stepmark::test
