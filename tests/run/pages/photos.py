#!/usr/bin/env python3
"""photos.py make FOLDER: one photo as eight cameras would have stored it, photo1.jpg to photo8.jpg, for pictures.sh; large.jpg, cut.jpg.
photos.py compare PGM…: pages, each of which shows the next of them: upright, as EXIF 2.32 says of tag 0x0112."""
import os
import re
import struct
import sys

WIDTH, HEIGHT = 24, 16  # in blocks of 8: wider than high
GREYS = {"first": 40, "right of it": 100, "below it": 160, "across": 220}  # the quarters, as stored
# where the stored row 0 and column 0 are to be seen
ROW_COLUMN = "top left,top right,bottom right,bottom left,left top,right top,right bottom,left bottom".split(",")


def segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def exif(orientation):
    order = ">" if orientation % 2 else "<"
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + (b"MM" if order == ">" else b"II") + struct.pack(order + "HIH", 42, 8, 1) + entry + b"\0" * 4


def photo(orientation, scale=1):
    """Baseline, grey, each block even: only its difference to the block before is coded."""
    across, down = WIDTH * scale, HEIGHT * scale
    lengths = bytes([0, 0, 0, 12] + [0] * 12)  # twelve codes of four bits: the category is its own code
    bits, before = [], 0
    for y in range(down):
        for x in range(across):
            grey = list(GREYS.values())[(x >= across // 2) + 2 * (y >= down // 2)] - 128
            step, before = grey - before, grey
            n = abs(step).bit_length()
            bits.append(format(n, "04b") + (format(step if step > 0 else step + (1 << n) - 1, "0%db" % n) if n else "") + "0")
    bits = "".join(bits)
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")
    return (
        b"\xff\xd8"
        + segment(0xE1, exif(orientation))
        + segment(0xDB, b"\0" + bytes([8] * 64))
        + segment(0xC0, struct.pack(">BHHBBBB", 8, 8 * down, 8 * across, 1, 1, 0x11, 0))
        + segment(0xC4, b"\0" + lengths + bytes(range(12)))
        + segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
        + segment(0xDA, bytes([1, 1, 0, 0, 63, 0]))
        + data
        + b"\xff\xd9"
    )


def find(path):
    """The four quarters on a page: greys by place, and the box; None: no picture."""
    width, height, _, pixels = re.fullmatch(rb"P5\s(\d+)\s(\d+)\s(\d+)\s(.*)", open(path, "rb").read(), re.DOTALL).groups()
    width, rows = int(width), []
    level = lambda grey: next((name for name, value in GREYS.items() if abs(grey - value) < 8), None)
    for y in range(int(height)):
        named = [level(grey) for grey in pixels[y * width : (y + 1) * width]]
        row = [x for x in range(8, width - 8) if named[x] and (named[x - 8 : x] == [named[x]] * 8 or named[x + 1 : x + 9] == [named[x]] * 8)]
        if row:
            rows.append((y, row[0], row[-1], named))
    if not rows:
        return None
    top, bottom, left, right = rows[0][0], rows[-1][0], min(row[1] for row in rows), max(row[2] for row in rows)
    at = lambda x, y: next((row[3][left + (right - left) * x // 8] for row in rows if row[0] == top + (bottom - top) * y // 8), None)
    quarters = {"left top": at(1, 1), "right top": at(7, 1), "left bottom": at(1, 7), "right bottom": at(7, 7)}
    return (quarters, right - left > bottom - top) if len(set(quarters.values())) == 4 else None


def wanted(orientation):
    row, column = ROW_COLUMN[orientation - 1].split()
    other = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}
    corner = lambda a, b: " ".join(sorted((a, b), key=lambda side: side in ("top", "bottom")))
    return {
        corner(row, column): "first",
        corner(row, other[column]): "right of it",
        corner(other[row], column): "below it",
        corner(other[row], other[column]): "across",
    }, row in ("top", "bottom")


def compare(pages):
    shown = [found for found in map(find, pages) if found]
    wrong = len(shown) != 8
    for i, found in enumerate(shown):
        if found != wanted(i + 1):
            print("orientation %d: %s, wanted: %s" % (i + 1, found, wanted(i + 1)))
            wrong = True
    return wrong


if sys.argv[1] == "make":
    for i in range(1, 9):
        with open(os.path.join(sys.argv[2], "photo%d.jpg" % i), "wb") as file:
            file.write(photo(i))
    large = photo(1, 20)  # more than 64 KiB; and cut, with a small picture's end in front, as cameras have it
    with open(os.path.join(sys.argv[2], "large.jpg"), "wb") as file:
        file.write(large)
    with open(os.path.join(sys.argv[2], "cut.jpg"), "wb") as file:
        file.write(large[:2] + segment(0xE2, b"\xff\xd8\xff\xd9") + large[2:-2])
else:
    sys.exit(compare(sys.argv[2:]))
