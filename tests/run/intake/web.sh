#!/usr/bin/env bash
# web.sh: pages that were saved from sites of several makes, and text files, become sources; no character goes
# astray, as a program that knows nothing of ours counts (conserve.py).
. "$(dirname "$0")/../lib.sh" "$@"
. "$source_folder/tests/run/intake/conserve_lib.sh"

# ---- a site that tables hold together, in GB 2312: everything in cells, paragraphs by <br>
cat >old.utf8 <<'HTML'
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>澄浦市水务局</title>
<style type="text/css">
<!-- td { font-size: 12px; line-height: 20px } .red { color: #FF0000 } -->
</style></head><body bgcolor=#ffffff topmargin=0>
<table width=778 border=0 cellspacing=0><tr><td><a href="index.asp">首页</a>｜<a href="news.asp">新闻</a></td></tr></table>
<table width=778 border=0><tr><td width=160 valign=top><table><tr><td>热点文章</td></tr><tr><td><a href="1.asp">关于停水的公告</a></td></tr></table></td>
<td valign=top><table width="100%"><tr><td align=center><font size=5 color=red><b>关于加强城市节约用水工作的通知</b></font></td></tr>
<tr><td align=center>作者：办公室 &nbsp; 发布时间：2024-7-5 &nbsp; 点击数：108</td></tr>
<tr><td>各区水务局，市水务集团：<br>&nbsp;&nbsp;&nbsp;&nbsp;为做好节约用水工作，根据《澄浦市节约用水条例》，现通知如下：<br>　　一、完善计划用水管理<br>
　　对月用水量在1000立方米以上的单位，实行计划用水，每季度考核一次。<br>　　二、推广节水器具<br>　　新建项目应当使用节水器具，验收时一并检查。<br><br>
<p align=right>澄浦市水务局&nbsp;&nbsp;&nbsp;&nbsp;<br>二○二四年七月三日&nbsp;&nbsp;</p></td></tr>
<tr><td align=right>【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table></td></tr></table>
<table width=778><tr><td align=center>澄浦市水务局 版权所有</td></tr></table></body></html>
HTML
iconv -f UTF-8 -t GB18030 old.utf8 >old.html
conserved old.html gb18030
expect_in old.md "标题: 关于加强城市节约用水工作的通知"
expect_in old.md "主送: 各区水务局，市水务集团"
expect_in old.md "署名: 澄浦市水务局"
expect_in old.md "成文日期: 2024-07-03"
expect_in old.md "一、完善计划用水管理"
expect_in old.json '"reason": "网页自己的文字"'
if grep -qE '首页|热点|点击|打印|版权|<b>|nbsp' old.md; then wrong "the site's own words are in old.md"; else right; fi

# ---- an editor's page in divs, with a table, an automatic list, files attached, a picture beside it and one far away
mkdir -p site_files
printf '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><path d="M0 0h200v100H0z"/></svg>' >site_files/map.svg
cat >site.html <<'HTML'
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="ArticleTitle" content="澄浦市民政局关于开展养老服务质量检查的通知">
<title>澄浦市民政局关于开展养老服务质量检查的通知_通知公告_澄浦市民政局</title><script>var u = "<p>不是文字，";</script>
<style>.title{font-size:24px;text-align:center}.view p{text-indent:2em;font-family:仿宋}.hide{display:none}</style></head><body>
<div class="header"><ul class="nav"><li><a href="/">网站首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/tz/">通知公告</a></div>
<div class="main"><div class="title">澄浦市民政局关于开展养老服务质量检查的通知</div>
<div class="info"><span>发布时间：2024-03-08 10:21</span><span>信息来源：养老服务处</span><span>浏览次数：<i id="hits">86</i></span></div>
<div class="view TRS_UEDITOR trs_paper_default"><p>澄民函〔2024〕12号</p><p>各区民政局：</p>
<p>为提升养老服务质量，<span class="hide">编辑备注：待核</span>定于3月至5月开展检查。现将有关事项通知如下：</p>
<p><strong>一、检查内容</strong></p><p>重点检查安全、膳食、收费三个方面，床位面积不小于6m<sup>2</sup>。</p><p><strong>二、时间安排</strong></p>
<table border="1" cellspacing="0"><thead><tr><th rowspan="2">阶段</th><th colspan="2">日期</th></tr><tr><th>起</th><th>止</th></tr></thead>
<tbody><tr><td>自查</td><td>3月11日</td><td>3月31日</td></tr><tr><td>抽查</td><td align="center" colspan="2"><p>4月至5月，</p><p>另行通知</p></td></tr></tbody></table>
<p><img src="site_files/map.svg" alt="检查片区图"></p><p><img src="https://example.org/far.png" alt="远处的图"></p>
<p>检查采取机构自查、区级核查、市级抽查的办法进行，重点看制度是否健全、记录是否完整、整改是否到位、群众是否满意，对发现的问题当场反馈，限期改正；情节严重的，依法处理，并向社会公布处理结果，接受社会监督。检查人员应当出示证件，廉洁自律，不得影响机构的正常服务，不得收取任何费用，不得接受宴请和礼品。</p>
<p><strong>三、工作要求</strong></p><p>各区要高度重视，按时报送下列材料：</p><ol><li>自查报告；</li><li>问题清单；</li><li>整改台账。</li></ol>
<p>附件：<a href="P020240308.docx">检查评分表.docx</a></p><p style="text-align:right">澄浦市民政局</p><p style="text-align: right;">2024年3月8日</p>
<p>（联系人：<ruby>俞<rt>yú</rt></ruby>工，电话：8812 3456）</p></div>
<div class="share">分享到：<a href="#">微信</a></div><div class="editor">责任编辑：小周</div></div><div class="footer">主办：澄浦市民政局　备案号：某ICP备00000000号</div></body></html>
HTML
conserved site.html
expect_in site.md "发文字号: 澄民函〔2024〕12号"
expect_in site.md "标题: 澄浦市民政局关于开展养老服务质量检查的通知"
expect_in site.md "主送: 各区民政局"
expect_in site.md "成文日期: 2024-03-08"
expect_in site.md '6m<sup>2</sup>'
expect_in site.md '<th rowspan="2"'
expect_in site.md '4月至5月，<br>另行通知'
expect_in site.md "检查片区图"
expect_in site.json '"text": "编辑备注：待核", "where": "正文第4段", "reason": "隐藏文字"'
expect_in site.json '"text": "yú"'
expect_in site.json 'https://example.org/far.png'
expect_in site.json '"becomes": "P020240308.docx"'
expect_in site.json '"reason": "自动编号"'
if grep -qE '网站首页|当前位置|浏览|分享|责任编辑|备案|编辑备注|不是文字' site.md; then wrong "the site's own words are in site.md"; else right; fi

# ---- a page of a government's information: its table says what the document is
cat >info.html <<'HTML'
<html><head><meta charset=utf-8><title>索引</title></head><body><table class="xxgk"><tr><td>索 引 号：</td><td>CP-2024-0031</td><td>发布机构：</td><td>澄浦市人民政府</td></tr>
<tr><td>文　　号：</td><td>澄政函〔2024〕31号</td><td>成文日期：</td><td>2024年6月18日</td></tr><tr><td>名　　称：</td><td colspan=3>澄浦市人民政府关于同意设立湖东湿地公园的批复</td></tr></table>
<div><div><p align=center>澄浦市人民政府</p><p align=center>关于同意设立湖东湿地公园的批复</p><p>市林业局：</p><p>你局《关于设立湖东湿地公园的请示》（澄林〔2024〕9号）收悉。现批复如下：</p>
<p>一、同意设立湖东湿地公园，面积3.2平方公里。</p><p>二、你局要会同湖东区人民政府做好管护工作。</p><p align=right>澄浦市人民政府</p><p align=right>2024年6月18日</p></div></div>
<div>扫一扫在手机打开当前页</div></body></html>
HTML
conserved info.html
expect_in info.md "发文字号: 澄政函〔2024〕31号"
expect_in info.md "主送: 市林业局"
expect_in info.md "署名: 澄浦市人民政府"
expect_in info.json '"reason": "网页的信息表"'

# ---- what the table says and the text does not: how its brackets are typed is no difference; a number, a day is one
if grep -q 信息表写的 info.json; then wrong "a doubt where table and text agree"; else right; fi
sed 's/<td>2024年6月18日/<td>2024-06-19/; s/<p>市林业局：/<p>澄政函[2024]32号<\/p>&/' info.html >other.html
conserved other.html
expect_in other.md "发文字号: 澄政函〔2024〕32号"
expect_in other.json '"doubt": "来稿的信息表写的是“澄政函〔2024〕31号”"'
expect_in other.json '"doubt": "来稿的信息表写的是“2024-06-19”"'
sed -E 's/澄政函〔2024〕31号/澄政令第31号/; s/<p align=center>澄浦市人民政府<\/p><p.*的批复<\/p><p>市林业局/<p align=center>澄浦市人民政府令<\/p><p align=center>第31号<\/p><p>市林业局/' info.html >order.html
conserved order.html
expect_in order.md "发文字号: 第31号"
if grep -q 信息表写的 order.json; then wrong "第31号 below its mark is taken for another number"; else right; fi

# ---- a heading of two lines is one title, whatever stands below it
cat >heading.html <<'HTML'
<html><head><meta charset=utf-8><title>通知公告</title></head><body><div id=zoom><h1>澄浦市民政局<br>关于开展养老服务质量检查的通知</h1><p>各区民政局：</p>
<p>为提升养老服务质量，定于3月至5月开展检查。</p><h2>检查内容</h2><h2>关于膳食</h2><p>重点检查安全、膳食、收费三个方面。</p></div></body></html>
HTML
conserved heading.html
expect_in heading.md "  关于开展养老服务质量检查的通知"
expect_in heading.md "主送: 各区民政局"

# ---- what stands beside the text: the number of a 公告, the files that are attached
cat >beside.html <<'HTML'
<meta charset=utf-8><div class=cont><h1>澄浦市发展和改革委员会公告</h1><h2>2024年第3号</h2><div class=v_news_content><p>根据有关规定，现公布如下：</p><p>一、居民用水每立方米2.35元。</p></div>
<p>附件【<a href="/download.jsp?id=1">定价目录.pdf</a>】</p><a href="a.png"><img src=b.png></a></div>
HTML
conserved beside.html
expect_in beside.md "发文字号: 2024年第3号"
expect_in beside.json '{"text": "定价目录.pdf", "becomes": "/download.jsp?id=1"'
if grep -q a.png beside.json; then wrong "a banner is an attached file"; else right; fi

# ---- the site's own links at the end may have numbers that were put in
printf '<meta charset=utf-8><div id=zoom><h1>关于检查的通知</h1><p>各区要按时上报，不得有误。</p><ol><li><a href=1.htm>关于甲的通知</a></li><li><a href=2.htm>关于乙的通知</a></li></ol></div>' >links.html
conserved links.html
if grep -q 关于甲 links.md; then wrong "links are in links.md"; else right; fi

# ---- characters that only the sender's font has are asked about before they are set
printf '<meta charset=utf-8><div id=zoom><h1>关于检查的通知</h1><p>甲&#xE5E5;，乙&#xE5E5;&#xE000;丙&#xF0FE;。</p></div>' >private.html
conserved private.html
expect_in private.json '{"text": "U+E5E5", "where": "正文第2段", "reason": "不认识的符号，照留", "doubt": "私用区的字，只有来稿的字体里有；请改成通用的字符", "count": 2}'
expect_in private.json '"text": "U+E000"'
expect_in private.json '"text": "U+F0FE"'

# ---- heads that go on below: the rows that they span are of the head, unless that is the whole table
cat >heads.html <<'HTML'
<meta charset=utf-8><div id=zoom><h1>关于检查的通知</h1><p>各区人数如下：</p><table border=1><tr><th rowspan=2>区</th><th colspan=2>人数</th></tr><tr><td>男</td><td>女</td></tr><tr><td>东</td><td>5</td><td>6</td></tr></table>
<p>各项如下：</p><table border=1><tr><th rowspan=0>类</th><th>额</th></tr><tr><td>甲</td></tr></table></div>
HTML
conserved heads.html
expect_in heads.md '<tr><th>男</th><th>女</th></tr>'
expect_in heads.md '<tr><td rowspan="2" align="center">类</td><td align="center">额</td></tr>'

# ---- text that has lost the ends of its paragraphs
printf '%s' '各区人民政府，市政府各部门: 现将《澄浦市古树名木保护办法》印发给你们,请认真贯彻执行。 澄浦市人民政府 2024年7月3日 (此件公开发布) 澄浦市古树名木保护办法 第一章 总 则 第一条 为了保护古树名木，制定本办法。 第二条 本办法所称古树，是指树龄在100年以上的树木。 第三条 古树分为两级： (一)一级； (二)二级。' >lost.txt
conserved lost.txt
expect_in lost.md "# 澄浦市古树名木保护办法"
expect_in lost.md "（一）一级；"
expect_in lost.json '"reason": "按空格分段"'
iconv -f UTF-8 -t UTF-16 lost.txt >wide.txt
conserved wide.txt utf-16
sed -i '/^标题/d' lost.md wide.md # there is none in it: the file's name stands for it
expect_same lost.md wide.md

# ---- pages that mean harm
{ printf '<p>甲，乙。'; yes '<div>' | head -n 200000; } >deep.html
expect_status 1 "$gongbao" import deep.html
expect_in err "[import-deep]"
expect_nothing_at deep.md
{ printf '<p>甲，乙。<table>'; for i in $(seq 500); do printf '<tr><td colspan=100000 rowspan=60000>%s' "$i"; done; } >spans.html
conserved spans.html
printf '<p>甲\0，乙。<p><b><i>丙<table><tr><td>丁<div></b>戊</td></table></i>己' >unclosed.html
expect_status 0 "$gongbao" import unclosed.html

# ---- ten thousand paragraphs, each where it stood (what they cost: bench/import.sh); under the sanitizers, which know no more of so many, a thousand
many=10000
[ -z "${LSAN_OPTIONS:-}${ASAN_OPTIONS:-}" ] || many=1000
{ printf '<div id=zoom>'; seq "$many" | sed 's|.*|<p style="text-indent:2em">第&段，一句话。</p>|'; } >long.html
conserved long.html
seq "$many" | sed 's|.*|第&段，一句话。|' >wanted
grep -o '第[0-9]*段，一句话。' long.md >there
expect_same wanted there

# ---- the State Council's pages, and what an editor still has to do (corpus beside the project)
corpus=$(realpath "$source_folder/../shared" 2>/dev/null)/corpus
if [ -d "$corpus/incoming/gov" ]; then
    mkdir gov
    pairs=()
    for page in "$corpus"/incoming/gov/*.html; do
        name=$(basename "$page" .html)
        cp "$page" "gov/$name.html"
        conserved "gov/$name.html"
        truth=$(ls "$corpus"/gov-20/*-"$name".md 2>/dev/null) && pairs+=("gov/$name.md" "$truth")
    done
    python3 "$source_folder/tests/run/intake/edits.py" "${pairs[@]}" >edits
    tail -n 1 edits
    if awk '/^all:/ { exit !($4 <= 2) }' edits; then right; else wrong "more edits than two by thousand characters"; fi
fi
finish
