#!/usr/bin/env bash
# watch.sh PROGRAM SOURCE [sanitized|counted|quick]: gongbao watch as a browser and as a stranger meet it, over plain sockets (watch.py): who may see it, what is
# sent of a save, errors, the editor, bad input, what stays in memory. In a real browser: watch_page.sh.
# quick: saves and errors of a small issue. counted: without what only weighs its memory.
. "$(dirname "$0")/../lib.sh" "$@"
command -v python3 >/dev/null || skip "python3 is not there"
if [ "${3:-}" = quick ]; then
    tiny_issue small
    sed -i 's/01.md/01-甲.md, 02-乙.md/' small/issue.yaml
    sed 's/测试/试验/' small/01.md >small/02-乙.md
    printf '\n各区人民政府要按照职责分工，做好各项准备工作，逾期不报的，予以通报。\n' >>small/01.md
    mv small/01.md small/01-甲.md
    sample=$work/small
fi
timeout 580 python3 "$source_folder/tests/run/command/watch.py" "$gongbao" "$sample" "${3:-}" && right || wrong "watch.py"
finish
