# lib.sh: what the tests of the whole program share. Sourced with: . lib.sh PROGRAM SOURCE
# Nothing of the caller's environment counts: Chinese messages, no TTY, a folder of its own that is removed at the end.

set -u
gongbao=$(realpath "$1")
source_folder=$(realpath "$2")
sample=$source_folder/examples/chengpu-2024-06
. "$source_folder/tests/run/npm.sh"
unset LANG LC_MESSAGES GONGBAO_DATA GAZ_TIMING
export LC_ALL=C
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
n_wrong=0
n_right=0

right() { n_right=$((n_right + 1)); }
wrong() {
    n_wrong=$((n_wrong + 1))
    printf 'WRONG: %s\n' "$*"
    [ -z "${GAZ_FIRST_WRONG:-}" ] || exit 1 # whoever asks only whether something is wrong: tests/mutants.py
}
skip() {
    printf 'skipped: %s\n' "$*"
    exit 77
}

# expect_status WANTED COMMAND…: the output goes to $work/out and $work/err
expect_status() {
    local wanted=$1 status=0
    shift
    "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    if [ "$status" -eq "$wanted" ]; then right; else
        wrong "status $status, not $wanted: $*"
        head -n 5 "$work/err"
    fi
}

# expect_in FILE TEXT
expect_in() {
    if grep -qF -- "$2" "$1"; then right; else
        wrong "no \"$2\" in $(basename "$1"):"
        head -n 5 "$1"
    fi
}

expect_same() {
    if cmp -s "$1" "$2"; then right; else
        wrong "$1 and $2 differ"
        diff -u "$1" "$2" 2>/dev/null | head -n 40
    fi
}

expect_nothing_at() { if [ -e "$1" ]; then wrong "$1 is there"; else right; fi; }

# expect_golden RESULT EXPECTATION: with GAZ_UPDATE=1 the expectation is rewritten
expect_golden() {
    if [ -n "${GAZ_UPDATE:-}" ]; then
        mkdir -p "$(dirname "$2")"
        cp "$1" "$2"
        printf 'rewritten: %s\n' "$2"
    else
        expect_same "$2" "$1"
    fi
}

# within SECONDS COMMAND…: of processor time, whatever else the machine does; five times as many by the clock
within() {
    local seconds=$1
    shift
    (ulimit -t "$seconds" && exec timeout $((5 * seconds)) "$@")
}

# a file as it was, and nothing beside it: no temporary file is left
only_file_in() {
    local there
    there=$(find "$1" -mindepth 1 -printf '%f ')
    if [ "$there" = "$2 " ]; then right; else wrong "in $1: $there(wanted: $2)"; fi
}

# tiny_issue FOLDER: the smallest issue that is set
tiny_issue() {
    mkdir -p "$1"
    cat >"$1/issue.yaml" <<'YAML'
刊名: 澄浦市人民政府公报
年: 2024
期: 1
总期: 101
出版日期: 2024-01-31
样式: shenyang-2023
目录:
  - 栏目: 市政府文件
    文件: [01.md]
YAML
    cat >"$1/01.md" <<'MD'
---
标题: 澄浦市人民政府关于测试的通知
主送: 各区人民政府
署名: 澄浦市人民政府
成文日期: 2024-01-05
---

现将有关事项通知如下。
MD
}

finish() {
    printf '%s checks, %s wrong\n' $((n_right + n_wrong)) "$n_wrong"
    [ "$n_wrong" -eq 0 ]
    exit
}
