#!/usr/bin/env bash
# match_contents.sh: the printed contents of a back issue: what is misprinted there is told once, at its document; what another house has there
# otherwise, and pages that are set otherwise now, is not.
. "$(dirname "$0")/../lib.sh" "$@"
match() { expect_status 0 "$gongbao" match "$@"; }
# changed SCRIPT: the copy with its contents changed
changed() {
    sed -E "/^## 目录/,/^## [0-9]/{$1}" copy.txt >changed.txt
    cmp -s copy.txt changed.txt && wrong "nothing was changed: $1"
    match issue changed.txt
}
told() { # LINES…: all that is told of the contents
    printf '%s\n' "$@" >wanted
    sed -n '/^印本的目录/,/印本相合/p' out | sed '1d; $d' >found
    expect_same wanted found
}

untold() { grep -q 印本的目录 out && wrong "something is told of the contents: $(grep -A3 印本的目录 out)" || right; }

cp -r "$sample" issue
expect_status 0 "$gongbao" build issue -o print.pdf
match issue print.pdf -o copy.txt
expect_in copy.txt '## 目录'
expect_in copy.txt '（4）'
untold

# a character exchanged, lost, doubled; two exchanged; another number
changed 's/城市绿道管理办法的通知/城市录道管理办法的通知/'
expect_in out '印本的目录不同1处：'
told '  01-澄政发11号.md:5:3  文字：印本“录”，稿子“绿”'
changed 's/工作考核情况的通报/工作考情况的通报/'
told '  02-澄政发12号.md:5:3  文字：印本“”，稿子“核”'
changed 's/老旧供水管网更新改造/老旧旧供水管网更新改造/'
told '  03-澄政办发15号.md:4:5  文字：印本“旧”，稿子“”'
changed 's/登记服务/登记务服/'
told '  05-澄市监规1号.md:5:7  文字：印本“务服”，稿子“服务”'
changed 's/澄教发〔2024〕9号/澄教发〔2024〕8号/'
told '  04-澄教发9号.md:8:3  文字：印本“8”，稿子“9”'

# a page on which the document does not begin in print
changed 's/（12）$/（13）/'
told '  03-澄政办发15号.md:4:5  页码：目录印13，印本从第12页起'

# an entry that was forgotten, of a document between two that have theirs
changed '/^澄浦市人民政府关于2023年度政务公开/,/（9）$/d'
told '  02-澄政发12号.md:5:3  没有这一篇'

# columns, marks round the page's number, width and other leaders are the house's
changed 's/^【.*】$/〔其他〕/; s/·+（([0-9]+)）$/……………(\1)/; s/（澄政发/(澄政发/'
untold
changed 's/（澄[^（）]*号）//'
untold

# for a program, and in English; in the record too
changed 's/（12）$/（13）/; s/城市绿道管理办法的通知/城市录道管理办法的通知/'
row=$(grep -n '（13）$' changed.txt | cut -d: -f1)
match issue changed.txt --json
expect_in out "{\"file\": \"03-澄政办发15号.md\", \"line\": 4, \"column\": 5, \"class\": \"页码\", \"print_row\": $row, \"print\": \"13\", \"page\": \"12\"}"
expect_in out '"class": "文字", "print_row": '
expect_in out '"print": "录", "source": "绿"}'
expect_status 0 env LC_ALL=en "$gongbao" match issue changed.txt
expect_in out 'the printed contents differ in 2 places:'
expect_in out '  03-澄政办发15号.md:4:5  page number: the contents say 13, it begins on page 12'
expect_in out '  01-澄政发11号.md:5:3  text: print "录", source "绿"'
match issue changed.txt --write
expect_in issue/match.lock '03-澄政办发15号.md：目录页码：印本“13”，应为“12”'
finish
