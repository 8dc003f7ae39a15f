#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Guess: a program that only multiplies tensors by Debian 12's libtorch loads no toolkit of windows.
# Versions: libtorch-dev 1.13.1+dfsg-4, libopencv-highgui406 4.6.0+dfsg-12 (both Debian 12; besides: g++).
# Behaviour: libtorch_cpu.so is linked with OpenCV's libopencv_highgui, and that with Qt 5: each such program has Qt 5's Core, Gui, Widgets, OpenGL
# and Test in memory, and nearly 300 shared libraries. In one process with Qt 6 there are then two Qts (their symbols have versions, so that it works).
# Output seen: "product 4", "libQt5Core libQt5Gui libQt5OpenGL libQt5Test libQt5Widgets", "286 libraries".
set -euo pipefail

wanted=(libtorch-dev=1.13.1+dfsg-4 libopencv-highgui406=4.6.0+dfsg-12)
for package in "${wanted[@]}"; do
    have="$(dpkg-query -W -f='${Version}' "${package%%=*}" 2>/dev/null || true)"
    [ "$have" = "${package#*=}" ] || { echo "needs apt-get install ${wanted[*]} (Debian 12), and has ${package%%=*} '$have'"; exit 2; }
done

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/product.cpp" <<'CPP'
#include <ATen/ATen.h>

#include <fstream>
#include <iostream>
#include <set>
#include <string>

int main() {
    std::cout << "product " << at::mm(at::ones({2, 4}), at::ones({4, 2}))[0][0].item<int>() << '\n';
    std::set<std::string> libraries;
    std::string line;
    for (std::ifstream maps("/proc/self/maps"); std::getline(maps, line);)
        if (const auto at = line.rfind('/'); at != std::string::npos && line.find(".so", at) != std::string::npos)
            libraries.insert(line.substr(at + 1));
    for (const std::string& name : libraries)
        if (name.rfind("libQt5", 0) == 0)
            std::cout << name.substr(0, name.find('.')) << ' ';
    std::cout << '\n' << libraries.size() << " libraries\n";
}
CPP
g++ -std=c++17 -w "$folder/product.cpp" -o "$folder/product" -ltorch_cpu -lc10
"$folder/product" | tee "$folder/said"

grep -qx 'product 4' "$folder/said"
grep -q 'libQt5Core libQt5Gui libQt5OpenGL libQt5Test libQt5Widgets' "$folder/said"
[ "$(sed -n 's/ libraries$//p' "$folder/said")" -gt 100 ]
echo "as found: libtorch brings Qt 5's widgets"
