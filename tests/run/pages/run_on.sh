#!/usr/bin/env bash
# run_on.sh: 接排: short documents of one 栏目 on one page: places, contents, tree, running heads, and that a build is what fit, diff and
# a lock expect.
. "$(dirname "$0")/../lib.sh" "$@"

# document NAME PARAGRAPHS: with a number, a signature and a date
document() {
    {
        printf -- '---\n标题: 关于%s号任免的通知\n发文字号: 澄政人〔2024〕%s号\n署名: 澄浦市人民政府\n成文日期: 2024-01-05\n---\n\n' "$1" "$1"
        for i in $(seq "$2"); do printf '任命第%s号同志为科长。\n\n' "$i"; done
    } >"issue/$1.md"
}

tiny_issue issue
sed -i 's/^样式: .*/样式: gongbao-2026/; /^目录:/,$d' issue/issue.yaml
printf '目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n  - 栏目: 人事任免\n    接排: 是\n    文件: [1.md, 2.md, 3.md, 4.md]\n' >>issue/issue.yaml
document 1 2
document 2 1
document 3 30
document 4 1

expect_status 0 "$gongbao" build issue -q --dump=structure
cp out tree
# 2.md and the head of 3.md stand below 1.md, 4.md below the end of 3.md; all in the tree of one 栏目
sed -n 's/^ *document page=\([0-9-]*\) to=[0-9]* at=\([0-9]*\.md\).*/\2 \1/p' tree >pages
printf '%s\n' '01.md 3' '1.md 4' '2.md 4' '3.md 4-6' '4.md 6' >wanted
expect_same wanted pages
expect_status 1 grep -q 'column page=4-.*column' tree
sed -n 's/^ *contents-number page=2 copy "\(.*\)"/\1/p' tree >numbers
printf '%s\n' '（3）' '（4）' '（4）' '（4）' '（6）' >wanted
expect_same wanted numbers
# a page at whose head an earlier document ends has a running head, one that begins with a document has none
grep -o 'page=[0-9]* running-head "人事任免"' tree >heads
printf 'page=%s running-head "人事任免"\n' 5 6 >wanted
expect_same wanted heads

# what points to the second document points to its place, not to the page's head
expect_status 0 "$gongbao" build issue -q --dump=pages
cp out before.pages
grep -E '^target [1-4] ' out | awk '{ print $3, $5 }' >places
[ "$(sed -n 1p places | cut -d' ' -f1)" = "$(sed -n 2p places | cut -d' ' -f1)" ] && right || wrong "two pages: $(cat places)"
awk 'NR == 1 { top = $2 } NR == 2 { exit !($2 > top + 100) }' places && right || wrong "one place: $(cat places)"

# the same once more, compared; and what fit says of a document is what the build has
expect_status 0 "$gongbao" diff before.pages issue --summary
while read -r document place; do # each where the build has it, and its last line there
    expect_status 0 "$gongbao" fit issue "$document"
    expect_in out "，第${place/-/—}页，末页"
done <pages
expect_status 0 "$gongbao" fit issue 2.md
expect_in out '第4页，末页11行'
expect_status 0 "$gongbao" fit issue 4.md
expect_in out '第6页，末页8行'
expect_status 0 "$gongbao" lock issue -q
expect_status 0 "$gongbao" build issue --locked -q -o locked.pdf

# the style's rule between two documents
sed -i 's/^样式: .*/样式: own.yaml/' issue/issue.yaml
printf '继承: gongbao-2026\n接排: {线粗: 0.5磅}\n' >issue/own.yaml
expect_status 0 "$gongbao" build issue -q --dump=pages
[ "$(grep -c '^rule ' out)" -eq $(($(grep -c '^rule ' before.pages) + 3)) ] && right || wrong "$(grep -c '^rule ' out) rules"

# a number has a red rule below a mark only (G-17), run on or not
sed -i 's/^    接排: 是/    接排: 否/' issue/issue.yaml
for marks in 0 1; do
    [ $marks = 0 ] || sed -i 's/^发文字号/发文机关标志: 澄浦市人民政府文件\n&/' issue/1.md
    expect_status 0 "$gongbao" build issue -q --dump=pages
    [ "$(sed '1,/^page 3 /d' out | grep -c '^rule .*D7282F')" -eq $marks ] && right || wrong "$marks marks: red rules"
done
sed -i '/^发文机关标志/d' issue/1.md

# a style that says it of every 栏目
printf '继承: gongbao-2026\n接排: 是\n' >issue/own.yaml
sed -i '/接排/d' issue/issue.yaml
expect_status 0 "$gongbao" build issue -q --dump=structure
sed -n 's/^ *document page=\([0-9-]*\) to=[0-9]* at=\([0-9]*\.md\).*/\2 \1/p' out >again
expect_same pages again
finish
