#!/usr/bin/env bash
# readme.sh: what the two READMEs show is true: their first issue is set, a mistyped key is told as they say, and half a month's
# work goes as they say. What they link to is there, and is installed with them.
. "$(dirname "$0")/../lib.sh" "$@"

block() { awk -v fence="\`\`\`$2" '$0 == "```" { inside = 0 } inside { print } $0 == fence { inside = 1 }' "$1"; }

for language in C en; do
    readme=$source_folder/README.md
    [ $language = C ] || readme=$source_folder/README.en.md
    rm -rf 2024-07 && mkdir 2024-07
    block "$readme" yaml >2024-07/issue.yaml
    block "$readme" markdown >2024-07/01.md
    expect_status 0 env LC_ALL=$language "$gongbao" check 2024-07
    expect_status 0 env LC_ALL=$language "$gongbao" build 2024-07
    expect_status 0 test -s 2024-07.pdf
    rm 2024-07.pdf
    sed -i 's/出版日期/出版日其/' 2024-07/issue.yaml
    expect_status 1 env LC_ALL=$language "$gongbao" build 2024-07
    grep '^2024-07/issue.yaml:6' "$readme" >shown
    expect_in err "$(cat shown)"
    expect_nothing_at 2024-07.pdf
done
# half a month: each command, but what goes on until it is stopped, on the first issue and on a text that was sent
half_a_month() { block "$1" sh | sed -n '/^gongbao new/,$p' | sed 's/ *#.*//'; }
half_a_month "$source_folder/README.md" >one
half_a_month "$source_folder/README.en.md" >two
expect_same one two
sed -i 's/出版日其/出版日期/' 2024-07/issue.yaml
printf 'both\t%s\n' 澄浦市人民政府关于做好秋粮收购工作的通知 各区、县（市）人民政府： 为做好秋粮收购工作，现通知如下： \
    一、各地要敞开收购。 二、及时结算粮款。 | python3 "$source_folder/tests/run/intake/docx_of.py" 通知.docx || skip "no python3"
grep -v '^gongbao watch' one >commands
if [ "$(wc -l <commands)" -lt 9 ]; then wrong "only $(wc -l <commands) commands were read"; fi
while read -r command; do
    expect_status 0 bash -c "${command/#gongbao/\"$gongbao\"}"
done <commands
for made in 2024-08/issue.lock 2024-08.screen.pdf 2024-08.print.pdf 一校/校样.pdf 二校/核红表.csv 校对台.html; do
    expect_status 0 test -s "$made"
done

# the links: from the folder, and as they are installed
for readme in README.md README.en.md; do
    grep -o '](\([^):]*\))' "$source_folder/$readme" | sed 's/^](//; s/)$//' | grep -v ^figures/ | sort -u >links
    if [ "$(wc -l <links)" -lt 12 ]; then wrong "$readme: only $(wc -l <links) links were read"; fi
    while read -r link; do expect_status 0 test -e "$source_folder/$link"; done <links
done
block "$source_folder/README.md" yaml >one
block "$source_folder/README.en.md" yaml >two
expect_same one two
finish
