#!/usr/bin/env python3
"""archive.py JSON STRUCTURE PDF: is this what an archive takes (ISO 19005-2, level A), by its objects? JSON as for tags.py.

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
check(open(sys.argv[3], 'rb').read(8) == b'%PDF-1.7', 'version')
check('/Encrypt' not in trailer and len(trailer['/ID']) == 2, 'trailer')

# ---- colours
intents = get(root.get('/OutputIntents', []))
check(len(intents) == 1, 'no output intent')
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

# ---- fonts: one table of widths a program
widths = {}
for key, entry in objects.items():
    font = entry.get('value') if isinstance(entry, dict) else None
    if not isinstance(font, dict) or font.get('/Type') != '/Font' or '/FontDescriptor' not in font:
        continue
    descriptor = get(font['/FontDescriptor'])
    program = next((descriptor[name] for name in ('/FontFile', '/FontFile2', '/FontFile3') if name in descriptor), None)
    check(program, 'a font without its program')
    widths.setdefault(program, set()).add(json.dumps(get(font.get('/W', font.get('/Widths')))))
check(all(len(tables) == 1 for tables in widths.values()), 'a font has other widths than its program')
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

    check(said('pdfaid:part') == ['2'] and said('pdfaid:conformance') == ['A'], 'it does not say PDF/A-2a')
    check(said('pdfuaid:part') == ['1'], 'it does not say PDF/UA-1')
    for name, key in (('dc:title', '/Title'), ('dc:creator', '/Author'), ('dc:description', '/Subject'),
                      ('xmp:CreatorTool', '/Creator'), ('pdf:Producer', '/Producer')):
        check(said(name) == ([info[key]] if key in info else []), '%s is not %s' % (name, key))
    for name, key in (('xmp:CreateDate', '/CreationDate'), ('xmp:ModifyDate', '/ModDate')):
        check(said(name) == ([day(info[key])] if key in info else []), '%s is not %s' % (name, key))
    check(said('dc:language')[:1] == ['zh-CN'], 'the language')
    numbers = [json.loads(match[1]) for match in re.finditer(r'^ +number (?!.* copy ).*?("(?:[^"\\]|\\.)*")$',
                                                             open(sys.argv[2], encoding='utf-8').read(), re.M)]
    check(said('gazette:documentNumbers') == numbers, 'the numbers of documents')
    described = {element.text for element in description.iter('{%s}prefix' % NAMES['pdfaSchema'])}
    used = {next((name for name, space in NAMES.items() if child.tag.startswith('{%s}' % space)), 'xmpMM') for child in description}
    check(used <= PREDEFINED | described, 'a schema that nothing describes')
for text in wrong:
    print(text)
sys.exit(bool(wrong))
