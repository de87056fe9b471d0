#!/usr/bin/env bash
# hostile.sh: issues and surroundings that mean harm: a clear message with a place, status 1; no hang, no memory without end,
# nothing from outside the folder. What a message says of one rule is in tests/cases; here is what needs files of odd kinds.
. "$(dirname "$0")/../lib.sh" "$@"

# bounded COMMAND…: 20 seconds of processor time, 3 GiB of addresses
bounded() { (ulimit -v $((3 << 20)) && within 20 "$@"); }
# the sanitizers reserve addresses without end
if ! bounded "$gongbao" version >/dev/null 2>&1; then bounded() { within 60 "$@"; }; fi

# fresh: the tiny issue anew, its document in issue/01.md
fresh() {
    rm -rf issue
    tiny_issue issue
}
body() { printf -- '---\n标题: 测试的通知\n---\n\n'; }
repeat() { head -c "$1" /dev/zero | sed "s/\x00/$2/g"; }
refused() { # SLUG: every command that reads the issue says so, and writes nothing
    local slug=$1 command
    for command in check build lock; do
        expect_status 1 bounded "$gongbao" $command issue
        expect_in err "[$slug]"
    done
    expect_nothing_at issue.pdf
    expect_nothing_at issue/issue.lock
}

# ---- what is no regular file, or lies outside
printf -- '---\n标题: 机密\n---\n\n机密\n' >secret.md
for kind in fifo dir loop outside device huge; do
    fresh
    rm issue/01.md
    case $kind in
    fifo) mkfifo issue/01.md && slug=not-a-file ;;
    dir) mkdir issue/01.md && slug=not-a-file ;;
    loop) ln -s 01.md issue/01.md && slug=outside ;;
    outside) ln -s ../secret.md issue/01.md && slug=outside ;;
    device) ln -s /dev/zero issue/01.md && slug=outside ;;
    huge) truncate -s 1G issue/01.md && slug=too-large ;;
    esac
    refused $slug
done
fresh
rm issue/issue.yaml && mkfifo issue/issue.yaml
refused not-a-file

# ---- a selector that no face has a form for: the letter is set, the text keeps both
fresh
printf -- '---\n标题: 测试的通知\n---\n\n葛\xf3\xa0\x84\x80城，\xef\xb8\x80甲。\n' >issue/01.md
expect_status 0 bounded "$gongbao" build issue -o selected.pdf
rm -f selected.pdf

# ---- nothing where something is expected: said with a place, by every command, and no crash
one_document() { # SLUG, the document's text for printf
    fresh
    printf -- "$2" >issue/01.md
    refused "$1"
    expect_in err "issue/01.md:"
    expect_status 1 bounded "$gongbao" fit issue
    expect_status 2 bounded "$gongbao" diff issue "$sample"
}
one_document document-empty ''
one_document document-empty ' \n　\n\t'
one_document document-empty '\xef\xbb\xbf'
one_document missing-key '---\n---'
one_document missing-key '\xef\xbb\xbf---\n标题: ""\n---\n'
one_document missing-key '---\n标题: "　"\n署名: ["", ""]\n发文机关标志: [""]\n---\n<!-- 分页 -->\n'
printf '简介: about.md\n' >>issue/issue.yaml
for about in '' '<!-- 附件说明 -->\n'; do # and nothing but the cover and the contents has a page
    printf -- "$about" >issue/about.md
    expect_status 1 bounded "$gongbao" build issue
    expect_in err '[about-empty]'
done
fresh # documents that are all only one thing, every other text as short as it can be
n=1
for text in '<!-- 缺页 2 -->' '<!-- 分页 -->' '<table><tr><td></td></tr></table>' '<table class="横排"><tr><td></td></tr></table>' \
    '<table class="无框"><tr><td class="竖排"></td><td></td></tr></table>' '# 附件1' '# 印发件\n\n# 附件' '＿>' '附件：' \
    '# 附件1\n\n<table class="横排"><tr><td></td></tr></table>'; do
    n=$((n + 1))
    printf -- '---\n标题: 测\n主送: "："\n附注: （）\n抄送: "抄送："\n印发机关: 。\n---\n\n%b\n' "$text" >issue/$n.md
    sed -i "s/md]/md, $n.md]/" issue/issue.yaml
done
expect_status 0 bounded "$gongbao" build issue -o thing.pdf
expect_status 0 bounded "$gongbao" fit issue

# ---- sizes
fresh
{ body && repeat 70000 字; } >issue/01.md
refused long-paragraph # [long-paragraph]
fresh
{ body && repeat 10000 a && printf '\n\n' && repeat 5000 （ && printf 文 && repeat 5000 ） && printf '\n\n' && repeat 20000 '\*'; } >issue/01.md
expect_status 0 bounded "$gongbao" check issue
{ body && printf '<table>' && repeat 20000 '<tr><td>a<\/td><td>b<\/td><\/tr>' && printf '</table>\n'; } >issue/01.md
expect_status 1 bounded "$gongbao" diff issue "$sample"
{ body && repeat 9000 '<table'; } >issue/01.md
expect_status 0 bounded "$gongbao" check issue
fresh
sed '$d' issue/issue.yaml >list.yaml
{ cat list.yaml && printf '    文件: [' && repeat 5000 '01.md, ' && printf '01.md]\n'; } >issue/issue.yaml
expect_status 0 bounded "$gongbao" check issue

# one document so often that no issue is so long, a document of more pages than an issue has, and a few more that took minutes
listed() { # HOW OFTEN
    cat list.yaml && printf '    文件: [' && repeat $(($1 - 1)) '01.md, ' && printf '01.md]\n'
}
fresh
listed 100000 >issue/issue.yaml
refused many-files
expect_in err "从这一个起没有读 [many-files]"
fresh
{ body && repeat 6100 '# 附件\n\n字\n\n'; } >issue/01.md
refused too-many-pages
expect_in err "issue/01.md:1:1: 错误: 一期最多6000页" # [too-many-pages]
fresh
{ body && printf 'e' && repeat 50000 '\xcc\x81' && printf '。\n'; } >issue/01.md
refused many-marks
expect_in err "issue/01.md:5:32: 错误: 一个字上叠了30个以上" # [many-marks]
fresh
number_of() { # HOW MANY DIGITS
    printf -- '---\n标题: 测试的通知\n发文字号: 澄政发〔2024〕' && repeat "$1" 1 && printf '号\n---\n\n共' && repeat 50000 1 && printf '元。\n'
}
number_of 59000 >issue/01.md
expect_status 0 bounded "$gongbao" check issue
expect_status 0 bounded "$gongbao" build issue -o thing.pdf
number_of 100000 >issue/01.md
expect_status 1 bounded "$gongbao" check issue
expect_in err 'issue/01.md:3:7: 错误: “发文字号”超过60000字，请缩短 [long-text]'
fresh
{ printf -- '---\n标题: 测试的通知\n版面: {' && seq -s ', ' -f '键%g: 1' 20000 && printf '}\n---\n\n字。\n'; } | tr -d '\n' |
    sed 's/---标/---\n标/; s/版面/\n&/; s/}---/}\n---\n\n/' >issue/01.md
expect_status 1 bounded "$gongbao" check issue

# one thing so often that whoever looks at all of them for each takes minutes, or all memory
quick() { (ulimit -t 6 && bounded "$@"); }
if ! quick "$gongbao" version >/dev/null 2>&1 || [ -n "${ASAN_OPTIONS:-}" ]; then quick() { bounded "$@"; }; fi
fresh
{ printf -- '---\n标题: 测试的通知\n发文机关标志: [' && seq -s ', ' -f '澄浦市第%g局' 12000 | tr -d '\n' && printf ']\n---\n\n字。\n'; } >issue/01.md
expect_status 0 quick "$gongbao" check issue
{ body && printf '| 甲 | 乙 |\n| --- | --- |\n| 2 | ' && repeat 59000 1 && printf ' |\n'; } >issue/01.md
expect_status 1 quick "$gongbao" check issue
expect_in err '[off-paper]'
{ body && repeat 8000 '甲乙。。。\n\n'; } >issue/01.md
{ printf '放行:\n' && seq -f '  - {规则: ellipsis, 文字: 。。%g, 理由: 原文如此}' 8000 && printf '  - {规则: ellipsis, 文字: 。。。, 理由: 原文如此}\n'; } >issue/check-ignore.yaml
expect_status 0 quick "$gongbao" check issue
if grep -qF '[ellipsis]' out; then wrong "what stands was told"; else right; fi
expect_in err '[waiver-idle]'
for kind in fields rows wide angles numbers; do
    python3 "$source_folder/tests/run/failure/many_of.py" $kind $kind.docx
    if [ $kind = numbers ]; then expect_status 1 quick "$gongbao" import $kind.docx; else expect_status 0 quick "$gongbao" import $kind.docx; fi
done
expect_in err 'numbers.docx: 错误: 自动编号超过上限（200万字）' # [docx-limit]
expect_nothing_at numbers.md

for link in 'ln -s' ln; do # one file under two names
    fresh
    (cd issue && $link 01.md 02.md)
    sed -i 's/md]/md, 02.md]/' issue/issue.yaml
    expect_status 0 bounded "$gongbao" check issue
    expect_in err '“02.md”列了两次'
done
fresh
sed -i 's/\[01.md\]/[01.md, a\/..\/01.md]/' issue/issue.yaml
refused outside

# ---- one picture in many places is kept once
fresh
printf '\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\x9c\x63\x68\x00\x00\x00\x82\x00\x81\x77\xcd\x72\xb6\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82' >issue/a.png # one grey dot
truncate -s 60M issue/a.png
{ body && repeat 100 '![图](a.png)\n\n'; } >issue/01.md
expect_status 0 bounded "$gongbao" check issue

# ---- names that a terminal would obey
mkdir 'a'$'\033''[31m'
tiny_issue 'a'$'\033''[31m'
printf '没有: 1\n' >>'a'$'\033''[31m/issue.yaml'
expect_status 1 bounded "$gongbao" check 'a'$'\033''[31m'
expect_in err 'a<U+001B>[31m'
if grep -q $'\033' err; then wrong "an escape reached the terminal"; else right; fi
# whatever says such a name: ESC, a new line, the right-to-left override, a byte that is no UTF-8, C1
odd=x$'\033'']0;title'$'\a'$'\n''second'$'\xe2\x80\xae''fdp'$'\xff'$'\xc2\x9b'y
shown='x<U+001B>]0;title<U+0007><U+000A>second<U+202E>fdp<0xFF><U+009B>y'
harmless() { # TEXT: it is in what was said, and nothing a terminal would obey
    cat out err >said
    expect_in said "$1"
    if LC_ALL=C grep -q $'[\001-\010\013-\037\177]' said || LC_ALL=C grep -qF -e $'\xe2\x80\xae' -e $'\xff' -e $'\xc2\x9b' said; then
        wrong "said raw: $(cat -v said | head -n 3)"
    else right; fi
}
mkdir odd && tiny_issue "odd/$odd" && tiny_issue "odd/bad/$odd" && printf '没有: 1\n' >>"odd/bad/$odd/issue.yaml"
expect_status 1 bounded "$gongbao" check "odd/bad/$odd" && harmless "$shown"
expect_status 0 bounded "$gongbao" build "odd/$odd" -v -o "$odd.pdf" && harmless "已写出 $shown.pdf"
expect_status 2 bounded "$gongbao" build "odd/$odd" -o "odd/$odd/01.md" && harmless "odd/$shown/01.md"
expect_status 0 bounded "$gongbao" lock "odd/$odd" -v && harmless "已锁定：odd/$shown/issue.lock"
expect_status 0 bounded "$gongbao" fit "odd/$odd" 01.md && harmless "odd/$shown/01.md《"
expect_status 0 bounded "$gongbao" diff "odd/$odd" "odd/$odd" && harmless "odd/$shown（"
expect_status 0 bounded "$gongbao" diff --json "odd/$odd" "odd/$odd" && cp out odd.json && harmless 'odd/x\u001B]0;title\u0007\u000Asecond\u202Efdp'
expect_status 0 python3 -m json.tool odd.json
expect_status 0 bounded "$gongbao" new "odd/new$odd" --from "odd/$odd" && harmless "new$shown："
expect_status 2 bounded "$gongbao" "$odd" && harmless "没有命令“$shown”"
expect_status 2 bounded "$gongbao" build "--$odd" && harmless "$shown"
expect_status 2 bounded "$gongbao" build issue "--explain-line=$odd" && harmless "$shown"
expect_status 0 bounded "$gongbao" build "odd/$odd" --explain-line=01.md:8 && harmless "odd/$shown/01.md:8:1"
expect_status 2 bounded "$gongbao" build issue "--dump=$odd" && harmless "$shown"
expect_status 2 bounded "$gongbao" png issue "--pages=$odd" && harmless "$shown"
expect_status 2 bounded "$gongbao" regenerate odd -o odd.out "--jobs=$odd" && harmless "$shown"
odd=${odd//$'\xff'/} shown=${shown//<0xFF>/} # a name of an archive is UTF-8
mv odd/x* "odd/$odd" && mv odd/bad/x* "odd/bad/$odd" && rm -r odd/new*
expect_status 1 bounded "$gongbao" regenerate odd -o odd.out && harmless "$shown 排好"
expect_in err "bad/$shown: 有错"
expect_status 0 python3 -m json.tool odd.out/manifest.json
expect_status 1 bounded "$gongbao" regenerate odd -o odd.out --resume && harmless "$shown 未变"

# ---- surroundings
fresh
expect_status 0 bounded "$gongbao" build issue -o whole.pdf
expect_status 0 env -i LSAN_OPTIONS="${LSAN_OPTIONS:-}" "$gongbao" build issue -o bare.pdf
expect_same whole.pdf bare.pdf
expect_status 0 env HOME=/nowhere XDG_CACHE_HOME=/nowhere TMPDIR=/nowhere TZ=Nowhere/Else LC_ALL=tr_TR.UTF-8 \
    "$gongbao" build issue -o odd.pdf
expect_same whole.pdf odd.pdf
bounded "$gongbao" build issue -o closed.pdf <&- >&- 2>&-
expect_same whole.pdf closed.pdf
expect_status 74 bash -c '"$0" keys >/dev/full' "$gongbao"
# a 版记 higher than a page: 抄送 fills pages of its own, 印发 stands on the foot of the last
rm -rf issue && tiny_issue issue
{
    printf -- '---\n标题: 测试的通知\n抄送: '
    seq -f '第%g区人民政府办公室、' 1 159 | tr -d '\n'
    printf '市档案馆。\n印发机关: 澄浦市人民政府办公室\n印发日期: 2024-01-06\n---\n\n文字。\n'
} >issue/01.md
expect_status 0 "$gongbao" build issue -o foot.pdf
expect_status 0 "$gongbao" build issue --dump=structure
expect_in out 'copies page=4-6 '
expect_in out 'printer page=6 '
expect_status 0 "$gongbao" build issue --dump=lines
expect_in out '"page": 4, "line": 1, "text": "抄送：第1区人民政府办公室'

finish
