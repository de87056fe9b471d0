#!/usr/bin/env bash
# cases.sh: tests/cases/*.case, one rule a file: an issue and what the program says about it.
#
#   # a sentence that tells the rule
#   == run doc            how far: doc (default), style or check (all stages; what is said of stand-in faces is
#                         left out, since it depends on the machine); then perhaps "en", "strict" or "verbose"
#   == file issue.yaml    the file's text follows; a file that is not given is tiny_issue's
#   == body               what follows the shortest front matter (three lines and a blank one) in 01.md
#   == add issue.yaml     the text is put behind tiny_issue's file
#   == out                expected on standard output (only where it is told; for run doc: the model)
#   == err                expected on standard error
#   == status 1
#
# GAZ_CASES='figure-*' runs those alone.
#
# "== raw NAME" is a file whose text goes through printf, for bytes that an editor cannot type (\\x01).
. "$(dirname "$0")/lib.sh" "$@"

split_case() { # CASE: files into issue/, the rest into want-out, want-err; sets stage, words, status
    rm -rf issue want-out want-err
    tiny_issue issue
    awk '
        /^== / {
            target = ""
            if ($2 == "file") {
                target = "issue/" $3
                folder = target
                sub(/\/[^\/]*$/, "", folder)
                system("mkdir -p \"" folder "\"")
            }
            else if ($2 == "add") { target = "issue/" $3; next }
            else if ($2 == "body") {
                target = "issue/01.md"
                print "---\n标题: 测试的通知\n---\n" > target
                next
            }
            else if ($2 == "raw") target = "raw-" $3
            else if ($2 == "out") target = "want-out"
            else if ($2 == "err") target = "want-err"
            else if ($2 == "run" || $2 == "status") print > "head"
            if (target != "") printf "" > target
            next
        }
        target != "" { print >> target }
    ' "$1"
    for raw in raw-*; do
        [ -e "$raw" ] || continue
        printf -- "$(cat "$raw")" >"issue/${raw#raw-}"
        rm "$raw"
    done
    stage=doc words= status=0
    while read -r _ key first rest; do
        case $key in
        run) stage=$first words=$rest ;;
        status) status=$first ;;
        esac
    done <head
    rm -f head
}

rewrite_case() { # CASE: its own words and files, with what was seen now
    awk '/^== (out|err|status)/ { exit } { print }' "$1" >new-case
    {
        [ ! -e want-out ] || { echo '== out' && cat out; }
        [ ! -s err ] || { echo '== err' && cat err; }
        echo "== status $seen"
    } >>new-case
    cp new-case "$1"
    printf 'rewritten: %s\n' "$1"
}

for case in "$source_folder"/tests/cases/*.case; do
    [ -e "$case" ] || continue
    case $(basename "$case" .case) in ${GAZ_CASES:-*}) ;; *) continue ;; esac
    mkdir -p issue
    split_case "$case"
    language=C
    options=
    case " $words " in *" en "*) language=en ;; esac
    case " $words " in *" strict "*) options=--strict ;; esac
    case " $words " in *" verbose "*) options=-v ;; esac
    seen=0
    case $stage in
    check) set -- check issue ;;
    *) set -- build issue "--dump=$stage" ;;
    esac
    LC_ALL=$language "$gongbao" "$@" $options >out 2>err </dev/null || seen=$?
    sed -i '/\[stand-in-face\]$/d' err
    if [ -n "${GAZ_UPDATE:-}" ]; then
        rewrite_case "$case"
        continue
    fi
    before=$n_wrong
    if [ "$seen" -eq "$status" ]; then right; else wrong "status $seen, not $status"; fi
    [ -e want-err ] || : >want-err
    expect_same want-err err
    [ ! -e want-out ] || expect_same want-out out
    [ "$n_wrong" -eq "$before" ] || printf '^ in %s\n\n' "$(basename "$case")"
done
finish
