#!/usr/bin/env python3
"""marks.py make|compare|choose|carried …: random marks on an issue's PDF, and whether each came back to its very characters.

make PDF DUMP FOLDER N_RANDOM N_TWICE SEED OUT.json: where each character stands is MuPDF's answer, what it is in
the sources that of --dump=pages, read beside the sources themselves; nothing of gongbao's own reader of marks is
asked. Of N_TWICE marks the words stand twice on their page.
compare OUT.json MARKS.json: each mark as it was made against what `gongbao marks --json` says.
choose MARKS.json OUT.json: of the list those that say how the text becomes, and contradict no other.
carried MARKS.json LEFT.json OLD NEW: the sources in NEW are those in OLD with these marks carried out, less those
that the account says were left.
"""
import json
import os
import random
import re
import sys

PLACE = re.compile(r' at=(.*?):(\d+):(\d+) ("(?:[^"\\]|\\.)*")')


def runs_of(dump):
    """Of each page the runs of glyphs: (file, line, column, text, size), file None where it is generated."""
    pages = []
    with open(dump, encoding='utf-8') as file:
        for line in file:
            line = line.rstrip('\n')
            if line.startswith('page '):
                pages.append([])
            elif line.startswith('glyphs '):
                place = PLACE.search(line)
                size = float(re.search(r' size=([\d.]+)', line)[1])
                if place:
                    pages[-1].append((place[1], int(place[2]), int(place[3]), json.loads(place[4]), size))
                else:
                    text = re.search(r' at=- ("(?:[^"\\]|\\.)*")', line)
                    pages[-1].append((None, 0, 0, json.loads(text[1]) if text else '', size))
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


def traced(page, sizes):
    """(ch, box in PDF user space) of each character that is no blank, in the order of the content. Of MuPDF's answer
    the origins, directions and advances are taken; the box is an em square by them."""
    back = ~page.transformation_matrix
    import fitz
    chars = []
    for span in page.get_texttrace():
        dx, dy = span['dir']
        for k, (code, _, (x, y), box) in enumerate(span['chars']):
            if chr(code).isspace():
                continue
            size = sizes[min(len(chars), len(sizes) - 1)]  # MuPDF has none of turned text
            long = max(box[2] - box[0], 0.1)
            if abs(dx) < 0.5:  # the boxes of turned text are not to be had
                long = size if code >= 0x2E80 else size / 2
                if k + 1 < len(span['chars']):
                    long = min(abs(span['chars'][k + 1][2][1] - y), long)
            ends = [fitz.Point(x, y), fitz.Point(x + dx * long, y + dy * long)]
            chars.append((chr(code), ends, (-dy, dx), size, back))
    return chars


def quad_of(chars, heights):
    import fitz
    points = []
    for _, ends, (ux, uy), size, back in chars:
        for point in ends:
            for up in (-heights[0] * size, heights[1] * size):
                points.append(fitz.Point(point.x + ux * up, point.y + uy * up) * back)
    return [min(p.x for p in points), min(p.y for p in points), max(p.x for p in points), max(p.y for p in points)]


def load(pdf, dump, folder):
    import fitz
    sources, document, pages = Sources(folder), fitz.open(pdf), []
    for number, runs in enumerate(runs_of(dump)):
        told = chars_of(runs, sources)
        seen = traced(document[number], [c[3] for c in told] or [1])
        if [c[0] for c in told] != [c[0] for c in seen]:
            print('page', number + 1, 'reads otherwise in MuPDF: left out (%d and %d characters)' % (len(told), len(seen)))
            pages.append([])
            continue
        pages.append([(t[0], t[1], t[2], s) for t, s in zip(told, seen)])
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


def mark_of(rng, number, chars, first, end):
    kind = rng.choice(['highlight', 'underline', 'squiggly', 'strikeout', 'replace', 'caret'])
    quad = quad_of([c[3] for c in chars[first:end]], rng.choice(HEIGHTS))
    name, line, column = chars[first][1]
    text = ''.join(c[0] for c in chars[first:end])
    mark = {'page': number, 'kind': kind, 'quads': [quad], 'words': rng.choice(['修订', '明显', '二〇二六', 'A1']),
            'file': name, 'line': line, 'column': column, 'length': end - first, 'text': text}
    is_turned = chars[first][3][2][1] != 1
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
                    if at + size <= end and text.count(text[at:at + size]) > 1:
                        twice.append((number, at, at + size))
    whole = [(n, f, e) for n, chars in enumerate(pages) for f, e in stretches(chars, 2, 12)]
    for _ in range(n_random):
        number, first, end = rng.choice(whole)
        size = rng.randint(1, min(12, end - first))
        at = rng.randint(first, end - size)
        marks.append(mark_of(rng, number, pages[number], at, at + size))
    for number, first, end in rng.sample(twice, min(n_twice, len(twice))):
        marks.append(mark_of(rng, number, pages[number], first, end))
    return marks


def make(pdf, dump, folder, n_random, n_twice, seed, out):
    rng = random.Random(int(seed))
    marks = choose(rng, load(pdf, dump, folder), int(n_random), int(n_twice))
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


{'make': make, 'compare': compare, 'choose': choose_clear, 'carried': carried}[sys.argv[1]](*sys.argv[2:])
