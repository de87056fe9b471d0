#!/usr/bin/env bash
# search.sh PROGRAM SOURCE: what a person types into a reader's search is found, whatever gaps stand between Han and figures and
# between the characters of names that are spread: in the text that poppler, pdf.js and PDFium take out. A blank that was typed
# is there. pdf.js and PDFium are packages of npm (npm.sh). What cannot be had is left out.
#
# MuPDF reads the widths of the fonts' programs and not those of the PDF: it finds the same, where it is there.
. "$(dirname "$0")/../lib.sh" "$@"

tiny_issue issue
cat >issue/01.md <<'MD'
---
标题: 关于检索的通知
发文机关标志:
  - 澄浦市财政局
  - 澄浦市人力资源和社会保障局
发文字号: 澄财发〔2024〕31号
署名:
  - 澄浦市财政局
  - 澄浦市人力资源和社会保障局
成文日期: 2024-07-03
---

MD
for i in $(seq 40); do
    printf '自2023年6月%s日起，共%s户企业完成改造，其中规模以上%s户，占68.5%%，GDP增长3%%；另有ABC公司。\n\n' $((i % 28 + 1)) "$i" $((i * 7))
done >>issue/01.md
cat >>issue/01.md <<'MD'
甲乙 丙丁，戊己　庚辛。第3条 另行通知。
MD
"$gongbao" build issue -q -o issue.pdf 2>/dev/null || wrong "not built"

mkdir texts
pdftotext issue.pdf texts/poppler
pdftotext -raw issue.pdf texts/poppler-raw
packages=$(npm_modules pdfjs-dist@4 @hyzyla/pdfium)
if [ -n "$packages" ]; then
    cp "$source_folder/tests/run/file/search.mjs" "$packages/"
    timeout 120 node "$packages/search.mjs" issue.pdf texts || wrong "search.mjs"
fi
command -v mutool >/dev/null && mutool draw -q -F txt -o texts/mupdf issue.pdf
for reader in poppler poppler-raw mupdf pdfjs pdfium; do
    if [ ! -e texts/$reader ]; then
        printf '%s is not there: left out\n' $reader
        continue
    fi
    # lines end anywhere: what is looked for is looked for behind line ends too
    tr -d '\n\r\f' <texts/$reader >flat
    n=$(grep -oE '2023年6月[0-9]+日起，共[0-9]+户' flat | wc -l)
    [ "$n" -eq 40 ] && right || wrong "$reader finds 2023年6月 in $n of 40 places"
    for text in 68.5%，GDP增长3%；另有ABC公司 澄浦市财政局 澄浦市人力资源和社会保障局 澄财发〔2024〕31号 2024年7月3日; do
        expect_in flat "$text"
    done
    # in its layout mode poppler takes a line all of whose gaps are alike for one word
    [ $reader = poppler ] && continue
    expect_in flat '第3条 另行通知'
    grep -qE '甲乙 +丙丁，戊己[ 　]+庚辛' flat && right || wrong "$reader: a typed blank is lost: $(grep -o '甲乙.*庚辛' flat | head -c 60)"
done
finish
