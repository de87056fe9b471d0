#!/usr/bin/env python3
"""intake_count.py PAGE.html [ENCODING]: how many characters a page's text has, as python's own reader of HTML counts them:
characters of text that are no white space of HTML, scripts and styles apart. Independent of libgumbo and of intake/."""
import html.parser
import sys


class Counter(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.n = 0
        self.code = 0

    def handle_starttag(self, tag, attrs):
        self.code += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.code -= tag in ("script", "style") and self.code > 0

    def handle_data(self, data):
        if not self.code:
            self.n += sum(c not in " \t\n\r\f" for c in data)


def main():
    data = open(sys.argv[1], "rb").read()
    encoding = sys.argv[2] if len(sys.argv) > 2 else "utf-8-sig"
    counter = Counter()
    counter.feed(data.decode(encoding))
    counter.close()
    print(counter.n)


main()
