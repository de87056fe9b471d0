#!/usr/bin/env bash
# match_beside.sh: what is printed beside the documents of a back issue, cover, running heads, page numbers: a misprint is told once, at the key
# of issue.yaml or at its page; what another house has there otherwise is not.
. "$(dirname "$0")/../lib.sh" "$@"
match() { expect_status 0 "$gongbao" match "$@"; }
# changed SCRIPT: the copy changed, of the house whose copy was made last
changed() {
    sed -E "$1" copy.txt >changed.txt
    cmp -s copy.txt changed.txt && wrong "nothing was changed: $1"
    match "$house" changed.txt
    grep -q '稿子“' out && wrong "told of the text: $1: $(grep '稿子“' out)"
}
told() { # LINES…: all that is told
    printf '%s\n' "$@" >wanted
    sed -n '/^印本的封面/,/印本相合/p' out | sed '1d; $d' >found
    expect_same wanted found
}
untold() { grep -q '^印本的封面' out && wrong "$1: $(grep -A3 '^印本的封面' out)" || right; }
# house STYLE: the sample in this style, its PDF, what is read of it; nothing is told
house() {
    house=$1
    [ -d "$house" ] || cp -r "$sample" "$house"
    sed -i "s/^样式: .*/样式: $house/" "$house/issue.yaml"
    expect_status 0 "$gongbao" build "$house" -q -o "$house.pdf"
    rm -f copy.txt
    match "$house" "$house.pdf" -o copy.txt
    untold "$house is not as its own PDF"
    expect_in copy.txt '^ '
}

# ---- no house's own PDF says anything, nor is anything told of one that prints in another way
for style in gbt9704 guowuyuan shenyang-2020 shenyang-2023 lanyu gongbao-2026; do house "$style"; done
for style in gbt9704 guowuyuan shenyang-2023 lanyu; do
    match gongbao-2026 "$style.pdf"
    untold "$style"
done

# ---- the cover: a character exchanged, lost, doubled; two exchanged; other numbers; in one print, for each is told by itself
first='0,/^澄浦市人民政府公报$/'
changed "$first s//澄浦市入民政府公报/"'
    0,/^第6期（总第128期）$/ s//第6（总第128期）/
    0,/^2024$/ s//2023/
    0,/^2024年6月28日$/ s//2024年6月29日/
    0,/^澄浦市人民政府办公室$/ s//澄浦市人民政府公办室/
    0,/GAZETTEOFTHE/ s//GAZETTFOFTHE/'
told '  issue.yaml:2:8  第1页  封面：印本“入”，应为“人”（澄浦市入民政府公报）' \
    '  issue.yaml:4:13  第1页  封面：印本“F”，应为“E”（GAZETTFOFTHEPEOPLE’SGOVERNMENTOFCHENGPUMUNICIPALITY）' \
    '  issue.yaml:5:4  第1页  封面：印本“3”，应为“4”（2023）' \
    '  issue.yaml:6:4  第1页  封面：印本“”，应为“期”（第6（总第128期））' \
    '  issue.yaml:9:12  第1页  封面：印本“公办”，应为“办公”（澄浦市人民政府公办室）' \
    '  issue.yaml:8:7  第1页  封面：印本“9”，应为“8”（2024年6月29日）'

# ---- once more, with lines below the head of the contents, outside of the entries; running heads; page numbers, of which the pages about them
# say how they are printed
changed "$first s//澄浦市人民政府公公报/"'
    0,/^第6期（总第128期）$/ s//第6期（总第182期）/
    0,/^2024年第6期（总第128期）$/ s//2024年第5期（总第128期）/
    /^主管：/ s/澄浦市人民/澄浦市入民/
    0,/^\^ 澄浦市人民政府公报2024年第6期/ s//^ 澄浦市人民政府公报2024年第7期/
    0,/^(\^.*)市政府文件/ s//\1市政俯文件/
    s/^\^ —14—$/^ —41—/
    s/^\^ —2—$/^ —3—/'
told '  issue.yaml:2:13  第1页  封面：印本“公”，应为“”（澄浦市人民政府公公报）' \
    '  issue.yaml:7:5  第1页  封面：印本“82”，应为“28”（第6期（总第182期））' \
    '  issue.yaml:6:4  第2页  目录页、简介：印本“5”，应为“6”（2024年第5期（总第128期））' \
    '  issue.yaml:11:8  第2页  目录页、简介：印本“入”，应为“人”（主管：澄浦市入民政府）' \
    '  第2页  页码：印本“—3—”，应为“—2—”' \
    '  issue.yaml:6:4  第5页  书眉：印本“7”，应为“6”（澄浦市人民政府公报2024年第7期）' \
    '  issue.yaml:27:11  第5页  书眉：印本“俯”，应为“府”（市政俯文件）' \
    '  第14页  页码：印本“—41—”，应为“—14—”'
# on all pages; a mark lost
changed '/^\^/ s/2024年第6期/2024年第7期/
    s/^\^ —14—$/^ —14/'
told '  issue.yaml:6:4  第5页等16页  书眉：印本“7”，应为“6”（澄浦市人民政府公报2024年第7期）' '  第14页  页码：印本“—14”，应为“—14—”'

# ---- what is not there: a head, a page's number, a line of the cover; 栏目 of another page
gone() { # PAGE PATTERN: the first such line of that page, in print
    awk -v page="## $1" -v pattern="$2" '$0 == page { here = 1 } here && !done && $0 ~ pattern { done = 1; next } { print }' copy.txt >changed.txt
    cmp -s copy.txt changed.txt && wrong "nothing is gone: $1 $2"
    match "$house" changed.txt
}
gone 10 '^\\^ .*公报'
told '  issue.yaml:27:9  第10页  书眉：印本“”，应为“市政府文件　澄浦市人民政府公报2024年第6期”（）'
gone 14 '^\\^ —14—$'
told '  issue.yaml:6:4  第14页  页码：印本“”，应为“—14—”'
gone 1 '^澄浦市人民政府办公室$'
told '  issue.yaml:9:5  第1页  封面：印本“”，应为“澄浦市人民政府办公室”（）'
changed '/^## 10$/,/^## 11$/ s/^(\^.*)市政府文件/\1部门文件/'
told '  issue.yaml:27:9  第10页  书眉：印本“部门文件”，应为“市政府文件”（部门文件）'
# a print whose pages begin elsewhere is of another setting: what it lacks is not told
sed '/^## 10$/,/^## 11$/ { /^\^ .*公报/d }' copy.txt >gone.txt
cmp -s copy.txt gone.txt && wrong 'no head is gone'
cp -r "$house" other
sed -i 's/^成文日期: .*/&\n版面: {页行数: 22}/' other/*.md
match other gone.txt
untold 'another setting'
rm -rf other

# ---- heads that the issue has not, as it is set now: what most pages have
sed -E 's/^\^ .*2024年第6期.*/^ 公报通讯选编/' copy.txt >others.txt
match "$house" others.txt
untold 'heads of another house'
cp others.txt copy.txt
changed '0,/^## 15$/! { 0,/^\^ 公报通讯选编$/ s//^ 公报通迅选编/ }'
[ "$(grep -c '应为“讯”（公报通迅选编）' out)" -eq 1 ] && [ "$(grep -c '应为“' out)" -eq 1 ] && right || wrong "no head of another house: $(cat out)"

# ---- a figure by itself, characters below one another; a PDF of which one page is another issue's
house lanyu
changed 's/^6$/9/; 0,/^浦$/ s//蒲/'
told '  issue.yaml:2:6  第1页  封面：印本“蒲”，应为“浦”（澄蒲市人民政府公报）' '  issue.yaml:6:4  第1页  封面：印本“9”，应为“6”（9）'
house gongbao-2026
if type qpdf >/dev/null 2>&1; then
    cp -r gongbao-2026 seventh
    sed -i 's/^期: 6/期: 7/' seventh/issue.yaml
    expect_status 0 "$gongbao" build seventh -q -o seventh.pdf
    qpdf gongbao-2026.pdf --pages . 1-10 seventh.pdf 11 . 12-z -- mixed.pdf
    match gongbao-2026 mixed.pdf
    told '  issue.yaml:6:4  第11页  书眉：印本“7”，应为“6”（澄浦市人民政府公报2024年第7期）'
fi

# ---- for a program, in English, in the record; a cover by itself, and what is no section
changed 's/^\^ —14—$/^ —41—/; 0,/^2024$/ s//2023/'
row=$(grep -n '^\^ —41—$' changed.txt | cut -d: -f1)
match "$house" changed.txt --json
expect_in out "{\"class\": \"页码\", \"page\": 14, \"pages\": 1, \"print_row\": $row, \"printed\": \"—41—\", \"print\": \"—41—\", \"source\": \"—14—\"}"
expect_in out '{"file": "issue.yaml", "line": 5, "column": 4, "class": "封面", "page": 1, "pages": 1, '
cp out beside.json && expect_status 0 python3 -m json.tool beside.json
expect_status 0 env LC_ALL=en "$gongbao" match "$house" changed.txt
expect_in out '  page 14  page number: print "—41—", should be "—14—"'
expect_in out '  issue.yaml:5:4  page 1  cover: print "3", should be "4" (2023)'
match "$house" changed.txt --write
expect_in "$house/match.lock" '第14页页码：印本“—41—”，应为“—14—”'
changed '0,/^## 1$/ s//## 封面/; 0,/^2024$/ s//2023/'
told '  issue.yaml:5:4  封面：印本“3”，应为“4”（2023）'
sed '0,/^## 4$/ s//## 目录 四/' copy.txt >bad.txt
expect_status 1 "$gongbao" match "$house" bad.txt
expect_in err '[print-page]'
finish
