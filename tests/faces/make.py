#!/usr/bin/env python3
"""make.py [FACE…]: the faces of tests/golden/issues and of the unit tests, cut out of free faces for the characters that stand there and in tests/golden/drawn,
and renamed, as their licences ask (OFL.txt). All of them, or those that are named. Run by hand when an issue or a test gets a new character; wants
fontTools, fonts-noto-cjk, fonts-lxgw-wenkai, fonts-liberation2 and fonts-dejavu-core."""
import glob
import os
import sys

from fontTools import subset, ttLib

HERE = os.path.dirname(os.path.abspath(__file__))
FONTS = "/usr/share/fonts/"
FACES = {  # file: source, its number in a collection, what it is called
    "Song.otf": ("opentype/noto/NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "Gongbao Test Song"),
    "SongBold.otf": ("opentype/noto/NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "Gongbao Test Song Bold"),
    "HeiBold.otf": ("opentype/noto/NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "Gongbao Test Hei Bold"),
    "Kai.ttf": ("truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", None, "Gongbao Test Kai"),
    "Latin.ttf": ("truetype/liberation2/LiberationSerif-Regular.ttf", None, "Gongbao Test Latin"),
}
UNIT_FACES = {  # for the unit tests that take them from own_faces.h
    "UnitSong.otf": ("opentype/noto/NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "Gongbao Unit Song"),
    "UnitSans.ttf": ("truetype/dejavu/DejaVuSans.ttf", None, "Gongbao Unit Sans"),
}
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "　、。，；：？！“”‘’（）《》〈〉〔〕【】·—…～–-×℃％①②③〇一二三四五六七八九十月日年期第总号度目录主题索引续"


def open_face(path, family):
    if family is None:
        return ttLib.TTFont(FONTS + path)
    collection = ttLib.TTCollection(FONTS + path)
    return next(face for face in collection.fonts if face["name"].getDebugName(1).startswith(family))


def rename(face, name):
    table = face["name"]
    for record in list(table.names):
        if record.nameID in (1, 4, 16):
            record.string = name
        elif record.nameID == 6:
            record.string = name.replace(" ", "")
        elif record.nameID in (2, 17):
            record.string = "Regular"
        elif record.nameID not in (0, 13, 14):
            table.names.remove(record)
    if "CFF " in face:
        face["CFF "].cff.fontNames[0] = name.replace(" ", "")


def cut(name, source, text):
    path, family, called = source
    options = subset.Options(layout_features=["kern", "halt", "vert", "vrt2", "ccmp", "init", "medi", "fina", "isol"],
                             name_IDs=[0, 1, 2, 4, 6, 13, 14, 16, 17],
                             hinting=False, desubroutinize=False, notdef_outline=True, drop_tables=["DSIG", "BASE", "meta", "FFTM"])
    face = open_face(path, family)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(face)
    rename(face, called)
    face["head"].modified = face["head"].created
    face.recalcTimestamp = False
    face.save(os.path.join(HERE, name))


def text_of(paths):
    text = ALWAYS
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text += file.read()
    return text


def users_of(header):
    return [path for path in glob.glob(HERE + "/../unit/**/*.[ch]", recursive=True) if header in path + open(path, encoding="utf-8").read()]


def main():
    golden = text_of(glob.glob(HERE + "/../golden/issues/*/*.*") + glob.glob(HERE + "/../golden/drawn/*") + users_of("handmade_pages.h"))
    unit = text_of(set(users_of("own_faces.h") + users_of("table_bench.h") + users_of("handmade_pages.h")))
    for faces, text in ((FACES, golden), (UNIT_FACES, unit)):
        for name, source in faces.items():
            if name in (sys.argv[1:] or [name]):
                cut(name, source, text)


if __name__ == "__main__":
    main()
