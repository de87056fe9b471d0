#!/usr/bin/env bash
# match_columns.sh: names and organs in columns without rules, that wrap and are spaced: an issue is as its own PDF has it in every
# house; a misprint of a name is told once, where it stands; and the copy that is read can be corrected by hand.
. "$(dirname "$0")/../lib.sh" "$@"
match() { expect_status 0 "$gongbao" match "$@"; }
tiny_issue issue
cat >>issue/01.md <<'MD'

同意：

<table class="无框">
<col style="width:22%"><col style="width:78%">
<tr><td>柏　舟</td><td>任澄浦市临湖区人民法院副院长；</td></tr>
<tr><td>木拉提·艾山江</td><td>任澄浦市民族宗教事务局二级巡视员，免去澄浦市民族宗教事务局副局长职务，保留原职级待遇；</td></tr>
<tr><td>司徒　野</td><td>任澄浦经济开发区管理委员会副主任。</td></tr>
</table>

# 附件 澄浦市第三届城市建设标兵名单

一、个人

<table class="无框">
<tr><td>柏　舟</td><td>岑　远</td><td>褚微兰</td><td>戴　禾</td><td>樊　川</td><td>葛静秋</td></tr>
<tr><td>洪一苇</td><td>计　然</td><td>蒋雁行</td><td>司徒野望</td><td>邝　言</td><td>蓝田玉</td></tr>
<tr><td>柳成荫</td><td>鲁　直</td><td>木拉提·艾山江</td><td>倪云林</td><td>潘　岳</td><td>裴　度</td></tr>
<tr><td>秦少游</td><td>桑　梓</td><td>沈白石</td><td>石　溪</td><td>苏子由</td><td>汤　若</td></tr>
<tr><td>童　冀</td><td>危素之</td><td>温庭树</td><td>文　征</td><td>欧阳山尊</td><td>闻一舟</td></tr>
</table>

二、集体

<table class="无框">
<tr><td>市排水集团城南泵站运行班</td><td>临湖区望江街道滨河社区居民委员会</td></tr>
<tr><td>澄浦第二建筑工程公司第七项目经理部塔吊班</td><td>市园林局苗圃</td></tr>
<tr><td>市公共交通集团39路车队</td><td>澄浦大学建筑设计研究院古建保护研究所</td></tr>
<tr><td>市燃气公司抢修中心</td><td>澄浦地铁运营公司轨道车间线路综合维修工区</td></tr>
</table>
MD

# ---- as its own PDF has it
for house in gbt9704 gongbao-2026 guowuyuan lanyu shenyang-2019 shenyang-2020 shenyang-2023; do
    cp -r issue "$house"
    sed -i "s/^样式: .*/样式: $house/" "$house/issue.yaml"
    expect_status 0 "$gongbao" build "$house" -q -o "$house.pdf"
    match "$house" "$house.pdf" -o "$house.txt"
    expect_in out '与印本相合：'
    grep -E '稿子“|应为“|没有办法|没有找到' out && wrong "$house is not as its own PDF"
    match "$house" "$house.txt" # nor as what was read of it
    grep -E '稿子“|应为“|没有办法|没有找到' out && wrong "$house is not as its copy"
done
expect_in gbt9704.txt '| 木拉提·'
grep -q '^| 同意：' gbt9704.txt && wrong 'a line of text is a cell'

# ---- one misprint of the source, against the print that has it right
row() { grep -n "$1" issue/01.md | head -n 1 | cut -d: -f1; }
misprint() { # SED ROW TOLD: in every house once, on this line
    for house in gbt9704 shenyang-2020 lanyu guowuyuan; do
        rm -rf misprint
        cp -r "$house" misprint
        sed -i "$1" misprint/01.md
        cmp -s "$house/01.md" misprint/01.md && wrong "no misprint: $1"
        match misprint "$house.pdf"
        grep '稿子“' out >told
        [ "$(wc -l <told)" -eq 1 ] && right || wrong "$house: $1: $(cat told)"
        expect_in told "  01.md:$2:"
        expect_in told "$3"
    done
}
misprint 's/褚微兰/褚薇兰/' "$(row 褚微兰)" '一字不同：印本“微”，稿子“薇”'         # exchanged
misprint 's/洪一苇/洪苇/' "$(row 洪一苇)" '稿子没有：印本“一”，稿子“”'               # lost
misprint 's/洪一苇/洪一一苇/' "$(row 洪一苇)" '印本没有：印本“”，稿子“一”'           # doubled
misprint 's/蓝田玉/蓝玉田/' "$(row 蓝田玉)" '不同：印本“田玉”，稿子“玉田”'           # two exchanged
misprint 's/<td>石　溪<\/td>/<td><\/td>/' "$(row 苏子由)" '稿子没有：印本“石溪”，稿子“”'     # a name lost
misprint 's/<td>潘　岳<\/td><td>裴　度/<td>裴　度<\/td><td>潘　岳/' "$(row 倪云林)" '不同：印本“潘岳｜裴度”，稿子“裴度｜潘岳”' # two names exchanged
misprint 's/第七项目经理部/第五项目经理部/' "$(row 塔吊班)" '一字不同：印本“七”，稿子“五”'
misprint 's/保留原职级/保留职级/' "$(row 保留原职级)" '稿子没有：印本“原”，稿子“”'

# ---- a whole row that the source lacks; two names of different rows
misprint "$(row 秦少游)d" "$(row 秦少游)" '稿子没有这一行：印本“秦'
for house in gbt9704 shenyang-2020; do
    rm -rf misprint
    cp -r "$house" misprint
    sed -i 's/鲁　直/鲁鲁/; s/危素之/鲁　直/; s/鲁鲁/危素之/' misprint/01.md
    match misprint "$house.pdf"
    expect_in out '印本“鲁直”，稿子“危素之”'
    expect_in out '印本“危素之”，稿子“鲁直”'
    [ "$(grep -c '稿子“' out)" -eq 2 ] && right || wrong "$house: names of different rows: $(cat out)"
done

# ---- by hand: columns that a person wrote, of the rows a part; a paragraph is none, however wide its white
printf '## 1\n| 柏　舟 | 任澄浦市临湖区 |\n| | 人民法院副院长； |\n| 木拉提·艾山江 | 任澄浦市民族宗教事务局二级巡视员， |\n…\n' >part.txt
match issue part.txt
grep '稿子“' out && wrong 'a part of the rows is not as the source'
printf '## 1\n| 现将有关 | 事项通知 | 如下。 |\n| 同意： |\n| 柏　丹 | 任澄浦市临湖区人民法院副院长； |\n…\n' >part.txt
match issue part.txt
expect_in out '一字不同：印本“丹”，稿子“舟”'
[ "$(grep -c '稿子“' out)" -eq 1 ] && right || wrong "by hand: $(cat out)"

# ---- a list that is read column by column, one of what its members are
tiny_issue listed
cat >>listed/01.md <<'MD'

<!-- 名单 3列 按列 -->

柏　舟　岑　远　褚微兰　戴　禾　樊　川　葛静秋　洪一苇　计　然　蒋雁行　司徒野望　邝　言　蓝田玉　柳成荫

以上名单自公布之日起生效，各区人民政府应当遵照执行，不得有误。

<!-- 名单 -->

组　长：柏　舟　副市长
副组长：岑　远　市政府副秘书长
成　员：褚微兰　市水务局局长、市河道管理处主任，负责全市河道的日常监督和管理工作以及汛期的调度
　　　　戴　禾　市财政局局长
　　　　樊　川　市教育局副局长
　　　　葛静秋　市园林局局长
办公室联络：计　然　蒋雁行
MD
for house in gbt9704 gongbao-2026 guowuyuan lanyu shenyang-2019 shenyang-2020 shenyang-2023; do
    sed -i "s/^样式: .*/样式: $house/" listed/issue.yaml
    expect_status 0 "$gongbao" build listed -q -o listed.pdf
    match listed listed.pdf
    expect_in out '与印本相合：'
    grep -E '稿子“|没有办法' out && wrong "a list in $house is not as its own PDF"
done

# ---- a long table that the print has in another order: its rows are told, and no marks are sought for pages that none could begin
tiny_issue long
{
    printf '\n| 序号 | 名称 |\n|---|---|\n'
    for i in $(seq 400); do printf '| %s | 第%s处泵站 |\n' "$i" $((i * 7 % 401)); done
} >>long/01.md
expect_status 0 "$gongbao" build long -q -o long.pdf
cp -r long reversed
{ sed '/^| 1 |/,$d' long/01.md && grep '^| [1-9]' long/01.md | tac; } >reversed/01.md
match reversed long.pdf
expect_in out '次序不同：印本“'
expect_in out '；记号0处，版面数值0个'
finish
