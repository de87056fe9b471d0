#!/usr/bin/env bash
# strangers.sh: pages and texts as strangers send them: signatures in cells, organs above a title, notes of Word's
# "filtered" pages, lists, rules of a page that hide and generate, encodings.
. "$(dirname "$0")/../lib.sh" "$@"
. "$source_folder/tests/run/intake/conserve_lib.sh"

# body NAME: the source without its front matter
body() { sed '1,/^---$/d' "$1.md"; }

long='为进一步提高政务服务水平，现将有关事项通知如下，请各单位认真贯彻执行，不得有误，并于月底前报送落实情况。'

# ---- who signs, in cells beside one another: the day below each, below all, within the cell; no rules are said
page() { printf '<meta charset=utf-8><div id=zoom><h1>关于做好学生资助工作的通知</h1><p>各区教育局：</p><p>%s</p>%s</div>' "$long" "$1"; }
day='2024年6月3日'
page "<table border=0><tr><td>澄浦市教育局</td><td>澄浦市财政局</td></tr><tr><td>$day</td><td>$day</td></tr></table>" >beside.html
page "<table><tr><td>澄浦市教育局</td><td>澄浦市财政局</td></tr><tr><td colspan=2>$day</td></tr></table>" >below.html
page "<table><tr><td><p>澄浦市教育局</p><p>$day</p></td><td><p>澄浦市财政局</p><p>$day</p></td></tr></table>" >within.html
page "<p align=right>澄浦市教育局&emsp;&emsp;澄浦市财政局</p><p align=right>$day&emsp;&emsp;$day</p>" >lines.html
printf '署名:\n  - 澄浦市教育局\n  - 澄浦市财政局\n成文日期: 2024-06-03\n' >signed
for name in beside below within lines; do
    conserved $name.html
    grep -A 3 '^署名' $name.md >there
    expect_same signed there
done
expect_in beside.json '{"text": "2024年6月3日", "where": "正文第7段", "reason": "各机关之下相同的日期，只收一个", "count": 9}'
# days that differ are nobody's to choose; a table of data is none
page "<table border=0><tr><td>澄浦市教育局</td><td>澄浦市财政局</td></tr><tr><td>$day</td><td>2024年6月4日</td></tr></table>" >differ.html
page "<table><tr><td>责任单位</td><td>完成时间</td></tr><tr><td>澄浦市教育局</td><td>$day</td></tr></table>" >data.html
for name in differ data; do
    conserved $name.html
    expect_in $name.md '<table'
    if grep -q '^署名' $name.md; then wrong "$name: a table is a signature"; else right; fi
done

expect_in differ.json '"text": "澄浦市教育局 澄浦市财政局 2024年6月3日 2024年6月4日", "becomes": "署名"'
expect_in differ.json '"doubt": "各机关的日期不同，留在正文里；联合行文署最后签发的日期，请写到文件头"'
if grep -q 日期不同 data.json; then wrong "a table of data is asked about"; else right; fi
# seals below the names, in cells or lines of their own, stand behind them; lines within a cell are lines
page "<table border=0><tr><td>澄浦市教育局</td><td>澄浦市财政局</td></tr><tr><td>（盖章）</td><td>（盖章）</td></tr><tr><td>$day</td><td>$day</td></tr></table>" >sealed.html
page "<p align=right>澄浦市教育局&emsp;&emsp;澄浦市财政局</p><p align=right>（盖章）&emsp;&emsp;（盖章）</p><p align=right>$day</p>" >seals.html
page "<p align=right>澄浦市教育局（盖章）&emsp;&emsp;澄浦市财政局（盖章）</p><p align=right>$day</p>" >beside_seals.html
printf '署名:\n  - 澄浦市教育局（盖章）\n  - 澄浦市财政局（盖章）\n成文日期: 2024-06-03\n' >signed_sealed
for name in sealed seals beside_seals; do
    conserved $name.html
    grep -A 3 '^署名' $name.md >there
    expect_same signed_sealed there
done
page "<p align=right>澄浦市教育局</p><p align=right>（公章）</p><p align=right>$day</p>" >one_seal.html
conserved one_seal.html
expect_in one_seal.md '署名: 澄浦市教育局（公章）'
page "<p align=right>澄浦市教育局&emsp;&emsp;澄浦市财政局</p><p align=right>$day&emsp;&emsp;2024年6月4日</p>" >differ_lines.html
conserved differ_lines.html
expect_in differ_lines.json '"becomes": "成文日期", "where": "正文第5段", "reason": "文件头", "doubt": "各机关的日期不同'
printf 'center\t关于做好学生资助工作的通知\nleft\t各区教育局：\nleft\t%s\n|澄浦市教育局⏎%s\t澄浦市财政局⏎%s\n' "$long" "$day" "$day" |
    python3 "$source_folder/tests/run/intake/docx_of.py" lined.docx
expect_status 0 "$gongbao" import lined.docx
grep -A 3 '^署名' lined.md >there
expect_same signed there

# behind the signature: a title in the middle of a new page begins a part; what begins none is asked about
printf 'center\t关于做好学生资助工作的通知\nleft\t各区教育局：\nleft\t%s\nright\t澄浦市教育局\nright\t%s\n' "$long" "$day" >signed.lines
{ cat signed.lines && printf 'center,break\t学生资助申请表\n|姓名\t性别\n'; } | python3 "$source_folder/tests/run/intake/docx_of.py" behind.docx
{ cat signed.lines && printf 'center\t学生资助申请表\n|姓名\t性别\n'; } | python3 "$source_folder/tests/run/intake/docx_of.py" below.docx
for name in behind below; do expect_status 0 "$gongbao" import $name.docx --force; done
expect_in behind.md '# 学生资助申请表'
expect_in behind.来稿.json '"becomes": "印发件", "where": "正文第6段", "reason": "文件头", "doubt": "标题里没有提到它"'
expect_in below.md '<> 学生资助申请表'
expect_in below.来稿.json '{"text": "学生资助申请表", "becomes": "正文", "where": "正文第6段", "reason": "文件头", "doubt": "在落款之后，看不出是印发件还是附件；留在正文里，会印在落款之前", "count": 1}'

# a notice's title, in whatever face, is no mark; what has an organ before 公告 is one
song='<p style="text-align:center;font-family:方正小标宋简体">'
printf '<meta charset=utf-8><div id=zoom>%s澄浦市自然资源局关于土地出让的公告</p><p align=center>澄自然资告字〔2024〕5号</p><p>%s</p></div>' "$song" "$long" >title.html
printf '<meta charset=utf-8><div id=zoom>%s澄浦市土地使用权挂牌出让公告</p><p>%s</p></div>' "$song" "$long" >sale.html
printf '<meta charset=utf-8><div id=zoom>%s澄浦市公安局通告</p><p align=center>第3号</p><p>%s</p></div>' "$song" "$long" >mark.html
for name in title sale mark; do conserved $name.html; done
expect_in title.md '发文字号: 澄自然资告字〔2024〕5号
标题: 澄浦市自然资源局关于土地出让的公告'
expect_in sale.md '标题: 澄浦市土地使用权挂牌出让公告'
expect_in mark.md '发文机关标志: 澄浦市公安局通告'

# a table of one column is lines; who signs and the day in one line, at the right; a notice's mark in two lines above its number
printf '<meta charset=utf-8><div id=zoom><table><tr><td align=center>关于做好资助工作的通知</td></tr><tr><td>各区：</td></tr><tr><td>%s</td></tr><tr><td align=right>澄浦市教育局 %s</td></tr></table></div>' "$long" "$day" >column.html
conserved column.html
expect_in column.md '主送: 各区：
署名: 澄浦市教育局
成文日期: 2024-06-03'
page "<p>会议地点在澄浦市教育局$day</p>" >sentence.html
conserved sentence.html
expect_in sentence.md "会议地点在澄浦市教育局$day"
printf '<meta charset=utf-8><div id=zoom><center><p>澄浦市人民代表大会常务委员会</p><p>公　告</p><p>（第3号）</p></center><p>%s</p></div>' "$long" >split.html
conserved split.html
expect_in split.md '发文机关标志: 澄浦市人民代表大会常务委员会公告'

# ---- organs above a title belong to it; red ones above a number are the mark of a letter
organs='<p>澄浦市教育局</p><p>澄浦市财政局</p><p>澄浦市民政局</p>'
printf '<meta charset=utf-8><div id=zoom>%s<p>关于做好资助工作的通知</p><p>各区：</p><p>%s</p></div>' "$organs" "$long" >above.html
printf '<meta charset=utf-8><div id=zoom><center>%s</center><h1>2024年资助工作方案</h1><p>%s</p></div>' "$organs" "$long" >plan.html
printf '<meta charset=utf-8><div id=zoom><div style="color:red">%s</div><p>澄教函〔2024〕8号</p><p align=center>关于资助工作的函</p><p>%s</p></div>' "$organs" "$long" >letter.html
for name in above plan letter; do conserved $name.html; done
expect_in above.md '  澄浦市民政局
  关于做好资助工作的通知'
expect_in plan.md '  澄浦市民政局
  2024年资助工作方案'
expect_in letter.md '格式: 信函
发文机关标志:
  - 澄浦市教育局
  - 澄浦市财政局
  - 澄浦市民政局
发文字号: 澄教函〔2024〕8号
标题: 关于资助工作的函'
# a title that nothing names, by its form
printf '<meta charset=utf-8><title>澄浦市</title><div><div class=x>澄浦市教育局关于做好资助工作的通知</div><ul><li><a href=1>关于甲的通知</a></ul><div id=zoom><p>各区：</p><p>%s</p></div></div>' "$long" >form.html
conserved form.html
expect_in form.md '标题: 澄浦市教育局关于做好资助工作的通知'

# ---- notes that lead to their marks and back; a mark that a second time leads to one; a picture in one
cat >notes.html <<HTML
<meta charset=utf-8><div id=zoom><h1>关于做好资助工作的通知</h1><p>$long</p><p>行动<a href="http://a.example/1.html#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a>开始<a
href="#_edn1" name="_ednref1">[i]</a>，又<a href="#_ftn1" name="x">[1]</a>。目录<a href="#p2" id=p1>2</a>。</p></div><div><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> 注甲。</p><p>第二段。<img
src="a.png" alt=图></p></div></div><div id=edn1><p><a href="#_ednref1" name="_edn1">[i]</a> 注乙。</p></div><p id=p2>第二部分</p>
HTML
conserved notes.html
expect_in notes.md '行动[^1]开始[^2]，又[^1]。目录2。'
expect_in notes.md '[^1]: 注甲。\
第二段。'
expect_in notes.md '[^2]: 注乙。'
expect_in notes.json '{"text": "[1]", "where": "正文第3段", "reason": "注自带的标记（注改为自动编号）", "count": 3}'
printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>' >a.svg
sed 's/a\.png/a.svg/' notes.html >pictured.html
conserved pictured.html
expect_in pictured.json '{"text": "图", "where": "正文第6段", "reason": "注里的图", "count": 1}'

# ---- a picture between words is asked about, one at a line's end is not
page '<p>打勾<img src=a.svg>的有效，见图<img src=a.svg></p>' >between.html
conserved between.html
grep -F 文字中间的图 between.json | sed "s/,$//" >there
printf '    {"text": "打勾", "where": "正文第4段", "reason": "文字中间的图，自成一段", "doubt": "原在这些字之后，后面还有字；请看放在哪里", "count": 1}\n' >wanted
expect_same wanted there

# ---- lists: what a browser sets before an item, unless the page says none, or the item has a number of its own
cat >lists.html <<HTML
<meta charset=utf-8><style>.plain li{list-style:none}</style><div id=zoom><h1>关于做好资助工作的通知</h1><p>$long</p><ul><li>甲<ul><li>乙</li><li>丙</li></ul></li><li>丁</li></ul>
<ol start=3><li>一<li value=7>二</ol><ol reversed type=I><li>三<li>四</ol><ol style="list-style-type:cjk-ideographic"><li>五<li>六</ol><ol type=a><li>七</ol>
<ol class=plain><li>八</ol><ol><li>1. 九<li>（二）十</ol><ul><li>独</ul><ol style="list-style-type:lower-greek"><li>希</ol></div>
HTML
conserved lists.html
page '<ul><li><a href=1.doc>甲表.doc</a><li><a href=2.doc>乙表.doc</a></ul>' >linked.html
conserved linked.html
if grep -q ● linked.md; then wrong "what hangs on a page has bullets"; else right; fi
body lists | grep -vE '^$|为进一步' >there
printf '%s\n' ●甲 ○乙 ○丙 ●丁 3．一 7．二 II.三 I.四 一、五 二、六 a.七 八 1．九 （二）十 独 1．希 >wanted
expect_same wanted there
expect_in lists.json '"reason": "列表的一项自己写了编号，列表的编号没有添"'
expect_in lists.json '"doubt": "网页里是别的编号格式，请照网页改"'

# ---- rules of the page: hidden by what is around, generated, far outside; symbols for letters; blanks with names
cat >rules.html <<HTML
<meta charset=utf-8><style>.a .memo{display:none}div>.b:before{content:"【重\\8981】"}.c::after{content:"\\e601"}.d:after{content:".";visibility:hidden}.e:before{content:counter(n)"、"}</style>
<div id=zoom class=a><h1>关于做好资助工作的通知</h1><p>&emsp;&emsp;各区教育局：</p><p>&emsp;&emsp;$long<i class=memo>内部</i></p><p class=b>甲</p><p class=c>乙</p><p class=d>丙</p><p class=e>丁</p><p style="text-indent:-9999px">离</p>
<p><span style="font-family:Wingdings">l<span style='font:7.0pt "Times New Roman"'>L</span></span>戊<span style="font-family:'Wingdings 2'">R</span><font face=Wingdings>%</font></p><p>面积1&ensp;234平方米</p><p>姓名：<input></p><video>看不见</video></div>
HTML
conserved rules.html
body rules | grep -v '^$' >there
printf '%s\n' "$long" 【重要】甲 乙 丙 丁 离 '●L戊☑%' "面积1"$'\xE2\x80\x82'"234平方米" 姓名：＿＿＿＿ >wanted
expect_same wanted there
expect_in rules.md '主送: 各区教育局：'
expect_in rules.json '{"text": "内部", "where": "正文第3段", "reason": "隐藏文字", "count": 2}'
expect_in rules.json '"text": "【重要】", "where": "正文第4段", "reason": "网页的样式显示的文字（::before、::after）"'
expect_in rules.json '"doubt": "网页的样式在这里编了号，没有收；请照网页补"'
expect_in rules.json '{"text": "离", "where": "正文第8段", "reason": "白的、小得看不见的文字，照留"'
expect_in rules.json '"doubt": "网页用符号字体显示成别的样子；请对照网页改"'

# ---- what is cut off at no height is told; what has a height for all that is not
cat >cut.html <<HTML
<meta charset=utf-8><style>.cut{height:0;overflow:hidden}</style>
<div id=zoom><h1>关于做好资助工作的通知</h1><p>$long</p><p class=cut>切去</p><p class=cut style="height:2em">有高</p><p><span class=cut>行内</span></p><p style="height:0;overflow:hidden;padding-bottom:56%">有衬</p><p style="height:0">溢出</p><div style="flex:1;height:0;overflow:hidden">伸长</div><div style="max-height:0px;overflow-y:hidden">收起</div></div>
HTML
conserved cut.html
body cut | grep -v '^$' >there
printf '%s\n' "$long" 切去 有高 行内 有衬 溢出 伸长 收起 >wanted
expect_same wanted there
grep -F '小得看不见' cut.json | grep -o '"text": "[^"]*"' >there
printf '"text": "%s"\n' 切去 收起 >wanted
expect_same wanted there

# ---- a table of data with another in a cell is one
printf '<meta charset=utf-8><div id=zoom><h1>关于做好资助工作的通知</h1><p>%s</p><table border=1><tr><th>项</th><th>值</th></tr><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td><td>5</td></tr></table></div>' "$long" >inner.html
conserved inner.html
expect_in inner.md '<td>甲<br>乙</td><td>5</td>'
expect_in inner.json '"reason": "表中的表改为分行的文字"'

# ---- the rows of tfoot are shown last; lines that say what a page is are none of the text, nor is the day of a page
printf '<meta charset=utf-8><div id=zoom><h1>关于公布价格的公告</h1><time>2024-06-05 10:20</time><p>各区：</p><p>%s</p><table border=1><tfoot><tr><td>合计</td><td>3</td></tr></tfoot><tr><td>甲</td><td>3</td></tr></table><p style="text-transform:uppercase">abc</p></div>' "$long" >foot.html
conserved foot.html
expect_in foot.md '主送: 各区：'
expect_in foot.md '<tr><td>甲</td><td>3</td></tr>
<tr><td>合计</td><td>3</td></tr>'
expect_in foot.json '{"text": "abc", "where": "正文第9段", "reason": "小写字母，来稿里显示成大写，照小写收", "doubt": "原文显示成大写；要大写的请改", "count": 1}'
printf '<meta charset=utf-8><div id=zoom><p>发文字号：澄教发〔2024〕8号</p><p>标题：关于做好资助工作的通知</p><p>各区：</p><p>%s</p></div>' "$long" >said.html
conserved said.html
expect_in said.md '发文字号: 澄教发〔2024〕8号
标题: 关于做好资助工作的通知
主送: 各区：'
printf '<meta charset=utf-8><div id=zoom><p>名称：澄浦</p><p>各区：</p><p>%s</p></div>' "$long" >once.html
conserved once.html
expect_in once.md '名称：澄浦'

# ---- Markdown: what its marks mean stays, they go; in a file of another name, headings and marks of another kind say so
cat >marked.txt <<'MD'
# 关于做好资助工作的通知

各区教育局：

为做好资助工作，现将[有关事项](附件1.docx)通知如下[^甲]，面积6m^2^，2*3*4照写。

## 一、资助对象 ##

- **（一）低保家庭。** 说明
- [x] 已报
* 子项

1. 甲
1. 乙

| 区 | 名\|额 |
|:--:|---:|
| `东*` | 30 |
| 西 |

```
## 原样 **不变**
```

行末\
换行<br>\*星\* &lt;甲&gt; ~~删~~ __粗__ *楷*，![图](a.png)[^没有]
***

[^甲]: 注文。

澄浦市教育局

2024年6月3日
MD
conserved marked.txt
body marked | grep -v '^$' >there
cat >wanted <<'MD'
为做好资助工作，现将有关事项通知如下[^1]，面积6m<sup>2</sup>，2\*3\*4照写。
[^1]: 注文。
一、资助对象
（一）低保家庭。说明
●☑已报
●子项
1．甲
2．乙
<table>
<thead>
<tr><th align="center">区</th><th align="right">名\|额</th></tr>
</thead>
<tr><td align="center">东\*</td><td align="right">30</td></tr>
<tr><td align="center">西</td><td></td></tr>
</table>
\## 原样 \*\*不变\*\*
行末\
换行\
\*星\* <甲> 删　**粗**　*楷*，\[^没有]
MD
expect_same wanted there
expect_in marked.md '标题: 关于做好资助工作的通知
主送: 各区教育局：
署名: 澄浦市教育局'
expect_in marked.json '{"text": "有关事项", "becomes": "附件1.docx", "where": "正文第5段", "reason": "附件的链接", "count": 1}'
expect_in marked.json '{"text": "图（a.png）", "where": "正文第25段", "reason": "没有取来的图", "count": 1}'
expect_in marked.json '"reason": "带删除线的文字，照留"'
expect_in marked.json '"reason": "Markdown的记号"'
sed '/^#/d' marked.txt >unmarked.txt # without headings it is a text with strokes in it
conserved unmarked.txt
expect_in unmarked.md '\*\*（一）低保家庭。\*\*'
# a mark that a line begins with, and a colon: no text of a note
printf '# 关于资助的通知\n\n正文[^1]。\n\n[^1]: 乙\n\n[^1]\\: 见注。\n' >colon.txt
conserved colon.txt
expect_in colon.md '　[^1]：见注。'
mkdir named
printf -- '---\ntitle: "关于做好资助工作的通知"\ndate: 2024-06-03\n---\n\n各区教育局：\n\n%s\n\n**二、要求**\n' "$long" >named/a.md
expect_status 0 "$gongbao" import named/a.md -o front.md --report front.json
expect_in front.md '标题: 关于做好资助工作的通知
主送: 各区教育局：'
body front | grep -v '^$' >there
printf '%s\n' "$long" 二、要求 >wanted
expect_same wanted there

# ---- minutes: 记录 has no key, and is asked about
{ printf '<meta charset=utf-8><div id=zoom><p align=center style="color:red">澄浦市人民政府会议纪要</p><p align=center>〔2024〕12号</p><p align=center>研究防汛工作的会议纪要</p><p>%s</p>' "$long"; echo '<p>出席：万青、顾怀远</p><p>列席：许棠</p><p>记录：叶舟</p></div>'; } >minutes.html
conserved minutes.html
expect_in minutes.md '出席：万青、顾怀远

列席：许棠

记录：叶舟'
expect_in minutes.json '没有“记录”这一项，连同名单留在正文里'
sed 's/<p>记录：叶舟<\/p>//; s/<p>出席/<p>记录：叶舟<\/p>&/' minutes.html >before.html
conserved before.html
expect_in before.md '出席: 万青、顾怀远
列席: 许棠'
expect_in before.json '没有“记录”这一项，留在正文里，印在名单之前'

# ---- frames have no text; what is in an encoding of others is read when it is known, or refused by its name
printf '<html><frameset><frame src=top.html><frame src=main.html><noframes>无</noframes></frameset></html>' >frames.html
expect_status 1 "$gongbao" import frames.html
expect_in err 'top.html、main.html；请存下那一个再收 [intake-frames]'
trad='關於做好政務服務工作的通知

各區人民政府：
為進一步提高政務服務水平，現將有關事項通知如下，請各單位認真貫徹執行，不得有誤。'
printf '%s\n' "$trad" >trad
iconv -f utf-8 -t big5 trad >big5.txt
{ printf '<meta charset=big5><div id=zoom>' && sed 's/.*/<p>&<\/p>/' trad; } | iconv -f utf-8 -t big5 >big5.html
{ printf '<meta charset=iso-8859-1><div id=zoom>' && sed 's/.*/<p>&<\/p>/' trad; } | iconv -f utf-8 -t gb18030 >gbk.html
for file in big5.txt big5.html gbk.html; do
    expect_status 0 "$gongbao" import $file -o $file.md --report $file.json
done
for file in big5.txt big5.html gbk.html; do expect_in $file.md '為進一步提高政務服務水平，現將有關事項通知如下'; done
expect_in big5.txt.json '{"text": "Big5", "reason": "文字的编码", "doubt": "来稿没有写明编码，是照字节认的；请对照来稿", "count": 1}'
expect_in big5.html.json '{"text": "Big5", "reason": "文字的编码", "count": 1}'
if grep -q 文字的编码 gbk.html.json; then wrong "GB 18030 is told of"; else right; fi
{ printf '<meta charset=euc-kr><p>' && echo '관계 기관 여러분께 알려드립니다'; } | iconv -f utf-8 -t euc-kr >korean.html
expect_status 1 "$gongbao" import korean.html
expect_in err '网页说它是euc-kr编码，这里不读；请用浏览器或记事本另存为UTF-8 [intake-encoding]'

finish
