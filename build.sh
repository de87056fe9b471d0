#!/usr/bin/env bash
# build.sh: everything from a fresh Debian 12.
#
#   ./build.sh            installs what is missing, builds build/release/gongbao
#   ./build.sh example    the same, then sets the sample issue
#   ./build.sh test       the same, then runs all tests
#   ./build.sh fuzz [N]   runs each fuzz target for N seconds, two at a time, as they are built for the tests under sanitizers (clang);
#                         without N in rounds of five minutes until it is interrupted or something is found, in a build of their own, in
#                         which the fuzzer follows comparisons, too
#   ./build.sh tidy [fast] reads the program with clang-tidy (.clang-tidy); fast: without its analyzer, a minute instead of ten
#   ./build.sh tools      installs what only .ci/run needs besides
#
# Packages are installed with apt-get, and only when one is missing (sudo when not root).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

build_packages="cmake ninja-build gcc libc6-dev pkg-config libglib2.0-dev libyaml-dev libexpat1-dev libpango1.0-dev
    libharfbuzz-dev libfontconfig-dev libfreetype-dev libcairo2-dev librsvg2-dev libqpdf-dev libjpeg-dev libpng-dev liblcms2-dev
    zlib1g-dev libseccomp-dev libmicrohttpd-dev libicu-dev libzip-dev libgumbo-dev nettle-dev libdeflate-dev"
font_packages="fonts-noto-cjk fonts-lxgw-wenkai fonts-liberation fonts-dejavu-core"
test_packages="libcmocka-dev libcmark-gfm-dev libcmark-gfm-extensions-dev poppler-utils qpdf ghostscript python3 python3-pikepdf python3-docx python3-gi gir1.2-poppler-0.18 parallel faketime strace unicode-data chromium"
tool_packages="clang clang-format clang-tidy libclang-rt-14-dev"
sample=examples/chengpu-2024-06

say() { printf '%s\n' "$*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_missing() {
    local missing=() package
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "安装软件包：${missing[*]}"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "${missing[@]}" >/dev/null
}

# The Fandol faces (仿宋 above all: no other free one is complete) lie in a large package of which only they and their
# licence are taken (fonts/README.md).
fetch_fandol() {
    [ -e fonts/files/FandolFang-Regular.otf ] && [ -e fonts/files/Fandol-COPYING.txt ] && return 0
    say "取Fandol字体（Debian软件包texlive-lang-chinese）"
    local temporary
    temporary=$(mktemp -d)
    if ! (cd "$temporary" && apt-get -qq download texlive-lang-chinese 2>/dev/null); then
        as_root apt-get -qq update
        (cd "$temporary" && apt-get -qq download texlive-lang-chinese 2>/dev/null)
    fi
    dpkg-deb -x "$temporary"/texlive-lang-chinese_*.deb "$temporary/package"
    mkdir -p fonts/files
    find "$temporary/package" -path '*/fandol/Fandol[SHKF]*.otf' -exec cp {} fonts/files/ \;
    find "$temporary/package" -path '*/fandol/README' -exec cp {} fonts/files/Fandol-README.txt \;
    find "$temporary/package" -path '*/fandol/COPYING.gz' -exec zcat {} \; >"$temporary/COPYING"
    grep -q 'embed this font' "$temporary/COPYING" || { say "没有找到Fandol字体的许可" >&2 && return 1; }
    cp "$temporary/COPYING" fonts/files/Fandol-COPYING.txt
    rm -rf "$temporary"
}

build() {
    # shellcheck disable=SC2086
    install_missing $build_packages $font_packages $test_packages
    fetch_fandol
    cmake --preset release --log-level=WARNING >/dev/null
    ninja -C build/release --quiet
    say "程序：build/release/gongbao"
}

example() {
    local pdf
    pdf=build/$(basename "$sample").pdf
    build/release/gongbao build "$sample" -o "$pdf"
    say "样刊：$PWD/$pdf"
}

# A test that is the first part of a longer one (label half) is run in that one. Some wait more than they work.
run_tests() {
    ctest --test-dir build/release -LE '^half$' --output-on-failure --parallel $(($(nproc) + 1))
}

# fuzz_one NAME SECONDS PRESET: what a target learns is kept in build/fuzz/corpus, what it finds in build/fuzz/finds.
fuzz_one() {
    local corpus=build/fuzz/corpus/$1 log=build/fuzz/$1.log
    mkdir -p "$corpus" build/fuzz/finds
    if LSAN_OPTIONS=suppressions="$PWD/.ci/leaks.txt":print_suppressions=0 UBSAN_OPTIONS=print_stacktrace=1 \
        "build/$3/tests/fuzz/fuzz_$1" -max_total_time="$2" -timeout=20 -rss_limit_mb=2560 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/finds/$1-" "$corpus" "tests/fuzz/seeds/$1" >"$log" 2>&1; then
        say "fuzz_$1：$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")次，无所获"
    else
        say "fuzz_$1：有所获，见build/fuzz/finds和$log"
        tail -n 60 "$log" | grep -aE '^==|^#[0-9]+ |ERROR|SUMMARY|Test unit' || tail -n 20 "$log"
        return 1
    fi
}

fuzz() {
    # shellcheck disable=SC2086
    install_missing $build_packages $font_packages $tool_packages
    fetch_fandol
    local names preset=fuzz
    [ -z "${1:-}" ] || preset=sanitize
    cmake --preset $preset --log-level=WARNING >/dev/null
    ninja -C build/$preset --quiet fuzz_targets
    names=$(cd tests/fuzz && printf '%s\n' fuzz_*.c | sed 's/^fuzz_//; s/\.c$//')
    while xargs -P 2 -I '{}' "$PWD/build.sh" fuzz-one '{}' "${1:-300}" $preset <<<"$names"; do
        [ -z "${1:-}" ] || return 0
    done
    return 1
}

# The tests are left to the compilers' warnings. Each file says how many warnings of system headers were not shown: nobody asked.
tidy() {
    local checks=() status=0
    [ "${1:-}" != fast ] || checks=(--checks=-clang-analyzer-*)
    # shellcheck disable=SC2086
    install_missing $tool_packages
    git ls-files '*.c' | grep -Ev '^(tests|bench)/' |
        xargs -P 2 -n 16 clang-tidy -p build/release --quiet "${checks[@]}" 2>build/tidy.err || status=1
    grep -vE '^[0-9]+ warnings? generated' build/tidy.err >&2 || true
    return $status
}

case "${1:-build}" in
build) build ;;
example) build && example ;;
test) build && run_tests ;;
fuzz) fuzz "${2:-}" ;;
fuzz-one) fuzz_one "$2" "$3" "$4" ;;
tidy) build && tidy "${2:-}" ;;
tools)
    # shellcheck disable=SC2086
    install_missing $build_packages $tool_packages
    ;;
*)
    say "用法：./build.sh [example|test|fuzz [秒数]|tidy [fast]|tools]" >&2
    exit 2
    ;;
esac
