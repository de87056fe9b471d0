#!/usr/bin/env python3
"""make.py: the faces of tests/golden/issues and of the unit tests with pages made by hand, cut out of faces under the Open Font
License for the characters that stand there, and renamed, as it asks. Run by hand when an issue gets a new character; wants fontTools, fonts-noto-cjk,
fonts-lxgw-wenkai and fonts-liberation2."""
import glob
import os

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
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "　、。，；：？！“”‘’（）《》〈〉〔〕【】·—…～–-×℃％①②③〇一二三四五六七八九十月日年期第总号"


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


def main():
    text = ALWAYS
    handmade = [path for path in glob.glob(HERE + "/../unit/*.[ch]") if "handmade_pages.h" in path + open(path, encoding="utf-8").read()]
    for path in glob.glob(HERE + "/../golden/issues/*/*.*") + handmade:
        with open(path, encoding="utf-8") as file:
            text += file.read()
    for name, (path, family, called) in FACES.items():
        options = subset.Options(layout_features=["kern", "halt", "vert", "vrt2", "ccmp"], name_IDs=[0, 1, 2, 4, 6, 13, 14, 16, 17],
                                 hinting=False, desubroutinize=False, notdef_outline=True, drop_tables=["DSIG", "BASE", "meta", "FFTM"])
        face = open_face(path, family)
        cutter = subset.Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(face)
        rename(face, called)
        face["head"].modified = face["head"].created
        face.recalcTimestamp = False
        face.save(os.path.join(HERE, name))


if __name__ == "__main__":
    main()
