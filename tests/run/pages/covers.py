#!/usr/bin/env python3
"""covers.py make | look DESK: a cover with texts of each kind, and where each of their letters is to stand, reckoned here.

Each letter of tests/faces' Song is as wide as its size, each figure of Latin half as wide, and a quarter stands between the two."""
import itertools
import json
import re
import sys

MM = 72 / 25.4
TEXTS = ("试", "试排", "试1排2刊3", "澄1浦2市3人4民5政6府7")
WIDTHS = (30, 60, 150)
SIZES = (16, 30)
TRACKINGS = (0, 4)
ALIGNS = ("左", "中", "右", "均排")
LEVEL = list(itertools.product(TEXTS, WIDTHS, SIZES, TRACKINGS, ALIGNS, (None, 5)))
UPRIGHT = list(itertools.product(("试", "试排", "澄浦市人民"), (10, 30, 100), SIZES, TRACKINGS, ("上", "中", "下", "均排")))


def make():
    rows = []
    for i, (text, width, size, tracking, align, most) in enumerate(LEVEL):
        wide = f", 均排至多: {most}磅" if most else ""
        rows.append(f'{{种类: 文字, 内容: "{text}", 左: {i % 7 + 1}mm, 上: {i + 1}磅, 宽: {width}mm, 字号: {size}磅, 字距: {tracking}磅, 对齐: {align}{wide}}}')
    for i, (text, height, size, tracking, align) in enumerate(UPRIGHT):
        rows.append(f'{{种类: 文字, 内容: "{text}", 竖排: 是, 左: {i + 1}mm, 上: {i + 1}mm, 宽: 12mm, 高: {height}mm, 字号: {size}磅, 字距: {tracking}磅, 对齐: {align}}}')
    print("封面:\n" + "".join(f"  - {row}\n" for row in rows))


def widths(text, size):
    """of each letter, with the quarter between Han and figures behind it"""
    behind = [0.25 * (a.isdigit() != b.isdigit()) for a, b in zip(text, text[1:])] + [0]
    return [size * ((0.5 if ch.isdigit() else 1) + white) for ch, white in zip(text, behind)]


def fitted(text, room, size, tracking, align, most=None):
    """(size, tracking, where it begins, length) of a text in so much room"""
    steps, given = len(text) - 1, size
    solid = sum(widths(text, size))
    wanted = solid + tracking * steps
    if wanted > room:
        size, tracking = size * room / wanted, tracking * room / wanted
        solid = sum(widths(text, size))
    if align == "均排" and steps and room > solid:
        most = most or size
        widest = solid + most * steps
        if widest < room:
            grown = min(4 / 3, room / widest)
            most = most if most != size else size * grown
            size *= grown
            solid = sum(widths(text, size))
        tracking = min((room - solid) / steps, most)
    length = solid + tracking * steps
    return size, tracking, {"左": 0, "上": 0, "右": room - length, "下": room - length}.get(align, (room - length) / 2), max(size - given, 0)


def wanted():
    """(x, y, size, letter) of each"""
    for i, (text, width, size, tracking, align, most) in enumerate(LEVEL):
        own, step, begin, grown = fitted(text, width * MM, size, tracking, align, most)
        for at, ch in enumerate(text):
            yield (i % 7 + 1) * MM + begin + sum(widths(text, own)[:at]) + step * at, i + 1 + 0.88 * own - grown / 2, own, ch
    for i, (text, height, size, tracking, align) in enumerate(UPRIGHT):
        own, step, begin, _ = fitted(text, height * MM, size, tracking, align)
        for at, ch in enumerate(text):
            yield (i + 1 + 6) * MM - own / 2, (i + 1) * MM + begin + at * (own + step) + 0.88 * own, own, ch


def look(desk):
    data = json.loads(re.search(r'id="data">(.*?)</script>', open(desk, encoding="utf-8").read(), re.S)[1])
    there = []
    for item in (item for item in data["pages"][0]["items"] if item["k"] == "g"):
        for x, ch in zip(item["g"][1::4], item["c"]):
            there.append(((item["x"] + x) / 100, item["y"] / 100, item["s"] / 100, ch))
    should = list(wanted())
    if len(there) != len(should):
        sys.exit(f"{len(there)} letters, not {len(should)}")
    for one, other in zip(there, should):
        if one[3] != other[3] or any(abs(a - b) > 0.15 for a, b in zip(one[:3], other[:3])):
            sys.exit(f"there is {one}, not {other}")


if __name__ == "__main__":
    make() if sys.argv[1] == "make" else look(sys.argv[2])
