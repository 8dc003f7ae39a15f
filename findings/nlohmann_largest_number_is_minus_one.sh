#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: 2^64-1, read from JSON as an unsigned number, is larger than 0 and equals no negative number.
# Seen (nlohmann-json 3.11.2, package nlohmann-json3-dev of Debian 12): it equals -1 and is smaller than 0, since unsigned
# is compared with signed by a cast to signed; get<int>() of 2^32+1 is 1. A label's range must be asked for by type
# (is_number_unsigned) before its value.
# Output: 1 1 1
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/numbers.cpp" <<'END'
#include <nlohmann/json.hpp>
#include <iostream>
using nlohmann::json;
int main() {
    const json largest = json::parse("18446744073709551615"), next = json::parse("4294967297");
    std::cout << (largest == -1) << ' ' << (largest < json(0)) << ' ' << next.get<int>() << '\n';
}
END
g++ -std=c++17 -o "$work/numbers" "$work/numbers.cpp"
seen=$("$work/numbers")
echo "$seen"
[ "$seen" = "1 1 1" ]
