#!/usr/bin/env bash
# split_again.sh: a folder of documents' files that is there already: ours is replaced as a whole, anybody else's is left alone; locked, and
# made again for an archive where it is still the same. What is in the files: split.sh.
. "$(dirname "$0")/../lib.sh" "$@"

tiny_issue old/one
sed -i 's/01.md/01.md, 02.md/; s/^样式: .*/样式: own.yaml/' old/one/issue.yaml
{ # one face, and no large one: a lock hashes it
    printf '继承: shenyang-2023\n字体:\n'
    for family in 宋体 小标宋 仿宋 楷体 黑体; do printf '  %s: {用: [FandolFang-Regular.otf]}\n' $family; done
} >old/one/own.yaml
# a number that no file system takes as it stands; an order, whose file is called by its number too; a date below the title
sed 's/^标题: .*/标题: 澄浦市人民政府关于第二件事的通知\n发文字号: 澄政发〔2024〕1\/2:3号/' old/one/01.md >old/one/02.md
cat >old/one/03.md <<'MD'
---
格式: 令
发文机关标志: 澄浦市人民政府令
发文字号: 第7号
标题: 澄浦市测试办法
题注: （2024年1月3日澄浦市人民政府令第7号公布）
署名: 市长　张三
成文日期: 2024-01-03
---

办法自公布之日起施行。
MD
split() { expect_status 0 "$gongbao" build old/one -q --for archive --split -o made "$@"; }
names_are() { expect_same <(ls "${2:-made}" | LC_ALL=C sort) <(printf '%s\n' $1 | LC_ALL=C sort); }

split
names_are '01.pdf manifest.json 澄政发〔2024〕1_2_3号.pdf'
# fewer documents: none of the old files is left
cp -r made before
sed -i 's/01.md, 02.md/02.md/' old/one/issue.yaml
split
names_are 'manifest.json 澄政发〔2024〕1_2_3号.pdf'
sed -i 's/02.md/01.md, 02.md/' old/one/issue.yaml
split
expect_status 0 diff -r before made
# whatever else lies in it, the folder is not ours
refused() { # TEXT FOLDER
    expect_status 2 "$gongbao" build old/one -q --for archive --split -o "$2"
    expect_in err "$1"
}
touch made/note.txt
refused '里面有不是--split写的东西' made
rm made/note.txt
sed -i 's/gongbao documents/gongbao papers/' made/manifest.json
refused '里面有不是--split写的东西' made
printf '{' >made/manifest.json
refused '里面有不是--split写的东西' made
expect_status 0 diff -r -x manifest.json before made
printf 'a file' >file
refused '“file”是文件' file
rm -rf made && mkdir made # an empty one is nobody's
split
expect_status 0 diff -r before made

# ---- signed and locked with its documents' files; one that is another is told, and nothing is written
expect_status 0 "$gongbao" approve old/one --stage 付印 --by 张三 --date 2024-02-01 --for archive --split
expect_in old/one/issue.lock '[各件]'
expect_in old/one/issue.lock "01.pdf = $(sha256sum <before/01.pdf | cut -d ' ' -f 1)"
split --locked
expect_status 0 diff -r before made
expect_status 0 "$gongbao" status old/one
expect_in out '付印　张三　2024-02-01　split'
expect_status 1 "$gongbao" build old/one -q --for archive --locked -o whole.pdf # a kind that nobody locked
expect_in err '[lock-kind]'
expect_nothing_at whole.pdf
sed -i 's/如下/如后/' old/one/01.md
expect_status 1 "$gongbao" build old/one -q --for archive --split --locked -o made
expect_in err '[lock-source]'
expect_status 0 diff -r before made
sed -i 's/如后/如下/' old/one/01.md

# ---- an archive: what is there as its manifest says is not made again; what is gone, or another, is
regenerate() { expect_status 0 "$gongbao" regenerate old -o new --for archive --split -v "$@"; }
regenerate
names_are '01.pdf manifest.json 澄政发〔2024〕1_2_3号.pdf' new/one
expect_status 0 cmp before/01.pdf new/one/01.pdf
regenerate --resume
expect_in err '排好1（其中1期未变）'
printf 'more' >>new/one/01.pdf
regenerate --resume
expect_in err '排好1（其中0期未变）'
expect_status 0 cmp before/01.pdf new/one/01.pdf
rm new/one/01.pdf
regenerate --resume
expect_in err '排好1（其中0期未变）'
expect_status 0 diff -r before new/one
touch new/one/note.txt
rm new/one/01.pdf
expect_status 74 "$gongbao" regenerate old -o new --for archive --split
expect_in err '不能读写1'
expect_status 0 test -e new/one/note.txt
# an order
rm new/one/note.txt
sed -i 's/01.md, 02.md/03.md/' old/one/issue.yaml && rm old/one/issue.lock
split
expect_in made/manifest.json '"title": "澄浦市人民政府令（第7号）　澄浦市测试办法", "number": "第7号", "issuer": "澄浦市人民政府", "date": "2024-01-03"'
names_are '第7号.pdf manifest.json'
expect_status 0 python3 -m json.tool made/manifest.json
finish
