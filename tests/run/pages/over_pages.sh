#!/usr/bin/env bash
# over_pages.sh: what is kept on one page as a rule, when it is longer than a page: 抄送, a note, signatures. Nothing is lost, and what ends
# the document stands last.
. "$(dirname "$0")/../lib.sh" "$@"

names() { for i in $(seq "$1"); do printf '%s市第%d机关%s' "${3:-澄}" "$i" "$2"; done; }
issue_of() { # FRONT… with the body on the standard input
    rm -rf issue && tiny_issue issue
    { printf -- '---\n标题: 测试的通知\n'; printf '%s\n' "$@"; printf -- '---\n\n'; cat; } >issue/01.md
    expect_status 0 "$gongbao" build issue --dump=lines
    cp out lines
    grep -v '"role": "页码"' lines | tr -d '\n' | python3 -c 'import re, sys; print("".join(re.findall(r"\"text\": \"(.*?)\"", sys.stdin.read())))' >text
}
all_there() { # N WHAT
    local n
    n=$(grep -o "第[0-9]*机关" text | sort -u | wc -l)
    [ "$n" -eq "$1" ] && right || wrong "$n of $1 of $2"
}

issue_of '署名: 澄浦市人民政府' '成文日期: 2024-01-05' "抄送: $(names 300 ，)某局。" '印发机关: 澄浦市人民政府办公室' '印发日期: 2024-01-08' <<<'现将有关事项通知如下。'
all_there 300 抄送
grep -o '某局。.*' text >end && expect_in end '澄浦市人民政府办公室'
issue_of '署名: 澄浦市人民政府' '成文日期: 2024-01-05' < <(printf '现将有关事项[^1]通知如下。\n\n[^1]: %s某局。\n' "$(names 300 ，)")
all_there 300 'a note'

# ---- pages whose text is lost: as many as are said, numbered on, and each says so once
for n in 1 2 5; do
    issue_of '署名: 澄浦市人民政府' '成文日期: 2024-01-05' <<<$'现将有关事项通知如下。\n\n<!-- 缺页 '$n$' -->\n\n# 附件 缺页之后的话'
    expect_status 0 "$gongbao" build issue -q --dump=pages
    [ "$(grep -c '^page ' out)" -eq $((4 + n)) ] && right || wrong "$n lost pages: $(grep -c '^page ' out) of all"
    [ "$(grep -c '"（本页原文已缺）"' out)" -eq "$n" ] && right || wrong "$n lost pages: $(grep 已缺 out)"
    grep -q "— $((4 + n)) —" out && right || wrong "$n lost pages are not counted"
done

# text behind them begins a page of its own: none stands where the original is said to be lost
issue_of '署名: 澄浦市人民政府' '成文日期: 2024-01-05' <<<$'现将有关事项通知如下。\n\n<!-- 缺页 2 -->\n\n后面的话。'
python3 - out <<'PY' && right || wrong "text stands on a lost page"
import json, sys
rows = [json.loads(row) for row in open(sys.argv[1], encoding='utf-8')]
lost = {row['page'] for row in rows if '本页原文已缺' in row.get('text', '')}
kept = {row['page'] for row in rows if row.get('role') in ('正文', '署名', '成文日期')}
assert len(lost) == 2 and max(lost) + 1 in kept and not lost & kept, (lost, kept)
PY

# ---- where the foot of a page parts notes, the last line of one of three or more does not stand alone on the next
for more in 0 1 2 3 4; do
    issue_of '署名: 澄浦市人民政府' '成文日期: 2024-01-05' < <(
        printf '有许多注'
        printf '[^%d]' $(seq 30)
        printf '。\n\n'
        for i in $(seq 30); do
            printf '[^%d]: 注：' "$i"
            printf '注文要长到正好排成几行才看得出脚下怎样分开才可以这样写下去再写。%.0s' $(seq $((i % 3 + (i == 1 ? more : 0) + 2)))
            printf '\n'
        done
    )
    expect_status 0 "$gongbao" build issue -q --dump=pages
    python3 - out <<'PY' >>parted && right || wrong "a line of a note stands alone"
import collections, re, sys
lines, page = collections.defaultdict(list), 0  # of each note, the pages and places of its lines
for row in open(sys.argv[1], encoding='utf-8'):
    if row.startswith('page '):
        page = int(row.split()[1])
    found = re.search(r'glyphs \S+ (\S+) .*role=注文 .*node=(\d+)', row)
    if found and (page, found[1]) not in lines[found[2]]:
        lines[found[2]].append((page, found[1]))
parted = [[page for page, _ in places] for places in lines.values() if places[0][0] != places[-1][0]]
print(len(parted))
assert len(lines) == 30, len(lines)
assert all(pages.count(pages[-1]) > 1 for pages in parted if len(pages) > 2), parted
PY
done
grep -q '[1-9]' parted && right || wrong "no note was parted"

# ---- a list that ends a page to the line gives its last row to the signature on the next, wherever the page's end falls
crossed=0
for n in $(seq 6 22); do
    issue_of '署名: 澄浦市人民政府' '成文日期: 2024-01-05' < <(
        for i in $(seq "$n"); do printf '任命第%d人为某局副局长。\n\n' "$i"; done
        printf '同意：\n\n<table class="无框">\n<col style="width:22%%"><col style="width:78%%">\n'
        printf '<tr><td>万　青</td><td>任第%d法院副院长；</td></tr>\n' 1 2 3 4
        printf '</table>\n'
    )
    grep -q 'signature-bare' err && wrong "the signature behind a list below $n paragraphs is alone" || right
    page_of() { grep "$1" out | tail -n 1 | grep -o '"page": [0-9]*'; }
    [ "$(page_of 第4法院)" = "$(page_of 2024)" ] && right || wrong "$n paragraphs: the last row does not stand above the date"
    [ "$(page_of 第1法院)" = "$(page_of 第4法院)" ] || crossed=$((crossed + 1))
done
[ "$crossed" -ge 3 ] && right || wrong "no page's end fell into the list"

# ---- the board: what is wider than its column is turned over at the size of the others, and the two lists stand apart
rm -rf issue && tiny_issue issue
cat >>issue/issue.yaml <<'YAML'
编辑委员会:
  - 名誉主任: 阿卜杜热依木·买买提吐尔逊
  - 副主任: 顾怀远　沈秋白　依扎·赛依提
联系方式:
  - 地址: 云屏省澄浦市临湖区望江大道18号市政府综合办公楼三楼三百零七室
  - 网址: https://gongbao.chengpu.example/zfgb/2024/index_001.shtml?channel=gb&lang=zh-CN
YAML
expect_status 0 "$gongbao" build issue -q --dump=pages
grep 'role=编委会' out >board
[ "$(grep -o 'size=[0-9.]*' board | sort -u | wc -l)" -eq 1 ] && right || wrong "the board has more than one size"
python3 - <<'PY' && right || wrong "the lists touch"
import re
runs = [re.match(r"glyphs (\S+) (\S+) .*size=(\S+) .*\"(.*)\"", line).groups() for line in open("board")]
left = [float(x) for x, _, _, text in runs if text.startswith("址") or text.startswith("地")]
for x, _, size, text in runs:
    if float(x) < min(left):
        assert float(x) + len(text) * float(size) <= min(left), text
PY
finish
