# archive_lib.sh: archives for the tests of regenerate. Sourced behind lib.sh.

# archive FOLDER N: issues FOLDER/YEAR/NN; the second has an error
archive() {
    local i issue
    for i in $(seq "$2"); do
        issue=$1/$((2000 + i / 24))/$(printf %02d "$i")
        tiny_issue "$issue"
        printf '\n第%s期的事项。\n' "$i" >>"$issue/01.md"
    done
    printf '没有的键: 1\n' >>"$1/2000/02/issue.yaml"
}

# what a manifest says but how long it took
without_seconds() { sed 's/, "seconds": [0-9.]*}/}/' "$1"; }

# expect_same_output ONE TWO: the same PDFs, manifests that differ in seconds only, nothing else
expect_same_output() {
    without_seconds "$1/manifest.json" >one.json
    without_seconds "$2/manifest.json" >two.json
    expect_same one.json two.json
    if diff -r -x 'manifest*.json' "$1" "$2" >differences; then right; else
        wrong "$1 and $2 differ"
        head -n 5 differences
    fi
}

# names that a manifest has, one a line
names_in() { sed -n 's/.*"name": "\([^"]*\)".*/\1/p' "$@"; }

expect_count() { # WANTED COMMAND…: of lines
    local wanted=$1 n
    shift
    n=$("$@" | wc -l)
    if [ "$n" -eq "$wanted" ]; then right; else wrong "$n lines, not $wanted: $*"; fi
}
