#!/usr/bin/env python3
"""field_cases.py PROGRAM CASES TABLE: sets each case and compares it with its rows in the table; status 1 when one is not met.

    == NAME         a folder of CASES, set with --dump=lines, and made a file of
    status N        its exit status (0 where it is not said)
    says SLUG       this message is printed; with a text behind it: in its words
    silent SLUG     this message is not printed
    line TEXT       a set line is exactly this (in TEXT a \\u3000 is U+3000, so that blanks can be seen)
    begins TEXT     a set line begins so
    ends TEXT       a set line ends so
    within TEXT     this stands somewhere, and wherever it stands it is in one line
    no line TEXT, no begins TEXT, no ends TEXT      no set line is so
"""
import json
import os
import re
import subprocess
import sys
import tempfile


def read(path):
    """name: rows of (line number, word, text)"""
    cases = {}
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if line.startswith("== "):
            rows = cases.setdefault(line[3:].strip(), [])
        elif line and not line.startswith("#"):
            word, text = re.fullmatch(r"(no \w+|\w+) (.*)", line).groups()
            rows.append((number, word, re.sub(r"\\u([0-9A-Fa-f]{4})", lambda code: chr(int(code[1], 16)), text)))
    return cases


class Seen:
    def __init__(self, program, folder):
        ran = subprocess.run([program, "build", folder, "--dump=lines", "-v"], capture_output=True, text=True, errors="replace", timeout=120)
        with tempfile.TemporaryDirectory() as made:  # a file comes of it, or the same errors
            file = [program, "build", folder, "-q", "-o", os.path.join(made, "out.pdf")]
            self.status = subprocess.run(file, capture_output=True, timeout=120).returncode
        self.messages = [line for line in ran.stderr.splitlines() if line.endswith("]") and not line.startswith(" ")]
        self.lines = [json.loads(line).get("text", "") for line in ran.stdout.splitlines()]
        self.all = "".join(self.lines)

    def is_within(self, text):
        return self.all.count(text) > 0 and self.all.count(text) == sum(line.count(text) for line in self.lines)

    def meets(self, word, text):
        slug, _, words = text.partition(" ")
        told = any("[%s]" % slug in message and words in message for message in self.messages)
        checks = {
            "status": lambda: str(self.status) == text,
            "says": lambda: told,
            "silent": lambda: not told,
            "line": lambda: text in self.lines,
            "begins": lambda: any(line.startswith(text) for line in self.lines),
            "ends": lambda: any(line.endswith(text) for line in self.lines),
            "within": lambda: self.is_within(text),
        }
        return not checks[word[3:]]() if word.startswith("no ") else checks[word]()


def main(program, folder, table):
    n = wrong = 0
    for name, rows in read(table).items():
        seen = Seen(program, folder + "/" + name)
        if not any(word == "status" for _, word, _ in rows):
            rows = [(0, "status", "0")] + rows
        for number, word, text in rows:
            n += 1
            if seen.meets(word, text):
                continue
            wrong += 1
            print("WRONG: %s, row %d: %s %s (status %d)" % (name, number, word, text, seen.status))
    print("%d rows, %d wrong" % (n, wrong))
    return wrong > 0


sys.exit(main(*sys.argv[1:]))
