#!/usr/bin/env bash
# check.sh: what check says of a text, to people and to programs, and that findings stop nothing but check --strict.
. "$(dirname "$0")/lib.sh" "$@"

tiny_issue issue
expect_status 0 "$gongbao" check issue
cp out clean.out
expect_status 0 "$gongbao" check issue --json
python3 - out <<'PY' && right || wrong "no JSON of a good issue"
import json, sys
assert all(one["rule"] == "stand-in-face" for one in json.load(open(sys.argv[1])))
PY
[ ! -s clean.out ] && right || wrong "findings in a good text: $(cat clean.out)"

printf '\n有关事项（见附件按办法执行。\n' >>issue/01.md
expect_status 0 "$gongbao" check issue
expect_in out '01.md:10:5: 错1: “（”没有配对的“）”；请补上，或删去 [pair-open]'
expect_in out '有关事项（见附件按办法执行。'
expect_status 0 env LC_ALL=en_US.UTF-8 "$gongbao" check issue
expect_in out 'E1: "（" lacks its "）" [pair-open]'
expect_status 3 "$gongbao" check issue --strict
expect_status 0 "$gongbao" check issue --json
python3 - out <<'PY' && right || wrong "$(cat out)"
import json, sys
found = [one for one in json.load(open(sys.argv[1])) if one["rule"] != "stand-in-face"]
assert found == [{"file": "01.md", "line": 10, "column": 5, "length": 1, "rule": "pair-open", "level": "E", "text": "（",
                  "message": "“（”没有配对的“）”；请补上，或删去", "proposal": None}], found
PY
# findings are no errors: what an editor has decided is printed
expect_status 0 "$gongbao" build issue -q -o issue.pdf --strict
expect_status 0 "$gongbao" lock issue -q
expect_status 0 "$gongbao" build issue -q -o issue.pdf --locked

# what an editor lets stand is not told again; a waiver that holds for nothing is
cat >issue/check-ignore.yaml <<'YAML'
放行:
  - {规则: pair-open, 文件: 01.md, 文字: （, 理由: 原文如此}
YAML
expect_status 0 "$gongbao" check issue --strict
[ ! -s out ] && right || wrong "still told: $(cat out)"
cat >>issue/check-ignore.yaml <<'YAML'
  - {规则: pair-close, 文字: ）, 理由: 原文如此}
  - {规则: pair-opened, 文字: （, 理由: 原文如此}
  - {规则: pair-open, 文件: 02.md, 文字: （, 理由: 原文如此}
  - 没有
YAML
expect_status 0 "$gongbao" check issue
[ ! -s out ] && right || wrong "still told: $(cat out)"
expect_in err 'check-ignore.yaml:3:5: 警告: 这一项放行用不上：规则pair-close没有指出“）”；文字改过了的，请删去这一项 [waiver-idle]'
expect_in err '没有规则“pair-opened”；是否为“pair-open”？ [waiver-rule]'
expect_in err 'check-ignore.yaml:5:5'
expect_in err '[waiver-form]'
printf '放行:\n  - {规则: pair-open, 文字: （}\n' >issue/check-ignore.yaml
expect_status 1 "$gongbao" check issue
expect_in err '[missing-key]'
expect_status 0 "$gongbao" build issue -q -o issue.pdf # which does not read it
rm issue/check-ignore.yaml

# the house's lists: the issue's counts before the style's, the style's before the program's; a build reads none
cp -r issue listed
mkdir listed/本馆
printf '继承: gbt9704\n' >listed/本馆/本馆.yaml
sed -i 's/^样式: .*/样式: 本馆\/本馆.yaml/' listed/issue.yaml
printf -- '---\n标题: 测试的通知\n---\n\n甲乙丙，丁戊己。报农业部、国家旅游局。\n' >listed/01.md
printf '用词:\n  - {误: 甲乙丙, 正: 乙丙, 理由: 本期}\n  - {误: 己庚, 正: 丁戊己, 理由: 本期}\n' >listed/用词.yaml
printf '用词:\n  - {误: 甲乙丙, 正: 丙丙, 理由: 本馆}\n  - {误: 丁戊己, 正: 丁己, 理由: 本馆}\n' >listed/本馆/用词.yaml
printf '机关:\n  - {全称: 国家旅游局}\n' >listed/本馆/机关.yaml
expect_status 0 "$gongbao" check listed
expect_in out '不用“甲乙丙”，应作“乙丙”（本期）→“乙丙” [house-word]'
expect_in out '“农业部”用到2018年4月2日为止'
grep -q '丁戊己。*”，\|国家旅游局”用到' out && wrong "an outer list counts: $(cat out)" || right
rm listed/用词.yaml
expect_status 0 "$gongbao" check listed
expect_in out '应作“丙丙”（本馆）'
expect_in out '应作“丁己”（本馆）'
printf '[[[' >listed/用词.yaml
expect_status 1 "$gongbao" check listed
expect_status 0 "$gongbao" build listed -q -o listed.pdf

# today's complaints stand in the JSON too, with their places
printf '\n![图](没有.png)\n' >>issue/01.md
expect_status 1 "$gongbao" check issue --json
python3 - out <<'PY' && right || wrong "$(cat out)"
import json, sys
one = [one for one in json.load(open(sys.argv[1])) if one["rule"] == "missing-file"]
assert len(one) == 1 and one[0]["level"] == "E" and one[0]["file"] == "01.md" and one[0]["line"] == 12
PY
expect_nothing_at issue/check.json
finish
