#!/usr/bin/env bash
# format.sh: the examples of docs/稿件格式.md: each is set, and what was read of it is what was looked at.
. "$(dirname "$0")/../lib.sh" "$@"

here=$source_folder/tests/run
python3 "$here/pages/photos.py" make . || wrong "no photo"
python3 "$here/command/format.py" "$gongbao" "$source_folder/docs/稿件格式.md" photo1.jpg models || wrong "the page's examples"
expect_golden models "$source_folder/tests/golden/format.expected"
finish
