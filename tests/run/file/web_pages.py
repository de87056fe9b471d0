#!/usr/bin/env python3
"""web_pages.py DESK DUMP FOLDER: what a browser is told of pages (desk) is what --dump=pages has, and each character's place is where it
stands in the source."""
import json
import re
import sys

desk, dump, folder = sys.argv[1:]
data = json.loads(re.search(r'id="data">(.*?)</script>', open(desk, encoding="utf-8").read(), re.S)[1])
sources = [open(f"{folder}/{name}", encoding="utf-8").read().split("\n") for name in data["files"]]


def near(told, points):
    return abs(told / 100 - float(points)) < 0.011


def dumped():
    """of each page its items, as (kind, x, y, the rest of the line)"""
    pages = []
    for line in open(dump, encoding="utf-8"):
        words = line.rstrip("\n").split(" ", 3)
        if words[0] == "page":
            pages.append([])
        elif words[0] in ("glyphs", "rule", "image"):
            pages[-1].append(words)
    return pages


def find(pattern, text, default=""):
    found = re.search(pattern, text)
    return found[1] if found else default


def look_at_places(item):
    """index, line and column of the first character, and of each that does not follow the one before"""
    places = item.get("p")
    if not places:
        return 0
    lines, at = sources[places[0]], [0, *places[1:]]
    for begin, line, column in zip(at[::3], at[1::3], at[2::3]):
        behind = next((index for index in at[::3] if index > begin), len(item["c"]))
        if line == 0:
            continue
        for i in range(begin, behind):
            there = lines[line - 1][column - 1 + i - begin] if column - 1 + i - begin < len(lines[line - 1]) else ""
            if there != item["c"][i] and not there in ("&", "\\", "<", "[", " ", "　", "|", ""):
                sys.exit(f"{item['c']!r}: {item['c'][i]} stands where {there!r} is, {data['files'][places[0]]}:{line}:{column}")
    return len(item["c"])


def look_at(item, kind, x, y, rest):
    same = near(item["x"], x) and near(item["y"], y) and item["k"] == {"glyphs": "g", "rule": "r", "image": "m"}[kind]
    same &= item.get("l", 0) == int(find(r"\bline=(\d+)", rest, 0)) and item.get("t", 0) == int(find(r"\bturn=(\d)", rest, 0))
    same &= bool(item.get("a")) == (" artifact=" in f" {rest}")
    if kind == "glyphs":
        text = re.search(r'"(.*)"( node=\d+| artifact=\S+)?$', rest)[1]
        same &= near(item["s"], find(r"size=(\S+)", rest)) and json.loads(f'"{text}"') == item["c"] and sum(item["g"][3::4]) == len(item["c"])
    else:
        width, height = re.search(r"([\d.]+)x([\d.]+)", rest).groups()
        same &= near(item["w"], width) and near(item["h"], height)
    if kind != "image":
        same &= data["inks"][item["i"]] == "#" + find(r"colour=(\S+)", rest, "000000")
    if not same:
        sys.exit(f"{item} is not {kind} {x} {y} {rest}")


n_placed = 0
pages = dumped()
assert len(pages) == len(data["pages"]), (len(pages), len(data["pages"]))
for page, wanted in zip(data["pages"], pages):
    assert len(page["items"]) == len(wanted), (page["label"], len(page["items"]), len(wanted))
    for item, words in zip(page["items"], wanted):
        look_at(item, *words)
        n_placed += look_at_places(item) if item["k"] == "g" else 0
assert n_placed > 200, n_placed
