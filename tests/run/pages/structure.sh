#!/usr/bin/env bash
# structure.sh: the tree of the pages says what the model says (structure.py): the sample, random issues, a table that page
# ends cut in every way, and where they are beside the project the printed issues and the fourteen kinds of document.
. "$(dirname "$0")/../lib.sh" "$@"

# same_structure ISSUE: leaves doc and structure behind
same_structure() {
    "$gongbao" build "$1" -q --dump=doc >doc 2>err || { wrong "$1: $(head -n 2 err)"; return; }
    "$gongbao" build "$1" -q --dump=structure >structure 2>err || { wrong "$1: $(head -n 2 err)"; return; }
    if python3 "$source_folder/tests/run/pages/structure.py" doc structure >said; then right; else wrong "$1: $(head -n 3 said)"; fi
}

# has REGEX: a line of the tree
has() { if grep -qE -- "$1" structure; then right; else wrong "no line like $1"; fi; }

# A tree that differs must be seen. spoiled WHAT SED-SCRIPT: the tree of the sample, changed
spoiled() {
    sed -E "$2" structure >spoiled
    cmp -s structure spoiled && wrong "$1: nothing was changed" && return
    if python3 "$source_folder/tests/run/pages/structure.py" doc spoiled >said; then wrong "$1 is not seen"; else right; fi
}

same_structure "$sample"
has 'contents-entry page=2 to=0 copy .*（澄政发〔2024〕11号）"$'
spoiled "a paragraph that is gone" '0,/^ +paragraph .*第一条/{/第一条/d}'
spoiled "a character that is gone" 's/生态优先，/生态优先/'
spoiled "a cell in another row" 's/ page=11 row=3 column=0/ page=11 row=4 column=0/'
spoiled "a merged cell" 's/ row-span=3//'
spoiled "a head" '0,/ header at=03/s// at=03/'
spoiled "a level" '0,/heading page=9 level=1/s//heading page=9 level=2/'
spoiled "a copy" 's/(attachment-entry .*) copy /\1 /'
spoiled "a paragraph in two" '0,/^( +)paragraph (.*第二条　本市)(.*)$/s//\1paragraph \2"\n\1paragraph page=5 "\3/'

for seed in $(seq 1 "${GAZ_SEEDS:-6}"); do
    rm -rf issue && mkdir issue
    python3 "$source_folder/tests/run/pages/random_issue.py" "$seed" issue || { wrong "no issue $seed"; continue; }
    same_structure issue
done

# ---- a table over pages: repeated heads, a merged group over a page end, a row higher than a page

rm -rf issue && mkdir issue
cat >issue/issue.yaml <<'YAML'
刊名: 澄浦市人民政府公报
年: 2024
期: 9
总期: 131
出版日期: 2024-09-30
样式: 自用.yaml
目录: [{栏目: 市政府文件, 文件: [01.md]}]
YAML
printf '继承: gbt9704\n表格: {续表: 续表}\n' >issue/自用.yaml
python3 - >issue/01.md <<'PYTHON'
long = '逐页排下去的长格文字，' * 260
print('---\n标题: 澄浦市人民政府关于公布清单的通知\n---\n\n现将清单公布如下：\n')
print('<table>\n<caption>清单</caption>\n<thead><tr><th>序号</th><th>类别</th><th>内容</th></tr></thead>\n<tbody>')
for group in range(12):
    print('<tr><td rowspan="5">第%d组</td><td>甲</td><td>内容%d</td></tr>' % (group, group))
    for row in range(4):
        print('<tr><td>乙%d</td><td>%s</td></tr>' % (row, '所列事项' * (3 + row if group != 7 else 90)))
print('<tr><td>长</td><td>%s</td><td>%s</td></tr>' % (long[:900], long))
print('</tbody>\n</table>\n\n以上清单自公布之日起施行。')
PYTHON
same_structure issue
has '^ *table page=3-[0-9]+ rows=62 columns=3'
has '^ *cell page=[0-9]+-[0-9]+ row=61 column=2 at=.*"逐页'
has '^ *caption page=3 .*"清单"'
has '^artifact page=4 repeated-head "类别"'
has '^artifact page=[0-9]+ repeated-cell "第[0-9]+组"'
has '^artifact page=4 continued "续表"'
[ "$(grep -c '^ *cell .*"第7组"' structure)" = 1 ] && right || wrong "a merged cell is not one node"

# ---- printed issues

for issue in "$source_folder"/../shared/corpus/{2019-02,2020-16,2023-12,gov-20} "$source_folder"/../shared/documents; do
    [ -d "$issue" ] && same_structure "$issue"
done
finish
