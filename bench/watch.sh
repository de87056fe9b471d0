#!/usr/bin/env bash
# watch.sh PROGRAM ISSUE [PAGES…]: from a save to the pixels in a real browser (headless Chromium, by playwright-core: tests/run/npm.sh), for issues of about so
# many pages (default 40 230), made of the issue's documents over and over. Medians and the worst of 40 saves; nothing is judged here.
# With memory N instead of pages: N saves, and what is resident after each tenth of them.
set -euo pipefail
program=$(realpath "${1:?program}")
issue=$(realpath "${2:?issue folder}")
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
shift 2
[ $# -gt 0 ] || set -- 40 230
. "$here/lib.sh"
. "$here/../tests/run/npm.sh"
work=$(mktemp -d)
watch=
trap '[ -z "$watch" ] || kill "$watch" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"

# some_documents N: an issue with N documents, those of the issue over and over
some_documents() {
    rm -rf many && cp -r "$issue" many && chmod -R u+w many
    python3 - many "$1" <<'PYTHON'
import glob, os, re, shutil, sys
folder, wanted = sys.argv[1], int(sys.argv[2])
path = os.path.join(folder, "issue.yaml")
head = open(path, encoding="utf-8").read()
about = re.search(r"^简介: *(\S+)", head, re.M)
head = re.split(r"^目录:", head, flags=re.M)[0]
docs = sorted(os.path.basename(p) for p in glob.glob(os.path.join(folder, "*.md")))
docs = [d for d in docs if not about or d != about[1]]
names = []
for i in range(wanted):
    names.append("%03d-%s" % (i, docs[i % len(docs)]))
    shutil.copy(os.path.join(folder, docs[i % len(docs)]), os.path.join(folder, names[-1]))
for d in docs:
    os.remove(os.path.join(folder, d))
with open(path, "w", encoding="utf-8") as f:
    f.write(head + "目录:\n  - 栏目: 文件\n    文件:\n" + "".join("      - %s\n" % n for n in names))
PYTHON
}

pages_of() { "$program" build "$1" -q -o out.pdf 2>/dev/null && pdfinfo out.pdf | awk '/^Pages:/ { print $2 }'; }

# about PAGES: the fewest documents that fill so many pages
about() {
    local n=2 step
    some_documents 8
    step=$(pages_of many)
    n=$(($1 * 8 / step))
    [ "$n" -ge 2 ] || n=2
    some_documents "$n"
    while [ "$(pages_of many)" -lt "$1" ]; do n=$((n + 1)) && some_documents "$n"; done
}

begin() {
    : >address
    "$program" watch "$1" >address 2>/dev/null &
    watch=$!
    for _ in $(seq 200); do [ -s address ] && break || sleep 0.05; done
}

end() {
    kill "$watch" && wait "$watch" || true
    watch=
}

echo "machine: $(machine_name), load $(cut -d' ' -f1 /proc/loadavg)"
if [ "$1" = memory ]; then
    cp -r "$issue" many && chmod -R u+w many
    begin many
    python3 "$here/watch_memory.py" "$(cat address)" many "$watch" "${2:-10000}"
    end
    exit
fi
chromium=$(find_chromium) || { echo "Chromium is not there" && exit 1; }
packages=$(npm_modules playwright-core)
[ -n "$packages" ] || { echo "playwright-core of npm is not there" && exit 1; }
cp "$here/watch.mjs" "$packages/bench_watch.mjs"
for pages in "$@"; do
    about "$pages"
    begin many
    node "$packages/bench_watch.mjs" "$(cat address)" many "$chromium"
    end
done
