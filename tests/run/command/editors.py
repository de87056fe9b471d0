"""editors.py PROGRAM SOURCE MODULES CORPUS: the schemas against the program, by a real language server.

Every key of issue.yaml, of the front matter and of a style gets every value of a list of nasty ones, a line each; what the program says of
each line (check --json) is held against what yaml-language-server says of it. What the program takes the schema takes, always. What the
program refuses the schema refuses, but for EXCEPT, which docs/编辑器.md lists. The files of the project and, where they are there, of a
corpus are without a complaint; wrong keys and values are told at their places; hover and completion speak Chinese.
"""
import glob, json, os, re, subprocess, sys, tempfile

program, source, modules, corpus = sys.argv[1:5]
schemas = os.path.join(source, 'editors/schemas')
wrongs, rights = [], 0


def expect(good, what):
    global rights
    if good:
        rights += 1
    else:
        wrongs.append(what)


def path_of(schema):
    return os.path.join(schemas, schema + '.schema.json')


server = subprocess.Popen(['node', os.path.join(source, 'tests/run/command/editors.mjs'), modules, *glob.glob(path_of('*'))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding='utf-8')


def serve(requests):
    """What the server finds, by name."""
    print(json.dumps([dict(r, schema=path_of(r['schema'])) for r in requests]), file=server.stdin, flush=True)
    return {one['name']: one for one in (json.loads(server.stdout.readline()) for _ in requests)}


def check(folder):
    run = subprocess.run([program, 'check', folder, '--json'], capture_output=True, timeout=120)
    return json.loads(run.stdout)


# ---- every key with every value

SCALARS = ['', '""', '"　"', '是', '否', '文字', '"文字"', '0', '1', '7', '-3', '012', '99999999', '2.5', '"7"', '5-6', '5—6', '5-', '增刊', '增刊2', '增刊x', '无',
           '2024-06-30', '2024-02-30', '2024-2-9', '1899-01-01', '2100-02-29', '2024-02-29', 'true', '正文前', '公文', '令', '"#D7282F"', '"#D7282"', '红', '37mm',
           '37', '5/3行', '5/0行', '0/5', '三号', '三号字', '自动', '5 磅', '10.5', '10.5.1磅', '01.md', '01.docx', '"M80 Y80"', '"M80 M20"', '"{刊名}"', '"{刊}"', '本体']
LISTS = ['[甲, 乙]', '[]', '["", 甲]', '[[甲]]', '{甲: 乙}', '[{甲: 乙}]', '[{甲: 乙, 丙: 丁}]', '{甲: [乙]}', '[01.md]', '[01.md, x.docx]',
         '[{栏目: 甲, 文件: 01.md}]', '[{栏目: 甲}]', '[{栏目: 甲, 文件: [01.md], 接排: 也许}]', '[{期: 5, 页: 3, 误: 甲, 正: 乙}]', '{期: 5, 页: x, 误: 甲, 正: 乙}',
         '{页行数: 31}', '{页行数: 31行}', '{表格: {行距: 20磅}}', '{表格: {行距: 20}}', '{表格.行距: 20磅}', '{表格.行高: 20磅}', '{印刷: {出血: 3mm}}', '{接排: 是}', '{有: 是}',
         '{文字: {正文: {字号: 三号}}}', '{文字: {正文: {字号: 大}}}', '[{种类: 线, 上: 3mm, 宽: 9mm, 粗: 1磅}]', '[{种类: 线, 上: 3mm, 粗: 1磅, 内容: 甲}]', '[{种类: 圆}]']
VALUES = SCALARS + LISTS
OF_STYLES = ['', '""', '是', '文字', '0', '7', '-3', '99999999', '2.5', '"7"', '"#D7282F"', '"#D7282"', '37mm', '5/3行', '5/0行', '0/5', '三号', '三号字', '自动', '5 磅', '10.5.1磅', '全宽',
             '本体', '[甲, 乙]', '[[甲]]', '{甲: 乙}', '{页行数: 31}', '{有: 是}', '{行距: 20磅}', '{行距: 20}', '{文字: {正文: {字号: 三号}}}', '{红: {屏幕: "#D7282F", 四色: M80 Y80}}',
             '{红: {四色: M80 M20}}', '{红: {屏幕: 红}}', '{宋: {用: [甲]}}', '{宋: {代: 甲}}', '{令: {页行数: 20}}', '{令: {印刷: {出血: 3mm}}}', '无',
             '[{种类: 线, 上: 3mm, 宽: 9mm, 粗: 1磅}]', '[{种类: 线, 上: 3mm, 粗: 1磅, 内容: 甲}]', '[{种类: 圆}]']
STEP = 1 if os.environ.get('GAZ_ALL') else 3  # every third value on each run; all of them take minutes
# what the program says of a value's form; what else it says (a file that is not there, a length too long) no schema knows
FORMS = {'unknown-key', 'missing-key', 'wrong-type', 'date', 'number', 'numbers', 'choice', 'source-kind', 'docx', 'style-value', 'style-not-here', 'cover-field', 'cover-brace',
         'cover-role', 'house-form', 'waiver-form', 'waiver-rule'}


def is_excepted(key, value):
    """What a schema cannot say (docs/编辑器.md): how large a number in quotes is."""
    return value == '"7"'


def issue_with(folder, files):
    os.makedirs(folder, exist_ok=True)
    usual = {'issue.yaml': '刊名: 澄浦市人民政府公报\n年: 2024\n期: 1\n总期: 101\n出版日期: 2024-01-31\n样式: shenyang-2023\n目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n',
             '01.md': '---\n标题: 关于测试的通知\n---\n\n现将有关事项通知如下。\n'}
    for name, text in {**usual, **files}.items():
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text)
    return folder


def check_with(files, name):
    """What is said of one of an issue's files."""
    with tempfile.TemporaryDirectory() as folder:
        return [one for one in check(issue_with(folder, files)) if one['file'] == name]


def keys_of(schema, definition):
    with open(path_of(schema), encoding='utf-8') as file:
        return json.load(file)['definitions'][definition]


def lines_of(keys, value):
    return ''.join(f'{key}: {value}\n' for key in keys)


def compare(name, value, keys, told, found, first):
    """One line a key from `first` of the program's, from 1 of the server's."""
    refused = {one['line'] - first + 1: one for one in told if one['line'] and one['level'] == 'E' and one['rule'] in FORMS}
    told_of = {one['line'] for one in told if one['level'] == 'E' or one['rule'] == 'empty-key'}
    for line, key in enumerate(keys, 1):
        by_schema = [f['message'] for f in found if f['line'] == line and (line > 1 or not f['message'].startswith('Missing property') or name == '样式')]
        by_program = line in refused
        if by_schema and not by_program and line + first - 1 not in told_of:
            expect(is_excepted(key, value), f'{name}: {key}: {value}: the schema refuses what the program takes: {by_schema}')
        elif by_program and not by_schema:
            expect(is_excepted(key, value), f'{name}: {key}: {value}: the schema takes what the program refuses: {refused[line]["message"]}')
        else:
            expect(True, '')


def prove(name, schema, keys, write, file, first, values=VALUES):
    """write(lines): the files of an issue in which they stand from line `first` of `file` on."""
    values = values[::STEP]
    requests = [{'name': value, 'schema': schema, 'text': write(lines_of(keys, value), True)} for value in values]
    answers = serve(requests)
    for value in values:
        compare(name, value, keys, check_with(write(lines_of(keys, value), False), file), answers[value]['found'], first)


def write_style(lines, alone):
    return lines if alone else {'own.yaml': '继承: gbt9704\n' + lines, 'issue.yaml': issue_style}


issue_style = '刊名: 澄浦市人民政府公报\n年: 2024\n期: 1\n总期: 101\n出版日期: 2024-01-31\n样式: own.yaml\n目录:\n  - 栏目: 市政府文件\n    文件: [01.md]\n'
prove('issue.yaml', 'issue', list(keys_of('issue', 'issue.yaml')['properties']), lambda lines, alone: lines if alone else {'issue.yaml': lines}, 'issue.yaml', 1)
prove('文件头', 'front-matter', list(keys_of('front-matter', '文件头')['properties']),
      lambda lines, alone: lines if alone else {'01.md': '---\n' + lines + '---\n\n现将有关事项通知如下。\n'}, '01.md', 2)
whole = keys_of('style', '样式')
dotted = [re.sub(r'\\', '', pattern.strip('^$')) for pattern in whole['patternProperties']]
# 字 and 行 are known when these are; after what is wrong in one group of keys the program does not look at the next
paper, grid = ['每行字数', '纸.宽', '纸.高', '版心.宽'], ['页行数', '行距', '版心.上', '版心.订口', '版心.高']
specials = [key for key in whole['properties'] if whole['properties'][key]['$ref'] != '#/definitions/' + key or '.' in str(keys_of('style', key).get('properties'))]
plain = [key for key in whole['properties'] if key not in specials]
for keys in (paper, grid, [key for key in plain + dotted if key not in paper + grid], [key for key in specials if key not in ('继承', '文字') and '封' not in key],
             [key for key in specials if '封' in key]):
    prove('样式', 'style', keys, write_style, 'own.yaml', 2, OF_STYLES)
own_of = {'文字': '种类: 文字, 上: 3mm, 内容: 甲', '线': '种类: 线, 上: 3mm, 宽: 9mm, 粗: 1磅', '色带': '种类: 色带, 上: 3mm, 高: 9mm', '图': '种类: 图, 文件: 无.png, 上: 3mm'}
covers = {}
for kind, own in own_of.items():
    for key in keys_of('style', '封面的' + kind)['properties']:
        kept = ', '.join(pair for pair in own.split(', ') if not pair.startswith(key + ':'))
        if key != '种类':
            covers[f'{kind} {key}'] = '封面:\n' + ''.join(f'  - {{{kept}, {key}: {value}}}\n' for value in VALUES)
answers = serve([{'name': name, 'schema': 'style', 'text': text} for name, text in covers.items()])
for name, text in covers.items():
    kind, key = name.split()
    found = answers[name]['found']
    told = check_with(write_style(text, False), 'own.yaml')
    for line, value in enumerate(VALUES, 1):
        compare(f'封面的{kind}', value, [key], [dict(one, line=1) for one in told if one['line'] == line + 2],
                [dict(f, line=1) for f in found if f['line'] == line + 1], 1)

# ---- files that there are

FENCED = re.compile(r'\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$', re.S | re.M)


def requests_of(folder, refused=()):
    for path in sorted(glob.glob(os.path.join(folder, '*.md')) + glob.glob(os.path.join(folder, 'issue.yaml'))):
        if os.path.basename(path) in refused:
            continue
        with open(path, 'rb') as file:
            raw = file.read()
        try:
            text = raw.decode('utf-8-sig')
        except UnicodeDecodeError:
            text = raw.decode('gb18030') # as an editor opens it
        front = FENCED.match(text)
        if path.endswith('.yaml'):
            yield {'name': path, 'schema': 'issue', 'text': text}
        elif front:
            yield {'name': path, 'schema': 'front-matter', 'text': front[1]}


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([program, 'new', os.path.join(folder, 'next'), '-q'], check=True, capture_output=True)
    requests = list(requests_of(os.path.join(folder, 'next')))
    expect(len(requests) > 15, 'no templates')
    requests += list(requests_of(os.path.join(source, 'examples/chengpu-2024-06')))
for schema, pattern in (('style', 'styles/*.yaml'), ('style', 'tests/**/own.yaml'), ('机关', 'styles/lists/机关.yaml'), ('人名', 'styles/lists/人名.yaml'), ('用词', 'styles/lists/用词.yaml')):
    for path in glob.glob(os.path.join(source, pattern), recursive=True):
        with open(path, encoding='utf-8') as file:
            requests.append({'name': path, 'schema': schema, 'text': file.read()})
with open(os.path.join(source, 'editors/vscode/公文.code-snippets'), encoding='utf-8') as file:
    for name, snippet in json.load(file).items():
        text = re.sub(r'\$\{\d+:([^}]*)\}', r'\1', '\n'.join(snippet['body'])).replace('$CURRENT_YEAR', '2024')
        text = re.sub(r'\\([$}\\])', r'\1', re.sub(r'\$\d+', '', text))
        requests.append({'name': 'snippet ' + name, 'schema': 'front-matter', 'text': FENCED.match(text)[1]})
issues = sorted(os.path.dirname(path) for path in glob.glob(os.path.join(corpus, '**/issue.yaml'), recursive=True)) if corpus else []
for folder in issues:
    refused = {one['file'] for one in check(folder) if one['level'] == 'E' and one['rule'] in FORMS}
    requests += requests_of(folder, refused)
for name, one in serve(requests).items():
    expect(not one['found'], f'{name}: {one["found"][:3]}')

# ---- what an editor's user sees

ISSUE = '刊名: 澄浦市人民政府公报\n年: 2024\n期: 五\n总期: 101\n出版日期: 2024-02-30\n样试: shenyang-2023\n样式: shenyang-2023\n目录:\n  - 栏目: 市政府文件\n    文件: [01.docx]\n'
FRONT = '标题: 关于测试的通知\n格式: \n版面: {页行数: 31}\n'
seen = serve([
    {'name': 'wrong', 'schema': 'issue', 'text': ISSUE, 'ask': 'hover', 'at': {'line': 2, 'column': 1}},
    {'name': 'keys', 'schema': 'issue', 'text': '刊名: 甲\n\n', 'ask': 'completion', 'at': {'line': 2, 'column': 1}},
    {'name': 'choices', 'schema': 'front-matter', 'text': FRONT, 'ask': 'completion', 'at': {'line': 2, 'column': 5}},
    {'name': 'style', 'schema': 'front-matter', 'text': FRONT, 'ask': 'hover', 'at': {'line': 3, 'column': 6}},
    {'name': 'value', 'schema': 'style', 'text': '版心:\n  \n', 'ask': 'completion', 'at': {'line': 2, 'column': 3}},
    {'name': 'waiver', 'schema': 'check-ignore', 'text': '放行:\n  - 规则: self-nam\n    文字: 甲\n', 'ask': 'hover', 'at': {'line': 2, 'column': 5}},
    {'name': 'organ', 'schema': '机关', 'text': '机关:\n  - 简称: [甲]\n    曾用名: [{名称: 乙, 至: 昨天}]\n', 'ask': 'hover', 'at': {'line': 2, 'column': 5}},
])
places = [(f['line'], f['column']) for f in seen['wrong']['found']]
expect(sorted(places) == [(3, 4), (5, 7), (6, 1), (10, 10)], f'places: {seen["wrong"]["found"]}')
expect('年份' in seen['wrong']['answer'], f'hover: {seen["wrong"]["answer"]}')
labels = {item['label']: item for item in seen['keys']['answer']}
expect({'年', '期', '出版日期', '目录', '起始页'} <= set(labels) and '刊名' not in labels, f'completion: {sorted(labels)}')
expect('增刊' in labels['期']['documentation'], 'a completed key tells what it is')
expect([item['label'] for item in seen['choices']['answer']] == ['公文', '信函', '令', '纪要', '公告', '通告'], f'choices: {seen["choices"]["answer"]}')
expect('每页行数' in seen['style']['answer'], f'hover in 版面: {seen["style"]["answer"]}')
expect(any(item['label'] == '订口' and '28mm' in item['insert'] for item in seen['value']['answer']), f'a value is proposed: {seen["value"]["answer"][:3]}')
expect(len(seen['waiver']['found']) == 2, f'waiver: {seen["waiver"]["found"]}')
expect(len(seen['organ']['found']) == 2, f'organ: {seen["organ"]["found"]}')

server.stdin.close()
expect(server.wait(30) == 0, 'the server does not end')
for wrong in wrongs[:int(os.environ.get('GAZ_WRONGS', 60))]:
    print('WRONG:', wrong)
print(f'{rights + len(wrongs)} comparisons, {len(wrongs)} wrong; {len(issues)} issues of a corpus, {len(requests)} files without a complaint')
sys.exit(1 if wrongs else 0)
