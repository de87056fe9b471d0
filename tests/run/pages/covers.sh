#!/usr/bin/env bash
# covers.sh: what a style lists for 封面 and its sisters stands where and as large as it says, in each way that docs/cover.md has; each
# field prints what the issue says, and a part without it is left out.
. "$(dirname "$0")/../lib.sh" "$@"
faces=$source_folder/tests/faces

# cover FOLDER: the issue of tests/golden in its style, and what comes in on top of that
cover() {
    cp -r "$source_folder/tests/golden/issues/短件" "$1"
    cat >>"$1/测试.yaml"
}
first_page() { sed -n '/^page 1 /,/^page 2 /p' "$1" | grep -v '^page'; }

# ---- texts: aligned, spread, letterspaced, made smaller and larger, upright
python3 "$source_folder/tests/run/pages/covers.py" make | cover grid
expect_status 0 "$gongbao" desk grid --fonts "$faces" -q -o grid.html
python3 "$source_folder/tests/run/pages/covers.py" look grid.html && right || wrong "letters of a cover"

# ---- pictures, rules and bands, in their order; a measure that is not said is the picture's own
python3 - <<'PY'
import struct, zlib
def chunk(name, data): return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
rows = b''.join(b'\0' + bytes([y, 128, 200]) * 40 for y in range(20))
open('mark.png', 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 40, 20, 8, 2, 0, 0, 0)) +
                             chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
PY
printf '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="30"><path d="M0 0h10v30z"/></svg>\n' >mark.svg
cover shapes <<'YAML'
封面:
  - {种类: 色带, 上: 0, 高: 10mm, 颜色: 刊红}
  - {种类: 色带, 左: 20mm, 上: 30mm, 宽: 40mm, 高: 50mm}
  - {种类: 图, 文件: mark.png, 左: 100mm, 上: 30mm, 宽: 24mm}
  - {种类: 图, 文件: mark.png, 上: 60mm, 高: 20mm}
  - {种类: 图, 文件: mark.svg, 左: 10mm, 上: 70mm, 宽: 10mm}
  - {种类: 线, 上: 100mm, 宽: 150mm, 粗: 2磅, 颜色: "#123456"}
  - {种类: 线, 左: 17mm, 上: 110mm, 高: 20mm, 粗: 0.5磅}
YAML
cp mark.png mark.svg shapes/
expect_status 0 "$gongbao" build shapes --fonts "$faces" --dump=pages
first_page out | sed -E 's/ (node=.*)?$//; s/ colour=D7282F/ colour=head/' >got
python3 - >wanted <<'PY'
mm, paper = 72 / 25.4, 210
def rule(x, y, w, h, colour): print(f'rule {x * mm:.2f} {y * mm:.2f} {w * mm:.2f}x{h * mm:.2f} colour={colour}')
def image(x, y, w, h, name): print(f'image {x * mm:.2f} {y * mm:.2f} {w * mm:.2f}x{h * mm:.2f} {name}')
rule(0, 0, paper, 10, 'B11E23')
rule(20, 30, 40, 50, 'head')
image(100, 30, 24, 12, 'mark.png')
image((paper - 40) / 2, 60, 40, 20, 'mark.png')
image(10, 70, 10, 30, 'mark.svg')
rule((paper - 150) / 2, 100, 150, 2 / mm, '123456')
rule(17, 110, .5 / mm, 20, 'head')
PY
python3 - got wanted <<'PY' && right || wrong "shapes: $(cat got)"
import re, sys
one, other = ([re.split(r'[ x]', re.sub(r' artifact=.*', '', line.strip())) for line in open(name)] for name in sys.argv[1:])
def same(a, b): return abs(float(a) - float(b)) < 0.03 if re.fullmatch(r'-?[\d.]+', a + b[:0]) and re.fullmatch(r'-?[\d.]+', b) else a == b
sys.exit(len(one) != len(other) or not all(len(a) == len(b) and all(map(same, a, b)) for a, b in zip(one, other)))
PY

# ---- fields
cover fields <<'YAML'
封面:
  - {种类: 文字, 内容: "{刊名}·{英文刊名}", 上: 10mm}
  - {种类: 文字, 内容: "{年}年第{期}期·{总期}", 上: 20mm}
  - {种类: 文字, 内容: "{汉字年}年第{汉字期}期", 上: 30mm}
  - {种类: 文字, 内容: "{汉字年}第{汉字期}号", 上: 30mm}
  - {种类: 文字, 内容: "{英文期}", 上: 40mm}
  - {种类: 文字, 内容: "{出版日期}", 上: 50mm}
  - {种类: 文字, 内容: "{英文出版日期}", 上: 60mm}
  - {种类: 文字, 内容: ["{主办}主办", "　{主管}主管", "（{英文主办}）"], 上: 70mm}
  - {种类: 文字, 内容: "{刊名拼音}", 上: 80mm}
  - {种类: 文字, 内容: ["{准印证号}", "{刊号}"], 上: 90mm}
  - {种类: 文字, 内容: "{主管}主管", 上: 100mm}
封二: []
封底:
  - {种类: 文字, 内容: ["印数{印数}", "价{定价}", "承印{承印}", "送{发送对象}"], 上: 250mm}
YAML
# texts FOLDER: what stands on its covers
texts() {
    "$gongbao" build "$1" --fonts "$faces" --dump=structure >"$1.tree" 2>err || wrong "$1: $(head -n 2 err)"
    sed -n '/^  cover/,/^  [^ ]/p' "$1.tree" | sed -nE 's/^    paragraph.*( lang=[^ ]*)?.*"(.*)"$/\2/p'
}
texts fields >got
expect_in err cover-name # its part is left out for want of an English one
printf '%s\n' '澄浦市人民政府公报·' '2024年第8期·130' 二〇二四年第八期 二〇二四第八号 'Issue No. 8' 2024年8月28日 'August 28, 2024' \
    澄浦市人民政府办公室主办 'CHENGPUSHI RENMIN ZHENGFU GONGBAO' >wanted
sed -i 1d wanted # a part whose fields are not all said is left out
expect_same wanted got
[ "$(grep -c '^  cover' fields.tree)" -eq 2 ] && right || wrong "no blank 封二, or an empty 封底: $(grep '^  cover' fields.tree)"
grep -qE 'lang=en "Issue No. 8"' fields.tree && right || wrong "the English number is no English"
grep -qE 'lang=zh-Latn-pinyin .*"CHENGPUSHI' fields.tree && right || wrong "the pinyin is none"
[ "$(grep -c 'lang=' fields.tree)" -eq 4 ] && right || wrong "languages: $(grep 'lang=' fields.tree)"
cp -r fields more
cat >>more/issue.yaml <<'YAML'
英文刊名: Gazette
主管: 澄浦市人民政府
英文主办: General Office
准印证号: 甲1
刊号: 乙2
印数: 500册
发送对象: 各区
承印: 印厂
定价: 3元
YAML
sed -i 's/^期: .*/期: 11—12/; s/^总期: .*/总期: 133—134/' more/issue.yaml
texts more >got
printf '%s\n' '澄浦市人民政府公报·Gazette' '2024年第11—12期·133—134' 二〇二四年第十一至十二期 二〇二四第十一至十二号 'Issue No. 11–12' 2024年8月28日 \
    'August 28, 2024' '澄浦市人民政府办公室主办　澄浦市人民政府主管（General Office）' 'CHENGPUSHI RENMIN ZHENGFU GONGBAO' 甲1乙2 澄浦市人民政府主管 \
    印数500册价3元承印印厂送各区 >wanted
expect_same wanted got
cp -r fields extra
sed -i 's/^期: .*/期: 增刊1/; s/^总期: .*/总期: 无/' extra/issue.yaml
texts extra >got
printf '%s\n' '2024年增刊1·' 二〇二四年增刊一 二〇二四增刊一 'Supplement No. 1' 2024年8月28日 'August 28, 2024' 澄浦市人民政府办公室主办 \
    'CHENGPUSHI RENMIN ZHENGFU GONGBAO' >wanted
sed -i 1d wanted
expect_same wanted got
for number in 1:一 9:九 10:十 19:十九 20:二十 21:二十一 99:九十九 100:一〇〇; do
    sed "s/^期: .*/期: ${number%:*}/" extra/issue.yaml >fields/issue.yaml
    texts fields >got
    expect_in got "二〇二四年第${number#*:}期"
done

# ---- a picture that stands for the 刊名 says it; one beside a text of it is there for the eye
cover name <<'YAML'
封面:
  - {种类: 图, 文件: mark.png, 上: 60mm, 高: 20mm}
YAML
cp mark.png name/
sed -i '/刊名拼音/d' name/issue.yaml
texts name >got
expect_in name.tree 'figure page=1 alternative="澄浦市人民政府公报"'
printf '  - {种类: 文字, 内容: "{刊名}", 上: 100mm}\n' >>name/测试.yaml
texts name >got
grep -q figure name.tree && wrong "a picture beside the 刊名 says it once more" || right
finish
