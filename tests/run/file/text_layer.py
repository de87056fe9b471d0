"""text_layer.py: a PDF as a scan with an OCR layer has it: a picture a page, and above it the words invisibly.

    text_layer.py IN.pdf OUT.pdf [SEED]    the words of IN as pdftotext -bbox tells them, character by character: each
                                           shown by itself, as wide as it was read, on baselines that rise a little as
                                           a page does that lay askew; with SEED the boxes are a little off
"""
import random
import re
import subprocess
import sys

SLOPE = 0.012  # of a page laid askew
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
TO_UNICODE = b'''/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Layer def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end'''


def unescape(text):
    for name, char in (('lt', '<'), ('gt', '>'), ('quot', '"'), ('apos', "'"), ('amp', '&')):
        text = text.replace('&%s;' % name, char)
    return text


def pages_of(path):
    text = subprocess.run(['pdftotext', '-bbox', path, '-'], stdout=subprocess.PIPE, check=True).stdout.decode()
    for page in text.split('<page ')[1:]:
        width, height = (float(value) for value in re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        yield width, height, [(float(a), float(b), float(c), float(d), unescape(word)) for a, b, c, d, word in WORD.findall(page)]


def is_turned(words):
    """Whether the page's lines run upwards: words of several characters are high."""
    long = [word for word in words if len(word[4]) > 2]
    return sum(bottom - top > right - left for left, top, right, bottom, _ in long) * 2 > len(long)


def show(char, matrix, stretch):
    return '/f 1 Tf %.2f Tz %.3f %.3f %.3f %.3f %.2f %.2f Tm [<%04X0020>] TJ' % ((stretch,) + matrix + (ord(char),))


def content_of(height, words, chance):
    out = ['q 0.5 0 0 0.5 0 0 cm Q BT 3 Tr']
    page_is_turned = is_turned(words)
    for left, top, right, bottom, word in words:
        turned = page_is_turned and bottom < 0.92 * height  # below stands the page's number, upright
        size, length = (right - left, bottom - top) if turned else (bottom - top, right - left)
        step = length / len(word)
        for i, char in enumerate(word):
            if ord(char) > 0xFFFF:
                continue
            off = [chance.uniform(-0.03, 0.03) * size if chance else 0 for _ in range(2)]
            stretch = 200 * step * 0.9 / size  # the boxes are narrower than the characters
            if turned:
                matrix = (0, size, -size, 0, right - 0.2 * size + off[0], height - bottom + i * step + off[1])
            else:
                x = left + i * step + off[0]
                matrix = (size, SLOPE * size, -SLOPE * size, size, x, height - bottom + 0.2 * size + SLOPE * x + off[1])
            out.append(show(char, matrix, stretch))
    out.append('ET')
    return '\n'.join(out).encode()


def write(path, pages):
    objects = [b'<< /Type /Catalog /Pages 2 0 R >>', None,
               b'<< /Type /Font /Subtype /Type0 /BaseFont /Layer /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
               b'<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Layer /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) '
               b'/Supplement 0 >> /DW 500 >>',
               b'<< /Length %d >> stream\n%s\nendstream' % (len(TO_UNICODE), TO_UNICODE)]
    kids = []
    for width, height, content in pages:
        objects.append(b'<< /Length %d >> stream\n%s\nendstream' % (len(content), content))
        objects.append(b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << /Font << /f 3 0 R >> >> >>'
                       % (width, height, len(objects)))
        kids.append(len(objects))
    objects[1] = b'<< /Type /Pages /Count %d /Kids [%s] >>' % (len(kids), b' '.join(b'%d 0 R' % kid for kid in kids))
    out, places = bytearray(b'%PDF-1.5\n'), []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj %s endobj\n' % (number, text)
    table = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1) + b''.join(b'%010d 00000 n \n' % place for place in places)
    out += b'trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, table)
    with open(path, 'wb') as file:
        file.write(out)


if __name__ == '__main__':
    dice = random.Random(int(sys.argv[3])) if len(sys.argv) > 3 else None
    write(sys.argv[2], [(width, height, content_of(height, words, dice)) for width, height, words in pages_of(sys.argv[1])])
