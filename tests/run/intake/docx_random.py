"""docx_random.py make SEED FILE.docx EXPECTED | compare DUMP EXPECTED

A random document by python-docx, which knows nothing of ours, with numbers counted here by hand; and what the reader's dump
has to say of it: each paragraph's characters with their attributes, each table's cells."""
import random
import re
import sys

WORDS = '为做好本市公共资源交易目录管理工作根据有关法律法规制定办法各区人民政府应当加强领导落实责任'
ATTRS = ('粗', '上', '下', '填空', '红', '号')
CHINESE = '零一二三四五六七八九'


def counted(n):
    """一 to 九十九"""
    tens, ones = divmod(n, 10)
    return ('' if tens == 0 else ('' if tens == 1 else CHINESE[tens]) + '十') + ('' if ones == 0 and tens else CHINESE[ones])


FORMATS = {'decimal': str, 'chineseCountingThousand': counted, 'upperLetter': lambda n: chr(64 + (n - 1) % 26 + 1) * ((n - 1) // 26 + 1),
           'decimalZero': lambda n: '%02d' % n, 'decimalFullWidth': lambda n: ''.join(chr(0xFF10 + int(c)) for c in str(n))}


def shown(chars):
    """(character, set of attributes) as the dump writes them"""
    out, now = '', ()
    for ch, attrs in chars:
        attrs = tuple(a for a in ATTRS if a in attrs)
        if attrs != now:
            out += ('}' if now else '') + ('{' + ','.join(attrs) + ':' if attrs else '')
            now = attrs
        out += ch
    return out + ('}' if now else '')


class Maker:
    def __init__(self, seed):
        import docx
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        self.rng = random.Random(seed)
        self.document = docx.Document()
        self.lines = []
        self.levels = [(self.rng.choice(sorted(FORMATS)), self.rng.choice((1, 1, 1, 3)), '（%%%d）' % (i + 1)) for i in range(3)]
        numbering = self.document.part.numbering_part.element
        inner = ''.join('<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>' % (i, start, form, text)
                        for i, (form, start, text) in enumerate(self.levels))
        numbering.insert(0, parse_xml('<w:abstractNum %s w:abstractNumId="900">%s</w:abstractNum>' % (nsdecls('w'), inner)))
        numbering.append(parse_xml('<w:num %s w:numId="900"><w:abstractNumId w:val="900"/></w:num>' % nsdecls('w')))
        self.counts = [None, None, None]

    def text(self, most=12):
        return ''.join(self.rng.choice(WORDS) for _ in range(self.rng.randrange(1, most)))

    def run(self, paragraph):
        from docx.shared import RGBColor
        run, attrs, text = paragraph.add_run(), set(), self.text()
        if self.rng.random() < .2:
            run.bold = True
            attrs.add('粗')
        if self.rng.random() < .15:
            run.font.color.rgb = RGBColor(255, 0, 0)
            attrs.add('红')
        if self.rng.random() < .1:
            run.font.superscript = True
            attrs.add('上')
        run.add_text(text)
        chars = [(ch, attrs) for ch in text]
        if self.rng.random() < .15:
            run.add_break()
            chars.append(('⏎', attrs))
        if self.rng.random() < .1:
            run.add_tab()
            chars.append(('　', attrs))
        if self.rng.random() < .1:
            blank = paragraph.add_run('    ')
            blank.underline = True
            chars += [(' ', {'填空'})] * 4
        return chars

    def number(self, paragraph):
        level = self.rng.randrange(3)
        numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val = level
        numbered.get_or_add_numId().val = 900
        form, start, text = self.levels[level]
        self.counts[level] = start if self.counts[level] is None else self.counts[level] + 1
        self.counts[level + 1:] = [None] * (2 - level)
        return [(ch, {'号'}) for ch in '（' + FORMATS[form](self.counts[level]) + '）']

    def paragraph(self):
        paragraph = self.document.add_paragraph()
        chars = self.number(paragraph) if self.rng.random() < .4 else []
        for _ in range(self.rng.randrange(4)):
            chars += self.run(paragraph)
        self.lines.append('段 ' + shown(chars))

    def table(self):
        rows, columns = self.rng.randrange(1, 5), self.rng.randrange(1, 5)
        table = self.document.add_table(rows, columns)
        top, left = self.rng.randrange(rows), self.rng.randrange(columns)
        bottom, right = self.rng.randrange(top, rows), self.rng.randrange(left, columns)
        table.cell(top, left).merge(table.cell(bottom, right))
        cells = {(r, c): (1, 1) for r in range(rows) for c in range(columns) if not (top <= r <= bottom and left <= c <= right)}
        cells[top, left] = (bottom - top + 1, right - left + 1)
        edges = sorted({c for _, c in cells} | {c + span for (_, c), (_, span) in cells.items()})
        self.lines.append('表 %d行%d列' % (rows, len(edges) - 1))
        for (row, column), (down, wide) in sorted(cells.items()):
            wide = edges.index(column + wide) - edges.index(column)
            self.lines.append('格 %d,%d' % (row + 1, edges.index(column) + 1) + (' %d×%d' % (down, wide) if down * wide > 1 else ''))
            cell = table.cell(row, column)
            text = self.text() if self.rng.random() < .8 else ''
            cell.paragraphs[0].add_run(text)
            self.lines.append('段 ' + text)
            if self.rng.random() < .2:
                text = self.text()
                cell.add_paragraph(text)
                self.lines.append('段 ' + text)

    def make(self, path, expected):
        for _ in range(self.rng.randrange(1, 25)):
            self.table() if self.rng.random() < .15 else self.paragraph()
        self.document.save(path)
        open(expected, 'w', encoding='utf-8').write('\n'.join(self.lines) + '\n')


def plain(line):
    """A line of the dump without looks."""
    line = re.sub(r'^ *', '', line)
    line = re.sub(r'^(段|表) \[[^\]]*\] ', r'\1 ', line)
    if line.startswith('表 '):
        line = re.match(r'表 \d+行\d+列', line).group()
    return re.sub(r'^(格 \d+,\d+( \d+×\d+)?).*', r'\1', line)


def compare(dump, expected):
    text = open(dump, encoding='utf-8').read().split('\n---- ')[0]
    found = [plain(line) for line in text.rstrip('\n').split('\n')]
    wanted = open(expected, encoding='utf-8').read().rstrip('\n').split('\n')
    for i in range(max(len(found), len(wanted))):
        a, b = found[i] if i < len(found) else None, wanted[i] if i < len(wanted) else None
        if a != b:
            sys.exit('line %d: found %r, wanted %r' % (i + 1, a, b))


if sys.argv[1] == 'make':
    Maker(int(sys.argv[2])).make(sys.argv[3], sys.argv[4])
else:
    compare(sys.argv[2], sys.argv[3])
