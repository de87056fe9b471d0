#!/usr/bin/env bash
# check.sh: what check says of a text, to people and to programs, and that findings stop nothing but check --strict.
. "$(dirname "$0")/../lib.sh" "$@"

tiny_issue issue
expect_status 0 "$gongbao" check issue
cp out clean.out
expect_status 0 "$gongbao" check issue --json
python3 - out <<'PY' && right || wrong "no JSON of a good issue"
import json, sys
assert all(one["rule"] == "stand-in-face" for one in json.load(open(sys.argv[1])))
PY
[ ! -s clean.out ] && right || wrong "findings in a good text: $(cat clean.out)"

printf '\n有关事项（见下文按办法执行。\n' >>issue/01.md
expect_status 0 "$gongbao" check issue
expect_in out '01.md:10:5: 错1-6b07: “（”没有配对的“）”；请补上，或删去 [pair-open]'
expect_in out '有关事项（见下文按办法执行。'
expect_status 0 env LC_ALL=en_US.UTF-8 "$gongbao" check issue
expect_in out 'E1-6b07: "（" lacks its "）" [pair-open]'
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

# what is mechanical is shown, then written, and nothing else; a second run finds nothing
rm -r issue && tiny_issue issue
printf '\xef\xbb\xbf---\r\n标题: 澄浦市人民政府关于测试的通知\r\n发文字号: "澄政发[2024]5号" # 字,号\r\n署名: 澄浦市人民政府\r\n成文日期: 2024-01-05\r\n---\r\n\r\n加强管理,落实**责任**。。增长5～8%%，工作己经完成。\r\n\r\n水、电**。**。**。**\r\n\r\n甲,乙,丙,丁,戊' >issue/01.md
cp issue/01.md old.md
find issue -type f -exec md5sum {} + >before
expect_status 0 "$gongbao" check issue --fix
for line in '01.md:3:11: “[”→“〔” [issue-number]' '01.md:3:16: “]”→“〕” [issue-number]' '01.md:8:5: “,”→“，” [half-width]' \
    '01.md:8:15: “。”→“” [doubled-mark]' '01.md:8:19: “”→“%” [percent-range]' \
    '01.md:10:6: 留下：“。。。”→“……”：原文这里夹有标记或转义，请在文稿里改 [ellipsis]' '01.md:12:8: “,”→“，” [half-width-all]' \
    '可改9处（percent-range 1，issue-number 2，half-width 1，half-width-all 4，doubled-mark 1），留下1处；另有2处要由人定'; do
    expect_in out "$line"
done
find issue -type f -exec md5sum {} + | cmp - before && right || wrong "--fix alone writes"
expect_status 0 "$gongbao" check issue --fix --write
expect_in out '已改9处'
patch -s --binary -o patched.md old.md out && cmp patched.md issue/01.md && right || wrong "what is written is not what is shown"
printf '\xef\xbb\xbf---\r\n标题: 澄浦市人民政府关于测试的通知\r\n发文字号: "澄政发〔2024〕5号" # 字,号\r\n署名: 澄浦市人民政府\r\n成文日期: 2024-01-05\r\n---\r\n\r\n加强管理，落实**责任**。增长5%%～8%%，工作己经完成。\r\n\r\n水、电**。**。**。**\r\n\r\n甲，乙，丙，丁，戊' | cmp - issue/01.md && right || wrong "$(cat issue/01.md)"
expect_status 0 env LC_ALL=en_US.UTF-8 "$gongbao" check issue --fix --write
expect_in out 'changed 0, 1 left; 2 for a person to decide'
cp old.md issue/01.md
expect_status 0 "$gongbao" check issue --fix --write --json
python3 - out <<'PY' && right || wrong "$(cat out)"
import json, sys
all = json.load(open(sys.argv[1]))
assert (all["changed"], all["left"], all["to_decide"]) == (9, 1, 2)
file, = all["files"]
assert file["file"] == "01.md" and file["written"]
assert file["changes"][0] == {"line": 3, "column": 11, "from": "[", "to": "〔", "rules": ["issue-number"]}
assert file["left"] == [{"line": 10, "column": 6, "rule": "ellipsis", "text": "。。。", "proposal": "……", "reason": "marks"}]
PY
# the same over issues that were printed, when they are there
for folder in "$source_folder/../shared/corpus/gov-20" "$source_folder/examples/chengpu-2024-06"; do
    [ -d "$folder" ] || continue
    rm -rf again && cp -r "$folder" again && chmod -R u+w again
    expect_status 0 "$gongbao" check again --fix --write
    expect_status 0 "$gongbao" check again --fix
    expect_in out '可改0处，留下0处'
done

# what an editor lets stand: by what was printed, or by a file; the list keeps its form
rm -r issue && tiny_issue issue
printf '\n有关事项（见下文按办法执行。\n\n工作己经完成。\n\n甲 ，乙\n' >>issue/01.md
expect_status 2 "$gongbao" check issue --accept 1-6b07
expect_status 2 "$gongbao" check issue --accept 1-6b07 --reason ' '
expect_status 2 "$gongbao" check issue --reason 原文如此
expect_status 2 "$gongbao" check issue --write
expect_status 2 "$gongbao" check issue --fix --accept 1-6b07 --reason 原文如此
expect_status 2 "$gongbao" check issue --json --accept 1-6b07 --reason 原文如此
expect_status 1 "$gongbao" check issue --accept 1 --reason 原文如此
expect_in err '要放行的就写--accept=1-6b07 [accept-bare]'
expect_status 1 "$gongbao" check issue --accept 9 --reason 原文如此
expect_in err '没有第9处，现在是1至3 [accept-number]'
expect_status 1 "$gongbao" check issue --accept 1-0000 --reason 原文如此
expect_in err '各处是1至3'
expect_in err '[accept-key]'
expect_nothing_at issue/check-ignore.yaml
expect_status 0 "$gongbao" check issue --accept 错1-6b07 --reason '原文: 如此 #1'
expect_in out '01.md:10:5: 放行“（” [pair-open]'
printf '放行:\n  - 规则: pair-open\n    文件: 01.md\n    文字: （\n    理由: "原文: 如此 #1"\n' | cmp - issue/check-ignore.yaml && right || wrong "$(cat issue/check-ignore.yaml)"
expect_status 1 "$gongbao" check issue --accept 1-6b07 --reason 原文如此
expect_in err '[accept-key]'
expect_status 0 "$gongbao" check issue --json
cp out all.json
printf '[]' >none.json
printf '[{"rule": "stand-in-face"}]' >diagnostic.json
printf '[{"rule": "confusion", "file": "01.md", "line": 11, "text": "己经"}]' >stale.json
printf '{"rule": 1' >broken.json
python3 -c 'import json; json.dump([one for one in json.load(open("all.json")) if one["rule"] in ("blank-mark", "confusion")], open("some.json", "w"))'
while read -r name slug; do
    expect_status 1 "$gongbao" check issue --accept "$name.json" --reason 原文如此
    expect_in err "$slug"
done <<'LIST'
none none.json: 错误
none [accept-empty]
diagnostic diagnostic.json:1:2: 错误
diagnostic [accept-diagnostic]
stale stale.json:1:2: 错误
stale [accept-stale]
broken broken.json:1:1: 错误
broken [accept-form]
LIST
printf '\xef\xbb\xbf# 看过的\r\n放行:\r\n- 规则: pair-open\r\n  文字: （\r\n  理由: 一\r\n# 尾' | tee issue/check-ignore.yaml >old.yaml
expect_status 0 "$gongbao" check issue --accept some.json --reason 原文如此
printf '\r\n- 规则: confusion\r\n  文件: 01.md\r\n  文字: 己经\r\n  理由: 原文如此\r\n- 规则: blank-mark\r\n  文件: 01.md\r\n  文字: " "\r\n  理由: 原文如此\r\n' | cat old.yaml - | cmp - issue/check-ignore.yaml && right || wrong "$(cat issue/check-ignore.yaml)"
expect_status 0 "$gongbao" check issue --strict
[ ! -s out ] && right || wrong "still told: $(cat out)"
expect_status 1 "$gongbao" check issue --accept some.json --reason 原文如此
expect_in err '[accept-none]'
printf '放行: [{规则: pair-open, 文字: （, 理由: 一}] # 尾' >issue/check-ignore.yaml
expect_status 0 "$gongbao" check issue --accept some.json --reason '甲,"乙"]'
expect_in issue/check-ignore.yaml '理由: "甲,\"乙\"]"}, {规则: pair-open, 文字: （, 理由: 一}] # 尾'
expect_status 0 "$gongbao" check issue --strict
printf '放行:\n  - {规则: pair-open, 文字: （, 理由: 一}\n...\n' | tee issue/check-ignore.yaml >old.yaml
expect_status 1 "$gongbao" check issue --accept some.json --reason 原文如此
expect_in err '[accept-write]'
cmp old.yaml issue/check-ignore.yaml && right || wrong "a list that was not mastered is changed"
finish
