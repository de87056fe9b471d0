#!/usr/bin/env bash
# web_pages.sh: see web_pages.py; of the small issues of tests/golden.
. "$(dirname "$0")/../lib.sh" "$@"

for issue in "$source_folder"/tests/golden/issues/*/; do
    name=$(basename "$issue")
    cp -r "$issue" "$name"
    expect_status 0 "$gongbao" build "$name" --fonts "$source_folder/tests/faces" -q --dump=pages
    cp out pages
    expect_status 0 "$gongbao" desk "$name" --fonts "$source_folder/tests/faces" -q -o desk.html
    expect_status 0 python3 "$source_folder/tests/run/file/web_pages.py" desk.html pages "$name"
done
finish
