#!/usr/bin/env bash
# issue.sh PROGRAM SOURCE ISSUE: a whole printed issue against its truth, where the corpus is present (a folder
# "shared" beside the project). Text loss must be 0; the numbers of tests/issues/floors.txt may only rise.
. "$(dirname "$0")/../lib.sh" "$@"

issue=$3
shared=${GAZ_SHARED:-$source_folder/../shared}
[ -d "$shared/corpus/$issue" ] && [ -x "$shared/tools/fidelity" ] || skip "no corpus beside the project"
expect_status 0 "$gongbao" build "$shared/corpus/$issue" -o result.pdf
[ "$n_wrong" -eq 0 ] || finish
"$shared/tools/fidelity" "$shared/corpus/$issue" result.pdf --json >result.json
python3 - "$issue" "$source_folder/tests/issues/floors.txt" result.json <<'PYTHON'
import json, sys
issue, floors, result = sys.argv[1:]
row = next(l.split() for l in open(floors, encoding="utf-8") if l.startswith(issue + " "))
floor = {k: int(v) for k, v in (f.split("=") for f in row[1:])}
r = json.load(open(result, encoding="utf-8"))
wrong = 0
def say(name, got, of, least):
    global wrong
    low = got < least
    wrong += low
    print("%s %s: %d of %s, floor %d%s" % (issue, name, got, of, least, "  TOO LOW" if low else ""))
loss = r["text_loss"]["chars"]
print("%s text loss: %d of %d" % (issue, loss, r["text_loss"]["of"]))
if loss:
    wrong += 1
    print(json.dumps(r["text_loss"]["places"][:5], ensure_ascii=False))
for name in ("page_starts", "contents", "lines", "paragraphs"):
    if name in r: say(name, r[name]["ok"], r[name]["total"], floor.get(name, 0))
    elif floor.get(name): say(name, 0, "?", floor[name])
for miss in r.get("page_starts", {}).get("misses", []): print("  ", json.dumps(miss, ensure_ascii=False))
sys.exit(1 if wrong else 0)
PYTHON
[ $? -eq 0 ] && right || wrong "$issue fell below what had been reached"
finish
