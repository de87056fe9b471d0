#!/usr/bin/env bash
# whites.sh: the white between things, read off the places that --dump=pages tells: what stands where in points.
. "$(dirname "$0")/../lib.sh" "$@"

# issue FOLDER STYLE FRONT BODY: a tiny issue with one document
issue() {
    tiny_issue "$1"
    sed -i "s/^样式: .*/样式: $2\n主办: 澄浦市人民政府办公室/" "$1/issue.yaml"
    printf -- '---\n标题: 关于试排的通知\n%s\n---\n\n%s\n' "$3" "$4" >"$1/01.md"
    "$gongbao" build "$1" -q --dump=pages >"$1.pages" 2>err || wrong "$1: $(head -n 1 err)"
}

# near WHAT GOT WANTED: to a twentieth of a point
near() {
    if awk -v a="$2" -v b="$3" 'BEGIN { exit !(a - b < 0.05 && b - a < 0.05) }'; then right; else
        wrong "$1: $2, not $3"
    fi
}

# of FOLDER ROLE FIELD: of the role's last text: x, y (its baseline), size
of() {
    awk -v role="role=$2" -v want="$3" '$1 == "glyphs" && index($0, role " ") {
        for (i = 4; i <= NF; i++) if ($i ~ /^size=/) size = substr($i, 6)
        x = $2; y = $3
    } END { print want == "x" ? x : want == "y" ? y : size }' "$1.pages"
}

pitch=29.61 # of gbt9704: (225 mm - 1字) / 21

# 7.2.5: 文号 two lines under the mark, whatever its height; the text below is on the page's grid again
number_is_two_lines_below() { # FOLDER ROLE
    near "$1: 文号" "$(awk -v y="$(of "$1" 发文字号 y)" -v s="$(of "$1" 发文字号 size)" -v my="$(of "$1" "$2" y)" \
        -v ms="$(of "$1" "$2" size)" 'BEGIN { print y - 0.88 * s - (my + 0.12 * ms) }')" "$(awk "BEGIN { print 2 * $pitch }")"
    near "$1: 主送 on the grid" "$(awk -v y="$(of "$1" 主送 y)" -v p=$pitch -v top=104.88 -v s="$(of "$1" 主送 size)" \
        'BEGIN { over = (y - 0.88 * s - top) / p; print over - int(over + 0.5) }')" 0
}
issue short gbt9704 $'发文机关标志: 澄浦市人民政府文件\n发文字号: 澄政发〔2024〕1号\n主送: 各区人民政府' 现通知如下。
number_is_two_lines_below short 发文机关标志
issue long gbt9704 $'发文机关标志: 澄浦市人民政府行政审批服务局文件\n发文字号: 澄审发〔2024〕1号\n主送: 各区人民政府' 现通知如下。
number_is_two_lines_below long 发文机关标志
if awk -v a="$(of long 发文机关标志 size)" 'BEGIN { exit !(a < 40) }'; then right; else wrong "the long mark is not smaller"; fi
issue joint gbt9704 $'发文机关标志: [澄浦市教育局, 澄浦市财政局, 澄浦市卫生健康委员会]\n发文字号: 澄教发〔2024〕1号\n主送: 各区人民政府' 现通知如下。
number_is_two_lines_below joint 联合标志

# 主办 alone: its block stands in the middle of the type area (156 mm from 28 mm on, mirrored on a left page)
sed -n '/^page 2 /,/^page 3 /p' short.pages | grep 'role=编委会' >board
near "主办 is centred" "$(awk 'NR == 1 { left = $2 } { x = $2; n = split($0, q, "\""); text = q[2]; for (i = 4; i <= NF; i++) if ($i ~ /^size=/) size = substr($i, 6) }
    END { print left + x + length(text) / 3 * size }' board)" "$(awk 'BEGIN { print 2 * (26 + 78) * 72 / 25.4 }')"

# a short 刊名 grows by a third, then stands in the middle: it is not stretched over the page
sed -i 's/^刊名: .*/刊名: 澄浦公报/' short/issue.yaml
"$gongbao" build short -q --dump=pages >short.pages 2>err
near "the size of 刊名" "$(of short 封面刊名 size)" 61.33

# a line above a chapter, not below a title, nor between a chapter and its first section
issue chapters gongbao-2026 '成文日期: 2024-01-05' $'现发布如下。\n\n# 试排办法\n\n第一章　总则\n\n第一条　甲。\n\n第二章　分则\n\n第一节　一般\n\n第二条　乙。'
# the middle of a line's characters: 0.88 of the em stands over the baseline
middle() {
    grep ^glyphs chapters.pages | grep -F "\"$1" | tail -n 1 |
        awk '{ for (i = 4; i <= NF; i++) if ($i ~ /^size=/) print $3 - 0.38 * substr($i, 6) }'
}
line=$(awk -v a="$(middle 第二条)" -v b="$(middle 第一节)" 'BEGIN { print a - b }')
between() { awk -v a="$(middle "$1")" -v b="$(middle "$2")" -v p="$line" 'BEGIN { print (b - a) / p }'; }
near "第一章 to 第一条" "$(between 第一章 第一条)" 1
near "第一条 to 第二章" "$(between 第一条 第二章)" 2
near "第二章 to 第一节" "$(between 第二章 第一节)" 1
near "试排办法 to 第一章" "$(between 试排办法 第一章)" 2

# 【 and the entries of the contents begin at one edge: the bracket's white hangs over it
near "【" "$(awk '/role=目录栏目/ { print $2 + 6; exit }' chapters.pages)" "$(awk '/role=目录条目/ && /01.md/ { print $2; exit }' chapters.pages)"

finish
