#!/usr/bin/env bash
# import.sh: what is sent becomes a source beside a report; nothing that is there gives way; an issue takes it in.
. "$(dirname "$0")/../lib.sh" "$@"

sent() { printf '%b' "$1" >"$2"; }
is_json() { if python3 -m json.tool "$1" >/dev/null; then right; else wrong "$1 is no JSON"; fi; }
no_change() { # of any byte in the folder
    find "$1" -type f -exec sha256sum {} + | sort >now
    expect_same before now
}
remember() { find "$1" -type f -exec sha256sum {} + | sort >before; }

# ---- beside the file; the report beside the source
mkdir box
sent '澄浦市人民政府关于做好防汛工作的通知\n　　各区县人民政府：\n　　一、加强领导。各单位要*切实*负责<b>|。\n' box/甲.txt
expect_status 0 "$gongbao" import box/甲.txt
expect_in out "box/甲.md"
expect_in out "手工打的缩进 4"
expect_in box/甲.md "一、加强领导。各单位要\\*切实\\*负责\\<b>\\|。"
is_json box/甲.来稿.json

# ---- a list of files: their endings go, the numbers that a site made come; a typed list is the only one
sent '澄浦市粮食局关于开展检查的通知\n\n各区粮食局：\n\n现开展检查。\n\n附件：1. 2024年检查表.docx\n\n承诺书.PDF\n\n联系人：许棠\n\n澄浦市粮食局\n\n2024年7月3日\n' 附.txt
expect_status 0 "$gongbao" import 附.txt
expect_in 附.md '附件：1．2024年检查表\'
expect_in 附.md '2．承诺书'
expect_in 附.来稿.json '"text": ".docx", "where": "正文第7段", "reason": "附件文件名的后缀", "count": 5'
expect_in 附.来稿.json '"reason": "附件的序号", "count": 2'
# the point behind the number of a name that begins with a figure is no decimal one
sent '关于测试的通知\n\n各区要照办，水位不超过2.5米。\n\n附件：1.2024年检查表\n\n2.2023年总结\n\n3.收费表\n\n澄浦市粮食局\n\n2024年7月3日\n' 数.txt
expect_status 0 "$gongbao" import 数.txt
printf '%s\n' 各区要照办，水位不超过2.5米。 '' '附件：1．2024年检查表\' '2．2023年总结\' 3．收费表 >wanted
tail -n 5 数.md >there
expect_same wanted there

# ---- one text in every form in which it may come gives one source and one report; a paragraph more moves nothing else
mkdir forms
cat >forms/text <<'TXT'
center	澄浦市人民政府文件
center	澄政发〔2024〕12号
center	澄浦市人民政府关于加强绿道养护工作的通知
left	各区、县（市）人民政府，市政府各部门、各直属单位：
justify	　　为了加强绿道养护，现就有关事项通知如下。
justify	　　一、总体要求
justify	　　（一）工作目标。到2025年底，建成绿道120公里,养护经费达到3.5亿元。
justify	　　（二）基本原则。坚持“谁建设、谁养护”，做到 责任到人。
justify	　　二、保障措施
justify	　　1．落实经费。各区要在３月底前落实经费。
justify	　　2．加强督查。逾期不报的*通报批评*。
justify	　　附件：绿道名单
right	澄浦市人民政府
right	2024年6月3日
justify	　　（此件公开发布）
TXT
cat >forms/wanted.md <<'MD'
---
发文机关标志: 澄浦市人民政府文件
发文字号: 澄政发〔2024〕12号
标题: 澄浦市人民政府关于加强绿道养护工作的通知
主送: 各区、县（市）人民政府，市政府各部门、各直属单位：
署名: 澄浦市人民政府
成文日期: 2024-06-03
附注: （此件公开发布）
---

为了加强绿道养护，现就有关事项通知如下。

一、总体要求

（一）工作目标。到2025年底，建成绿道120公里，养护经费达到3.5亿元。

（二）基本原则。坚持“谁建设、谁养护”，做到责任到人。

二、保障措施

1．落实经费。各区要在3月底前落实经费。

2．加强督查。逾期不报的\*通报批评\*。

附件：绿道名单
MD
as() { iconv -f UTF-8 -t "$1" forms/plain.txt; }
cut -f2 forms/text >forms/plain.txt
{ printf '\357\273\277' && cat forms/plain.txt; } >forms/mark.txt
sed 's/$/\r/' forms/plain.txt >forms/crlf.txt
tr '\n' '\r' <forms/plain.txt >forms/cr.txt
as GB18030 >forms/gb18030.txt
{ printf '\377\376' && as UTF-16LE; } >forms/utf16le.txt
{ printf '\376\377' && as UTF-16BE; } >forms/utf16be.txt
{ printf '\377\376' && sed 's/$/\r/' forms/plain.txt | iconv -f UTF-8 -t UTF-16LE; } >forms/notepad.txt
{
    printf '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n'
    sed 's/^\([a-z]*\)\t\(.*\)/<p style="text-align: \1">\2<\/p>/' forms/text
    printf '</body></html>\n'
} >forms/page.html
sed 's/^justify/both/' forms/text | python3 "$source_folder/tests/run/intake/docx_of.py" forms/word.docx
for file in forms/plain.txt forms/*.txt forms/page.html forms/word.docx; do
    expect_status 0 "$gongbao" import "$file" --force
    expect_same forms/wanted.md "${file%.*}.md"
    expect_same forms/plain.来稿.json "${file%.*}.来稿.json"
done
expect_golden forms/plain.来稿.json "$source_folder/tests/golden/import/来稿.expected"
for number in 6 7 8 9 10 11 12; do
    sed "${number}i 各区要抓好落实，定期报送情况。" forms/plain.txt >forms/more.txt
    sed "$((number * 2 + 1))i 各区要抓好落实，定期报送情况。\n" forms/wanted.md >forms/more.wanted
    expect_status 0 "$gongbao" import forms/more.txt --force
    expect_same forms/more.wanted forms/more.md
    awk -v from="$number" 'match($0, /正文第[0-9]+段/) {
        n = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", n)
        if (n + 0 >= from) sub(/正文第[0-9]+段/, "正文第" n + 1 "段") } { print }' forms/plain.来稿.json >forms/more.json
    expect_same forms/more.json forms/more.来稿.json
done
# ---- what is named a Word file and is a few letters is none; a page is one that is named so
printf x >残.docx
expect_status 1 "$gongbao" import 残.docx
expect_in err "[docx-zip]"
if [ -e 残.md ]; then wrong "a text of a broken Word file"; else right; fi
sent '<html><body><p>澄浦市粮食局关于开展检查的通知</p><p>现开展检查。</p></body></html>' 页.DOCX
expect_status 0 "$gongbao" import 页.DOCX

# ---- what is there stays
remember box
expect_status 1 "$gongbao" import box/甲.txt
expect_in err "[intake-exists]"
no_change box
expect_status 0 "$gongbao" import box/甲.txt --force
expect_status 0 "$gongbao" import box/甲.txt -o made/乙.md --report made/r.json
if [ -e made/乙.md ] && [ -e made/r.json ]; then right; else wrong "no made/乙.md"; fi

# ---- into an issue: the line in issue.yaml, all else of it as it was
tiny_issue issue
cp issue/issue.yaml was.yaml
column=$(sed -n 's/^ *- 栏目: *//p' issue/issue.yaml | head -1)
expect_status 0 "$gongbao" import box/甲.txt --into issue --under "$column"
made=$(cd issue && ls *-甲.md)
expect_in issue/issue.yaml "$made"
sed "s/, $made//; /- $made/d" issue/issue.yaml >without.yaml
sed -i 's/\[\(01.md\)\]/\1/' without.yaml
sed 's/\[\(01.md\)\]/\1/' was.yaml >was2.yaml
expect_same was2.yaml without.yaml
expect_status 0 "$gongbao" check issue
remember issue
expect_status 1 "$gongbao" import box/甲.txt --into issue --under "$column"
expect_in err "[intake-exists]"
expect_status 1 "$gongbao" import box/甲.txt --into issue --under 没有的栏目
expect_in err "[intake-column]"
no_change issue
expect_status 0 "$gongbao" import box/甲.txt --into issue --under "$column" --force
no_change issue

# ---- several: a number each, of what the issue has by then; the report's folder is made; 栏目 before any file is read
sent '关于测试的通知\n\n第一段。\n' box/丙.txt
sent '关于再测试的通知\n\n第一段。\n' box/丁.txt
expect_status 0 "$gongbao" import box/甲.txt box/丙.txt box/丁.txt --into issue --under "$column" --force
expect_same <(cd issue && ls *.md) <(printf '%s\n' 01.md 02-甲.md 03-丙.md 04-丁.md)
expect_in issue/issue.yaml "02-甲.md, 03-丙.md, 04-丁.md"
sent '关于第三次测试的通知\n\n第一段。\n' box/戊.txt
expect_status 0 "$gongbao" import box/戊.txt --into issue --under "$column" --report 报告/戊.json
is_json 报告/戊.json
# Several at once: each is in issue.yaml, or has written nothing and says that somebody else did.
for i in 1 2 3 4 5 6; do sent "关于第${i}件事的通知\n\n第一段。\n" box/同时$i.txt; done
for i in 1 2 3 4 5 6; do
    ("$gongbao" import box/同时$i.txt --into issue --under "$column" >/dev/null 2>err.$i; echo $? >status.$i) &
done
wait
for i in 1 2 3 4 5 6; do
    case $(cat status.$i) in
    0) if grep -q "[0-9]-同时$i.md" issue/issue.yaml && [ -e issue/*-同时$i.md ]; then right; else wrong "同时$i is lost"; fi ;;
    1) expect_in err.$i "[write-stale]"
       if ls issue/*-同时$i.md >/dev/null 2>&1; then wrong "同时$i is there and not listed"; else right; fi ;;
    *) wrong "import of 同时$i: status $(cat status.$i)" ;;
    esac
done
if [ "$(grep -l '^0$' status.? | wc -l)" -gt 0 ]; then right; else wrong "of six imports none is there"; fi
expect_status 0 "$gongbao" check issue
expect_status 1 "$gongbao" import 无此文件.txt --into issue --under 没有的栏目
expect_in err "[intake-column]"
if grep -q 无此文件 err; then wrong "a file is looked at before its 栏目"; else right; fi
printf '刊名: 某刊\n目录:\n  - 栏目: 甲栏\n    文件: {a: b}\n' >box/issue.yaml
expect_status 1 "$gongbao" import box/甲.txt --into box --under 甲栏
expect_in err "[intake-list]"

# ---- tabs: a blank each, of which two between ideographs are one of theirs
sent '关于测试的通知\n\n主\t\t任\n' 表.txt
expect_status 0 "$gongbao" import 表.txt
expect_in 表.md '主　任'

# ---- a day without its day of the month is no 成文日期, and is asked about
sent '澄浦市水务局关于测试的通知\n\n现就测试通知如下，请照办。\n\n澄浦市水务局\n\n2019年1月\n' 月.txt
expect_status 0 "$gongbao" import 月.txt
expect_in 月.md '2019年1月'
expect_in out '成文日期 “2019年1月”（正文第7段）：只有年月'
if grep -q '^成文日期' 月.md; then wrong "a month is taken for a day"; else right; fi

# expect_lines FILE LINES: these stand in it one behind another
expect_lines() {
    if [[ $(<"$1") == *"$2"* ]]; then right; else wrong "not in $1: $2"; fi
}

# ---- the mark of several organs: a list, without 文件; one of two lines that is none stays one
red='<p style="text-align:center;color:red">'
printf '<meta charset=utf-8><div id=zoom>%s澄浦市财政局</p>%s澄浦市水务局　文件</p>%s澄浦市审计局</p><p align=center>澄财〔2024〕5号</p><p align=center>关于开展联合检查的通知</p><p>各区财政局：</p><p>现开展检查，请照办。</p></div>' "$red" "$red" "$red" >联合.html
expect_status 0 "$gongbao" import 联合.html
head -n 7 联合.md >head
printf '%s\n' --- 发文机关标志: '  - 澄浦市财政局' '  - 澄浦市水务局' '  - 澄浦市审计局' '发文字号: 澄财〔2024〕5号' '标题: 关于开展联合检查的通知' >wanted
expect_same wanted head
expect_in 联合.来稿.json '"text": "文件"'
# 文件 in a box of its own, behind them or among them
for place in 2 3 4; do
    sed "s/澄浦市水务局　文件/澄浦市水务局/; s/<p[^>]*>/\n&/g" 联合.html | sed "${place}a ${red}文件</p>" >联合.$place.html
    expect_status 0 "$gongbao" import 联合.$place.html
    head -n 7 联合.$place.md >head
    expect_same wanted head
    expect_in 联合.$place.来稿.json '"text": "文件"'
done
sed "s/<p style[^>]*>/<p>/g" 联合.html >无格式.html # no look: the number below the names says what they are
expect_status 0 "$gongbao" import 无格式.html
head -n 7 无格式.md >head
expect_same head wanted
sed "s/澄浦市水务局　文件/文　件/; s/<p[^>]*>澄浦市审计局<.p>//" 联合.html >分行.html
expect_status 0 "$gongbao" import 分行.html
expect_in 分行.md '发文机关标志: 澄浦市财政局文件'
sed "s/澄浦市水务局　文件/澄浦市财政局文件/; s/<p[^>]*>澄浦市审计局<.p>//; s/<p[^>]*>澄浦市财政局<.p>//" 联合.html >单独.html
expect_status 0 "$gongbao" import 单独.html
expect_in 单独.md '发文机关标志: 澄浦市财政局文件'

# ---- the same with 公告, 通告, 令: the word is the form of the document, wherever it stands
# joint WORDS... <LINES: a page whose mark they are, of which the front matter has to be WORDS
joint() {
    { printf '<meta charset=utf-8><div id=zoom>' && cat && printf '<p>现就有关事项公告如下，请遵照执行。</p><p align=right>澄浦市公安局</p><p align=right>2024年7月3日</p></div>'; } >联告.html
    expect_status 0 "$gongbao" import 联告.html --force
    sed '/^署名/,$d' 联告.md >head
    printf '%s\n' --- "$@" >wanted
    expect_same wanted head
    mkdir -p 联告 && cp 联告.md 联告 && printf '%s\n' '刊名: 某公报' '年: 2024' '期: 1' '总期: 1' '出版日期: 2024-01-31' '样式: gongbao-2026' '目录:' '  - 栏目: 甲' '    文件: [联告.md]' >联告/issue.yaml
    expect_status 0 "$gongbao" build 联告 --dump=lines && mv out lines
}
organs=(发文机关标志: '  - 澄浦市公安局' '  - 澄浦市交通运输局')
joint '格式: 公告' "${organs[@]}" '发文字号: 2024年第3号' '标题: 关于禁止燃放烟花爆竹的公告' <<<"${red}澄浦市公安局</p>${red}澄浦市交通运输局</p>${red}公　告</p><p align=center>2024年第3号</p><p align=center>关于禁止燃放烟花爆竹的公告</p>"
expect_in lines '"text": "公告"'
expect_in 联告.来稿.json '"text": "公　告", "where": "正文第3段", "reason": "联合行文标志后的'
joint '格式: 公告' "${organs[@]}" '发文字号: 2024年第3号' <<<'<p align=center>澄浦市公安局　澄浦市交通运输局公告</p><p align=center>2024年第3号</p>'
expect_in lines '"text": "公告"'
joint '格式: 通告' "${organs[@]}" '发文字号: 第3号' <<<"${red}澄浦市公安局</p>${red}澄浦市交通运输局</p>${red}通告</p><p align=center>第3号</p>"
expect_in lines '"text": "通告"'
joint '格式: 令' "${organs[@]}" '发文字号: 第3号' <<<"${red}澄浦市公安局<br>澄浦市交通运输局<br>令</p><p align=center>第3号</p>"
expect_in lines '"text": "令"'
# what is one organ's stays one, and a title stays a title
joint '发文机关标志: 澄浦市人民代表大会常务委员会公告' '发文字号: 第3号' <<<"${red}澄浦市人民代表大会</p>${red}常务委员会公告</p><p align=center>第3号</p>"
joint '标题: |' '  澄浦市公安局　澄浦市交通局' '  关于禁止燃放烟花爆竹的通告' <<<'<p align=center>澄浦市公安局　澄浦市交通局<br>关于禁止燃放烟花爆竹的通告</p>'
# mark and number in one line; below a title the whole line is the number
joint '发文机关标志: 澄浦市人民政府令' '发文字号: 第52号' <<<'<p align=center>澄浦市人民政府令　第52号</p>'
joint '发文字号: 澄浦市公安局公告2024年第3号' '标题: 关于禁止燃放烟花爆竹的公告' <<<'<p align=center>关于禁止燃放烟花爆竹的公告</p><p align=center>澄浦市公安局公告2024年第3号</p>'

# ---- persons and their posts without a label: where a line says so, or three posts end as posts do; else each is a paragraph
sent '关于调整指挥部成员的通知\n\n调整如下：\n\n顾怀远　　市长\n万　青　　市政府副秘书长、市政府办公室主任\n叶　舟　　市财政局局长（兼）\n\n各单位要照办，不得有误。\n\n专家名单\n\n冯以宁　澄浦大学\n许　棠　市农科院研究员\n' 职务.txt
expect_status 0 "$gongbao" import 职务.txt
expect_lines 职务.md '<!-- 名单 职务 -->

顾怀远　　市长
万　青　　市政府副秘书长、市政府办公室主任
叶　舟　　市财政局局长（兼）

各单位'
expect_lines 职务.md '<!-- 名单 职务 -->

冯以宁　澄浦大学
许　棠　市农科院研究员'
expect_in 职务.来稿.json '"becomes": "名单（姓名、职务）"'
sent '关于联系人的通知\n\n现将联系人公布如下，请照办。\n\n顾怀远　澄浦市望江路1号\n沈秋白　市长\n陆知行　总工程师\n\n有事请打电话。\n' 非名单.txt
expect_status 0 "$gongbao" import 非名单.txt
if grep -q 名单 非名单.md; then wrong "what has an address for a post is taken for a list"; else right; fi

# ---- who was absent
sent '澄浦市人民政府常务会议纪要\n\n第12期\n\n关于防汛工作的会议纪要\n\n会议听取了汇报，要求落实责任。\n\n出席：顾怀远　沈秋白\n\n缺席：叶　舟\n\n列席：许　棠\n' 缺席.txt
sed 's/^/<p>/; s/澄浦市人民政府常务会议纪要/<span style="color:red">&<\/span>/' 缺席.txt >缺席.html
expect_status 0 "$gongbao" import 缺席.html
expect_lines 缺席.md '缺席: 叶　舟
列席: 许　棠'

# ---- a title of two lines that nothing but its words shows
# titled TEXT TITLE-LINES...: what the front matter's title is of a text file
titled() {
    sent "$1\n\n各区：\n\n现通知如下，请照办。\n" 题.txt
    shift
    expect_status 0 "$gongbao" import 题.txt --force
    sed -n '/^标题/,/^主送/p' 题.md | sed '$d' >there
    printf '%s\n' "$@" >wanted
    expect_same wanted there
}
titled '澄浦市人民政府\n\n关于修路的通知' '标题: |' '  澄浦市人民政府' '  关于修路的通知'
titled '澄浦市民政局　澄浦市财政局\n\n关于修路的通知' '标题: |' '  澄浦市民政局　澄浦市财政局' '  关于修路的通知'
titled '澄浦市人民政府关于加强\n\n道路养护工作的意见' '标题: |' '  澄浦市人民政府关于加强' '  道路养护工作的意见'
titled '澄浦市人民政府文件\n\n关于修路的通知' '标题: 关于修路的通知'

# ---- who signs: one whose name is set wide, several in one line, organs below a title who do not sign there
signs() { # LINES SIGNATURE...: who signs a text that ends so
    sent "关于修路的通知\n\n各区：\n\n现通知如下，请照办。\n\n$1\n\n　　　　　　　　　　　　2024年7月3日\n" 署名.txt
    shift
    expect_status 0 "$gongbao" import 署名.txt --force
    sed -n '/^署名/,/^成文/p' 署名.md | sed '$d' >there
    printf '%s\n' "$@" >wanted
    expect_same wanted there
}
signs '　　　　　　　　　　　　国　务　院' '署名: 国务院'
signs '　　　　　　　　　　　　国务院　中央军委' 署名: '  - 国务院' '  - 中央军委'
signs '　　　　　　　　　　　　澄浦市　财政局' '署名: 澄浦市财政局'
signs '　　　　　　　　　　　　市长　顾怀远' '署名: 市长　顾怀远'
printf '<meta charset=utf-8><div id=zoom><p align=center>澄浦市2023年统计公报</p><p align=center>澄浦市统计局</p><p align=center>2024年3月1日</p><p>全市生产总值5632.8亿元，比上年增长5.2%%。</p></div>' >公报.html
expect_status 0 "$gongbao" import 公报.html
expect_lines 公报.md '---
标题: 澄浦市2023年统计公报
---

<> 澄浦市统计局

<> 2024年3月1日
'

# ---- rows over the whole of a table that say its unit and its notes stand around it
printf '<meta charset=utf-8><div id=zoom><p align=center>关于指标的通知</p><p>各区：</p><p>现将指标印发给你们，请照办。</p><table border=1><tr><td colspan=2>单位：亿元</td></tr><tr><td>指标</td><td>2023年</td></tr><tr><td>甲</td><td>5</td></tr><tr><td>乙</td><td>6</td></tr><tr><td colspan=2>（二）其他</td></tr><tr><td>丙</td><td>7</td></tr><tr><td colspan=2>注：快报数。</td></tr><tr><td colspan=2>资料来源：统计局</td></tr></table><p>以上。</p></div>' >单位.html
expect_status 0 "$gongbao" import 单位.html
expect_lines 单位.md '>> 单位：亿元

<table>
<thead>
<tr><th>指标</th><th>2023年</th></tr>
</thead>'
expect_lines 单位.md '</table>

注：快报数。

资料来源：统计局

以上。'
expect_in 单位.来稿.json '"text": "注：快报数。"'

# ---- a head that the table does not say: above figures, or of names over names; forms, lists of persons and texts have none
cells() { printf '<tr>' && printf '<td>%s</td>' "$@" && printf '</tr>'; }
headed() { # ROWS: whether the table gets a head, in word and page
    { printf '<meta charset=utf-8><div id=zoom><p align=center>关于指标的通知</p><p>各区：</p><p>现将指标印发给你们，请照办。</p><table border=1>' && cat && printf '</table></div>'; } >表头.html
    expect_status 0 "$gongbao" import 表头.html --force
    grep -q '"来稿没有写明的表头"' 表头.来稿.json
}
if { cells 指标 2023年 && cells 生产总值 '5,632.8' && cells 　第一产业 312.4; } | headed; then right; else wrong "no head above figures"; fi
expect_in 表头.md '| 　第一产业 | 312.4 |'
if { printf '<tr><td rowspan=2>指标</td><td colspan=2>2023年</td></tr>' && cells 数额 增幅 && cells 甲 5% 6% && cells 乙 好 坏; } | headed; then right; else wrong "no head of names over names"; fi
expect_lines 表头.md '<tr><th rowspan="2">指标</th><th colspan="2">2023年</th></tr>
<tr><th>数额</th><th>增幅</th></tr>
</thead>'
if { cells 姓名 '' 性别 '' && cells 年龄 '' 籍贯 '' && cells 住址 '' 电话 ''; } | headed; then wrong "a form has a head"; else right; fi
if { cells 顾怀远 市长 && cells 沈秋白 副市长 && cells 万青 局长; } | headed; then wrong "persons have a head"; else right; fi
if { cells 1 2 && cells 3 4 && cells 5 6; } | headed; then wrong "figures are a head"; else right; fi

# ---- what is none
sent '\n　　\n' 空.txt
expect_status 1 "$gongbao" import 空.txt
expect_in err "[intake-empty]"
expect_nothing_at 空.md
head -c 2000 /dev/zero | tr '\0' '\377' >坏.bin
expect_status 1 "$gongbao" import 坏.bin
expect_in err "[intake-kind]"
expect_nothing_at 坏.md

# ---- the front matter, what is issued, what is attached, lists of names: by place and form; wrong forms by class
cat >通知.txt <<'TXT'
特急

澄浦市人民政府文件

澄政发[2024]5号

澄浦市人民政府关于印发《澄浦市防汛预案》的通知

各区人民政府,市政府各部门:

　　现将《澄浦市防汛预案》印发给你们。领导小组名单如下:

组　长：顾怀远　市长

副组长：沈秋白　副市长

成　员：叶　舟　市财政局局长

附件：1.物资清单

　　　2.联系表

澄浦市人民政府　澄浦市财政局

二〇二四年七月三日

（此件公开发布）

澄浦市防汛预案

（2024年6月28日市政府常务会议通过）

　　1. 到2024 年,物资储备达到3,000件(含)，比例1:1。

附件1：

物资清单

　　沙袋

附件2：联系表

　　电话：024-12345

抄送：市委。

澄浦市人民政府办公室　　2024年7月5日印发
TXT
expect_status 0 "$gongbao" import 通知.txt
cat >wanted.md <<'MD'
---
发文机关标志: 澄浦市人民政府文件
发文字号: 澄政发〔2024〕5号
标题: 澄浦市人民政府关于印发《澄浦市防汛预案》的通知
主送: 各区人民政府，市政府各部门：
署名:
  - 澄浦市人民政府
  - 澄浦市财政局
成文日期: 2024-07-03
附注: （此件公开发布）
抄送: 抄送：市委。
印发机关: 澄浦市人民政府办公室
印发日期: 2024-07-05
附件说明: 无
---

现将《澄浦市防汛预案》印发给你们。领导小组名单如下：

<!-- 名单 -->

组　长：顾怀远　市长
副组长：沈秋白　副市长
成　员：叶　舟　市财政局局长

附件：1．物资清单\
2．联系表

# 澄浦市防汛预案

<!-- 题注 -->

（2024年6月28日市政府常务会议通过）

1．到2024年，物资储备达到3,000件（含），比例1:1。

# 附件1 物资清单

沙袋

# 附件2 联系表

电话：024-12345
MD
expect_same wanted.md 通知.md
expect_in out "版头"
expect_in 通知.来稿.json '"text": "特急"'
expect_in 通知.来稿.json '"becomes": "2024年7月3日"'
expect_in 通知.来稿.json '"reason": "半角标点"'
expect_status 0 "$gongbao" import 通知.txt --keep 标点,编号 -o 照原样.md
expect_in 照原样.md "1.到2024年,物资储备达到3,000件(含)，比例1:1。"
sed 's/^\(　　\)*/　　/' 通知.txt | sed 's/^　　$//' >缩进.txt
expect_status 0 "$gongbao" import 缩进.txt --keep 空格
sed -n '/^发文/,/^---/p' 通知.md >wanted.md
sed -n '/^发文/,/^---/p' 缩进.md >kept.md
expect_same wanted.md kept.md
expect_in 缩进.md '\　　组　长：顾怀远　市长'
expect_in 缩进.md '# 附件1 物资清单'
sent '这是一句话。\n' '　甲 .txt'
expect_status 0 "$gongbao" import '　甲 .txt'
expect_in '　甲 .md' '标题: 甲'
tiny_issue set
cp 通知.md set/01.md
expect_status 0 "$gongbao" build set -o set.pdf

# ---- notes of several paragraphs, one that says nothing; emphasis that is not shown is told
python3 "$source_folder/tests/run/intake/noted_docx.py" 注.docx
expect_status 0 "$gongbao" import 注.docx
if grep -qF '[^2]' 注.md; then wrong "a note that says nothing is in 注.md"; else right; fi
expect_in 注.来稿.json '"where": "正文第2段", "reason": "没有文字的注", "count": 1}'
expect_in 注.md '**高度重视**'
expect_in 注.md '[^1]: 指第一季度。\'
expect_in 注.md '另见附表。'
expect_in 注.来稿.json '{"text": "整段加粗的一句话，请注意。", "where": "正文第3段", "reason": "加粗、楷体没有标", "count": 1}'
if [ "$(grep -c 没有标 注.来稿.json)" = 1 ]; then right; else wrong "what is marked is told as not marked"; fi

# ---- a picture that cannot be printed is told of, not written
printf '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>' >无尺寸.svg
printf '<meta charset=utf-8><div id=zoom><h1>关于检查的通知</h1><p>各区要x<b>y</b>z，按时上报。</p><p><img src="无尺寸.svg"></p></div>' >图.html
expect_status 0 "$gongbao" import 图.html
expect_in 图.来稿.json '"text": "无尺寸.svg"'
expect_in out "“y”（正文第2段）：标了会读错"
# ---- as offices send them: 版头 and signature in tables, a letter, minutes, 抄送 over lines, a page of its own for what is issued
docx() { python3 "$source_folder/tests/run/intake/docx_of.py" "$1"; }
docx 版头.docx <<'TXT'
|000123
|澄浦市教育局　文件
|澄教〔2024〕3号	签发人：许棠
center	关于印发《澄浦市校车管理办法》的通知
left	各区教育局：
both	现将《澄浦市校车管理办法》印发给你们。
|	澄浦市教育局
|	2024年7月3日
center,break	澄浦市校车管理办法
both	第一条　为了规范管理，制定本办法。
left	抄送：市委办公室，市人大办公室，
left	　　　市法院。
left	澄浦市教育局办公室　2024年7月4日印发
left	（共印50份）
TXT
expect_status 0 "$gongbao" import 版头.docx
grep -q '签发人：许棠.*公报不印' out && right || wrong "who signed is left out and not to be looked at"
cat >wanted.md <<'MD'
---
发文机关标志: 澄浦市教育局文件
发文字号: 澄教〔2024〕3号
标题: 关于印发《澄浦市校车管理办法》的通知
主送: 各区教育局：
署名: 澄浦市教育局
成文日期: 2024-07-03
抄送: 抄送：市委办公室，市人大办公室，市法院。
印发机关: 澄浦市教育局办公室
印发日期: 2024-07-04
---

现将《澄浦市校车管理办法》印发给你们。

# 澄浦市校车管理办法

第一条　为了规范管理，制定本办法。
MD
expect_same wanted.md 版头.md
# the title of what is issued goes on in the next centred line, and no further than it is centred
docx 两行.docx <<'TXT'
center	关于印发《澄浦市校车管理办法》的通知
left	各区教育局：
both	现将《澄浦市校车管理办法》印发给你们。
|	澄浦市教育局
|	2024年7月3日
center,break	澄浦市校车
center	管理办法
both	第一条　为了规范管理，制定本办法。
TXT
expect_status 0 "$gongbao" import 两行.docx
tail -n 6 两行.md >there
printf '%s\n' 现将《澄浦市校车管理办法》印发给你们。 '' '# 澄浦市校车\' 管理办法 '' 第一条　为了规范管理，制定本办法。 >wanted
expect_same wanted there
# 抄送 goes on for six lines at most: what has no full stop by then is text
sent '关于测试的通知\n\n各区：\n\n请照办。\n\n澄浦市粮食局\n\n2024年7月3日\n\n抄送：市委办，\n市一局，\n市二局，\n市三局，\n市四局，\n市五局，\n市六局，\n澄浦市粮食局办公室　2024年7月4日印发\n' 抄.txt
expect_status 0 "$gongbao" import 抄.txt
if grep -qx '抄送: 抄送：市委办，市一局，市二局，市三局，市四局，市五局，' 抄.md; then right; else wrong "$(grep 抄送 抄.md)"; fi
expect_in 抄.md 市六局，
docx 函.docx <<'TXT'
center,red	澄浦市人民政府
right	澄政函〔2024〕31号
center	澄浦市人民政府
center	关于同意设立澄湖公园的批复
left	市林业局：
both	同意设立澄湖公园。
both	                              澄浦市临湖管委办
both	                              2024.7.3
TXT
expect_status 0 "$gongbao" import 函.docx
cat >wanted.md <<'MD'
---
发文机关标志: 澄浦市人民政府
发文字号: 澄政函〔2024〕31号
标题: |
  澄浦市人民政府
  关于同意设立澄湖公园的批复
主送: 市林业局：
署名: 澄浦市临湖管委办
成文日期: 2024-07-03
---

同意设立澄湖公园。
MD
expect_same wanted.md 函.md
docx 纪要.docx <<'TXT'
center,red	澄浦市人民政府常务会议纪要
center	〔2024〕12号
center	第32次常务会议纪要
both	会议决定成立领导小组：
both	组　长：顾怀远（市长）
both	成　员：沈秋白（市发展和改革委员会主任）
both	　　　　叶舟（市财政局局长）
TXT
expect_status 0 "$gongbao" import 纪要.docx
expect_in 纪要.md "发文字号: 〔2024〕12号"
expect_in 纪要.md "标题: 第32次常务会议纪要"
tail -5 纪要.md >names
printf '<!-- 名单 -->\n\n组　长：顾怀远（市长）\n成　员：沈秋白（市发展和改革委员会主任）\n叶舟（市财政局局长）\n' >wanted.md
expect_same wanted.md names

# 某某（某职） is a list below a line that says so, and 某某　某职 one of its own kind; elsewhere a paragraph each
docx 名单.docx <<'TXT'
center	关于成立专班的通知
left	各县：
both	顾怀远（市长）
both	沈秋白（副市长）
both	现公布组成人员名单如下：
both	（排名不分先后）
both	许棠（市教育局局长）
both	叶舟（市财政局局长）
both	专班撤销时，另行通知。附专家组名单：
both	万青　市水务局局长
both	丁一　市审计局局长
TXT
expect_status 0 "$gongbao" import 名单.docx
cat >wanted.md <<'MD'
顾怀远（市长）

沈秋白（副市长）

现公布组成人员名单如下：

（排名不分先后）

<!-- 名单 -->

许棠（市教育局局长）
叶舟（市财政局局长）

专班撤销时，另行通知。附专家组名单：

<!-- 名单 职务 -->

万青　市水务局局长
丁一　市审计局局长
MD
sed '1,/^$/d' 名单.md >there
expect_same wanted.md there

# a decision without a signature: the text that it changes is printed again behind it
sent '澄浦市人民政府关于修改《澄浦市河道管理办法》的决定\n\n（2024年6月28日市人民政府第33次常务会议通过）\n\n一、将第三条修改为：“市水务局负责管理。”\n\n《澄浦市河道管理办法》根据本决定作相应修改，重新公布。\n\n澄浦市河道管理办法\n\n（2010年5月6日公布　根据2024年6月28日《关于修改〈澄浦市河道管理办法〉的决定》修正）\n\n第一条　为了加强管理，制定本办法。\n' 修改.txt
expect_status 0 "$gongbao" import 修改.txt
expect_in 修改.md '# 澄浦市河道管理办法'
expect_in 修改.来稿.json '"text": "澄浦市河道管理办法", "becomes": "印发件"'

# bare names are a list below a line that says so: several in a line, or one in each; not where prizes or groups stand among them
sent '关于公布名单的通知\n\n各单位：\n\n现予公布。\n\n澄浦市教育局\n\n2024年7月3日\n\n评审专家名单\n\n（共5人）\n\n顾怀远　沈秋白\n\n叶　舟　艾力·买买提\n\n许棠\n' 专家.txt
expect_status 0 "$gongbao" import 专家.txt
printf '%s\n' '# 评审专家名单' '' '（共5人）' '' '<!-- 名单 -->' '' '顾怀远　沈秋白' '叶　舟　艾力·买买提' 许棠 >wanted
tail -n 9 专家.md >there
expect_same wanted there
sent '优秀教师名单\n\n顾怀远\n\n沈秋白\n\n叶舟\n' 教师.txt
expect_status 0 "$gongbao" import 教师.txt
expect_in 教师.md '<!-- 名单 -->'
sent '获奖名单\n\n金奖\n\n顾怀远　沈秋白\n\n银奖\n\n许棠　万青\n' 获奖.txt
sent '获奖名单\n\n顾怀远　沈秋白\n\n金奖\n\n许棠　万青\n' 奖.txt
sent '入围城市名单\n\n南京　苏州\n\n杭州　宁波\n' 城市.txt
sent '现将顾怀远等人的情况予以通报。\n\n顾怀远　沈秋白\n\n叶舟　许棠\n' 另两行.txt
for file in 获奖 奖 城市 另两行; do
    expect_status 0 "$gongbao" import $file.txt
    if grep -q '<!-- 名单' $file.md; then wrong "$file.md has a list of names"; else right; fi
done

# who was there, at the end of minutes alone; where names go on in the next line they are text
docx 出席.docx <<'TXT'
center,red	澄浦市人民政府常务会议纪要
center	〔2024〕12号
center	第33次常务会议纪要
both	出席：全体组成人员
both	会议听取了防汛工作的汇报。
both	出　席：顾怀远　沈秋白
both	列席:许　棠
left	抄送：市委。
TXT
expect_status 0 "$gongbao" import 出席.docx
cat >wanted.md <<'MD'
---
发文机关标志: 澄浦市人民政府常务会议纪要
发文字号: 〔2024〕12号
标题: 第33次常务会议纪要
抄送: 抄送：市委。
出席: 顾怀远　沈秋白
列席: 许　棠
---

出席：全体组成人员

会议听取了防汛工作的汇报。
MD
expect_same wanted.md 出席.md
expect_in 出席.来稿.json '"text": "出　席："'
docx 续行.docx <<'TXT'
center,red	澄浦市人民政府常务会议纪要
center	〔2024〕12号
center	第33次常务会议纪要
both	会议听取了防汛工作的汇报。
both	出席：顾怀远　沈秋白
both	　　　许　棠　叶　舟
TXT
expect_status 0 "$gongbao" import 续行.docx
expect_in 续行.md '出席：顾怀远　沈秋白'

docx 计划.docx <<'TXT'
center	关于下达计划的通知
left	澄发改〔2024〕 2 号
left	各县发展改革局，
left	市直各单位：
both	现下达计划。
both	附件：
both	1．计划表
both	2．说明
right	澄浦市发展和改革委员会
right	2024年7月3日
left	附件 1
center	计划表
both	修路。
left	附 件 2 ：
center	说明
both	略。
left	附件3名册
both	略。
TXT
# who signs in lines of one paragraph, beside one who is no organ by name
python3 "$source_folder/tests/run/intake/docx_of.py" 联名.docx <<'TXT'
center	关于检查的通知
left	各县：
both	现开展检查。
right	澄浦市教育局⏎校车专班
right	澄浦市公安局
right	2024年7月3日
TXT
expect_status 0 "$gongbao" import 联名.docx
sed -n '/^署名/,/^成文/p' 联名.md >names
printf '署名:\n  - 澄浦市教育局\n  - 校车专班\n  - 澄浦市公安局\n成文日期: 2024-07-03\n' >wanted.md
expect_same wanted.md names
# the day in the same paragraph as those who sign; a day below a sentence is none
python3 "$source_folder/tests/run/intake/docx_of.py" 同段.docx <<'TXT'
center	关于检查的通知
left	各县：
both	检查从此日开始，⏎2024年7月1日
both	澄浦市教育局⏎澄浦市公安局⏎二〇二四年七月三日
left	（此件公开发布）
TXT
expect_status 0 "$gongbao" import 同段.docx
sed -n '/^署名/,$p' 同段.md >names
printf '署名:\n  - 澄浦市教育局\n  - 澄浦市公安局\n成文日期: 2024-07-03\n附注: （此件公开发布）\n---\n\n检查从此日开始，\\\n2024年7月1日\n' >wanted.md
expect_same wanted.md names
# a 目录 whose lines are one paragraph
python3 "$source_folder/tests/run/intake/docx_of.py" 目录.docx <<'TXT'
center	澄浦市节水条例
center	目　录
left	第一章　总则⏎第二章　附则
center	第一章　总则
both	第一条　节水。
center	第二章　附则
both	第二条　施行。
TXT
expect_status 0 "$gongbao" import 目录.docx
expect_in 目录.来稿.json '"reason": "换行改为另起一段", "count": 1}'
if [ "$(grep -c '^第二章　附则$' 目录.md)" = 2 ]; then right; else wrong "目录 lost a line"; fi
expect_status 0 "$gongbao" import 计划.docx
cat >wanted.md <<'MD'
---
发文字号: 澄发改〔2024〕2号
标题: 关于下达计划的通知
主送: 各县发展改革局，市直各单位：
署名: 澄浦市发展和改革委员会
成文日期: 2024-07-03
附件说明: 无
---

现下达计划。

附件：1．计划表\
2．说明

# 附件1 计划表

修路。

# 附件2 说明

略。

# 附件3 名册

略。
MD
expect_same wanted.md 计划.md

# ---- a page that a browser saved in one file: its text in either coding, its picture by its address
python3 - <<'PY'
import base64, quopri, struct, zlib
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
picture = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 60, 8, 0, 0, 0, 0))
           + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 60) * 60)) + chunk(b"IEND", b""))
page = ("<html><body><div id=zoom><p align=center>关于检查校车的通知</p><p>各区教育局：</p><p>现开展检查。</p>"
        "<p><img src='/a.png'></p><p align=center>图1　查验校车</p><p>查验三次。</p><p><img src='/a.png'></p>"
        "<p align=center>图2　甲　　图3　乙</p></div></body></html>").encode()
for name, coding, text in (("甲.mht", "quoted-printable", quopri.encodestring(page)),
                           ("乙.mht", "base64", base64.encodebytes(page)), ("丙.mht", "8bit", page)):
    parts = [(b"text/html; charset=utf-8", coding.encode(), b"http://a.example/x/y.html", text),
             (b"image/png", b"base64", b"http://a.example/a.png", base64.encodebytes(picture))]
    out = b'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--b"\n\nnone\n'
    for kind, how, where, data in parts:
        out += b"----b\nContent-Type: %s\nContent-Transfer-Encoding: %s\nContent-Location: %s\n\n%s\n" % (kind, how, where, data)
    open(name, "wb").write((out + b"----b--\n").replace(b"\n", b"\r\n") if coding != "8bit" else out + b"----b--\n")
PY
for name in 甲 乙 丙; do
    expect_status 0 "$gongbao" import $name.mht
    expect_in $name.md "标题: 关于检查校车的通知"
    expect_in $name.md "![图1　查验校车](figures/$name-图1.png)" # what stands in the middle below a picture
    expect_in $name.md "![](figures/$name-图1.png)"
    expect_in $name.md "<> 图2　甲　　图3　乙"
    if [ "$(head -c 8 figures/$name-图1.png | od -An -tx1)" = ' 89 50 4e 47 0d 0a 1a 0a' ]; then right; else wrong "$name has no figure"; fi
done
sed '$d' 丙.mht >断.mht # cut off within its picture's end
printf '%s\n' '----b' 'Content-Type: text/html' '' '<p>套着的</p>' >>断.mht
expect_status 0 "$gongbao" import 断.mht
expect_in 断.来稿.json '"text": "<iframe>", "reason": "网页自己的文字", "count": 1}'
sed '/^----b/,$d' 丙.mht >空.mht
expect_status 1 "$gongbao" import 空.mht
expect_in err "[import-no-text]"

# ---- ten thousand paragraphs, each of them there (what they cost: bench/import.sh)
awk 'BEGIN { print "关于测试的通知"; for (i = 0; i < 10000; i++) print "　　第" i "批物资,应当于2024 年底前(含)全部到位，各单位要认真组织，确保按时完成，不得延误。" }' >long.txt
expect_status 0 "$gongbao" import long.txt
if [ "$(grep -c '应当于2024年底前（含）全部到位' long.md)" = 10000 ]; then right; else wrong "not each of the paragraphs is there"; fi

# ---- pages of a site, where a folder "shared" lies beside the project: one command, not a character astray, all are set
pages=${GAZ_SHARED:-$source_folder/../shared}/corpus/incoming/gov
if [ -d "$pages" ]; then
    expect_status 0 "$gongbao" import "$pages"/*.html -o pages
    tiny_issue pages
    rm pages/01.md
    sed -i '/文件: \[/d' pages/issue.yaml
    printf '    文件:\n' >>pages/issue.yaml
    (cd pages && printf '      - %s\n' *.md) >>pages/issue.yaml
    expect_status 0 "$gongbao" build pages -o pages.pdf
    for key in 标题 发文字号 主送 署名 成文日期; do
        n=$(grep -l "^$key:" pages/*.md | wc -l)
        if [ "$n" -ge 18 ]; then right; else wrong "$key in $n documents only"; fi
    done
fi

# ---- usage
expect_status 2 "$gongbao" import
expect_status 2 "$gongbao" import box/甲.txt --into issue
expect_status 2 "$gongbao" import box/甲.txt --keep 没有
expect_in err "空格、标点"
expect_status 2 "$gongbao" import box/甲.txt 空.txt -o x.md
# ---- a table that no source can hold; a paragraph of many lines that are paragraphs; many lines that might be persons
{ printf '<meta charset=utf-8><p>关于报送数据的通知</p><p>见下表。</p><table><tr>' && for i in $(seq 70); do printf '<td>甲%s' "$i"; done && printf '</table>'; } >宽.html
expect_status 1 "$gongbao" import 宽.html
expect_in err '的表格有70列、1行，文稿里的表格最多64×20000（列×行）；什么也没有写，请在来稿里分成几张 [intake-table]'
expect_nothing_at 宽.md
{ printf '<meta charset=utf-8><p>关于报送数据的通知</p><p>各区：' && for i in $(seq 20000); do printf '<br>　　第%s段的话。' "$i"; done && printf '</p><p>附件：<br>　　1．一张表<br>　　2．另一张表</p>'; } >行.html
expect_status 0 within 20 "$gongbao" import 行.html
expect_in 行.md '第19999段的话。'
[ "$(grep -c '^第[0-9]*段的话。$' 行.md)" = 20000 ] && right || wrong "lines are no paragraphs, or lost"
{ printf '关于名单的通知\n各区：\n' && for i in $(seq 10000); do printf '张　三　李四五　王　六\n'; done; } >人.txt
expect_status 0 within 20 "$gongbao" import 人.txt

# ---- a text without a title whose last line looks like a title's first
for last in 澄浦市财政局 关于加强管理 澄浦市财政局关于; do
    printf '各区：\n请于月底前报来。\n%s\n' "$last" >末行.txt
    rm -f 末行.md 末行.来稿.json
    expect_status 0 "$gongbao" import 末行.txt -o 末行.md
    expect_in 末行.md "$last"
    expect_in 末行.md '标题: 末行'
done

# ---- a label with its number behind a line end, and a short line below
printf '<meta charset=utf-8><p>关于报送数据的通知</p><p>各区：</p><p>请报送。</p><p align=center>附件<br>1 2 3</p><p>主题词：财政</p>' >附与行.html
expect_status 0 "$gongbao" import 附与行.html
expect_in 附与行.md "主题词：财政"

finish
