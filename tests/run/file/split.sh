#!/usr/bin/env bash
# split.sh: a file of each document (--for archive --split): text, pages, what it says of itself and what the manifest says of it
# (split.py); each is a whole archive's file with right tags (archive.py, tags.py); the same bytes each time; whole or not at all;
# what may not be replaced; regenerate. quick: of a small issue, without its tags.
. "$(dirname "$0")/../lib.sh" "$@"
. "$source_folder/tests/run/file/archive_lib.sh"
command -v qpdf >/dev/null && command -v pdftotext >/dev/null || skip "no qpdf or poppler"
run=$source_folder/tests/run
quick=$([ "${3:-}" != quick ] || echo yes)

# split_whole ISSUE: leaves made/ and structure behind
split_whole() {
    local n
    rm -rf made parts && mkdir parts
    expect_status 0 "$gongbao" build "$1" -q --for archive --split -o made
    "$gongbao" build "$1" -q --dump=structure >structure 2>/dev/null
    if python3 "$run/file/split.py" made structure parts >said; then right; else wrong "$1: $(head -n 3 said)"; fi
    [ -z "$quick" ] || return
    n=0
    while [ -e parts/$n.json ]; do
        local file
        file=$(python3 -c 'import json, sys; print(json.load(open("made/manifest.json"))["documents"][int(sys.argv[1])]["file"])' $n)
        pdfinfo -struct-text "made/$file" >x.text 2>/dev/null
        if python3 "$run/file/tags.py" parts/$n.json parts/$n.structure x.text >said; then right; else wrong "$file: $(head -n 3 said)"; fi
        if python3 "$run/file/archive_rules.py" parts/$n.json "made/$file" >said; then right; else wrong "$file: $(head -n 3 said)"; fi
        if python3 "$run/file/archive.py" parts/$n.json parts/$n.structure "made/$file" >said; then right; else wrong "$file: $(head -n 3 said)"; fi
        n=$((n + 1))
    done
    [ $n -gt 0 ] && right || wrong "$1: no file"
}

if [ -z "$quick" ]; then

split_whole "$sample"
expect_in made/manifest.json '"number": "澄政发〔2024〕11号", "issuer": "澄浦市人民政府", "date": "2024-05-30", "source": "01-澄政发11号.md", "first_page": "4"'
expect_in made/manifest.json '"issuer": "澄浦市教育局、澄浦市财政局、澄浦市卫生健康委员会"'
# the day of a document that has it in its 题注
expect_in made/manifest.json '"date": "2024-06-05", "source": "02-澄政发12号.md"'
expect_status 0 "$gongbao" build "$sample" -q --for archive --split -o again
diff -r made again >differences && right || wrong "$(head -n 3 differences)"

# what is wrong is seen
spoiled() { # WORDS: of made/ as it is now
    python3 "$run/file/split.py" made structure parts >said && wrong "not seen: $1" || expect_in said "$1"
    rm -rf made && cp -r again made
}
printf ' ' >>made/澄政发〔2024〕11号.pdf
spoiled 'another sum'
cp made/澄政发〔2024〕11号.pdf made/澄政发〔2024〕12号.pdf
spoiled 'lacks'
expect_status 0 "$gongbao" build "$sample" -q --for archive -o whole.pdf
cp whole.pdf made/澄政发〔2024〕12号.pdf
spoiled 'too'
sed -i 's/"first_page": "9"/"first_page": "8"/' made/manifest.json
spoiled 'pages 9 to 11'
touch made/more.pdf
spoiled 'other files'

fi

# ---- two on a page
tiny_issue issue
sed -i 's/^样式: .*/样式: own.yaml/; /^目录:/,$d' issue/issue.yaml
printf '继承: gongbao-2026\n接排: {有: 是, 跨栏目: 是, 线粗: 0.5磅}\n栏目: {题: 题上, 线粗: 0.5磅}\n' >issue/own.yaml
printf '目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n  - 栏目: 人事任免\n    接排: 是\n    文件: [1.md, 2.md, 3.md, 4.md]\n' >>issue/issue.yaml
for i in 1 2 3 4; do
    printf -- '---\n标题: 关于%s号任免的通知\n发文字号: 澄政人〔2024〕%s号\n署名: 澄浦市人民政府\n成文日期: 2024-01-05\n---\n\n' $i $((i / 2)) >issue/$i.md
    for k in $(seq $((i == 3 ? 20 : 2))); do printf '任命甲%s乙%s为科长。\n\n' $i "$k"; done >>issue/$i.md
done
printf '附了一张表。\n\n| 姓名 | 职务 |\n|---|---|\n| 张三丰 | 科长 |\n' >>issue/1.md
printf '有注[^1]。\n\n[^1]: 注的话。\n' >>issue/2.md
split_whole issue
# alike but for their letters and blanks: both called by the number, the later one by another
expect_same <(ls made | LC_ALL=C sort) <(printf '%s\n' 01.pdf manifest.json 澄政人〔2024〕0号.pdf 澄政人〔2024〕1号-2.pdf 澄政人〔2024〕1号.pdf 澄政人〔2024〕2号.pdf | LC_ALL=C sort)
grep -o '"first_page": "[0-9]*"' made/manifest.json | sort | uniq -d >shared
[ -s shared ] && right || wrong "none share a page"
[ -z "$quick" ] || finish
# whose each rule is: a table's, the one above notes, that of a running head; none between two documents, none of a 栏目
rules() { qpdf --qdf --object-streams=disable "made/$1.pdf" - | grep -a -c ' re$'; }
for file in 01:0 澄政人〔2024〕0号:6 澄政人〔2024〕1号:1 澄政人〔2024〕1号-2:1 澄政人〔2024〕2号:1; do
    [ "$(rules "${file%:*}")" = "${file#*:}" ] && right || wrong "$(rules "${file%:*}") rules in ${file%:*}"
done
# a number that no file system would take
sed -i 's|^发文字号: .*|发文字号: 澄政人〔2024〕1/2:3号|' issue/4.md
expect_status 0 "$gongbao" build issue -q --for archive --split -o made
ls made >names && expect_in names '澄政人〔2024〕1_2_3号.pdf'
expect_status 0 "$gongbao" lock issue -q --for archive
expect_status 0 "$gongbao" build issue -q --locked --for archive --split -o made
sed -i 's/附了一张表/附了一个表/' issue/1.md
cp -r made before
expect_status 1 "$gongbao" build issue -q --locked --for archive --split -o made
diff -r made before >differences && right || wrong "something was written"

# ---- where it may not go, and what is left when it cannot
expect_status 2 "$gongbao" build issue --for archive --split
expect_in err '要用-o写明写到哪个文件夹'
for kinds in screen screen,archive; do
    expect_status 2 "$gongbao" build issue --for $kinds --split -o new
    expect_in err '--split只用于存档文件'
done
expect_status 2 "$gongbao" build issue --split -o new
expect_status 2 "$gongbao" build issue --for archive --split -o whole.pdf
expect_in err '“whole.pdf”是文件'
expect_status 2 "$gongbao" build issue --for archive --split -o issue
expect_in err '里面有不是--split写的东西'
printf 'mine' >made/note.txt
expect_status 2 "$gongbao" build issue --for archive --split -o made
expect_in err '里面有不是--split写的东西'
[ "$(cat made/note.txt)" = mine ] && right || wrong "a file is lost"
rm made/note.txt
expect_nothing_at new
mkdir empty
expect_status 0 "$gongbao" build issue -q --for archive --split -o empty/
expect_in empty/manifest.json '"gongbao documents"'
ln -s empty link
expect_status 0 "$gongbao" build issue -q --for archive --split -o link
[ -L link ] && right || wrong "a link is no link any more"
expect_status 74 "$gongbao" build issue -q --for archive --split -o nowhere/new
expect_in err '[write]'
rm -rf before && cp -r made before
expect_status 74 bash -c 'ulimit -f 1; exec "$@"' - "$gongbao" build issue -q --for archive --split -o made
expect_in err '[write]'
diff -r made before >differences && right || wrong "a disk that is full: $(head -n 2 differences)"
# what a killed write has left is taken away
mkdir made.gongbao-aB3xYz && touch made.gongbao-aB3xYz/1.pdf
expect_status 0 "$gongbao" build issue -q --for archive --split -o made
printf '没有的键: 1\n' >>issue/issue.yaml
cp made/manifest.json kept.json
expect_status 1 "$gongbao" build issue -q --for archive --split -o made
expect_same kept.json made/manifest.json
find . -maxdepth 1 -name '*.gongbao-*' >left
expect_same left /dev/null

# ---- a shelf of years
archive past 3
expect_status 1 "$gongbao" regenerate past -q -o shelf --for archive --split
expect_same <(cd shelf && find . -type f | LC_ALL=C sort) <(printf '%s\n' ./2000/01/01.pdf ./2000/01/manifest.json ./2000/03/01.pdf ./2000/03/manifest.json ./manifest.json)
expect_status 0 "$gongbao" build past/2000/01 -q --for archive --split -o one
diff -r one shelf/2000/01 >differences && right || wrong "$(head -n 2 differences)"
expect_in shelf/manifest.json "\"pdf_archive\": \"$(sha256sum <one/manifest.json | cut -d' ' -f1)\""
cp shelf/manifest.json first.json
expect_status 1 "$gongbao" regenerate past -o shelf --for archive --split --resume
expect_same_record() { grep -o "\"name\": \"$1\".*\"seconds\": [0-9.]*" first.json >a && grep -o "\"name\": \"$1\".*\"seconds\": [0-9.]*" shelf/manifest.json >b && expect_same a b; }
expect_same_record 2000/01 # kept, for it took as long
printf ' ' >>shelf/2000/01/01.pdf
expect_status 1 "$gongbao" regenerate past -q -o shelf --for archive --split --resume
diff -r one shelf/2000/01 >differences && right || wrong "what was spoiled was not made again"
printf 'mine' >shelf/2000/03/note.txt
printf '\n又一段。\n' >>past/2000/03/01.md
expect_status 74 "$gongbao" regenerate past -q -o shelf --for archive --split --resume
[ "$(cat shelf/2000/03/note.txt)" = mine ] && right || wrong "a file is lost"

for issue in "$source_folder"/../shared/corpus/{2019-02,2020-16,2023-12} "$source_folder"/../shared/documents; do
    [ -d "$issue" ] && split_whole "$issue"
done
finish
