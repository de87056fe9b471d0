"""match.py: printed copies that are made up, for match.sh.

    match.py copy GONGBAO ISSUE OUT [SEED [heads]]   what is printed on the pages of the documents, as 印本: with
                                                     SEED one character in five hundred is misread; heads: of each
                                                     page only how it begins
    match.py decide GONGBAO ISSUE SEED               writes what a compositor decided by hand into the issue's
                                                     sources, and prints how many decisions they were
    match.py judge REPORT.json MOST [PERCENT]        every page start is found, with at most MOST overrides; and so
                                                     many of the lines
"""
import json
import random
import re
import subprocess
import sys

VALUES = ['署名: {前空: 2行}', '署名: {前空: 0}', '文件标题: {后空: 2行}', '文件标题: {前空: 2行}', '附件说明: {前空: 2行}']
IN_LINES = {'正文', '一级标题', '二级标题', '公文标题', '印发件标题', '主送', '发文字号', '章标题', '署名', '附注', '附件标题',
            '附件标记', '版记', '题注'}


def lines_of(program, issue):
    done = subprocess.run([program, 'build', issue, '--dump=lines'], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    rows = [json.loads(row) for row in done.stdout.decode().splitlines() if row.startswith('{"page"')]
    first = min(row['page'] for row in rows if row['role'] == '公文标题' and not row.get('repeat'))
    return [row for row in rows if row['page'] >= first and not row.get('furniture') and not row.get('artifact')]


def main_cell(rows):
    """Of the table's first row among the lines of a page: what its longest cell says."""
    cells = [row for row in rows if row['role'] == '表格']
    first = min(place_of(row)[0] for row in cells)
    texts = {}
    for row in cells:
        if place_of(row)[0] == first:
            texts[row['node']] = texts.get(row['node'], '') + row['text']
    return max(texts.values(), key=len)


def write_copy(program, issue, out, seed=None, heads=False):
    chance = random.Random(seed)
    page, copy, rows = None, [], lines_of(program, issue)
    for row in rows:
        begins = row['page'] != page
        if begins:
            page = row['page']
            copy.append('## %d' % page)
        text = row['text']
        if begins and row['role'] == '表格':
            text = main_cell([other for other in rows if other['page'] == page])
        if seed is not None:
            text = ''.join(chance.choice('甲乙丙丁戊己') if chance.random() < 0.002 else ch for ch in text)
        if row['role'] in IN_LINES and not heads:
            copy.append(text)
        else:  # a table's cells, and what only the beginnings are known of
            if begins:
                copy.append(text[:12])
            if copy[-1] != '…':
                copy.append('…')
    with open(out, 'w', encoding='utf-8') as file:
        file.write('\n'.join(copy) + '\n')


# ---- decisions by hand

def put_value(source, chance):
    end = source.index('\n---', 4)
    if '版面:' in source[:end]:
        return None
    return source[:end] + '\n版面: {%s}' % chance.choice(VALUES) + source[end:]


def put_mark(source, place, mark):
    row, column = place
    rows = source.split('\n')
    text = rows[row]
    if not 2 < column < len(text) - 2 or re.search(r'[<>*\\\[\]]', text):
        return None
    rows[row] = text[:column] + mark + '\n' + text[column:]
    return '\n'.join(rows)


def place_of(row):
    _, line, column = row['source'].rsplit(':', 2)
    return int(line) - 1, int(column) - 1


def inner_ends(rows):
    """The lines that begin within a paragraph, with the line before each."""
    return [(a, b) for a, b in zip(rows, rows[1:]) if a['node'] == b['node'] and a['role'] == b['role'] == '正文']


def decide_one(source, rows, chance):
    kind = chance.choice(['value', 'line', 'page', 'less'])
    ends = inner_ends(rows)
    if kind == 'value' or not ends:
        return put_value(source, chance)
    if kind == 'line':
        row, column = place_of(chance.choice(ends)[1])
        return put_mark(source, (row, column + chance.choice([-2, -1, 1, 2])), '<!-- 行末 -->')
    if kind == 'page':  # a line before the page's end
        last = [a for a, b in ends if b['page'] != a['page']]
        before = [place_of(b) for a, b in ends if b in last]
        return put_mark(source, chance.choice(before), '<!-- 页末 -->') if before else None
    by_node = {}
    for row in rows:
        by_node.setdefault(row['node'], []).append(row)
    short = [all_[0] for all_ in by_node.values() if len(all_) > 3 and len(all_[-1]['text']) < 7]
    if not short:
        return None
    rows = source.split('\n')
    at = place_of(chance.choice(short))[0]
    return '\n'.join(rows[:at] + ['<!-- 减一行 -->'] + rows[at:])


def decide(program, issue, seed):
    chance = random.Random(seed)
    rows = [row for row in lines_of(program, issue) if not row.get('repeat')]
    files = sorted({row['source'].split(':')[0] for row in rows if '.md:' in row['source']})
    n = 0
    for name in chance.sample(files, min(3, len(files))):
        with open('%s/%s' % (issue, name), encoding='utf-8') as file:
            source = file.read()
        if not source.startswith('---'):  # 简介
            continue
        changed = decide_one(source, [row for row in rows if row['source'].startswith(name + ':')], chance)
        if changed is None:
            continue
        with open('%s/%s' % (issue, name), 'w', encoding='utf-8') as file:
            file.write(changed)
        n += 1
    print(n)


def judge(report, most, least):
    with open(report, encoding='utf-8') as file:
        found = json.load(file)
    after = found['after']
    if after['pages'] != after['pages_known']:
        sys.exit('pages: %d of %d' % (after['pages'], after['pages_known']))
    if after['lines'] * 100 < after['lines_known'] * least:
        sys.exit('lines: %d of %d' % (after['lines'], after['lines_known']))
    if len(found['overrides']) > most:
        sys.exit('overrides: %d, at most %d' % (len(found['overrides']), most))


if __name__ == '__main__':
    if sys.argv[1] == 'copy':
        seed = int(sys.argv[5]) if len(sys.argv) > 5 and sys.argv[5] else None
        write_copy(sys.argv[2], sys.argv[3], sys.argv[4], seed, len(sys.argv) > 6)
    elif sys.argv[1] == 'decide':
        decide(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        judge(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 0)
