#!/usr/bin/env bash
# drawn.sh: what is drawn in the files, by drawn.py, which reads their content streams. The golden issues are drawn as their pages say;
# and as somebody last looked at them (tests/golden/drawn): a file for a press with its marks, its booklet and its report, a year's volume,
# a second proof with its readers' marks, what changed and its table, its desk, what is said of the marks. In faces of our own (tests/faces).
. "$(dirname "$0")/../lib.sh" "$@"
python=python3
$python -c 'import pikepdf' 2>/dev/null || python=/usr/bin/python3
$python -c 'import pikepdf' 2>/dev/null || skip "pikepdf is not there"
export SOURCE_DATE_EPOCH=1719792000 # 2024-07-01
faces=$source_folder/tests/faces
golden=$source_folder/tests/golden/drawn
issues=$source_folder/tests/golden/issues
drawn() { expect_status 0 $python "$source_folder/tests/run/file/drawn.py" "$@"; }
# looked_at FILE NAME: a text, without what changes with every page, as it was looked at
looked_at() {
    sed -E 's/[0-9a-f]{32}/版面标识/g; s/[0-9A-F]{64}/摘要/g' "$1" >"$2.told"
    expect_golden "$2.told" "$golden/$2"
}

held=()
for issue in "$issues"/*/; do
    name=$(basename "$issue")
    expect_status 0 "$gongbao" build "$issue" --fonts "$faces" --dump=pages
    cp out "$name.pages"
    expect_status 0 "$gongbao" build "$issue" --fonts "$faces" -q -o "$name.pdf"
    held+=("$name.pdf" "$name.pages")
done
drawn hold "${held[@]}"
[ "$n_wrong" -eq 0 ] || grep -v ' 0 wrong$' out

# ---- for a press, and bound
expect_status 0 "$gongbao" build "$issues/短件" --fonts "$faces" -q --for=print --marks -o press.pdf --press-report=report
looked_at report report.json
expect_status 0 "$gongbao" build "$issues/短件" --fonts "$faces" -q --for=print --impose=booklet -o booklet.pdf
cp -r "$issues"/{短件,规章,图表} .
expect_status 0 "$gongbao" volume 短件 规章 图表 --fonts "$faces" -q -o volume.pdf
looked_at err volume-said

# ---- a proof, its readers' marks, the next one
cp -r "$issues/短件" one
expect_status 0 "$gongbao" proof one --fonts "$faces" --stage 一校 -q -o first
$python - first/校样.pdf marked.pdf "$source_folder" <<'PY' || wrong "no marks"
import sys
sys.path.insert(0, sys.argv[3] + '/tests/run/file')
import drawn, pikepdf
pdf = pikepdf.open(sys.argv[1])
def mark(kind, words, text):
    """on the last of the sheets that has the text in one piece, each character as wide as the type is high"""
    for sheet in reversed(pdf.pages):
        head = float(sheet.mediabox[3])
        for found in drawn.Walk(sheet).marks:
            if found[0] != 'text' or text not in found[3] or not 13 < float(found[2].split()[0]) < 14: continue
            size, (x, y) = float(found[2].split()[0]), found[1]
            x += size * found[3].index(text)
            x1, y0, y1 = x + size * len(text), head - y - size * 0.1, head - y + size * 0.8
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name('/' + kind), Rect=[x, y0, x1, y1], T='李校对',
                                      M='D:20240702090000', NM=kind + words, Contents=words)
            if kind in ('StrikeOut', 'Highlight', 'Underline'): note.QuadPoints = [x, y1, x1, y1, x, y0, x1, y0]
            if '/Annots' not in sheet: sheet.Annots = pdf.make_indirect(pikepdf.Array())
            return sheet.Annots.append(pdf.make_indirect(note))
    raise SystemExit('no ' + text)
mark('StrikeOut', '', '免去万')
mark('Highlight', '改为“照章”', '按照规定做好')
mark('Caret', '全部', '市政府决定：')
mark('Underline', '请查', '现就有关事项')
mark('Text', '这一段不要', '会议由市长')
mark('Square', '对齐', '问：')
# an arrow from a text to another; words on the slip, which is no page
for tip in 0, 1:
    mark('Line', '箭头%d' % tip, '会议由市长')
    arrow = pdf.pages[5].Annots[-1]
    x, y = float(arrow.Rect[0]) + 5, float(arrow.Rect[1]) + 5
    arrow.L = [x, y, x + 30, y - 24 * 2]
    arrow.LE = [pikepdf.Name.OpenArrow, pikepdf.Name('/None')][:: 1 - 2 * tip]
    arrow.Rect = [x, y - 48, x + 30, y]
slip = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[50, 50, 70, 70], NM='slip', T='李校对', M='D:20240702', Contents='都看过了')
pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(slip)]))
pdf.save(sys.argv[2])
PY
expect_status 0 "$gongbao" marks one --fonts "$faces" marked.pdf
looked_at out marks
expect_status 0 "$gongbao" marks one --fonts "$faces" marked.pdf --json
looked_at out marks.json
expect_status 0 "$gongbao" marks one --fonts "$faces" marked.pdf --apply=1-9
looked_at out marks-apply
expect_status 0 env LC_ALL=en "$gongbao" marks one --fonts "$faces" marked.pdf --apply=1-9
looked_at out marks-apply.en
expect_status 0 env LC_ALL=en "$gongbao" marks one --fonts "$faces" marked.pdf
looked_at out marks.en
cp -r one two
sed -i 's/免去万　青的/免去/' two/01-任免.md
sed -i 's/按照规定做好/依照规定做好/; $a\\n此函有效一年。' two/04-函.md
sed -i 's/^答：/答复：/; s/负责，不得拖延/负责/' two/05-纪要.md
expect_status 0 "$gongbao" proof two --fonts "$faces" --stage 二校 --against first/proof.state --marks marked.pdf --grid --boxes -q -o second
# what became of the marks: those that the program did itself, too
cp -r one done
expect_status 0 "$gongbao" marks done --fonts "$faces" marked.pdf --apply=2,5 --write
looked_at done/marks.json account.json
sed -i 's/免去万　青的/免去/' done/01-任免.md
for language in zh en; do
    expect_status 0 env LC_ALL=$language "$gongbao" marks done --fonts "$faces" marked.pdf
    looked_at out marks-done.$language
done
expect_status 0 "$gongbao" marks done --fonts "$faces" marked.pdf --json
looked_at out marks-done.json
expect_status 0 "$gongbao" proof done --fonts "$faces" --stage 三校 --against first/proof.state -q -o third
expect_status 0 "$gongbao" desk two --fonts "$faces" --against first/proof.state -q -o desk.html
$python - desk.html >desk <<'PY'
import json, re, sys
data = json.loads(re.search(r'id="data">(.*?)</script>', open(sys.argv[1], encoding='utf-8').read(), re.S)[1])
data['faces'] = [{**face, 'glyphs': len(face['glyphs'])} for face in data['faces']]
for name, value in data.items():
    for row in value if isinstance(value, list) else [value]:
        for item in row.pop('items', []) if isinstance(row, dict) else []:
            print(' ', json.dumps(item, ensure_ascii=False))
        print(name, json.dumps(row, ensure_ascii=False))
PY
looked_at desk desk
for name in csv html; do looked_at second/核红表.$name table.$name; done
looked_at second/proof.state proof.state

drawn tell press.pdf press booklet.pdf booklet volume.pdf volume first/校样.pdf proof second/校样.pdf second-proof second/核红表.pdf table third/校样.pdf sheets
awk '/^page/ { skip = $2 > 4 } /^(about|bookmark)/ { skip = 0 } !skip' volume >year # its contents, and the bookmarks
drawn links 图表.pdf charts 表格.pdf tables 版面.pdf layouts
cat charts tables layouts >links
looked_at links links
for name in press booklet proof second-proof table; do looked_at $name $name; done
looked_at year volume
awk '/^page/ { skip = $2 != 1 && $2 != 4 } !skip' sheets >some # its slip, and a sheet
looked_at some third-proof
finish
