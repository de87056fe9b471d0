#!/usr/bin/env bash
# functions.sh SOURCE: no function over 80 lines or with more than five parameters; prints the median and the
# ninth decile. A function is what clang-format writes: a line that begins in column 1, … ") {", to "}" in column 1.
# Every folder of the program is read: what is none of its own is named here.
set -euo pipefail
cd "$1"

# FILE FUNCTION PARAMETERS: what somebody else prescribes. One that is no longer so is wrong too.
excepted='
watch/server.c take_request 8   MHD_AccessHandlerCallback of libmicrohttpd
'

find . -name '*.c' -not -path './build/*' -not -path './tests/*' -not -path './bench/*' -not -path '*/CMakeFiles/*' |
    sed 's,^\./,,' | sort | xargs awk -v excepted="$excepted" '
    BEGIN {
        split(excepted, rows, "\n")
        for (i in rows) if (split(rows[i], row, " ") >= 3) may[row[1] " " row[2]] = row[3]
    }
    FNR == 1 { inside = 0; head = "" }
    !inside && /^[A-Za-z_]/ && !/;[ ]*(\/\*.*\*\/)?$/ { head = ""; start = FNR }
    !inside { head = head " " $0 }
    !inside && /\) \{/ && head ~ /^ ?[A-Za-z_][^={;]*\(/ {
        inside = 1
        name = head; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
        list = head; sub(/^[^(]*\(/, "", list)
        depth = 0; n = 1
        for (i = 1; i <= length(list); i++) {
            c = substr(list, i, 1)
            if (c == "(") depth++
            else if (c == ")" && --depth < 0) break
            else if (c == "," && depth == 0) n++
        }
        if (may[FILENAME " " name] == n) delete may[FILENAME " " name]
        else if (n > 5) { print FILENAME ":" start ": " name " has " n " parameters"; wrong = 1 }
        if (/\}$/) { inside = 0; print 1 > "/dev/stderr"; head = "" }
        next
    }
    inside && /^\}/ {
        size = FNR - start + 1
        print size > "/dev/stderr"
        if (size > 80) { print FILENAME ":" start ": " name " has " size " lines"; wrong = 1 }
        inside = 0; head = ""
    }
    /^\}|^$|^#/ { head = "" }
    END {
        for (key in may) if (may[key]) { print key ": is excepted and is not so"; wrong = 1 }
        exit wrong
    }
' 2>"${TMPDIR:-/tmp}/functions.$$" && status=0 || status=1
sort -n "${TMPDIR:-/tmp}/functions.$$" | awk '{ v[NR] = $1 } END {
    if (NR) print NR " functions: median " v[int((NR + 1) / 2)] " lines, ninth decile " v[int(NR * 0.9 + 0.5)] ", longest " v[NR] }'
rm -f "${TMPDIR:-/tmp}/functions.$$"
exit $status
