#!/usr/bin/env bash
# coverage.sh [again] [FOLDER]: which part of the lines and branches of each folder the tests reach: unit tests, the seeds of the fuzz targets,
# the quick tests of the whole program and a few slow ones (gcc --coverage, gcov; built in FOLDER, build/coverage if none is named). Fails
# where a folder is below its floor, or a test fails. again: only counts what a run has left behind.
#
# What a child has run is counted, too: gcc's counts are written when a process ends, by _exit as well (tests/coverage_exit.c). So no filter of
# system calls is on, and where reading and writing are confined, FOLDER is free (base/process/sanitizer.h).
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."
again=
[ "${1:-}" != again ] || { again=yes && shift; }
build=${1:-build/coverage}

# Left out are laws about the sources, and what runs lines many times more that others run: tables drawn at random, large issues that mean
# harm. The slow ones that are put in reach what no quick one does.
left_out='^law/|^unit/(balance|table_lowest)$|^run/hostile$'
slow='^run/(press|sign|watch)$'
tests() { # OPTION…: what fails is shown
    ctest --test-dir "$build" "$@" --output-on-failure --parallel $(($(nproc) + 1)) >"$build/tests.log" ||
        { grep -vE '^ *[0-9]+/[0-9]+ Test +#.* Passed|^ +Start ' "$build/tests.log"; false; }
}
if [ -z "$again" ]; then
    cmake --preset coverage -B "$build" --log-level=WARNING >/dev/null
    ninja -C "$build" --quiet
    find "$build" -name '*.gcda' -delete
    tests -R "$slow"
    tests -L quick -E "$left_out"
fi

python3 - "$build" tests/coverage_floors.txt <<'PYTHON'
import collections, json, os, subprocess, sys

build, floors_file = sys.argv[1:]
root = os.getcwd()
build = os.path.abspath(build)
floors = {}
for row in open(floors_file, encoding='utf-8'):
    if row.strip() and not row.startswith('#'):
        folder, lines, branches = row.split()
        floors[folder] = int(lines), int(branches)

data = sorted(os.path.join(at, name) for at, _, names in os.walk(build) for name in names if name.endswith('.gcda'))
lines, branches = {}, {}
for i in range(0, len(data), 50):
    said = subprocess.run(['gcov', '--json-format', '--stdout', '--branch-probabilities', *data[i:i + 50]], cwd=build,
                          capture_output=True, text=True, check=True).stdout
    for report in map(json.loads, filter(None, said.split('\n'))):
        for file in report['files']:
            path = os.path.relpath(os.path.join(report['current_working_directory'], file['file']), root)
            for line in file['lines']:
                at = path, line['line_number']
                lines[at] = lines.get(at, 0) + line['count']
                for n, branch in enumerate(line['branches']):
                    branches[at + (n,)] = branches.get(at + (n,), 0) + branch['count']

def shares(counts):
    seen = collections.defaultdict(lambda: [0, 0])
    for at, count in counts.items():
        folder = at[0].split('/')[0]
        seen[folder][0] += count > 0
        seen[folder][1] += 1
    return seen

of_lines, of_branches = shares(lines), shares(branches)
wrong = 0
print('folder       lines  floor  branches  floor')
for folder, (least_lines, least_branches) in floors.items():
    reached, there = of_lines[folder]
    taken, ways = of_branches[folder]
    a, b = 1000 * reached // max(there, 1) / 10, 1000 * taken // max(ways, 1) / 10
    below = a < least_lines or b < least_branches
    wrong += below
    print(f'{folder:11} {a:5.1f} %  {least_lines:4}    {b:5.1f} %  {least_branches:4}{"  BELOW" if below else ""}')
sys.exit(f'{wrong} folders are below their floor' if wrong else 0)
PYTHON
