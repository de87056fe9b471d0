"""match_tables.py: tables of which a compositor decided something by hand, for match_tables.sh.

    match_tables.py make FOLDER SEED              an issue of long tables: pipes, merged cells, a turned one
    match_tables.py decide GONGBAO ISSUE SEED     cuts and values of their own for the tables of an issue; prints how many
"""
import os
import random
import re
import sys

import match

WORDS = ['公园绿地', '防汛泵站', '老旧小区', '背街小巷', '农贸市场', '中小学校', '社区食堂', '公交场站', '污水管网', '路灯设施',
         '充电设施', '体育场馆', '文化站点', '养老驿站', '托育机构', '人行天桥', '垃圾房屋', '消防水源', '历史建筑', '口袋公园']
TASKS = ['改造提升', '新建', '巡查养护', '更换设备', '清淤疏通', '统一标识', '信息登记', '安全评估', '联网接入', '开放共享']
VALUES = ['行距=%d磅' % n for n in (14, 15, 16, 18, 20, 22)] + ['上下空=%s字' % n for n in ('0.05', '0.1', '0.3', '0.4')] + [
    '字号=小四', '字号=五号', '字号=小五']


# ---- an issue

def paragraph(chance):
    """No two are alike: the words of a print tell the place."""
    return '；'.join(''.join(chance.sample(WORDS + TASKS, 3)) for _ in range(6)) + '。'


def tasks(chance, n):
    """No two begin alike but for the number."""
    pairs = chance.sample([one + other for one in WORDS for other in WORDS], n)
    return ['第%d项%s%s' % (i + 1, pair, chance.choice(TASKS)) for i, pair in enumerate(pairs)]


def pipes(chance, n):
    rows = ['| 序号 | 事项 | 责任单位 |', '| --- | --- | --- |']
    rows += ['| %d | %s | %s局 |' % (i + 1, task, chance.choice(WORDS)) for i, task in enumerate(tasks(chance, n))]
    return '<> 表1　任务分工\n\n>> 单位：项\n\n' + '\n'.join(rows)


def merged(chance, n, turned):
    rows, i, group, names = [], 0, 0, tasks(chance, n)
    while i < n:
        size, group = min(chance.choice([1, 2, 2, 3, 5, 9]), n - i), group + 1
        for k in range(size):
            first = '<td rowspan="%d">%d</td><td rowspan="%d">%s</td>' % (size, group, size, chance.choice(WORDS))
            rows.append('<tr>%s<td>%s</td><td>%s局</td></tr>' %
                        (first if k == 0 else '', names[i + k], chance.choice(WORDS)))
        i += size
    return ('<table%s>\n<thead>\n<tr><th>序号</th><th>类别</th><th>事项</th><th>单位</th></tr>\n</thead>\n<tbody>\n%s\n'
            '</tbody>\n</table>') % (' class="横排"' if turned else '', '\n'.join(rows))


def make(folder, seed):
    chance = random.Random(seed)
    os.makedirs(folder, exist_ok=True)
    tables = [pipes(chance, chance.randint(40, 70)), merged(chance, chance.randint(50, 90), False),
              merged(chance, chance.randint(40, 80), True)]
    names = []
    for i, table in enumerate(tables):
        names.append('0%d.md' % (i + 1))
        with open('%s/%s' % (folder, names[-1]), 'w', encoding='utf-8') as file:
            file.write('---\n标题: 关于印发第%d批任务分工的通知\n发文机关标志: %s局文件\n发文字号: 澄政发〔2024〕%d号\n---\n\n'
                       '%s\n\n# 附件 任务分工\n\n%s\n' % (i + 1, chance.choice(WORDS), i + 1, paragraph(chance), table))
            for _ in range(0 if i == 2 else chance.randint(1, 25)):
                file.write('\n' + paragraph(chance) + '\n')
    with open('%s/issue.yaml' % folder, 'w', encoding='utf-8') as file:
        file.write('刊名: 澄浦市人民政府公报\n年: 2024\n期: 1\n总期: 101\n出版日期: 2024-01-31\n样式: %s\n目录:\n'
                   '  - 栏目: 市政府文件\n    文件: [%s]\n' %
                   (chance.choice(['shenyang-2020', 'shenyang-2023', 'shenyang-2019', 'gbt9704']), ', '.join(names)))


# ---- decisions by hand

def table_begin(lines, row):
    """The first source line of the table in which the line stands."""
    while row > 0 and not lines[row].startswith('<table') and not (lines[row].startswith('|') and
                                                                   not lines[row - 1].startswith('|')):
        row -= 1
    return row


def put_cut(lines, rows, chance):
    """Before one of the last rows of a page, another page begins."""
    pages = {}
    for row in rows:
        pages.setdefault(row['page'], []).append(match.place_of(row)[0])
    page = chance.choice(sorted(pages))
    starts = sorted(set(pages[page]))[-4:-1]
    starts = [at for at in starts if re.match(r'<tr|\|', lines[at]) and '---' not in lines[at]]
    if not starts:
        return None
    at = chance.choice(starts)
    return lines[:at] + ['<!-- 断表 -->'] + lines[at:]


def put_value(lines, rows, chance):
    at = table_begin(lines, match.place_of(chance.choice(rows))[0])
    return lines[:at] + ['<!-- 表格 %s -->' % chance.choice(VALUES)] + lines[at:]


def decide(program, issue, seed):
    chance = random.Random(seed)
    rows = [row for row in match.lines_of(program, issue) if row['role'] == '表格' and '.md:' in row['source']]
    n = 0
    for name in sorted({row['source'].split(':')[0] for row in rows}):
        own = [row for row in rows if row['source'].startswith(name + ':')]
        with open('%s/%s' % (issue, name), encoding='utf-8') as file:
            lines = file.read().split('\n')
        changed = chance.choice([put_cut, put_value])(lines, own, chance)
        if changed is None or chance.random() < 0.2:
            continue
        with open('%s/%s' % (issue, name), 'w', encoding='utf-8') as file:
            file.write('\n'.join(changed))
        n += 1
    print(n)


if __name__ == '__main__':
    if sys.argv[1] == 'make':
        make(sys.argv[2], sys.argv[3])
    else:
        decide(sys.argv[2], sys.argv[3], sys.argv[4])
