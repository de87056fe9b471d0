#!/usr/bin/env bash
# notes.sh: a mark may stand in each text that is printed, and is told at each that is not; marks are numbered in the order in which they
# are read, and each note stands behind what has its mark.
. "$(dirname "$0")/../lib.sh" "$@"

printf '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><path d="M0 0h30v10z"/></svg>\n' >mark.svg
tiny_issue issue
cp mark.svg issue/
cat >issue/01.md <<'MD'
---
标题: 关于测试的通知
主送: 各区人民政府
署名: 澄浦市人民政府
成文日期: 2024-01-05
---

一段[^first]有两处[^second]。

一、层次[^head]

表1　测试表[^caption]

单位：万元[^unit]

| 甲[^corner] | 乙 |
|---|---|
| 丙[^cell] | ![一图](mark.svg) |

注：表注[^below]。

![图题[^figure]](mark.svg)

![图甲](mark.svg) ![图乙[^beside]](mark.svg)

[^first]: 注甲。
[^second]: 注乙。
[^head]: 注丙。
[^caption]: 注丁。
[^unit]: 注戊。
[^corner]: 注己。
[^cell]: 注庚。
[^below]: 注辛。
[^figure]: 注壬。
[^beside]: 注癸。
MD
expect_status 0 "$gongbao" build issue -q --dump=structure
python3 - out >got <<'PY'
import re, sys
for line in open(sys.argv[1], encoding='utf-8'):
    if found := re.match(r' *([a-z-]+) .*"(.*[①-⑩].*)"$', line):
        print(found[1], found[2])
PY
cat >wanted <<'TEXT'
paragraph 一段①有两处②。
footnote ①注甲。
footnote ②注乙。
heading 一、层次③
footnote ③注丙。
caption 表1　测试表④
unit 单位：万元⑤
cell 甲⑥
cell 丙⑦
table-note 注：表注⑧。
footnote ④注丁。
footnote ⑤注戊。
footnote ⑥注己。
footnote ⑦注庚。
footnote ⑧注辛。
caption 图题⑨
footnote ⑨注壬。
caption 图乙⑩
footnote ⑩注癸。
TEXT
expect_same wanted got

# alone in each of them it is printed just so
for mark in first second head caption unit corner cell below figure beside; do
    python3 - issue/01.md $mark <<'PY' >one.md
import re, sys
for line in open(sys.argv[1], encoding='utf-8'):
    note = re.match(r'\[\^(\w+)\]:', line)
    if not note or note[1] == sys.argv[2]:
        print(re.sub(r'\[\^(\w+)\](?!:)', lambda m: m[0] if m[1] == sys.argv[2] else '', line), end='')
PY
    rm -rf one && cp -r issue one && mv one.md one/01.md
    expect_status 0 "$gongbao" build one -q --dump=structure
    wanted_line=$(sed -n "s/^\[^$mark\]: //p" issue/01.md)
    [ "$(grep -c '①' out)" -eq 2 ] && right || wrong "$mark: $(grep '①' out)"
    expect_in out "\"①$wanted_line\""
done

# in the words for a picture in a cell, and in a note, there is none
for where in '![一图](mark.svg)|![一图[^x]](mark.svg)' '注癸。|注癸[^x]。'; do
    rm -rf one && cp -r issue one
    python3 - one/01.md "${where%%|*}" "${where#*|}" <<'PY'
import sys
text = open(sys.argv[1], encoding='utf-8').read().replace(sys.argv[2], sys.argv[3])
open(sys.argv[1], 'w', encoding='utf-8').write(text + '[^x]: 注寅。\n')
PY
    expect_status 1 "$gongbao" check one
    expect_in err '[note-place]'
done
finish
