#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: GiNaC, which computes with exact rationals, reads "0.1" as 1/10 and "1e3" as an integer.
# Seen (GiNaC 1.8.6, package libginac-dev of Debian 12): "0.1" is a float and differs from 1/10, though "0.5" equals 1/2;
# "1e3" equals 1000 and is no integer: a decimal equals its fraction only where it is one in binary. Who grades answers
# must read decimals by hand. Its parser takes no tower of powers: "2^3^2" is an error.
# Output: 0 1 0 1 refused
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/decimals.cpp" <<'END'
#include <ginac/ginac.h>
#include <iostream>
using GiNaC::numeric;
int main() {
    std::cout << (numeric("0.1") == numeric(1, 10)) << ' ' << (numeric("0.5") == numeric(1, 2)) << ' '
              << numeric("1e3").is_integer() << ' ' << (numeric("1e3") == numeric(1000)) << ' ';
    try {
        std::cout << GiNaC::parser()("2^3^2") << '\n';
    } catch (const std::exception&) {
        std::cout << "refused\n";
    }
}
END
g++ -std=c++17 -o "$work/decimals" "$work/decimals.cpp" -lginac -lcln
seen=$("$work/decimals")
echo "$seen"
[ "$seen" = "0 1 0 1 refused" ]
