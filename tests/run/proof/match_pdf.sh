#!/usr/bin/env bash
# match_pdf.sh: a printed copy as a PDF with a text layer: of this program, of others, as a scan has it; what is random in print is
# found from it as from text; what cannot be read is said.
. "$(dirname "$0")/../lib.sh" "$@"
python3 -c '' 2>/dev/null || skip "no python3"
tool=$source_folder/tests/run/proof/match.py
layer=$source_folder/tests/run/file/text_layer.py
rounds=${3:-3}
match() { expect_status 0 "$gongbao" match "$@"; }
# every page start, and of the lines 98 in a hundred
judge() { # REPORT MOST
    expect_status 0 python3 "$tool" judge "$1" "$2" 98
}
judge_copy() { # PDF: of the sample
    match "$sample" "$1" --json
    cp out report.json
    judge report.json 0
    [ "$n_wrong" -eq 0 ] || printf '%s\n' "$1"
}

expect_status 0 "$gongbao" build "$sample" -q -o own.pdf
judge_copy own.pdf

# ---- as others write it
if type qpdf >/dev/null 2>&1; then
    qpdf --linearize own.pdf linearized.pdf && judge_copy linearized.pdf
    qpdf --rotate=+90 own.pdf turned.pdf && judge_copy turned.pdf
    qpdf --encrypt '' owner 256 -- own.pdf free.pdf && judge_copy free.pdf
    qpdf --encrypt user owner 256 -- own.pdf shut.pdf
    expect_status 1 "$gongbao" match "$sample" shut.pdf
    expect_in err '[print-pdf-encrypted]'
fi
if type gs >/dev/null 2>&1; then
    gs -q -sDEVICE=pdfwrite -o distilled.pdf own.pdf && judge_copy distilled.pdf
    gs -q -sDEVICE=pdfimage8 -r20 -dLastPage=2 -o pictures.pdf own.pdf
    expect_status 1 "$gongbao" match "$sample" pictures.pdf
    expect_in err '[print-pdf-pictures]'
fi
if type pdftotext >/dev/null 2>&1; then
    python3 "$layer" own.pdf scan.pdf 7 && judge_copy scan.pdf
fi

# ---- what cannot be read
head -c 20000 own.pdf >cut.pdf
expect_status 1 "$gongbao" match "$sample" cut.pdf
expect_in err '[print-pdf-damaged]'
printf '%%PDF-1.7\nno more' >none.pdf
expect_status 1 "$gongbao" match "$sample" none.pdf
expect_in err '[print-pdf-damaged]'
tiny_issue other
for text in 春眠不觉晓处处闻啼鸟夜来风雨声花落知多少 白日依山尽黄河入海流欲穷千里目更上一层楼 床前明月光疑是地上霜举头望明月低头思故乡; do
    printf '\n%s。\n' "$text" >>"$(ls other/*.md | head -n 1)"
done
expect_status 1 "$gongbao" match other own.pdf
expect_in err '[print-elsewhere]'
small() { # NAME FONT [bomb | broken]: a page of twenty codes in a font of this dictionary; one more that is huge, or nothing
    python3 - "$@" <<'PY'
import sys
import zlib
content, filter, other = b'BT /f 12 Tf 72 700 Td (abcdefghijklmnopqrst) Tj ET', b'', b''
if sys.argv[3:] == ['broken']:
    other, filter = b'no stream of deflate', b'/Filter /FlateDecode'
if sys.argv[3:] == ['bomb']:  # a form that draws itself
    other, filter = zlib.compress(b'q Q ' * (1 << 20) + b'/x Do ' * 50), b'/Filter /FlateDecode /Subtype /Form'
body = [b'<< /Type /Catalog /Pages 2 0 R >>', b'<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>',
        b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /f 5 0 R >> >> >>',
        b'<< /Length %d >> stream\n%s\nendstream' % (len(content), content), sys.argv[2].encode(),
        b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /XObject << /x 7 0 R >> >> >>',
        b'<< /Length %d %s >> stream\n%s\nendstream' % (len(other), filter, other)]
out, places = b'%PDF-1.4\n', []
for number, text in enumerate(body, 1):
    places.append(len(out))
    out += b'%d 0 obj %s endobj\n' % (number, text)
table = len(out)
out += b'xref\n0 8\n0000000000 65535 f \n' + b''.join(b'%010d 00000 n \n' % place for place in places)
out += b'trailer << /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % table
open(sys.argv[1], 'wb').write(out)
PY
}
small numbers.pdf '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H >>'
expect_status 1 "$gongbao" match other numbers.pdf
expect_in err '[print-pdf-unknown]'
small some.pdf '<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [97 /none1] >> >>'
"$gongbao" match other some.pdf -o some.txt -v >out 2>err
expect_in err '[print-elsewhere]'
expect_in err '[print-pdf-lost]'
expect_in err '有1个编码不知是什么字（共20个；字体没有ToUnicode），在1页上，第一处在PDF的第1页'
expect_in some.txt 'bcdefghijklmnopqrst'

helvetica='<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
small broken.pdf "$helvetica" broken
"$gongbao" match other broken.pdf -v >out 2>err
expect_in err '[print-pdf-unread]'
small bomb.pdf "$helvetica" bomb
expect_status 1 bash -c 'ulimit -t 3; exec "$@"' - "$gongbao" match other bomb.pdf
expect_in err '[print-pdf-costly]'

# ---- once it is shut in, the process that reads the file opens nothing more, and starts nothing
if [ -z "${LSAN_OPTIONS:-}${ASAN_OPTIONS:-}" ] && strace -o trace true 2>/dev/null; then
    strace -f -o trace -e trace=open,openat,execve,socket,connect,seccomp "$gongbao" match "$sample" own.pdf >out 2>err
    reader=$(awk '/ seccomp\(/ && !/GET_/ { print $1; exit }' trace)
    if [ -n "$reader" ]; then
        after=$(awk -v pid="$reader" '$1 == pid && / seccomp\(/ { shut = 1; next } $1 == pid && shut && /\(/' trace | grep -c -v EPERM)
        [ "$after" -eq 0 ] && right || wrong "the reader opened something: $after"
    fi
fi

# ---- the text that was read, to be corrected
match "$sample" own.pdf -o 印本.txt --json
cp out from_pdf.json
match "$sample" 印本.txt --json
sed 's/印本\.txt/own.pdf/' out >from_text.json
expect_same from_pdf.json from_text.json
printf '不是印本\n' >taken.txt
expect_status 2 "$gongbao" match "$sample" own.pdf -o taken.txt
expect_in taken.txt '不是印本'
expect_status 2 "$gongbao" match "$sample" 印本.txt -o other.txt

# ---- random decisions
for seed in $(seq "$rounds"); do
    rm -rf decided
    cp -r "$sample" decided
    n=$(python3 "$tool" decide "$gongbao" decided "$seed")
    "$gongbao" build decided -q -o decided.pdf 2>/dev/null || continue # it cannot be set
    match "$sample" decided.pdf --json
    cp out report.json
    judge report.json $((n + 1))
    [ "$n_wrong" -eq 0 ] || printf 'seed %s\n' "$seed"
done

finish
