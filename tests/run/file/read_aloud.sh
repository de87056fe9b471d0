#!/usr/bin/env bash
# read_aloud.sh: what is heard of a letter, a table that goes over pages, a turned one, contents (read_aloud.py), in which order; and that
# a file in which that is not so is told.
. "$(dirname "$0")/../lib.sh" "$@"
command -v qpdf >/dev/null || skip "no qpdf"

tiny_issue issue
cat >issue/01.md <<'MD'
---
发文机关标志: 澄浦市人民政府文件
发文字号: 澄政发〔2024〕3号
标题: |
  澄浦市人民政府关于
  测试的通知
主送: 各区人民政府
署名: 澄浦市人民政府
成文日期: 2024-01-05
---

现将有关事项通知如下[^1]。

[^1]: 另见World Health Organization的文件。

## 一、安排

（一）**先做甲。**再做乙，填写＿＿。

**出　席：**顾怀远　沈秋白　陆知行　许　棠　程　澜　丁一帆　万　青　叶　舟　冯以宁　吕望舒　朱　禾　许清和　杜　若　林鹿鸣

# 附件1 分工表

MD
{
    printf '| 序号 | 任务 | 单位 |\n|---|---|---|\n'
    for i in $(seq 60); do printf '| %s | 任务甲%s | 单位乙%s |\n' "$i" "$i" "$i"; done
    printf '\n# 附件2 横表\n\n<table class="横排"><thead><tr><th rowspan="2">区</th><th colspan="2">户数</th></tr><tr><th>上年</th><th>今年</th></tr></thead>\n'
    printf '<tr><th>和平</th><td>1</td><td>2</td></tr><tr><th>城东</th><td>3</td><td></td></tr></table>\n'
} >>issue/01.md
expect_status 0 "$gongbao" build issue -q -o issue.pdf
qpdf --json=2 --json-stream-data=inline --decode-level=generalized issue.pdf >issue.json
python3 "$source_folder/tests/run/file/read_aloud.py" issue.json >heard || wrong "read_aloud.py"

# these lines follow one another
heard_in_order() {
    printf '%s\n' "$@" >wanted
    grep -n -A "$(($# - 1))" -xF -- "$1" heard | sed 's/^[0-9]*[:-]//' | head -n $# >found
    expect_same wanted found
}
heard_in_order 目录，1条 链接，澄浦市人民政府关于测试的通知（澄政发〔2024〕3号）（3）
heard_in_order 栏目，市政府文件 澄浦市人民政府文件 澄政发〔2024〕3号 标题一级，澄浦市人民政府关于测试的通知 各区人民政府：
heard_in_order 现将有关事项通知如下①。 '注，①另见World Health Organization的文件。' 标题二级，一、安排 '（一）先做甲。再做乙，填写＿＿。'
heard_in_order 澄浦市人民政府 2024年1月5日
# names stay apart where a line ends between them
heard_in_order '出 席：顾怀远 沈秋白 陆知行 许 棠 程 澜 丁一帆 万 青 叶 舟 冯以宁 吕望舒 朱 禾 许清和 杜 若 林鹿鸣'
# a table that goes on is one, and what heads it is said once as a row, however often it is printed
heard_in_order 表格，61行3列 表头行，序号；任务；单位 第2行，序号：1；任务：任务甲1；单位：单位乙1 第3行，序号：2；任务：任务甲2；单位：单位乙2
[ "$(grep -c '^表头行，序号；任务；单位$' heard)" -eq 1 ] && right || wrong "heads are said more than once"
[ "$("$gongbao" build issue -q --dump=structure 2>/dev/null | grep -c repeated-head)" -ge 3 ] && right || wrong "the table is on one page"
grep -o '^第[0-9]*行，序号：[0-9]*' heard | grep -o '[0-9]*$' >numbers
expect_same numbers <(seq 60)
# a turned one is read as one that stands
heard_in_order 表格，4行3列 表头行，区；户数 表头行，上年；今年 第3行，和平；户数、上年：1；户数、今年：2 第4行，城东；户数、上年：3；户数、今年：空 表格完
# nothing of what each page has: numbers, 续表
grep -qE '续表|^— |^[0-9]+$' heard && wrong "page numbers are read: $(grep -E '续表|^— |^[0-9]+$' heard | head -n 1)" || right

# a picture is said once, and its caption once, behind it; what nobody has said of it, its caption says
tiny_issue pictures
printf '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="9mm"><rect width="20" height="9"/></svg>' >pictures/a.svg
cat >>pictures/01.md <<'MD'

## 一、图

![图1　办理流程](a.svg)

![图2　各区户数](a.svg){替代="柱形图，和平区最多"}

![图3　受理情况](a.svg){替代="图3　受理情况"}

![办公楼](a.svg)

![](a.svg)

![图4—5　甲](a.svg)
![图六　乙](a.svg)

![](a.svg){公式 （1） 替代="甲等于乙加丙"}

![](a.svg){公式 （2）}

| 图 | 名称 |
|---|---|
| ![印章](a.svg) | 印 |
MD
expect_status 0 "$gongbao" build pictures -q -o pictures.pdf
qpdf --json=2 --json-stream-data=inline --decode-level=generalized pictures.pdf >pictures.json
cp heard all && python3 "$source_folder/tests/run/file/read_aloud.py" pictures.json >heard
heard_in_order 标题二级，一、图 图，图1，图题在后 '图1 办理流程' 图，柱形图，和平区最多 '图2 各区户数' 图，图3，图题在后 '图3 受理情况' \
    图，图，图题在后 办公楼 图，“一、图”的图 图，图4—5，图题在后 '图4—5 甲' 图，图六，图题在后 '图六 乙' \
    公式，甲等于乙加丙 （1） 公式，公式，编号在后 （2）
mv all heard

# the only blank of its face, at a line's end: it is in no program of a font
tiny_issue alone
printf '\n由市水利局牵头完成病险水库除险加固回头看市水利局牵头完成病险　水库除险加固。\n' >>alone/01.md
expect_status 0 "$gongbao" build alone -q -o alone.pdf
qpdf --json=2 --json-stream-data=inline --decode-level=generalized alone.pdf >alone.json
python3 "$source_folder/tests/run/file/read_aloud.py" alone.json >other
expect_in other '由市水利局牵头完成病险水库除险加固回头看市水利局牵头完成病险 水库除险加固。'

# what is wrong is heard
for what in order head span heading; do
    python3 "$source_folder/tests/run/file/tags.py" --break $what issue.json spoiled.json || wrong "$what: not broken"
    python3 "$source_folder/tests/run/file/read_aloud.py" spoiled.json >other
    cmp -s heard other && wrong "$what is not heard" || right
done
finish
