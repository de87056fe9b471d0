#!/usr/bin/env bash
# proof.sh PROGRAM SOURCE: proofs: each page 1:1 on its sheet, the same text, identifiers that go with the text and not with
# the page, what was found, what changed since.
. "$(dirname "$0")/../lib.sh" "$@"
python=python3
$python -c 'import pikepdf' 2>/dev/null || python=/usr/bin/python3
export SOURCE_DATE_EPOCH=1719792000 # 2024-07-01

# page_text PDF PAGE: without the blanks of layout
page_text() { pdftotext -f "$2" -l "$2" "$1" - | sed 's/　//g' | tr -d ' \n\f'; }
# identifiers PDF: all, sorted
identifiers() { pdftotext "$1" - | grep -oE '^[0-9]+-[0-9]+[a-z]*\.[0-9]+$' | sort -u; }
pages_of() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }

# ---- what is asked for
expect_status 2 "$gongbao" proof "$sample" -o out1
expect_in err '要用--stage写明校次'
expect_status 2 "$gongbao" proof "$sample" --stage 三教 -o out1
expect_in err '三校'
expect_status 2 "$gongbao" proof "$sample" --stage 一校
expect_in err '要用-o写明写到哪个文件夹'
expect_nothing_at out1

# ---- the sample
expect_status 0 "$gongbao" proof "$sample" --stage 一校 -q -o one
ls one | sort | tr '\n' ' ' >names
printf 'proof.state 校样.pdf ' >wanted
expect_same wanted names
expect_status 0 qpdf --check one/校样.pdf
"$gongbao" build "$sample" -q -o plain.pdf 2>/dev/null
n=$(pages_of plain.pdf)
all=$(pages_of one/校样.pdf)
[ "$all" -ge $((n + 1)) ] && right || wrong "$all pages of a proof, $n of the issue"

# Where its TrimBox is, the sheet shows the page as it is: the left lower corner, in its own size.
pdfinfo -box -f 2 -l $((n + 1)) one/校样.pdf | grep TrimBox | sed 's/^Page *[0-9]* *//' | sort -u >trims
pdfinfo -box -f 1 -l 1 plain.pdf | sed -n 's/^Page *1 MediaBox:/TrimBox:/p' >media
tr -s ' ' <media >wanted
tr -s ' ' <trims >there
expect_same wanted there
for page in 3 6 9 $n; do
    page_text plain.pdf "$page" >a
    # the sheet's text less its identifiers and what stands beside the page
    pdftotext -x 0 -y 0 -W 595 -H 842 -f $((page + 1)) -l $((page + 1)) one/校样.pdf - |
        sed -E '/^[0-9]+-[0-9]+[a-z]*\.[0-9]+$/d; /^校样$/d; /^(校 ?[0-9]+ ?)+$/d; s/　//g' | tr -d ' \n\f' >b
    $python - a b <<'PY' && right || wrong "page $page: the sheet has other characters"
import collections, sys
one, other = (collections.Counter(open(name, encoding='utf-8').read()) for name in sys.argv[1:])
sys.exit(one - other != collections.Counter() or sum((other - one).values()) > 6)
PY
done
pdftotext -f 1 -l 1 one/校样.pdf - >slip
for word in 校样单 一校 2024-07-01 付印; do expect_in slip "$word"; done
pdftotext -f 8 -l 8 one/校样.pdf - >sheet
expect_in sheet 责任编辑

# the same bytes again, and no other file is touched when the issue has errors
expect_status 0 "$gongbao" proof "$sample" --stage 一校 -q -o again
expect_same one/校样.pdf again/校样.pdf
expect_same one/proof.state again/proof.state
cp -r "$sample" broken
echo '坏项目: 1' >>broken/issue.yaml
cp one/校样.pdf before.pdf
expect_status 1 "$gongbao" proof broken --stage 一校 -q -o one
expect_status 1 "$gongbao" proof broken --stage 一校 -q -o none/deep
expect_nothing_at none
expect_same before.pdf one/校样.pdf

# ---- identifiers: those of a document stay when its pages are others
tiny_issue issue
for i in $(seq 30); do
    printf '\n第%d段的话要说得长一些，说到这一段至少排成两行，才看得出行号是照段落和段落里的行编的，同页码没有关系，换了页也不变。\n' $i
done >>issue/01.md
expect_status 0 "$gongbao" proof issue --stage 一校 -q -o some/first
mv some/first first # neither folder was there
cp -r issue shifted
sed -i '0,/^---$/s//---\n版面: {页行数: 18}/' shifted/01.md
expect_status 0 "$gongbao" proof shifted --stage 一校 -q -o second
identifiers first/校样.pdf >ids.first
identifiers second/校样.pdf >ids.second
[ "$(wc -l <ids.first)" -gt 20 ] && right || wrong "few identifiers"
[ "$(pages_of first/校样.pdf)" != "$(pages_of second/校样.pdf)" ] && right || wrong "the pages did not change"
expect_same ids.first ids.second

# A cover that is not counted is called what it is, everywhere.
tiny_issue bare
echo '起始页: 0' >>bare/issue.yaml
cp -r bare bare2
sed -i 's/总期: 101/总期: 102/' bare2/issue.yaml
expect_status 0 "$gongbao" proof bare --stage 一校 -q -o bare.1
expect_status 0 "$gongbao" proof bare2 --stage 二校 --against bare.1/proof.state -q -o bare.2
expect_in bare.2/核红表.csv '「封面」'
pdftotext bare.2/核红表.pdf text
expect_in text 封面第
pdftotext -f 2 -l 2 bare.2/校样.pdf text
expect_in text '封面（共'

# ---- what was found: beside its line, in the list, and as a note
sed -i 's/第3段的话要说得长一些，/第3段的话要说得长一些;/' issue/01.md
expect_status 0 "$gongbao" proof issue --stage 一校 -q -o found
pdftotext -layout found/校样.pdf text
expect_in text 校核清单
grep -qE '校 ?1 .*［错］' text && right || wrong "no words beside the line"
if $python -c 'import pikepdf' 2>/dev/null; then
    $python - found/校样.pdf >notes <<'PY'
import pikepdf, sys
pdf = pikepdf.open(sys.argv[1])
for number, page in enumerate(pdf.pages):
    for note in page.get('/Annots', []):
        if note.Subtype == '/Highlight':
            print(number, note.NM, note.GazFinding, note.T, str(note.Contents)[:6], len(note.QuadPoints) // 8, int(note.F))
PY
    grep -qE '^[0-9]+ gongbao-1 1 gongbao .+ 1 0$' notes && right || wrong "the note: $(cat notes)"
    # which is no mark
    expect_status 0 "$gongbao" marks issue found/校样.pdf --json
    printf '[]\n' >none
    tr -d ' \n' <out >told
    printf '[]' >none
    expect_same none told
    # a mark on its words in the list, and beside the page, is about what it is about
    $python - found/校样.pdf marked.pdf <<'PY'
import pikepdf, sys
pdf = pikepdf.open(sys.argv[1])
n = 0
for page in pdf.pages:
    for link in [note for note in page.get('/Annots', []) if note.get('/GazFinding') == 1 and note.Subtype == '/Link']:
        x0, y0, x1, y1 = map(float, link.Rect)
        y = (y0 + y1) / 2
        quad = [x0 + 5, y + 5, x0 + 50, y + 5, x0 + 5, y - 5, x0 + 50, y - 5]
        page.Annots.append(pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, Rect=[x0 + 5, y - 5, x0 + 50, y + 5], QuadPoints=quad,
            Contents=pikepdf.String('照改'), NM='mark-%d' % n)))
        n += 1
assert n == 2, n
pdf.save(sys.argv[2])
PY
    expect_status 0 "$gongbao" marks issue marked.pdf --json
    line=$(grep -n '第3段' issue/01.md | cut -d: -f1)
    [ "$(tr -d ' \n' <out | grep -o "\"file\":\"01.md\",\"line\":$line," | wc -l)" = 2 ] && right || wrong "marks on a finding's words: $(cat out)"
fi

# ---- the desk: the same in one file for a browser
expect_status 2 "$gongbao" desk issue
expect_in err '要用-o写明写到哪个文件'
cp -r issue later
sed -i 's/第9段的话要说得长一些/第9段的话<要>说得长一点/' later/01.md
expect_status 0 "$gongbao" desk later --against found/proof.state -q -o desk.html
expect_status 0 "$gongbao" desk later --against found/proof.state -q -o desk2.html
expect_same desk.html desk2.html
$python - desk.html "$(pages_of found/校样.pdf)" <<'PY' && right || wrong "the desk's data"
import json, re, sys
text = open(sys.argv[1], encoding='utf-8').read()
raw = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1]
assert '<' not in raw
data = json.loads(raw)
assert len(data['pages']) == int(sys.argv[2]) - 2, len(data['pages'])   # less the slip and the list
assert [f['rule'] for f in data['findings'] if f['text'] == ';'], data['findings']
whole = [f for f in data['findings'] if f['line'] == 0]   # of no place: a face that stands in for another
assert all(f['length'] == 0 for f in whole) and all(f['length'] > 0 for f in data['findings'] if f['line']), data['findings']
changes = [(c['old'], c['new']) for c in data['changes']]
assert changes == [('要', '<要>'), ('些', '点')], changes   # one character between two changes is no island
for entry in data['findings'] + data['changes']:
    for at in entry['at']:
        page = data['pages'][at['page']]
        assert 0 <= at['x'] and at['x'] + at['w'] <= page['w'] and at['y'] + at['h'] <= page['h']
# every glyph has its outline, every character of a line its source
for page in data['pages']:
    for item in page['items']:
        if item['k'] == 'g':
            glyphs = data['faces'][item['f']]['glyphs']
            assert all(str(g) in glyphs for g in item['g'][::4])
            assert sum(item['g'][3::4]) == len(item['c'])
PY
expect_in desk.html "default-src 'none'"
# the earlier pages are shown too, where they are known: as the desk of that issue shows them
expect_status 0 "$gongbao" desk later --against issue -q -o both.html
expect_status 0 "$gongbao" desk issue -q -o alone.html
$python - desk.html both.html alone.html <<'PY' && right || wrong "the desk's earlier pages"
import json, re, sys
of_state, both, alone = (json.loads(re.search(r'id="data">(.*?)</script>', open(name, encoding='utf-8').read(), re.S)[1]) for name in sys.argv[1:])
before = both['before']
assert (of_state['before'], alone['before']) == (None, None), 'pages that are not known'
def texts(data): return [''.join(item.get('c', '') for item in page['items']) for page in data['pages']]
assert texts(before) == texts(alone)
assert '<要>' in ''.join(texts(both)) and '<要>' not in ''.join(texts(before))
def outlines(data, shared):
    for item in (item for page in data['pages'] for item in page['items'] if item['k'] == 'g'):
        face = data['faces'][item['f']]
        there = shared['faces'][face['as']]['glyphs'] if 'as' in face else {}
        for glyph in map(str, item['g'][::4]):
            yield face['glyphs'][glyph] if glyph in face['glyphs'] else there[glyph]
assert list(outlines(before, both)) == list(outlines(alone, alone))
PY

# ---- what a reader marked on the proof, and what became of it in the next
if $python -c 'import pikepdf' 2>/dev/null; then
    expect_status 0 "$gongbao" proof issue --stage 一校 -q -o round1
    expect_status 0 "$gongbao" desk issue -q -o round1.html
    $python - round1.html round1/校样.pdf marked.pdf >wanted <<'PY'
import json, pikepdf, re, sys
data = json.loads(re.search(r'id="data">(.*?)</script>', open(sys.argv[1], encoding='utf-8').read(), re.S)[1])
pdf = pikepdf.open(sys.argv[2])
def mark(kind, words, paragraph, text):
    # in the run behind the paragraph's number, each character an em wide
    for number, page in enumerate(data['pages']):
        for before, item in zip(page['items'], page['items'][1:]):
            at = item.get('c', '').find(text)
            if before.get('c') != paragraph or at < 0: continue
            xs = item['g'][1::4]
            x0, x1, y = (item['x'] + xs[at]) / 100, (item['x'] + xs[at + len(text)]) / 100, (page['h'] - item['y']) / 100
            y0, y1 = y - item['s'] / 1000, y + item['s'] / 120
            print(*(round(points * 25.4 / 72) for points in (x0, page['h'] / 100 - y1))) # from the page's left and head
            sheet = pdf.pages[number + 1]
            if '/Annots' not in sheet: sheet.Annots = pdf.make_indirect(pikepdf.Array())
            sheet.Annots.append(pdf.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name('/' + kind), Rect=[x0, y0, x1, y1], T='李校对',
                QuadPoints=[x0, y1, x1, y1, x0, y0, x1, y0], Contents=words)))
            return
    raise SystemExit('no ' + text)
mark('StrikeOut', '', '5', '说得')
mark('Highlight', '改为“编排”', '6', '说得')
mark('StrikeOut', '', '7', '说得')
pdf.save(sys.argv[3])
PY
    expect_status 0 "$gongbao" marks issue marked.pdf --json
    grep -oE '"x": [0-9]+, "y": [0-9]+' out | tr -dc '0-9 \n' | sed 's/^ //; s/  / /' >places
    expect_same wanted places
    cp -r issue round2
    sed -i 's/第5段的话要说得/第5段的话要/; s/第6段的话要说得/第6段的话要讲得/' round2/01.md
    expect_status 0 "$gongbao" proof round2 --stage 二校 --against round1/proof.state --marks marked.pdf -q -o second2
    pdftotext -f 1 -l 1 second2/校样.pdf - | tr -d ' ' >slip
    expect_in slip '收回的批注：3条（已照改1，改成了别的1，没有改1'
    pdftotext -layout second2/校样.pdf text
    expect_in text 批注核对
    for said in '1 *［已照改］李校对：删去' '2 *［改成了别的］李校对：改为“编排”' '3 *.*［没有改］李校对：删去'; do # beside the lines
        tr -d '\n' <text | grep -qE "批$said" && right || wrong "not beside its line: $said"
    done
    grep -q '李校对：删去' second2/核红表.csv && grep -q '李校对：改为“编排”' second2/核红表.csv && right ||
        wrong "no reasons in the table: $(cat second2/核红表.csv)"
    expect_in second2/核红表.html '李校对：删去'
    # the account that applying leaves says the same to the next proof, without the readers' files
    cp -r issue round3
    expect_status 0 "$gongbao" marks round3 marked.pdf --apply=1 --write
    expect_status 0 "$gongbao" proof round3 --stage 二校 --against round1/proof.state -q -o second3
    pdftotext -f 1 -l 1 second3/校样.pdf - | tr -d ' ' >slip
    expect_in slip '收回的批注：3条（已照改1，没有改2'
    grep -q '李校对：删去' second3/核红表.csv && right || wrong "no reason of the account"
    echo '{' >round3/marks.json
    cp second3/校样.pdf before.pdf
    expect_status 1 "$gongbao" proof round3 --stage 二校 -q -o second3
    expect_same before.pdf second3/校样.pdf
fi

# ---- changes of each kind and what was found, on the sheet: in the order in which they stand, each with its words
cp -r "$source_folder/tests/golden/issues/短件" marked
cat >marked/04-函.md <<'MD'
---
标题: 澄浦市人民政府关于测试的函
主送: 各区人民政府
署名: 澄浦市人民政府
成文日期: 2024-01-05
---

见《道路》、《河道》。

第一项是道路的事，要管好各处的道路。

第二项是河道的事，要管好各处的河道。

第三项是街道的事，要管好各处的街道。

第四项是水利的事，要管好各处的水利。

第五项是山林的事，要管好各处的山林。
MD
cp -r marked changed
$python - changed/04-函.md <<'PY'
import sys
text = open(sys.argv[1], encoding='utf-8').read()
text = text.replace('要管好各处的道路', '要全面管好各处的道路').replace('第二项是河道的事', '第二项是河道').replace('各处的街道', '全部的街道')
fourth = '第四项是水利的事，要管好各处的水利。\n'
text = text.replace(fourth + '\n', '').rstrip('\n') + '\n\n' + fourth
open(sys.argv[1], 'w', encoding='utf-8').write(text.replace('第五项是山林的事，', '第五项是山林的事;'))
PY
expect_status 0 "$gongbao" proof marked --fonts "$source_folder/tests/faces" --stage 一校 -q -o marked.1
expect_status 0 "$gongbao" proof changed --fonts "$source_folder/tests/faces" --stage 二校 --against marked.1/proof.state -q -o marked.2
pdftotext -x 640 -y 0 -W 600 -H 1200 -r 72 -f 5 -l 5 marked.2/校样.pdf - >beside
$python - beside >notes <<'PY'
import re, sys
text = ''.join(open(sys.argv[1], encoding='utf-8').read().split())
notes = re.findall(r'(?:校|改)\d+(?:(?!校\d|改\d).)*', text)
print('\n'.join(re.sub('^校[0-9]+', '校', note) for note in notes if '首选字体' not in note))
PY
printf '%s\n' '校［注意］引号或书名号紧接着的并列成分之间通常不用顿号，请删去' '改1增“全面”' '改2删“的事”' '改3“各处”改为“全部”' '校［错］中文里的“;”应为全角的“；”' '改4“，”改为“;”' \
    '改5原在第4页4-6之后：“第四项是水利的事，要管好各处的水利。”' >wanted
expect_same wanted notes
if $python -c 'import pikepdf' 2>/dev/null; then # as a reader shows them, by their weight
    $python - marked.2/校样.pdf <<'PY' && right || wrong "the colours of notes"
import pikepdf, sys
colours, pdf = {}, pikepdf.open(sys.argv[1])
for page in pdf.pages:
    for note in page.get('/Annots', []):
        if note.Subtype == '/Highlight':
            colours.setdefault(str(note.Contents), set()).add('%02X%02X%02X' % tuple(round(float(part) * 255) for part in note.C))
wanted = {'中文里的': {'FFA0A0'}, '引号或书名号': {'CFE8FF'}, '“仿宋”的首选字体': {'FFE68A'}, '句子中间多了空格': {'FFE68A'}}
for words, colour in colours.items():
    assert [wanted[begin] for begin in wanted if words.startswith(begin)] == [colour], (words, colour)
assert len(colours) >= 4, colours
PY
fi
pdftotext -f 1 -l 1 marked.2/校样.pdf - | tr -d ' ' >slip
for line in '改动：5处' '撤去的页：无' '新增的页：无' '文字有改动的页：4' '文字相同、重排的页：无' '只改了页码的页：无' '完全相同的页：1—3、5'; do
    expect_in slip "$line"
done
expect_status 0 "$gongbao" desk changed --fonts "$source_folder/tests/faces" --against marked.1/proof.state -q -o marked.html
$python - marked.html <<'PY' && right || wrong "the desk's head"
import json, re, sys
data = json.loads(re.search(r'id="data">(.*?)</script>', open(sys.argv[1], encoding='utf-8').read(), re.S)[1])
assert (data['title'], data['issue']) == ('澄浦市人民政府公报 2024年第8期', 'changed'), (data['title'], data['issue'])
changes = [(change['kind'], change['old'], change['new']) for change in data['changes']]
assert len(changes) == 5, changes
PY

# ---- every round has its word; grid and frames are drawn on request only
expect_status 0 "$gongbao" proof issue --stage 付印 -q -o last
pdftotext last/校样.pdf text
expect_in text 付印样
expect_in text 本页无误，同意付印
expect_status 0 "$gongbao" proof issue --stage 三校 --grid --boxes -q -o grid
expect_status 0 qpdf --check grid/校样.pdf
[ "$(wc -c <grid/校样.pdf)" -gt "$(wc -c <found/校样.pdf)" ] && right || wrong "no grid"
expect_status 74 "$gongbao" proof issue --stage 一校 -q -o issue/01.md
expect_status 74 "$gongbao" proof issue --stage 一校 -q -o issue/01.md/deep
expect_in err "issue/01.md/deep: 错误: 不能写入："
finish
