#!/usr/bin/env bash
# running_head.sh: 书眉: which pages have one, what stands outside and inside, what is done when it is too long.
. "$(dirname "$0")/../lib.sh" "$@"

# long_issue COLUMN: two documents of some pages, and 简介
long_issue() {
    rm -rf issue && tiny_issue issue
    sed -i "s/^样式: .*/样式: gongbao-2026/; s/栏目: .*/栏目: $1/" issue/issue.yaml
    sed -i 's/\[01.md\]/[01.md, 02.md]/' issue/issue.yaml
    local file
    for file in 01 02; do
        printf -- '---\n标题: 关于%s号测试的通知\n---\n\n' $file >issue/$file.md
        for i in $(seq 70); do printf '第%s段的正文在这里。\n\n' "$i" >>issue/$file.md; done
    done
}
heads() { "$gongbao" build issue -q --dump=structure 2>err | grep 'running-head' >heads; }
head_of() { # PAGE TEXT…: all that its 书眉 says, from left to right
    local page=$1 text
    shift
    for text in "$@"; do printf 'artifact page=%s running-head "%s"\n' "$page" "$text"; done >wanted
    grep "page=$page " heads >found
    expect_same wanted found
}

long_issue 市政府文件
name=$(sed -n 's/^刊名: *//p' issue/issue.yaml)
inside="$name　$(sed -n 's/^年: *//p' issue/issue.yaml)年第$(sed -n 's/^期: *//p' issue/issue.yaml)期"
heads
first=$("$gongbao" build issue -q --dump=structure 2>err | sed -n 's/^ *document page=\([0-9]*\)-.*/\1/p')
set -- $first
[ $# -eq 2 ] && [ $(($2 - $1)) -ge 3 ] || wrong "documents on pages $first"
for page in 1 2 "$1" "$2"; do head_of "$page"; done # cover, contents, first pages
for page in $(($1 + 1)) $(($1 + 2)); do
    if [ $((page % 2)) -eq 1 ]; then head_of "$page" "$inside" 市政府文件; else head_of "$page" 市政府文件 "$inside"; fi
done

# it is in the file, above the text, and no part of what is read back as the document's
expect_status 0 "$gongbao" build issue -q -o out.pdf
pdftotext -f $(($1 + 1)) -l $(($1 + 1)) -layout out.pdf page.txt
sed -n '/./{s/ //g;s/　//g;p;q;}' page.txt >top
expect_in top "${inside/　/}"
expect_in top 市政府文件

# on the first page of each too, when the style says so
printf '继承: gongbao-2026\n书眉: {首页: 是}\n' >issue/own.yaml
sed -i 's/^样式: .*/样式: own.yaml/' issue/issue.yaml
heads
for page in 1 2; do head_of "$page"; done
for page in "$1" $(($1 + 1)) $(($2 - 1)) "$2" $(($2 + 1)); do
    if [ $((page % 2)) -eq 1 ]; then head_of "$page" "$inside" 市政府文件; else head_of "$page" 市政府文件 "$inside"; fi
done
sed -i 's/^样式: .*/样式: gongbao-2026/' issue/issue.yaml

# a style without one
sed -i 's/gongbao-2026/gbt9704/' issue/issue.yaml
heads
expect_same /dev/null heads

# too long for one line: the issue on the left page, the 栏目 on the right one
column=$(printf '市人民政府和各部门的规范性文件%.0s' 1 2 3)
long_issue "$column"
heads
left=$((($1 + 2) / 2 * 2))
head_of $left "$inside"
head_of $((left - 1 > $1 ? left - 1 : left + 1)) "$column"

# in two lines: the issue above the 栏目, one and a half of its size
two_lines() { # COLUMN
    long_issue "$1"
    sed -i 's/^样式: .*/样式: own.yaml/' issue/issue.yaml
    printf '继承: gongbao-2026\n书眉: {排法: 两行}\n' >issue/own.yaml
    "$gongbao" build issue -q --dump=pages 2>err | awk -v page=$(($first_page + 1)) '$1 == "page" { here = $2 == page } here && / role=书眉 /' >lines
}
set -- $first
first_page=$1
two_lines 市政府文件
awk '{ y[NR] = $3; for (i = 1; i <= NF; i++) if ($i ~ /^size=/) size = substr($i, 6) } END { d = y[NR] - y[1] - 1.5 * size; exit NR < 2 || d * d > 0.001 }' lines && right || wrong "$(cat lines)"
grep -o '"[^"]*"' lines | tr -d '"\n' >said
printf '%s' "${inside}市政府文件" >wanted
expect_same wanted said
finish
