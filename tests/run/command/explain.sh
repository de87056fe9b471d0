#!/usr/bin/env bash
# explain.sh: --explain-line: the places where a line might end, what each costs, and why one won.
. "$(dirname "$0")/../lib.sh" "$@"

tiny_issue issue
sed -i 's/^样式:.*/样式: own.yaml/' issue/issue.yaml
cat >issue/own.yaml <<'YAML'
继承: gbt9704
每行字数: 24
标点: 全身
西文半字: 是
汉西间距: 0
压缩上限: 0.5字
松紧: {压缩: 20, 首行: 50}
孤字成行: 否
YAML
cat >issue/01.md <<'MD'
---
标题: 测试的通知
---

各区、县人民政府应当按照职责分工，切实做好各项准备工作（含2024年度计划），并于月底以前报市人民政府办公室备案审查。逾期不报的，予以通报。
MD
told() { expect_status 0 "$gongbao" build issue --explain-line="$1"; }

# by page and line: the chosen place, a dearer one with its causes, one that is too long
told 3:2
expect_in out '第3页第2行（issue/01.md:5:1）：本段第1行，共3行；行长22字'
expect_in out '* …分工，切实做好各｜项准备工…　自然宽22字；本行0，其后0，合计0'
expect_in out '自然宽21字，松1字，20处可伸；本行60.50（疏松100，可伸之处少21，首行折扣-60.50），其后0，合计60.50'
expect_in out 'x …工，切实做好各项｜准备工作…　太长：超出1字，只可压缩0.50字'
expect_in out '取*处：合计最小。次小的是…责分工，切实做好｜各项准备…，合计多60.50：本行多60.50，其后多0。'
mv out by-page

# by source place: one line by its column, all lines of the paragraph without one
told 01.md:5:1
expect_same by-page out
told issue/01.md:5:1
expect_same by-page out
told 01.md:5
expect_in out '本段第1行，共3行'
expect_in out '本段第3行，共3行'
expect_in out 'x …不报的，予以通报｜。　行首禁则：不可居行首的是“。”'
expect_in out '其后40000，' # a lone character behind it
expect_in out '这是末行，放得下'

# a title's lines are not weighed; a line that was not broken has nothing to choose
told 3:1
expect_in out '按词意分行'
told 3:5
expect_in out '这是末行，放得下'

# why a line may not end: behind an opening mark, within a number, within words of an alphabet, before the blank behind one
mkdir marks && sed 's/测试/行末/' issue/issue.yaml >marks/issue.yaml && cp issue/own.yaml marks
cat >marks/01.md <<'MD'
---
标题: 行末的通知
---

各区人民政府应当按照职责分工切实做好各项工“含本年度计划”并于月底以前报送市人民政府办公室备案。

各区人民政府应当按照职责分工切实做好各项工2024567万元的安排并于月底以前报送市人民政府办公室备案。

各区人民政府应当按照职责分工切实做好 data sharing 和有关安排并于月底以前报送市人民政府办公室备案。

ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH甲。
MD
told_of() { expect_status 0 "$gongbao" build marks --explain-line="01.md:$1"; }
told_of 5
expect_in out 'x …切实做好各项工“｜含本年度…　行末禁则：不可居行末的是““”'
told_of 7
expect_in out 'x …切实做好各项工2｜0245…　数字和西文词不拆：“2024567”'
expect_in out '　不可拆开：“2024567万”'
told_of 9
expect_in out 'x …职责分工切实做好｜ dat…　空格留在上一行'
expect_in out 'x …分工切实做好 d｜ata …　数字和西文词不拆：“data”'
expect_in out '：本行多1134.68，其后少8.24。'
told_of 11
expect_in out '* …ABCDEFGH｜IJKL…'
expect_in err 'cut-word'
expect_status 0 env LC_ALL=en "$gongbao" build marks --explain-line=01.md:9
expect_in out '  a space stays with the line before it'
expect_in out '  numbers and words are not parted: "data"'

# English by the locale
expect_status 0 env LC_ALL=en "$gongbao" build issue --explain-line=3:2
expect_in out '* has the least sum.'
expect_in out 'this line 60.50 (looseness 100, few gaps that open 21, first line -60.50), the rest 0, together 60.50'

# what is no place, and a place where nothing was set
for place in 5 x 3: :2 01.md 3:0; do
    expect_status 2 "$gongbao" build issue --explain-line="$place"
    expect_in err '--explain-line应写作'
done
for place in 9:1 3:99 01.md:99 01.md:2:1 no.md:5; do
    expect_status 2 "$gongbao" build issue --explain-line="$place"
    expect_in err "没有排出“$place”这一行"
done
expect_nothing_at issue.pdf

finish
