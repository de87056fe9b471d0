#!/usr/bin/env bash
# volume.sh: a year's issues in one PDF behind the 年度总目录. volume.py looks into the PDF with other programs' eyes.
. "$(dirname "$0")/../lib.sh" "$@"

# document FOLDER NAME 发文字号 TITLE
document() {
    {
        printf -- '---\n标题: %s\n' "$4"
        [ -z "$3" ] || printf '发文字号: %s\n' "$3"
        printf '主送: 各区人民政府\n署名: 澄浦市人民政府\n成文日期: 2024-01-05\n---\n\n现将%s一事通知如下。\n' "$4"
    } >"$1/$2.md"
}

# issue FOLDER 期: no columns yet
issue() {
    tiny_issue "$1"
    sed -i "s/^期: .*/期: $2/; s/^总期: .*/总期: $((100 + $2))/; /^目录:/,\$d" "$1/issue.yaml"
    echo '目录:' >>"$1/issue.yaml"
}

column() { printf '  - 栏目: %s\n    文件: [%s]\n' "$2" "$3" >>"$1/issue.yaml"; }

issue one 1
document one 01 '澄政发〔2024〕2号' 关于植树的通知
document one 02 '' 关于任免的通知
column one 市政府文件 01.md
column one 人事任免 02.md
issue two 2
document two 01 '澄政办发〔2024〕3号' 关于修路的通知
document two 02 '澄政发〔2024〕10号' 关于节水的通知
column two 市政府办公室文件 01.md
column two 市政府文件 02.md
# inks that the other issues' styles do not have, or have at another place of their table
printf '继承: shenyang-2023\n油墨: {蓝: {屏幕: "#0055AA", 四色: C100 M60}}\n版头: {颜色: 蓝}\n' >two/own.yaml
sed -i 's/^样式: .*/样式: own.yaml/' two/issue.yaml
sed -i '2i版面: {文字: {正文: {颜色: "#00AA00"}}}' two/01.md
issue three 10
sed -i 's/^样式: .*/样式: shenyang-2019/' three/issue.yaml
document three 01 '澄政发〔2023〕100号' 关于防火的通知
document three 02 '澄政发〔2024〕9号' 关于清雪的通知
column three 市政府文件 '01.md, 02.md'

# whatever the order of the folders, the same bytes
expect_status 0 "$gongbao" volume three one two -o 2024.pdf
expect_status 0 "$gongbao" volume one two three -o again.pdf -v
expect_in err '已写出 again.pdf（3期，'
expect_same 2024.pdf again.pdf
expect_status 0 env LC_ALL=en "$gongbao" volume two three one -o again.pdf -v
expect_in err 'wrote again.pdf (3 issues, '
expect_same 2024.pdf again.pdf

if command -v python3 >/dev/null && command -v qpdf >/dev/null && command -v pdftotext >/dev/null; then
    for one in one two three; do "$gongbao" build $one -o $one.pdf 2>/dev/null; done
    expect_status 0 qpdf --check 2024.pdf
    qpdf --json 2024.pdf >2024.json
    expect_status 0 python3 "$source_folder/tests/run/pages/volume.py" 2024 one two three
    [ ! -s err ] || cat err
    # a face of several issues is embedded once: as often as in the issue that has it most often
    fonts_of() { pdffonts $1.pdf | sed '1,2d; s/^[A-Z]*+//' | awk '{ print $1, $2, $3 }' | sort | uniq -c; }
    for one in one two three; do fonts_of $one; done | awk '{ n = $1; $1 = ""; if (n > most[$0]) most[$0] = n }
        END { for (face in most) print most[face] face }' | sort >faces
    fonts_of 2024 | awk '{ $1 = $1; print }' | sort >volume-faces
    expect_same faces volume-faces
fi

# 主题索引: the words by pinyin, a document under each of its own and once though it has one twice; a heading that
# goes on over a page's end is named there again
issue subjects 4
for k in $(seq 10 40); do document subjects $k '' "关于第${k}批事项安排和后续工作的通知"; done
sed -i '2i主题词: 卫生' subjects/*.md
sed -i 's/^主题词: .*/主题词: [卫生, 财政, 卫生]/' subjects/10.md
sed -i 's/^主题词: .*/主题词: [安全生产]/' subjects/11.md
column subjects 市政府文件 "$(seq -s '.md, ' 10 40).md"
expect_status 0 "$gongbao" volume subjects -o subjects.pdf
if command -v pdftotext >/dev/null; then
    pdftotext subjects.pdf - | tr -d '\f' | sed 's/[ ·]//g' >subjects.txt
    sed -n '/^主题索引/,/^澄浦市人民政府公报/p' subjects.txt | grep -oE '【.*】(（续）)?' >subjects.heads
    printf '%s\n' 【安全生产】 【财政】 【卫生】 【卫生】（续） >wanted.txt
    expect_same wanted.txt subjects.heads
    expect_same <(echo 30) <(sed -n '/^【卫生】/,/^澄浦市人民政府公报/p' subjects.txt | grep -c '^关于第')
    expect_in subjects.txt '【市政府文件】（续）'
fi

# fonts serve one issue after another: an issue that has ① to ⑩ alone keeps their face, though another has ⑪ too, which
# needs one that draws them all; and so do the titles in the contents
issue few 5
document few 01 '' 关于①②两项事宜的通知
column few 市政府文件 01.md
issue more 6
document more 01 '' 关于②⑪两项事宜的通知
column more 市政府文件 01.md
for one in few more; do
    printf '继承: gbt9704\n文字: {目录条目: {字体: 仿宋}}\n' >$one/own.yaml
    sed -i 's/^样式: .*/样式: own.yaml/' $one/issue.yaml
done
expect_status 0 "$gongbao" volume few more -o signs.pdf
expect_status 0 "$gongbao" volume more few -o again.pdf
expect_same signs.pdf again.pdf
if command -v pdftoppm >/dev/null; then
    for one in few more; do "$gongbao" build $one -o $one.pdf 2>/dev/null; done
    # page FILE WORDS: the page that has them, drawn
    page() {
        local n=1
        until pdftotext -f $n -l $n "$1" - | grep -q "$2" || [ $n -gt 20 ]; do n=$((n + 1)); done
        pdftoppm -r 60 -gray -f $n -l $n "$1"
    }
    expect_same <(page signs.pdf 现将关于①②) <(page few.pdf 现将关于①②)
    expect_same <(page signs.pdf 现将关于②⑪) <(page more.pdf 现将关于②⑪)
fi

# orders (令) have a number of one figure below their letterhead; a number without any series comes under 其他
issue orders 3
document orders 01 第12号 关于发布的命令
document orders 02 '澄政发〔2024〕1号' 关于造册的通知
document orders 03 第7号 关于废止的命令
document orders 04 8号 关于公告的事项
sed -i 's/^发文字号: 第/发文机关标志: 澄浦市人民政府令\n&/' orders/0[13].md
column orders 市政府文件 '01.md, 02.md, 03.md, 04.md'
expect_status 0 "$gongbao" volume orders -o orders.pdf
if command -v pdftotext >/dev/null; then
    pdftotext -f 4 -l 4 orders.pdf - | sed 's/[ ]//g; s/·//g' | grep -oE '【.*】|^(第|澄政发|8).*号' >orders.txt
    printf '%s\n' 【澄浦市人民政府令】 第7号 第12号 【澄政发】 澄政发〔2024〕1号 【其他】 8号 >wanted.txt
    expect_same wanted.txt orders.txt
fi

# 合刊 is one issue of two numbers, 增刊 stands behind its year; a number that is nowhere is noted
for one in joint extra; do cp -r one $one; done
sed -i 's/^期: .*/期: 3-4/; s/^总期: .*/总期: 103-104/' joint/issue.yaml
sed -i 's/^期: .*/期: 增刊1/; s/^总期: .*/总期: 无/' extra/issue.yaml
expect_status 0 "$gongbao" volume extra three joint one -o joint.pdf -v
expect_in err '2024年第5—9期 [volume-gap]'
expect_in err '2024年第2期 [volume-gap]'
if command -v pdftotext >/dev/null; then
    pdftotext -l 3 joint.pdf - | sed 's/[ ]//g; s/·//g' >joint.txt
    expect_in joint.txt '2024年第1期至第10期、增刊（总第101期至总第110期）'
    for entry in '第3—4期（3）' '增刊1（3）' '第10期（3）'; do expect_in joint.txt "$entry"; done
fi
if command -v qpdf >/dev/null; then
    qpdf --json --json-key=outlines joint.pdf | sed -n 's/^ *"title": "\(第[0-9—]*期\|增刊[0-9]*\)[（"].*/\1/p' >outline
    printf '%s\n' 第1期 第3—4期 第10期 增刊1 >wanted
    expect_same wanted outline
fi
sed -i 's/^期: .*/期: 4/' one/issue.yaml
expect_status 1 "$gongbao" volume one joint -o joint.pdf
expect_in err "one/issue.yaml:$(grep -n ^期: one/issue.yaml | cut -d: -f1):4: 错误: 2024年第4期有两份"
sed -i 's/^期: .*/期: 1/' one/issue.yaml

# 更正: the row that it mends and the row that says so lead to one another; what is not where it says is told
issue mends 5
cat >mends/01.md <<'MD'
---
标题: 更正
更正:
  - {期: 2024-1, 页: 3, 行: -3, 误: 的通知一事, 正: 的通告一事}
  - {期: 1, 页: 3, 行: 9, 误: 关于植树, 正: 关于造林}
  - {期: 1, 页: 4, 误: 修路, 正: 筑路}
  - {期: 7, 页: 1, 误: 关于植树, 正: 关于造林}
---

本刊2024年第1期第3页倒数第3行“的通知一事”应为“的通告一事”，第9行“关于植树”应为“关于造林”，第4页“修路”应为“筑路”；第7期第1页同。
MD
column mends 更正 01.md
expect_status 0 "$gongbao" volume mends one -o mends.pdf
expect_in err '“关于植树”在那一页的第2行，不在更正所写的第9行 [correction-line]'
expect_in err '2024年第1期（总第101期）第4页没有印“修路”；请核对期、页和误 [correction-wrong]'
sed '/\[stand-in-face\]/d; /correction-line/d; /correction-wrong/d' err | grep correction && wrong "more than that" || right
if command -v python3 >/dev/null && command -v qpdf >/dev/null; then
    qpdf --json mends.pdf >mends.json
    # the wrong one leads to its page's head, and nothing leads back from what is not there
    expect_status 0 python3 "$source_folder/tests/run/file/links.py" mends.json 7 8 11
    printf '%s\n' '7 row -> 11 row' '7 row -> 11 row' '11 row -> 7 row' '11 row -> 7 row' '11 row -> 8 head' >wanted
    expect_same wanted out
fi

# issues of two years are named with their years
cp -r one next
sed -i 's/^年: .*/年: 2025/' next/issue.yaml
expect_status 0 "$gongbao" volume next three -o years.pdf
if command -v pdftotext >/dev/null; then
    pdftotext -f 1 -l 1 years.pdf - | sed 's/[ ]//g' >years.txt
    expect_in years.txt '2024—2025年合订本'
    # the year is said once above its entries
    pdftotext -f 3 -l 3 years.pdf - | sed 's/[ ]//g; s/·//g' >years.txt
    expect_in years.txt '2024年第10期至2025年第1期'
    expect_in years.txt '2024—2025年总目录'
    expect_status 0 grep -x '2025年' years.txt
    expect_status 1 grep '2025年第1期（[0-9]' years.txt
    # in the index only where the number has another: 澄政发〔2024〕2号 stands in an issue of 2025, 9号 in one of 2024
    pdftotext -f 4 -l 4 -layout years.pdf - | sed 's/[ ]//g; s/·//g' >years.txt
    expect_status 0 grep '〔2024〕2号.*2025年第1期（' years.txt
    expect_status 0 grep '〔2024〕9号' years.txt
    expect_status 1 grep '〔2024〕9号.*2024年第' years.txt
fi

# one issue is a volume too
expect_status 0 "$gongbao" volume two -o two-alone.pdf

# the same 期 twice: both places are named; nothing is written
cp -r two copy
expect_status 1 "$gongbao" volume one two copy -o no.pdf
expect_in err '[volume-twice]'
expect_in err '2024年第2期有两份'
expect_in err two/issue.yaml
expect_in err copy/issue.yaml
expect_nothing_at no.pdf
expect_status 1 env LC_ALL=en "$gongbao" volume two two -o no.pdf
expect_in err 'Issue No. 2 of 2024 is there twice, also in two/issue.yaml'

# another 刊名 is told of and bound
cp -r three other
sed -i 's/^刊名: .*/刊名: 澄浦市政务公报/' other/issue.yaml
expect_status 0 "$gongbao" volume one other -o other.pdf
expect_in err 'other/issue.yaml:1:5: 警告: 刊名“澄浦市政务公报”与本册第一期的“澄浦市人民政府公报”（one/issue.yaml）不同'
expect_in err '[volume-name]'
expect_status 3 "$gongbao" volume one other -o other.pdf --strict

# an issue with errors stops the volume with its own messages, the others' too; what is there stays
cp 2024.pdf before.pdf
sed -i 's/^成文日期: .*/成文日期: 2024-02-31/' copy/01.md other/01.md
expect_status 1 "$gongbao" volume one copy other -o 2024.pdf
expect_in err copy/01.md:
expect_in err other/01.md:
expect_same before.pdf 2024.pdf
expect_status 1 "$gongbao" volume one nowhere -o 2024.pdf
expect_same before.pdf 2024.pdf

# usage
expect_status 2 "$gongbao" volume one two
expect_in err '要用-o写明'
expect_status 2 "$gongbao" volume -o x.pdf
expect_in err '要写明各期的文件夹'
expect_status 2 "$gongbao" volume one -o one/01.md
finish
