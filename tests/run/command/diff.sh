#!/usr/bin/env bash
# diff.sh: two builds of one issue compared.
. "$(dirname "$0")/../lib.sh" "$@"

# nothing, in every pair of kinds, differs from itself
cp -r "$sample" old
"$gongbao" build old --dump=pages >old.pages 2>/dev/null
"$gongbao" build old --dump=lines >old.lines 2>/dev/null
for one in old old.pages old.lines; do
    for two in old old.pages old.lines; do
        expect_status 0 "$gongbao" diff $one $two
        expect_in out '各页相同（27页）'
    done
done
expect_status 0 "$gongbao" diff old <(cat old.pages)
expect_status 0 env LC_ALL=en "$gongbao" diff old old.lines
expect_in out 'all pages identical (27)'
expect_in out 'compared by the text of lines'

# a remark in a source is no difference; a word is, on its page and no other
cp -r old new
sed -i '4i # 备注' new/01-*.md
expect_status 0 "$gongbao" diff old new
sed -i 's/使用年限超过30年/使用年限超过25年/' new/03-*.md
for one in old old.pages old.lines; do
    expect_status 1 "$gongbao" diff $one new
    expect_in out '第12页有改动，其余26页相同'
    expect_in out '第12页第15行 → 第12页第15行：1．使用年限超过〔-30-〕〔+25+〕年'
done
expect_status 1 env LC_ALL=en "$gongbao" diff new old --summary
expect_in out 'pages 12 changed; the other 26 identical'
if [ "$(wc -l <out)" -eq 1 ]; then right; else wrong "a summary is one line"; fi

# pages are added: what follows has moved, whole, whatever side of the sheet it is on now
cp -r old longer
article='第十一条之一　为了加强城市绿道的养护和管理，根据有关法律、法规的规定，结合本市实际情况，对城市绿道进行养护。'
for i in $(seq 40); do article=$article'养护单位应当保持路面平整、植物完好、设施齐全、环境整洁。'; done
sed -i "s/^第十二条/$article\n\n&/" longer/01-*.md
for one in old old.pages; do
    expect_status 1 "$gongbao" diff $one longer
    expect_in out '原样移为第'
    expect_in out '新增'
    expect_in out '书签不同'
done
expect_status 1 "$gongbao" diff longer old --summary
expect_in out '没有了'

# the same text in other lines: reflowed, and not one line changed
cp -r old narrow
sed -i 's/^版记位置/版面: {每行字数: 26}\n&/; /^印发日期: 2024-06-14/a 版面: {页行数: 26}' narrow/03-*.md
expect_status 1 "$gongbao" diff old narrow
expect_in out '页重排'
if grep '^第.*→' out | grep -qv '^第[23]页'; then wrong "a line outside the contents changed"; else right; fi

# a place of its own: lines that are set differently
cp -r old wider
sed -i 's/^成文日期: 2024-06-20/&\n版面: {署名: {右空: 6字}}/' wider/05-*.md
for one in old old.pages; do
    expect_status 1 "$gongbao" diff $one wider
    expect_in out '页同文而位置或字形不同，其余26页相同'
done
expect_status 0 "$gongbao" diff old.lines wider

# JSON
expect_status 1 "$gongbao" diff old new --json
cp out report.json
if command -v python3 >/dev/null; then
    expect_status 0 python3 -c '
import json, sys
d = json.load(open("report.json"))
assert d["identical"] is False and d["compared"] == "glyphs" and d["shortest"] is True, d
assert d["bookmarks"] == "identical" and d["old"] == {"name": "old", "pages": 27}
assert [p for p in d["pages"] if p["state"] != "identical"] == [{"old": 12, "new": 12, "state": "changed"}]
[c] = d["changes"]
assert c["old"]["page"] == c["new"]["page"] == 12 and c["old"]["line"] == 15
assert "".join(t for k, t in c["pieces"] if k != "come") == c["old"]["text"]
assert "".join(t for k, t in c["pieces"] if k != "gone") == c["new"]["text"]
'
fi
expect_in report.json '"summary": "第12页有改动，其余26页相同"'

# what cannot be compared: status 2, as of diff(1), or of the failure
expect_status 2 "$gongbao" diff old
expect_in err '要写明比较哪两个'
expect_status 2 "$gongbao" diff old new third
expect_status 2 "$gongbao" diff old missing
expect_in err '[missing-file]'
printf 'nothing of the kind\n' >odd
expect_status 2 "$gongbao" diff odd old
expect_in err '[dump-kind]'
head -c 5000 old.pages >cut
expect_status 2 "$gongbao" diff cut old
sed '30s/glyphs/glyps/' old.pages >spoilt
expect_status 2 "$gongbao" diff spoilt old
expect_in err 'spoilt:30:1: '
expect_in err '[dump-line]'

# a dump says its format and version in its first line; one that does not is of format 0, and is read
expect_same <(head -n 1 old.pages) <(echo 'gongbao pages 1')
expect_same <(head -n 1 old.lines) <(echo '{"format": "gongbao lines", "version": 1}')
sed -E '1d; s/ (node|artifact)=[^"]*$//' old.pages >old_0.pages # what was added since stands at the lines' ends
sed 1d old.lines >old_0.lines
for dump in pages lines; do
    expect_status 0 "$gongbao" diff old_0.$dump old
    expect_status 0 "$gongbao" diff old_0.$dump old.$dump
done
# what a later program adds at a line's end is skipped; in format 0 there was nothing of the kind
sed '1!s/$/ node=7 later=x/' old.pages >later.pages
sed '1!s/}$/, "node": {"kinds": ["a", {}], "n": 7}}/' old.lines >later.lines
expect_status 0 "$gongbao" diff later.pages old
expect_status 0 "$gongbao" diff later.lines old
sed 1d later.pages >later_0.pages
expect_status 2 "$gongbao" diff later_0.pages old
# another format, a later version
sed '1s/.*/gongbao pages 2/' old.pages >newer.pages
expect_status 2 "$gongbao" diff old newer.pages
expect_in err 'newer.pages:1:1: 错误: 这是第2版的“gongbao pages”，比本程序新，本程序读到第1版'
expect_in err '[format-newer]'
sed '1s/1}/12}/' old.lines >newer.lines
expect_status 2 env LC_ALL=en "$gongbao" diff newer.lines old
expect_in err 'newer.lines:1:1: error: this is "gongbao lines" of version 12, newer than this program'
sed '1s/pages/sheets/' old.pages >other
expect_status 2 "$gongbao" diff other old
expect_in err '说文件是“gongbao sheets”，此处只认识：gongbao pages'
expect_in err '[format-unknown]'
printf 'gongbao lock 1\n' >other && expect_status 2 "$gongbao" diff other old
expect_in err '[format-unknown]'

printf '\377\n' >bytes && expect_status 2 "$gongbao" diff bytes old
: >empty && expect_status 2 "$gongbao" diff empty empty
cp -r old wrong_issue && sed -i 's/^标题:/标提:/' wrong_issue/05-*.md
expect_status 2 "$gongbao" diff old wrong_issue
expect_in err '[unknown-key]'
expect_status 74 bash -c '"$1" diff old new >/dev/full' - "$gongbao"

# hostile dumps end in time: many lines that have nothing in common
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "{\"page\": %d, \"line\": %d, \"text\": \"%d%d\"}\n", i / 30, i % 30 + 1, i * 7919 % 1009, i % 13 }' >long_1
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "{\"page\": %d, \"line\": %d, \"text\": \"%d%d\"}\n", i / 30, i % 30 + 1, i * 7907 % 1013, i % 17 }' >long_2
expect_status 1 within 60 "$gongbao" diff long_1 long_2 --summary

expect_status 0 "$gongbao" help diff
expect_in out "用法：gongbao diff"
finish
