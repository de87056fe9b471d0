#!/usr/bin/env bash
# match_tables.sh: long tables against printed copies in which somebody cut one by hand, or gave one lines, type or white of its
# own: every page start comes back, with no more than one override more; what is written is found to be as printed, and the
# words are the same. Only how each page begins is known in every second copy.
. "$(dirname "$0")/../lib.sh" "$@"
python3 -c '' 2>/dev/null || skip "no python3"
export PYTHONDONTWRITEBYTECODE=1
tools=$source_folder/tests/run/proof
rounds=${3:-4}
n_set=0

words_of() { cat "$1"/*.md | tr -d '\n' | sed 's/<!-- [^>]* -->//g'; }

for seed in $(seq "$rounds"); do
    rm -rf made decided
    python3 "$tools/match_tables.py" make made "$seed"
    cp -r made decided
    n=$(python3 "$tools/match_tables.py" decide "$gongbao" decided "$seed")
    heads=$([ $((seed % 2)) -eq 0 ] && echo heads)
    python3 "$tools/match.py" copy "$gongbao" decided copy.txt "" $heads 2>/dev/null || continue # it cannot be set
    n_set=$((n_set + 1))
    expect_status 0 "$gongbao" match made copy.txt --json
    cp out report.json
    expect_status 0 python3 "$tools/match.py" judge report.json $((n + 1))
    words_of made >then
    expect_status 0 "$gongbao" match made copy.txt --write
    words_of made >now
    expect_same then now
    expect_status 0 "$gongbao" match made copy.txt
    expect_in out '与印本相合：'
    [ "$n_wrong" -eq 0 ] || printf 'seed %s %s\n' "$seed" "$heads"
done
[ "$n_set" -gt 0 ] || wrong "no copy could be made"

finish
