#!/usr/bin/env python3
"""pictures.py make FOLDER SIDE: pictures good and bad, for pictures.sh; the large ones have SIDE pixels a side.
pictures.py compare PDF NAME…: its pictures, pixel by pixel, against what each was made of."""
import base64
import os
import re
import struct
import subprocess
import sys
import zlib

WIDTH, HEIGHT = 19, 11


def chunk(kind, data, damage=0):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) ^ damage)


def png(width, height, colour, bits, rows, before=b"", interlaced=0, damage=0):
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced)
    packed = rows if isinstance(rows, zlib_bytes) else zlib.compress(rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before + chunk(b"IDAT", packed, damage) + chunk(b"IEND", b"")


class zlib_bytes(bytes):
    """already packed"""


def colour_at(x, y):
    return (x * 13 & 255, y * 23 & 255, (x * y) & 255)


def grey_at(x, y):
    return (x * 13 + y) & 255


def lines(pixel, width=WIDTH, height=HEIGHT):
    return b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))


def packed_bits(value, bits):
    """rows of indices or greys of 1, 2, 4 bits"""
    rows = b""
    for y in range(HEIGHT):
        number = "".join(format(value(x, y), "0%db" % bits) for x in range(WIDTH))
        number += "0" * (-len(number) % 8)
        rows += b"\0" + bytes(int(number[i : i + 8], 2) for i in range(0, len(number), 8))
    return rows


def interlaced(pixel):
    passes = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))
    rows = b""
    for x0, dx, y0, dy in passes:
        for y in range(y0, HEIGHT, dy):
            row = b"".join(pixel(x, y) for x in range(x0, WIDTH, dx))
            rows += b"\0" + row if row else b""
    return rows


PALETTE = [(200, 30, 40), (0, 90, 255), (255, 255, 255), (12, 160, 7)]


def alpha_at(x, y):
    return (x * 40 + y) & 255


def over_white(value, alpha):
    return (value * alpha + 255 * (255 - alpha) + 127) // 255


def good():
    """name: (file, what each pixel is: a grey or a colour)"""
    rgb = lambda x, y: bytes(colour_at(x, y))
    return {
        "colour": (png(WIDTH, HEIGHT, 2, 8, lines(rgb)), colour_at),
        "colour-that-is-grey": (png(WIDTH, HEIGHT, 2, 8, lines(lambda x, y: bytes([grey_at(x, y)] * 3))), grey_at),
        "grey": (png(WIDTH, HEIGHT, 0, 8, lines(lambda x, y: bytes([grey_at(x, y)]))), grey_at),
        "grey-of-4-bits": (png(WIDTH, HEIGHT, 0, 4, packed_bits(lambda x, y: (x + y) & 15, 4)), lambda x, y: ((x + y) & 15) * 17),
        "palette": (
            png(WIDTH, HEIGHT, 3, 2, packed_bits(lambda x, y: (x + y) & 3, 2), chunk(b"PLTE", bytes(sum(PALETTE, ())))),
            lambda x, y: PALETTE[(x + y) & 3],
        ),
        "see-through": (
            png(WIDTH, HEIGHT, 6, 8, lines(lambda x, y: bytes(colour_at(x, y)) + bytes([alpha_at(x, y)]))),
            lambda x, y: tuple(over_white(c, alpha_at(x, y)) for c in colour_at(x, y)),
        ),
        "one-colour-left-out": (
            png(WIDTH, HEIGHT, 3, 2, packed_bits(lambda x, y: (x + y) & 3, 2), chunk(b"PLTE", bytes(sum(PALETTE, ()))) + chunk(b"tRNS", b"\0")),
            lambda x, y: PALETTE[(x + y) & 3] if (x + y) & 3 else (255, 255, 255),
        ),
        "of-16-bits": (png(WIDTH, HEIGHT, 2, 16, lines(lambda x, y: bytes(b for c in colour_at(x, y) for b in (c, c)))), colour_at),
        "interlaced": (png(WIDTH, HEIGHT, 2, 8, interlaced(rgb), interlaced=1), colour_at),
        "with-a-text": (png(WIDTH, HEIGHT, 2, 8, lines(rgb), chunk(b"tEXt", b"Title\0x")), colour_at),
    }


def bad():
    rows = lines(lambda x, y: bytes(colour_at(x, y)))
    return {
        "checksum": png(WIDTH, HEIGHT, 2, 8, rows, damage=1),
        "checksum-of-a-text": png(WIDTH, HEIGHT, 2, 8, rows, chunk(b"tEXt", b"Title\0x", 1)),
        "too-few-rows": png(WIDTH, HEIGHT + 1, 2, 8, rows),
        "no-end": png(WIDTH, HEIGHT, 2, 8, rows)[:-12],
        "surplus": png(WIDTH, HEIGHT - 2, 2, 8, rows),
    }


def large(side, seed, channels):
    row = b"\0" + bytes((i * seed + (i >> 5)) & 255 for i in range(side * channels))
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return png(side, side, {1: 0, 3: 2, 4: 6}[channels], 8, zlib_bytes(rows))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">%s</svg>'
DOTS = "M0 0" + "".join("L%d %d" % (i % 200, i * 7 % 100) for i in range(200000))
DRAWINGS = {  # what no list of elements can see
    "markers": '<marker id="m" markerWidth="9" markerHeight="9"><circle r="4"/><text>x</text></marker><path marker-mid="url(#m)" d="%s"/>' % DOTS,
    "masks": '<mask id="m"><rect width="90" height="90"/></mask>' + '<g mask="url(#m)">' * 300 + '<rect width="9" height="9"/>' + "</g>" * 300,
    "doubling": '<g id="a0"><rect width="1" height="1"/></g>'
    + "".join('<g id="a%d"><use href="#a%d"/><use href="#a%d"/></g>' % (i, i - 1, i - 1) for i in range(1, 30)),
    "huge-text": '<text y="50" font-size="1000000000">字A</text>',
    "no-width": '<rect width="0" height="9"/>',
    "not-shown": '<rect width="9" height="9" display="none"/>',
    "glass": '<rect width="9" height="9" opacity="0"/>',
}


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def make(folder, side):
    for name, (data, _) in good().items():
        write(os.path.join(folder, name + ".png"), data)
    for name, data in bad().items():
        write(os.path.join(folder, name + ".png"), data)
    held = '<image width="90" height="90" href="data:image/png;base64,%s"/>'
    for name in ("colour", "checksum"):
        data = good()[name][0] if name in good() else bad()[name]
        DRAWINGS["holds-" + name] = held % base64.b64encode(data).decode()
    for name, drawing in DRAWINGS.items():
        write(os.path.join(folder, name + ".svg"), (SVG % drawing).encode())
    for i in range(4):
        write(os.path.join(folder, "large%d.png" % i), large(side, 3 + i, (3, 3, 4, 1)[i]))


def read_netpbm(path):
    """width, height, pixels of three bytes"""
    with open(path, "rb") as file:
        width, height, _, pixels = re.fullmatch(rb"P6\s(\d+)\s(\d+)\s(\d+)\s(.*)", file.read(), re.DOTALL).groups()
    return int(width), int(height), pixels


def compare(pdf, names):
    """Pixels as pdfimages gives them; and what is grey is stored grey."""
    subprocess.run(["pdfimages", pdf, "pixels"], check=True)
    listed = subprocess.run(["pdfimages", "-list", pdf], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    wrong = abs(len(listed) - len(names))
    for i, name in enumerate(names):
        pixel = good()[name][1]
        is_grey = isinstance(pixel(0, 0), int)
        wanted = b"".join(bytes([pixel(x, y)] * 3 if is_grey else pixel(x, y)) for y in range(HEIGHT) for x in range(WIDTH))
        if read_netpbm("pixels-%03d.ppm" % i) != (WIDTH, HEIGHT, wanted) or (listed[i].split()[5] == "gray") != is_grey:
            print("%s is another picture in the PDF: %s" % (name, listed[i]))
            wrong += 1
    return wrong


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(1 if compare(sys.argv[2], sys.argv[3:]) else 0)
