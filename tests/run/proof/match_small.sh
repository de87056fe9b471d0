#!/usr/bin/env bash
# match_small.sh: one document against its printed copy: a value that makes a whole document right, a word that is typed twice, a copy that is a
# PDF, and what is no copy; issues against their own PDF, and against that of a source with one misprint. Of the sample, and of decisions at random: match.sh, match_pdf.sh.
. "$(dirname "$0")/../lib.sh" "$@"
python3 -c '' 2>/dev/null || skip "no python3"
tool=$source_folder/tests/run/proof/match.py
match() { expect_status 0 "$gongbao" match "$@"; }
copy_of() { python3 "$tool" copy "$gongbao" "$@" || wrong "no copy of $1"; }

# forty paragraphs of two lines each, no two alike: the one that a page ends in is the twelfth
tiny_issue issue
sed -i 's/01.md/01.md, 02.md/' issue/issue.yaml
sed 's/测试/另一件事/' issue/01.md >issue/02.md
cat "$sample"/*.md | python3 -c '
import random, sys
characters = sorted({c for c in sys.stdin.read() if "一" <= c <= "龥"})
draw = random.Random(1)
for i in range(40): print("\n第%s项%s。" % (i + 1, "".join(draw.choices(characters, k=48))))' >>issue/01.md
cp -r issue before
copy_of issue copy.txt
match issue copy.txt
expect_in out '与印本相合：页首5/5'

# ---- the only document of an issue: its title stands in the contents too, before all text
cp -r issue alone
sed -i 's/, 02.md//' alone/issue.yaml
expect_status 0 "$gongbao" build alone -o alone.pdf
match alone alone.pdf
expect_in out '与印本相合：页首4/4，行85/85'
copy_of alone alone.txt
match alone alone.txt
expect_in out '与印本相合：页首4/4，行85/85'

# ---- a line that no setting ends where the print does: told with its place, as it is printed
python3 - copy.txt 第20项 >odd.txt <<'PY'
import sys
lines = open(sys.argv[1], encoding='utf-8').read().split('\n')
at = next(i for i, line in enumerate(lines) if line.startswith(sys.argv[2]))
lines[at : at + 2] = [lines[at][:8], lines[at][8:] + lines[at + 1]]
print('\n'.join(lines), end='')
PY
match issue odd.txt
number=$(grep -n '^第20项' issue/01.md | cut -d: -f1)
short=$(grep '^第20项' odd.txt)
expect_in out "  01.md:$number:1  没有办法排成这一行：第4页第16行“$short”
  01.md:$number:9  没有办法排成这一行：第4页第17行“"
expect_in out '页首5/5，行88/90'
match issue odd.txt --json
expect_in out "    {\"file\": \"01.md\", \"line\": $number, \"column\": 1, \"page\": 4, \"page_line\": 16, "
expect_status 0 env LC_ALL=en "$gongbao" match issue odd.txt
expect_in out "  01.md:$number:1  no way was found to set this line: "

# ---- the print has fewer lines a page: one value, no marks
cp -r issue printed
sed -i 's/^成文日期: .*/&\n版面: {页行数: 25}/' printed/01.md
copy_of printed fewer.txt
match issue fewer.txt
expect_in out '  01.md:版面  页行数: 25'
expect_in out '页首5/5，行90/90；记号0处，版面数值1个'
expect_status 0 diff -r before issue
cp -r issue written
match written fewer.txt --write
expect_status 1 diff before/01.md written/01.md
cp out difference
expect_in difference '> 版面: {页行数: 25}'
[ "$(grep -c '^[<>]' difference)" -eq 1 ] && right || wrong "more is changed: $(cat difference)"
match written fewer.txt
expect_in out '与印本相合：页首5/5，行90/90'

# ---- a word twice: the print has it once, and only so its page begins where it does; told, and not taken out
cp -r issue twice
word=$(python3 -c 'import re, sys; print(re.search("第12项(..)", open("issue/01.md", encoding="utf-8").read())[1])')
sed -i "s/^第12项$word/&$word/" twice/01.md
match twice copy.txt
expect_in out "“$word$word”多出“$word”，第4页的页首才合；是否多出，请看印本"
match twice copy.txt --json
expect_in out "\"length\": 2, \"text\": \"$word\", \"page\": 4}"
cp out twice.json && expect_status 0 python3 -m json.tool twice.json
match twice copy.txt --write
expect_in twice/01.md "第12项$word$word"
expect_status 0 env LC_ALL=en "$gongbao" match twice copy.txt
expect_in out "$word"

# ---- a PDF: read by a child, the same answer; kept as text where one asks
expect_status 0 "$gongbao" build printed -q -o printed.pdf
match issue printed.pdf -o read.txt
expect_in out '  01.md:版面  页行数: 25'
expect_in read.txt '## 4'
expect_in read.txt "$(sed -n 's/^\(第20项.*\)/\1/p' issue/01.md | cut -c 1-60)"
match issue read.txt
expect_in out '  01.md:版面  页行数: 25'
expect_status 2 "$gongbao" match issue read.txt -o again.txt
expect_in err '-o写出从PDF读出的印本；这一份本来就是文字'
expect_nothing_at again.txt
refused() { # SLUG PDF
    expect_status 1 "$gongbao" match issue "$2"
    expect_in err "[$1]"
}
head -c 3000 printed.pdf >cut.pdf
refused print-pdf-damaged cut.pdf
printf '%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\n' >bare.pdf
refused print-pdf-pictures bare.pdf
if type qpdf >/dev/null 2>&1; then
    qpdf --encrypt user owner 256 -- printed.pdf shut.pdf
    refused print-pdf-encrypted shut.pdf
fi
# as other programs write their fonts: what is read of them, whatever it is of
read_as() { # NAME TEXT: of foreign_fonts.py
    python3 "$source_folder/tests/run/proof/foreign_fonts.py" "$1" "$1.pdf"
    refused print-elsewhere "$1.pdf"
    expect_status 1 "$gongbao" match issue "$1.pdf" -o "$1.txt"
    [ "$(tail -n 1 "$1.txt")" = "$2" ] && right || wrong "$1 is read as $(tail -n 1 "$1.txt")"
}
read_as cmap A甲B乙C丙D丁E戊F己G庚H辛I壬J癸
read_as type3 甲乙丙丁戊己庚辛壬癸
python3 "$source_folder/tests/run/proof/foreign_fonts.py" nameless nameless.pdf
refused print-pdf-unknown nameless.pdf
tiny_issue other
sed -i 's/^现将.*/春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。/' other/01.md
expect_status 1 "$gongbao" match other printed.pdf
expect_in err '[print-elsewhere]'
expect_status 0 diff -r before issue

# ---- characters that are set of several glyphs, of which their font says nothing: ActualText does
tiny_issue composed
printf '\n加点的重̣点，圈起的字⃝和A⃝，着重的重̇要。\n' >>composed/01.md
if "$gongbao" build composed -q -o composed.pdf 2>/dev/null; then # there may be no face that has them
    match composed composed.pdf
    expect_in out '与印本相合：'
    grep '稿子“' out && wrong 'what is composed is not as its own PDF'
fi

# ---- an issue is as its own PDF has it, in three houses: names in columns, captions side by side, notes, tables, contents, running heads
faces=(--fonts "$source_folder/tests/faces")
issues=$source_folder/tests/golden/issues
for issue in 图表 短件 规章; do
    for house in own guowuyuan lanyu; do
        cp -r "$issues/$issue" "$issue.$house"
        [ $house = own ] || sed -i "s/^继承: .*/继承: $house/" "$issue.$house/测试.yaml"
        expect_status 0 "$gongbao" build "$issue.$house" "${faces[@]}" -q -o "$issue.$house.pdf"
        match "$issue.$house" "$issue.$house.pdf" "${faces[@]}"
        expect_in out '与印本相合：'
        grep -E '稿子“|没有办法|没有找到' out && wrong "$issue.$house is not as its own PDF"
    done
done

# ---- a misprint of the source is told once, where it stands, with what the print has; nothing else is
misprint() { # ISSUE FILE SED TOLD
    rm -rf misprint
    cp -r "$issues/$1" misprint
    sed -i "$3" "misprint/$2"
    cmp -s "$issues/$1/$2" "misprint/$2" && wrong "no misprint in $2: $3"
    match misprint "$1.own.pdf" "${faces[@]}"
    expect_in out "$4"
    [ "$(grep -c '稿子“' out)" -eq 1 ] && right || wrong "$3: $(cat out)"
}
misprint 图表 01-公报.md 's/表1　各项/表1　多项/' '01-公报.md:10:7  第3页  一字不同：印本“各”，稿子“多”'
misprint 图表 01-公报.md 's/图2　甲/图2　丙/' '01-公报.md:61:6  第5页  一字不同：印本“甲”，稿子“丙”'
misprint 图表 01-公报.md 's/是绿地面积/是草地面积/' '01-公报.md:8:11  第3页  一字不同：印本“绿”，稿子“草”'
misprint 图表 01-公报.md 's/按月公布/按日公布/' '01-公报.md:57:6  第4页  一字不同：印本“月”，稿子“日”'
misprint 图表 01-公报.md 's/第32项工作/第33项工作/' '01-公报.md:47:10  第4页  一字不同：印本“2”，稿子“3”'
misprint 图表 01-公报.md 's/第7项工作/第7工项作/' '01-公报.md:22:9  第3页  不同：印本“项工”，稿子“工项”'
misprint 规章 01-令.md 's/市长　顾怀远/市长　顾怀运/' '01-令.md:7:10  第4页  一字不同：印本“远”，稿子“运”'
misprint 规章 01-令.md 's/业主和业主大会/业主或业主大会/' '01-令.md:31:7  第5页  一字不同：印本“和”，稿子“或”'
misprint 规章 01-令.md 's/^第二条/这里多出一段话，印本上没有这一段话，一共有三十几个字，请看一看是不是。\n\n&/' \
    '01-令.md:27:1  第5页  印本没有：印本“”，稿子“这里多出一段话'
misprint 短件 04-函.md 's/按照规定做好校舍/按照规定做做好校舍/' '第4页  印本没有：印本“”，稿子“做”'

# ---- rows: a table with cells of several lines that goes over pages; the print's text has a row less, a row more, two exchanged, a figure changed
rm -rf rows
tiny_issue rows
python3 - >>rows/01.md <<'PY'
print('\n| 序号 | 任务 | 要求 | 单位 | 完成 |\n|---|---|---|---|---|')
names = ['供水', '排水', '供热', '燃气', '道路', '桥梁', '绿化', '照明', '公交', '停车']
for i in range(60):
    print('| %d | %s管理第%d项 | 按照%s工作方案逐条落实，第%d季度末报告进展情况和存在的问题，年底总结 | 市%s局 | 是 |' %
          (i + 1, names[i % 10], i + 1, names[i // 6 % 10], i % 4 + 1, names[(i * 7) % 10]))
PY
expect_status 0 "$gongbao" build rows -q -o rows.pdf
match rows rows.pdf -o rows.txt
expect_in out '与印本相合：'
grep -qE '稿子“|没有办法' out && wrong "rows are not as their own PDF"
of_rows() { # WHAT TOLD: of the rows 20 and 21 in the print's text
    python3 - rows.txt changed.txt "$1" <<'PY'
import re, sys
lines = open(sys.argv[1], encoding='utf-8').read().split('\n')
at = [i for i, line in enumerate(lines) if re.fullmatch(r'\| (40|41|42)', line)]
one, other = lines[at[0]:at[1]], lines[at[1]:at[2]]
made = {'less': one, 'more': one + one + other, 'exchanged': other + one,
        'changed': [line.replace('第41项', '第47项') for line in one + other]}[sys.argv[3]]
open(sys.argv[2], 'w', encoding='utf-8').write('\n'.join(lines[:at[0]] + made + lines[at[2]:]))
PY
    match rows changed.txt
    expect_in out "$2"
    [ "$(grep -c '稿子“' out)" -eq 1 ] && right || wrong "$1: $(grep '稿子“' out)"
}
of_rows less '印本没有这一行：印本“”，稿子“41｜供水管理第41项｜'
of_rows more '稿子没有这一行：印本“40｜停车管理第40项｜'
of_rows exchanged '次序不同：印本“4'
of_rows changed '一字不同：印本“7”，稿子“1”'
finish
