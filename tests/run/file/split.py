#!/usr/bin/env python3
"""split.py FOLDER STRUCTURE OUT: are the files of --split what the tree of the issue's pages says?

FOLDER: of the files, with manifest.json; STRUCTURE: --dump=structure of the issue. Each file by itself: its sum, its text (by
poppler's eyes that of this document and of no other one, but for page numbers and running heads), what its pages are called,
what it says of itself. OUT/N.structure and OUT/N.json are left for tags.py and archive.py, of each in order.
"""
import hashlib
import json
import os
import re
import subprocess
import sys

folder, structure, out = sys.argv[1:]
wrong = []


def run(*command):
    return subprocess.run(command, capture_output=True, check=False).stdout


def indent(line):
    return len(line) - len(line.lstrip(' '))


def documents(lines):
    """of each document its lines, moved out to stand below a root"""
    for i, line in enumerate(lines):
        if line.startswith('artifact') or not re.match(r' +document ', line):
            continue
        own = [line]
        for other in lines[i + 1:]:
            if other.startswith('artifact'):
                continue
            if indent(other) <= indent(line):
                break
            own.append(other)
        yield [one[indent(line) - 2:] for one in own]


def check(good, text):
    if not good:
        wrong.append(text)


manifest = json.load(open(os.path.join(folder, 'manifest.json'), encoding='utf-8'))
lines = open(structure, encoding='utf-8').read().rstrip('\n').split('\n')
wanted = list(documents(lines))
check(manifest['format'] == 'gongbao documents' and manifest['version'] == 1, 'no manifest')
check(sorted(os.listdir(folder)) == sorted([one['file'] for one in manifest['documents']] + ['manifest.json']), 'other files')
check(len(wanted) == len(manifest['documents']), 'not as many files as documents')
furniture = {json.loads(m[1]) for m in re.finditer(r'^artifact page=\S+ (?:page-number|running-head) ("(?:[^"\\]|\\.)*")', '\n'.join(lines), re.M)}

for n, (own, one) in enumerate(zip(wanted, manifest['documents'])):
    path, what = os.path.join(folder, one['file']), one['file']
    data = open(path, 'rb').read()
    check(hashlib.sha256(data).hexdigest() == one['sha256'], what + ': another sum')
    first, last = (re.search(r' page=(\S+?)(?:-(\S+))? ', own[0] + ' ')).groups()
    last = last or first
    check((one['first_page'], one['last_page']) == (first, last), '%s: pages %s to %s' % (what, first, last))

    # the text: what stands on the pages, without what each page of the issue has
    texts = [json.loads(m[1]) for line in own for m in [re.search(r'("(?:[^"\\]|\\.)*")$', line)] if m]
    theirs = run('pdftotext', '-raw', path, '-').decode('utf-8', 'replace')
    solid = lambda text: re.sub(r'\s', '', text)
    for other_n, other in enumerate(wanted):
        for line in other:
            match = re.search(r'^ +title .*?("(?:[^"\\]|\\.)*")$', line)
            if match and other_n != n:
                title = solid(json.loads(match[1]))
                check(title not in solid(theirs) or title in solid(''.join(texts)), '%s: has “%s” too' % (what, title[:20]))
    letters = {}
    for character in solid(''.join(texts)):
        letters[character] = letters.get(character, 0) + 1
    for character in solid(theirs):
        letters[character] = letters.get(character, 0) - 1
    lacks = ''.join(c for c, count in letters.items() if count > 0 and c not in '＿')
    more = ''.join(c * -count for c, count in letters.items() if count < 0)
    allowed = ''.join(furniture) + '续表上接第页原文已缺本（）' + '·…—-– 0123456789'
    check(not lacks, '%s: lacks “%s”' % (what, lacks[:20]))
    stray = ''.join(sorted(set(c for c in more if c not in allowed)))
    repeated = solid(''.join(texts))
    has_figure = any(re.match(r' +figure ', line) for line in own)  # whose words are its own
    check(has_figure or all(c in repeated for c in stray), '%s: has “%s” that is no text of it' % (what, stray[:20]))

    # what it says of itself
    objects = os.path.join(out, '%d.json' % n)
    with open(objects, 'wb') as file:
        file.write(run('qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=generalized', path))
    parsed = json.load(open(objects, encoding='utf-8'))['qpdf'][1]

    def get(value):
        while isinstance(value, str) and re.fullmatch(r'\d+ 0 R', value):
            value = parsed['obj:' + value]['value']
        return value

    info = get(parsed['trailer']['value']['/Info'])
    said = lambda key: info.get(key, 'u:')[2:]
    check(said('/Title') == (one['title'] or ''), what + ': another title')
    check(said('/Author') == (one['issuer'] or ''), what + ': another issuer')
    check(all(part in said('/Subject') for part in (one['number'], one['date']) if part), what + ': another number or date')
    numbers = [json.loads(m[1]) for line in own for m in [re.match(r'^ +number .*?("(?:[^"\\]|\\.)*")$', line)] if m]
    if numbers:
        check(one['number'] == numbers[0], '%s: is %s' % (what, numbers[0]))
        check(re.sub(r'(-\d+)?\.pdf$', '', what) == re.sub(r'\s', '', numbers[0]), what + ': is not called by its number')
    labels = get(get(parsed['trailer']['value']['/Root'])['/PageLabels'])['/Nums']
    check(labels[0] == 0 and str(get(labels[1]).get('/St', 1)) == first, what + ': its first page is called %s' % labels)
    with open(os.path.join(out, '%d.structure' % n), 'w', encoding='utf-8') as file:
        file.write('\n'.join([lines[0], re.sub(r' page=\S+', ' page=%s-%s' % (first, last), lines[1])] + own) + '\n')

for text in wrong[:30]:
    print(text)
sys.exit(bool(wrong))
