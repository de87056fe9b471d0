"""drawn.py tell FILE.pdf RESULT…: what is drawn on each page of a PDF, one mark a line, in points from the head and the left of the page, as the
content streams say it: texts with their size, face and ink, filled and stroked paths by the boxes that they fill, pictures, links and
notes, the boxes of the pages that are not the paper; at the end what the file says of itself, and the bookmarks. Texts that stand side by side are one.
drawn.py links FILE.pdf RESULT…: the same without what the content streams draw.
drawn.py hold FILE.pdf DUMP…: whether each text and each rule of a dump of pages is drawn where it says, and no other. Wants pikepdf."""
import contextlib
import re
import sys

import pikepdf


def times(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


def at(m, x, y):
    return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])


class Font:
    def __init__(self, font):
        self.name = re.sub(r"^/([A-Z]{6}\+)?", "", str(font.BaseFont))
        self.bytes = 2 if font.Subtype == "/Type0" else 1
        self.upright = str(font.get("/Encoding", "")).endswith("-V")
        self.widths, self.texts, self.default = {}, {}, 0
        if self.bytes == 2:
            self.descendant(font.DescendantFonts[0])
        else:
            for i, width in enumerate(font.get("/Widths", [])):
                self.widths[int(font.FirstChar) + i] = float(width)
        if "/ToUnicode" in font:
            self.to_unicode(font.ToUnicode.read_bytes().decode("latin-1"))

    def descendant(self, font):
        self.default, row = float(font.get("/DW", 1000)), list(font.get("/W", []))
        while row:
            first, then = int(row[0]), row[1]
            if isinstance(then, pikepdf.Array):
                self.widths.update((first + i, float(width)) for i, width in enumerate(then))
                row = row[2:]
            else:
                self.widths.update((i, float(row[2])) for i in range(first, int(then) + 1))
                row = row[3:]

    def to_unicode(self, text):
        def words(code):
            return bytes.fromhex(code).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
            for code, there in re.findall(r"<(\w+)>\s*<(\w*)>", block):
                self.texts[int(code, 16)] = words(there)
        for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
            for first, last, there in re.findall(r"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^]]*\])", block):
                row = re.findall(r"<(\w+)>", there)
                for i in range(int(first, 16), int(last, 16) + 1):
                    k = i - int(first, 16)
                    self.texts[i] = words(row[k]) if there[0] == "[" else words(row[0])[:-1] + chr(ord(words(row[0])[-1]) + k)

    def codes(self, data):
        for i in range(0, len(data), self.bytes):
            yield int.from_bytes(data[i:i + self.bytes], "big")


class State:
    def __init__(self, matrix):
        self.ctm, self.fill, self.stroke, self.width = matrix, "0", "0", 1.0
        self.font, self.size, self.char, self.word, self.rise, self.scale, self.leading, self.mode = None, 0, 0, 0, 0, 1, 0, 0

    def copy(self):
        other = State(self.ctm)
        other.__dict__.update(self.__dict__)
        return other


class Walk:
    """what the operators of a page draw, and of the forms in it"""

    def __init__(self, page):
        box = [float(x) for x in page.mediabox]
        self.marks, self.fonts = [], {}
        self.run(page, page.obj.get("/Resources", pikepdf.Dictionary()), State((1, 0, 0, -1, -box[0], box[3])))

    def font_of(self, resources, name):
        font = resources.Font[name]
        key = font.objgen if font.objgen != (0, 0) else id(font)
        if key not in self.fonts:
            self.fonts[key] = Font(font)
        return self.fonts[key]

    def run(self, stream, resources, state):
        kept, path, here, tm, line = [], [], (0, 0), None, None
        for operands, operator in pikepdf.parse_content_stream(stream):
            op = str(operator)
            n = [float(o) if isinstance(o, (int, float)) or type(o).__name__ == "Decimal" else o for o in operands]
            if op == "q":
                kept.append(state.copy())
            elif op == "Q":
                state = kept.pop()
            elif op == "cm":
                state.ctm = times(n, state.ctm)
            elif op in ("rg", "g", "k", "sc", "scn"):
                state.fill = inks(n)
            elif op in ("RG", "G", "K", "SC", "SCN"):
                state.stroke = inks(n)
            elif op == "w":
                state.width = n[0]
            elif op == "re":
                x, y, w, h = n
                path += [at(state.ctm, *p) for p in ((x, y), (x + w, y), (x, y + h), (x + w, y + h))]
            elif op in ("m", "l", "c", "v", "y"):
                path += [at(state.ctm, n[i], n[i + 1]) for i in range(0, len(n), 2)]
            elif op in ("f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "n"):
                if op != "n" and path:
                    self.add_path(path, op, state)
                path = []
            elif op == "BT":
                tm = line = (1, 0, 0, 1, 0, 0)
            elif op == "Tm":
                tm = line = tuple(n)
            elif op in ("Td", "TD"):
                tm = line = times((1, 0, 0, 1, n[0], n[1]), line)
                state.leading = -n[1] if op == "TD" else state.leading
            elif op in ("T*", "'", '"'):
                tm = line = times((1, 0, 0, 1, 0, -state.leading), line)
            elif op == "Tf":
                state.font, state.size = self.font_of(resources, str(n[0])), n[1]
            elif op in ("Tc", "Tw", "Ts", "TL", "Tr"):
                setattr(state, {"Tc": "char", "Tw": "word", "Ts": "rise", "TL": "leading", "Tr": "mode"}[op], n[0])
            elif op == "Tz":
                state.scale = n[0] / 100
            elif op == "Do":
                self.draw(resources.XObject[str(n[0])], resources, state)
            if op in ("Tj", "'", '"'):
                tm = self.show([operands[-1]], state, tm)
            elif op == "TJ":
                tm = self.show(operands[0], state, tm)

    def draw(self, form, resources, state):
        if form.Subtype == "/Form":
            inner = state.copy()
            inner.ctm = times([float(x) for x in form.get("/Matrix", (1, 0, 0, 1, 0, 0))], state.ctm)
            return self.run(form, form.get("/Resources", resources), inner)
        corners = [at(state.ctm, *p) for p in ((0, 0), (1, 0), (0, 1), (1, 1))]
        return self.marks.append(("picture", box_of(corners), f"{form.Width}x{form.Height}"))

    def add_path(self, points, op, state):
        """lines without an extent of their own are as wide as their stroke"""
        kind, ink = ("stroke", state.stroke) if op in "Ss" else ("fill", state.fill)
        width = f" {state.width * abs(state.ctm[0] or state.ctm[1]):.2f}" if kind == "stroke" else ""
        self.marks.append((kind, box_of(points), ink + width))

    def show(self, pieces, state, tm):
        font, begin, text, size = state.font, None, "", 0
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                tm = times((1, 0, 0, 1, -float(piece) / 1000 * state.size * state.scale, 0), tm)
                continue
            for code in font.codes(bytes(piece)):
                whole = times((state.size * state.scale, 0, 0, state.size, 0, state.rise), times(tm, state.ctm))
                begin, size = begin or whole, (whole[0] ** 2 + whole[1] ** 2) ** 0.5
                text += font.texts.get(code, "?")
                blank = state.word if code == 32 and font.bytes == 1 else 0
                ahead = font.widths.get(code, font.default) / 1000 * state.size + state.char + blank
                tm = times((1, 0, 0, 1, ahead * state.scale, 0), tm)
        if begin:
            end = times((1, 0, 0, 1, 0, state.rise), times(tm, state.ctm))
            self.add_text(begin, end, text, f"{size:.2f} {font.name} {state.fill}" + (" unseen" if state.mode == 3 else ""))
        return tm

    def add_text(self, begin, end, text, look):
        turned = "" if begin[0] > 0 and abs(begin[1]) < 1e-6 else " turned %.2f,%.2f" % (begin[0] / abs(begin[0] or 1), begin[1] / abs(begin[1] or 1))
        if self.marks and self.marks[-1][0] == "text":
            _, place, seen, other, last = self.marks[-1]
            if seen == look + turned and abs(last[0] - begin[4]) < 0.06 and abs(last[1] - begin[5]) < 0.06:
                self.marks[-1] = ("text", place, seen, other + text, end[4:])
                return
        self.marks.append(("text", begin[4:], look + turned, text, end[4:]))


def inks(n):
    return " ".join(f"{x:.3f}".rstrip("0").rstrip(".") if isinstance(x, float) else str(x) for x in n)


def box_of(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def told(mark):
    place = " ".join(f"{x + 0.0:.1f}" for x in mark[1]).replace("-0.0", "0.0")
    return f'{mark[0]} {place} {mark[2]}' + (f' "{mark[3]}"' if mark[0] == "text" else "")


def page_of(pdf, where):
    """1 + the number of the page that a destination shows, an address as it is"""
    if isinstance(where, pikepdf.String) and str(where) in (names := pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}):
        where = names[str(where)]
    if isinstance(where, pikepdf.Dictionary):
        where = where.D
    if not isinstance(where, pikepdf.Array):
        return "-" if where is None else str(where)
    return 1 + next(i for i, page in enumerate(pdf.pages) if page.objgen == where[0].objgen)


def tell_notes(pdf, page, head):
    for note in page.get("/Annots", []):
        x0, y0, x1, y1 = map(float, note.Rect)
        words = f' "{note.Contents}"' if "/Contents" in note else ""
        action = note.get("/A", pikepdf.Dictionary())
        goal = note.get("/Dest", action.get("/D", action.get("/URI")))
        print(f"{str(note.Subtype)[1:].lower()} {x0:.1f} {head - y1:.1f} {x1 - x0:.1f} {y1 - y0:.1f} to={page_of(pdf, goal)}{words}")


def tell(path, with_marks=True):
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            paper = [float(x) for x in page.mediabox]
            boxes = "".join(f" {name[1:]}={' '.join(f'{float(x):.1f}' for x in page[name])}"
                            for name in ("/TrimBox", "/BleedBox", "/CropBox", "/Rotate") if name in page and name != "/Rotate")
            print(f"page {number} {paper[2] - paper[0]:.1f}x{paper[3] - paper[1]:.1f}{boxes}")
            for mark in Walk(page).marks if with_marks else []:
                print(told(mark))
            tell_notes(pdf, page, paper[3])
        tell_about(pdf)
        with pdf.open_outline() as outline:
            tell_bookmarks(pdf, outline.root, 0)


def tell_about(pdf):
    """what the file says of itself, but for its dates and what made it"""
    for name, value in sorted(pdf.docinfo.items()):
        if name not in ("/CreationDate", "/ModDate", "/Producer"):
            print(f"about {name[1:]} {value}")
    root, ids = pdf.Root, pdf.trailer.get("/ID")
    print(f"about identity {'none' if ids is None else len(ids)}, version {pdf.pdf_version}, language {root.get('/Lang', '-')}")
    for name in ("/PageLayout", "/PageMode"):
        if name in root:
            print(f"about {name[1:]} {root[name]}")
    for name, value in sorted(root.get("/ViewerPreferences", {}).items()):
        print(f"about {name[1:]} {value}")
    labels = list(root.PageLabels.Nums) if "/PageLabels" in root else []
    for page, label in zip(labels[::2], labels[1::2]):
        print(f"about label {page} {label.get('/S', '')}{label.get('/St', '')} {label.get('/P', '')}")
    for intent in root.get("/OutputIntents", []):
        print(f"about intent {intent.S} {intent.get('/OutputConditionIdentifier', '')}")


def tell_bookmarks(pdf, items, depth):
    for item in items:
        print(f"bookmark {'  ' * depth}{item.title} to={page_of(pdf, item.destination)}")
        tell_bookmarks(pdf, item.children, depth + 1)


# ---- against a dump

def dumped(path):
    """for each page its texts (x, y, size, face, words) and rules (x, y, width, height)"""
    pages = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("page "):
                pages.append(([], []))
            elif found := re.match(r'glyphs (\S+) (\S+) (?:.*? )?face=(\S+)\.\w+#0 size=(\S+) .*?"(.*)"', line):
                pages[-1][0].append((float(found[1]), float(found[2]), float(found[4]), found[3], found[5].replace('\\"', '"')))
            elif found := re.match(r"rule (\S+) (\S+) ([0-9.]+)x([0-9.]+)", line):
                pages[-1][1].append(tuple(map(float, found.groups())))
    return pages


def hold(path, dump):
    """each text of the dump begins where a text is drawn, or within one; each rule is a box that is filled, as wide and high"""
    wrong, n = [], 0
    with pikepdf.open(path) as pdf:
        pages = dumped(dump)
        if len(pages) != len(pdf.pages):
            sys.exit(f"{len(pdf.pages)} pages, {len(pages)} in the dump")
        for number, (page, (texts, rules)) in enumerate(zip(pdf.pages, pages), 1):
            marks = Walk(page).marks
            lines = [(m[1], m[4], float(m[2].split()[0]), m[3]) for m in marks if m[0] == "text"]
            fills = [m[1] for m in marks if m[0] == "fill"]
            for x, y, size, _, words in texts:
                n += 1
                if not any(is_within(x, y, size, words, *line) for line in lines):
                    wrong.append(f"page {number}: no {words} at {x} {y}, of {size} points")
            for rule in rules:
                n += 1
                if not any(max(abs(a - b) for a, b in zip(rule, fill)) < 0.05 for fill in fills):
                    wrong.append(f"page {number}: no rule {rule}")
    print("\n".join(wrong[:20] + [f"{path}: {n} marks, {len(wrong)} wrong"]))
    return bool(wrong) or not n


def is_within(x, y, size, words, begin, end, drawn_size, drawn):
    before = size if set(words) <= set(".·") else 0.05  # the first of a leader's dots has its white before it
    level = abs(begin[1] - y) < 0.05 and abs(end[1] - y) < 0.05 and begin[0] - before < x <= max(end[0], begin[0] + 0.05)
    level |= abs(begin[0] - x) < 0.05 and abs(end[0] - x) < 0.05 and min(begin[1], end[1]) - 0.05 <= y <= max(begin[1], end[1]) + 0.05
    level |= abs(begin[0] - x) < 0.05 and abs(begin[1] - y) < 0.05
    return level and abs(drawn_size - size) < 0.02 and (words[:1] in drawn)


def main(what, *files):
    wrong = False
    for path, other in zip(files[::2], files[1::2]):
        if what == "hold":
            wrong |= hold(path, other)
            continue
        with open(other, "w", encoding="utf-8") as out, contextlib.redirect_stdout(out):
            tell(path, what == "tell")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
