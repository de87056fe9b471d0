#!/usr/bin/env bash
# readme.sh: what the two READMEs show is true: their first issue is set, and a mistyped key is told as they say.
. "$(dirname "$0")/lib.sh" "$@"

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
block "$source_folder/README.md" yaml >one
block "$source_folder/README.en.md" yaml >two
expect_same one two
finish
