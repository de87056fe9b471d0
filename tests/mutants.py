#!/usr/bin/env python3
"""mutants.py [--count N] [--seed N] [--log FILE] [--only N]: how much the tests see.

Faults are drawn over all functions of the program, none picked by hand: a comparison turned, a number one more, a call dropped.
Each is built in a copy of the tree and the quick tests are run on it; those that no test fails on are alive. One at a time, at the
lowest priority, for hours: not for CI. A log that is there is gone on with, if the sources are the same; at the end the ones alive
are printed. The tree may be worked on meanwhile: the copy is made at the start. A call that only gives back memory is not dropped:
LeakSanitizer sees that (.ci/run), these tests do not.

    python3 tests/mutants.py --count 100                 # build/mutants/log.jsonl
    python3 tests/mutants.py --only 17                   # leaves the copy with mutant 17 in build/mutants/src, to look at
"""
import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys

ROOMS = "base input styles fonts layout output archive trial compare check desk facsimile proof watch intake cli".split()
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TURNED = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}
TEST_SECONDS = 120  # one that takes longer hangs, and is seen
BUILD_SECONDS = 900
GIVES_BACK = re.compile(r"(if|for|while|switch|return|sizeof)\b|\w*(free|unref|destroy|clear|close)\w*\(")


def blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def code_of(text):
    """the text with comments, strings, characters and directives blanked, of the same length"""
    text = re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", blank, text, flags=re.M)


def functions(code):
    """(name, begin, end) of each body"""
    for head in re.finditer(r"^[A-Za-z_][^;{}=]*?\b(\w+)\([^;{}]*\)\s*\{", code, flags=re.M):
        end = code.find("\n}", head.end())
        if end > 0 and not head[0].startswith(("struct ", "enum ", "union ")) or "(" in head[0]:
            yield head[1], head.end(), end


def sites(code, begin, end):
    """(place, length, what stands there instead, what that is) of each fault that a body may have"""
    body = code[begin:end]
    for match in re.finditer(r"(?<![-<>=!+*/&|^])(==|!=|<=|>=|<|>)(?![<>=])", body):
        yield begin + match.start(), len(match[0]), TURNED[match[0]], "comparison"
    for match in re.finditer(r"(?<![\w.])(\d+)(?![\w.])", body):
        yield begin + match.start(), len(match[0]), str(int(match[0]) + 1), "off by one"
    for match in re.finditer(r"(?<=[;{}\n])[ \t]*\n?([ \t]+)([a-z_]\w*\([^;{}]*\);)", body):
        if not GIVES_BACK.match(match[2]):
            yield begin + match.start(2), len(match[2]), ";", "dropped call"


def draw(copy, seed, count):
    """the first mutants of this seed: each a function of all, then a site in it"""
    found = []
    for path in sorted(path for path in copy.files if path.endswith(".c") and (path.split("/")[0] in ROOMS or "/" not in path)):
        code = code_of(copy.text(path))
        found += [(path, name, places) for name, a, b in functions(code) if (places := list(sites(code, a, b)))]
    chance = random.Random(seed)
    drawn = []
    while len(drawn) < count:
        path, name, places = chance.choice(found)
        mutant = (path, name, *chance.choice(places))
        if mutant not in drawn:
            drawn.append(mutant)
    return drawn, len(found)


class Copy:
    """a copy of the tree, and its build"""

    def __init__(self, folder):
        self.source = os.path.join(folder, "src")
        self.build = os.path.join(self.source, "build", "release")  # as deep as the usual one: a cache of compilations fits
        files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
        self.files = list(filter(None, files.split("\0")))
        for path in self.files:
            self.put(path)
        faces = os.path.join(self.source, "fonts", "files")
        if not os.path.exists(faces):
            os.symlink(os.path.join(ROOT, "fonts", "files"), faces)
        launcher = ["-D", "CMAKE_C_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        self.run(BUILD_SECONDS, "cmake", "--preset", "release", *launcher)
        if self.run(4 * BUILD_SECONDS, "ninja", "-j1", "-C", self.build, "--quiet"):
            sys.exit("the tree as it is does not build")

    def put(self, path):
        """a file as it is in the tree; one that has not changed keeps its time"""
        old, new = os.path.join(ROOT, path), os.path.join(self.source, path)
        os.makedirs(os.path.dirname(new), exist_ok=True)
        with open(old, "rb") as file:
            content = file.read()
        if os.path.exists(new):
            with open(new, "rb") as file:
                if file.read() == content:
                    return
        with open(new, "wb") as file:
            file.write(content)
        shutil.copymode(old, new)

    def text(self, path):
        with open(os.path.join(self.source, path), encoding="utf-8") as file:
            return file.read()

    def write(self, path, text):
        with open(os.path.join(self.source, path), "w", encoding="utf-8") as file:
            file.write(text)

    def try_mutant(self, mutant, stays):
        """what sees it"""
        path, _, place, length, instead, _ = mutant
        text = self.text(path)
        self.write(path, text[:place] + instead + text[place + length :])
        killer = self.killer()
        if not stays:
            self.write(path, text)
        return killer

    def run(self, seconds, *command):
        """its status; what it started is ended with it when it takes too long"""
        self.said = ""
        process = subprocess.Popen(command, cwd=self.source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        try:
            self.said = process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            return -1
        finally:  # also when this program is ended
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        return process.returncode

    def killer(self):
        """what sees the mutant: "no build", a test, or None"""
        if self.run(BUILD_SECONDS, "ninja", "-j1", "-C", self.build, "--quiet"):
            return "no build"
        ctest = ["ctest", "--test-dir", self.build, "--stop-on-failure", "--timeout", str(TEST_SECONDS), "-L", "quick"]
        for which in (["-R", "^unit/"], ["-E", "^(unit|law)/"]):
            if self.run(40 * TEST_SECONDS, *ctest, *which):
                failed = re.findall(r"^\s*\d+ - (\S+) \(", self.said, flags=re.M)
                return failed[0] if failed else "ctest"
        return None


def told(number, text, mutant, killer):
    path, name, place, length, instead, kind = mutant
    begin = text.rfind("\n", 0, place) + 1
    line = text[begin : text.find("\n", place + length)].strip()
    return {
        "number": number,
        "at": f"{path}:{text.count(chr(10), 0, place) + 1}",
        "function": name,
        "kind": kind,
        "was": text[place : place + length],
        "is": instead,
        "line": " ".join(line.split()),
        "killer": killer,
    }


def read_log(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def summary(results):
    built = [result for result in results if result["killer"] != "no build"]
    alive = [result for result in built if result["killer"] is None]
    for result in alive:
        print("{number}: {at}: {function}: {kind}: {was} -> {is}\n    {line}".format(**result))
    print(f"{len(results)} mutants, {len(results) - len(built)} do not build, {len(built) - len(alive)} seen, {len(alive)} alive")


def main():
    parser = argparse.ArgumentParser(description="faults that no test sees")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=9704)
    parser.add_argument("--log", default=os.path.join(ROOT, "build", "mutants", "log.jsonl"))
    parser.add_argument("--only", type=int)
    wish = parser.parse_args()
    os.nice(19)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    copy = Copy(os.path.join(ROOT, "build", "mutants"))
    mutants, n_functions = draw(copy, wish.seed, max(wish.count, wish.only or 0))
    print(f"{n_functions} functions have places for faults", flush=True)
    results = [] if wish.only else read_log(wish.log)
    first = wish.only or len(results) + 1
    for number, mutant in enumerate(mutants[first - 1 : wish.only or wish.count], first):
        text = copy.text(mutant[0])
        results.append(told(number, text, mutant, copy.try_mutant(mutant, wish.only)))
        if wish.only:
            break
        with open(wish.log, "a", encoding="utf-8") as log:
            log.write(json.dumps(results[-1], ensure_ascii=False) + "\n")
        print("{number} {at} {kind}: {killer}".format(**results[-1]), flush=True)
    summary(results)


if __name__ == "__main__":
    main()
