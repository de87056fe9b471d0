#!/usr/bin/env bash
# pages.sh: what a dump cannot show: a few pages as small grey pictures, compared with those that were looked at.
# Of 10,000 points at most 60 may differ by more than a quarter of the scale. The PNG door must draw what the PDF shows.
. "$(dirname "$0")/../lib.sh" "$@"

pages=$source_folder/tests/pages

same_picture() { # GOT WANTED LIMIT
    python3 - "$@" <<'PYTHON'
import re, sys
def read(path):
    data = open(path, "rb").read()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]
w, h, got = read(sys.argv[1])
v, k, wanted = read(sys.argv[2])
if (w, h) != (v, k): sys.exit("size %dx%d, not %dx%d" % (w, h, v, k))
differing = sum(abs(a - b) > 64 for a, b in zip(got, wanted))
if differing * 10000 > int(sys.argv[3]) * w * h: sys.exit("%d of %d points differ" % (differing, w * h))
PYTHON
}

# compare_pages FOLDER-AND-START-OF-EXPECTATION NUMBER…: of issue.pdf
compare_pages() {
    local wanted=$1 number
    shift
    pdftoppm -r 20 -gray issue.pdf page
    for number in "$@"; do
        if [ -n "${GAZ_UPDATE:-}" ]; then
            cp "page-$number.pgm" "$wanted$number.pgm"
        elif [ -e "$wanted$number.pgm" ]; then
            same_picture "page-$number.pgm" "$wanted$number.pgm" 60 && right || wrong "$wanted$number.pgm is not as it was"
        else
            wrong "no $wanted$number.pgm"
        fi
    done
    rm -f page-*.pgm
}

# the small issues, in faces of our own
small() {
    expect_status 0 "$gongbao" build "$source_folder/tests/golden/issues/$1" --fonts "$source_folder/tests/faces" -o issue.pdf
    compare_pages "$pages/$1-" "${@:2}"
}
small 规章 01 02 05 07 # cover, contents, chapters, joint letterhead
small 图表 3 4 5 6     # table and note, its second page, figures and formula, turned
small 短件 3 4 5       # run on, a letter, minutes

# the sample, where the machine has the faces that it was looked at in
"$gongbao" fonts "$sample" >fonts 2>/dev/null
if [ -n "${GAZ_UPDATE:-}" ] || cmp -s fonts "$source_folder/tests/golden/fonts.expected"; then
    expect_status 0 "$gongbao" build "$sample" -o issue.pdf
    compare_pages "$pages/page-" 01 02 09 15 16 17 21 23 # cover, contents, letterhead, form, table, joint letterhead, turned, figure
fi

# the PNG door: at 40 dpi, held against the PDF page as poppler draws it
expect_status 0 "$gongbao" build "$source_folder/tests/golden/issues/规章" --fonts "$source_folder/tests/faces" -o issue.pdf
"$gongbao" png "$source_folder/tests/golden/issues/规章" --fonts "$source_folder/tests/faces" -p 1-4 -r 40 -o drawn 2>/dev/null
if [ "$(echo drawn-*.png | wc -w)" -eq 4 ]; then right; else wrong "not four pages were drawn"; fi
for png in drawn-*.png; do
    number=${png#drawn-}
    number=$((10#${number%.png}))
    pdftoppm -r 40 -gray -singlefile -f $number -l $number issue.pdf seen
    python3 "$source_folder/tests/run/pages/png_to_pgm.py" "$png" drawn.pgm
    same_picture drawn.pgm seen.pgm 400 && right || wrong "$png is not what the PDF shows"
done
finish
