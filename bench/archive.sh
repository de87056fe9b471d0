#!/usr/bin/env bash
# archive.sh PROGRAM ISSUE [N]: what tags, an archive's file and a file of each document cost, as ratios to a build for a screen.
# Medians of N runs (default 9).
set -euo pipefail
. "$(dirname "$0")/lib.sh"
program=$(realpath "${1:?program}")
issue=$(realpath "${2:?issue folder}")
runs=${3:-9}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# timed WORDS…: the median of processor milliseconds, which others at work on the machine disturb less than the clock's
timed() {
    local TIMEFORMAT='%U %S'
    for _ in $(seq "$runs"); do
        { time "$program" build "$issue" -q "$@" 2>/dev/null; } 2>&1 | awk '{ print 1000 * ($1 + $2) }'
    done | median
}

screen=$(timed -o screen.pdf)
echo "screen: $screen ms, $(stat -c %s screen.pdf) bytes"
ratio() { awk -v name="$1" -v ms="$2" -v all="$screen" 'BEGIN { printf "%-16s %8.1f ms, %.2f of a screen'"'"'s\n", name, ms, ms / all }'; }
ratio archive "$(timed --for archive -o archive.pdf)"
ratio screen,archive "$(timed --for screen,archive -o both.pdf)"
ratio split "$(timed --for archive --split -o split)"
