#!/usr/bin/env python3
"""random_issue.py SEED FOLDER: writes an issue of random documents and printed.txt, the text that must be printed."""
import os
import random
import sys

random.seed(int(sys.argv[1]))
folder = sys.argv[2]
HAN = "一市政府办公室关于印发实施方案通知各区县有关部门单位认真贯彻落实加强管理提高服务水平推进工程建设保障安全生产责任目标任务完成时限"
PAUSE = "，、；："
printed = []


def words(n):
    out = []
    for _ in range(n):
        r = random.random()
        if r < 0.80: out.append(random.choice(HAN))
        elif r < 0.88: out.append(random.choice(PAUSE))
        elif r < 0.91: out.append("“" + random.choice(HAN) * 2 + "”")
        elif r < 0.94: out.append("（" + random.choice(HAN) + "）")
        elif r < 0.97: out.append(str(random.randint(1, 99999)) + random.choice(["", "%", "万元", "kW·h"]))
        else: out.append(random.choice(["ABC", "Wi-Fi", "ISO 9001", "m/s"]))
    return "市" + "".join(out)


def name(n):
    """words that end with no pause: of a head, of who is addressed"""
    return words(n).rstrip(PAUSE)


def keep(text):
    printed.append(text)
    return text


def emphasised(text):
    if len(text) < 6 or random.random() < 0.7: return text
    i, j = sorted(random.sample(range(1, len(text) - 1), 2))
    middle = text[i:j]
    if any(c.isascii() for c in middle) or text[i - 1].isascii() or text[j].isascii(): return text
    star = random.choice(["*", "**"])
    return text[:i] + star + middle + star + text[j:]


def paragraph():
    lead = random.choice(["", "", "", "一、", "（二）", "3．", "（4）", "第五条　"])
    text = lead + words(random.randint(3, 160)) + "。"
    keep(text)
    return lead + emphasised(text[len(lead):])


def pipe_table():
    columns = random.randint(2, 6)
    rows = [[keep(words(random.randint(1, 14))) for _ in range(columns)] for _ in range(random.randint(2, 40))]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * columns)
    return "\n".join(lines)


def html_table():
    columns = random.randint(2, 5)
    out = ["<table>", "<tr>" + "".join("<th>%s</th>" % keep(words(2)) for _ in range(columns)) + "</tr>"]
    for _ in range(random.randint(1, 10)):
        span = random.randint(1, 3)
        for i in range(span):
            first = '<td rowspan="%d">%s</td>' % (span, keep(words(4))) if i == 0 else ""
            out.append("<tr>" + first + "".join("<td>%s</td>" % keep(words(random.randint(1, 20)))
                                                for _ in range(columns - 1)) + "</tr>")
    out.append("</table>")
    return "\n".join(out)


def picture(size):
    """the name of a drawing of that many millimetres"""
    name = "%dx%d.svg" % size
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.write('<svg xmlns="http://www.w3.org/2000/svg" width="%dmm" height="%dmm"><path d="M0 0h9v9z"/></svg>' % size)
    return name


def any_picture():
    return picture((random.choice([4, 25, 60, 300]), random.choice([4, 35, 60, 400])))


def figures():
    """a row, perhaps too long, perhaps with formulas in it"""
    out = []
    for _ in range(random.choice([1, 2, 2, 3, 3, 7])):
        if random.random() < 0.1:
            out.append("![式](%s){公式 %s}" % (any_picture(), keep("（%d）" % random.randint(1, 99))))
        else:
            caption = keep(words(random.randint(1, 20))) if random.random() < 0.8 else ""
            out.append("![%s](%s)%s" % (caption, any_picture(), random.choice(["", "", "{宽=40mm}", "{宽=50%}", "{替代=图}"])))
    return random.choice([" ", "\n"]).join(out)


def cell_with_picture():
    figure = "![图](%s)%s" % (any_picture(), random.choice(["", "{宽=4mm}"]))
    if random.random() < 0.2: figure = "![图1　%s](%s)" % (keep(words(6)), any_picture())
    before, behind = ((keep(words(4)) if random.random() < 0.4 else "") for _ in range(2))
    return " ".join(part for part in (before, figure, behind) if part)


def table_with_pictures():
    rows = random.randint(2, 6)
    out = ['<table>', '<tr><td>%s</td><td></td><td rowspan="%d">%s</td></tr>'
           % (keep(words(2)), rows, cell_with_picture() if random.random() < 0.5 else "照片")]
    out += ["<tr><td>%s</td><td>%s</td></tr>" % (keep(words(3)), cell_with_picture() if random.random() < 0.5 else "")
            for _ in range(rows - 1)]
    return "\n".join(out + ["</table>"])


def script():
    tag = random.choice(["sup", "sub"])
    return "<%s>%s</%s>" % (tag, random.choice(["2", "①", "x", "注", "（3）"]), tag)


labels = iter(range(1, 1000000))


def noted():
    """a paragraph or a table with marks of notes, and their texts"""
    marks = ["[^注%d]" % next(labels) for _ in range(random.randint(1, 3))]
    texts = ["%s: %s。" % (mark, keep(words(random.choice([3, 20, 200])))) for mark in marks]
    if random.random() < 0.15:
        block = '<table class="横排"><tr><td>%s%s</td><td>%s</td></tr></table>' % (keep(words(3)), "".join(marks),
                                                                               keep(words(4)))
    elif random.random() < 0.3:
        block = "\n".join(["| %s%s | %s |" % (keep(words(3)), marks[0], keep(words(3))), "| --- | --- |",
                           "| %s%s | %s |" % (keep(words(3)), "".join(marks[1:]), keep(words(9)))])
    else:
        block = "".join(keep(words(random.randint(1, 60))) + mark for mark in marks) + "。"
    return "\n\n".join([block] + texts)


def blocks(n):
    makers = [paragraph] * 12 + [pipe_table, html_table, noted, figures, table_with_pictures,
                                 lambda: keep(words(9)) + script() + keep(words(9)) + script(),
                                 lambda: "## " + keep(words(6)),
                                 lambda: ">> " + keep(words(5)),
                                 lambda: "<> " + keep(words(5)),
                                 lambda: keep(words(5)) + "＿＿＿＿" + keep(words(2)),
                                 lambda: "<!-- 分页 -->"]
    return "\n\n".join(random.choice(makers)() for _ in range(n))


NUMERALS = "一二三四五六七八九十"


def regulation():
    """An instrument with contents of its own, typed or made, perhaps with a line that says something else."""
    heads, below = [], []
    for i in range(random.randint(1, 6)):
        heads.append("第%s章　%s" % (NUMERALS[i], keep(name(random.randint(1, 24)))))
        below.append(["第%d条　%s。" % (len(below) + 1, keep(words(random.randint(1, 60))))])
        for k in range(random.choice([0, 0, 2])):
            heads.append("第%s节　%s" % (NUMERALS[k], keep(name(random.randint(1, 8)))))
            below.append([keep(words(random.randint(1, 60))) + "。"])
    listed = [head for head in heads]
    if random.random() < 0.3: listed[-1] = listed[-1] + keep(words(1))
    contents = random.choice(["目　录\n\n" + "\n\n".join(listed), "目录\n" + "\n".join(listed), "<!-- 目录 自动 -->"])
    text = "\n\n".join("\n\n".join([head] + texts) for head, texts in zip(heads, below))
    return "# %s\n\n%s\n\n%s" % (keep(words(12)), contents, text)


def document(file):
    joint = random.random() < 0.3
    organs = [words(4) + "局" for _ in range(random.randint(2, 4) if joint else 1)]
    front = ["---"]
    if random.random() < 0.7:
        shown = ['"%s"' % keep(organ) for organ in organs]
        front.append("发文机关标志: [%s]" % ", ".join(shown) if joint else '发文机关标志: "%s文件"' % organs[0])
        front.append('发文字号: "澄政发〔2024〕%d号"' % random.randint(1, 99))
    front.append('标题: "%s"' % keep(words(random.randint(4, 50)) + "的通知"))
    if random.random() < 0.8: front.append('主送: "%s"' % keep(name(random.randint(3, 60))))
    front.append('署名: [%s]' % ", ".join('"%s"' % keep(o) for o in organs))
    front.append("成文日期: 2024-%02d-%02d" % (random.randint(1, 12), random.randint(1, 28)))
    if random.random() < 0.5: front.append("附注: 此件公开发布")
    if random.random() < 0.7:
        front.append('抄送: "%s。"' % keep(words(random.randint(3, 90))))
        front.append('印发机关: "%s"\n印发日期: 2024-12-%02d' % (keep(words(5)), random.randint(1, 28)))
    front.append("---\n")
    body = [blocks(random.randint(1, 12))]
    if random.random() < 0.5: body.append("# %s\n\n%s" % (keep(words(12)), blocks(random.randint(1, 14))))
    if random.random() < 0.3: body.append(regulation())
    for i in range(random.choice([0, 0, 1, 2])):
        body.append("# 附件%d %s\n\n%s" % (i + 1, keep(words(8)), blocks(random.randint(1, 6))))
    with open(os.path.join(folder, file), "w", encoding="utf-8") as f:
        f.write("\n".join(front) + "\n" + "\n\n".join(body) + "\n")


names = ["%02d.md" % i for i in range(1, random.randint(2, 5))]
for file in names: document(file)
with open(os.path.join(folder, "issue.yaml"), "w", encoding="utf-8") as f:
    f.write("刊名: 澄浦市人民政府公报\n刊名拼音: CHENGPUSHI RENMIN ZHENGFU GONGBAO\n年: 2024\n期: %d\n总期: %d\n"
            "出版日期: 2024-12-31\n样式: %s\n目录:\n  - 栏目: 市政府文件\n%s    文件: [%s]\n"
            % (random.randint(1, 24), random.randint(100, 900), random.choice(["gongbao-2026", "shenyang-2023", "shenyang-2019", "gbt9704"]),
               "    接排: 是\n" if int(sys.argv[1]) % 2 else "",
               ", ".join(names)))
with open(os.path.join(folder, "printed.txt"), "w", encoding="utf-8") as f: f.write("\n".join(printed))
