#!/usr/bin/env bash
# tables.sh PROGRAM [N]: what a table of ten times the rows costs: milliseconds of reading and layout for 1,000 and 10,000 rows of four
# columns with merged cells, least of N runs (default 5), and the ratio of the two. Linear is 10.
set -euo pipefail
program=$(realpath "${1:?program}")
runs=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# table_issue ROWS: an issue whose one document is a table of so many rows
table_issue() {
    mkdir -p "t$1"
    cat >"t$1/issue.yaml" <<'YAML'
刊名: 测试公报
年: 2024
期: 1
总期: 1
出版日期: 2024-01-05
主办: 测试市人民政府办公室
样式: gbt9704
目录:
  - 栏目: 文件
    文件: [01.md]
YAML
    {
        printf -- '---\n标题: 关于表格的通知\n---\n\n<table><thead><tr><th>组</th><th>序号</th><th>事项</th><th>单位</th></tr></thead><tbody>\n'
        for ((i = 1; i <= $1; i++)); do
            ((i % 4 != 1)) || printf '<tr><td rowspan="4">第%d组</td>' $((i / 4 + 1))
            ((i % 4 == 1)) || printf '<tr>'
            printf '<td>%d</td><td>各有关部门按照职责分工抓好落实，第%d项</td><td>市人民政府办公室</td></tr>\n' "$i" "$i"
        done
        printf '</tbody></table>\n'
    } >"t$1/01.md"
}

# layout_ms ROWS
layout_ms() {
    for _ in $(seq "$runs"); do
        "$program" build "t$1" -q -o out.pdf --timing 2>&1 | awk '/^timing: (read|layout)/ { ms += $3 } END { print ms }'
    done | sort -n | head -n 1
}

table_issue 1000
table_issue 10000
few=$(layout_ms 1000)
many=$(layout_ms 10000)
awk -v few="$few" -v many="$many" 'BEGIN { printf "1000 rows %.1f ms, 10000 rows %.1f ms, ratio %.1f\n", few, many, many / few }'
