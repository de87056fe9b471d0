#!/usr/bin/env python3
"""read_aloud.py JSON: what a screen reader says of a PDF, a line a breath; JSON as for tags.py.

It knows the tree alone, as such a program does: no page, no place. Headings are said with their level, lists and tables with their
size, a cell behind what heads it, a link as one, a mark of a note with its number, a picture by its alternative.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tags

NUMERALS = '零一二三四五六'


def clean(text):
    return re.sub(r'\s+', ' ', text).strip()


class Reader:
    def __init__(self, file):
        self.file, self.tree, self.said = file, tags.Tree(file), []

    def say(self, text):
        self.said.append(text)

    def attributes(self, element):
        return self.file.get(element.object.get('/A', {}))

    def language(self, element):
        while element.parent and '/Lang' not in element.object:
            element = element.parent
        said = self.file.text(element.object.get('/Lang', 'u:'))
        return '（英文）' if said.startswith('en') else ''

    def text(self, element):
        """its own, and what stands below it, but for notes, which are said by themselves"""
        own = clean(element.text)
        own = self.language(element) + own if own else ''
        for child in element.children:
            own += self.text(child)
        return own

    def read(self, element):
        how = getattr(self, 'read_' + ('H' if re.fullmatch('H[1-6]', element.type) else element.type), None)
        if how:
            how(element)
            return
        if clean(element.text):
            self.say(self.language(element) + clean(element.text))
        self.read_all(element)

    def read_all(self, element):
        for child in element.children:
            self.read(child)

    def read_Part(self, element):
        name = self.file.text(element.object.get('/T', 'u:'))
        if name:
            self.say('栏目，' + name)
        self.read_all(element)

    def read_H(self, element):
        self.say('标题%s级，%s%s' % (NUMERALS[int(element.type[1])], self.language(element), clean(element.text)))
        self.read_all(element)

    def read_L(self, element):
        self.say('列表，%d项' % sum(child.type == 'LI' for child in element.children))
        self.read_all(element)

    def read_LI(self, element):
        self.say('项，' + self.text(element))

    def read_TOC(self, element):
        entries = [child for child in element.children if child.type == 'TOCI']
        for child in element.children:
            if child.type == 'Caption':
                self.say(self.text(child))
        self.say('目录，%d条' % len(entries))
        for entry in entries:
            self.say('链接，' + self.text(entry))

    def read_Figure(self, element):
        self.say('图，' + self.file.text(element.object.get('/Alt', 'u:')))  # and no deeper: such programs stop at an alternative

    def read_Formula(self, element):
        self.say('公式，' + self.file.text(element.object.get('/Alt', 'u:')))

    def read_Note(self, element):
        self.say('注，' + self.text(element))

    def read_Table(self, element):
        rows = [child for child in element.children if child.type == 'TR']
        grid = self.grid(rows)
        caption = ''.join('，' + self.text(child) for child in element.children if child.type == 'Caption')
        self.say('表格%s，%d行%d列' % (caption, len(rows), max(x for _, x in grid) + 1))
        for y, row in enumerate(rows):
            self.read_row(grid, y, row)
        self.say('表格完')

    def grid(self, rows):
        """(row, column) to the cell that covers it"""
        grid = {}
        for y, row in enumerate(rows):
            x = 0
            for cell in row.children:
                while (y, x) in grid:
                    x += 1
                for dy in range(self.attributes(cell).get('/RowSpan', 1)):
                    for dx in range(self.attributes(cell).get('/ColSpan', 1)):
                        grid[y + dy, x + dx] = cell
        return grid

    def heads(self, grid, y, x, cell):
        """texts of what heads a cell from above, each once; what heads its row has just been said"""
        found = []
        for head in (grid[i, x] for i in range(y) if (i, x) in grid):
            if head is not cell and self.attributes(head).get('/Scope') == '/Column' and head not in found:
                found.append(head)
        return [self.text(head) for head in found if self.text(head)]

    def read_row(self, grid, y, row):
        if row.children and all(cell.type == 'TH' for cell in row.children):
            self.say('表头行，' + '；'.join(self.text(cell) for cell in row.children))
            return
        parts = []
        for cell in row.children:
            x = min(x for (at, x), other in grid.items() if other is cell and at == y)
            text = self.text(cell) or '空'
            heads = self.heads(grid, y, x, cell) if cell.type == 'TD' else []
            parts.append('%s：%s' % ('、'.join(heads), text) if heads else text)
        self.say('第%d行，%s' % (y + 1, '；'.join(parts)))


reader = Reader(tags.File(sys.argv[1]))
for top in reader.tree.order:
    if not top.parent:
        reader.read(top)
print('\n'.join(reader.said))
