#!/usr/bin/env bash
# terminal.sh: what somebody at a terminal is shown while something is made, and that it does not stay (terminal.py).
. "$(dirname "$0")/../lib.sh" "$@"
. "$source_folder/tests/run/file/archive_lib.sh"
command -v python3 >/dev/null || skip "python3 is not there"

tiny_issue issue
sed -i 's/01.md/01.md, 02.md/' issue/issue.yaml
cp issue/01.md issue/02.md
tiny_issue long
for i in $(seq 10 60); do cp long/01.md long/$i.md; done
sed -i "s/\[01.md\]/[01.md$(printf ', %s.md' $(seq 10 60))]/" long/issue.yaml
archive old 2
python3 "$source_folder/tests/run/command/terminal.py" "$gongbao" && right || wrong "terminal.py"
finish
