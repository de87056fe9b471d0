#!/usr/bin/env python3
"""structure.py DOC STRUCTURE: does the tree of the pages (--dump=structure) say what the model (--dump=doc) says?

Of every document the kinds and texts of the nodes, in their order, white space and copies left out, must be those of the
model in the order that docs/稿件格式.md gives; so must rows, columns, spans and heads of every table, levels of headings,
and the number of paragraphs. The order stands here once more on purpose: a piece that the program's own order forgets would
be missing from its pages and from its self-check alike.
"""
import json
import re
import sys

LINE = re.compile(r'^( *)([a-z-]+)((?: [^"]*?)?)(?: ("(?:[^"\\]|\\.)*").*)?$')
TEXT_BLOCKS = ('paragraph', 'heading', 'book', 'subbook', 'chapter', 'section', 'subsection')


class Line:
    """a line of either dump: its depth, first word, the other words before a text, the text"""

    def __init__(self, line):
        match = LINE.match(line)
        if not match:
            sys.exit('not understood: ' + line)
        self.depth = len(match[1]) // 2
        self.kind = match[2]
        self.words = match[3].split()
        self.text = json.loads(match[4]) if match[4] else ''
        self.children = []

    def value(self, key):
        for word in self.words:
            if word.startswith(key + '='):
                return word[len(key) + 1:]
        return None


def read(path, structure):
    """the lines as a tree"""
    root = Line('root')
    root.depth = -1
    stack = [root]
    for text in open(path, encoding='utf-8').read().split('\n'):
        if not text or text.startswith(('gongbao ', 'artifact ')):
            continue
        if structure:
            text = re.sub(r' alternative="(?:[^"\\]|\\.)*"', '', text)
        line = Line(text)
        while stack[-1].depth >= line.depth:
            stack.pop()
        stack[-1].children.append(line)
        stack.append(line)
    return root


def solid(text):
    return re.sub(r'\s', '', text)


def find(line, kind):
    return [child for child in line.children if child.kind == kind]


def walk(line):
    yield line
    for child in line.children:
        yield from walk(child)


# ---- what the model says

def figure_facts(figure):
    yield 'figure',
    if figure.text:
        yield 'caption', solid(figure.text)


def table_facts(table):
    rows, columns = table.words[0].split('x')
    if 'names' in table.words and columns == '1':
        yield 'list',
        for cell in find(table, 'cell'):
            yield 'list-item', solid(cell.text)
        return
    kind = 'name-list' if 'borderless' in table.words else 'table'
    yield kind, rows, columns, table.words[2]
    for caption in find(table, 'caption'):
        yield 'caption', solid(caption.text)
    for unit in find(table, 'unit'):
        yield 'unit', solid(unit.text)
    cells = find(table, 'cell')
    for row in range(int(rows)):
        yield 'row',
        for cell in cells:
            place = cell.words[0].split(',')
            if place[0] != str(row):
                continue
            span = cell.words[2].split('x') if len(cell.words) > 2 and cell.words[1] == 'span' else ['1', '1']
            yield 'cell', place[0], place[1], span[0], span[1], 'head' in cell.words, solid(cell.text)
            for figure in find(cell, 'figure'):
                yield from figure_facts(figure)
    for note in find(table, 'table-note'):
        yield 'table-note', solid(note.text)


def level(block):
    return block.words[1] if block.words[:1] == ['level'] else None


def block_facts(block):
    if block.kind in TEXT_BLOCKS:
        yield block.kind, level(block), solid(block.text)
    elif block.kind == 'attachment-list':
        yield block.kind, solid(block.text)
    elif block.kind in ('contents-title', 'contents-entry'):
        yield 'own-' + block.kind, level(block), solid(block.text)
    elif block.kind == 'table':
        yield from table_facts(block)
    elif block.kind in ('figure', 'formula'):
        yield from figure_facts(block)
    elif block.kind == 'figures':
        for figure in block.children:
            yield from figure_facts(figure)
    elif block.kind == 'missing-pages':
        yield 'missing-pages',
    elif block.kind == 'footnote':
        yield 'footnote', block.words[0], solid(block.text)


def texts(doc, kind, name):
    for line in find(doc, kind):
        if line.text:
            yield name, solid(line.text)


def list_facts(doc):
    for given in find(doc, 'given-attachment-list'):
        yield 'attachment-list', '附件：' + solid(given.text)


def footer_facts(doc, place):
    if find(doc, 'footer') and find(doc, 'footer')[0].words == [place]:
        yield from texts(doc, 'moved-addressees', 'addressees')
        for kind in ('copies', 'printer', 'print-date'):
            yield from texts(doc, kind, kind)


def blocks_facts(doc, blocks):
    for block in blocks:
        if block.kind == 'attachment-list-here':
            yield from list_facts(doc)
        elif block.kind not in ('label', 'title'):
            yield from block_facts(block)


def title_facts(part, number):
    for kind, name in (('label', 'attachment-label'), ('title', 'title')):
        for line in find(part, kind):
            yield (name, solid(line.text)) if kind == 'label' else (name, number, solid(line.text))


def doc_facts(doc):
    parts = find(doc, 'part')
    marked = any(find(part, 'attachment-list-here') for part in parts)
    body = list(parts[0].children) if parts else []
    lost = []
    while body and body[-1].kind == 'missing-pages':
        lost.insert(0, body.pop())
    yield from texts(doc, 'letterhead', 'issuer-mark')
    yield from texts(doc, 'letterhead-suffix', 'issuer-mark')
    yield from texts(doc, 'number', 'number')
    for title in find(doc, 'title'):
        yield 'title', '1', solid(title.text)
    yield from texts(doc, 'subtitle', 'subtitle')
    yield from texts(doc, 'addressees', 'addressees')
    if parts:
        yield from title_facts(parts[0], '1')
    yield from blocks_facts(doc, body)
    if not marked:
        yield from list_facts(doc)
    yield from texts(doc, 'signature', 'signatory')
    yield from texts(doc, 'date', 'date')
    yield from texts(doc, 'note', 'note')
    yield from blocks_facts(doc, lost)
    yield from footer_facts(doc, 'after-body')
    for part in parts[1:]:
        yield part.words[0],
        yield from title_facts(part, '2')
        yield from blocks_facts(doc, part.children)
    yield from footer_facts(doc, 'at-end')


# ---- what the tree says

def node_facts(node):
    """None for a node whose inside is looked at by itself"""
    text = solid(node.text)
    if node.kind in ('table', 'name-list'):
        return node.kind, node.value('rows'), node.value('columns'), node.value('header-rows') or '0'
    if node.kind == 'cell':
        return ('cell', node.value('row'), node.value('column'), node.value('row-span') or '1',
                node.value('column-span') or '1', 'header' in node.words, text)
    if node.kind in TEXT_BLOCKS or node.kind in ('title', 'own-contents-title', 'own-contents-entry'):
        return node.kind, node.value('level'), text
    if node.kind == 'footnote':
        return node.kind, node.value('number'), text[1:]  # behind its mark: ①
    if node.kind == 'attachment-list':
        return node.kind, ''.join(solid(entry.text) for entry in node.children)
    if node.kind in ('row', 'list', 'figure', 'missing-pages', 'instrument', 'attachment'):
        return node.kind,
    return (node.kind, text) if text else None


def tree_facts(document):
    for node in walk(document):
        if 'copy' in node.words or node.kind == 'attachment-entry':
            continue
        if node.kind == 'attachment-list' and all('copy' in entry.words for entry in node.children):
            continue
        facts = node_facts(node)
        if facts:
            yield facts


# ---- the comparison

def compare(name, want, got):
    want, got = list(want), list(got)
    for i in range(max(len(want), len(got))):
        one, two = want[i] if i < len(want) else None, got[i] if i < len(got) else None
        if one != two:
            print('%s: piece %d is %s in the model, %s in the tree' % (name, i + 1, one, two))
            return False
    paragraphs = sum(facts[0] == 'paragraph' for facts in got)
    return paragraphs == sum(facts[0] == 'paragraph' for facts in want)


def main():
    model, tree = read(sys.argv[1], False), read(sys.argv[2], True)
    docs = [line for line in walk(model) if line.kind in ('document', 'about')]
    nodes = [line for line in walk(tree) if line.kind in ('document', 'about')]
    if not docs or [d.kind for d in docs] != [n.kind for n in nodes]:
        sys.exit('%d documents in the model, %d in the tree' % (len(docs), len(nodes)))
    same = [compare(d.words[0], doc_facts(d), tree_facts(n)) for d, n in zip(docs, nodes)]
    sys.exit(0 if all(same) else 1)


main()
