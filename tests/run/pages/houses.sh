#!/usr/bin/env bash
# houses.sh: the issue of a second house (tests/issues/lanyu-2025-03) in its own style and in that of a third: what either
# prints, leaves out and where it puts it; and that no 'one house' is left anywhere in the program.
. "$(dirname "$0")/../lib.sh" "$@"

cp -r "$source_folder/tests/issues/lanyu-2025-03" lanyu
cp -r lanyu guowuyuan && sed -i 's/^样式: .*/样式: guowuyuan/' guowuyuan/issue.yaml

# Both are built with nothing said but of faces that this machine lacks, and with one note of what is left out.
for house in lanyu guowuyuan; do
    expect_status 0 "$gongbao" build $house -v -o $house.pdf
    grep -E '警告|错误' err | grep -vE 'stand-in-face|lent-glyph|lent-series|lent-symbols|loose' >said
    expect_same /dev/null said
    [ "$(grep -c 'not-printed' err)" -eq 1 ] && right || wrong "$house: $(grep -c not-printed err) notes of what is not printed"
    "$gongbao" build $house -q --dump=structure >$house.tree 2>err
    "$gongbao" build $house -q --dump=lines >$house.lines 2>err
done
text_of() { sed -n 's/.*"\(.*\)"$/\1/p' "$1" | tr -d ' \n'; }
has() { if grep -qE -- "$2" "$1.tree"; then right; else wrong "$1: no $2"; fi; }
has_not() { if grep -qE -- "$2" "$1.tree"; then wrong "$1: there is $2"; else right; fi; }

# Without 版头: no mark but that of the order, which has no title.
for house in lanyu guowuyuan; do
    [ "$(grep -c issuer-mark $house.tree)" -eq 1 ] && right || wrong "$house: $(grep issuer-mark $house.tree)"
    has $house 'issuer-mark page=3 .*"岚屿市人民政府令"'
done
# order FIRST SECOND HOUSE: the number of the notice above its title, or below
below() { # HOUSE: lines of the second document's number and title
    grep -nE '"岚政发〔2025〕4号"|^ *title .*"岚屿市人民政府关于印发全市海塘安澜工程年度计划的通知"' "$1.tree" |
        grep -v copy | sed -E 's/.*:? (number|title) .*/\1/; s/.* (number|title) .*/\1/' | tr '\n' ' '
}
[ "$(below lanyu)" = "number title " ] && right || wrong "lanyu: $(below lanyu)"
[ "$(below guowuyuan)" = "title number " ] && right || wrong "guowuyuan: $(below guowuyuan)"

# 版记, 附注, the board
has lanyu ' copies .*抄送'
has lanyu ' note .*"（此件公开发布）"'
has lanyu 'name-list'
has_not guowuyuan '抄送|印发机关|此件公开发布|name-list'

# The 栏目 in the text: once each in one house, never in the other.
[ "$(grep -v copy lanyu.tree | grep -cE 'heading .*"(市政府令|市政府文件|人事任免)"')" -eq 3 ] && right || wrong "lanyu: 栏目"
[ "$(grep -v copy guowuyuan.tree | grep -cE '"(市政府令|市政府文件|人事任免)"')" -eq 0 ] && right || wrong "guowuyuan: 栏目"

# 第3期 and 第3号
has lanyu '"2025年第3期　总第47期"'
has guowuyuan '"第3号"'
has guowuyuan '"总号：47"'
pdfinfo lanyu.pdf >info; expect_in info '岚屿市人民政府公报 2025年第3期'
pdfinfo guowuyuan.pdf >info; expect_in info '岚屿市人民政府公报 2025年第3号'
expect_in info '总号：47'

# The contents: with numbers of documents and a masthead, or without.
has lanyu 'contents-entry page=2 .*（岚政人〔2025〕5号）"'
has_not guowuyuan 'contents-entry .*〔2025〕'
has lanyu 'paragraph page=2 copy "2025年第3期（总第47期）"'
has_not guowuyuan 'paragraph page=2 copy'

# Page numbers and running heads: at the head in one, none on the contents in the other.
has lanyu 'artifact page=2 page-number "2"'
has_not guowuyuan 'artifact page=2 page-number'
has lanyu 'artifact page=4 running-head "岚屿市人民政府公报　2025年第3期"'
has_not guowuyuan 'running-head'

# A gazette without 版头 or 版记 runs its documents on, over its 栏目 too.
start_of() { sed -n 's/^ *document page=\([0-9]*\).*/\1/p' "$1.tree" | tr '\n' ' '; }
[ "$(start_of lanyu)" = "3 5 7 8 8 " ] && right || wrong "lanyu: documents on $(start_of lanyu)"
[ "$(start_of guowuyuan)" = "3 4 5 6 6 " ] && right || wrong "guowuyuan: documents on $(start_of guowuyuan)"

# A volume of a house that counts by 号 says so.
expect_status 0 "$gongbao" volume guowuyuan -q -o volume.pdf
pdftotext -l 3 volume.pdf - | tr -d ' \n' >text
expect_in text '2025年第3号（总号：47）'

# What docs/样式.md shows is a style.
cp -r lanyu shown && sed -i 's/^样式: .*/样式: 本刊.yaml/' shown/issue.yaml
awk '$0 == "```" { inside = 0 } inside { print } $0 == "```yaml" { inside = 1 }' "$source_folder/docs/样式.md" >shown/本刊.yaml
expect_status 0 "$gongbao" build shown -v -o shown.pdf
expect_in err '样式本刊不印：版头1处'

# Every other way: the switches alone, 栏目 on pages of their own, numbers behind the entries, heads in the middle.
cat >>shown/本刊.yaml <<'YAML'
版记: 否
附注: 否
编委会: 否
目录: {栏目: 无, 页码位置: 题后}
书眉: {有: 是, 排法: 居中, 首页: 是}
页码: {上下: 上, 位置: 外侧}
接排: {有: 是, 跨栏目: 是}
YAML
sed -i 's/^栏目: .*/栏目: {题: 另页, 位置: 居中, 距版心: 70mm}/' shown/本刊.yaml
expect_status 0 "$gongbao" build shown -v -o shown.pdf
expect_in err '样式本刊不印：版头1处、版记2处、附注1处、编委会1处'
"$gongbao" build shown -q --dump=structure >shown.tree 2>err
has shown 'heading page=3 .*"市政府令"'
has_not shown 'artifact page=3 (page-number|running-head)'
has_not shown 'heading page=2'
has shown 'artifact page=4 running-head "岚屿市人民政府公报　2025年第3期"'
has shown 'artifact page=5 running-head "市政府令"|heading page=5'

# A 栏目 too long for its line above the page is set smaller there, not over two.
cp -r lanyu long && sed -i "s/栏目: 市政府令/栏目: $(printf '市人民政府的规章%.0s' 1 2 3 4 5 6 7)/" long/issue.yaml
"$gongbao" build long -q --dump=structure >long.tree 2>err
[ "$(grep -c 'artifact page=4 running-head' long.tree)" -eq 2 ] && right || wrong "$(grep 'page=4 running-head' long.tree)"

# Numbers that begin with the text: cover and contents are two pages, so nothing is filled in; with 封二 a blank page is.
rm -r shown/本刊.yaml
printf '继承: lanyu\n页码: {从: 正文}\n' >shown/本刊.yaml
expect_status 0 "$gongbao" build shown -q -o shown.pdf --dump=structure
cp out shown.tree
[ "$(start_of shown)" = "1 3 5 6 6 " ] && right || wrong "from the text: documents on $(start_of shown)"
[ "$(sed -n 's/.*contents-number page=0 copy "\(.*\)"/\1/p' shown.tree | tr '\n' ' ')" = "1 3 5 6 6 " ] && right || wrong "contents: $(grep contents-number shown.tree)"
has_not shown 'artifact page=0 page-number'
printf '封二: []\n' >>shown/本刊.yaml
expect_status 0 "$gongbao" build shown -q -o shown.pdf
[ "$(pdfinfo shown.pdf | sed -n 's/^Pages: *//p')" -eq 12 ] && right || wrong "$(pdfinfo shown.pdf | grep Pages) with 封二"
qpdf --json --json-key=pagelabels shown.pdf >labels
for name in 封面 封二 目录 空白; do expect_in labels "$name"; done

# No house is named in the program.
grep -rlE 'shenyang|guowuyuan|lanyu|沈阳|岚屿|国务院公报' "$source_folder" --exclude-dir=tests --exclude-dir=build --exclude-dir=bench \
    --include='*.c' --include='*.h' --include='*.def' >named
expect_same /dev/null named
finish
