#!/usr/bin/env bash
# press.sh: files for a press from the command line: which options go together, what the files are called, one layout
# for all of them, what is complained of before anything is written. quick: the command line, the condition and pictures.
. "$(dirname "$0")/../lib.sh" "$@"

refused_usage() { # TEXT COMMAND…
    local text=$1
    shift
    expect_status 2 "$gongbao" "$@"
    expect_in err "$text"
}

# a profile of four colours: a header alone is no profile; those of ghostscript are whole
profile=
for folder in /usr/share/color/icc/ghostscript /usr/share/ghostscript/*/iccprofiles; do
    [ -r "$folder/default_cmyk.icc" ] && profile=$folder/default_cmyk.icc && break
done

# ---- the command line
tiny_issue issue
refused_usage '没有“prnt”这种文件；是否为“print”？' build issue --for prnt
refused_usage '没有“”这种文件' build issue --for ''
refused_usage '没有“”这种文件' build issue --for screen,
refused_usage '“print”写了两次' build issue --for print,screen,print
refused_usage '--pdfx只能是1a、4之一，不是“3”' build issue --for print --pdfx 3
refused_usage '--impose只能是booklet（小册子），不是“2up”' build issue --for print --impose 2up
refused_usage '--screen-rotate不能和--for print一起用' build issue --for screen,print --screen-rotate
for option in --profile=x.icc --pdfx=1a --marks --impose=booklet --press-report=r.json; do
    refused_usage "${option%%=*}只用于付印文件" build issue "$option"
    refused_usage "${option%%=*}只用于付印文件" build issue --for screen "$option"
done
refused_usage '--marks只用于付印文件' lock issue --marks
refused_usage '--marks只用于付印文件' volume issue --marks -o v.pdf
refused_usage '--marks只用于付印文件' regenerate . --marks -o out
expect_status 2 env LC_ALL=en "$gongbao" build issue --for prnt
expect_in err '--for has no kind "prnt"; did you mean "print"?'
expect_same <(ls) <(printf 'err\nissue\nout\n')

mkdir to
# ---- the printing condition
style() { # LINE…: the issue's own style
    sed -i 's/样式: .*/样式: own.yaml/' issue/issue.yaml
    printf '%s\n' '继承: shenyang-2023' "$@" >issue/own.yaml
}
style '印刷: {特性: fogra39}'
expect_status 0 "$gongbao" build issue --for print -o to/f.pdf
if grep -q press- err; then wrong "$(cat err)"; else right; fi
expect_in <(strings -a to/f.pdf) 'FOGRA39'
style '印刷: {特性: FOGRA93}'
expect_status 1 "$gongbao" build issue --for print -o to/g.pdf
expect_in err 'issue/own.yaml:2:10: 错误: ICC登记的印刷条件里没有“FOGRA93”；是否为“FOGRA'
expect_in err '[press-condition]'
expect_nothing_at to/g.pdf
expect_status 0 "$gongbao" build issue -o to/screen.pdf # what is not asked for is not complained of
style
expect_status 1 "$gongbao" build issue --for print --pdfx 4 -o to/g.pdf
expect_in err '[press-pdfx]'
expect_status 1 "$gongbao" build issue --for print --profile nowhere.icc -o to/g.pdf
expect_in err '没有文件“nowhere.icc”'
printf 'no profile' >own.icc
expect_status 1 "$gongbao" build issue --for print --profile own.icc -o to/g.pdf
expect_in err '[press-profile]'
expect_nothing_at to/g.pdf
style '印刷: {出血: 40mm}'
expect_status 1 "$gongbao" build issue -o to/g.pdf
expect_in err '[style-range]'
style '印刷: {交付: paper}'
expect_status 1 "$gongbao" build issue -o to/g.pdf
expect_in err '“印刷.交付”'
sed -i 's/样式: .*/样式: shenyang-2023/' issue/issue.yaml && rm -r issue/own.yaml to && mkdir to

# ---- colours and pictures that nobody has decided
rm -rf issue && tiny_issue issue
style '版头: {颜色: "#B11E23"}'
sed -i '/^标题/i 发文机关标志: 澄浦市人民政府文件\n发文字号: 澄政发〔2024〕1号' issue/01.md
expect_status 0 "$gongbao" build issue -o to/screen.pdf
expect_status 1 "$gongbao" build issue --for screen,print -o to/ink.pdf
expect_in err 'issue/own.yaml:2:10: 错误: 颜色#B11E23没有说明怎样印'
expect_in err '[ink-no-press]'
expect_nothing_at to/ink.screen.pdf
style
sed -i 's/^成文日期: .*/&\n版面: {文字: {正文: {颜色: "#00ff00"}}}/' issue/01.md
expect_status 1 "$gongbao" build issue --for print -o to/ink.pdf
expect_in err 'issue/01.md:8:20: 错误: 颜色#00FF00没有说明怎样印'
sed -i '/^版面/d' issue/01.md
style '油墨:' '  蓝: {屏幕: "#0000FF", 四色: C100 M80, 专色: PANTONE 286 C}' '  绿: {屏幕: "#00FF00", 四色: C80, 专色: PANTONE 286 C}'
expect_status 1 "$gongbao" build issue --for print -o to/ink.pdf
expect_in err '[ink-spot]'
style

grey_png() { # WIDTH HEIGHT FILE [PIXELS_A_METRE]: without density unless it is given
    python3 - "$@" <<'PYTHON'
import struct, sys, zlib
width, height, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
density = [chunk(b"pHYs", struct.pack(">IIB", int(sys.argv[4]), int(sys.argv[4]), 1))] if len(sys.argv) > 4 else []
rows = b"".join(b"\0" + bytes((x * 7 + y) % 256 for x in range(width)) for y in range(height))
open(name, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    + b"".join(density) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
PYTHON
}
grey_png 200 100 issue/a.png
grey_png 200 100 issue/b.png 11811
printf '\n![甲](a.png)\n' >>issue/01.md
expect_status 0 "$gongbao" build issue -o to/screen.pdf
expect_status 1 "$gongbao" build issue --for print -o to/picture.pdf
expect_in err '图片a.png没有说印多大'
expect_in err '[picture-guessed]'
sed -i 's/^!.*/![甲](a.png){宽=50mm}\n\n![乙](b.png)/' issue/01.md
expect_status 0 "$gongbao" build issue --for print -o to/picture.pdf
expect_in err '图片a.png照印出的大小只有每英寸101点，不足150点，印出来看得见一个个像素 [picture-coarse]'
if grep -q 'b.png.*picture-coarse' err; then wrong "b.png has 300"; else right; fi
expect_status 0 "$gongbao" build issue -o to/screen.pdf
if grep -q picture-coarse err; then wrong "a screen's file is not for a press"; else right; fi
[ "${3:-}" != quick ] || finish
rm -rf issue to && mkdir to && tiny_issue issue

# ---- names
expect_status 0 "$gongbao" build issue --for screen,print -o to/X.pdf
expect_in err '[press-assumed]'
expect_in err '按FOGRA47'
expect_same <(ls to) <(printf 'X.print.pdf\nX.screen.pdf\n')
expect_status 0 "$gongbao" build issue -o to/plain.pdf
expect_same to/plain.pdf to/X.screen.pdf
expect_status 0 "$gongbao" build issue --for print -o to/alone.pdf
expect_same to/alone.pdf to/X.print.pdf
expect_status 0 "$gongbao" build issue --for print,screen
expect_same issue.screen.pdf to/X.screen.pdf
expect_same issue.print.pdf to/X.print.pdf
expect_nothing_at issue.pdf
expect_status 0 "$gongbao" build issue --for print,screen -o to/bare
expect_same to/bare.print.pdf to/X.print.pdf
expect_status 0 "$gongbao" volume issue --for print,screen -o to/v.pdf
expect_status 0 test -s to/v.print.pdf -a -s to/v.screen.pdf
rm -f issue.*.pdf

# ---- one layout, whatever is made of it
expect_status 0 "$gongbao" build issue --for screen,print --timing -o to/X.pdf
for step in read layout write; do
    if [ "$(grep -c "^timing: $step " err)" -eq 1 ]; then right; else wrong "not one $step"; fi
done
if [ "$(grep -c '^timing: cairo ' err)" -eq 2 ]; then right; else wrong "not two drawings"; fi

# ---- all or none
printf '%%PDF-1.4 as it was' >to/Y.screen.pdf
cp to/Y.screen.pdf old
mkdir to/Y.print.pdf
expect_status 2 "$gongbao" build issue --for screen,print -o to/Y.pdf
expect_in err '不能写到“to/Y.print.pdf”'
expect_same old to/Y.screen.pdf
rmdir to/Y.print.pdf
ln -s Y.screen.pdf to/Y.print.pdf
refused_usage '两种文件都会写到' build issue --for screen,print -o to/Y.pdf
expect_same old to/Y.screen.pdf
rm to/Y.print.pdf
mkdir elsewhere && ln -s ../elsewhere/print.pdf to/Y.print.pdf && printf '%%PDF-' >elsewhere/print.pdf
expect_status 0 "$gongbao" build issue --for screen,print -o to/Y.pdf
expect_same elsewhere/print.pdf to/X.print.pdf
if [ -L to/Y.print.pdf ]; then right; else wrong "the link is gone"; fi
if strace -o /dev/null true 2>/dev/null; then
    printf '%%PDF-' >to/Z.screen.pdf && printf '%%PDF-' >to/Z.print.pdf
    expect_status 74 env ASAN_OPTIONS=detect_leaks=0 strace -o trace -e trace=rename,renameat,renameat2 -e inject=rename,renameat,renameat2:error=EIO:when=2 \
        "$gongbao" build issue --for screen,print -o to/Z.pdf
    expect_in err 'to/Z.screen.pdf已换成新的，但to/Z.print.pdf没有换成：'
    expect_in err '两个文件不是同一次排的，请重新运行 [write-partly]'
    expect_same to/Z.screen.pdf to/X.screen.pdf
    expect_same to/Z.print.pdf <(printf '%%PDF-')
    expect_same <(ls to | grep Z) <(printf 'Z.print.pdf\nZ.screen.pdf\n')
    # what cannot be written leaves both: nothing was put in place yet
    printf '%%PDF-' >to/Z.screen.pdf
    expect_status 74 env ASAN_OPTIONS=detect_leaks=0 strace -o trace -e trace=fsync -e inject=fsync:error=ENOSPC:when=2 \
        "$gongbao" build issue --for screen,print -o to/Z.pdf
    expect_in err '原有的文件未动 [write]'
    expect_same to/Z.screen.pdf <(printf '%%PDF-')
    expect_same to/Z.print.pdf <(printf '%%PDF-')
else
    printf 'no strace: no rename that fails\n'
fi
cp -r issue broken && printf '没有的键: 1\n' >>broken/issue.yaml
rm -f broken.*.pdf
expect_status 1 "$gongbao" build broken --for screen,print
expect_nothing_at broken.screen.pdf
expect_nothing_at broken.print.pdf

# ---- the printing condition, further
if [ -n "$profile" ]; then
    mkdir -p issue/icc && cp "$profile" issue/icc/厂.icc
    style '印刷: {特性: 本市印刷厂, 配置文件: icc/厂.icc}'
    expect_status 0 "$gongbao" build issue --for print -o to/four.pdf
    if grep -q press- err; then wrong "$(cat err)"; else right; fi
    style "印刷: {配置文件: $profile}"
    expect_status 0 "$gongbao" build issue --for print -o to/absolute.pdf
    style '印刷: {配置文件: icc/广.icc}'
    expect_status 1 "$gongbao" build issue --for print -o to/g.pdf
    expect_in err 'issue/own.yaml:2:12: 错误: 没有文件“icc/广.icc”；是否为“icc/厂.icc”？'
    expect_status 0 "$gongbao" build issue --for print --profile "$profile" -o to/absolute.pdf # over the style's
    expect_status 0 "$gongbao" build issue --for print --profile "$profile" --pdfx 1a -o to/1a.pdf
    # beside the style, which lies in a folder of its own
    mkdir -p issue/样式 && mv issue/icc/厂.icc issue/样式/
    sed -i 's,样式: .*,样式: 样式/own.yaml,' issue/issue.yaml
    printf '继承: shenyang-2023\n印刷: {配置文件: 厂.icc}\n' >issue/样式/own.yaml
    expect_status 0 "$gongbao" build issue --for print -o to/beside.pdf
    sed -e 's/CMYK/RGB /' "$profile" >rgb.icc
    expect_status 1 "$gongbao" build issue --for print --profile rgb.icc -o to/g.pdf
    expect_in err '[press-profile]'
else
    printf 'no profile of four colours on this machine: nothing with one\n'
fi

# ---- what only a style file may say
sed -i 's/^成文日期: .*/&\n版面: {印刷: {出血: 5mm}}/' issue/01.md
expect_status 1 "$gongbao" check issue
expect_in err '“印刷”只能写在样式文件里'

# ---- a whole archive: as build names them; --resume knows kinds; one that was not locked is said and no error
tiny_issue past/01 && tiny_issue past/02
printf '继承: shenyang-2023\n印刷: {特性: FOGRA47}\n' | tee past/01/own.yaml >past/02/own.yaml
sed -i 's/样式: .*/样式: own.yaml/' past/0?/issue.yaml
expect_status 0 "$gongbao" regenerate past -o made --for screen,print
expect_same <(ls made) <(printf '%s\n' 01.print.pdf 01.screen.pdf 02.print.pdf 02.screen.pdf manifest.json)
expect_status 0 "$gongbao" build past/01 --for screen,print -o to/one.pdf
expect_same to/one.screen.pdf made/01.screen.pdf
expect_same to/one.print.pdf made/01.print.pdf
expect_in made/manifest.json "\"pdf_print\": \"$(sha256sum <to/one.print.pdf | cut -d' ' -f1)\""
n_kept() { if [ "$(grep -c 未变 out)" -eq "$1" ]; then right; else wrong "not $1 up to date: $(cat out)"; fi; }
expect_status 0 "$gongbao" regenerate past -o made --for screen,print --resume
n_kept 2
rm made/01.print.pdf && printf x >>made/02.screen.pdf
expect_status 0 "$gongbao" regenerate past -o made --for print,screen --resume
n_kept 0
expect_same to/one.print.pdf made/01.print.pdf
expect_status 0 "$gongbao" regenerate past -o made --for screen,print --marks --resume
n_kept 0
expect_status 0 "$gongbao" regenerate past -o made --resume
n_kept 0
expect_same to/one.screen.pdf made/01.pdf
expect_status 0 "$gongbao" lock past/01
expect_status 0 "$gongbao" regenerate past -o locked --for screen,print --locked
expect_in err 'issue.lock里没有锁定print这种文件，照排，没有比较 [lock-kind-new]'
expect_same to/one.print.pdf locked/01.print.pdf
expect_status 0 "$gongbao" lock past/01 --for screen,print --force
expect_status 0 "$gongbao" regenerate past -o locked --for screen,print --locked
if grep -q lock-kind err; then wrong "$(cat err)"; else right; fi
expect_status 1 "$gongbao" regenerate past -o locked --for screen,print --locked --marks
expect_in err '[lock-press]'
# one glyph for two characters: the file says which is meant, in a PDF 1.4 too
tiny_issue twins
printf '\n甲•乙，丙·丁，戊―己，庚—辛。\n' >>twins/01.md
expect_status 0 "$gongbao" build twins --for print --pdfx 1a -q -o twins.pdf
# the report: one JSON object beside the file; over another file it never goes
cp -r "$sample" told
expect_status 0 "$gongbao" build told --for print -q -o told.pdf --press-report told.json
python3 - told.json <<'PY' && right || wrong "the report is not what it should be"
import json, sys
told = json.load(open(sys.argv[1]))
assert told["kind"] == "PDF/X-1a:2003" and told["condition"]["name"] == "FOGRA47" and told["condition"]["profile"] is None
assert (told["pages"] + told["blank"]) % 4 == 0 and told["sheets"] * 4 == told["pages"] + told["blank"]
assert told["boxes"]["trim"] == [210.0, 297.0] and told["boxes"]["bleed"] == [216.0, 303.0]
assert len(told["inks"]) == told["pages"] and len(told["sheet_sides"]) == told["sheets"]
colour = {page["sheet_page"] for page in told["inks"] if page["colour"]}
assert colour == {page["sheet_page"] for page in told["inks"] if set(page["coverage"]) - {"K"}} and colour
for sheet in told["sheet_sides"]:
    for side in (sheet["front"], sheet["back"]):
        assert side["colour"] == bool(colour & set(side["pages"]))
assert told["pictures"] and told["fonts"] and not told["hairlines"] and not told["near_trim"]
PY
expect_status 0 "$gongbao" build told --for print -q -o told.pdf --press-report told.json
cp told/issue.yaml before.yaml
expect_status 2 "$gongbao" build told --for print -q -o told.pdf --press-report told/issue.yaml
expect_same told/issue.yaml before.yaml
expect_status 2 "$gongbao" build told --for print -q -o new.pdf --press-report new.pdf
expect_nothing_at new.pdf
finish
