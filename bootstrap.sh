#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds, runs and tests Stepmark on Debian 12, from a clean clone, as root or as a user with sudo.
set -euo pipefail

readonly ROOT="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
cd "$ROOT"

# What a bare Debian 12 lacks: tools, libraries of the learning half, libraries of the window, what a headless run needs.
readonly PACKAGES=(
    build-essential ccache cmake git jq ninja-build pkg-config
    libcli11-dev libginac-dev libicu-dev libopenblas0-openmp libpcre2-dev libsqlite3-dev libtorch-dev nlohmann-json3-dev zlib1g-dev
    libgl-dev libqt6sql6-sqlite qt6-base-dev qt6-charts-dev qt6-declarative-dev qt6-l10n-tools qt6-svg-dev qt6-tools-dev
    qt6-translations-l10n qt6-wayland
    fonts-dejavu-core fonts-wqy-microhei xauth xvfb
)

# Who builds by this script mostly builds all of it: several sources at once.
readonly FROM_NOTHING=-DSTEPMARK_UNITY=ON

# What `check` needs besides.
readonly CHECK_PACKAGES=(appstream clang-format clang-tidy-16 desktop-file-utils)

usage() {
    cat <<'TEXT'
Usage: ./bootstrap.sh COMMAND

  build   install what is missing (apt, npm) and build the programs into build/release/bin
  run     build, then open Stepmark on a sample project; without a display, run the loop of the paper
          on the sample instead, print its figures and save pictures of the window to screenshots/
  test    build with warnings as errors into build/ci and run every test
  check   what a compiler does not see, in minutes: format and clang-tidy of what changed, readers, storage and domain under
          the address and undefined-behaviour sanitizers with every reader of foreign data fuzzed, threads under the thread
          sanitizer. Or one of these: check format|tidy|readers|threads
  package build, then make a Debian package (.deb) in build/release
  help    this text

Environment: STEPMARK_JOBS=N sets how many files are compiled at a time (otherwise: by processors and memory);
CMAKE_PREFIX_PATH may name another libtorch to build against: that of pip's torch, 2.7 or newer, for processors or for CUDA (without
a CUDA toolkit), is what python3 -c 'import torch; print(torch.utils.cmake_prefix_path)' says.
STEPMARK_BASE is the commit that check compares with (otherwise: where this branch left origin/main, or the commit before);
STEPMARK_FUZZ=N how many inputs it gives each reader.
TEXT
}

say() { printf '==> %s\n' "$*"; }
fail() {
    printf 'bootstrap.sh: %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "not root and no sudo here. As root, run: $*"
    fi
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null)" = "ii " ]; }

# install_missing PACKAGE...
install_missing() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "no apt here: nothing is installed. On Debian 12 the packages would be: $*"
        return
    fi
    local package missing=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        say "all packages are there"
    else
        say "installing ${missing[*]}"
        { as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
                -o Dpkg::Use-Pty=0 "${missing[@]}"; } ||
            fail "the packages could not be installed (see above). Whoever runs this machine can: apt-get install ${missing[*]}"
    fi
    choose_openblas
}

# MathJax typesets the window's formulas; without it they are shown as LaTeX. Debian's npm conflicts with other Node
# packages, so it is installed only where there is no npm at all. No script of the package is run.
install_mathjax() {
    local folder=resources/mathjax have wanted
    wanted="$(jq -r '.packages["node_modules/mathjax"].version' "$folder/package-lock.json")"
    have="$(jq -r .version "$folder/node_modules/mathjax/package.json" 2>/dev/null || true)"
    if [ "$have" = "$wanted" ]; then
        say "MathJax $wanted is there"
        return
    fi
    if ! command -v npm >/dev/null && command -v apt-get >/dev/null; then
        say "installing npm"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 npm ||
            true
    fi
    say "installing MathJax $wanted"
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund) ||
        say "MathJax could not be installed (see above): formulas will be shown as LaTeX"
}

# Debian's reference BLAS multiplies matrices about 30 times slower than OpenBLAS; whoever has it installed may have it
# chosen. Other fast ones (MKL, BLIS, ATLAS) are left alone.
choose_openblas() {
    local library name current openblas
    for library in blas lapack; do
        name="lib$library.so.3-$(gcc -print-multiarch)"
        current="$(readlink -f "/etc/alternatives/$name" || true)"
        case "$current" in */"$library"/*) ;; *) continue ;; esac
        openblas="$(update-alternatives --list "$name" | grep -m 1 openblas || true)"
        [ -n "$openblas" ] || continue
        say "choosing $openblas in place of the slow $current"
        as_root update-alternatives --set "$name" "$openblas"
    done
}

# A file that includes torch takes about 1.5 GB to compile.
compile_jobs() {
    local by_memory by_processors
    by_memory=$(($(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo) / 1500000))
    by_processors="$(nproc)"
    local count=$((by_memory < by_processors ? by_memory : by_processors))
    echo "${STEPMARK_JOBS:-$((count < 1 ? 1 : count))}"
}

# configure PRESET [OPTION...]
configure() {
    local preset="$1" options=("${@:2}")
    if command -v ccache >/dev/null; then
        options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
        export CCACHE_BASEDIR="$ROOT" CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    fi
    local cache="build/$preset/CMakeCache.txt"
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$ROOT" "$cache"; then
        say "build/$preset was made in another folder: starting it afresh"
        options+=(--fresh)
    fi
    cmake --preset "$preset" "${options[@]}"
}

# build_preset PRESET [OPTION...]
build_preset() {
    local count
    count="$(compile_jobs)"
    say "building preset $1, $count file(s) at a time"
    configure "$@"
    cmake --build --preset "$1" -j "$count"
}

# The commit whose difference to this tree is "what changed".
base_commit() {
    if [ -n "${STEPMARK_BASE:-}" ]; then
        echo "$STEPMARK_BASE"
    elif git rev-parse -q --verify origin/main >/dev/null && [ "$(git merge-base HEAD origin/main)" != "$(git rev-parse HEAD)" ]; then
        git merge-base HEAD origin/main
    else
        git rev-parse -q --verify HEAD~1 || git hash-object -t tree /dev/null
    fi
}

# require TOOL...: a check without its tool must not pass.
require() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || fail "$tool is missing: see above why it could not be installed"
    done
}

check_format() {
    local base difference
    require clang-format git-clang-format
    base="$(base_commit)"
    say "format of what changed since $(git rev-parse --short "$base")"
    difference="$(git clang-format --quiet --diff --extensions h,cpp "$base" || true)"
    case "$difference" in '' | 'no modified files to format' | 'clang-format did not modify any files') return ;; esac
    printf '%s\n' "$difference"
    fail "not as .clang-format says: git clang-format $base"
}

# Of changed lines only. With a build folder of its own, of which nothing is built: clang cannot read GCC's precompiled
# headers, and tests would need moc.
check_tidy() {
    local difference
    require clang-tidy-16 clang-tidy-diff-16.py
    difference="$(git diff -U0 "$(base_commit)" -- {model,storage,ui,app}/'*.cpp')"
    say "clang-tidy of $(grep -c '^+++ ' <<<"$difference" || true) source(s) that changed"
    [ -n "$difference" ] || return 0
    configure dev -B build/tidy -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DBUILD_TESTING=OFF >/dev/null
    clang-tidy-diff-16.py -p1 -path build/tidy -clang-tidy-binary clang-tidy-16 -j "$(nproc)" -quiet <<<"$difference" 2>&1 |
        grep --line-buffered -vE '^$|warnings? generated' | tee build/tidy/found || true
    ! grep -qE ' (warning|error): |^Failed: ' build/tidy/found || fail "clang-tidy found something in what changed (see above)"
}

# check_preset PRESET
check_preset() {
    build_preset "$1" "$FROM_NOTHING"
    say "tests of preset $1"
    STEPMARK_FUZZ="${STEPMARK_FUZZ:-3000}" ctest --preset "$1" -j "$(nproc)"
}

check() {
    case "$1" in
    format) check_format ;;
    tidy) check_tidy ;;
    readers) check_preset asan ;;
    threads) check_preset tsan ;;
    all)
        local part
        for part in format tidy readers threads; do check "$part"; done
        ;;
    *)
        usage >&2
        exit 2
        ;;
    esac
}

make_package() {
    [ -d resources/mathjax/node_modules/mathjax ] ||
        fail "a package without MathJax would show no formula: see above why it could not be installed"
    (cd build/release && rm -f ./*.deb && cpack)
    say "made $(echo build/release/*.deb): apt install ./FILE installs it"
}

run_sample() {
    local bin="$ROOT/build/release/bin"
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        say "no display: running the loop on the sample instead"
        exec "$ROOT/resources/demo/demo.sh" "$bin" "$ROOT/build/demo" "$ROOT/screenshots"
    fi
    local project="$ROOT/build/sample.stepmark"
    if [ ! -f "$project" ]; then
        say "making a sample project: $project"
        "$bin/stepmarkctl" sample "$project"
    fi
    exec "$bin/stepmark" "$project"
}

case "${1:-help}" in
build)
    install_missing "${PACKAGES[@]}"
    install_mathjax
    build_preset release "$FROM_NOTHING"
    say "built build/release/bin/stepmark and build/release/bin/stepmarkctl"
    ;;
run)
    install_missing "${PACKAGES[@]}"
    install_mathjax
    build_preset release "$FROM_NOTHING"
    run_sample
    ;;
check)
    install_missing "${PACKAGES[@]}" "${CHECK_PACKAGES[@]}"
    check "${2:-all}"
    ;;
package)
    install_missing "${PACKAGES[@]}"
    install_mathjax
    build_preset release "$FROM_NOTHING"
    make_package
    ;;
test)
    install_missing "${PACKAGES[@]}"
    install_mathjax
    build_preset ci "$FROM_NOTHING"
    say "running the tests"
    # One at a time: tests that compute use both processors. Nothing may follow ctest's summary.
    exec ctest --preset ci
    ;;
help | -h | --help) usage ;;
*)
    usage >&2
    exit 2
    ;;
esac
