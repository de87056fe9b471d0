#!/usr/bin/env bash
# marks.sh PROGRAM SOURCE [random N]: marks on a PDF go to the characters that they lie on, whatever stands there
# twice. What was exported (FDF, XFDF) is written here by hand, from pdftotext's boxes; `random`: N marks of two
# programs (libqpdf, poppler) on the sample and the corpora, at Ghostscript's places.
. "$(dirname "$0")/../lib.sh" "$@"
here=$source_folder/tests/run/proof
python=python3
$python -c 'import pikepdf' 2>/dev/null || python=/usr/bin/python3

bomb() {
    # What grows to gigabytes is nobody's memory but the child's.
    $python - bomb.pdf <<'PY'
import sys, zlib
packed = zlib.compressobj(9)
head = packed.compress(b' ' * (1 << 20)) + packed.flush(zlib.Z_FULL_FLUSH)
stream = head + (packed.compress(b' ' * (1 << 20)) + packed.flush(zlib.Z_FULL_FLUSH)) * 8192
out = b'%PDF-1.5\n'
at = []
for number, body in ((1, b'<</Type/Catalog/Pages 5 0 R>>'), (2, b'<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n' % len(stream) + stream + b'\nendstream')):
    at.append(len(out))
    out += b'%d 0 obj\n' % number + body + b'\nendobj\n'
rows = [(0, 0, 0), (1, at[0], 0), (1, at[1], 0), (1, len(out), 0), (0, 0, 0), (2, 2, 0)]
table = b''.join(bytes([kind]) + place.to_bytes(4, 'big') + bytes([more]) for kind, place, more in rows)
xref = len(out)
out += b'3 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>stream\n' % len(table) + table + b'\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n' % xref
open(sys.argv[1], 'wb').write(out)
PY
    expect_status 1 "$gongbao" marks "$sample" bomb.pdf
    expect_in err '[proof-'
}

# made_and_told DIR SEED: N random marks and twenty on words that stand twice come back as they were made.
made_and_told() {
    "$gongbao" build "$1" -q -o a.pdf 2>>seen && "$gongbao" build "$1" -q --dump=pages >a.dump 2>>seen || wrong "$1: no PDF"
    $python "$here/marks.py" make a.pdf a.dump "$1" "$3" 20 "$2" made.json >>seen
    for writer in pikepdf poppler; do
        $python "$here/marks_write.py" $writer "$work/a.pdf" "$work/$writer.pdf" made.json >writer.out 2>&1 || continue
        expect_status 0 "$gongbao" marks "$1" $writer.pdf --json
        mv out told.$writer.json
        expect_status 0 $python "$here/marks.py" compare made.json told.$writer.json
        cat out
    done
    mv told.pikepdf.json told.json
    rm -rf edited
    cp -r "$1" edited
    $python "$here/marks.py" edit made.json edited "$2" moved.json
    expect_status 0 "$gongbao" marks edited pikepdf.pdf --json
    mv out carried.json
    expect_status 0 $python "$here/marks.py" compare moved.json carried.json
    cat out
    [ -s told.json ] || skip "neither pikepdf nor poppler-glib is there"
}

if [ "${3:-}" = random ]; then
    bomb
    command -v gs >/dev/null || skip "gs is not there"
    for issue in "$source_folder"/../shared/corpus/{2019-02,2020-16,2023-12,gov-20}; do
        [ -d "$issue" ] && made_and_told "$issue" 1 "$4"
    done
    made_and_told "$sample" 1 "$4"
    cp -r "$sample" carried
    $python "$here/marks.py" choose told.json chosen.json
    expect_status 0 "$gongbao" marks carried pikepdf.pdf --apply=chosen.json --write --json
    cp out account.json
    expect_status 0 "$gongbao" marks carried pikepdf.pdf --json
    mv out found.json
    expect_status 0 $python "$here/marks.py" fates told.json account.json found.json
    cat out
    expect_status 0 "$gongbao" marks carried --json
    mv out found.json
    expect_status 0 $python "$here/marks.py" fates told.json account.json found.json
    cat out
    expect_status 0 $python "$here/marks.py" carried chosen.json account.json "$sample" carried
    cat out
    finish
fi

tiny_issue issue
sed -i 's/^现将.*/现将有关工作通知如下，有关工作要抓紧。\n\n| 项目 | 数额 |\n|---|---|\n| 收入 | 12 |\n| 支出 | 12 |/' issue/01.md
"$gongbao" build issue -q -o a.pdf || wrong "no PDF"
pdftotext -bbox a.pdf boxes.html

# xfdf OUT: an XFDF of the elements on stdin, for the PDF as it is
identity() { qpdf "$1" --show-object=trailer | sed 's/.*\/ID \[ <\([0-9a-f]*\)>.*/\1/'; }
xfdf() {
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<xfdf xmlns="http://ns.adobe.com/xfdf/"><annots>\n'
    cat
    printf '</annots>%s</xfdf>\n' "${1:-}"
}
ids="<ids original=\"$(identity a.pdf | tr a-f A-F)\" modified=\"00\"/>"

# Where “有关工作” stands a second time, by the box of the line: 16 pt squares from the line's left end.
$python - boxes.html >places <<'PY'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
pages = re.split(r'<page ', text)[1:]
for number, page in enumerate(pages):
    for m in re.finditer(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', page):
        x0, y0, x1, y1, word = *map(float, m.groups()[:4]), m[5]
        for w in ('有关工作', '12'):
            at = -1
            while (at := word.find(w, at + 1)) >= 0:
                step = (x1 - x0) / len(word)
                print(w, number, round(x0 + step * at, 2), round(841.89 - y1, 2), round(x0 + step * (at + len(w)), 2), round(841.89 - y0, 2))
PY
[ "$(grep -c 有关工作 places)" -eq 2 ] && [ "$(grep -c '^12' places)" -ge 2 ] && right || wrong "$(cat places)"

# element KIND PLACE NAME MORE: PLACE is a line of `places`
element() {
    local kind=$1 name=$3 more=$4 _ page x0 y0 x1 y1
    read -r _ page x0 y0 x1 y1 <<<"$2"
    printf '<%s page="%s" name="%s" rect="%s,%s,%s,%s" coords="%s" title="甲" date="D:20240201090000+08'"'"'00'"'"'" %s' "$kind" "$page" "$name" \
        "$x0" "$y0" "$x1" "$y1" "$x0,$y1,$x1,$y1,$x0,$y0,$x1,$y0" "$more"
}
second=$(grep 有关工作 places | sed -n 2p)
first=$(grep 有关工作 places | sed -n 1p)
last=$(grep '^12' places | tail -n 1)
{
    element strikeout "$second" a 'inreplyto="c" replyType="group"/>'
    element caret "$second" c '><contents>各项任务</contents></caret>'
    element highlight "$first" h '><contents-richtext><body><p>请核对</p></body></contents-richtext></highlight>'
    element text "$first" r 'inreplyto="h" state="Rejected"><contents>不改</contents></text>'
    element underline "$last" u '><contents>改为“21”</contents></underline>'
    element strikeout "$last" d '/>'
    element ink "$last" i '/>'
} | xfdf "$ids" >marks.xfdf
expect_status 0 "$gongbao" marks issue marks.xfdf --json
$python - out "$work" >>seen <<'PY' && right || wrong "$(cat out)"
import json, sys
marks = json.load(open(sys.argv[1], encoding='utf-8'))
lines = open('issue/01.md', encoding='utf-8').read().split('\n')
row = next(i for i, l in enumerate(lines) if l.startswith('现将'))
one, two = lines[row].find('有关工作'), lines[row].rfind('有关工作')
by = {(m['kind'], m.get('words')): m for m in marks}
replace = by['replace', '各项任务']
assert (replace['file'], replace['line'], replace['column'], replace['length'], replace['text']) == ('01.md', row + 1, two + 1, 4, '有关工作')
assert replace['effect'] == 'replace' and replace['new'] == '各项任务' and replace['author'] == '甲' and replace['page'] == 3, replace
assert replace['date'] == '2024-02-01T09:00:00+08:00'
high = by['highlight', '请核对']
assert (high['line'], high['column'], high['length']) == (row + 1, one + 1, 4) and 'effect' not in high
assert high['answers'] == [{'words': '不改', 'author': '甲', 'date': '2024-02-01T09:00:00+08:00', 'state': 'Rejected'}]
under = by['underline', '改为“21”']
pay = next(i for i, l in enumerate(lines) if '支出' in l)
assert (under['line'], under['column'], under['text'], under['new']) == (pay + 1, lines[pay].find('12') + 1, '12', '21')
gone = by['strikeout', '']
assert gone['effect'] == 'delete' and gone['contrary'] == [under['number']] and under['contrary'] == [gone['number']]
drawn = by['ink', '']
assert (drawn['line'], drawn['text'], drawn['near']) == (pay + 1, '12', True) and 'effect' not in drawn
assert len(marks) == 5
PY
expect_status 0 "$gongbao" marks issue marks.xfdf
expect_in out '替换　“有关工作”　→　改为“各项任务”　甲　2024-02-01 09:00'
expect_in out '答复　甲　2024-02-01 09:00　Rejected'
expect_in out '矛盾'

# So in what was exported: a finding is called gongbao-, its number stands behind.
{
    element highlight "$first" gongbao-3 '/>'
    element text "$first" r 'inreplyto="gongbao-3"><contents>不改</contents></text>'
} | xfdf "$ids" >found.xfdf
expect_status 0 "$gongbao" marks issue found.xfdf --json
expect_in out '"kind": "note", "file": "01.md"'
expect_in out '"answers_finding": 3'
[ "$(grep -c '"number"' out)" -eq 1 ] && right || wrong "$(cat out)"

# The same, read twice, is said once.
cp marks.xfdf again.xfdf
expect_status 0 "$gongbao" marks issue marks.xfdf again.xfdf
expect_in out '同第'

# ---- carried out: shown first, written on demand, every character accounted for

number() { # of the mark of that kind and these words
    $python -c 'import json, sys; print([m["number"] for m in json.load(open(sys.argv[1])) if (m["kind"], m["words"]) == (sys.argv[2], sys.argv[3])][0])' listed.json "$1" "$2"
}
"$gongbao" marks issue marks.xfdf --json >listed.json
replace=$(number replace 各项任务) look=$(number highlight 请核对) pay=$(number underline 改为“21”) gone=$(number strikeout '')
cp issue/01.md before.md
expect_status 0 "$gongbao" marks issue marks.xfdf "--apply=$replace"
expect_in out '-现将有关工作通知如下，有关工作要抓紧。'
expect_in out '+现将有关工作通知如下，各项任务要抓紧。'
expect_in out "“有关工作”→“各项任务” [第$replace条，甲]"
expect_in out '可改1处：去4字，加4字；留下0条'
expect_same before.md issue/01.md
expect_status 0 "$gongbao" marks issue marks.xfdf "--apply=$look,$pay-$gone"
expect_in out "留下：第$look条：写的是话"
expect_in out "留下：第$pay条：同选定的另一条矛盾"
expect_in out '可改0处'
expect_status 1 "$gongbao" marks issue marks.xfdf --apply=9
expect_in err '[apply-number]'
expect_status 1 "$gongbao" marks issue marks.xfdf --apply=0
expect_status 1 "$gongbao" marks issue marks.xfdf --apply=before.md
expect_in err 'before.md:1:1: 错误'
expect_in err '[apply-form]'
sed 's/各项任务/别的话/' listed.json >strange.json
expect_status 1 "$gongbao" marks issue marks.xfdf --apply=strange.json
expect_in err '[apply-none]'
expect_status 2 "$gongbao" marks issue marks.xfdf --write
cp -r issue carried
$python -c 'import json, sys; m = json.load(open("listed.json")); json.dump([x for x in m if x.get("new")], open("some.json", "w"))'
expect_status 0 "$gongbao" marks carried marks.xfdf --apply=some.json --write --json
expect_in out '"from": "有关工作", "to": "各项任务"'
expect_in out '"written": true'
sed 's/，有关工作/，各项任务/; s/| 支出 | 12/| 支出 | 21/' before.md >wanted.md
expect_same wanted.md carried/01.md

# What was done with each mark is kept beside the sources; a further run adds to it, and it tells what became of all.
expect_in carried/marks.json '"format": "gongbao marks"'
[ "$(grep -c '"done": "written"' carried/marks.json)" -eq 2 ] && [ "$(grep -c '"done": "not-chosen"' carried/marks.json)" -eq 3 ] && right || wrong "$(cat carried/marks.json)"
cp carried/marks.json first.json
expect_status 0 "$gongbao" marks carried marks.xfdf a.pdf --apply=1 --write
head -c $(($(wc -c <first.json) - 4)) first.json >begun.json
head -c "$(wc -c <begun.json)" carried/marks.json >kept.json
expect_same begun.json kept.json
[ "$(grep -c '^{"marks"' carried/marks.json)" -eq 2 ] && right || wrong "$(cat carried/marks.json)"
expect_status 0 "$gongbao" marks carried
awk '$1 != NR { exit 1 } END { exit NR < 5 }' out && right || wrong "not each, from 1 on: $(cat out)"
expect_in out '“有关工作”　→　“各项任务”　〔已照改〕'
expect_in out '“12”　→　“21”　〔已照改〕'
expect_in out '“有关工作”　“请核对”　〔文字没有改〕'
expect_status 0 "$gongbao" check carried
sed -i 's/各项任务/别的任务/' carried/01.md
expect_status 0 "$gongbao" marks carried --json
expect_in out '"now": "别的任务", "text": "有关工作", "words": "各项任务", "wanted": "各项任务", "author": "甲", "date": "2024-02-01T09:00:00+08:00", "fate": "otherwise"'
sed -i 's/别的任务/有关工作/' carried/01.md
expect_status 0 "$gongbao" marks carried
expect_in out '“有关工作”　→　“各项任务”　〔没有改〕'
cp carried/01.md before-write.md
echo 1 >>carried/marks.json
expect_status 1 "$gongbao" marks carried
expect_in err '[marks-account]'
expect_status 1 "$gongbao" marks carried marks.xfdf a.pdf "--apply=$replace" --write
expect_in err '[marks-account]'
expect_same before-write.md carried/01.md

# What would be read as another structure stays as it is; the others are carried out all the same.
sed 's/改为“21”/改为“1|2”/' marks.xfdf >bar.xfdf
expect_status 0 "$gongbao" marks issue bar.xfdf "--apply=$replace" "--apply=$pay"
expect_in out "留下：第$pay条：照这样改，这一处或别处会读成另一种结构"
expect_in out '可改1处'
expect_same before.md issue/01.md

# An FDF, which says on which page it lies.
read -r _ page x0 y0 x1 y1 <<<"$second"
cat >marks.fdf <<FDF
%FDF-1.2
1 0 obj
<</Type/Catalog/FDF<</ID[<$(identity a.pdf)><00>]/Annots[2 0 R]>>>>
endobj
2 0 obj
<</Type/Annot/Subtype/StrikeOut/Page $page/Rect[$x0 $y0 $x1 $y1]/QuadPoints[$x0 $y1 $x1 $y1 $x0 $y0 $x1 $y0]/T(x)>>
endobj
trailer
<</Root 1 0 R>>
%%EOF
FDF
expect_status 0 "$gongbao" marks issue marks.fdf
expect_in out '删除线　“有关工作”　→　删去'

# ---- as reader programs write them

# fdf OBJECT…: an FDF of these dictionaries, each of which lies on the second 有关工作; strings are printf's
fdf() {
    local number=1 at="/Page $page/Rect[$x0 $y0 $x1 $y1]" kids=''
    printf '%%FDF-1.2\n'
    for it; do
        number=$((number + 1))
        kids="$kids $number 0 R"
        printf "%d 0 obj\n<</Type/Annot$at$it>>\nendobj\n" $number
    done
    printf '1 0 obj\n<</Type/Catalog/FDF<</ID[<%s><00>]/Annots[%s]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%%%EOF\n' "$(identity a.pdf)" "$kids"
}
strike="/Subtype/StrikeOut/QuadPoints[$x0 $y1 $x1 $y1 $x0 $y0 $x1 $y0]"
in_utf16() { printf '<feff%s>' "$(printf '%s' "$1" | iconv -f UTF-8 -t UTF-16BE | od -An -tx1 | tr -d ' \n')"; }
octal() { printf '%s' "$1" | iconv -f UTF-8 -t "$2" | od -An -to1 | sed 's/ / \\\\/g' | tr -d ' \n'; }

# What a mark is grouped with, or answers, an FDF says by its name (12.5.6.2).
fdf "/Subtype/Caret/NM(c)/Contents$(in_utf16 各项任务)" "$strike/IRT(c)/RT/Group" >names.fdf
expect_status 0 "$gongbao" marks issue names.fdf
expect_in out '替换　“有关工作”　→　改为“各项任务”'
fdf "$strike/NM(s)" "/Subtype/Text/IRT(s)/State(Rejected)/StateModel(Review)" >rejected.fdf
expect_status 0 "$gongbao" marks issue rejected.fdf --json
if grep -q '"effect"' out || [ "$(grep -c '"number"' out)" -ne 1 ]; then wrong "$(cat out)"; else right; fi
# The last verdict is that of the last day, wherever it stands.
fdf "$strike/NM(s)" "/Subtype/Text/IRT(s)/State(Rejected)/M(D:20240709093000+08'00')" "/Subtype/Text/IRT(s)/State(Accepted)/M(D:20240706093000+08'00')" >last.fdf
expect_status 0 "$gongbao" marks issue last.fdf --json
if grep -q '"effect"' out; then wrong "$(cat out)"; else right; fi

# Answers that go round are marks all the same; one that is far down a long talk is an answer.
note="/Subtype/Text/Contents"
fdf "$note$(in_utf16 甲)/NM(a)/IRT(b)" "$note$(in_utf16 乙)/NM(b)/IRT(c)" "$note$(in_utf16 丙)/NM(c)/IRT(a)" "$note$(in_utf16 丁)/NM(d)/IRT(b)" >round.fdf
expect_status 0 "$gongbao" marks issue round.fdf
for word in 甲 乙 丙 丁; do expect_in out "  $word"; done
talk=("$note$(in_utf16 起头)/NM(n0)")
for i in $(seq 100); do talk+=("$note(no $i)/NM(n$i)/IRT(n$((i - 1)))"); done
fdf "${talk[@]}" >talk.fdf
expect_status 0 "$gongbao" marks issue talk.fdf
expect_in out 'no 100'

# An annotation that cannot be read at all is told of; one that is not there any more is not.
fdf "$strike" "$strike/Contents(8)/QuadPoints[99999999999999999999 0 0 0 0 0 0 0]" >lost.fdf
expect_status 0 "$gongbao" marks issue lost.fdf
expect_in out '删除线　“有关工作”'
expect_in err 'lost.fdf: 警告: 有1条批注坏了，或者太多，没有读出来；请在阅读器里打开，看有没有缺的，另存一份 [proof-lost]'
fdf "$strike" | sed 's/\[ 2 0 R\]/[ 2 0 R 9 0 R]/' >gone.fdf
expect_status 0 "$gongbao" marks issue gone.fdf
grep -q proof-lost err && wrong "$(cat err)" || right
# So is one that does not say on which page it stands.
lost() { printf '警告: 有%s条批注坏了，或者太多，没有读出来' "$1"; }
fdf "$strike" "$strike" | sed '/^3 0 obj/{n;s,/Page [0-9]*,,}' >nowhere.fdf
expect_status 0 "$gongbao" marks issue nowhere.fdf
expect_in err "nowhere.fdf: $(lost 1)"
{
    element strikeout "$second" a '/>'
    element highlight "$second" b '><contents>请核对</contents></highlight>' | sed 's/ page="[0-9]*"//'
} | xfdf "$ids" >nowhere.xfdf
expect_status 0 "$gongbao" marks issue nowhere.xfdf
expect_in err "nowhere.xfdf: $(lost 1)"
expect_in out '删除线　“有关工作”'

# Of which language a string is, between two escapes, is none of its words; a name of HTML's that XML does not know is no
# reason to print the markup. What is drawn, an FDF says in arrays.
printf -v escape '\033'
fdf "$strike/Contents$(in_utf16 "${escape}zhCN${escape}改为“各项任务”")" >language.fdf
expect_status 0 "$gongbao" marks issue language.fdf
expect_in out '删除线　“有关工作”　→　改为“各项任务”'
fdf "/Subtype/Highlight/RC$(in_utf16 '<body><p>各项&nbsp;任务</p></body>')" >entity.fdf
expect_status 0 "$gongbao" marks issue entity.fdf --json
expect_in out '"words": "各项 任务"'
fdf "/Subtype/Ink/InkList[[$x0 $y0 $x1 $y0]]" "/Subtype/Polygon/Vertices[$x0 $y0 $x1 $y0 $x1 $y1 $x0 $y1]" \
    "/Subtype/Line/L[$x0 $y0 20 20]/LE[/OpenArrow/None]" "/Subtype/PolyLine/Vertices[$x0 $y0 $x1 $y0]" >drawn.fdf
expect_status 0 "$gongbao" marks issue drawn.fdf
[ "$(grep -c '（大致在此）　“有关工作”' out)" -eq 3 ] && right || wrong "$(cat out)"
expect_in out '图形（大致在此）　'

# Strings that do not say how they are encoded.
for encoding in GB18030 UTF-8; do
    fdf "$strike/T($(octal 校对员 $encoding))/Contents($(octal 改为“各项任务” $encoding))" >unmarked.fdf
    expect_status 0 "$gongbao" marks issue unmarked.fdf
    expect_in out '→　改为“各项任务”　校对员'
done
fdf "$strike/T(cr\\\\351\\\\351e)/Contents(\\\\334ber)" >pdfdoc.fdf
expect_status 0 "$gongbao" marks issue pdfdoc.fdf --json
expect_in out '"words": "Über", "author": "créée"'

# Words that stand as rich text alone, or in the window alone, are words: such a StrikeOut deletes nothing.
fdf "$strike/RC$(in_utf16 '<body><p>改为“<span>各项</span>任务”</p></body>')" >rich.fdf
expect_status 0 "$gongbao" marks issue rich.fdf
expect_in out '→　改为“各项任务”'
fdf "$strike/Popup<</Type/Annot/Subtype/Popup/Contents$(in_utf16 改为“各项任务”)>>" >window.fdf
expect_status 0 "$gongbao" marks issue window.fdf
expect_in out '→　改为“各项任务”'
# What a program copied out of the text says nothing.
fdf "$strike/Contents$(in_utf16 有关工作)" >copied.fdf
expect_status 0 "$gongbao" marks issue copied.fdf
expect_in out '删除线　“有关工作”　→　删去'
# ¶ is no text to put in.
fdf "/Subtype/Caret/Sy/P/Contents$(in_utf16 各项)" >paragraph.fdf
expect_status 0 "$gongbao" marks issue paragraph.fdf --json
expect_in out '"words": "¶另起一段\u000A各项"'
if grep -q '"effect"' out; then wrong "$(cat out)"; else right; fi
# A file that is put to a place, a stretch to be blackened: somebody has a word on it.
fdf "/Subtype/FileAttachment/Contents$(in_utf16 见附上的原件)" "/Subtype/Redact/QuadPoints[$x0 $y1 $x1 $y1 $x0 $y0 $x1 $y0]" >others.fdf
expect_status 0 "$gongbao" marks issue others.fdf --json
expect_in out '"words": "见附上的原件"'
expect_in out '"kind": "highlight", "file": "01.md"'

# XFDF: paragraphs are lines; names have prefixes; UTF-16.
element highlight "$first" p '><contents-richtext><body>
  <p>第一行</p>
  <p><span>第二</span>行</p></body></contents-richtext></highlight>' | xfdf "$ids" >lines.xfdf
expect_status 0 "$gongbao" marks issue lines.xfdf --json
expect_in out '"words": "第一行\u000A第二行"'
sed 's/<\(\/*\)\(xfdf\|annots\|highlight\|contents-richtext\|ids\)/<\1x:\2/g; s/xmlns=/xmlns:x=/' lines.xfdf >prefix.xfdf
expect_status 0 "$gongbao" marks issue prefix.xfdf --json
expect_in out '"words": "第一行\u000A第二行"'
sed 's/encoding="UTF-8"/encoding="UTF-16"/' lines.xfdf | iconv -f UTF-8 -t UTF-16 >wide.xfdf
expect_status 0 "$gongbao" marks issue wide.xfdf --json
expect_in out '"words": "第一行\u000A第二行"'

# A page that a program cropped lies where it lay.
if $python -c 'import pikepdf' 2>/dev/null; then
    $python - a.pdf cropped.pdf "$page" "$x0" "$y0" "$x1" "$y1" <<'PY'
import sys
import pikepdf
from pikepdf import Array, Dictionary, Name
source, target, page, *box = sys.argv[1:]
x0, y0, x1, y1 = map(float, box)
pdf = pikepdf.open(source)
it = pdf.pages[int(page)].obj
for key in ('/MediaBox', '/TrimBox', '/CropBox'):
    if key in it:
        it[key] = Array([40, 50, 560, 800])
it.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.StrikeOut, Rect=[x0, y0, x1, y1], QuadPoints=[x0, y1, x1, y1, x0, y0, x1, y0])])
pdf.save(target)
PY
    expect_status 0 "$gongbao" marks issue cropped.pdf
    expect_in out '删除线　“有关工作”　→　删去'
    [ ! -s err ] && right || wrong "$(cat err)"

    # Pages that a program scaled have their text elsewhere: it says where. Two people's copies in one file are the same
    # pages twice. A proof's sheets out of which a program took what they say stand as they stood; a mark on the slip is
    # told with its words.
    expect_status 0 "$gongbao" proof issue --stage 一校 -o sheets -q
    $python - a.pdf sheets/校样.pdf "$page" "$x0" "$y0" "$x1" "$y1" <<'PY'
import sys
import pikepdf
from pikepdf import Array, Dictionary, Name
source, sheets, page, *box = sys.argv[1:]
page, (x0, y0, x1, y1) = int(page), map(float, box)
SCALE = 0.8
BOXES = ('/MediaBox', '/CropBox', '/TrimBox', '/BleedBox', '/ArtBox')
def scaled(numbers):
    return Array([float(v) * SCALE for v in numbers])
def marked(name, page, author):
    pdf = pikepdf.open(name)
    pdf.pages[page].obj.Annots = Array([Dictionary(
        Type=Name.Annot, Subtype=Name.StrikeOut, T=author, Rect=[x0, y0, x1, y1], QuadPoints=[x0, y1, x1, y1, x0, y0, x1, y0])])
    return pdf
def scale(pdf, target):
    for it in pdf.pages:
        for key in BOXES:
            if key in it.obj:
                it.obj[key] = scaled(it.obj[key])
        it.contents_add(b'q %g 0 0 %g 0 0 cm\n' % (SCALE, SCALE), prepend=True)
        it.contents_add(b'\nQ')
        for note in it.obj.get('/Annots', []):
            for key in ('/Rect', '/QuadPoints'):
                if key in note:
                    note[key] = scaled(note[key])
    pdf.save(target)
scale(marked(source, page, '甲'), 'scaled.pdf')
scale(marked(sheets, page + 1, '甲'), 'scaled_sheets.pdf')
both = pikepdf.new()
for author in '甲乙':
    both.pages.extend(marked(source, page, author).pages)
both.save('both.pdf')
bare = marked(sheets, page + 1, '甲')
for it in bare.pages:
    if '/PieceInfo' in it.obj:
        del it.obj.PieceInfo
bare.save('bare.pdf')
slip = marked(sheets, page + 1, '甲')
slip.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[100, 300, 120, 320], Contents='全期已看')])
slip.save('slip.pdf')
PY
    for name in scaled scaled_sheets; do
        expect_status 0 "$gongbao" marks issue $name.pdf
        expect_in out '删除线　“有关工作”　→　删去'
        expect_in err '[proof-printed]'
    done
    expect_status 0 "$gongbao" marks issue both.pdf
    [ "$(grep -c '删除线　“有关工作”　→　删去' out)" -eq 2 ] && [ ! -s err ] && right || wrong "$(cat out err)"
    expect_in out '同第1条'
    expect_status 0 "$gongbao" marks issue bare.pdf
    expect_in out '删除线　“有关工作”　→　删去'
    expect_status 0 "$gongbao" marks issue slip.pdf
    expect_in out 'PDF第1页　便笺　距左35毫米、距上'
    expect_in out '：批在校样单、清单上，不在版面上'
    expect_in out '      全期已看'
    expect_in out '删除线　“有关工作”　→　删去'
    expect_status 0 "$gongbao" marks issue slip.pdf --json
    expect_in out '"unplaced": "sheet"'
    cp -r issue later
    sed -i 's/^现将/现特将/' later/01.md
    expect_status 0 "$gongbao" marks later slip.pdf
    expect_in out '：批在校样单、清单上，不在版面上'
    expect_in out '删除线　“有关工作”　→　删去　〔没有改〕'
fi

# ---- what is no proof of this issue, and what cannot be read

xfdf </dev/null | sed 's/<annots>/<annots><caret page="0" rect="1,1,2,2"\/>/' >bare.xfdf
expect_status 0 "$gongbao" marks issue bare.xfdf
expect_in err '[proof-unknown]'
xfdf '<ids original="0123456789abcdef0123456789abcdef" modified="00"/>' </dev/null >other.xfdf
expect_status 1 "$gongbao" marks issue other.xfdf
expect_in err '[proof-exported]'
echo 文字 >text.pdf
expect_status 1 "$gongbao" marks issue text.pdf
expect_in err '[proof-kind]'
head -c 400 a.pdf >cut.pdf
expect_status 1 "$gongbao" marks issue cut.pdf
expect_in err '[proof-damaged]'
printf '<xfdf><!DOCTYPE x [<!ENTITY a "aaaa">]><annots>' >bomb.xfdf
expect_status 1 "$gongbao" marks issue bomb.xfdf
expect_in err '[proof-damaged]'
# What the child dies of is the file's fault: here it may write nothing.
( (ulimit -f 0; exec "$gongbao" marks issue a.pdf) 2>&1 | cat) >out
expect_in out '[proof-costly]'
qpdf --encrypt geheim geheim 256 -- a.pdf locked.pdf
expect_status 1 "$gongbao" marks issue locked.pdf
expect_in err '[proof-locked]'
expect_status 1 "$gongbao" marks issue nothing.pdf
expect_status 2 "$gongbao" marks issue

# A PDF without marks says nothing; of another issue it is refused, of another state its pages are told apart.
expect_status 0 "$gongbao" marks issue a.pdf --json
[ "$(cat out)" = '[]' ] && right || wrong "$(cat out)"
cp -r issue other
sed -i 's/刊名: .*/刊名: 临江市人民政府公报/; s/出版日期: .*/出版日期: 2023-01-31/; s/年: 2024/年: 2023/' other/issue.yaml
sed -i 's/^现将.*/另一个文件。/; s/关于测试/关于别的事项/' other/01.md
for _ in 1 2 3 4 5 6 7 8 9; do printf '\n为了把这一期写得同那一期没有什么相干，凡是文件里说到的，逐句都换成另外的话，直到大半篇幅读起来全然两样为止。\n' >>other/01.md; done
expect_status 1 "$gongbao" marks other a.pdf
expect_in err '[proof-other]'
printf '[{"page": %s, "kind": "highlight", "quads": [[%s, %s, %s, %s]], "words": "x"}]' "$page" "$x0" "$y0" "$x1" "$y1" >one.json
cp -r issue state
sed -i 's/^现将/现特将/' state/01.md
expect_status 0 "$gongbao" marks state a.pdf
expect_in err '[proof-stale]'
# What was exported of it goes with the PDF that it is of.
expect_status 1 "$gongbao" marks state marks.xfdf
expect_in err '[proof-exported]'
expect_status 0 "$gongbao" marks state marks.xfdf a.pdf --json
$python - out >>seen <<'PY' && right || wrong "$(cat out)"
import json, sys
marks = {(m['kind'], m['words']): m for m in json.load(open(sys.argv[1], encoding='utf-8'))}
line = open('state/01.md', encoding='utf-8').read().split('\n')
row = next(i for i, l in enumerate(line) if l.startswith('现特将'))
m = marks['replace', '各项任务']
assert (m['line'], m['column'], m['length'], m['text'], m['fate'], m['carried']) == (row + 1, line[row].rfind('有关工作') + 1, 4, '有关工作', 'open', True), m
assert marks['highlight', '请核对']['fate'] == 'unchanged' and marks['ink', '']['text'] == '12'
PY
# Done, done otherwise, lost: what the marks wanted is held against what stands there now.
sed -i 's/，有关工作/，各项任务/; s/| 支出 | 12/| 支出 | 13/; s/现特将有关工作/现特将/' state/01.md
expect_status 0 "$gongbao" marks state marks.xfdf a.pdf
expect_in out '改为“各项任务”（原为“有关工作”）　〔已照改〕'
expect_in out '改为“21”（原为“12”）　〔改成了别的〕'
expect_in out '突出（大致在此）　现特将▲通知'
expect_in out '这几个字现在已经没有（原为“有关工作”）　〔文字已改〕'
expect_status 0 "$gongbao" marks state marks.xfdf a.pdf --apply=1-4
expect_in out '出校样以后这里的文字已经改过，请人看'
sed -i 's/，各项任务/，有关工作/; s/| 支出 | 13/| 支出 | 12/; s/现特将/现特将有关工作/' state/01.md
# What is drawn by hand goes to what it is about: enclosed, underlined, at the end of what leads to the margin; what is
# not exact is said to be near, and nothing is changed for it. Quads under which nothing stands give way to the rectangle.
read -r _ page x0 y0 x1 y1 <<<"$second"
{
    around="$x0,$y0;$x1,$y0;$x1,$y1;$x0,$y1;$x0,$y0" below=$(awk "BEGIN { print \"$x0,\" $y0 - 1.5 \";$x1,\" $y0 - 1 }")
    element ink "$second" around "><contents>圈出</contents><inklist><gesture>$around</gesture></inklist></ink>"
    element ink "$second" below "><contents>划线</contents><inklist><gesture>$below</gesture></inklist></ink>"
    element ink "$second" led "><contents>引线</contents><inklist><gesture>$x0,$y0;20,20</gesture></inklist></ink>"
    element ink "$second" off "><contents>别处</contents><inklist><gesture>20,20;30,60</gesture></inklist></ink>"
    element line "$second" arrow "start=\"20,20\" end=\"$x0,$y0\" head=\"None\" tail=\"OpenArrow\"><contents>箭头</contents></line>"
    element polygon "$second" many "><contents>多边形</contents><vertices>$around</vertices></polygon>"
    element square "$second" square '><contents>框</contents></square>'
    element ink "$second" cross "><contents>打叉</contents><inklist><gesture>$x0,$y0;$x1,$y1</gesture><gesture>$x0,$y1;$x1,$y0</gesture></inklist></ink>"
    note() { printf '<text page="%s" rect="%s"><contents>%s</contents></text>' "$page" "$(awk "BEGIN { print $1 \",\" $2 \",\" $1 + 20 \",\" $2 + 20 }")" "$3"; }
    note "$x0" "$(awk "BEGIN { print $y1 - 20 }")" 便笺左上角在字上
    note "$x0" "$y0" 便笺左下角在字上
    note "$x0" "$(awk "BEGIN { print $y1 + 1 }")" 便笺悬在上面
    note 30 "$(awk "BEGIN { print ($y0 + $y1) / 2 - 10 }")" 便笺在页边
    element freetext "$second" root 'rect="20,20,60,40"><contents>同框一组</contents></freetext>' | sed 's/rect="[^"]*" coords/coords/'
    element circle "$second" member 'inreplyto="root" replyType="group"/>'
    element highlight "$second" empty '><contents>空</contents></highlight>' | sed 's/coords="[^"]*"/coords="0,0,0,0,0,0,0,0"/'
    element underline "$second" low '><contents>低</contents></underline>' | sed "s/coords=\"[^\"]*\"/coords=\"$x0,$y0,$x1,$y0,$x0,$y0,$x1,$y0\"/"
} | xfdf "$ids" >drawn.xfdf
expect_status 0 "$gongbao" marks issue drawn.xfdf --json
$python - out >>seen <<'PY' && right || wrong "$(cat out)"
import json, sys
marks = {m['words']: m for m in json.load(open(sys.argv[1], encoding='utf-8'))}
lines = open('issue/01.md', encoding='utf-8').read().split('\n')
row = next(i for i, l in enumerate(lines) if l.startswith('现将'))
two = lines[row].rfind('有关工作')
assert len(marks) == 15 and not any('effect' in m for m in marks.values()), marks
for words in ('圈出', '划线', '打叉', '多边形', '框', '同框一组'):
    m = marks[words]
    assert (m['line'], m['column'], m['text'], m['near']) == (row + 1, two + 1, '有关工作', True), m
for words in ('引线', '箭头'):
    m = marks[words]
    assert m['line'] == row + 1 and two <= m['column'] <= two + 1 and m['length'] == 0 and m['near'], m
for words in ('左上角在字上', '左下角在字上', '悬在上面'):
    m = marks['便笺' + words]
    assert (m['line'], m['column'], m['length'], m['near']) == (row + 1, two + 1, 0, True), m
assert (marks['便笺在页边']['line'], marks['便笺在页边']['length']) == (row + 1, 0), marks['便笺在页边']
assert marks['别处']['file'] is None and marks['别处']['unplaced'] == 'drawn'
for words in ('空', '低'):
    m = marks[words]
    assert (m['line'], m['column'], m['text']) == (row + 1, two + 1, '有关工作') and 'near' not in m, m
PY
# An icon where a paragraph is indented is beside its first line, however near the second one is.
"$gongbao" build "$sample" -q -o long.pdf
pdftotext -bbox long.pdf long.html
$python - long.html >indented.xfdf <<'PY'
import re, sys
pages = open(sys.argv[1], encoding='utf-8').read().split('<page ')[1:]
for number, page in enumerate(pages):
    height = float(re.search(r'height="([\d.]+)"', page)[1])
    word = re.search(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">第十条<', page)
    if word:
        x, y = float(word[1]), height - float(word[2])
        print('<xfdf><annots><text page="%d" rect="%g,%g,%g,%g"><contents>查</contents></text></annots></xfdf>' %
              (number, x - 20, y - 2, x, y + 18))
        break
PY
expect_status 0 "$gongbao" marks "$sample" indented.xfdf
expect_in out '便笺（大致在此）　▲第十条'
# A proof that a program wrote anew says nothing of its sheets, and has many words of its own: it goes by the text.
if $python -c 'import pikepdf' 2>/dev/null; then
    expect_status 0 "$gongbao" proof "$sample" --stage 一校 -o long -q
    $python - long/校样.pdf indented.xfdf <<'PY'
import re, sys
import pikepdf
from pikepdf import Array, Dictionary, Name
page, *rect = map(float, re.search(r'page="(\d+)" rect="([^,]+),([^,]+),([^,]+),([^"]+)"', open(sys.argv[2]).read()).groups())
proof, anew = pikepdf.open(sys.argv[1]), pikepdf.new()
for it in proof.pages:
    if '/PieceInfo' in it.obj:
        del it.obj.PieceInfo
proof.pages[int(page) + 1].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect, Contents='查')])
anew.pages.extend(proof.pages)
anew.save('anew.pdf')
PY
    expect_status 0 "$gongbao" marks "$sample" anew.pdf
    expect_in out '便笺（大致在此）　▲第十条'
    expect_in err '[proof-printed]'
fi
# More numbers on one line than there is room for beside it.
for i in $(seq 60); do element highlight "$second" "m$i" "><contents>请查$i</contents></highlight>"; done | xfdf "$ids" >many.xfdf
expect_status 0 "$gongbao" proof issue --stage 一校 -o many -q --marks many.xfdf
pdftotext many/校样.pdf many.txt
expect_in many.txt '…'
# A PDF that was made anew says nothing of its pages: its text does.
if command -v gs >/dev/null; then
    gs -q -dSAFER -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o printed.pdf a.pdf
    $python "$here/marks_write.py" pikepdf printed.pdf marked.pdf one.json 2>>seen || cp printed.pdf marked.pdf
    expect_status 0 "$gongbao" marks state marked.pdf
    expect_in err '[proof-printed]'
    expect_status 1 "$gongbao" marks other printed.pdf
    expect_in err '[proof-other]'
fi
if $python -c 'import pikepdf' 2>/dev/null; then
    $python "$here/marks_write.py" pikepdf a.pdf marked.pdf one.json
    expect_status 0 "$gongbao" marks state marked.pdf
    expect_in err '[proof-stale]'
    expect_in out '突出　“有关工作”　〔文字没有改〕'
    expect_status 0 "$gongbao" marks issue marked.pdf
    expect_in out '突出　“有关工作”'
    # What the proof itself has is no mark; what somebody answers to it is, at its place.
    $python - a.pdf found.pdf "$page" "$x0" "$y0" "$x1" "$y1" <<'PY'
import sys, pikepdf
source, target, page = sys.argv[1], sys.argv[2], int(sys.argv[3])
x0, y0, x1, y1 = map(float, sys.argv[4:])
pdf = pikepdf.open(source)
notes = pdf.pages[page].obj.Annots = pikepdf.Array()
def put(kind, **more):
    note = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name('/' + kind), Rect=[x0, y0, x1, y1], **more))
    notes.append(note)
    return note
own = put('Highlight', NM='gongbao-f-7', GazFinding=12, Contents='孤行', QuadPoints=[x0, y1, x1, y1, x0, y0, x1, y0])
put('Popup', Parent=own)
put('Highlight', NM='gongbao-f-8', Contents='没有人答的', QuadPoints=[x0, y1, x1, y1, x0, y0, x1, y0])
reply = put('Text', IRT=own, RT=pikepdf.Name.R, T='甲', Contents='可以不管')
put('Text', IRT=reply, T='乙', Contents='同意')
put('Text', IRT=own, T='丙', State='Rejected', StateModel='Review', Contents='丙 设为拒绝')
put('Text', IRT=own, T='丁', Contents='改为“各项任务”')
pdf.save(target)
PY
    expect_status 0 "$gongbao" marks issue found.pdf --json
    $python - out >>seen <<'PY' && right || wrong "$(cat out)"
import json, sys
marks = json.load(open(sys.argv[1], encoding='utf-8'))
assert len(marks) == 3 and all(m['kind'] == 'note' and m['answers_finding'] == 12 and m['text'] == '有关工作' for m in marks), marks
by = {m['author']: m for m in marks}
assert by['甲']['words'] == '可以不管' and by['甲']['answers'] == [{'words': '同意', 'author': '乙'}] and 'effect' not in by['甲']
assert by['丙']['state'] == 'Rejected' and by['丁']['effect'] == 'replace' and by['丁']['new'] == '各项任务'
PY
    expect_status 0 "$gongbao" marks issue found.pdf
    expect_in out '便笺（答提示12）　“有关工作”'
    # Pages that were taken out of the file, which still says that it is the whole: each says itself which it is.
    $python "$here/marks_write.py" pikepdf a.pdf marked.pdf one.json
    qpdf marked.pdf --pages . "$((page + 1))" -- part.pdf
    expect_status 0 "$gongbao" marks issue part.pdf
    expect_in out '突出　“有关工作”'
    [ ! -s err ] && right || wrong "$(cat err)"
    # A file for a press has its pages elsewhere on the paper: by the bleed and the marks, 34.5 pt (26 pt and 3 mm).
    expect_status 0 "$gongbao" build issue -q --for print --marks -o press.pdf
    $python - one.json 34.504 <<'PY' >press.json
import json, sys
marks = json.load(open(sys.argv[1]))
for mark in marks:
    mark['quads'] = [[v + float(sys.argv[2]) for v in q] for q in mark['quads']]
print(json.dumps(marks))
PY
    $python "$here/marks_write.py" pikepdf press.pdf marked.pdf press.json
    expect_status 0 "$gongbao" marks issue marked.pdf
    expect_in out '突出　“有关工作”'
    expect_status 0 "$gongbao" build issue -q --for print --impose booklet -o booklet.pdf
    expect_status 1 "$gongbao" marks issue booklet.pdf
    expect_in err '[proof-imposed]'
fi
finish
