#!/usr/bin/env bash
# clean.sh: what gongbao clean changes, and nothing else; a file in another encoding is one error that names it.
. "$(dirname "$0")/../lib.sh" "$@"

tiny_issue issue
text() { printf -- '---\n标题: 测试的通知\n---\n\n%b\n' "$1"; }
no_change() { # of any byte in the folder
    find issue -type f -exec sha256sum {} + | sort >now
    expect_same before now
}

# ---- another encoding: one error, with the command; the command mends it
for encoding in GB18030 UTF-16LE UTF-16BE UTF-16 UTF-32LE UTF-32BE UTF-32; do # the last of each kind with its mark
    text '各科室要按时到岗，𠮷安路交接班时清点物品，遇到汛情先行处置。' | iconv -f UTF-8 -t $encoding >issue/01.md
    expect_status 1 "$gongbao" build issue -o out.pdf
    expect_in err "gongbao clean issue 01.md --write [encoding]"
    if [ "$(grep -c '^issue.*]$' err)" = 1 ]; then right; else wrong "$encoding: more than one message"; cat err; fi
    find issue -type f -exec sha256sum {} + | sort >before
    expect_status 0 "$gongbao" clean issue
    expect_in out "改为UTF-8"
    no_change
    expect_status 0 "$gongbao" clean issue 01.md --write
    text '各科室要按时到岗，𠮷安路交接班时清点物品，遇到汛情先行处置。' >wanted
    expect_same wanted issue/01.md
    expect_status 0 "$gongbao" build issue -o out.pdf
done

# ---- files of Word under another name
for head in 'PK\003\004' '\320\317\021\340\241\261' '{\\rtf1'; do
    printf "$head" >issue/01.md
    expect_status 1 "$gongbao" build issue -o out.pdf
    expect_in err "[word-file]"
    if [ "$(grep -c '^issue.*]$' err)" = 1 ]; then right; else wrong "Word: more than one message"; fi
    expect_status 1 "$gongbao" clean issue --write
    expect_in err "[word-file]"
done

# ---- line ends, controls, forms: each counted, shown first, written when asked, once
printf '\357\273\277---\r\n标题: 关于\xe2\x80\xa8测试的通知\r\n---\r\n\r\n' >issue/01.md
printf '\xe2\xbc\x88民\xef\xa5\xb0――甲──乙・丙‧丁﹙戊﹚\xe2\x80\x8b己\xc2\xad庚\xe2\x80\xa8辛\xef\xbb\xbf壬\r' >>issue/01.md
printf 'オフ・ライン ┌──┐ ─── １２ ㎡\n' >>issue/01.md
find issue -type f -exec sha256sum {} + | sort >before
expect_status 0 "$gongbao" clean issue
no_change
expect_in out "  编码：UTF-8 BOM改为UTF-8"
expect_in out "  行末：5处"
expect_in out "U+2028 2, U+200B 1, U+00AD 1, U+FEFF 1"
expect_in out "⼈→人 1"
expect_in out "──→—— 1"
expect_in out "+人民殺——甲——乙·丙·丁（戊）己庚"
expect_status 0 "$gongbao" clean issue --json
python3 -c '
import json, sys
(file,) = json.load(open("out"))["files"]
assert file["file"] == "01.md" and file["line_ends"] == 5 and file["byte_order_mark"], file
assert {"from": "・", "to": "·", "count": 1} in file["forms"], file' || wrong "the JSON of clean"
expect_status 0 "$gongbao" clean issue issue/01.md --write
printf -- '---\n标题: 关于 测试的通知\n---\n\n人民殺——甲——乙·丙·丁（戊）己庚\n辛壬\nオフ・ライン ┌──┐ ─── １２ ㎡\n' >wanted
expect_same wanted issue/01.md
expect_status 0 "$gongbao" clean issue --write
if [ -s out ]; then wrong "a second run found something"; else right; fi

# ---- a dot between two Han is the · of a name; a bullet is none
text '古丽•依明，买买提‧艾力，甲⋅乙∙丙，丁•\xe2\x80\x8b戊，己•\xe2\xbc\x88。\n\n• 一项 a‧b' >issue/01.md
expect_status 0 "$gongbao" clean issue --write
text '古丽·依明，买买提·艾力，甲·乙·丙，丁·戊，己·人。\n\n• 一项 a‧b' >wanted
expect_same wanted issue/01.md

# ---- each kind of leftover in a file of its own: what is shown of it, and a second run has nothing to do
rm -r issue && tiny_issue issue
leftover() { text "$2" >"issue/$1.md"; }
leftover line_ends '甲。\r乙。\r\n\r\n丙。'
leftover controls '甲\x01乙。\xe2\x80\x8b丙\xc2\xad丁\xef\xbb\xbf戊\xe2\x80\x8e己\x7f庚'
leftover breaks '甲。\xe2\x80\xa8乙。\xe2\x80\xa9丙。\x0b丁。\x0c戊。\xc2\x85己。'
printf -- '---\n标题: 测试\xe2\x80\xa8的\xe2\x80\xa9通\x0b知\n---\n\n甲。\n' >issue/front.md
printf -- '---\r标题: 甲\r---\r\r乙\xe2\x80\xa8丙' >issue/mac.md
printf '甲。\xe2\x80\xa9乙。\n' >issue/简介.md # without front matter: all of it is text
printf '\xef\xbb\xbf继承: shenyang-2023 # 甲\xe2\x80\xa8乙\n' >issue/style.yaml
leftover upright '﹙甲﹚︵乙︶︹丙︺︽丁︾︿戊﹀﹁己﹂﹃庚﹄︻辛︼'
leftover small '甲﹐乙﹑丙﹒丁﹔戊﹕己﹖庚﹗'
leftover half '甲｡｢乙｣､丙'
leftover ideographs '⼈民⽅豈丽\xf0\xaf\xa0\x80'
leftover dots '甲•乙‧丙∙丁⋅戊･己・庚 • 辛 a•b'
leftover dashes '甲──乙───丙─丁――戊┌──┐'
leftover many '⼈⼈⼈甲\xe2\x80\x8b乙\xe2\x80\x8b'
leftover again '丁•\xe2\x80\x8b戊'
text '各科室要按时到岗，交接班时清点物品，﹙早班﹚除外。' | iconv -f UTF-8 -t GB18030 >issue/gbk.md
expect_status 0 "$gongbao" clean issue
cp out shown
expect_status 0 "$gongbao" clean issue --json
cat shown out >leftovers
expect_golden leftovers "$source_folder/tests/golden/editing/clean.expected"
expect_status 0 "$gongbao" clean issue --write
expect_same shown out
expect_status 0 "$gongbao" clean issue
if [ -s out ]; then wrong "a second run found something"; else right; fi

# ---- what cannot be cleaned is left, and told
printf 'a: \377\376b\n' >issue/style.yaml
text '正文\xff。中文还有很多字' >issue/01.md
find issue -type f -exec sha256sum {} + | sort >before
expect_status 1 "$gongbao" clean issue --write
expect_in err "issue/style.yaml:1:4: 错误: 这个文件不是完好的UTF-8文字，未改动 [clean-text]"
no_change
expect_status 1 "$gongbao" clean issue ../outside.md
expect_in err "[outside]"
expect_status 1 "$gongbao" clean issue none.md
expect_in err "[missing-file]"
expect_status 2 "$gongbao" clean
finish
