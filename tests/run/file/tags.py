#!/usr/bin/env python3
"""tags.py JSON STRUCTURE [STRUCT-TEXT]: do the tags of a PDF say what the tree of its pages says?

JSON: `qpdf --json=2 --json-stream-data=inline --decode-level=generalized`; STRUCTURE: --dump=structure, which structure.sh
holds against the model; STRUCT-TEXT: `pdfinfo -struct-text`, another program's reading. Nothing of the program's own reading
back is in here.

tags.py --volume JSON STRUCT-TEXT STRUCTURE…: the same of a volume, of which there is no --dump=structure: each of its issues is as
that issue's own, and the contents before them name every document.

tags.py --break WHAT JSON NEW-JSON: the same file with one thing wrong in it, for `qpdf --json-input`.
"""
import base64
import json
import re
import sys

LINE = re.compile(r'^( *)([a-z-]+)((?: [^"]*?)?)(?: ("(?:[^"\\]|\\.)*").*)?$')
DIVISIONS = ('book', 'subbook', 'chapter', 'section', 'subsection')
HEADINGS = ('title', 'heading') + DIVISIONS
GROUPS = {'issue': 'Part', 'volume': 'Document', 'cover': 'Sect', 'contents': 'Sect', 'column': 'Part', 'document': 'Sect',
          'instrument': 'Sect', 'attachment': 'Sect', 'about': 'Sect', 'letterhead': 'Div', 'own-contents': 'TOC',
          'attachment-list': 'L', 'list': 'L', 'table': 'Table', 'name-list': 'Table', 'row': 'TR', 'signature': 'Div',
          'footer': 'Div', 'missing-pages': 'Div'}
TEXTS = {'contents-entry': 'Link', 'contents-number': 'Span', 'own-contents-title': 'Caption', 'own-contents-entry': 'Link',
         'attachment-entry': 'LBody', 'list-item': 'LBody', 'cell': 'TD', 'figure': 'Figure|Formula', 'caption': 'Caption',
         'footnote': 'Note', 'link': 'Link'}
# what may stand in what (ISO 32000-1, 14.8.4.3)
ONLY_IN = {'TR': {'Table'}, 'TH': {'TR'}, 'TD': {'TR'}, 'LI': {'L'}, 'LBody': {'LI'}, 'TOCI': {'TOC'},
           'Document': {None}, 'Reference': {'TOCI'}, 'Caption': {'Table', 'TOC', 'Sect', 'Div', 'TD', 'TH', 'LBody'}}
ONLY_OF = {'Table': {'TR', 'Caption'}, 'TR': {'TH', 'TD'}, 'L': {'LI'}, 'LI': {'LBody'}, 'TOC': {'TOCI', 'Caption'},
           'TOCI': {'Reference'}}
wrong = []


def solid(text):
    return re.sub(r'\s', '', text)


def complain(text):
    wrong.append(text)


# ---- what is to be there

def wanted(path):
    """(kind, words, text, depth) of each node, in order"""
    for line in open(path, encoding='utf-8').read().split('\n')[1:]:
        if not line or line.startswith('artifact '):
            continue
        alternative = re.search(r' alternative=("(?:[^"\\]|\\.)*")', line)
        line = line.replace(alternative[0], '') if alternative else line
        match = LINE.match(line)
        words = dict(word.partition('=')[::2] for word in match[3].split())
        if alternative:
            words['alternative'] = json.loads(alternative[1])
        raw = json.loads(match[4]) if match[4] else ''
        words['english'] = english_of(raw)
        yield match[2], words, solid(raw), len(match[1]) // 2


# ---- the file

class File:
    def __init__(self, path):
        self.json = json.load(open(path, encoding='utf-8'))
        self.objects = self.json['qpdf'][1]
        self.root = self.get(self.objects['trailer']['value']['/Root'])
        self.pages = []
        self.add_pages(self.root['/Pages'])
        self.cmaps = {}

    def get(self, value):
        while isinstance(value, str) and re.fullmatch(r'\d+ 0 R', value):
            value = self.objects['obj:' + value].get('value', value + ' stream')
        return value

    def stream(self, reference):
        stream = self.objects['obj:' + reference]['stream']
        return stream['dict'], base64.b64decode(stream['data'])

    def add_pages(self, reference):
        node = self.get(reference)
        for kid in node.get('/Kids', []):
            self.add_pages(kid)
        if '/Kids' not in node:
            self.pages.append(reference)

    def text(self, value):
        """a string of qpdf's JSON"""
        if value.startswith('u:'):
            return value[2:]
        return bytes.fromhex(value[2:]).decode('latin-1')

    def cmap(self, reference):
        """codes to characters of a font"""
        if reference not in self.cmaps:
            font, codes = self.get(reference), {}
            data = self.stream(font['/ToUnicode'])[1].decode('latin-1')
            for block in re.findall(r'beginbfchar(.*?)endbfchar', data, re.S):
                for code, text in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block):
                    codes[int(code, 16)] = bytes.fromhex(text).decode('utf-16-be')
            for block in re.findall(r'beginbfrange(.*?)endbfrange', data, re.S):
                for first, last, text in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block):
                    for i in range(int(first, 16), int(last, 16) + 1):
                        codes[i] = chr(int(text, 16) + i - int(first, 16))
            self.cmaps[reference] = (2 if font['/Subtype'] == '/Type0' else 1, codes)
        return self.cmaps[reference]


TOKEN = re.compile(rb'<<|>>|[\[\]]|<[0-9a-fA-F\s]*>|\((?:[^()\\]|\\.)*\)|/[^\s<>\[\]()/]*|[^\s<>\[\]()/]+', re.S)
PAINTS = {b'f', b'F', b'f*', b'S', b's', b'B', b'B*', b'b', b'b*', b'sh', b'Do'}


def literal(token):
    if token.startswith(b'<'):
        return bytes.fromhex(token[1:-1].decode())
    return re.sub(rb'\\([0-7]{1,3}|.)', lambda m: bytes([int(m[1], 8)]) if m[1].isdigit()
                  else {b'n': b'\n', b'r': b'\r', b't': b'\t', b'b': b'\b', b'f': b'\f'}.get(m[1], m[1]), token[1:-1])


class Content:
    """a page's content: what each MCID shows"""

    def __init__(self, file, number):
        self.file, self.number = file, number
        page = file.get(file.pages[number])
        self.fonts = file.get(file.get(page['/Resources']).get('/Font', {}))
        self.marked, self.stack, self.font, self.saved, self.in_text = {}, [], None, [], False
        self.plain = {}  # the same as who heeds no ActualText reads it
        self.english = set()  # MCIDs that say so
        contents = page['/Contents']
        data = b'\n'.join(file.stream(one)[1] for one in (contents if isinstance(contents, list) else [contents]))
        operands = []
        for token in TOKEN.findall(data):
            if re.match(rb'[A-Za-z\'"]', token):
                self.operate(token, operands)
                operands = []
            else:
                operands.append(token)
        if self.stack:
            complain('page %d: a mark stays open' % (number + 1))

    def show(self, text, is_actual):
        for mark in reversed(self.stack):
            if mark.get('speaks') and not is_actual:
                break
            if mark['kind'] == 'mcid':
                self.marked[mark['mcid']] += text
                break
        for mark in self.stack:
            if mark['kind'] == 'mcid' and not is_actual:
                self.plain[mark['mcid']] += text

    def draw(self, op):
        kinds = [mark['kind'] for mark in self.stack if mark['kind'] in ('mcid', 'artifact')]
        if len(kinds) != 1:
            complain('page %d: %s %s' % (self.number + 1, op.decode(), 'in nothing' if not kinds else 'in two marks'))

    def open(self, op, operands):
        mark = {'kind': 'plain', 'in_text': self.in_text}
        if b'/MCID' in operands:
            mcid = int(operands[operands.index(b'/MCID') + 1])
            if mcid in self.marked:
                complain('page %d: MCID %d twice' % (self.number + 1, mcid))
            self.marked[mcid] = self.plain[mcid] = ''
            mark.update(kind='mcid', mcid=mcid)
            if b'(en)' in operands:
                self.english.add(mcid)
        elif operands[0] == b'/Artifact':
            mark['kind'] = 'artifact'
            if op == b'BMC':
                complain('page %d: an artifact of no kind' % (self.number + 1))
        self.stack.append(mark)
        if b'/ActualText' in operands:
            self.show(literal(operands[operands.index(b'/ActualText') + 1])[2:].decode('utf-16-be'), True)
            mark['speaks'] = True

    def operate(self, op, operands):
        if op in (b'BDC', b'BMC'):
            self.open(op, operands)
        elif op == b'EMC':
            if self.stack.pop()['in_text'] != self.in_text:
                complain('page %d: a mark goes over the border of a text' % (self.number + 1))
        elif op in (b'BT', b'ET'):
            self.in_text = op == b'BT'
        elif op == b'q':
            self.saved.append(self.font)
        elif op == b'Q' and self.saved:
            self.font = self.saved.pop()
        elif op == b'Tf':
            self.font = self.file.cmap(self.fonts[operands[0].decode()])
        elif op in (b'Tj', b'TJ'):
            self.draw(op)
            width, codes = self.font
            for token in operands:
                if token[:1] in b'<(' and token != b'<<':
                    data = literal(token)
                    text = (codes[int.from_bytes(data[i:i + width], 'big')] for i in range(0, len(data), width))
                    self.show(''.join(text), False)
        elif op in PAINTS:
            self.draw(op)


# ---- the tree

class Element:
    def __init__(self, tree, reference, parent):
        self.reference, self.parent = reference, parent
        self.object = tree.file.get(reference)
        self.type = self.object['/S'][1:]
        self.text, self.children, self.links, self.has_content, self.english = '', [], [], False, ''
        self.page = self.object.get('/Pg')
        self.mark_text = ''


class Tree:
    def __init__(self, file):
        self.file = file
        self.contents = [Content(file, i) for i in range(len(file.pages))]
        self.owners = {}  # (page, MCID) and annotations: the element
        self.order = []   # elements, in tree order
        self.note_marks = []  # References in texts, and their Links
        self.text, self.plain = '', ''  # what they hold, in tree order; as who heeds no ActualText reads it
        if file.root.get('/MarkInfo', {}).get('/Marked') is not True:
            complain('not marked')
        root = file.get(file.root.get('/StructTreeRoot', {}))
        self.root = root
        for kid in self.list(root.get('/K', [])):
            self.read(kid, None, file.root['/StructTreeRoot'])

    def list(self, value):
        value = self.file.get(value) if not isinstance(value, list) else value
        return value if isinstance(value, list) else [value]

    def take(self, element, page, mcid):
        if page not in self.file.pages or mcid not in self.contents[self.file.pages.index(page)].marked:
            complain('%s: nothing on its page is MCID %s' % (element.type, mcid))
            return
        number = self.file.pages.index(page)
        if (number, mcid) in self.owners:
            complain('page %d: MCID %d belongs to two' % (number + 1, mcid))
        self.owners[number, mcid] = element
        element.has_content = True
        text = self.contents[number].marked[mcid]
        actual = element.object.get('/ActualText')
        text = self.file.text(actual) if actual else text
        target = element
        while actual and target.type == 'Span' or is_note_mark(target):
            if target.type == 'Reference':
                target.mark_text += text
            target = target.parent
        target.text += text
        target.english += text if mcid in self.contents[number].english else ''
        self.text += text
        self.plain += self.contents[number].plain[mcid]

    def read(self, reference, parent, above):
        element = Element(self, reference, parent)
        if element.object['/P'] != above:
            complain('%s: its parent is another' % element.type)
        is_blank = '/ActualText' in element.object
        if is_note_mark(element):
            self.note_marks.append(element)
        elif not is_blank:
            self.order.append(element)
            if parent:
                parent.children.append(element)
        for kid in element.object['/K'] if isinstance(element.object['/K'], list) else [element.object['/K']]:
            value = self.file.get(kid)
            if isinstance(value, int):
                self.take(element, element.page, value)
            elif value.get('/Type') == '/MCR':
                self.take(element, value['/Pg'], value['/MCID'])
            elif value.get('/Type') == '/OBJR':
                element.links.append(value['/Obj'])
                self.owners[value['/Obj']] = element
            else:
                self.read(kid, element, reference)


def is_note_mark(element):
    """a Reference in a text, or the Link that it holds"""
    if element.type == 'Link':
        return element.parent.type == 'Reference' and is_note_mark(element.parent)
    return element.type == 'Reference' and element.parent.type != 'TOCI'


def is_plain(element):
    """stands between or around nodes, and for none itself"""
    if element.type in ('TOCI', 'Reference', 'LI'):
        return bool(element.children)
    around = {'TOC': 'TOCI', 'Caption': 'P', 'Document': 'Part', 'P': 'Link'}.get(element.type)
    return bool(element.children) and not element.has_content and all(child.type == around for child in element.children)


def type_of(kind, words, parent):
    if kind in HEADINGS:
        return 'H[1-6]'
    if kind == 'cell' and 'header' in words:
        return 'TH'
    if kind == 'caption' and parent in ('table', 'name-list'):
        return 'P'
    if kind == 'own-contents-entry' and 'to' not in words:
        return 'Reference'
    return GROUPS.get(kind) or TEXTS.get(kind, 'P')


def english_of(text):
    """what of a Chinese text is to be read as English: two words or more"""
    found = ''
    for run in re.findall('[A-Za-z][ -~’‘–\\n]*', text):
        words = [word for word in re.split(r'\s', run) if word]
        sure = [i for i, word in enumerate(words) if len(re.findall('[A-Za-z]', word)) > 1]
        if len(sure) > 1 and re.search('[a-z]', run):
            found += ''.join(words[:sure[-1] + 1])
    return found


def check_nodes(tree, order, nodes):
    elements = iter(order)
    above, foreign = [], []
    for kind, words, text, depth in nodes:
        above[depth:] = [kind]
        element = next(elements, None)
        while element and is_plain(element) and not (element.type == 'TOC' and kind == 'own-contents'):
            element = next(elements, None)
        if not element:
            return complain('%s “%s” has no element' % (kind, text[:20]))
        if not re.fullmatch(type_of(kind, words, above[depth - 1] if depth else None), element.type):
            return complain('%s “%s” is a %s “%s”' % (kind, text[:20], element.type, element.text[:20]))
        if solid(element.text) != text:
            return complain('%s “%s” reads “%s”' % (kind, text[:60], element.text[:60]))
        check_node(tree.file, element, kind, words)
        foreign[depth:] = [words.get('lang', 'zh') if kind not in ('issue', 'volume') else 'zh']
        if not kind.startswith('column') and solid(element.english) != ('' if set(foreign[1:]) - {'zh', 'zh-CN'} else words['english']):
            complain('English: “%s”, not “%s”' % (element.english, words['english']))
    for element in elements:
        complain('%s “%s” is no node' % (element.type, element.text[:20]))


def check_node(file, element, kind, words):
    attributes = file.get(element.object.get('/A', {}))
    if kind == 'cell':
        if attributes.get('/RowSpan', 1) != int(words.get('row-span', 1)) or \
                attributes.get('/ColSpan', 1) != int(words.get('column-span', 1)):
            complain('the spans of “%s”' % element.text[:20])
        if ('/Scope' in attributes) != ('header' in words):
            complain('the scope of “%s”' % element.text[:20])
    if kind in ('table', 'name-list'):
        rows = [child for child in element.children if child.type == 'TR']
        if len(rows) != int(words['rows']):
            complain('%d rows, not %s' % (len(rows), words['rows']))
        check_grid(file, rows, int(words['columns']))
    if kind == 'figure':
        alt = file.text(element.object.get('/Alt', 'u:'))
        behind = element.parent.children[element.parent.children.index(element) + 1:][:1]
        caption = behind[0].text if behind and behind[0].type == 'Caption' else ''
        given = words.get('alternative', alt)
        if not alt.strip() or re.search(r'\.(png|jpe?g|svg)$', alt, re.I) or (alt != given and solid(given) != solid(caption)):
            complain('a figure says “%s”' % alt)
        if solid(alt) == solid(caption):
            complain('a figure says what its caption says: “%s”' % alt)
        if ('formula' in words) != (element.type == 'Formula'):
            complain('a formula is a %s' % element.type)
    if words.get('lang') and kind != 'issue' and kind != 'volume':
        if file.text(element.object.get('/Lang', 'u:')) != words['lang']:
            complain('the language of “%s”' % element.text[:20])


def check_grid(file, rows, columns):
    taken = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row.children:
            attributes = file.get(cell.object.get('/A', {}))
            while (x, y) in taken:
                x += 1
            for dy in range(attributes.get('/RowSpan', 1)):
                for dx in range(attributes.get('/ColSpan', 1)):
                    if (x + dx, y + dy) in taken:
                        complain('two cells at row %d' % (y + 1))
                    taken.add((x + dx, y + dy))
    whole = {(x, y) for x in range(columns) for y in range(len(rows))}
    if taken != whole:
        complain('the cells do not cover the table: %d of %d' % (len(taken), len(whole)))


def check_nesting(tree):
    last = 0
    for element in tree.order:
        above = element.parent.type if element.parent else None
        if element.type in ONLY_IN and above not in ONLY_IN[element.type]:
            complain('%s in %s' % (element.type, above))
        if above in ONLY_OF and element.type not in ONLY_OF[above]:
            complain('%s in %s' % (element.type, above))
        if above in ('Table', 'TOC') and element.type == 'Caption' and element.parent.children[0] is not element:
            complain('a caption that is not first')
        if re.fullmatch('H[1-9]', element.type):
            level = int(element.type[1])
            if level > last + 1:
                complain('%s “%s” behind H%d' % (element.type, element.text[:20], last))
            last = level


def check_parents(tree):
    numbers = tree.file.get(tree.root.get('/ParentTree', {})).get('/Nums', [])
    parents = dict(zip(numbers[::2], numbers[1::2]))
    for number, reference in enumerate(tree.file.pages):
        page = tree.file.get(reference)
        owners = tree.file.get(parents.get(page.get('/StructParents'), []))
        if page.get('/Tabs') != '/S':
            complain('page %d: not in the order of the structure' % (number + 1))
        for mcid in tree.contents[number].marked:
            owner = tree.owners.get((number, mcid))
            if not owner or mcid >= len(owners) or owners[mcid] != owner.reference:
                complain('page %d: MCID %d belongs to nothing, or to another' % (number + 1, mcid))
        for note in tree.file.get(page.get('/Annots', [])):
            check_link(tree, number, note, parents)


def check_link(tree, number, note, parents):
    annotation, owner = tree.file.get(note), tree.owners.get(note)
    if not owner or owner.type != 'Link' or parents.get(annotation.get('/StructParent')) != owner.reference:
        complain('page %d: a link in no Link' % (number + 1))
    if not tree.file.text(annotation.get('/Contents', 'u:')).strip():
        complain('page %d: a link that says nothing' % (number + 1))


def check_note_marks(tree):
    """each mark leads to the page of a note that begins with it, and each note has a mark"""
    notes = [element for element in tree.order if element.type == 'Note']
    met = set()
    links = {element.parent: element for element in tree.note_marks if element.type == 'Link'}
    for mark in tree.note_marks:
        if mark.type != 'Reference':
            continue
        link = links.get(mark)
        page = tree.file.get(tree.file.get(link.links[0])['/Dest'])[0] if link and link.links else None
        own = [note for note in notes if solid(note.text).startswith(solid(mark.mark_text)) and (page is None or note.page == page)]
        met |= set(own)
        if not link or not mark.mark_text or not own:
            complain('the mark “%s” of no note' % mark.mark_text)
    for note in notes:
        if note not in met:
            complain('a note “%s” without a mark' % note.text[:20])


def check_identifiers(tree):
    given = [element.object.get('/ID') for element in tree.order if element.type == 'Note']
    names = tree.file.get(tree.root.get('/IDTree', {})).get('/Names', [])
    if None in given or len(set(given)) != len(given) or names[::2] != sorted(given):
        complain('identifiers of notes')


def check_poppler(tree, path):
    """what poppler finds in the order of the tree; a picture's own words are not the document's"""
    theirs, figure = '', None
    for line in open(path, encoding='utf-8', errors='replace').read().split('\n'):
        indent = len(line) - len(line.lstrip())
        text = re.fullmatch(r' +"(.*)"', line)
        if not text and (figure is None or indent <= figure):
            figure = indent if re.match(r' +Figure\b', line) else None
        if text and (figure is None or indent > figure + 2):
            theirs += text[1]
    ours, theirs = solid(tree.plain), solid(theirs)
    if ours != theirs:
        at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
        complain('poppler reads “%s”, not “%s”' % (theirs[at:at + 20], ours[at:at + 20]))


# ---- broken on purpose

def elements_of(file, type):
    return [key for key, value in file.objects.items() if isinstance(value.get('value'), dict) and
            value['value'].get('/Type') == '/StructElem' and re.fullmatch(type, value['value']['/S'][1:])]


def rewrite(file, change, page=None):
    """of pages' contents; of one, or till one changes"""
    for reference in file.pages:
        stream = file.objects['obj:' + file.get(reference)['/Contents']]['stream']
        old = base64.b64decode(stream['data'])
        new = change(old)
        stream['data'] = base64.b64encode(new).decode()
        if page == 'first' and new != old:
            return


def break_file(file, what):
    value = lambda key: file.objects[key]['value']
    if what == 'artifacts':  # everything marked as artifact
        rewrite(file, lambda data: re.sub(rb'/\w+ <</MCID \d+>> BDC', b'/Artifact <</Type/Layout>> BDC', data))
        value('obj:' + file.root['/StructTreeRoot'])['/K'] = []
        value('obj:' + file.root['/StructTreeRoot'])['/ParentTree'] = {'/Nums': []}
    elif what == 'loose':  # something drawn belongs to nothing
        rewrite(file, lambda data: re.sub(rb'/Artifact <<[^>]*>> BDC', b'/Stray BMC', data, count=1), 'first')
    elif what == 'order':  # two paragraphs change places
        parent = next(key for key in elements_of(file, 'Sect') if len(value(key)['/K']) > 3)
        kids = value(parent)['/K']
        kids[-1], kids[-2] = kids[-2], kids[-1]
    elif what == 'lost':  # a paragraph without its text
        value(elements_of(file, 'P')[-1])['/K'] = []
    elif what == 'level':
        value(elements_of(file, 'H2')[0])['/S'] = '/H4'
    elif what == 'heading':
        value(elements_of(file, 'H2')[-1])['/S'] = '/P'
    elif what == 'cell':  # a row loses its last cell
        row = value(elements_of(file, 'TR')[-1])
        row['/K'] = row['/K'][:-1]
    elif what == 'span':
        value(next(key for key in elements_of(file, 'T[HD]') if '/A' in value(key)))['/A'] = {'/O': '/Table', '/ColSpan': 9}
    elif what == 'head':
        value(elements_of(file, 'TH')[0])['/S'] = '/TD'
    elif what == 'alt':
        value(elements_of(file, 'Figure')[0])['/Alt'] = 'u:'
    elif what == 'link':
        link = next(key for key in elements_of(file, 'Link') if value(key)['/K'])
        value(link)['/K'] = [kid for kid in value(link)['/K'] if not isinstance(kid, dict) or kid.get('/Type') != '/OBJR']
    elif what == 'silent':
        note = file.get(file.get(next(p for p in file.pages if file.get(p).get('/Annots')))['/Annots'])[0]
        value('obj:' + note)['/Contents'] = 'u:'
    elif what == 'parents':
        tree = file.get(file.get(file.root['/StructTreeRoot'])['/ParentTree'])
        page = next(i for i in range(1, len(tree['/Nums']), 2) if len(tree['/Nums'][i]) > 1)
        tree['/Nums'][page] = tree['/Nums'][page][::-1]
    elif what == 'language':
        del next(value(key) for key in elements_of(file, 'P') if value(key).get('/Lang') == 'u:en')['/Lang']
    elif what == 'number':  # a number that nobody has, behind others that are left out
        rewrite(file, lambda data: data + b'\n/Span <</MCID 9999>> BDC\nEMC\n', 'first')
    elif what == 'mark':  # the mark of a note is a word like others
        mark = next(key for key in elements_of(file, 'Reference') if value('obj:' + value(key)['/P'])['/S'] != '/TOCI')
        parent = value('obj:' + value(mark)['/P'])
        parent['/K'] = [kid for kid in parent['/K'] if kid != mark[4:]]
    elif what == 'note':  # it leads to another page
        link = next(key for key in elements_of(file, 'Link') if value('obj:' + value('obj:' + value(key)['/P'])['/P'])['/S'] != '/TOCI')
        note = next(kid['/Obj'] for kid in value(link)['/K'] if isinstance(kid, dict) and kid.get('/Type') == '/OBJR')
        value('obj:' + note)['/Dest'][0] = file.pages[0]
    elif what == 'english':  # English within Chinese does not say so
        rewrite(file, lambda data: data.replace(b'/Lang(en)', b''))
    elif what == 'text':  # a character of a paragraph is another
        rewrite(file, lambda data: re.sub(rb'<([0-9a-f]{4})([0-9a-f]{4})', rb'<\2\1', data, count=1), 'first')
    elif what == 'marks':  # none are left
        rewrite(file, lambda data: re.sub(rb'/\w+ (<<[^\n]*>> BDC|BMC)\n|EMC\n', b'', data))
    else:
        sys.exit('no such break: ' + what)


def check_volume(tree, paths):
    volume = next(element for element in tree.order if not element.parent)
    issues = [element for element in volume.children if element.type == 'Part']
    starts = [tree.order.index(issue) for issue in issues] + [len(tree.order)]
    front = solid(''.join(element.text for element in tree.order[:starts[0]]))
    if len(issues) != len(paths):
        complain('%d issues' % len(issues))
    for start, end, path in zip(starts, starts[1:], paths):
        nodes = list(wanted(path))
        check_nodes(tree, tree.order[start:end], nodes)
        for kind, words, text, depth in nodes:
            is_ours = kind == 'contents-entry' and re.search('[一-鿿]', text)  # a volume has none in English
            if is_ours and text not in front and text.split('（')[0] not in front:
                complain('the contents of the volume lack “%s”' % text[:30])


def check_all(tree, text):
    check_nesting(tree)
    check_parents(tree)
    check_identifiers(tree)
    check_note_marks(tree)
    if text:
        check_poppler(tree, text)
    if tree.file.text(tree.file.root.get('/Lang', 'u:')) != 'zh-CN':
        complain('the language of the file')


def main():
    if sys.argv[1] == '--break':
        file = File(sys.argv[3])
        break_file(file, sys.argv[2])
        json.dump(file.json, open(sys.argv[4], 'w', encoding='utf-8'))
        return
    is_volume = sys.argv[1] == '--volume'
    tree = Tree(File(sys.argv[2 if is_volume else 1]))
    if is_volume:
        check_volume(tree, sys.argv[4:])
        check_all(tree, sys.argv[3])
    else:
        nodes = list(wanted(sys.argv[2]))
        check_nodes(tree, tree.order, nodes)
        if solid(tree.text) != ''.join(text for _, _, text, _ in nodes):
            complain('the text in the order of the tree is not the text')
        check_all(tree, sys.argv[3] if len(sys.argv) > 3 else None)
    for text in wrong[:40]:
        print(text)
    sys.exit(bool(wrong))


if __name__ == '__main__':
    main()
