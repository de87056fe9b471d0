#!/usr/bin/env bash
# man.sh: the Chinese manual page is what the commands say of themselves; the English one names each command and option; both
# are good roff.
. "$(dirname "$0")/../lib.sh" "$@"

docs=$source_folder/docs
python3 "$source_folder/tests/run/command/man.py" "$gongbao" >page || wrong "man.py"
expect_golden page "$docs/gongbao.zh_CN.1"

sed 's/\\-/-/g; s/\\f[IBR]//g' "$docs/gongbao.1" >english
"$gongbao" help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' >commands
if [ "$(wc -l <commands)" -lt 20 ]; then wrong "only $(wc -l <commands) commands were read"; fi
while read -r command; do
    grep -qE "^\.(B|BR) .*\b$command\b" english || wrong "docs/gongbao.1 has no $command"
    "$gongbao" help "$command" | grep -oE -- ' --[a-z-]+' | sort -u >options
    while read -r option; do
        if grep -qF -- "$option" english; then right; else wrong "docs/gongbao.1 has no $option of $command"; fi
    done <options
done <commands

if command -v groff >/dev/null; then
    for page in gongbao.1 gongbao.zh_CN.1; do
        groff -Kutf8 -mzh -man -Tutf8 -ww "$docs/$page" >/dev/null 2>complaints || wrong "$page: groff"
        expect_same /dev/null complaints
    done
fi
finish
