#!/usr/bin/env python3
"""edits.py [-v] IMPORTED.md TRUTH.md …: how many edits an imported source still needs, against the same document as
an editor left it. Both become the paragraphs that a reader meets (front matter in the order of print; tables, marks and
comments apart; of a list of persons and posts each line is one, marked or not), a line end between them. An edit is a run of characters that differ (difflib), of one class:
  structure    paragraph ends alone
  punctuation  marks, blanks and forms of digits alone
  front        what stands in the front matter, or should
  text         anything else
Prints a row a pair: edits by class, all, and all by thousand characters of the truth."""
import difflib
import re
import sys
import unicodedata

KEYS_BEFORE = ("发文机关标志", "发文字号", "标题", "题注", "主送")
KEYS_AFTER = ("署名", "成文日期", "附注", "抄送", "印发机关", "印发日期")


def front_matter(text):
    """The keys of a front matter as the intake and editors write them: values in a line, blocks, lists."""
    keys, key = {}, None
    head, body = text.split("\n---\n", 1)
    for line in head.split("\n")[1:]:
        found = re.match(r"([^\s:：]+): ?(.*)$", line)
        if found:
            key = found.group(1)
            keys[key] = [] if found.group(2) in ("|", "") else [found.group(2)]
        elif key:
            keys[key].append(line.strip().removeprefix("- "))
    return {k: [re.sub(r'^"(.*)"$|^\'(.*)\'$', lambda m: m.group(1) or m.group(2), v) for v in vs] for k, vs in keys.items()}, body


def printed_date(value):
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    return f"{found.group(1)}年{int(found.group(2))}月{int(found.group(3))}日" if found else value


def plain(paragraph):
    paragraph = re.sub(r"^(>>|<>|<<) ", "", paragraph)
    paragraph = re.sub(r"^#+ (附件\S* )?", "", paragraph)
    paragraph = paragraph.replace("\\\n", "").replace("\n", "")
    paragraph = re.sub(r"\\([*\\#|<>!\[])", r"\1", paragraph)
    return re.sub(r"(?<!\\)\*+|</?su[bp]>", "", paragraph)


def paragraphs(path):
    """(text, whether it is of the front matter)"""
    keys, body = front_matter(open(path, encoding="utf-8").read())
    out = []
    for key in KEYS_BEFORE:
        value = keys.get(key, [])
        if key in ("标题", "主送"):
            value = ["".join(value)]
        out += [(v, True) for v in value if v]
    after = [(printed_date(v), True) for key in KEYS_AFTER for v in keys.get(key, [])]
    body = re.sub(r"<!-- 名单 职务 -->\n\n((?:.+\n?)+)", lambda m: m.group(1).replace("\n", "\n\n"), body)
    body = re.sub(r"<table.*?</table>|<!--.*?-->", "", body, flags=re.S)
    blocks = [b for b in re.split(r"\n\s*\n", body) if b.strip()]
    first_part = next((i for i, b in enumerate(blocks) if b.startswith("# ")), len(blocks))
    for i, block in enumerate(blocks):
        if i == first_part:
            out += after
        if not block.startswith(("|", "![")):
            out.append((plain(block.strip()), False))
    return out + (after if first_part == len(blocks) else [])


def stream(path):
    chars, front = "", []
    for text, is_front in paragraphs(path):
        text = re.sub(r"\s", "", text) + "\n"
        chars += text
        front += [is_front] * len(text)
    return chars, front


def class_of(old, new, is_front):
    both = old + new
    if not both.strip("\n"):
        return "structure"
    if is_front:
        return "front"
    if all(unicodedata.category(c)[0] in "PSZNC" for c in both):
        return "punctuation"
    return "text"


def edits(imported, truth):
    a, front_a = stream(imported)
    b, front_b = stream(truth)
    found = []
    for tag, i, j, k, l in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            is_front = any(front_a[i:j]) or any(front_b[k:l])
            found.append((class_of(a[i:j], b[k:l], is_front), a[max(0, i - 8) : i], a[i:j], b[k:l]))
    return found, len(b)


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    total, characters = 0, 0
    for imported, truth in zip(arguments[::2], arguments[1::2]):
        found, n = edits(imported, truth)
        counts = {c: sum(f[0] == c for f in found) for c in ("structure", "punctuation", "front", "text")}
        row = " ".join(f"{c}={k}" for c, k in counts.items())
        print(f"{truth.rsplit('/', 1)[-1]}: {row} all={len(found)} per_1000={1000 * len(found) / max(n, 1):.1f}")
        for kind, before, old, new in found if "-v" in sys.argv else ():
            print(f"    {kind}: …{before!r} {old!r} -> {new!r}")
        total += len(found)
        characters += n
    print(f"all: {total} edits, {1000 * total / max(characters, 1):.2f} per 1000")


main()
