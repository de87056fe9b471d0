#!/usr/bin/env bash
# told.sh: what becomes of Word files of every kind (told_docx.py), of a page of a site and of a file of OpenDocument (whole/), and what is said of them, as somebody last looked at it
# (tests/golden/import): the source, its report, what the terminal shows.
. "$(dirname "$0")/../lib.sh" "$@"
golden=$source_folder/tests/golden/import
python3 "$source_folder/tests/run/intake/told_docx.py" . || wrong "no files"
cp "$source_folder"/tests/run/intake/whole/*.html .
! command -v soffice >/dev/null || cp "$source_folder"/tests/run/intake/whole/*.fodt .
for file in *.docx *.html *.fodt; do
    [ -e "$file" ] || continue
    name=${file%.*}
    expect_status 0 "$gongbao" import "$file"
    { cat "$name.md"; printf '\n==== 报告\n'; cat "$name.来稿.json"; printf '\n==== 屏幕\n'; cat out err; } >"$name.told"
    expect_golden "$name.told" "$golden/$name.expected"
done

finish
