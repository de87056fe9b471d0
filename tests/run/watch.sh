#!/usr/bin/env bash
# watch.sh PROGRAM SOURCE [sanitized]: gongbao watch as a browser and as a stranger meet it, over plain sockets (watch.py): who may see it, what is
# sent of a save, errors, the editor, bad input, what stays in memory. In a real browser: watch_page.sh.
. "$(dirname "$0")/lib.sh" "$@"
command -v python3 >/dev/null || skip "python3 is not there"
timeout 580 python3 "$source_folder/tests/run/watch.py" "$gongbao" "$sample" "${3:-}" && right || wrong "watch.py"
finish
