#!/usr/bin/env python3
"""archive_rules.py [--screen] JSON PDF: does a file keep the rules of PDF/A-2a and PDF/UA-1 that are of its objects alone?

JSON as for tags.py. One table has each rule with its clause (A: ISO 19005-2, U: ISO 14289-1), what keeps it and what breaks it.
--screen: those of PDF/UA-1 alone.

archive_rules.py --broken JSON PDF: is each rule seen to be broken by a file that breaks it?
What needs more than that is in archive.py (colours, widths, metadata) and tags.py (the tree and what is drawn).
Which of them keeps which rule of the standards: tests/archive_rules.md.
"""
import base64
import copy
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tags

STANDARD = set('''Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula
Form'''.split())
INTENTS = {'RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation'}
BLENDS = set('''Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion
Hue Saturation Color Luminosity'''.split())
ACTIONS = {'GoTo', 'GoToR', 'GoToE', 'Thread', 'URI', 'Named', 'SubmitForm'}
OPERATORS = set(b'''b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri
s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "'''.split())
FILTERS = {b'/ASCIIHexDecode', b'/ASCII85Decode', b'/FlateDecode', b'/RunLengthDecode', b'/CCITTFaxDecode', b'/DCTDecode'}
BOXES = ('/MediaBox', '/CropBox', '/BleedBox', '/TrimBox', '/ArtBox')
FONT_KEYS = {'/Type0': {'/BaseFont', '/Encoding', '/DescendantFonts', '/ToUnicode'},
             '/TrueType': {'/BaseFont', '/FirstChar', '/LastChar', '/Widths', '/FontDescriptor', '/ToUnicode'},
             '/CIDFontType0': {'/BaseFont', '/CIDSystemInfo', '/FontDescriptor'},
             '/CIDFontType2': {'/BaseFont', '/CIDSystemInfo', '/FontDescriptor', '/CIDToGIDMap'}}
LARGEST, SMALLEST, MOST_WHOLE = 3.403e38, 1.175e-38, 2 ** 31 - 1
DEEPEST, LONGEST_STRING, LONGEST_NAME, LEAST_PAGE, MOST_PAGE = 28, 32767, 127, 3, 14400
LANGUAGE = re.compile(r'[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*')


class Paper:
    """a file, taken apart once for all rules"""

    def __init__(self, json, bytes_):
        self.json, self.bytes = json, bytes_
        self.file = tags.File.__new__(tags.File)
        self.file.json, self.file.objects, self.file.pages, self.file.cmaps = json, json['qpdf'][1], [], {}
        self.trailer = self.file.objects['trailer']['value']
        self.root = self.file.get(self.trailer['/Root'])
        self.file.root = self.root
        self.file.add_pages(self.root['/Pages'])
        self.values = [value for entry in self.file.objects.values() if isinstance(entry, dict)
                       for value in self.within(entry.get('value', entry.get('stream', {}).get('dict')))]
        self.dicts = [value for value in self.values if isinstance(value, dict)]
        self.streams = [entry['stream']['dict'] for entry in self.file.objects.values() if 'stream' in entry]

    def get(self, value):
        return self.file.get(value)

    def dict_of(self, reference):
        entry = self.file.objects['obj:' + reference]
        return entry['stream']['dict'] if 'stream' in entry else entry['value']

    def within(self, value):
        yield value
        for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from self.within(child)

    def of_type(self, name, key='/Type'):
        return [value for value in self.dicts if value.get(key) == '/' + name]

    def annotations(self):
        return [self.get(note) for page in self.file.pages for note in self.get(self.get(page).get('/Annots', []))]

    def contents(self):
        """(reference, words) of pages, forms and patterns"""
        forms = [key[4:] for key, entry in self.file.objects.items() if is_drawn(entry.get('stream', {}).get('dict', {}))]
        for reference in [self.get(page)['/Contents'] for page in self.file.pages] + forms:
            yield reference, tags.TOKEN.findall(self.file.stream(reference)[1])

    def operators(self):
        return {word for _, words in self.contents() for word in words if re.match(rb'[A-Za-z\'"]', word)} - {b'true', b'false', b'null'}

    def fonts(self, kind):
        return self.of_type(kind, '/Subtype')

    def elements(self):
        return self.of_type('StructElem')

    def characters(self):
        return [text for entry in self.of_type('Font') if '/ToUnicode' in entry for text in self.cmap(entry)]

    def cmap(self, font):
        words = self.file.stream(font['/ToUnicode'])[1].decode('latin-1')
        for block in re.findall(r'beginbf(?:char|range)(.*?)endbf', words, re.S):
            for text in re.findall(r'<([0-9a-fA-F]+)>\s*(?:\n|$)', block):
                yield bytes.fromhex(text).decode('utf-16-be', 'replace')

    def codes(self, font):
        """of a font, those of which it says a character"""
        text = self.file.stream(font['/ToUnicode'])[1].decode('latin-1') if '/ToUnicode' in font else ''
        found = set()
        for block in re.findall(r'beginbfchar(.*?)endbfchar', text, re.S):
            found |= {int(code, 16) for code, _ in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block)}
        for block in re.findall(r'beginbfrange(.*?)endbfrange', text, re.S):
            for low, high, _ in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block):
                found |= set(range(int(low, 16), int(high, 16) + 1))
        return found

    # ---- for breaking

    def new(self, value):
        name = '%d 0 R' % (1 + max(int(key[4:].split()[0]) for key in self.file.objects if key.startswith('obj:')))
        self.file.objects['obj:' + name] = {'value': value}
        return name

    def draw(self, what):
        """more in the first page's content"""
        stream = self.file.objects['obj:' + self.get(self.file.pages[0])['/Contents']]['stream']
        stream['data'] = base64.b64encode(base64.b64decode(stream['data']) + b'\n' + what).decode()


def deepest(words):
    depth = most = 0
    for word in words:
        depth += (word == b'q') - (word == b'Q')
        most = max(most, depth)
    return most


def is_drawn(stream):
    """a form or a pattern"""
    return stream.get('/Subtype') == '/Form' or stream.get('/PatternType') == 1


def shown_codes(paper):
    """(font, code) of what pages and forms show"""
    for reference, words in paper.contents():
        place = next((paper.get(page) for page in paper.file.pages if paper.get(page)['/Contents'] == reference), None) or \
            paper.dict_of(reference)
        fonts, font, operands, saved = paper.get(paper.get(place.get('/Resources', {})).get('/Font', {})), None, [], []
        for word in words:
            if not re.match(rb'[A-Za-z\'"]', word):
                operands.append(word)
                continue
            if word == b'Tf':
                font = paper.get(fonts[operands[0].decode()])
            elif word in (b'q', b'Q'):
                font = saved.append(font) or font if word == b'q' else saved.pop()
            elif word in (b'Tj', b'TJ'):
                width = 2 if font['/Subtype'] == '/Type0' else 1
                for data in (tags.literal(one) for one in operands if one[:1] in b'<('):
                    yield from ((font, int.from_bytes(data[i:i + width], 'big')) for i in range(0, len(data), width))
            operands = []


def is_private(text):
    return any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in text)


def spoken(paper):
    """every /ActualText, of elements and of contents"""
    for element in paper.elements():
        if '/ActualText' in element:
            yield paper.file.text(element['/ActualText'])
    for _, words in paper.contents():
        for key, value in zip(words, words[1:]):
            if key == b'/ActualText':
                yield tags.literal(value)[2:].decode('utf-16-be')


def languages(paper):
    for value in paper.dicts:
        if isinstance(value.get('/Lang'), str):
            yield paper.file.text(value['/Lang'])
    for _, words in paper.contents():
        yield from (tags.literal(value).decode() for key, value in zip(words, words[1:]) if key == b'/Lang')


def unmapped(paper):
    """codes that are shown and of which their font says no character"""
    known = {}
    for font, code in shown_codes(paper):
        if id(font) not in known:
            known[id(font)] = (font, paper.codes(font))
        if code not in known[id(font)][1]:
            yield code


def laid_out(paper):
    """(objects as they stand in the file, what is wrong with how they stand): its bytes alone"""
    data, heads, wrong = paper.bytes, [], set()
    at = data.index(b'\n', data.index(b'\n') + 1) + 1
    while True:
        begin = re.compile(rb'[1-9][0-9]* 0 obj\n').match(data, at)
        if not begin:
            break
        end = re.compile(rb'\n(stream\n|endobj\n)').search(data, begin.end())
        heads.append(data[begin.end():end.start()])
        at = end.end()
        if end[1] == b'stream\n':
            length = re.search(rb'/Length (\d+)', heads[-1])
            at += int(length[1])
            closed = re.compile(rb'\r?\nendstream\n?').match(data, at)
            if not closed:
                wrong.add('length')
                break
            at = closed.end()
            if not data.startswith(b'endobj\n', at):
                wrong.add('space')
                break
            at += len(b'endobj\n')
    if not wrong and not re.compile(rb'(xref\n0 \d+\n|startxref\n\d+\n%%EOF)').match(data, at):
        wrong.add('space')
    return heads, wrong


def packings(paper):
    """filters of streams as they are in the file; the JSON has them unpacked"""
    heads, _ = laid_out(paper)
    return {name for head in heads for list_ in re.findall(rb'/Filter\s*(/\w+|\[[^\]]*\])', head) for name in re.findall(rb'/\w+', list_)}


def numbers(paper):
    for value in paper.values:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield value
    for _, words in paper.contents():
        for word in words:
            if re.fullmatch(rb'[-+]?\d+', word):
                yield int(word)
            elif re.fullmatch(rb'[-+]?(\d+\.\d*|\.\d+)', word):
                yield float(word)


def is_number_good(value):
    if isinstance(value, int):
        return -MOST_WHOLE - 1 <= value <= MOST_WHOLE
    return value == 0 or SMALLEST <= abs(value) <= LARGEST


def is_font_whole(paper, font):
    if not FONT_KEYS[font['/Subtype']] <= set(font) or font.get('/Type') != '/Font':
        return False
    return font['/Subtype'] != '/TrueType' or len(paper.get(font['/Widths'])) == font['/LastChar'] - font['/FirstChar'] + 1


def tables_of_characters(paper, font):
    """(platform, encoding) of those of a TrueType program"""
    data = paper.file.stream(paper.get(font['/FontDescriptor'])['/FontFile2'])[1]
    number = lambda at, size: int.from_bytes(data[at:at + size], 'big')
    at = next((number(12 + 16 * i + 8, 4) for i in range(number(4, 2)) if data[12 + 16 * i:][:4] == b'cmap'), None)
    return [] if at is None else [(number(at + 4 + 8 * i, 2), number(at + 6 + 8 * i, 2)) for i in range(number(at + 2, 2))]


def finds_its_characters(paper, font):
    tables = tables_of_characters(paper, font)
    if paper.get(font['/FontDescriptor'])['/Flags'] & 4:
        return len(tables) == 1 or (3, 0) in tables
    return bool({(3, 1), (1, 0)} & set(tables))


def spoil_program(paper):
    """a TrueType font whose program knows no characters"""
    stream = paper.file.objects['obj:' + paper.get(paper.fonts('TrueType')[0]['/FontDescriptor'])['/FontFile2']]['stream']
    stream['data'] = base64.b64encode(base64.b64decode(stream['data']).replace(b'cmap', b'xmap', 1)).decode()


def symbolic_is_right(paper, font):
    symbolic = paper.get(font['/FontDescriptor'])['/Flags'] & 4
    return ('/Encoding' not in font) if symbolic else paper.get(font.get('/Encoding')) in ('/WinAnsiEncoding', '/MacRomanEncoding')


def metadata(paper):
    return paper.file.stream(paper.root['/Metadata'])[1] if '/Metadata' in paper.root else b''


def put(place, key, value):
    place[key] = value


def drop(place, key):
    place.pop(key)


def first_text(paper):
    return next(value for value in paper.of_type('Font') if '/ToUnicode' in value)


def new_characters(paper, text):
    stream = paper.file.objects['obj:' + first_text(paper)['/ToUnicode']]['stream']
    old = base64.b64decode(stream['data'])
    stream['data'] = base64.b64encode(re.sub(rb'(<[0-9a-fA-F]+>\s*)<[0-9a-fA-F]{4}>(\s*\n)', rb'\1<' + text + rb'>\2', old)).decode()


# (clause, what is said of a file that breaks it, whether a file keeps it, what breaks one)
RULES = [
    ('U 7.1', 'its title is not shown', lambda p: p.get(p.root.get('/ViewerPreferences', {})).get('/DisplayDocTitle') is True,
     lambda p: drop(p.root, '/ViewerPreferences')),
    ('U 7.1', 'it has no title', lambda p: re.search(rb'<dc:title>.*?<rdf:li[^>]*>[^<]', metadata(p), re.S),
     lambda p: drop(p.root, '/Metadata')),
    ('U 7.1', 'it is not marked, or suspects its marks',
     lambda p: p.root.get('/MarkInfo', {}).get('/Marked') is True and p.root['/MarkInfo'].get('/Suspects') is not True,
     lambda p: put(p.root['/MarkInfo'], '/Suspects', True)),
    ('U 7.1', 'a type of element that nothing explains', lambda p: all(e['/S'][1:] in STANDARD for e in p.elements()),
     lambda p: put(p.elements()[-1], '/S', '/Paragraph')),
    ('U 7.1', 'a standard type means another', lambda p: '/RoleMap' not in p.get(p.root['/StructTreeRoot']) or
     not {key[1:] for key in p.get(p.get(p.root['/StructTreeRoot'])['/RoleMap'])} & STANDARD,
     lambda p: put(p.get(p.root['/StructTreeRoot']), '/RoleMap', {'/P': '/Span'})),
    ('U 7.2', 'no language, or none that there is', lambda p: '/Lang' in p.root and all(LANGUAGE.fullmatch(one) for one in languages(p)),
     lambda p: put(p.elements()[0], '/Lang', 'u:中文')),
    ('U 7.3', 'a picture or a formula that says nothing',
     lambda p: all(p.file.text(e.get('/Alt', 'u:')).strip() for e in p.elements() if e['/S'] in ('/Figure', '/Formula')),
     lambda p: put(p.elements()[-1], '/S', '/Figure')),
    ('U 7.4.4', 'headings with a level and without', lambda p: not any(e['/S'] == '/H' for e in p.elements()),
     lambda p: put(next(e for e in p.elements() if e['/S'] == '/H1'), '/S', '/H')),
    ('U 7.5', 'a head of no direction', lambda p: all(e['/S'] != '/TH' or '/Scope' in p.get(e.get('/A', {})) for e in p.elements()),
     lambda p: drop(next(e for e in p.elements() if e['/S'] == '/TH'), '/A')),
    ('U 7.9', 'a note that cannot be told from others', lambda p: unique([e.get('/ID') for e in p.elements() if e['/S'] == '/Note']),
     lambda p: put(p.elements()[-1], '/S', '/Note')),
    ('U 7.10', 'parts that can be shown or not', lambda p: '/OCProperties' not in p.root,
     lambda p: put(p.root, '/OCProperties', {'/OCGs': [], '/D': {}})),
    ('U 7.15', 'a form of another kind, or to be filled', lambda p: '/AcroForm' not in p.root and '/NeedsRendering' not in p.root,
     lambda p: put(p.root, '/AcroForm', {'/XFA': 'u:'})),
    ('U 7.16', 'it is encrypted', lambda p: '/Encrypt' not in p.trailer, lambda p: put(p.trailer, '/Encrypt', {'/P': -1})),
    ('U 7.18.1', 'an annotation of another kind', lambda p: all(n['/Subtype'] == '/Link' for n in p.annotations()),
     lambda p: put(p.annotations()[0], '/Subtype', '/Text')),
    ('U 7.18.3', 'a page whose order is not the structure\'s', lambda p: all(p.get(page).get('/Tabs') == '/S' for page in p.file.pages),
     lambda p: drop(p.get(p.file.pages[0]), '/Tabs')),
    ('U 7.18.5', 'a link that says nothing', lambda p: all(n.get('/Contents', 'u:') != 'u:' for n in p.annotations()),
     lambda p: drop(p.annotations()[0], '/Contents')),
    ('U 7.20', 'a part of another file', lambda p: not any('/Ref' in one for one in p.streams),
     lambda p: put(p.streams[0], '/Ref', {'/F': 'u:x.pdf'})),
    ('U 7.21.3', 'codes that are read by a table not in the file', lambda p: all(f['/Encoding'] == '/Identity-H' for f in p.fonts('Type0')),
     lambda p: put(p.fonts('Type0')[0], '/Encoding', '/Other-H')),
    ('U 7.21.3.2', 'a TrueType font that does not say which glyph a code is',
     lambda p: all(isinstance(f.get('/CIDToGIDMap'), str) for f in p.fonts('CIDFontType2')),
     lambda p: put(p.fonts('CIDFontType0')[0], '/Subtype', '/CIDFontType2')),
    ('U 7.21.4.1', 'a font that is not in the file',
     lambda p: all(any(k in d for k in ('/FontFile', '/FontFile2', '/FontFile3')) for d in p.of_type('FontDescriptor')),
     lambda p: [p.of_type('FontDescriptor')[0].pop(k, None) for k in ('/FontFile', '/FontFile2', '/FontFile3')]),
    ('U 7.21.4.2', 'a set of glyphs, which may lack some', lambda p: not any({'/CIDSet', '/CharSet'} & set(d) for d in p.dicts),
     lambda p: put(p.get(p.fonts('CIDFontType0')[0]['/FontDescriptor']), '/CIDSet', p.root['/Metadata'])),
    ('U 7.21.6', 'a TrueType font whose codes are doubtful', lambda p: all(symbolic_is_right(p, f) for f in p.fonts('TrueType')),
     lambda p: put(p.get(p.fonts('TrueType')[0]['/FontDescriptor']), '/Flags', 36) or
     put(p.fonts('TrueType')[0], '/Encoding', '/WinAnsiEncoding')),
    ('U 7.21.6', 'a TrueType program that finds no characters', lambda p: all(finds_its_characters(p, f) for f in p.fonts('TrueType')),
     spoil_program),
    ('U 7.21.3.3', 'a table that needs another', lambda p: not any(b'usecmap' in p.file.stream(f['/ToUnicode'])[1] for f in p.of_type('Font') if '/ToUnicode' in f),
     lambda p: put(p.file.objects['obj:' + first_text(p)['/ToUnicode']]['stream'], 'data', base64.b64encode(b'/Other usecmap').decode())),
    ('U 7.21.7', 'a code that is shown and is no character', lambda p: next(unmapped(p), None) is None,
     lambda p: put(p.file.objects['obj:' + first_text(p)['/ToUnicode']]['stream'], 'data', base64.b64encode(b'0 beginbfchar endbfchar').decode())),
    ('U 7.21.7', 'a glyph that is no character', lambda p: not any(c in '\0\ufeff\ufffe' for text in p.characters() for c in text),
     lambda p: new_characters(p, b'FEFF')),
    ('U 7.21.8', 'a glyph that no font has', lambda p: not any(f['/Subtype'] == '/Type0' and code == 0 for f, code in shown_codes(p)),
     lambda p: p.draw(b'BT /%s 1 Tf <0000> Tj ET' % name_of_font(p, '/Type0'))),
    ('A 6.1.2', 'no line of bytes that are no text behind the first', lambda p: re.match(rb'%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}', p.bytes),
     lambda p: put(p.__dict__, 'bytes', b'%PDF-1.7\n1 0 obj' + p.bytes[16:])),
    ('A 6.1.3', 'something behind its end', lambda p: re.search(rb'%%EOF(\r\n|\r|\n)?\Z', p.bytes),
     lambda p: put(p.__dict__, 'bytes', p.bytes + b'more')),
    ('A 6.1.3', 'no name of its own', lambda p: len(p.trailer.get('/ID', [])) == 2, lambda p: drop(p.trailer, '/ID')),
    ('A 6.1.6', 'a string of half a byte',
     lambda p: all(len(re.sub(rb'\s', b'', word)) % 2 == 0 for _, words in p.contents() for word in words if word[:1] == b'<'),
     lambda p: p.draw(b'BT <123> Tj ET')),
    ('A 6.1.7', 'a stream is packed in a way that is forbidden', lambda p: packings(p) <= FILTERS,
     lambda p: put(p.__dict__, 'bytes', p.bytes.replace(b'/Filter /FlateDecode', b'/Filter /LZWDecode  ', 1))),
    ('A 6.1.7', 'a stream is in another file', lambda p: not any({'/F', '/FFilter', '/FDecodeParms'} & set(d) for d in p.streams),
     lambda p: put(p.streams[0], '/F', 'u:other')),
    ('A 6.1.7', 'a stream is not as long as it says', lambda p: 'length' not in laid_out(p)[1],
     lambda p: put(p.__dict__, 'bytes', re.sub(rb'/Length (\d)', rb'/Length 1\1', p.bytes, count=1))),
    ('A 6.1.8', 'a name that is no text', lambda p: not any(isinstance(one, str) and one.startswith('n:') for one in p.values),
     lambda p: put(p.root, '/More', 'n:/#ff')),
    ('A 6.1.9', 'objects that do not stand as they are to', lambda p: not laid_out(p)[1],
     lambda p: put(p.__dict__, 'bytes', p.bytes.replace(b' obj\n', b' obj ', 1))),
    ('A 6.1.10', 'a picture within what is drawn', lambda p: not p.operators() & {b'BI', b'ID', b'EI'},
     lambda p: p.draw(b'BI /W 1 /H 1 /F /LZW ID x EI')),
    ('A 6.1.12', 'it asks for rights', lambda p: '/Perms' not in p.root, lambda p: put(p.root, '/Perms', {'/DocMDP': None})),
    ('A 6.1.13', 'states within states, too many', lambda p: all(deepest(words) <= DEEPEST for _, words in p.contents()),
     lambda p: p.draw(b'q ' * 29 + b'Q ' * 29)),
    ('A 6.1.13', 'a number is too large, or too near to nothing', lambda p: all(map(is_number_good, numbers(p))),
     lambda p: p.draw(b'0 99999999999 m')),
    ('A 6.1.13', 'a string or a name is too long', lambda p: all(is_short(one) for one in p.values if isinstance(one, str)),
     lambda p: put(p.root, '/More', '/' + 'n' * 128)),
    ('A 6.1.13', 'a page of a size that is none', lambda p: all(LEAST_PAGE <= box[i + 2] - box[i] <= MOST_PAGE for box in boxes(p) for i in (0, 1)),
     lambda p: put(p.get(p.file.pages[0]), '/MediaBox', [0, 0, 20000, 100])),
    ('A 6.2.2', 'an operator that there is not', lambda p: p.operators() <= OPERATORS, lambda p: p.draw(b'1 2 zz')),
    ('A 6.2.2', 'a page or a form that takes what it needs from elsewhere',
     lambda p: all('/Resources' in p.get(page) for page in p.file.pages) and all('/Resources' in f for f in p.dicts if is_drawn(f)),
     lambda p: drop(p.get(p.file.pages[0]), '/Resources')),
    ('A 6.2.3', 'a profile that is elsewhere', lambda p: not any('/DestOutputProfileRef' in d for d in p.dicts),
     lambda p: put(p.root, '/More', {'/DestOutputProfileRef': None})),
    ('A 6.2.4.2', 'a profile of another thing than the file', lambda p: '/ICCBased' not in p.values, lambda p: put(p.root, '/More', ['/ICCBased', None])),
    ('A 6.2.4.3', 'four colours', lambda p: not p.operators() & {b'k', b'K'} and '/DeviceCMYK' not in p.values and
     not any(b'/DeviceCMYK' in words for _, words in p.contents()), lambda p: p.draw(b'/DeviceCMYK cs')),
    ('A 6.2.4.4', 'colours of a press', lambda p: not {'/Separation', '/DeviceN'} & {one for one in p.values if isinstance(one, str)},
     lambda p: put(p.root, '/More', ['/Separation', '/Gold'])),
    ('A 6.2.5', 'curves and screens of a press',
     lambda p: not any({'/TR', '/HTP', '/HT'} & set(g) or g.get('/TR2', '/Default') != '/Default' for g in states(p)),
     lambda p: put(p.root, '/More', {'/Type': '/ExtGState', '/TR': '/Identity'})),
    ('A 6.2.6', 'an intent of no name', lambda p: {one[1:] for d in p.dicts for one in (d.get('/RI'), is_image(d) and d.get('/Intent')) if one} |
     {words[i - 1][1:].decode() for _, words in p.contents() for i, word in enumerate(words) if word == b'ri'} <= INTENTS,
     lambda p: p.draw(b'/Vivid ri')),
    ('A 6.2.8', 'a picture that is another, or is smoothed', lambda p: not any({'/Alternates', '/OPI'} & set(d) or d.get('/Interpolate') for d in p.streams),
     lambda p: put(p.streams[0], '/Interpolate', True)),
    ('A 6.2.8.3', 'a picture that is JPEG 2000', lambda p: b'/JPXDecode' not in packings(p),
     lambda p: put(p.__dict__, 'bytes', p.bytes.replace(b'/Filter /FlateDecode', b'/Filter /JPXDecode  ', 1))),
    ('A 6.2.9', 'a program to be drawn', lambda p: not any(d.get('/Subtype') == '/PS' or '/PS' in d or d.get('/Subtype2') == '/PS' for d in p.streams),
     lambda p: put(p.streams[0], '/Subtype2', '/PS')),
    ('A 6.2.10', 'colours that are mixed in a way that is none', lambda p: all(set(names_of(g.get('/BM', '/Normal'))) <= BLENDS for g in states(p)),
     lambda p: put(p.root, '/More', {'/Type': '/ExtGState', '/BM': '/Glow'})),
    ('A 6.2.10', 'what shines through, and no space for it to mix in',
     lambda p: '/OutputIntents' in p.root or not any(shines(d) for d in p.dicts),
     lambda p: drop(p.root, '/OutputIntents') or put(p.root, '/More', {'/Type': '/ExtGState', '/ca': 0.5})),
    ('A 6.2.11.2', 'a font that lacks what a font has',
     lambda p: all(is_font_whole(p, f) for d in FONT_KEYS for f in p.fonts(d[1:])), lambda p: p.get(p.fonts('TrueType')[0]['/Widths']).pop()),
    ('A 6.2.11.2', 'a font of another kind', lambda p: all(f.get('/Subtype') in FONT_KEYS for f in p.of_type('Font')),
     lambda p: put(p.fonts('TrueType')[0], '/Subtype', '/Type3')),
    ('A 6.2.11.7.3', 'a character that only this file knows', lambda p: not any(map(is_private, p.characters())) and not any(map(is_private, spoken(p))),
     lambda p: put(p.elements()[-1], '/ActualText', 'u:\ue000')),
    ('A 6.2.11.7.3', 'a glyph that only this file knows', lambda p: not any(map(is_private, p.characters())),
     lambda p: new_characters(p, b'E000')),
    ('A 6.3.2', 'an annotation that is hidden, or not printed', lambda p: all(n.get('/F', 0) & 0x127 == 4 for n in p.annotations()),
     lambda p: put(p.annotations()[0], '/F', 6)),
    ('A 6.3.3', 'an annotation that is drawn', lambda p: not any('/AP' in n for n in p.annotations()),
     lambda p: put(p.annotations()[0], '/AP', {'/D': None})),
    ('A 6.5.1', 'something is done that may not be', lambda p: all(one['/S'][1:] in ACTIONS for one in actions(p)),
     lambda p: put(p.annotations()[0], '/A', {'/Type': '/Action', '/S': '/Launch'})),
    ('A 6.5.2', 'something is done unasked', lambda p: '/OpenAction' not in p.root and not any('/AA' in d for d in p.dicts),
     lambda p: put(p.get(p.file.pages[0]), '/AA', {'/O': {'/S': '/URI'}})),
    ('A 6.6.2.1', 'metadata that cannot be read as they are', lambda p: '/Metadata' in p.root and '/Filter' not in p.dict_of(p.root['/Metadata']) and
     not re.search(rb'<\?xpacket begin[^?]*(bytes|encoding)=', metadata(p)),
     lambda p: put(p.dict_of(p.root['/Metadata']), '/Filter', '/FlateDecode')),
    ('A 6.6.2.1', 'metadata that are packed', lambda p: b'<x:xmpmeta' in p.bytes,
     lambda p: put(p.__dict__, 'bytes', p.bytes.replace(b'<x:xmpmeta', b''))),
    ('A 6.7.3', 'an element that does not say that it is one',
     lambda p: all(d.get('/Type') == '/StructElem' for d in p.dicts if {'/S', '/P', '/K'} <= set(d)),
     lambda p: drop(p.elements()[0], '/Type')),
    ('A 6.8', 'files within it', lambda p: not any('/EmbeddedFiles' in d or '/EF' in d for d in p.dicts),
     lambda p: put(p.root, '/Names', {'/EmbeddedFiles': {'/Names': []}})),
    ('A 6.10', 'other ways to show it', lambda p: '/AlternatePresentations' not in p.get(p.root.get('/Names', {})) and
     not any('/PresSteps' in p.get(page) for page in p.file.pages),
     lambda p: put(p.get(p.file.pages[0]), '/PresSteps', {})),
    ('A 6.11', 'it asks for what a reader may not have', lambda p: '/Requirements' not in p.root,
     lambda p: put(p.root, '/Requirements', [])),
]


def unique(list_):
    return None not in list_ and len(set(list_)) == len(list_)


def names_of(value):
    return [one[1:] for one in (value if isinstance(value, list) else [value])]


def is_short(text):
    if text.startswith('/'):
        return len(text.encode()) - 1 <= LONGEST_NAME
    return not text.startswith(('u:', 'b:')) or len(text[2:].encode()) < LONGEST_STRING


def boxes(paper):
    return [paper.get(paper.get(page)[key]) for page in paper.file.pages for key in BOXES if key in paper.get(page)]


def states(paper):
    """graphics states, whether they say that they are or not"""
    named = [paper.get(state) for d in paper.dicts if isinstance(paper.get(d.get('/ExtGState')), dict)
             for state in paper.get(d['/ExtGState']).values()]
    return paper.of_type('ExtGState') + [one for one in named if isinstance(one, dict)]


def is_image(value):
    return value.get('/Subtype') == '/Image'


def shines(value):
    return value.get('/SMask', '/None') != '/None' or value.get('/ca', 1) != 1 or value.get('/CA', 1) != 1


def actions(paper):
    return [paper.get(value['/A']) for value in paper.dicts
            if isinstance(paper.get(value.get('/A')), dict) and '/S' in paper.get(value['/A'])]


def name_of_font(paper, kind):
    page = paper.get(paper.file.pages[0])
    fonts = paper.get(paper.get(page['/Resources'])['/Font'])
    return next(name for name, font in fonts.items() if paper.get(font)['/Subtype'] == kind)[1:].encode()


def broken(json, bytes_):
    """rules whose breaking nobody sees"""
    for clause, text, keeps, spoil in RULES:
        paper = Paper(copy.deepcopy(json), bytes_)
        spoil(paper)
        now = Paper(paper.json, paper.bytes)
        if keeps(now):
            yield '%s: not seen: %s' % (clause, text)


def main():
    mode = sys.argv.pop(1) if sys.argv[1].startswith('--') else ''
    json, bytes_ = tags.File(sys.argv[1]).json, open(sys.argv[2], 'rb').read()
    if mode == '--broken':
        wrong = list(broken(json, bytes_))
    else:
        paper = Paper(json, bytes_)
        wrong = ['%s: %s' % rule[:2] for rule in RULES if (mode != '--screen' or rule[0].startswith('U')) and not rule[2](paper)]
    print('\n'.join(wrong), end='\n' if wrong else '')
    sys.exit(bool(wrong))


if __name__ == '__main__':
    main()
