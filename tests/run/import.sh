#!/usr/bin/env bash
# import.sh: what is sent becomes a source beside a report; nothing that is there gives way; an issue takes it in.
. "$(dirname "$0")/lib.sh" "$@"

sent() { printf '%b' "$1" >"$2"; }
is_json() { if python3 -m json.tool "$1" >/dev/null; then right; else wrong "$1 is no JSON"; fi; }
no_change() { # of any byte in the folder
    find "$1" -type f -exec sha256sum {} + | sort >now
    expect_same before now
}
remember() { find "$1" -type f -exec sha256sum {} + | sort >before; }

# ---- beside the file; the report beside the source
mkdir box
sent '澄浦市人民政府关于做好防汛工作的通知\n　　各区县人民政府：\n　　一、加强领导。各单位要*切实*负责<b>|。\n' box/甲.txt
expect_status 0 "$gongbao" import box/甲.txt
expect_in out "box/甲.md"
expect_in out "手工打的缩进 4"
expect_in box/甲.md "一、加强领导。各单位要\\*切实\\*负责\\<b>\\|。"
is_json box/甲.来稿.json

# ---- what is there stays
remember box
expect_status 1 "$gongbao" import box/甲.txt
expect_in err "[intake-exists]"
no_change box
expect_status 0 "$gongbao" import box/甲.txt --force
expect_status 0 "$gongbao" import box/甲.txt -o made/乙.md --report made/r.json
if [ -e made/乙.md ] && [ -e made/r.json ]; then right; else wrong "no made/乙.md"; fi

# ---- into an issue: the line in issue.yaml, all else of it as it was
tiny_issue issue
cp issue/issue.yaml was.yaml
column=$(sed -n 's/^ *- 栏目: *//p' issue/issue.yaml | head -1)
expect_status 0 "$gongbao" import box/甲.txt --into issue --under "$column"
made=$(cd issue && ls *-甲.md)
expect_in issue/issue.yaml "$made"
sed "s/, $made//; /- $made/d" issue/issue.yaml >without.yaml
sed -i 's/\[\(01.md\)\]/\1/' without.yaml
sed 's/\[\(01.md\)\]/\1/' was.yaml >was2.yaml
expect_same was2.yaml without.yaml
expect_status 0 "$gongbao" check issue
remember issue
expect_status 1 "$gongbao" import box/甲.txt --into issue --under "$column"
expect_in err "[intake-exists]"
expect_status 1 "$gongbao" import box/甲.txt --into issue --under 没有的栏目
expect_in err "[intake-column]"
no_change issue
expect_status 0 "$gongbao" import box/甲.txt --into issue --under "$column" --force
no_change issue
printf '刊名: 某刊\n目录:\n  - 栏目: 甲栏\n    文件: {a: b}\n' >box/issue.yaml
expect_status 1 "$gongbao" import box/甲.txt --into box --under 甲栏
expect_in err "[intake-list]"

# ---- what is none
sent '\n　　\n' 空.txt
expect_status 1 "$gongbao" import 空.txt
expect_in err "[intake-empty]"
expect_nothing_at 空.md
head -c 2000 /dev/zero | tr '\0' '\377' >坏.bin
expect_status 1 "$gongbao" import 坏.bin
expect_in err "[intake-kind]"
expect_nothing_at 坏.md

# ---- usage
expect_status 2 "$gongbao" import
expect_status 2 "$gongbao" import box/甲.txt --into issue
expect_status 2 "$gongbao" import box/甲.txt --keep 没有
expect_in err "空格、标点"
expect_status 2 "$gongbao" import box/甲.txt 空.txt -o x.md
finish
