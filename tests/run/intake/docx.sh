#!/usr/bin/env bash
# docx.sh PROGRAM SOURCE DUMPER [random N | others | office]: the reader of Word's files against others. random: N
# documents by python-docx, with the draft that each has to become; others: files that other people made (a folder `shared`
# beside the project, npm's mammoth): each is read, no character astray; office: the numbers of those that LibreOffice's text
# export has too, and what comes back from it by .odt and .doc.
. "$(dirname "$0")/../lib.sh" "$@"
dumper=$3
here=$source_folder/tests/run/intake
files=$source_folder/../shared/docx
python=python3
$python -c 'import docx' 2>/dev/null || python=/usr/bin/python3

random() {
    $python -c 'import docx' 2>/dev/null || skip "python3-docx is not there"
    for seed in $(seq 1 "$1"); do
        $python "$here/docx_random.py" make "$seed" random.docx wanted || wrong "seed $seed: not made"
        "$dumper" random.docx >dump || wrong "seed $seed: not read"
        expect_in dump "astray 0, missing 0"
        $python "$here/docx_random.py" compare dump wanted && right || wrong "seed $seed"
    done
}

read_each() {
    local file
    for file in "$@"; do
        "$dumper" "$file" >dump
        grep -q "astray 0, missing 0$" dump && grep -q '^---- ' dump && right || wrong "$(basename "$file"): $(grep -v '^ *[{"]' dump | tail -n 3)"
    done
}

others() {
    local modules
    modules=$(npm_modules mammoth)
    mapfile -d '' -t there < <(find "$files" ${modules:+"$modules/node_modules/mammoth"} -name '*.docx' -print0 2>/dev/null | sort -z)
    [ "${#there[@]}" -gt 0 ] || skip "neither files of other people nor npm's mammoth are there"
    printf '%d files\n' "${#there[@]}"
    read_each "${there[@]}"
}

# numbers FILE: what LibreOffice prints at a line's beginning has to be the number in the draft.
numbers() {
    $python - "$1" dump <<'PY'
import re, sys
exported = [line.strip() for line in open(sys.argv[1], encoding='utf-8-sig') if line.strip()]
draft = [m for m in (re.search(r'\{号:([^}]*)\}(.*)', line) for line in open(sys.argv[2], encoding='utf-8').read().split('\n---- ')[0].split('\n')) if m]
bare = lambda text: re.sub(r'\{[^:}]*:|[\s　}⏎•●–-]', '', text)
lines = [bare(line) for line in exported]
is_number = lambda text: any(ch.isalnum() for ch in text)  # its text has a bullet of its own for every bullet
wrong = [m.group(1) + m.group(2) for m in draft if is_number(m.group(1)) and not any(bare(m.group(1) + m.group(2)) == line for line in lines)]
sys.exit('not as LibreOffice has it: %s' % wrong if wrong else 0)
PY
}

# 17.9 decides where both differ: lvlRestart 0 goes on counting (02-zhangtiao), LibreOffice begins anew.
office() {
    command -v soffice >/dev/null || skip "LibreOffice is not there"
    [ -d "$files" ] || skip "no files of other people"
    local file name
    mapfile -t there < <(ls "$files"/others/*list*.docx "$files"/others/*head*.docx "$files"/0[13]-*.docx)
    soffice --headless -env:UserInstallation="file://$work/profile" --convert-to 'txt:Text (encoded):UTF8' --outdir text "${there[@]}" >/dev/null 2>&1
    for file in "${there[@]}"; do
        name=$(basename "$file" .docx)
        [ -s "text/$name.txt" ] || { wrong "$name: no text" && continue; }
        "$dumper" "$file" >dump
        numbers "text/$name.txt" && right || wrong "$name"
    done
    for name in odt doc; do
        soffice --headless -env:UserInstallation="file://$work/profile" --convert-to $name --outdir $name "$files"/*.docx >/dev/null 2>&1
        soffice --headless -env:UserInstallation="file://$work/profile" --convert-to docx --outdir back/$name $name/*.$name >/dev/null 2>&1
    done
    read_each back/*/*.docx
}

case "${4:-others}" in
random) random "$5" ;;
others) others ;;
office) office ;;
esac
finish
