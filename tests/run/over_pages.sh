#!/usr/bin/env bash
# over_pages.sh: what is kept on one page as a rule, when it is longer than a page: 抄送, a note, signatures. Nothing is lost, and what ends
# the document stands last.
. "$(dirname "$0")/lib.sh" "$@"

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
