#!/usr/bin/env bash
# sign.sh: an issue is signed, and from then on whoever asks, or builds, is told whether it is still what was signed, and
# which line of which document is not. No signature is ever lost. quick: signing, and a line that differs.
. "$(dirname "$0")/../lib.sh" "$@"

unset SOURCE_DATE_EPOCH
tiny_issue base
sed -i 's/文件: \[01.md\]/文件: [01.md, 02.md]/; s/样式: .*/样式: own.yaml/' base/issue.yaml
{ # one face, and no large one: it is hashed by every run but a build
    printf '继承: shenyang-2023\n页行数: 26\n字体:\n'
    for family in 宋体 小标宋 仿宋 楷体 黑体; do printf '  %s: {用: [FandolFang-Regular.otf]}\n' $family; done
} >base/own.yaml
printf '防洪抢险\n' >base/词表.txt
cat >base/02.md <<'MD'
---
标题: 澄浦市人民政府关于第二件事的通知
主送: 各区人民政府
署名: 澄浦市人民政府
成文日期: 2024-01-06
---

第一段文字。

第二段文字。

第三段文字。

![图示](figures/a.svg)
MD
mkdir base/figures
svg() { printf '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm"><rect width="%s" height="20"/></svg>\n' "$1"; }
svg 40 >base/figures/a.svg

status() { # STATUS TEXT…: what status says of `issue`
    expect_status "$1" "$gongbao" status issue
    shift
    for text in "$@"; do expect_in out "$text"; done
}
approve() { # STATUS OPTION…
    local wanted=$1
    shift
    expect_status "$wanted" "$gongbao" approve issue "$@"
}
anew() { rm -rf issue && cp -r signed issue; }

# ---- signing, and the same state
cp -r base issue
status 1 '没有锁定，也没有人签字'
approve 0 --stage 一校 --by 张三 --date 2024-06-20
expect_in issue/issue.lock '[签字]'
status 0 '一校　张三　2024-06-20　screen' '现在仍是签字的那一份。'
approve 0 --stage 付印 --by 李四 --by ' 王五 ' --date 2024-6-28
status 0 '一校　张三　2024-06-20' '付印　李四　2024-06-28' '付印　王五　2024-06-28'
expect_status 0 "$gongbao" status issue --json
python3 -m json.tool out parsed && right || wrong "no JSON"
cp issue/issue.lock before
approve 0 --stage 付印 --by 李四 --date 2024-07-01 # what is signed already
expect_same before issue/issue.lock
expect_status 0 "$gongbao" lock issue
expect_same before issue/issue.lock
expect_status 0 "$gongbao" build issue --strict -o one.pdf
expect_status 0 "$gongbao" build issue --locked -o two.pdf
expect_same one.pdf two.pdf
expect_status 0 env LC_ALL=en "$gongbao" status issue
expect_in out 'This is still what was signed.'
cp -r issue signed
# the same signatures give the same bytes, whatever the day, the folder and the language
cp -r base again
expect_status 0 env LC_ALL=en TZ=Pacific/Auckland "$gongbao" approve again --stage 一校 --by 张三 --date 2024-06-20
expect_status 0 "$gongbao" approve ./again/ --stage 付印 --by 王五 --by 李四 --date 2024-06-28
expect_same before again/issue.lock
# the day: today's, or that of SOURCE_DATE_EPOCH
anew
approve 0 --stage 清样 --by 赵六
expect_in issue/issue.lock "清样 = $(date +%F) "
expect_status 0 env SOURCE_DATE_EPOCH=1700000000 "$gongbao" approve issue --stage 二校 --by 赵六
expect_in issue/issue.lock '二校 = 2023-11-14 '

# ---- what differs, in words
differs() { # TEXT…: no longer what was signed
    status 1 '现在不是签字的那一份：' "$@"
    if grep -qE '[0-9a-f]{16}' out; then wrong "a digest is no word"; else right; fi
}
warned() { # a build warns, --locked refuses
    expect_status 3 "$gongbao" build issue --strict -o new.pdf
    expect_in err '排出来不是签字的那一份（付印 李四 2024-06-28、王五 2024-06-28）：'
    expect_in err '[signed-other]'
    rm -f new.pdf
    expect_status 1 "$gongbao" build issue --locked -o new.pdf
    expect_nothing_at new.pdf
}
anew && sed -i 's/第一段/第一节/' issue/02.md
differs '  文稿' '    02.md：第8行改了：“第一节文字。”' '  版面' '排得不同；其余'
warned
expect_in err '文稿与锁定时不同：02.md：第8行改了：“第一节文字。” [lock-source]'
expect_status 1 env LC_ALL=en "$gongbao" status issue
expect_in out '02.md: line 8 changed: "第一节文字。"'
expect_in out 'This is not what was signed:'
anew && sed -i '9a 新的一段。\n' issue/02.md
differs '    02.md：第10—11行是新的'
anew && sed -i '10,11d' issue/02.md
differs '    02.md：第9行之后少了2行（当时的第10—11行）'
expect_status 1 "$gongbao" status issue --json
cp out status.json
expect_in status.json '"file": "02.md", "counts": true, "lines": [{"what": "gone", "now": 9, "now_lines": 0, "then": 10, "then_lines": 2}]}'
expect_in status.json '{"round": "付印", "name": "李四", "date": "2024-06-28", "kinds": "screen"'
expect_status 0 python3 -m json.tool status.json
anew && svg 20 >issue/figures/a.svg
differs '  图' '    figures/a.svg：换了' '排得不同；其余'
[ "${3:-}" != quick ] || finish
anew && sed -i '1i x' issue/词表.txt && sed -i 's/第三段/第３段/; 2i 附注: （此件公开发布）' issue/02.md
differs '    02.md：第2行是新的：“附注: （此件公开发布）”；第13行改了（当时的第12行）：“第３段文字。”' '词表.txt：第1行是新的：“x”'
anew && sed -i 's/\[01.md, 02.md\]/[02.md, 01.md]/' issue/issue.yaml
differs '  issue.yaml' '    issue.yaml：第9行改了：“文件: [02.md, 01.md]”'
anew && sed -i 's/\[01.md, 02.md\]/[01.md]/' issue/issue.yaml && rm issue/02.md
differs '    02.md：现在没有了' '    figures/a.svg：现在没有了' '  图'
anew && sed 's/第二件事/第三件事/; /figures/d' issue/02.md >issue/03.md && sed -i 's/02.md\]/02.md, 03.md]/' issue/issue.yaml
differs '    03.md：当时没有'
anew && sed -i 's/26/25/' issue/own.yaml && sed -i '1i # 说明' issue/own.yaml
differs '  样式和词表' '    own.yaml：第1行是新的：“# 说明”；第3行改了（当时的第2行）：“页行数: 25”' '项（gongbao build --locked全部列出）'
anew && printf '疏松警告: 9mm\n' >>issue/own.yaml
status 1 '    own.yaml：第9行是新的：“疏松警告: 9mm”' '    疏松警告当时是“' '”，现在是“9.000mm”' '4页看上去都同锁定时一样'
# pages that only moved: one is put in before them
anew && python3 - <<'PY'
text = open("issue/01.md").read()
open("issue/01.md", "w").write(text + "\n" + "\n\n".join("又一段很长的文字。" * 12 for _ in range(30)) + "\n")
PY
differs '只是移了位置' '（当时'
# a signed lock of other faces, by hand: it is no longer what was signed, but who signed is there
anew && sed -i 's/^FandolFang.*/FandolFang-Regular.otf#0 = FandolFang Regular; Version 1; 0/' issue/issue.lock
status 1 '字体' 'FandolFang-Regular.otf#0当时是“FandolFang Regular; Version 1”，现在是“FandolFang Regular; Version 1.' '（以前的另一份）' '现在锁定的这一份还没有人签'

# ---- pages as signed: a remark in a source, line ends
anew && sed -i '7a <!-- 说明 -->\n' issue/02.md
status 1 '02.md：第8—9行是新的' '4页看上去都同锁定时一样'
expect_status 0 "$gongbao" build issue --strict -o new.pdf
if grep -q signed- err; then wrong "a note without -v"; else right; fi
expect_status 0 "$gongbao" build issue -v -o new.pdf
expect_in err '[signed-sources]'
anew && sed -i 's/$/\r/' issue/02.md
status 1 '02.md：文字相同，只有行末、文件开头的标记一类看不见的字节不同'
anew && sed -i 's/^程序的键 = .*//; s/^gongbao = .*/gongbao = 0.0.9/' issue/issue.lock
status 0 '程序（本身不算不同）' '现在仍是签字的那一份。'

# ---- the next rounds
cp -r base next && rm -rf issue && mv next issue
approve 0 --stage 一校 --by 张三 --date 2024-06-20
sed -i 's/第一段/第一节/' issue/02.md
approve 1 --stage 一校 --by 李四 # the same round of something else
expect_in err '已经签字（一校 张三 2024-06-20），现在排出来与所签的不同'
expect_in err '[sign-there]'
approve 0 --stage 二校 --by 李四 --date 2024-06-22 # a later one of the corrected issue
status 0 '一校　张三　2024-06-20　screen　（以前的另一份）' '二校　李四　2024-06-22　screen'
approve 0 --stage 付印 --by 王五 --date 2024-06-25
sed -i 's/第二段/第二节/' issue/02.md
cp issue/issue.lock before
approve 1 --stage 付印 --by 王五
expect_in err '[sign-there]'
expect_status 1 "$gongbao" lock issue
expect_in err '[sign-there]'
expect_same before issue/issue.lock
approve 0 --stage 付印 --by 王五 --date 2024-06-26 --force
expect_in err '二校 李四 2024-06-22、付印 王五 2024-06-25签的是以前的另一份'
expect_in err '[sign-outdated]'
status 0 '付印　王五　2024-06-25　screen　（以前的另一份）' '付印　王五　2024-06-26　screen'
# back to what was signed before: the signature holds again
sed -i 's/第二节/第二段/' issue/02.md
expect_status 0 "$gongbao" lock issue --force
expect_in err '付印 王五 2024-06-26签的是以前的另一份'
status 0 '付印　王五　2024-06-26　screen　（以前的另一份）' '二校　李四　2024-06-22　screen'
sed -i 's/第三段/第三节/' issue/02.md
expect_status 0 "$gongbao" lock issue --force
status 1 '现在锁定的这一份还没有人签' '一校　张三'
expect_status 0 "$gongbao" build issue -o new.pdf
expect_in err '签字以后重新锁定过，还没有人签'
# another kind of file joins the lock: who signed the first one has signed it still
anew
approve 0 --stage 付印 --by 赵六 --for screen,print --date 2024-06-30
status 0 '付印　李四　2024-06-28　screen' '付印　赵六　2024-06-30　screen,print'
if grep -q 以前 out; then wrong "a signature was lost"; else right; fi
# signed with the documents' files; what the lock has of other kinds stays, and so do their signatures
anew
grep -E '^PDF = ' issue/issue.lock >digest
approve 0 --stage 付印 --by 孙七 --for archive --split --date 2024-07-02
status 0 '付印　李四　2024-06-28　screen' '付印　孙七　2024-07-02　split'
expect_in issue/issue.lock "$(cat digest)"
expect_in issue/issue.lock '[各件]'
cp issue/issue.lock before
approve 0 --stage 付印 --by 孙七 --for archive --split --date 2024-07-03
expect_same before issue/issue.lock
approve 2 --stage 付印 --by 孙七 --split
expect_in err '--split只用于存档文件'
# their signature is of their bytes, those of a screen are not
sed -i '/^\[各件\]/,/^$/s/ = ..../ = 0000/' issue/issue.lock
status 0 '付印　孙七　2024-07-02　split　（以前的另一份）'
expect_in out '付印　李四　2024-06-28　screen'
if grep -q '李四.*以前的另一份' out; then wrong "a signature of a screen's file is lost"; else right; fi
# a lock without signatures, of an earlier program, is signed as it is
cp -r base issue2 && expect_status 0 "$gongbao" lock issue2
sed -i '/^\[各页\]/,$d' issue2/issue.lock && cp issue2/issue.lock facts
sed -i 's/第一段/第一节/' issue2/02.md
expect_status 1 "$gongbao" status issue2
expect_in out '现在同锁定时不同：'
expect_in out '02.md：改过'
expect_status 1 "$gongbao" approve issue2 --stage 付印 --by 甲
expect_in err '[lock-there]'
sed -i 's/第一节/第一段/' issue2/02.md
expect_status 0 "$gongbao" approve issue2 --stage 付印 --by 甲
sed '/^\[签字\]/,/^$/d; /^\[各页\]/,$d' issue2/issue.lock >now # up to the same blank line
expect_same now facts

# ---- JSON
anew && sed -i 's/第一段/第一节/' issue/02.md && svg 20 >issue/figures/a.svg && printf '疏松警告: 9mm\n' >>issue/own.yaml
expect_status 1 "$gongbao" status issue --json
expect_in out '{"format": "gongbao status", "version": 1,'
expect_in out '{"round": "付印", "name": "李四", "date": "2024-06-28", "kinds": "screen", "state": "'
expect_in out '"file": "02.md", "counts": true, "lines": [{"what": "changed", "now": 8, "now_lines": 1, "then": 8, "then_lines": 1, "text": "第一节文字。"}]}'
expect_in out '{"group": "picture", "what": "changed", "file": "figures/a.svg", "counts": true}'
expect_in out '{"group": "style", "what": "changed", "key": "疏松警告", "counts": true, "then": "'
python3 -c 'import json, sys; s = json.load(open("out")); sys.exit(not (s["locked"] and s["signed"] and s["same"] is False and s["pages"]["now"] == 4))' && right || wrong "JSON"
expect_status 1 "$gongbao" status base --json
python3 -c 'import json, sys; s = json.load(open("out")); sys.exit(bool(s["locked"] or s["signatures"]))' && right || wrong "JSON of an issue that is not locked"

# ---- errors of the documents: told, and who signed too
anew && printf '没有的键: 1\n' >>issue/issue.yaml
status 1 '付印　李四' 'issue.yaml：第10行是新的：“没有的键: 1”'
expect_in err '[unknown-key]'
cp issue/issue.lock before
approve 1 --stage 付印 --by 甲 --force
expect_same before issue/issue.lock

# ---- what is typed
cp -r base issue3
refused() { # TEXT OPTION…
    local text=$1
    shift
    expect_status 2 "$gongbao" approve issue3 "$@"
    expect_in err "$text"
    expect_nothing_at issue3/issue.lock
}
refused '要用--stage写明校次' --by 甲
refused '--stage没有“三教”这个校次；是否为“三校”？' --by 甲 --stage 三教
refused '要用--by写明签字的人' --stage 付印
for name in '' '  ' $'张\n三' $'张\033[31m三' $'张\xe2\x80\xae三' $'张\xe2\x80\x8b三' $'\377' "$(printf '张%.0s' $(seq 41))"; do
    refused '不能作姓名' --stage 付印 --by "$name"
done
refused '--date应是一个日子' --stage 付印 --by 甲 --date 2024-02-30
expect_status 0 "$gongbao" approve issue3 --stage 付印 --by "$(printf '张%.0s' $(seq 40))"
expect_status 0 "$gongbao" approve issue3 --stage 付印 --by 'Anna O’Neil = 2024'
expect_status 0 "$gongbao" status issue3
expect_in out "Anna O’Neil = 2024"

# ---- locks that were damaged: never a crash, never quietly taken for good
damaged() { # what is not understood is said, stops approve and --locked, and is no reason for a build to stop
    status 1
    expect_in err 'issue/issue.lock:'
    expect_in err "[$1]"
    expect_status 0 "$gongbao" build issue -o new.pdf
    expect_in err '[signed-unknown]'
    rm new.pdf
}
replaced() {
    expect_status 1 "$gongbao" build issue --locked -o new.pdf
    expect_nothing_at new.pdf
    approve 1 --stage 清样 --by 甲
    approve 0 --stage 清样 --by 甲 --force
    expect_in err '[lock-unread]'
    status 0 '清样　甲'
}
for edit in 's/^付印 = .*/付印 = 1/' 's/^付印 = \([^ ]*\) .*/付印 = \1 screen x 李四/' 's/^付印 = .*/付印 = 2024-02-30 screen 0123456789abcdef 李四/' \
    's/^付印 = .*/付印 = 2024-06-28 paper 0123456789abcdef 李四/' 's/^付印 = \(.*\)李四/付印 = \1 李四/' 's/^付印 = /终校 = /' \
    's/^0001 = .*/0001 = 封面/' 's/^0002 = \(.*\) .*/0002 = \1/' 's/^01.md = \(.\{8\}\) .*/01.md = \1-/' 's/^\[各行\]/[各 行]/'; do
    anew && sed -i "$edit" issue/issue.lock
    damaged lock-line
done
replaced
anew && head -n 100 signed/issue.lock >issue/issue.lock # cut off
damaged lock-line
anew && head -c 100000 /dev/zero >issue/issue.lock
damaged control
replaced
anew && sed -i '1s/2/999/' issue/issue.lock
damaged format-newer
replaced
anew && python3 - <<'PY'
lines = " ".join("%08x" % (i * 2654435761 % 2**32) for i in range(200000))
text = open("issue/issue.lock").read()
at = text.index("[各行]")
open("issue/issue.lock", "w").write(text[:at] + "[各行]\n01.md = " + lines + "\n")
PY
sed -i 's/现将/兹将/' issue/01.md
status 1 '01.md：第1—8行改了（当时的第1—200000行）'
finish
