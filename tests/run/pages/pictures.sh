#!/usr/bin/env bash
# pictures.sh: each picture is tried by a child with limits: what hangs, aborts, draws nothing or is damaged is told with its place,
# soon; what is good has the pixels of its file; a hundred million pixels cost little memory. quick: the pixels, and damage.
. "$(dirname "$0")/../lib.sh" "$@"
tool=$source_folder/tests/run/pages/pictures.py

bounded() { timeout 60 "$@"; }
[ "${3:-}" = quick ] && side=300 || side=10000 # a hundred million pixels
case $gongbao in */release/*) ;; *) [ "$side" = 300 ] || side=4000 ;; esac # a sanitizer takes four times as long; the limits are the same
python3 "$tool" make . "$side" || wrong "the pictures were not made"

issue_of() { # FILE…: an issue that shows them
    rm -rf issue && tiny_issue issue
    printf -- '---\n标题: 测试的通知\n---\n\n正文。\n' >issue/01.md
    local file
    for file in "$@"; do
        cp "$file" issue/
        printf '\n![图](%s)\n' "$file" >>issue/01.md
    done
}
refused() { # [SLUG] FILE: by check, build and png, at its place; and nothing is written
    issue_of "$2" && rm -f out.pdf
    expect_status 1 bounded "$gongbao" check issue
    expect_in err "issue/01.md:7:1: 错误: 图片$2"
    expect_in err "$1"
    expect_status 1 bounded "$gongbao" build issue -o out.pdf
    expect_in err "$1"
    expect_nothing_at out.pdf
    expect_status 1 bounded "$gongbao" png issue -o pages
    expect_in err "$1"
}

# ---- side by side and in cells: each is in the file, for a screen and for a press
issue_of colour.png
printf '\n![甲](grey.png) ![乙](palette.png)\n\n| 甲 | 乙 |\n|---|---|\n| ![图](of-16-bits.png) | 字 ![图](grey-of-4-bits.png) |\n' >>issue/01.md
cp grey.png palette.png of-16-bits.png grey-of-4-bits.png issue/
sed -i 's/\.png)/&{宽=20mm}/g' issue/01.md
expect_status 0 bounded "$gongbao" build issue -o out.pdf
n=$(pdfimages -list out.pdf | grep -c ' image ')
[ "$n" = 5 ] && right || wrong "$n pictures in the file, not five"
expect_status 0 bounded "$gongbao" build issue --for print -o print.pdf
n=$(pdfimages -list print.pdf | grep -c ' image ')
[ "$n" = 5 ] && right || wrong "$n pictures in the file for a press, not five"
rm -f out.pdf print.pdf

# ---- the pixels of the file
names="colour colour-that-is-grey grey grey-of-4-bits palette see-through one-colour-left-out of-16-bits interlaced with-a-text"
issue_of $(printf '%s.png ' $names)
expect_status 0 bounded "$gongbao" build issue -o out.pdf
qpdf --qdf --object-streams=disable out.pdf out.qdf || wrong "qpdf finds fault with the pictures"
expect_status 0 python3 "$tool" compare out.pdf $names
expect_status 0 bounded "$gongbao" png issue -o pages

# ---- damage
for file in checksum checksum-of-a-text too-few-rows no-end; do refused '[picture]' $file.png; done
refused '[picture-surplus]' surplus.png
[ "${3:-}" != quick ] || finish

# ---- a photo is shown upright, however the camera was held, on paper and on a screen
photos=$source_folder/tests/run/pages/photos.py
python3 "$photos" make . || wrong "the photos were not made"
issue_of photo1.jpg
for i in 2 3 4 5 6 7 8; do
    cp photo$i.jpg issue/
    printf '\n<!-- 分页 -->\n\n![图](photo%s.jpg){宽=80mm}\n' $i >>issue/01.md
done
sed -i 's/(photo1.jpg)/&{宽=80mm}/' issue/01.md
expect_status 0 bounded "$gongbao" build issue -q -o out.pdf
expect_status 0 pdftoppm -r 40 -gray out.pdf upright
expect_status 0 python3 "$photos" compare upright-*.pgm
expect_status 0 bounded "$gongbao" png issue -q -r 40 -o screen
for png in screen*.png; do python3 "$source_folder/tests/run/pages/png_to_pgm.py" "$png" "$png.pgm"; done
expect_status 0 python3 "$photos" compare screen*.pgm

# ---- what is thinner than can be drawn is a point thick, wherever it stands
printf '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="1"><path d="M0 0h2000v1h-2000z"/></svg>\n' >thin.svg
printf '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="2000"><path d="M0 0h1v2000h-1z"/></svg>\n' >tall.svg
issue_of thin.svg tall.svg
sed -i 's/thin.svg)/&{宽=1mm}/' issue/01.md
printf '\n| 甲 | 乙 | 丙 |\n|---|---|---|\n| ![图](thin.svg) | ![图](tall.svg) 字 | 字 ![图](thin.svg){宽=4mm} |\n' >>issue/01.md
expect_status 0 bounded "$gongbao" build issue -o thin.pdf

# ---- a header that says 10,000 × 10,000, thirty times: the budget of a file (1,000 million, and 50 a page: the cover, the contents and
# thirty-one pages), before any is decoded
for i in $(seq 30); do
    { printf '\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x27\x10\x00\x00\x27\x10\x08\x00\x00\x00\x00\x00\x00\x00\x00' && echo $i; } >header$i.png
done
issue_of $(printf 'header%s.png ' $(seq 30))
expect_status 0 bounded "$gongbao" build issue --dump=pages
pages=$(grep -c '^page ' out)
expect_status 1 bounded "$gongbao" build issue -o out.pdf
first=$(((1000 + 50 * pages) / 100 + 1))
expect_in err "到图片header$first.png为止，各图共有${first}00百万像素，超过上限$((1000 + 50 * pages))百万；请缩小图片 [picture-budget]"
expect_in err "图片header1.png读不出来"

# ---- what no list can see
for drawing in no-width not-shown glass; do refused '[picture-empty]' $drawing.svg; done
for drawing in masks holds-checksum; do refused '[picture]' $drawing.svg; done
issue_of doubling.svg # the library's count or our time, whichever ends first: once, for it takes all of that time
expect_status 1 bounded "$gongbao" build issue -o out.pdf
expect_in err '[picture'
expect_nothing_at out.pdf
issue_of markers.svg no-width.svg colour.png
expect_status 1 bounded "$gongbao" build issue -o out.pdf
expect_in err "issue/01.md:7:1: 错误: 图片markers.svg"
expect_in err "[picture-costly]"
expect_in err "issue/01.md:9:1: 错误: 图片no-width.svg" # one bad picture hides no other
issue_of holds-colour.svg
expect_status 0 bounded "$gongbao" build issue -o good.pdf
issue_of huge-text.svg # whatever the library makes of it, the build ends and says so
expect_status 1 bounded "$gongbao" build issue -o out.pdf
expect_in err "issue/01.md:7:1: 错误: 图片huge-text.svg"

# ---- four inks become three colours, for a file to be kept holds sRGB alone; they look as they looked
if pdftoppm -f 1 -l 1 -r 30 -jpegcmyk out.pdf inks 2>/dev/null && pdftoppm -f 1 -l 1 -r 30 -png out.pdf shown; then
    mv inks-*.jpg inks.jpg && issue_of inks.jpg
    expect_status 0 bounded "$gongbao" build issue -q --for screen,archive -o inks.pdf
    for kind in screen archive; do
        pdfimages -list inks.$kind.pdf >list
        expect_in list ' rgb '
        if grep -q ' cmyk ' list; then wrong "$kind: four inks"; else right; fi
    done
    qpdf --json=2 --json-stream-data=inline --decode-level=generalized inks.archive.pdf >inks.json
    expect_status 0 python3 "$source_folder/tests/run/file/archive_rules.py" inks.json inks.archive.pdf
    pdfimages -png inks.archive.pdf taken
    for png in taken-000.png shown-*.png; do python3 "$source_folder/tests/run/pages/png_to_pgm.py" "$png" "${png%%-*}.pgm"; done
    python3 - taken.pgm shown.pgm <<'PY' && right || wrong "the colours are others"
import sys
one, other = (open(name, 'rb').read().split(b'255\n', 1)[1] for name in sys.argv[1:])
far = sum(abs(a - b) for a, b in zip(one, other)) / len(one)
sys.exit(len(one) != len(other) or far > 6 or len(set(one)) < 3)
PY
else
    printf 'this poppler writes no picture of four inks: left out\n'
fi

# ---- the faces of a drawing's text are cut to it before they are embedded: the picture and its text are the same as with whole ones,
# which a drawing keeps that says how it is written (output/picture/svg.c); the second drawing has other characters than the first
text_drawing() { # TEXT, attributes of the drawing
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90" font-family="Noto Serif CJK SC, FandolSong, serif" %s>' "$2"
    printf '<text x="9" y="30" font-size="20">%s</text><text x="9" y="70" font-size="14" font-weight="bold">%s</text></svg>\n' "$1" "$1"
}
for kind in cut whole; do
    if [ $kind = cut ]; then how=''; else how='writing-mode="lr-tb"'; fi
    text_drawing '征收（补偿）流程：ABC—123“件”é' "$how" >one.svg
    text_drawing '另一张图&#x3001;永和九年' "$how" >two.svg
    issue_of one.svg two.svg
    expect_status 0 bounded "$gongbao" build issue -q -o $kind.pdf
    expect_status 0 bounded "$gongbao" build issue -q --for print -o $kind.print.pdf
    pdftotext $kind.pdf $kind.txt
    pdftoppm -r 100 $kind.pdf | sha256sum >$kind.pixels
    pdftoppm -r 100 $kind.print.pdf | sha256sum >$kind.print.pixels
done
expect_in cut.txt '征收（补偿）流程：ABC—123“件”é'
expect_in cut.txt '另一张图、永和九年'
expect_same cut.txt whole.txt
expect_same cut.pixels whole.pixels
expect_same cut.print.pixels whole.print.pixels
# two pictures of two fonts of some thirty glyphs: cairo keeps an entry for each glyph of the face it is given
if [ $(($(wc -c <cut.pdf) * 3)) -lt $(($(wc -c <whole.pdf) * 2)) ]; then right; else wrong "cut faces are no smaller"; fi

# ---- the text of a drawing that is a formula, or stands in a cell or a signature, is the drawing's own, as that of a figure
text_drawing 'E=mc' '' >formula.svg
issue_of formula.svg
printf -- '---\n标题: 测试的通知\n署名: 市长 ![顾怀远](formula.svg){宽=40mm}\n成文日期: 2024-01-02\n---\n\n![甲](formula.svg){公式 （1）}\n\n![乙](formula.svg){公式}\n\n| 甲 | 乙 |\n|---|---|\n| ![丙](formula.svg){宽=20mm} 丙 | 丁 |\n' >issue/01.md
expect_status 0 bounded "$gongbao" build issue -q --for screen,print,archive -o formula.pdf
pdftotext formula.screen.pdf formula.txt
expect_in formula.txt 'E=mc'

# ---- a picture that a drawing shows twice, which cairo names twice
dot="<image width=\"9\" height=\"9\" href=\"data:image/png;base64,$(base64 -w 0 colour.png)\"/>"
printf '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">%s<g transform="translate(20 0)">%s%s</g></svg>\n' \
    "$dot" "$dot" "$dot" >twice.svg
issue_of twice.svg
for kind in screen print archive; do
    expect_status 0 bounded "$gongbao" build issue -q --for $kind -o twice.pdf
    pdfimages -list twice.pdf >list
    n=$(grep -c ' image ' list)
    [ "$n" = 3 ] && right || wrong "$kind: $n pictures in the drawing, not three"
done

# ---- a large photo goes into the file as it is; one that was cut on its way is refused, whatever small picture is in front
if [ "$(wc -c <large.jpg)" -gt 90000 ]; then right; else wrong "large.jpg is small"; fi
issue_of large.jpg
expect_status 0 bounded "$gongbao" build issue -q -o large.pdf
pdfimages -j large.pdf taken
expect_same large.jpg taken-000.jpg
rm -f out.pdf
refused '[picture]' cut.jpg

# ---- a hundred million pixels, four times: time, and memory of the program and its child
issue_of large0.png large1.png large2.png large3.png
most_memory() { python3 -c '
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, "MiB")
sys.exit(status)' "$@"; }
expect_status 0 most_memory timeout 60 "$gongbao" build issue -q -o out.pdf
memory=$(sed -n 's/ MiB//p' out)
case $gongbao in */release/*) if [ "$memory" -lt 400 ]; then right; else wrong "$memory MiB for four large pictures"; fi ;; esac

finish
