#!/usr/bin/env bash
# allocations.sh PROGRAM SOURCE SHIM: memory that is refused once, or from then on, at many moments of a build: either the PDF is
# the same to the byte, or the program says that memory is short, ends with 74, and the earlier file is as it was. Never another
# PDF, never the editor's fault. GAZ_ALLOCATIONS=100 asks at every 100th allocation of the sample's build (long).
shim=$(realpath "$3")
. "$(dirname "$0")/../lib.sh" "$@"

printf '%%PDF-1.5 the earlier one\n' >before

# refused ISSUE NUMBER [forever]
refused() {
    local status=0
    cp before "$work/old.pdf"
    env FAIL_AT="$2" ${3:+FAIL_FOREVER=1} LD_PRELOAD="$shim" "$gongbao" build "$1" -q -o "$work/old.pdf" >out 2>err </dev/null || status=$?
    case $status in
    0) cmp -s old.pdf good.pdf && right || wrong "allocation $2${3:+, from then on}: status 0 and another PDF" ;;
    74)
        if ! cmp -s old.pdf before; then
            wrong "allocation $2${3:+, from then on}: the earlier file is not as it was"
        elif ! grep -q 内存不足 err; then
            wrong "allocation $2${3:+, from then on}: no word of memory: $(tail -n 1 err)"
        else
            right
        fi
        ;;
    *) wrong "allocation $2${3:+, from then on}: status $status: $(tail -n 1 err)" ;;
    esac
}

# all_over ISSUE STEP
all_over() {
    env FAIL_COUNT="$work/count" LD_PRELOAD="$shim" "$gongbao" build "$1" -q -o "$work/good.pdf" 2>/dev/null || wrong "$1 is not built"
    local n number
    n=$(cat count)
    for ((number = 1 + $2 / 3; number <= n; number += $2)); do
        refused "$1" "$number"
        [ $((number / $2 % 4)) -eq 0 ] && refused "$1" "$number" forever
    done
    printf '%s: %s allocations\n' "$(basename "$1")" "$n"
}

tiny_issue issue
if [ -n "${GAZ_ALLOCATIONS:-}" ]; then
    all_over "$sample" "$GAZ_ALLOCATIONS"
else
    env FAIL_COUNT="$work/count" LD_PRELOAD="$shim" "$gongbao" build issue -q -o good.pdf 2>/dev/null
    all_over issue $(($(cat count) / 60))
fi
# no bytes are a place too, which may be lacking: cairo takes it for want of memory
status=0
env FAIL_NOTHING=1 LD_PRELOAD="$shim" "$gongbao" build issue -q -o old.pdf >out 2>err || status=$?
[ "$status" -eq 74 ] && grep -q 内存不足 err && right || wrong "no place for no bytes: status $status"
finish
