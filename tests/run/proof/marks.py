#!/usr/bin/env python3
"""marks.py make|compare|choose|carried …: random marks on an issue's PDF, and whether each came back to its very characters.

make PDF DUMP FOLDER N_RANDOM N_TWICE SEED OUT.json: where each character stands is Ghostscript's answer, what it is in
the sources that of --dump=pages, read beside the sources themselves; nothing of gongbao's own reader of marks is
asked. Of N_TWICE marks the words stand twice on their page.
compare OUT.json MARKS.json: each mark as it was made against what `gongbao marks --json` says.
choose MARKS.json OUT.json: of the list those that say how the text becomes, and contradict no other.
carried MARKS.json LEFT.json OLD NEW: the sources in NEW are those in OLD with these marks carried out, less those
that the account says were left.
"""
import html
import json
import os
import random
import re
import subprocess
import sys
import tempfile

PLACE = re.compile(r' at=(.*?):(\d+):(\d+) ("(?:[^"\\]|\\.)*")')


def runs_of(dump):
    """Of each page its height and the runs of glyphs: (file, line, column, text, size), file None where it is generated."""
    pages = []
    with open(dump, encoding='utf-8') as file:
        for line in file:
            line = line.rstrip('\n')
            if line.startswith('page '):
                pages.append((float(re.search(r'x([\d.]+)', line)[1]), []))
            elif line.startswith('glyphs '):
                place = PLACE.search(line)
                size = float(re.search(r' size=([\d.]+)', line)[1])
                if place:
                    pages[-1][1].append((place[1], int(place[2]), int(place[3]), json.loads(place[4]), size))
                else:
                    text = re.search(r' at=- ("(?:[^"\\]|\\.)*")', line)
                    pages[-1][1].append((None, 0, 0, json.loads(text[1]) if text else '', size))
    return pages


class Sources:
    def __init__(self, folder):
        self.folder, self.lines = folder, {}

    def line(self, name, number):
        if name not in self.lines:
            with open(os.path.join(self.folder, name), encoding='utf-8-sig') as file:
                self.lines[name] = file.read().split('\n')
        return self.lines[name][number - 1]


def chars_of(runs, sources):
    """(ch, place or None, run's number, size) of each character that is no blank; what is not read off the source, one
    after another, has no place."""
    chars = []
    for number, (name, line, column, text, size) in enumerate(runs):
        at = column
        for k, ch in enumerate(text):
            place = None
            if name and at:
                source = sources.line(name, line)
                if at <= len(source) and source[at - 1] == ch:
                    place, at = (name, line, at), at + 1
                else:
                    at = 0
            if not ch.isspace():
                chars.append((ch, place, number, size))
    return chars


HEIGHTS = [(0.88, 0.12), (1.16, 0.29), (1.81, 1.05), (0.75, 0.0)]  # as programs take them from faces


SCALE = 10  # of Ghostscript's whole numbers to a point
CHAR = re.compile(r'<char bbox="(-?\d+) (-?\d+) (-?\d+) (-?\d+)" c="(.*?)"/>')


def read_trace(pdf, numbers):
    """Of each of these pages, from 0, (ch, its origin, where its advance ends) of each character that is no blank, in the order of the
    content, from the upper left corner: Ghostscript's answer."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'text')
        subprocess.run(['gs', '-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=txtwrite', '-dTextFormat=0',
                        '-r%d' % (72 * SCALE),
                        '-sPageList=' + ','.join(str(n + 1) for n in numbers), '-o', out, pdf], check=True)
        with open(out, encoding='utf-8') as file:
            pages = file.read().split('<page>')[1:]
    found = []
    for page in pages:
        found.append([])
        for *box, ch in CHAR.findall(page):
            x0, y0, x1, y1 = (int(v) / SCALE for v in box)
            for one in html.unescape(ch):
                if not one.isspace():
                    found[-1].append((one, (x0, y0), (x1, y1)))
    return found


def traced(pdf, numbers, heights):
    """The same, of text that runs up too: of that Ghostscript tells the places of the characters only where the page
    is turned so that it runs to the right."""
    import pikepdf
    plain = read_trace(pdf, numbers)
    if all(c[1][1] == c[2][1] for page in plain for c in page):
        return plain
    with tempfile.TemporaryDirectory() as folder:
        with pikepdf.open(pdf) as file:
            for page in file.pages:
                page.Rotate = 90
            file.save(os.path.join(folder, 'turned.pdf'))
        turned = read_trace(os.path.join(folder, 'turned.pdf'), numbers)
    return [[c if c[1][1] == c[2][1] else (t[0], (t[1][1], height - t[1][0]), (t[2][1], height - t[2][0]))
             for c, t in zip(one, other)] for one, other, height in zip(plain, turned, heights)]


def quad_of(chars, heights):
    """The box in PDF user space of (ch, origin, end, size, height of the page)."""
    points = []
    for ch, (x0, y0), (x1, y1), size, paper in chars:
        dx, dy = (0, 1 if y1 > y0 else -1) if abs(y1 - y0) > abs(x1 - x0) else (1, 0)
        long = min(max(abs(x1 - x0), abs(y1 - y0)), size if ord(ch) >= 0x2E80 else size * 2)
        for x, y in ((x0, y0), (x0 + dx * long, y0 + dy * long)):
            for up in (-heights[0] * size, heights[1] * size):
                points.append((x - dy * up, paper - (y + dx * up)))
    return [min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)]


MOST_PAGES = 24  # looked at


def load(rng, pdf, dump, folder):
    sources, runs = Sources(folder), runs_of(dump)
    numbers = sorted(rng.sample(range(len(runs)), min(MOST_PAGES, len(runs))))
    pages = [[] for _ in runs]
    for number, seen in zip(numbers, traced(pdf, numbers, [runs[n][0] for n in numbers])):
        paper, told = runs[number][0], chars_of(runs[number][1], sources)
        if [c[0] for c in told] != [c[0] for c in seen]:
            print('page', number + 1, 'reads otherwise in Ghostscript: left out (%d and %d characters)' % (len(told), len(seen)))
            continue
        pages[number] = [(t[0], t[1], t[2], s + (t[3], paper)) for t, s in zip(told, seen)]
    return pages


def stretches(chars, least, most):
    """(first, end): one run, one source line, columns one after another."""
    first = 0
    while first < len(chars):
        end = first + 1
        while end < len(chars) and chars[first][1] and chars[end][1] and chars[end][2] == chars[first][2] and \
                chars[end][1] == (chars[end - 1][1][0], chars[end - 1][1][1], chars[end - 1][1][2] + 1):
            end += 1
        if chars[first][1] and end - first >= least:
            yield first, end
        first = end


def is_plain(chars, first, end):
    """Whether its box is no other stretch's too: a digit behind a squeezed mark ends where the mark's em does."""
    return end - first < 2 or any(abs(a - b) > 1 for a, b in zip(chars[end - 1][3][2], chars[end - 2][3][2]))


def mark_of(rng, number, chars, first, end):
    kind = rng.choice(['highlight', 'underline', 'squiggly', 'strikeout', 'replace', 'caret'])
    quad = quad_of([c[3] for c in chars[first:end]], rng.choice(HEIGHTS))
    name, line, column = chars[first][1]
    text = ''.join(c[0] for c in chars[first:end])
    mark = {'page': number, 'kind': kind, 'quads': [quad], 'words': rng.choice(['修订', '明显', '二〇二六', 'A1']),
            'file': name, 'line': line, 'column': column, 'length': end - first, 'text': text}
    _, (x0, y0), (x1, y1), *_ = chars[first][3]
    is_turned = abs(y1 - y0) > abs(x1 - x0)
    if kind == 'caret' and is_turned:
        mark['kind'] = kind = 'highlight'
    if kind == 'caret':
        last = quad_of([chars[end - 1][3]], (0.88, 0.12))
        mark['quads'] = [[last[2], last[1], last[2], last[3]]]
        mark.update(column=column + end - first, length=0, text='')
    return mark


def choose(rng, pages, n_random, n_twice):
    marks, twice = [], []
    for number, chars in enumerate(pages):
        text = ''.join(c[0] for c in chars)
        for first, end in stretches(chars, 2, 12):
            for at in range(first, end - 1):
                for size in (2, 3, 4):
                    if at + size <= end and text.count(text[at:at + size]) > 1 and is_plain(chars, at, at + size):
                        twice.append((number, at, at + size))
    whole = [(n, f, e) for n, chars in enumerate(pages) for f, e in stretches(chars, 2, 12)]
    while len(marks) < n_random:
        number, first, end = rng.choice(whole)
        size = rng.randint(1, min(12, end - first))
        at = rng.randint(first, end - size)
        if is_plain(pages[number], at, at + size):
            marks.append(mark_of(rng, number, pages[number], at, at + size))
    for number, first, end in rng.sample(twice, min(n_twice, len(twice))):
        marks.append(mark_of(rng, number, pages[number], first, end))
    return marks


def make(pdf, dump, folder, n_random, n_twice, seed, out):
    rng = random.Random(int(seed))
    marks = choose(rng, load(rng, pdf, dump, folder), int(n_random), int(n_twice))
    for number, mark in enumerate(marks):
        mark['author'] = 'm%d' % number
    with open(out, 'w', encoding='utf-8') as file:
        json.dump(marks, file, ensure_ascii=False)


def compare(made, told):
    with open(made, encoding='utf-8') as file:
        marks = json.load(file)
    with open(told, encoding='utf-8') as file:
        found = {m.get('author'): m for m in json.load(file)}
    wrong = 0
    for mark in marks:
        is_there = found.get(mark['author'])
        keys = ('file', 'line', 'column', 'length', 'text')
        if is_there and is_there['kind'] == 'note':
            continue  # the writer has no caret
        if not is_there or any(is_there.get(k) != mark[k] for k in keys) or is_there.get('also'):
            wrong += 1
            print('WRONG', mark['kind'], 'page', mark['page'] + 1, [mark[k] for k in keys], 'told as',
                  is_there and [is_there.get(k) for k in ('kind',) + keys])
    print('%d marks, %d wrong' % (len(marks), wrong))
    sys.exit(wrong > 0)


def choose_clear(told, out):
    with open(told, encoding='utf-8') as file:
        marks = json.load(file)
    clear = [m for m in marks if m.get('effect') and not m.get('contrary') and not m.get('same')]
    with open(out, 'w', encoding='utf-8') as file:
        json.dump(clear, file, ensure_ascii=False)


def carried(chosen, account, old, new):
    with open(chosen, encoding='utf-8') as file:
        marks = json.load(file)
    with open(account, encoding='utf-8') as file:
        left = {m['number'] for m in json.load(file)['left']}
    made = [m for m in marks if m['number'] not in left]
    wrong = 0
    for name in sorted({m['file'] for m in marks}):
        with open(os.path.join(old, name), encoding='utf-8') as file:
            lines = file.read().split('\n')
        for m in sorted((m for m in made if m['file'] == name), key=lambda m: (-m['line'], -m['column'], m['effect'])):
            line, at = lines[m['line'] - 1], m['column'] - 1
            lines[m['line'] - 1] = line[:at] + m.get('new', '') + line[at + m['length']:]
        with open(os.path.join(new, name), encoding='utf-8') as file:
            wrong += file.read() != '\n'.join(lines)
    print('%d marks carried out, %d left, %d files wrong' % (len(made), len(left), wrong))
    sys.exit(wrong > 0 or not made)



HAN = re.compile('^[一-鿿，]$')


def is_plain_line(line):
    return len(line) > 40 and '。' in line and HAN.match(line[0]) and not re.search(r'[<>*\[\]|`]', line)


def edits_of(rng, line, taken):
    """Some edits of a line, from its end: (at, how many go, what comes), none within four characters of a mark or of
    another edit."""
    made = []
    for _ in range(rng.randint(1, 3)):
        at, gone = rng.randint(8, len(line) - 8), rng.choice([0, 0, 1, 2, 5])
        near = range(max(at - 4, 0), at + gone + 4)
        if any(k in taken for k in near) or not all(HAN.match(c) for c in line[at - 1:at + gone + 1]):
            continue
        taken.update(near)
        come = ''.join(rng.choice('鼋鼍鼐麒麟鳌鹬鸩龠龢') for _ in range(rng.randint(0 if gone else 1, 6)))
        made.append((at, gone, come))
    return sorted(made, reverse=True)


def edit(made, folder, seed, out):
    """Edits the sources at random, but not where the marks are, and writes where these must be then."""
    rng = random.Random(int(seed))
    with open(made, encoding='utf-8') as file:
        marks = json.load(file)
    n = 0
    for name in sorted({m['file'] for m in marks if m['file'].endswith('.md')}):
        path = os.path.join(folder, name)
        with open(path, encoding='utf-8') as file:
            lines = file.read().split('\n')
        shift, result, is_head = 0, [], lines[0] == '---'
        for number, line in enumerate(lines, 1):
            here = [m for m in marks if m['file'] == name and m.get('was_line', m['line']) == number]
            taken = {k for m in here for k in range(m['column'] - 1, m['column'] + m['length'])}
            for mark in here:
                mark['was_line'], mark['line'] = number, number + shift
            is_head = is_head and not (number > 1 and line == '---')
            if not is_head and is_plain_line(line) and rng.random() < 0.5:
                for at, gone, come in edits_of(rng, line, taken):
                    line = line[:at] + come + line[at + gone:]
                    n += 1
                    for mark in here:
                        if mark['column'] > at:
                            mark['column'] += len(come) - gone
                if rng.random() < 0.2:
                    result += ['鼋鼍鼐麒麟鳌鹬鸩龠龢，' * rng.randint(1, 9) + '鳌。', '']
                    shift += 2
                    for mark in here:
                        mark['line'] += 2
            result.append(line)
        with open(path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(result))
    with open(out, 'w', encoding='utf-8') as file:
        json.dump(marks, file, ensure_ascii=False)
    print(n, 'edits')


def fates(told, account, found):
    """Of the marks, as they were told when some were carried out, each has the fate that the account says."""
    with open(account, encoding='utf-8') as file:
        account = json.load(file)
    done = {c['number'] for f in account['files'] for c in f['changes']}
    left = {m['number'] for m in account['left']}
    with open(told, encoding='utf-8') as file:
        before = json.load(file)
    with open(found, encoding='utf-8') as file:
        after = {m['author']: m for m in json.load(file)}
    wrong = seen = 0
    for mark in before:
        now = after[mark['author']]
        if mark.get('same') or mark.get('contrary') or mark['number'] in left:
            continue
        want = 'done' if mark['number'] in done else 'open' if mark.get('effect') else 'unchanged'
        close = [m for m in before if m['number'] in done and m is not mark and m['file'] == mark['file'] and m['line'] == mark['line'] and
                 m['column'] <= mark['column'] + mark['length'] + 1 and mark['column'] <= m['column'] + m['length'] + 1]
        if close or (mark['file'] == 'issue.yaml' and 'fate' not in now):
            continue  # its own text is another's too; what is printed on every page is enclosed by nothing
        seen += 1
        if now.get('fate') != want:
            wrong += 1
            print('WRONG', want, now)
    print('%d fates, %d wrong' % (seen, wrong))
    sys.exit(wrong > 0 or not seen)


{'make': make, 'compare': compare, 'choose': choose_clear, 'carried': carried, 'edit': edit, 'fates': fates}[sys.argv[1]](*sys.argv[2:])
