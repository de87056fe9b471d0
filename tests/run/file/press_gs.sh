#!/usr/bin/env bash
# press_gs.sh PROGRAM SOURCE: a file for a press as Ghostscript sees it, which makes plates as a press does: text pages need
# black alone, and colour exactly the pages that have items in a coloured ink; a spot has its own plate; cut to the trim, a
# page has ink where the screen's page has it.
. "$(dirname "$0")/../lib.sh" "$@"

command -v gs >/dev/null || skip "no Ghostscript"
command -v qpdf >/dev/null || skip "no qpdf"
"$gongbao" build --help 2>&1 | grep -q -- --for || skip "this program makes no print files"

expect_status 0 "$gongbao" build "$sample" -q -o screen.pdf
expect_status 0 "$gongbao" build "$sample" -q --for print -o print.pdf
expect_status 0 "$gongbao" build "$sample" -q --dump=pages
cp out pages

expect_status 0 qpdf --check print.pdf
expect_in out "No syntax or stream encoding errors found"

# ---- plates: a page with a coloured item, one that may be coloured (a picture), one that is black
awk '/^page /{ n = $2 }
     / colour=/ && !/ colour=FFFFFF/ { red[n] = 1 }
     /^image /{ picture[n] = 1 }
     END { for (i = 1; i <= n; i++) print red[i] ? "coloured" : picture[i] ? "any" : "black" }' pages >wanted
gs -q -o coverage -sDEVICE=inkcov print.pdf >/dev/null 2>&1 || wrong "inkcov"
[ $(($(wc -l <coverage) % 4)) -eq 0 ] && right || wrong "$(wc -l <coverage) pages fill no sheets"
awk 'NR == FNR { wanted[NR] = $1; n = NR; next }
     { kind = $1 + $2 + $3 > 0 ? "coloured" : "black"
       if (FNR > n ? $1 + $2 + $3 + $4 > 0 : wanted[FNR] != "any" && wanted[FNR] != kind)
           print "page " FNR " is " kind ": " $0 }' wanted coverage >differences
if [ -s differences ]; then wrong "plates: $(head -n 5 differences)"; else right; fi
[ "$(sort -u wanted | grep -c -e coloured -e black)" -eq 2 ] && right || wrong "the sample has not both kinds of pages"

# ---- a spot: its plate is there; who has none of it prints its stand-in
tiny_issue issue
sed -i 's/样式: .*/样式: own.yaml/' issue/issue.yaml
sed -i 's/^标题/发文机关标志: 澄浦市人民政府\n发文字号: 澄政发〔2024〕1号\n标题/' issue/01.md
printf '继承: gbt9704\n油墨: {红: {专色: 公报红}, 刊红: {四色: M80 Y80, 专色: 公报红}}\n' >issue/own.yaml
expect_status 0 "$gongbao" build issue -q --for print -o spot.pdf
mkdir plates
gs -q -r36 -o plates/p%d.tif -sDEVICE=tiffsep -sCompression=none spot.pdf >/dev/null 2>&1 || wrong "tiffsep"
# All reds are the spot's, so no plate but black and the spot prints. Of a plate without compression every byte but the few of
# its head is 255 where there is no ink.
inked() { python3 -c 'import sys; data = open(sys.argv[1], "rb").read(); sys.exit(len(data) - data.count(255) < 600)' "$1"; }
shopt -s nullglob
others=0 inked=0
for plate in plates/*\).tif; do
    case $plate in *\(Black\).tif) continue ;; *\(Cyan\).tif | *\(Magenta\).tif | *\(Yellow\).tif)
        inked "$plate" && wrong "$plate: not black, not the spot" ;;
    *)
        others=$((others + 1))
        inked "$plate" && inked=$((inked + 1)) ;;
    esac
done
[ "$others" -gt 0 ] && [ "$inked" -gt 0 ] && right || wrong "$inked of $others plates of the spot have ink: $(ls plates)"
gs -q -o coverage -sDEVICE=inkcov spot.pdf >/dev/null 2>&1
awk '$2 > 0 { n++ } END { exit !n }' coverage && right || wrong "the spot has no stand-in"

# ---- the page as it is cut: ink where the screen's page has ink
#
# The trim does not begin on a whole pixel, so that edges fall one pixel off: a point is missing only when none of the nine
# around it has ink. Thin grounds may be lighter or darker as grey than as colour: what is nearly white is no ink.
gs -q -r60 -dUseTrimBox -o cut%03d.pgm -sDEVICE=pgmraw print.pdf >/dev/null 2>&1 || wrong "pgmraw"
gs -q -r60 -o seen%03d.pgm -sDEVICE=pgmraw screen.pdf >/dev/null 2>&1 || wrong "pgmraw of the screen"
cat >ink.py <<'PYTHON'
"""ink.py SCREEN PRINT: points with ink that have none around them in the other."""
import re, sys

INK = bytes(1 if grey < 240 else 0 for grey in range(256))

def rows(path):
    data = open(path, "rb").read()
    head = re.match(rb"P5\s+(?:#.*\n)?\s*(\d+)\s+(\d+)\s+255\s", data)
    wide, high, body = int(head[1]), int(head[2]), data[head.end():].translate(INK)
    return wide, [int.from_bytes(body[y * wide:(y + 1) * wide], "big") for y in range(high)]

def around(lines):
    flat = [line | line << 8 | line >> 8 for line in lines]
    return [flat[max(y - 1, 0)] | flat[y] | flat[min(y + 1, len(flat) - 1)] for y in range(len(flat))]

(wide, one), (width, two) = rows(sys.argv[1]), rows(sys.argv[2])
if abs(wide - width) > 1 or abs(len(one) - len(two)) > 1: sys.exit("size %dx%d, %dx%d" % (wide, len(one), width, len(two)))
if wide != width:  # both begin at the left
    cut = 8 * abs(wide - width)
    if wide > width: one = [line >> cut for line in one]
    else: two = [line >> cut for line in two]
    wide = min(wide, width)
high = min(len(one), len(two))
ones = (1 << 8 * wide) - 1
near_one, near_two = around(one[:high]), around(two[:high])
lost = sum(bin(a & ~b & ones).count("1") for a, b in zip(one, near_two))
added = sum(bin(b & ~a & ones).count("1") for b, a in zip(two, near_one))
inked = sum(bin(a & ones).count("1") for a in one[:high])
if lost + added > 0: sys.exit("%d points lost, %d added, of %d" % (lost, added, inked))
PYTHON
n_screen=$(find . -name 'seen*.pgm' | wc -l)
[ "$n_screen" -gt 20 ] && right || wrong "only $n_screen pages were drawn"
for seen in seen*.pgm; do
    said=$(python3 ink.py "$seen" "${seen/seen/cut}" 2>&1) && right || wrong "$seen: $said"
done
finish
