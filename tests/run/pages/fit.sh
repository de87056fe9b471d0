#!/usr/bin/env bash
# fit.sh: what `gongbao fit` promises of each remedy is what a build of the changed source gives. quick: the list, and a change that is shown.
. "$(dirname "$0")/../lib.sh" "$@"

# a document whose 版记 of two lines stands alone on its third page; two paragraphs end with a few characters
write_document() {
    cat <<'MD'
---
标题: 澄浦市人民政府关于冬季供热工作的通知
主送: 各区人民政府
署名: 澄浦市人民政府
成文日期: 2024-01-05
抄送: 市委各部门。
印发机关: 澄浦市人民政府办公室
印发日期: 2024-01-08
---

MD
    for i in $(seq 18); do
        printf '各区人民政府要按照职责分工，切实做好冬季供热的各项准备工作，逐户核对供热面积和室温'
        case $((i % 3)) in
        1) [ "$i" = 7 ] || [ "$i" = 13 ] && printf '，并于月底以前报市人民政府办公室，不得迟报漏报' ||
            printf '，并于月底以前报市人民政府办公室，逾期不报的通报批评' ;;
        0) printf '，对老旧管网逐段排查，发现隐患立即处置，处置结果按月报送' ;;
        esac
        printf '。\n\n'
    done
}
tiny_issue issue
sed -i 's/01.md/01.md, 02.md/' issue/issue.yaml
mv issue/01.md issue/02.md
write_document >issue/01.md
cp -r issue before
fit() { expect_status 0 "$gongbao" fit "$@"; }

# ---- the list: the least visible first, with gain and cost; nothing is written
expect_status 0 "$gongbao" check issue
expect_in err '第5页）只有版记；办法见gongbao fit [bare-footer]'
fit issue
cp out list
expect_in list 'issue/01.md《澄浦市人民政府关于冬季供热工作的通知》，第3—5页，末页2行，只有版记'
expect_in list '    1  3页→2页，末页26行       收段，每行至多收1字，共2段'
expect_in list '                               issue/01.md:23  3行→2行'
expect_in list '                               issue/01.md:35  3行→2行'
expect_in list '    2  3页→2页，末页27行       每页多排1行，每页28行（样式27行），行距小3.7%'
expect_in list '每页少排1行，每页26行（样式27行），行距大4.0%'
expect_in list '署名之前空两行'
if grep -q '收2字' list; then wrong "a remedy that a milder one makes needless"; else right; fi
if grep -q '02.md' list; then wrong "a document that ends well is listed"; else right; fi
if [ -s err ]; then wrong "warnings are told"; else right; fi
for name in 01 01.md issue/01.md; do
    fit issue "$name"
    expect_same list out
done
fit issue 02
expect_in out 'issue/02.md《'
expect_in out '末页不短，也省不去一页'
fit issue -v
expect_in err '[bare-footer]'
expect_status 0 env LC_ALL=en "$gongbao" fit issue
expect_in out 'one line more a page, 28 lines a page (the style: 27), 行距 smaller by 3.7%'

# ---- the change, shown and not written
fit issue --choose=2
cp out shown.diff
cat >wanted.diff <<'DIFF'
--- issue/01.md
+++ issue/01.md
@@ -6,6 +6,7 @@
 抄送: 市委各部门。
 印发机关: 澄浦市人民政府办公室
 印发日期: 2024-01-08
+版面: {页行数: 28}
 ---
 
DIFF
head -n 9 shown.diff >shown.head
expect_same wanted.diff shown.head
diff -r before issue >/dev/null && right || wrong "fit has written without --write"
if command -v patch >/dev/null; then
    cp -r before patched && (cd patched && patch -s -p1 <../shown.diff) && right || wrong "patch does not take the diff"
fi

# ---- written: the build keeps the promise, and there is nothing left to do
fit issue --json
cp out list.json
expect_in list.json '"number": 2, "what": "每页多排1行", "pages": 2, "last_lines": 27, "bare_footer": false'

# ---- remedies that compete, each with its change: the 版记 alone, a signature alone, a line of one character alone
notice() { # VALUES PARAGRAPHS LAST
    printf -- '---\n标题: 澄浦市人民政府关于冬季供热工作的通知\n主送: 各区人民政府\n%b---\n' "$1"
    for i in $(seq "$2"); do printf '\n第%s项工作由各区负责。\n' "$i"; done
    printf '%b' "$3"
}
tiny_issue signature
notice '署名: 澄浦市人民政府\n成文日期: 2024-01-05\n版面: {署名: {带正文行: 0}}\n' 22 '' >signature/01.md
tiny_issue lone
notice '版面: {孤字成行: 是, 孤行: {页首至少: 1, 每行至多: 0}, 凑版: {末页至多: 0}}\n' 23 \
    '\n各区人民政府要切实做好冬季供热的各项准备工作，逐户核对供热面积。\n' >lone/01.md
for folder in issue signature lone; do
    fit "$folder"
    cat out
    for i in $(seq "$(grep -c '^ *[0-9]* *[0-9]页→' out)"); do
        fit "$folder" --choose="$i"
        printf -- '-- %s\n' "$i" && cat out
    done
done >competing
(cd "$source_folder/examples" && "$gongbao" fonts "$(basename "$sample")") >fonts 2>/dev/null
if [ -n "${GAZ_UPDATE:-}" ] || cmp -s fonts "$source_folder/tests/golden/fonts.expected"; then
    expect_golden competing "$source_folder/tests/golden/editing/fit.expected"
fi
[ "${3:-}" != quick ] || finish
# the pages from 3 to the last one before the next document, and the lines of the last page
measure() {
    "$gongbao" build "$1" --dump=lines 2>/dev/null |
        awk -F'[:,]' '/"source": "01.md/ { page = $2 + 0 } /"role": "页码"/ { next } { lines[$2 + 0]++ } END { print page - 2, lines[page] }'
}
n=$(grep -c '"number"' list.json)
[ "$n" -ge 4 ] && right || wrong "only $n remedies"
for i in $(seq "$n"); do
    rm -rf try && cp -r before try
    fit try --choose="$i"
    mv out said.diff
    fit try --choose="$i" --write
    expect_same said.diff out
    if diff before/01.md try/01.md | grep -q '^<'; then wrong "a line of the source is gone"; else right; fi
    promised=$(sed -n "s/.*\"number\": $i,.*\"pages\": \([0-9]*\), \"last_lines\": \([0-9]*\),.*/\1 \2/p" list.json)
    made=$(measure try)
    [ "$promised" = "$made" ] && right || wrong "remedy $i promised $promised, gives $made"
    expect_status 0 "$gongbao" check try
    if grep -q 'bare-footer\|short-page' err; then wrong "remedy $i does not end well"; else right; fi
    if [ "$i" -eq 1 ]; then
        expect_in try/01.md '版面: {凑版: {末页至多: 2, 每行至多: 1字}}'
        for line in 24 36; do expect_in err "try/01.md:$line:1: 警告: 凑版：本段压缩3行收为2行"; done
    fi
    fit try
    expect_in out '各文件的末页都不短，不需凑版'
    expect_status 1 "$gongbao" fit try --choose=1
    expect_in err '[fit-no-remedy]'
done

# ---- the editor's file as it was: byte order mark, CRLF, a 版面 of its own
rm -rf try && cp -r before try
{ printf '\357\273\277' && sed 's/^署名/版面:   # 本篇\n  文号: {后空: 2行}\n&/; s/$/\r/' before/01.md; } >try/01.md
cp try/01.md odd.md
fit try --choose=2 --write
sed 's/^  文号/  页行数: 28\r\n&/' odd.md >wanted.md
expect_same wanted.md try/01.md
only_file_in try/ "$(find try -mindepth 1 -printf '%f ' | sed 's/ $//')"
fit try
expect_in out '不需凑版'

# ---- tables and figures give their white and their size; two mild ways go together where none alone helps
cp -r "$sample" pages
sed -i 's/^样式: .*/样式: gbt9704/' pages/issue.yaml
sed -i '2i 版面: {版记: {可独占一页: 是}, 凑版: {末页至多: 0}, 表格: {注行距: 1.3行}}' pages/03*.md # a tall note: one way alone does not do
fit pages
cp out list
expect_in list '一个表的行距：13磅'
expect_in list '<!-- 表格 行距=13磅 -->'
grep -q '图缩到八成$' list && right || wrong "no smaller figure"
if grep -q '同时' list; then wrong "a pair where one way is enough"; else right; fi
choice=$(sed -n 's/^ *\([0-9]*\) .*一个表的行距.*/\1/p' list | head -n 1)
fit pages --choose="$choice" --write
expect_status 0 "$gongbao" check pages
if grep -q '03.*bare-footer' err; then wrong "what was chosen does not help"; else right; fi
expect_in err '04-澄教发9号.md'
fit pages 04-澄教发9号 --choose=1 --write
expect_status 0 "$gongbao" check pages
if grep -q 'bare-footer' err; then wrong "a smaller figure does not help"; else right; fi
fit pages --json 05-澄市监规1号
expect_in out '"values": {'

# ---- a mark of the print: one paragraph a line less, before values that move other lines too
rm -rf marked && cp -r before marked
{
    printf -- '---\n标题: 澄浦市人民政府关于冬季供热工作的通知\n主送: 各区人民政府\n版面: {凑版: {末页至多: 0}}\n---\n\n'
    for i in $(seq 23); do
        if [ "$i" = 5 ]; then
            printf '各区人民政府要按照职责分工，切实做好冬季供热的各项准备工作，逐户核对供热面积和室温，并于月底以前报市人民政府办公室，不得迟报漏报。\n\n'
        else
            printf '第%s项工作由各区人民政府负责落实。\n\n' "$i"
        fi
    done
} >marked/01.md
fit marked --json
expect_in out '"number": 1, "what": "一段减一行", "pages": 1'
expect_in out '"values": {}, "marks": [{"line": 15, "mark": "<!-- 减一行 -->"}]'
if grep -q '收段' out; then wrong "one paragraph is taken in as well as marked"; else right; fi
fit marked --choose=1 --write
expect_in out '+<!-- 减一行 -->'
expect_status 0 "$gongbao" check marked
if grep -q 'short-page' err; then wrong "a line less does not help"; else right; fi

# ---- what no value and no pair mends, three together do: the 版记 goes up by three lines, a blank here and there
rm -rf three && cp -r before three
cat >three/01.md <<'MD'
---
发文机关标志: 澄浦市应急管理局文件
版面: {页行数: 21, 版记: {可独占一页: 是}, 凑版: {末页至多: 0}}
发文字号: 澄应急〔2024〕12号
标题: 澄浦市应急管理局关于印发安全生产监督检查计划的通知
主送: 各区、县（市）应急管理局
附件说明: 安全生产监督检查计划
署名: 澄浦市应急管理局
成文日期: 2024-07-16
抄送: 市人民政府办公室，市人大常委会办公室，市政协办公室，市中级人民法院，市人民检察院，市纪委监委机关，澄浦警备区，市各人民团体，市各民主党派委员会，驻澄各单位，各新闻单位，各区、县（市）人民政府。
印发机关: 澄浦市应急管理局办公室
印发日期: 2024-07-17
---

现将有关计划印发给你们，请认真执行。
MD
fit three
cp out list
n=$(grep -c '2页→1页' list)
[ "$n" -ge 2 ] && [ "$n" -eq "$(grep -c '同时.*同时' list)" ] && right || wrong "$n remedies, of three ways $(grep -c '同时.*同时' list)"
for i in $(seq "$n"); do
    rm -rf try && cp -r three try
    fit try --choose="$i" --write
    expect_status 0 "$gongbao" check try
    if grep -q '01.md.*\(bare\|short\)' err; then wrong "three together, number $i, do not help"; else right; fi
done

# ---- what is refused
rm -rf try && cp -r before try
sed -i 's/^署名/? 版面\n: 文号: {后空: 2行}\n&/' try/01.md
expect_status 1 "$gongbao" fit try
expect_in err 'try/01.md:5:3: 错误: 此处的写法程序不能代改；请自己在“版面”里写上'
expect_in err '[fit-front]'
expect_status 1 "$gongbao" fit issue 1.md
expect_in err '是否为“01.md”'
expect_in err '[fit-no-document]'
expect_status 1 "$gongbao" fit issue --choose=99 --write
expect_in err '没有第99个办法'
for wrong_one in 0 x 1x -1; do expect_status 2 "$gongbao" fit issue --choose="$wrong_one"; done
expect_status 2 "$gongbao" fit issue --write
expect_in err '--write要同--choose一起用'
expect_status 2 "$gongbao" fit
expect_status 2 "$gongbao" fit issue 01 02
rm -rf try && cp -r before try
sed -i 's/^标题/标提/' try/02.md
expect_status 1 "$gongbao" fit try --choose=1 --write
expect_in err '[unknown-key]'
expect_same before/01.md try/01.md
diff -r before issue >/dev/null && right || wrong "something was written"
chmod a-w issue
if ! touch issue/probe 2>/dev/null; then
    expect_status 74 "$gongbao" fit issue --choose=1 --write
    expect_same before/01.md issue/01.md
fi
expect_status 0 "$gongbao" help fit
expect_in out '用法：gongbao fit'
finish
