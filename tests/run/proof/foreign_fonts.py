#!/usr/bin/env python3
"""foreign_fonts.py NAME FILE: a PDF of one page whose text another program's fonts would have written so.

cmap: codes of one byte and of two, as a CMap of its own parts them. type3: glyphs that are drawings, in a small scale, named by their
characters. nameless: the same, whose names say nothing.
"""
import sys

TEXT = '甲乙丙丁戊己庚辛壬癸'


def stream(text, entries=''):
    return f'<< /Length {len(text)} {entries} >> stream\n{text}\nendstream'


def page(font, codes, *more):
    content = f'BT /f 12 Tf 72 700 Td <{codes}> Tj ET'
    return ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
            '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /f 5 0 R >> >> >>',
            stream(content), font, *more]


def cmap():
    """The letters A to J are one byte, the Chinese two from 8140 on."""
    parts = '1 begincodespacerange\n<00> <7F>\nendcodespacerange\n1 begincodespacerange\n<8140> <81FE>\nendcodespacerange\n' \
            '1 begincidrange\n<00> <7F> 1\nendcidrange\n1 begincidrange\n<8140> <81FE> 200\nendcidrange'
    pairs = ''.join(f'<{65 + i:02X}> <{65 + i:04X}>\n<{0x8140 + i:04X}> <{ord(c):04X}>\n' for i, c in enumerate(TEXT))
    unicode = f'1 begincodespacerange\n<00> <7F>\n<8140> <81FE>\nendcodespacerange\n20 beginbfchar\n{pairs}endbfchar'
    codes = ''.join(f'{65 + i:02X}{0x8140 + i:04X}' for i in range(len(TEXT)))
    return page('<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding 6 0 R /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>', codes,
                stream(parts, '/Type /CMap /CMapName /Own /WMode 0'),
                '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Own) /Ordering (Own) /Supplement 0 >>'
                ' /DW 1000 /W [1 [500 500] 66 75 500] >>', stream(unicode))


def type3(names):
    glyphs = ' '.join(f'/{name} 6 0 R' for name in names)
    return page(f'<< /Type /Font /Subtype /Type3 /FontBBox [0 0 100 100] /FontMatrix [0.01 0 0 0.01 0 0] /CharProcs << {glyphs} >>'
                f' /Encoding << /Differences [65 {" ".join("/" + name for name in names)}] >> /FirstChar 65 /LastChar {64 + len(names)}'
                f' /Widths [{" ".join(["100"] * len(names))}] >>', ''.join(f'{65 + i:02X}' for i in range(len(names))),
                stream('100 0 d0 0 0 90 90 re f'))


MADE = {'cmap': cmap,
        'type3': lambda: type3([f'uni{ord(c):04X}' if i % 2 else f'u{ord(c):04X}.alt' for i, c in enumerate(TEXT)]),
        'nameless': lambda: type3([f'glyph{i}' for i in range(8)] + ['uniZZZZ', 'u110000'])}
out, places = b'%PDF-1.4\n', []
for i, it in enumerate(MADE[sys.argv[1]]()):
    places.append(len(out))
    out += b'%d 0 obj\n%s\nendobj\n' % (i + 1, it.encode('latin-1'))
table = len(out)
out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(places) + 1) + b''.join(b'%010d 00000 n \n' % at for at in places)
out += b'trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n' % (len(places) + 1, table)
with open(sys.argv[2], 'wb') as f: f.write(out)
