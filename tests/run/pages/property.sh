#!/usr/bin/env bash
# property.sh: seeded random issues. Whatever an editor types within the source format: the program says no error, its
# own proof of completeness holds, poppler finds every character in the PDF at least as often as the source has it,
# and a second run gives the same bytes.
. "$(dirname "$0")/../lib.sh" "$@"

for seed in $(seq 1 "${GAZ_SEEDS:-6}"); do
    rm -rf issue && mkdir issue
    python3 "$source_folder/tests/run/pages/random_issue.py" "$seed" issue || { wrong "no issue $seed"; continue; }
    before=$n_wrong
    expect_status 0 "$gongbao" build issue -o one.pdf
    if [ "$n_wrong" -gt "$before" ]; then
        printf '^ seed %s\n' "$seed"
        continue
    fi
    expect_status 0 "$gongbao" build issue -o two.pdf
    expect_same one.pdf two.pdf
    pdftotext one.pdf one.txt
    python3 - issue/printed.txt one.txt <<'PYTHON' && right || wrong "characters of seed $seed are lost"
import collections, sys, unicodedata
def count(path):
    text = open(path, encoding="utf-8").read()
    return collections.Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalnum() and ord(c) > 0x2e80)
source, printed = count(sys.argv[1]), count(sys.argv[2])
lost = {c: n - printed[c] for c, n in source.items() if printed[c] < n}
print(lost) if lost else None
sys.exit(1 if lost else 0)
PYTHON
    expect_status 0 qpdf --check one.pdf
done
finish
