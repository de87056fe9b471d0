#!/usr/bin/env python3
"""conserve.py PAGE REPORT.json SOURCE.md [ENCODING]: that no character of a page or text went astray, told by a
program that knows nothing of gongbao: python's own reader of HTML (or the text itself). Each character that is no white
space, in as many numbers as it stands there, is in the source or in what the report says was left out or changed.
Scripts, styles and comments of a page are no text. Digits and 年月日 are not counted one by one: the days of the front
matter are written otherwise (2024年7月3日 is 2024-07-03)."""
import collections
import html.parser
import json
import sys


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.code = [], 0

    def handle_starttag(self, tag, attrs):
        self.code += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.code -= tag in ("script", "style") and self.code > 0

    def handle_data(self, data):
        if not self.code:
            self.text.append(data)


def page_text(path, encoding):
    text = open(path, "rb").read().decode(encoding)
    if "<" not in text[:200]:
        return text
    page = Page()
    page.feed(text)
    page.close()
    return "".join(page.text)


def count(text):
    return collections.Counter(c for c in text if not c.isspace() and c not in "0123456789年月日")


def main():
    page, report, source = sys.argv[1:4]
    encoding = sys.argv[4] if len(sys.argv) > 4 else "utf-8-sig"
    report = json.load(open(report, encoding="utf-8"))
    there = count(page_text(page, encoding))
    told = count("".join(e["text"] for e in report["left_out"] if not e["text"].startswith("<script>")))
    for entry in report["changed"]: # one form for another, so often: the old one has gone
        for c in entry["text"]:
            told[c] += entry["count"]
    written = count(open(source, encoding="utf-8").read())
    lost = there - told - written
    print("".join(f"{c}×{n} " for c, n in lost.items()) or "nothing is lost")
    sys.exit(bool(lost))


main()
