#!/usr/bin/env bash
# archive.sh: files to be kept (--for archive): what PDF/A-2a and PDF/UA-1 ask, by the objects (archive.py, archive_rules.py, each rule of
# which is broken once); their tags; the look and the
# text of the screen's file; the same bytes each time; lock, regenerate, volume. The preflight of PDFBox, where it is there, is a
# witness: it knows PDF/A-1b, most of whose rules hold for 2 too.
. "$(dirname "$0")/../lib.sh" "$@"
command -v qpdf >/dev/null && command -v pdftoppm >/dev/null || skip "no qpdf or poppler"

json() { qpdf --json=2 --json-stream-data=inline --decode-level=generalized "$1" >"$2"; }
archived() { # PDF STRUCTURE: it is one, and its tags are right
    json "$1" x.json
    pdfinfo -struct-text "$1" >x.text 2>/dev/null
    if python3 "$source_folder/tests/run/file/archive.py" x.json "$2" "$1" >said; then right; else wrong "$1: $(head -n 3 said)"; fi
    if python3 "$source_folder/tests/run/file/archive_rules.py" x.json "$1" >said; then right; else wrong "$1: $(head -n 3 said)"; fi
    if python3 "$source_folder/tests/run/file/tags.py" x.json "$2" x.text >said; then right; else wrong "$1: $(head -n 3 said)"; fi
}

expect_status 0 "$gongbao" build "$sample" -q --for screen,archive -o both.pdf
"$gongbao" build "$sample" -q --dump=structure >structure 2>/dev/null
archived both.archive.pdf structure
if python3 "$source_folder/tests/run/file/archive_rules.py" --broken x.json both.archive.pdf >said; then right; else wrong "$(head -n 3 said)"; fi
expect_status 0 "$gongbao" build "$sample" -q --for archive -o alone.pdf
expect_same alone.pdf both.archive.pdf
for kind in screen archive; do
    pdftoppm -r 40 both.$kind.pdf | sha256sum >$kind.pixels
    pdftotext -raw both.$kind.pdf - | tr -d ' \n\f' >$kind.text
done
expect_same screen.pixels archive.pixels
expect_same screen.text archive.text

# the screen's file is PDF/UA-1 and none to be kept
json both.screen.pdf x.json
if python3 "$source_folder/tests/run/file/archive.py" --screen x.json structure both.screen.pdf >said; then right; else wrong "$(head -n 3 said)"; fi
if python3 "$source_folder/tests/run/file/archive_rules.py" --screen x.json both.screen.pdf >said; then right; else wrong "$(head -n 3 said)"; fi
python3 "$source_folder/tests/run/file/archive.py" x.json structure both.screen.pdf >said && wrong "a screen's file passes"
for text in 'no output intent' 'it does not say PDF/A-2a'; do expect_in said "$text"; done
# widths that are not the program's are seen, of a CFF and of a TrueType file
for what in /W /Widths; do
    python3 - "$what" x.json spoiled.json <<'PY'
import json, sys
what, file, out = sys.argv[1:]
all_ = json.load(open(file))
def change(value):
    if isinstance(value, list) and isinstance(value[-1], list):
        value[-1] = [width + 200 for width in value[-1]]
    else:
        value[:] = [width + 200 for width in value] if what == '/Widths' else value[:2] + [value[2] + 200] + value[3:]
fonts = [entry['value'] for entry in all_['qpdf'][1].values() if isinstance(entry.get('value'), dict) and what in entry['value']]
value = fonts[0][what]
change(all_['qpdf'][1]['obj:' + value]['value'] if isinstance(value, str) else value)
json.dump(all_, open(out, 'w'))
PY
    python3 "$source_folder/tests/run/file/archive.py" --screen spoiled.json structure both.screen.pdf >said && wrong "$what: not seen"
    expect_in said 'a font has other widths than its program'
done

# metadata that are not described as they are used
json both.archive.pdf x.json
for words in 's/>issue</>isue</' 's/>seq Text</>Text</' 's/>Integer</>Whole</' 's/<pdfaProperty:category>/<pdfaProperty:kind>/; s,</pdfaProperty:category>,</pdfaProperty:kind>,'; do
    python3 - x.json "$words" spoiled.json <<'PY'
import base64, json, re, sys
all_ = json.load(open(sys.argv[1]))
objects = all_['qpdf'][1]
stream = objects['obj:' + objects['obj:' + objects['trailer']['value']['/Root']]['value']['/Metadata']]['stream']
text = base64.b64decode(stream['data']).decode()
for one in sys.argv[2].split('; '):
    _, old, new, _ = one[1:].split(one[1])
    assert old in text, old
    text = text.replace(old, new, 1)
stream['data'] = base64.b64encode(text.encode()).decode()
json.dump(all_, open(sys.argv[3], 'w'))
PY
    python3 "$source_folder/tests/run/file/archive.py" spoiled.json structure both.archive.pdf >said && wrong "$words: not seen" || right
    [ -s said ] && right || wrong "$words: nothing is said"
done

# a lent glyph, of a font of two bytes that is TrueType, in front of a gap: in a font that is wider
tiny_issue lent
printf '\n园区CO₂排放强度，CO₂浓度。\n' >>lent/01.md
expect_status 0 "$gongbao" build lent -q --for archive -o lent.pdf
"$gongbao" build lent -q --dump=structure >structure 2>/dev/null
archived lent.pdf structure
expect_in x.json '"/CIDFontType2"'

# ---- witness
jars=
for jar in pdfbox2 preflight xmpbox fontbox2 commons-logging commons-io javax.activation jaxb-api; do
    [ -r /usr/share/java/$jar.jar ] && jars=$jars:/usr/share/java/$jar.jar || { jars=; break; }
done
if [ -n "$jars" ] && command -v java >/dev/null; then
    # cross-reference streams, profiles of version 4, subsets without a CIDSet: allowed in PDF/A-2, which is part 2
    timeout 300 java -cp "$jars" "$source_folder/tests/run/file/Preflight.java" both.archive.pdf >said 2>err || wrong "preflight: $(head -n 2 err)"
    expect_in said 'cross reference streams are not allowed'
    grep -vE '^(1\.4 .*/XRef cross reference streams|2\.1\.6 .*version of the ICCProfile|3\.1\.11 .*CIDSet entry is missing|7\.11\.2 .*part must be 1)' said >rest
    expect_same rest /dev/null
else
    printf 'preflight is not there: left out\n'
fi

# ---- what is kept of several issues
tiny_issue past/01
tiny_issue past/02
sed -i 's/^期: 1/期: 2/; s/^总期: 101/总期: 102/; s/01-31/02-29/' past/02/issue.yaml
# bound KIND ISSUE…: a volume has of each issue what the issue has, by other programs' eyes
bound() {
    local kind=$1 n=0 issue
    shift
    rm -f volume-*.structure
    expect_status 0 "$gongbao" volume "$@" -q --for "$kind" -o year.pdf
    expect_status 0 qpdf --check year.pdf
    for issue in "$@"; do
        n=$((n + 1))
        "$gongbao" build "$issue" -q --dump=structure >volume-$n.structure 2>/dev/null
    done
    json year.pdf year.json
    pdfinfo -struct-text year.pdf >year.text 2>/dev/null
    if python3 "$source_folder/tests/run/file/tags.py" --volume year.json year.text volume-*.structure >said; then right; else wrong "$kind: $(head -n 3 said)"; fi
    [ "$kind" = screen ] && return
    cat volume-*.structure >structure
    if python3 "$source_folder/tests/run/file/archive.py" year.json structure year.pdf >said; then right; else wrong "$kind: $(head -n 3 said)"; fi
}
bound screen past/01 past/02 "$sample"
bound archive past/01 past/02 "$sample"
for what in order text span head; do
    python3 "$source_folder/tests/run/file/tags.py" --break $what year.json spoiled.json || wrong "$what: not broken"
    python3 "$source_folder/tests/run/file/tags.py" --volume spoiled.json year.text volume-*.structure >said && wrong "a volume: $what is not seen" || right
done
expect_status 0 "$gongbao" regenerate past -q -o made --for archive
expect_same <(ls made) <(printf '01.pdf\n02.pdf\nmanifest.json\n')
expect_in made/manifest.json '"pdf_archive": "'
expect_status 0 "$gongbao" build past/01 -q --for archive -o one.pdf
expect_same one.pdf made/01.pdf
expect_status 0 "$gongbao" lock past/01 -q --for archive
expect_status 0 "$gongbao" build past/01 -q --locked --for archive -o two.pdf
expect_same one.pdf two.pdf
sed -i 's/通知如下/通知如左/' past/01/01.md
expect_status 1 "$gongbao" build past/01 -q --locked --for archive -o two.pdf
expect_same one.pdf two.pdf

shared=$source_folder/../shared/corpus
[ -d "$shared" ] && bound archive "$shared"/{2019-02,2020-16,2023-12}
for issue in "$source_folder"/../shared/corpus/{2019-02,2020-16,2023-12} "$source_folder"/../shared/documents; do
    [ -d "$issue" ] || continue
    expect_status 0 "$gongbao" build "$issue" -q --for archive -o issue.pdf
    "$gongbao" build "$issue" -q --dump=structure >structure 2>/dev/null
    archived issue.pdf structure
done
finish
