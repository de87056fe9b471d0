#!/usr/bin/env bash
# coverage.sh [again]: which part of the lines and branches of each folder the quick tests reach: unit tests, the seeds of the fuzz targets,
# the quick tests of the whole program and run/watch (gcc --coverage, gcov; in build/coverage). Fails where a folder is below its floor.
# again: only counts what a run has left behind. Not part of any run of the tests: a build and a run take minutes.
#
# What a child that ends by _exit has run is not counted (pictures, PDFs from outside are read in such), and nothing is confined here: the counts are
# written when a process ends (base/sanitizer.h).
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."
build=build/coverage

if [ "${1:-}" != again ]; then
    cmake --preset coverage --log-level=WARNING >/dev/null
    ninja -C $build --quiet
    find $build -name '*.gcda' -delete
    ctest --test-dir $build -L quick -E '^(law/|run/confine$)' --output-on-failure --parallel 2 | tail -n 12
    ctest --test-dir $build -R '^run/watch$' --output-on-failure | tail -n 12 # slow, and all that reaches watch/
fi

python3 - $build tests/coverage_floors.txt <<'PYTHON'
import collections, json, os, subprocess, sys

build, floors_file = sys.argv[1:]
root = os.getcwd()
floors = {}
for row in open(floors_file, encoding='utf-8'):
    if row.strip() and not row.startswith('#'):
        folder, lines, branches = row.split()
        floors[folder] = int(lines), int(branches)

data = sorted(os.path.join(root, at, name) for at, _, names in os.walk(build) for name in names if name.endswith('.gcda'))
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
