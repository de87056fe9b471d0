#!/usr/bin/env python3
"""png_to_pgm.py IN.png OUT.pgm: eight-bit PNG without interlace to grey, with the standard library alone."""
import struct
import sys
import zlib

data = open(sys.argv[1], "rb").read()
at, packed = 8, b""
while at < len(data):
    size, kind = struct.unpack(">I4s", data[at:at + 8])
    body = data[at + 8:at + 8 + size]
    if kind == b"IHDR": width, height, depth, colour = struct.unpack(">IIBB", body[:10])
    if kind == b"IDAT": packed += body
    at += 12 + size
assert depth == 8, "eight bits only"
n = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
raw, stride = zlib.decompress(packed), width * n
above, out = bytearray(stride), bytearray()
for y in range(height):
    method, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
    for i in range(stride):
        a = line[i - n] if i >= n else 0
        b, c = above[i], above[i - n] if i >= n else 0
        if method == 1: line[i] = line[i] + a & 255
        elif method == 2: line[i] = line[i] + b & 255
        elif method == 3: line[i] = line[i] + (a + b) // 2 & 255
        elif method == 4:
            p = a + b - c
            near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            line[i] = line[i] + near & 255
    for x in range(width):
        pixel = line[x * n:x * n + n]
        grey = pixel[0] if n < 3 else (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2]) // 1000
        alpha = pixel[n - 1] if n in (2, 4) else 255
        out.append((grey * alpha + 255 * (255 - alpha)) // 255)
    above = line
open(sys.argv[2], "wb").write(b"P5 %d %d 255\n" % (width, height) + bytes(out))
