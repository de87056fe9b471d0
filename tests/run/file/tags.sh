#!/usr/bin/env bash
# tags.sh: the tags of a PDF say what the tree of its pages says (tags.py: objects by qpdf, content and fonts read there once
# more, the text in tree order by poppler too), and each kind of fault is seen when a file has it.
. "$(dirname "$0")/../lib.sh" "$@"
command -v qpdf pdfinfo pdftoppm >/dev/null || skip "no qpdf or poppler"
tags=$source_folder/tests/run/file/tags.py

json() { qpdf --json=2 --json-stream-data=inline --decode-level=generalized "$1" >"$2"; }

# tagged COMMAND…: leaves x.pdf, x.json, x.structure behind; COMMAND is a build without its -o
tagged() {
    "$gongbao" "$@" -q -o x.pdf 2>err || { wrong "$*: $(head -n 2 err)"; return; }
    "$gongbao" "$@" -q --dump=structure >x.structure 2>err
    check_tags "$*"
}
check_tags() {
    json x.pdf x.json
    pdfinfo -struct-text x.pdf >x.text 2>/dev/null
    if python3 "$tags" x.json x.structure x.text >said; then right; else wrong "$1: $(head -n 3 said)"; fi
}

# spoiled WHAT WORDS: the sample with one thing wrong; what is said of it must have these words. It is a whole PDF all the same.
spoiled() {
    python3 "$tags" --break "$1" sample.json spoiled.json || { wrong "$1: not broken"; return; }
    qpdf --json-input spoiled.json spoiled.pdf 2>said && qpdf --check spoiled.pdf >/dev/null 2>&1 || wrong "$1: no PDF any more"
    json spoiled.pdf spoiled.json
    if python3 "$tags" spoiled.json sample.structure >said; then wrong "$1 is not seen"; else expect_in said "$2"; fi
}

tagged build "$sample"
cp x.json sample.json
cp x.structure sample.structure
spoiled artifacts 'the text in the order of the tree is not the text'
spoiled loose 'in nothing'
spoiled order ' reads '
spoiled lost ' reads '
spoiled level 'behind H1'
spoiled heading ' is a P'
spoiled cell 'the cells do not cover the table'
spoiled span 'the spans of'
spoiled head ' is a TD'
spoiled alt 'a figure says “”'
spoiled link 'a link in no Link'
spoiled silent 'a link that says nothing'
spoiled parents 'belongs to nothing, or to another'
spoiled number 'belongs to nothing, or to another'
spoiled language 'the language of'
spoiled text ' reads '

# English within Chinese, notes, a picture of which nobody says what it shows
tiny_issue small
cat >>small/01.md <<'MD'

按照World Health Organization的《Healthy China 2030》和Wi-Fi 6、PM2.5、GDP的说法[^1]，iPhone 15 Pro Max等以A B C为序，全长＿＿米，见Zhang San，M. & Jones Ltd.的报告和
Global Report on Cities（第3版）。

| 名称 | 英文 |
|---|---|
| 世界银行 | World Bank |

[^1]: 见United Nations的文件[^2]。

[^2]: 另见网页。

## 一、图

![](a.svg)
MD
sed -i 's/\[^2\]。/。/; s/^\[^2\].*//' small/01.md
printf '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="9mm"><rect width="20" height="9"/></svg>' >small/a.svg
tagged build small
cp x.json sample.json
cp x.structure sample.structure
spoiled mark ' reads '
spoiled note 'of no note'
spoiled english 'English: “”, not “WorldHealthOrganization'
python3 -c 'import json, sys
objects = json.load(open("sample.json"))["qpdf"][1]
alts = [one["value"]["/Alt"] for one in objects.values() if isinstance(one.get("value"), dict) and "/Alt" in one["value"]]
print(alts)' >alts
expect_in alts '“一、图”的图'

# marks are seen by nobody
python3 "$tags" --break marks sample.json spoiled.json && qpdf --json-input spoiled.json spoiled.pdf
cp x.pdf tagged.pdf
for file in tagged spoiled; do pdftoppm -r 50 $file.pdf | sha256sum >$file.pixels; done
expect_same tagged.pixels spoiled.pixels

# blanks for which a text of cairo's speaks, since U+00A0 and U+3000 are one glyph, belong to what they stand beside
tiny_issue blanks
printf '\n| 指标 | 数额 |\n|---|---|\n| 总值 | 1 |\n| 　　农业 | 2 |\n\n<table>\n<tr><th>指标</th><th>数额</th></tr>\n<tr><td>&#160;&#160;牧业</td><td>3</td></tr>\n</table>\n' >>blanks/01.md
tagged build blanks

for seed in $(seq 1 "${GAZ_SEEDS:-4}"); do
    rm -rf issue && mkdir issue
    python3 "$source_folder/tests/run/pages/random_issue.py" "$seed" issue && tagged build issue
done
for issue in "$source_folder"/../shared/corpus/{2019-02,2020-16,2023-12,gov-20} "$source_folder"/../shared/documents; do
    [ -d "$issue" ] && tagged build "$issue"
done
finish
