#!/usr/bin/env bash
# bench.sh PROGRAM ISSUE [N]: how long an issue takes as a whole process, how it divides among the stages, and whether
# ten times the documents take about ten times as long. Medians of N runs (default 9), with the machine's name.
# Times differ between machines; ratios hold. Nothing is judged here.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
program=$(realpath "${1:?program}")
issue=$(realpath "${2:?issue folder}")
runs=${3:-9}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# whole FOLDER: milliseconds of each run, as the shell sees the process
whole() {
    local began
    for _ in $(seq "$runs"); do
        began=$(date +%s%N)
        "$program" build "$1" -q -o out.pdf 2>/dev/null
        echo $((($(date +%s%N) - began) / 1000)) | awk '{ print $1 / 1000 }'
    done
}

# stages FOLDER: one line a run, "read 1.2 style …"
stages() {
    for _ in $(seq "$runs"); do
        "$program" build "$1" -q -o out.pdf --timing 2>&1 | awk '/^timing:/ { printf "%s %s ", $2, $3 } END { print "" }'
    done
}

stage_median() { awk -v name="$1" '{ for (i = 1; i < NF; i += 2) if ($i == name) print $(i + 1) }' stages | median; }

# copies FOLDER N: an issue with the documents of the folder N times over
copies() {
    mkdir -p many && rm -rf many && cp -r "$1" many
    python3 - many "$2" <<'PYTHON'
import glob, os, re, shutil, sys
folder, times = sys.argv[1], int(sys.argv[2])
path = os.path.join(folder, "issue.yaml")
head = open(path, encoding="utf-8").read()
about = re.search(r"^简介: *(\S+)", head, re.M)
head = re.split(r"^目录:", head, flags=re.M)[0]
docs = sorted(os.path.basename(p) for p in glob.glob(os.path.join(folder, "*.md")))
docs = [d for d in docs if not about or d != about[1]]
with open(path, "w", encoding="utf-8") as f:
    f.write(head + "目录:\n  - 栏目: 文件\n    文件:\n")
    for i in range(times):
        for d in docs:
            name = "%03d-%s" % (i, d)
            shutil.copy(os.path.join(folder, d), os.path.join(folder, name))
            f.write("      - %s\n" % name)
PYTHON
}

echo "machine: $(machine_name)"
echo "issue: $(basename "$issue"), $(ls "$issue"/*.md | wc -l) files, median of $runs runs"
all=$(whole "$issue" | median)
echo "whole process: $all ms"
stages "$issue" >stages
for stage in read style fonts layout cairo qpdf verify write; do
    ms=$(stage_median "$stage")
    [ "$ms" = 0.0 ] && [ "$stage" = cairo ] && continue
    awk -v s="$stage" -v ms="$ms" -v all="$all" 'BEGIN { printf "  %-8s %8.1f ms  %5.1f %%\n", s, ms, 100 * ms / all }'
done

# kinds KINDS: milliseconds of each run
kinds() {
    local began
    for _ in $(seq "$runs"); do
        began=$(date +%s%N)
        "$program" build "$issue" -q --for "$1" -o out.pdf 2>/dev/null
        echo $((($(date +%s%N) - began) / 1000)) | awk '{ print $1 / 1000 }'
    done
}

# One layout, whatever is made of it: a further file is to cost at most half of the first.
one=$(kinds screen | median)
both=$(kinds screen,print | median)
awk -v one="$one" -v both="$both" 'BEGIN { printf "files of one layout: screen %.1f ms, screen and print %.1f ms, %.2f of the first\n", one, both, both / one }'

# The faces are drawn into the PDF once, so a single issue is dear; from ten times on the cost is that of the text.
runs=3
echo "growth (median of 3): documents, whole process ms, of it reading and layout ms, and ms a document against the row before"
for times in 1 10 50; do
    copies "$issue" $times
    ms=$(whole many | median)
    stages many >stages
    layout=$(awk '{ for (i = 1; i < NF; i += 2) if ($i == "read" || $i == "layout") sum += $(i + 1) } END { print sum / NR }' stages)
    awk -v n=$times -v ms="$ms" -v l="$layout" -v before="${before:-}" 'BEGIN {
        printf "  %3d x  %9.1f  %9.1f  %s\n", n, ms, l, before == "" ? "" : sprintf("%.2f", ms / n / before) }'
    before=$(awk -v ms="$ms" -v n=$times 'BEGIN { print ms / n }')
done
