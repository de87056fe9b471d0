#!/usr/bin/env python3
"""archive.py JSON STRUCTURE PDF: is this what an archive takes (ISO 19005-2, level A), by its objects? JSON as for tags.py.

archive.py --screen JSON STRUCTURE PDF: is it PDF/UA-1 alone? Colours and the days of an archive are not asked for then.

Colours and their intent, metadata and what they say of the issue, fonts whose widths are their programs', nothing that acts.
"""
import base64
import json
import re
import struct
import sys
import xml.etree.ElementTree as xml

NAMES = {'rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'dc': 'http://purl.org/dc/elements/1.1/',
         'xmp': 'http://ns.adobe.com/xap/1.0/', 'pdf': 'http://ns.adobe.com/pdf/1.3/', 'pdfaid': 'http://www.aiim.org/pdfa/ns/id/',
         'pdfuaid': 'http://www.aiim.org/pdfua/ns/id/', 'gazette': 'urn:gongbao:gazette:1#',
         'pdfaExtension': 'http://www.aiim.org/pdfa/ns/extension/', 'pdfaSchema': 'http://www.aiim.org/pdfa/ns/schema#',
         'pdfaProperty': 'http://www.aiim.org/pdfa/ns/property#'}
PREDEFINED = {'rdf', 'dc', 'xmp', 'xmpMM', 'pdf', 'pdfaid', 'pdfaExtension', 'pdfaSchema', 'pdfaProperty'}
wrong = []
is_screen = sys.argv[1] == '--screen'
if is_screen:
    del sys.argv[1]
objects = json.load(open(sys.argv[1], encoding='utf-8'))['qpdf'][1]


def get(value):
    while isinstance(value, str) and re.fullmatch(r'\d+ 0 R', value):
        entry = objects['obj:' + value]
        value = entry['value'] if 'value' in entry else entry['stream']['dict']
    return value


def data(reference):
    return base64.b64decode(objects['obj:' + reference]['stream']['data'])


def check(good, text):
    if not good:
        wrong.append(text)


trailer = objects['trailer']['value']
root, info = get(trailer['/Root']), {key: value[2:] for key, value in get(trailer['/Info']).items() if str(value)[:2] == 'u:'}
check(is_screen or open(sys.argv[3], 'rb').read(8) == b'%PDF-1.7', 'version')
check('/Encrypt' not in trailer and len(trailer['/ID']) == 2, 'trailer')

# ---- colours
intents = get(root.get('/OutputIntents', []))
check(is_screen or len(intents) == 1, 'no output intent')
for intent in map(get, intents):
    profile = data(intent['/DestOutputProfile'])
    check(intent['/S'] == '/GTS_PDFA1' and get(intent['/DestOutputProfile'])['/N'] == 3, 'the intent')
    check(struct.unpack('>I', profile[:4])[0] == len(profile) and profile[12:16] == b'mntr' and profile[16:20] == b'RGB ' and
          profile[36:40] == b'acsp' and profile[8] in (2, 4), 'the profile')
    check(profile[24:36] == struct.pack('>6H', 2000, 1, 1, 0, 0, 0), 'the profile has a day')
for key, entry in objects.items():
    value = entry.get('value', entry.get('stream', {}).get('dict')) if isinstance(entry, dict) else None
    if not isinstance(value, dict):
        continue
    check(value.get('/ColorSpace') != '/DeviceCMYK', 'four colours')
    check(value.get('/Interpolate') is not True, 'an image is interpolated')
    check(not {'/AA', '/JS', '/OpenAction', '/EmbeddedFiles'} & set(value), 'something acts')
    if value.get('/Subtype') == '/Link':
        check(value.get('/F') == 4, 'a link is not printed')

# ---- fonts: what a font says of a glyph's width is what its program says


def number(data, at, size):
    return int.from_bytes(data[at:at + size], 'big')


def cff_index(data, at):
    n = number(data, at, 2)
    if n == 0:
        return [], at + 2
    size = data[at + 2]
    base = at + 2 + (n + 1) * size
    ends = [base + number(data, at + 3 + i * size, size) for i in range(n + 1)]
    return [data[one:other] for one, other in zip(ends, ends[1:])], ends[-1]


def cff_operand(code, i):
    """(value, behind it)"""
    b = code[i]
    if b == 28:
        return int.from_bytes(code[i + 1:i + 3], 'big', signed=True), i + 3
    if b <= 246:
        return b - 139, i + 1
    if b <= 250:
        return (b - 247) * 256 + code[i + 1] + 108, i + 2
    return -(b - 251) * 256 - code[i + 1] - 108, i + 2


def cff_dict(data):
    found, operands, i = {}, [], 0
    while i < len(data):
        b = data[i]
        if b <= 21:
            operator = (12, data[i + 1]) if b == 12 else b
            found[operator], operands, i = operands, [], i + (2 if b == 12 else 1)
        elif b == 29:
            operands.append(int.from_bytes(data[i + 1:i + 5], 'big', signed=True))
            i += 5
        elif b == 30:
            while data[i + 1] & 15 != 15:
                i += 1
            i += 2
        else:
            value, i = cff_operand(data, i)
            operands.append(value)
    return found


def cff_width(code, usual, nominal, routines=None):
    """of a charstring that begins with an operator that draws or hints; None: it begins with a subroutine"""
    operands, i = [], 0
    while i < len(code):
        b = code[i]
        if b >= 32 or b == 28:
            if b == 255:
                operands.append(number(code, i + 1, 2))
                i += 5
                continue
            value, i = cff_operand(code, i)
            operands.append(value)
            continue
        n = len(operands)
        if b not in (1, 3, 4, 14, 18, 19, 20, 21, 22, 23):
            return None
        has = n % 2 == 1 if b in (1, 3, 18, 19, 20, 23) else n > {4: 1, 22: 1, 21: 2, 14: 0}[b] and (b != 14 or n in (1, 5))
        return nominal + operands[0] if has else usual


def cff_widths(data):
    """by glyph, which is the code in these files"""
    _, end = cff_index(data, data[2])
    tops, end = cff_index(data, end)
    top = cff_dict(tops[0])
    privates = []
    for one in cff_index(data, top[12, 36][0])[0]:
        size, at = cff_dict(one)[18]
        private = cff_dict(data[at:at + size])
        privates.append((private.get(20, [0])[0], private.get(21, [0])[0]))
    select = top[12, 37][0]
    glyphs = cff_index(data, top[17][0])[0]
    check(data[select] == 0, 'FDSelect of another format')
    return {glyph: cff_width(code, *privates[data[select + 1 + glyph]]) for glyph, code in enumerate(glyphs)}


def truetype_widths(data, characters):
    tables = {data[at:at + 4].decode(): number(data, at + 8, 4) for at in range(12, 12 + 16 * number(data, 4, 2), 16)}
    em, n = number(data, tables['head'] + 18, 2), number(data, tables['hhea'] + 34, 2)
    metric = lambda glyph: number(data, tables['hmtx'] + 4 * min(glyph, n - 1), 2) * 1000 / em
    if 'cmap' not in tables:  # of a Type 0 font: codes are glyphs
        return {code: metric(code) for code in characters}
    cmap = tables['cmap'] + number(data, tables['cmap'] + 8, 4)
    check(number(data, cmap, 2) == 4, 'a table of characters of another format')
    half = number(data, cmap + 6, 2)
    widths = {}
    for code, character in characters.items():
        for i in range(0, half, 2):
            if character <= number(data, cmap + 14 + i, 2):
                break
        start, delta = number(data, cmap + 16 + half + i, 2), number(data, cmap + 16 + 2 * half + i, 2)
        at = cmap + 16 + 3 * half + i
        offset = number(data, at, 2)
        glyph = (character + delta) & 0xFFFF if offset == 0 else number(data, at + offset + 2 * (character - start), 2)
        check(start <= character and glyph != 0, 'a program has no glyph of %s' % chr(character))
        widths[code] = metric(glyph)
    return widths


def said_widths(font, descendant):
    if font['/Subtype'] != '/Type0':
        return {font['/FirstChar'] + i: width for i, width in enumerate(get(font['/Widths']))}
    widths, list_ = {}, get(descendant['/W'])
    while list_:
        if isinstance(get(list_[1]), list):
            widths.update({list_[0] + i: width for i, width in enumerate(get(list_[1]))})
            list_ = list_[2:]
        else:
            widths.update({code: list_[2] for code in range(list_[0], list_[1] + 1)})
            list_ = list_[3:]
    return widths


def characters_of(font):
    text, found = data(font['/ToUnicode']).decode('latin-1'), {}
    for block in re.findall(r'beginbfchar(.*?)endbfchar', text, re.S):
        found.update({int(a, 16): int(b[:4], 16) for a, b in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block)})
    for block in re.findall(r'beginbfrange(.*?)endbfrange', text, re.S):
        for low, high, to in re.findall(r'<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>', block):
            found.update({code: int(to, 16) + code - int(low, 16) for code in range(int(low, 16), int(high, 16) + 1)})
    return found


n_widths = 0
for key, entry in objects.items():
    font = entry.get('value') if isinstance(entry, dict) else None
    if not isinstance(font, dict) or font.get('/Type') != '/Font' or font.get('/Subtype') not in ('/Type0', '/TrueType'):
        continue
    descendant = get(get(font['/DescendantFonts'])[0]) if font['/Subtype'] == '/Type0' else font
    descriptor = get(descendant['/FontDescriptor'])
    program = next((descriptor[name] for name in ('/FontFile', '/FontFile2', '/FontFile3') if name in descriptor), None)
    check(program, 'a font without its program')
    if not program:
        continue
    characters = characters_of(font)
    theirs = data(program)
    real = cff_widths(theirs) if theirs[0] == 1 else truetype_widths(theirs, characters)
    said_of = said_widths(font, descendant)
    for code in characters:
        check(code in real, 'a program lacks the glyph %d, %s' % (code, chr(characters[code])))
        if real.get(code) is not None:
            n_widths += 1
            good = abs(real[code] - said_of.get(code, -99)) <= 1
            check(good, 'a font has other widths than its program: %s, %s' % (descriptor['/FontName'], chr(characters[code])))
check(n_widths > 0, 'no width of a program is known')
check(all('/ToUnicode' in entry['value'] for entry in objects.values() if isinstance(entry.get('value'), dict) and
          entry['value'].get('/Subtype') in ('/Type0', '/TrueType', '/Type1')), 'a font without characters')

# ---- metadata
check('/Metadata' in root, 'no metadata')
if '/Metadata' in root:
    packet = data(root['/Metadata']).decode('utf-8')
    description = xml.Element('all')
    for one in xml.fromstring(packet[packet.index('<x:xmpmeta'):packet.index('<?xpacket end')]).iterfind('.//rdf:Description', NAMES):
        description.extend(one)

    def said(name):
        element = description.find(name, NAMES)
        items = [] if element is None else element.findall('.//rdf:li', NAMES)
        return [item.text for item in items] or ([element.text] if element is not None else [])

    def day(text):
        match = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\+(\d\d)'(\d\d)'", text)
        return '%s-%s-%sT%s:%s:%s+%s:%s' % match.groups()

    check(is_screen or said('pdfaid:part') == ['2'] and said('pdfaid:conformance') == ['A'], 'it does not say PDF/A-2a')
    check(said('pdfuaid:part') == ['1'], 'it does not say PDF/UA-1')
    for name, key in (('dc:title', '/Title'), ('dc:creator', '/Author'), ('dc:description', '/Subject'),
                      ('xmp:CreatorTool', '/Creator'), ('pdf:Producer', '/Producer')):
        check(said(name) == ([info[key]] if key in info else []), '%s is not %s' % (name, key))
    for name, key in (('xmp:CreateDate', '/CreationDate'), ('xmp:ModifyDate', '/ModDate')):
        check(said(name) == ([day(info[key])] if key in info else []), '%s is not %s' % (name, key))
    check(is_screen or said('dc:language')[:1] == ['zh-CN'], 'the language')
    numbers = [json.loads(match[1]) for match in re.finditer(r'^ +number (?!.* copy ).*?("(?:[^"\\]|\\.)*")$',
                                                             open(sys.argv[2], encoding='utf-8').read(), re.M)]
    check(is_screen or said('gazette:documentNumbers') == numbers, 'the numbers of documents')
    # ---- what describes the properties that no predefined schema has (6.6.2.3), each as it is used
    kinds = {'Text': None, 'Integer': None, 'seq Text': 'Seq'}
    fields = {'pdfaProperty:' + one for one in ('name', 'valueType', 'category', 'description')}
    for schema in description.iterfind('pdfaExtension:schemas/rdf:Bag/rdf:li', NAMES):
        own = {name: schema.find('pdfaSchema:' + name, NAMES) for name in ('schema', 'namespaceURI', 'prefix', 'property')}
        check(None not in own.values() and len(schema) == len(own), 'a schema says too little, or what it may not')
        space, prefix = own['namespaceURI'].text, own['prefix'].text
        check(NAMES.get(prefix) == space, 'the space of %s' % prefix)
        types = {}
        for one in own['property'].iterfind('rdf:Seq/rdf:li', NAMES):
            check(sorted(child.tag for child in one) == sorted('{%s}%s' % (NAMES[name.split(':')[0]], name.split(':')[1]) for name in fields),
                  'a property of %s says too little, or what it may not' % prefix)
            check(all((child.text or '').strip() for child in one) and
                  one.findtext('pdfaProperty:category', '', NAMES) in ('internal', 'external'), 'a property of %s' % prefix)
            types[one.findtext('pdfaProperty:name', '', NAMES)] = one.findtext('pdfaProperty:valueType', '', NAMES)
        check(set(types.values()) <= set(kinds), 'a type of %s that nothing describes' % prefix)
        for child in description:
            if not child.tag.startswith('{%s}' % space):
                continue
            name = child.tag.rpartition('}')[2]
            check(name in types, '%s:%s is not described' % (prefix, name))
            list_ = kinds.get(types.get(name))
            check([part.tag for part in child] == (['{%s}%s' % (NAMES['rdf'], list_)] if list_ else []), '%s:%s is of another type' % (prefix, name))
            check(types.get(name) != 'Integer' or re.fullmatch(r'-?\d+', child.text), '%s:%s is no number' % (prefix, name))
    forms = {'dc:title': 'Alt', 'dc:description': 'Alt', 'dc:creator': 'Seq', 'dc:date': 'Seq', 'dc:publisher': 'Bag', 'dc:language': 'Bag'}
    for child in description:
        name = next((short + ':' + child.tag.rpartition('}')[2] for short in ('dc', 'pdf', 'xmp') if child.tag.startswith('{%s}' % NAMES[short])), None)
        list_ = forms.get(name)
        check(name is None or [part.tag for part in child] == (['{%s}%s' % (NAMES['rdf'], list_)] if list_ else []), '%s is of another type' % name)
    check(len({child.tag for child in description}) == len(list(description)), 'a property is said twice')
    described = {element.text for element in description.iter('{%s}prefix' % NAMES['pdfaSchema'])}
    used = {next((name for name, space in NAMES.items() if child.tag.startswith('{%s}' % space)), 'xmpMM') for child in description}
    check(is_screen or used <= PREDEFINED | described, 'a schema that nothing describes')
for text in wrong:
    print(text)
sys.exit(bool(wrong))
