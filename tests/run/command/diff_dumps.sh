#!/usr/bin/env bash
# diff_dumps.sh: two dumps compared, without setting anything: what is told of pages that are changed, new, gone, moved, in words and as
# JSON. More of diff, with issues that are set: diff.sh.
. "$(dirname "$0")/../lib.sh" "$@"

# lines_of PAGE…: a dump of lines; a page is its lines, parted by /
lines_of() {
    local page=0 line text
    echo '{"format": "gongbao lines", "version": 1}'
    for lines in "$@"; do
        page=$((page + 1)) line=0
        while IFS= read -r -d / text; do
            line=$((line + 1))
            printf '{"page": %d, "line": %d, "text": "%s", "source": "01.md:5:1", "role": "正文", "node": 3}\n' $page $line "$text"
        done <<<"$lines/"
    done
}
lines_of 甲/春眠不觉晓 乙/处处闻啼鸟 丙/夜来风雨声 丁/花落知多少 >old
lines_of 甲/春眠不觉晓 新/白日依山尽 乙/处处闻啼鸟 丙/昨夜风雨声/黄河入海流 >new

told() { # STATUS COMMAND…: what is told, against what follows on standard input
    cat >wanted
    local status=$1
    shift
    expect_status "$status" "$@"
    expect_same wanted out
}
told 1 "$gongbao" diff old new <<'TEXT'
第4页有改动，第2页新增，原第4页没有了，原第2页原样移为第3页，其余1页相同
old（4页）→ new（4页）
按各行文字比较（--dump=lines不记位置、字体和图）
（新增） → 第2页第1行：〔+新+〕
（新增） → 第2页第2行：〔+白日依山尽+〕
第3页第2行 → 第4页第2行：〔+昨+〕夜〔-来-〕风雨声
第4页第1行 → （删去）：〔-丁-〕
第4页第2行 → 第4页第3行：〔-花落知多少-〕〔+黄河入海流+〕
TEXT
told 1 env LC_ALL=en "$gongbao" diff new old <<'TEXT'
pages 3 changed; pages 4 added; former pages 2 gone; former pages 3 are now 2, as they were; the other 1 identical
new (4 pages) → old (4 pages)
compared by the text of lines (--dump=lines tells no places, faces or pictures)
page 2 line 1 → (gone): 〔-新-〕
page 2 line 2 → (gone): 〔-白日依山尽-〕
page 4 line 2 → page 3 line 2: 〔-昨-〕夜〔+来+〕风雨声
page 4 line 3 → page 4 line 1: 〔-黄河入海流-〕〔+丁+〕
(new) → page 4 line 2: 〔+花落知多少+〕
TEXT
told 1 "$gongbao" diff new old --summary <<'TEXT'
第3页有改动，第4页新增，原第2页没有了，原第3页原样移为第2页，其余1页相同
TEXT
told 0 "$gongbao" diff old old --summary <<'TEXT'
各页相同（4页）
TEXT
told 1 "$gongbao" diff old new --json <<'TEXT'
{
  "old": {"name": "old", "pages": 4},
  "new": {"name": "new", "pages": 4},
  "summary": "第4页有改动，第2页新增，原第4页没有了，原第2页原样移为第3页，其余1页相同",
  "identical": false,
  "compared": "lines",
  "shortest": true,
  "bookmarks": null,
  "pages": [
    {"old": 1, "new": 1, "state": "identical"},
    {"old": null, "new": 2, "state": "added"},
    {"old": 2, "new": 3, "state": "moved"},
    {"old": 3, "new": 4, "state": "changed"},
    {"old": 4, "new": null, "state": "gone"}
  ],
  "changes": [
    {"old": null, "new": {"page": 2, "line": 1, "text": "新"}, "pieces": [["come", "新"]]},
    {"old": null, "new": {"page": 2, "line": 2, "text": "白日依山尽"}, "pieces": [["come", "白日依山尽"]]},
    {"old": {"page": 3, "line": 2, "text": "夜来风雨声"}, "new": {"page": 4, "line": 2, "text": "昨夜风雨声"}, "pieces": [["come", "昨"], ["kept", "夜"], ["gone", "来"], ["kept", "风雨声"]]},
    {"old": {"page": 4, "line": 1, "text": "丁"}, "new": null, "pieces": [["gone", "丁"]]},
    {"old": {"page": 4, "line": 2, "text": "花落知多少"}, "new": {"page": 4, "line": 3, "text": "黄河入海流"}, "pieces": [["gone", "花落知多少"], ["come", "黄河入海流"]]}
  ]
}
TEXT
told 0 "$gongbao" diff old old --json <<'TEXT'
{
  "old": {"name": "old", "pages": 4},
  "new": {"name": "old", "pages": 4},
  "summary": "各页相同（4页）",
  "identical": true,
  "compared": "lines",
  "shortest": true,
  "bookmarks": null,
  "pages": [
    {"old": 1, "new": 1, "state": "identical"},
    {"old": 2, "new": 2, "state": "identical"},
    {"old": 3, "new": 3, "state": "identical"},
    {"old": 4, "new": 4, "state": "identical"}
  ],
  "changes": [
  ]
}
TEXT

# ---- numbers and words are told whole; two edits with little between them are one
lines_of 第12条见表A1至A3。 罚款为100元 关于印发方案的通知 >old
lines_of 第15条见表A1至B3。 罚款为1000元 关于转送细则的批复 >new
told 1 "$gongbao" diff old new <<'TEXT'
第1—3页有改动
old（3页）→ new（3页）
按各行文字比较（--dump=lines不记位置、字体和图）
第1页第1行 → 第1页第1行：第〔-12-〕〔+15+〕条见表A1至〔-A3-〕〔+B3+〕。
第2页第1行 → 第2页第1行：罚款为〔-100-〕〔+1000+〕元
第3页第1行 → 第3页第1行：关于〔-印发方案的通知-〕〔+转送细则的批复+〕
TEXT

# ---- a short line that is equal by chance holds nothing in its place: what passed it is kept; a long one holds
long=寻寻觅觅冷冷清清凄凄惨惨戚戚乍暖还寒时候最难将息三杯两盏淡酒怎敌他晚来风急雁过也正伤心却是旧时相识满地黄花堆积
longer=滚滚长江东逝水浪花淘尽英雄是非成败转头空青山依旧在几度夕阳红白发渔樵江渚上惯看秋月春风一壶浊酒喜相逢古今多少事都付笑谈中
passed() { # LINE: a longer text passes that one, and a mark of it is lost
    lines_of "$longer，/$1/末" >old
    lines_of "首/$1/$longer" >new
    expect_status 1 "$gongbao" diff old new
}
passed 附件
expect_in out "第1页第1行 → 第1页第3行：……相逢古今多少事都付笑谈中〔-，-〕"
expect_in out "（新增） → 第1页第2行：〔+附件+〕"
passed $long
expect_in out "〔+$longer+〕"
if grep -q 寻 out; then wrong "a long line that is equal stands where it stood"; else right; fi

# ---- many pages that are alike, each range told once
lines_of 一 二 三 四 五 六 七 八 >old
lines_of 一 x二 x三 x四 五 x六 x七 八 >new
told 1 "$gongbao" diff old new --summary <<'TEXT'
第2—4、6、7页有改动，其余3页相同
TEXT
lines_of 一 二 新 三 四 五 六 七 八 九 >new
told 1 env LC_ALL=en "$gongbao" diff old new --summary <<'TEXT'
pages 3, 10 added; former pages 3-8 are now 4-9, as they were; the other 2 identical
TEXT

# ---- dumps of pages: with places, faces and pictures
cp "$source_folder/tests/golden/pages.expected" old
expect_status 0 "$gongbao" diff old old --json
expect_in out '"compared": "runs"'
expect_in out '"bookmarks": "identical"'
expect_status 0 "$gongbao" diff old old
expect_in out '各页相同（27页）'
# a line that stands elsewhere, a face that is another, a rule that is gone
change() { awk -v page="$1" "\$1 == \"page\" { here = \$2 == page } here && !done && $2 { done = 1; $3 } { print }" old >new; }
change 5 '/ role=正文 /' '$2 += 3'
expect_status 1 "$gongbao" diff old new
expect_in out '第5页同文而位置或字形不同，其余26页相同'
change 6 '/ face=/' 'sub(/ face=[^ ]*/, " face=other.otf#0")'
expect_status 1 "$gongbao" diff old new
expect_in out '第6页同文而位置或字形不同，其余26页相同'
change 1 '/^rule /' 'next'
expect_status 1 "$gongbao" diff old new --json
expect_in out '{"old": 1, "new": 1, "state": "'
if grep -q '"old": 1, "new": 1, "state": "identical"' out; then wrong "a rule counts"; else right; fi
change 7 '/^glyphs /' 'sub(/ at=[^ ]*/, " at=02.md:1:1")'
expect_status 0 "$gongbao" diff old new # where it stands in its source is not seen
for page in 3 30; do
    change $page '/^glyphs /' '$1 = "glyps"'
    expect_status $((page == 3 ? 2 : 0)) "$gongbao" diff new old
done
finish
