#!/usr/bin/env bash
# desk.sh PROGRAM SOURCE: the desk in a real browser (desk.mjs): pages, lists, keys, ticks, exports, search, print, and what axe says of
# it; then check --accept and marks --apply read what it exported. Wants Chromium, and playwright-core and axe-core of npm.
. "$(dirname "$0")/../lib.sh" "$@"
"$gongbao" help desk >/dev/null 2>&1 || skip "there is no desk yet"

# An issue with findings, its earlier state, and marks on its PDF. What looks like markup is text.
cp -r "$sample" issue
chmod -R u+w issue
cp -r issue before
for i in 1 2 3; do printf '\n有关事项（见下文第%s项<img src=x onerror=alert(1)>按办法执行。\n' $i >>issue/01-澄政发11号.md; done
sed -i '0,/^现将/s//现在将/' issue/02-*.md
printf '\n有关\\*事项\\*按办法执行，x^2^与\\_的关系\\_。\n' >>issue/01-澄政发11号.md # markup between characters of a run
"$gongbao" build issue -q -o issue.pdf 2>>seen || wrong "not built: $(cat seen)"
pdftotext -bbox -f 5 -l 5 issue.pdf box.html
identity=$(qpdf issue.pdf --show-object=trailer | sed 's/.*\/ID \[ <\([0-9a-f]*\)>.*/\1/')
python3 - box.html "$identity" >marks.xfdf <<'PY'
import re, sys
boxes = [m for m in re.finditer(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]{8,})<', open(sys.argv[1], encoding='utf-8').read())]
print('<?xml version="1.0" encoding="UTF-8"?>\n<xfdf xmlns="http://ns.adobe.com/xfdf/"><annots>')
for i, (box, kind, words) in enumerate(zip(boxes[1:], ('strikeout', 'highlight', 'strikeout'), ('', '请核对</script>', ''))):
    x0, y0, x1, y1 = float(box[1]), 841.89 - float(box[4]), float(box[1]) + (float(box[3]) - float(box[1])) / 4, 841.89 - float(box[2])
    print(f'<{kind} page="4" name="m{i}" rect="{x0},{y0},{x1},{y1}" coords="{x0},{y1},{x1},{y1},{x0},{y0},{x1},{y0}" title="王编辑" date="D:20240620090000+08\'00\'">'
          f'<contents>{words.replace("<", "&lt;")}</contents></{kind}>')
print(f'</annots><ids original="{sys.argv[2].upper()}" modified="00"/></xfdf>')
PY
expect_status 0 "$gongbao" desk issue --against before --marks marks.xfdf -o desk.html
[ "$(wc -c <desk.html)" -lt 8000000 ] && right || wrong "$(wc -c <desk.html) bytes"
# all in one file: the frame's places are filled, the three assets are in it, the data end no script
if grep -qF '{{' desk.html; then wrong "a place of the frame is not filled"; else right; fi
for part in desk.js desk.css; do
    grep -qF "$(grep -m 1 'desk\.' "$source_folder/output/web/$part")" desk.html && right || wrong "$part is not in the file"
done
[ "$(grep -o '</script>' desk.html | wc -l)" -eq 2 ] && right || wrong "</script> elsewhere"

# each character's place holds that character; no outline that the present pages have stands with the earlier ones again
python3 - desk.html issue <<'PY' && right || wrong "places or outlines"
import json, re, sys
data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', open(sys.argv[1], encoding='utf-8').read(), re.S)[1])
lines, n, parted = {}, 0, 0
for item in (item for page in data['pages'] for item in page['items'] if 'p' in item):
    name = data['files'][item['p'][0]]
    if name not in lines:
        lines[name] = [list(line) for line in open(f'{sys.argv[2]}/{name}', encoding='utf-8').read().split('\n')]
    spots = [(0, *item['p'][1:3])] + [tuple(item['p'][i:i + 3]) for i in range(3, len(item['p']), 3)]
    parted += sum(line > 0 for _, line, _ in spots) > 1
    for i, char in enumerate(item['c']):
        at, line, column = [spot for spot in spots if spot[0] <= i][-1]
        if line == 0:
            continue
        n += 1
        assert lines[name][line - 1][column - 1 + i - at] == char, (item['c'], i, item['p'])
assert n > 5000 and parted > 0, (n, parted)
before = data['before']
for face in before['faces']:
    present = data['faces'][face['as']]['glyphs'] if 'as' in face else {}
    assert not any(present.get(glyph) == outline for glyph, outline in face['glyphs'].items()), 'an outline twice'
for item in (item for page in before['pages'] for item in page['items'] if item['k'] == 'g'):
    face = before['faces'][item['f']]
    for glyph in map(str, item['g'][0::4]):
        assert glyph in face['glyphs'] or glyph in data['faces'][face['as']]['glyphs'], 'no outline'
assert sum(len(face['glyphs']) for face in before['faces']) < 100, 'hardly anything is shared'
PY

chromium=$(find_chromium) || skip "Chromium is not there"
packages=$(npm_modules playwright-core axe-core)
[ -n "$packages" ] || skip "playwright-core and axe-core of npm are not there"
cp "$source_folder/tests/run/command/desk.mjs" "$packages/"
mkdir exports
timeout 300 node "$packages/desk.mjs" desk.html exports "$chromium" ${GAZ_DESK_SHOTS:+shots} >driven 2>&1 && right || wrong "desk.mjs"
cat driven
[ -z "${GAZ_DESK_SHOTS:-}" ] || cp exports/*.png "$GAZ_DESK_SHOTS/"

# what was exported is read by those that it is for
expect_status 0 "$gongbao" check issue --accept=exports/issue-accept.json --reason=照原文
expect_in issue/check-ignore.yaml 照原文
expect_status 0 "$gongbao" marks issue marks.xfdf --apply=exports/issue-marks.json
finish
