#!/usr/bin/env python3
"""mutants.py [--count N] [--seed N] [--jobs N] [--again] [--tests REGEX] [--preset NAME] [--files REGEX] [--only N]: how much the quick tests see.

Faults are drawn over all functions of the program, none picked by hand: a comparison turned, a number one more, a call dropped.
All that are drawn are built into one copy of the tree: a function that has one begins with its own text once more, with the fault in
it, which runs when the environment has its number in GAZ_MUTANTS. Each quick test is run once without faults to see which of them it
touches: it comes by a call that is dropped or a number that is another, and a comparison comes out otherwise. (Where that cannot be
written, in an array's size or beside a call, it is enough that it comes by, or enters the function.) Then each fault is tried on the
short tests that touch it until one fails; the long ones are run with all at once that are still alive and touched, and where one
fails, with halves of them. (Two faults might hide one another: that makes more of them alive, never fewer.) A fault that no test
fails on is alive, one that no test touches too. Not for CI: some hundred take as long as the quick tests ten times. A log that is
there is gone on with, for those mutants that are still the same; with --again those alive in it are tried once more, as after a test
was added, with --tests on some tests only, with --preset sanitize under the sanitizers, which see what is read beside an array (with
the ASAN_OPTIONS of .ci/run). With --files they are drawn of some files alone, to look for what is not tested there: no measure of the
whole. At the end the ones alive are printed, and which of them tests/mutants_alive.md does not know or has no longer rightly.

Not drawn is what by its form is no fault, whatever stands around it: a call dropped that only gives back memory, or of a function of
ours that does nothing else (LeakSanitizer sees that, .ci/run, these tests do not); a place more where memory is asked for (g_new,
g_malloc, ..._sized_new; not where the number is taken away or divided by) or in an array of a function that never asks how large it is;
and -2 for -1 as the length of a text, where GLib says that any below nought is its end. A program that is started in an environment
of its own (env -i) runs without faults.

    python3 tests/mutants.py --count 100                 # build/mutants/log-SEED.jsonl
    python3 tests/mutants.py --only 17                   # this one alone, and all that the failing test says
"""
import argparse
import concurrent.futures
import contextlib
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOMS = "base input styles fonts layout output gazette archive trial compare check editing facsimile proof watch intake cli".split()
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TURNED = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}
MOST = 1 << 16  # mutants, as in mutants.c
HANGS = 60  # seconds, or ten times what the test takes: it hangs, and that is seen
STRIKES = re.compile(r"\bkill\([^;{}]*;")  # with another number it strikes whoever has that
NO_CALL = re.compile(r"(if|for|while|switch|return|sizeof)\b")
GIVES_BACK = re.compile(
    r"(?!g_source)\w*(free|unref|destroy)\w*|\w+_(clear_func|fini)|g_clear_(pointer|error)|cmsClose\w+|g_iconv_close|g_spawn_close_pid|closedir"
)
ALLOCATES = re.compile(r"g_(try_)?(new|malloc|realloc|renew)0?(_n)?|g_\w*sized_new|gaz_arena_alloc")
TO_ITS_END = re.compile(
    r"g_utf8_(casefold|make_valid|normalize|str(chr|down|len|rchr|up)|to_\w+|validate)|g_ascii_str(down|up)|g_(convert|markup_escape_text)|g_strsplit(_set)?"
)


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def code_of(text):
    """the text with comments, strings, characters and directives blanked, of the same length"""
    text = re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", blank, text, flags=re.M)


def closing(code, begin):
    """where the brace that was opened before begin is closed"""
    depth = 1
    for match in re.compile(r"[{}]").finditer(code, begin):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return -1


def functions(code):
    """(name, begin, end) of each body"""
    for head in re.finditer(r"^[A-Za-z_][^;{}=]*?\b(\w+)\([^;{}]*\)\s*\{", code, flags=re.M):
        if (end := closing(code, head.end())) > 0:
            yield head[1], head.end(), end


def enclosing(code, begin, place):
    """what is called there, or indexed with a [, around the place: the innermost, brackets without a name left out"""
    depth = 0
    for at in range(place - 1, begin, -1):
        if code[at] in ";{}" and depth == 0:
            return ""
        depth += (code[at] in ")]") - (code[at] in "([")
        if depth < 0:
            depth = 0
            if name := re.search(r"\w+(?=\s*$)|\](?=$)", code[begin:at]):
                return name[0] + code[at].strip("(")
    return ""


def is_no_fault(code, begin, end, place):
    """whether one more at this number is none by its form"""
    around, before = enclosing(code, begin, place), code[begin:place].rstrip()
    if ALLOCATES.fullmatch(around):
        return not re.search(r"(-|/|%|>>|[<>=?:&|])$", before)
    if TO_ITS_END.fullmatch(around):
        return bool(re.search(r"[,(] *-$", before)) and re.match(r"1\b", code[place:]) is not None
    declared = re.search(r"(?<=[;{}])\s*(?!return\b|else\b)(?:[a-z]\w*\s+)+(?:[^;{}()=]*,)?\s*\**(\w+)(?:\[[^\[\];]*\])*\[([^\[\];]*)$", before)
    return bool(declared) and not re.search(r"[-/%]\s*$|>>\s*$", declared[2]) and not re.search(rf"\b(sizeof|G_N_ELEMENTS)\b\W*{declared[1]}\b", code[begin:end])


def givers_back(codes):
    """the names of our own functions that do nothing but give back memory: whose calls do, and that set nothing outside"""
    bodies, names = {}, set()
    for code in codes:
        for name, begin, end in functions(code):
            bodies[name] = bodies.get(name, "") + code[begin:end]
    while True:
        more = {name for name, body in bodies.items() if name not in names and only_gives_back(body, names)}
        if not more:
            return names
        names |= more


def only_gives_back(body, names):
    calls = [call for call in re.findall(r"\b([A-Za-z_]\w*)\(", body) if call not in ("if", "for", "while", "sizeof", "g_array_index", "g_ptr_array_index")]
    is_set = re.search(r"[\w\])]\.\w+ [-+|&]?= |->\w+(\[\w+\])? [-+|&]?= |[\n;{}]\s*\*+\w+ = |\+\+;|\breturn\s+[^\s;]", body)
    return bool(calls) and not is_set and all(GIVES_BACK.fullmatch(call) or call in names for call in calls)


def sites(code, begin, end, givers=()):
    """(place, length, what stands there instead, what that is) of each fault that a body may have"""
    body = STRIKES.sub(blank, code[begin:end])
    for match in re.finditer(r"(?<![-<>=!+*/&|^])(==|!=|<=|>=|<|>)(?![<>=])", body):
        yield begin + match.start(), len(match[0]), TURNED[match[0]], "comparison"
    for match in re.finditer(r"(?<![\w.])(\d+)(?![\w.])", body):
        if not is_no_fault(code, begin, end, begin + match.start()):
            yield begin + match.start(), len(match[0]), str(int(match[0]) + 1), "off by one"
    for match in re.finditer(r"(?<=[;{}\n])[ \t]*\n?([ \t]+)([a-z_]\w*\([^;{}]*\);)", body):
        name = re.match(r"\w+", match[2])[0]
        if not NO_CALL.match(name) and not GIVES_BACK.fullmatch(name) and name not in givers:
            yield begin + match.start(2), len(match[2]), ";", "dropped call"


def operands(code, place, length):
    """(begin, end) of the comparison that stands there"""
    begin, depth = place, 0
    while depth or not re.match(r"[(\[{,;}?:=&|^<>!]", code[begin - 1]) or code[begin - 2 : begin] == "->":
        depth += (code[begin - 1] in ")]") - (code[begin - 1] in "([")
        begin -= 1
    begin += re.match(r"\s*(return\b)?\s*", code[begin:place]).end()
    end, depth = place + length, 0
    while depth or not re.match(r"[)\],;}?:=&|^<>]", code[end]) or code[end - 1 : end + 1] == "->":
        depth += (code[end] in "([") - (code[end] in ")]")
        end += 1
    return begin, end


class Mutant:
    def __init__(self, number, path, text, function, site):
        self.number, self.path, self.text = number, path, text
        self.name, self.begin, self.end = function
        self.place, self.length, self.instead, self.kind = site
        self.is_probed = self.builds = True

    def body(self):
        """the function's text with the fault in it, as a block that never goes on behind itself"""
        body = self.text[self.begin : self.place] + self.instead + self.text[self.place + self.length : self.end]
        gives = re.search(r"\breturn\b\s*[^\s;]", code_of(body))
        enter = "" if self.is_probed else f"gaz_mutant_at({self.number}, 0, 1); "
        return f"{enter}if (gaz_mutant_is({self.number})) {{{body}\n{'__builtin_trap();' if gives else 'return;'}\n/* {self.number} ends */}}\n"

    def probe(self):
        """(begin, end, text instead) in the function itself, by which it is seen whether the fault would change anything"""
        begin, end, text = self.place, self.place + self.length, self.text
        come_by = f"gaz_mutant_at({self.number}, 0, 1)"
        if self.kind == "dropped call":
            return begin, end, f"({come_by}, {text[begin : end - 1]});"
        if self.kind == "off by one":
            return begin, end, f"({come_by}, {text[begin:end]})"
        begin, end = operands(code_of(text), begin, self.length)
        was = text[begin:end]
        if re.search(r"\+\+|--|\w\(|[/\"']", was):
            return begin, end, f"({come_by}, {was})"
        return begin, end, f"gaz_mutant_at({self.number}, {was}, {text[begin : self.place]}{self.instead}{text[self.place + self.length : end]})"

    def line(self, was, instead):
        a = self.text.rfind("\n", 0, self.place) + 1
        b = self.text.find("\n", self.place + len(was))
        return " ".join((self.text[a : self.place] + instead + self.text[self.place + len(was) : b]).split())

    def told(self):
        was = self.text[self.place : self.place + self.length]
        at = f"{self.path}:{self.text.count(chr(10), 0, self.place) + 1}"
        lines = {"line": self.line(was, was), "mutant": self.line(was, self.instead)}
        return {"number": self.number, "at": at, "function": self.name, "kind": self.kind, **lines}


def rank(*words):
    """a number by chance, the same each time for the same words"""
    return hashlib.sha256("\0".join(map(str, words)).encode()).digest()


def draw(files, seed, count, among=""):
    """the first mutants of this seed: each a function of all, then a site in it. What chance says of one hangs on its file, name and line:
    where another function comes or goes, the others stay drawn"""
    texts = {path: read(ROOT, path).decode() for path in sorted(files) if path.endswith(".c") and path.split("/")[0] in ROOMS}
    codes = {path: code_of(text) for path, text in texts.items()}
    givers, found = givers_back(codes.values()), []
    for path, code in ((path, code) for path, code in codes.items() if re.search(among, path)):
        found += [(path, texts[path], (name, a, b), places) for name, a, b in functions(code) if (places := list(sites(code, a, b, givers)))]
    print(f"{len(found)} functions have places for faults", flush=True)
    found.sort(key=lambda one: rank(seed, one[0], one[2][0]))
    every = [[Mutant(number, path, text, function, site) for site in places] for number, (path, text, function, places) in enumerate(found[:count], 1)]
    return [min(own, key=lambda m: rank(seed, m.path, m.name, m.kind, m.line("", "\0"), m.instead)) for own in every]


class Copy:
    """a copy of the tree with mutants in it, and its build"""

    def __init__(self, folder, files, mutants, preset):
        self.source = os.path.join(folder, "src")
        self.build = os.path.join(self.source, "build", preset)  # as deep as the usual one: a cache of compilations fits
        self.mutants = mutants
        for path in files:
            self.put(path)
        self.write("base/process/mutant.c", read(ROOT, "tests", "mutants.c"))
        faces = os.path.join(self.source, "fonts", "files")
        if not os.path.exists(faces):
            os.symlink(os.path.join(ROOT, "fonts", "files"), faces)
        launcher = ["-D", "CMAKE_C_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        subprocess.run(["cmake", "--preset", preset, *launcher], cwd=self.source, check=True, stdout=subprocess.DEVNULL)
        while self.plant():
            pass

    def write(self, path, content):
        """a file that has not changed keeps its time"""
        path = os.path.join(self.source, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.exists(path) or read(path) != content:
            with open(path, "wb") as file:
                file.write(content)

    def put(self, path):
        """a file as it is in the tree, with the mutants that it has; where they stand is kept"""
        content = read(ROOT, path)
        own = [m for m in self.mutants if m.path == path and m.builds]
        if own:
            edits, last = [(m.begin, m.begin, m.body()) for m in own], -1
            for begin, end, instead, m in sorted((*m.probe(), m) for m in own if m.is_probed):
                if begin >= last:
                    edits.append((begin, end, instead))
                else:  # in another one's
                    edits.append((m.begin, m.begin, f"gaz_mutant_at({m.number}, 0, 1);"))
                last = max(end, last)
            text = own[0].text
            for begin, end, instead in sorted(edits, reverse=True):
                text = text[:begin] + instead + text[end:]
            content = f"extern _Bool gaz_mutant_is(int), gaz_mutant_at(int, _Bool, _Bool); {text}".encode()
        self.write(path, content)
        shutil.copymode(os.path.join(ROOT, path), os.path.join(self.source, path))

    def plant(self):
        """builds; whether something does not, was taken out, and it is to be tried again"""
        ninja = subprocess.run(["ninja", "-k0", "-C", self.build], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        wrong = re.findall(r"^([^\s:]+):(\d+):\d+: error", ninja.stdout, flags=re.M) if ninja.returncode else []
        paths = {self.blame(os.path.relpath(os.path.join(self.build, path), self.source), int(line)) for path, line in wrong} - {None}
        if ninja.returncode and not paths:
            sys.exit("the tree as it is does not build:\n" + ninja.stdout[-4000:])
        for path in paths:
            self.put(path)
        return paths

    def blame(self, path, line):
        """a mutant's own text that does not build makes it none; without a probe, or all of the file, it is done too"""
        lines = read(self.source, path).decode().split("\n")
        before = "\n".join(lines[:line])
        own = {m.number: m for m in self.mutants if m.path == path}
        begun = re.findall(r"gaz_mutant_is\((\d+)\)", before)
        if begun and f"/* {begun[-1]} ends */" not in before:
            own[int(begun[-1])].builds = False
        else:
            for number in {int(n) for n in re.findall(r"gaz_mutant_at\((\d+)", lines[line - 1])} or set(own):
                own[number].is_probed = False
        return path if own else None


class Test:
    def __init__(self, entry):
        properties = {p["name"]: p["value"] for p in entry.get("properties", [])}
        self.name, self.command = entry["name"], entry.get("command")
        self.folder, self.labels = properties["WORKING_DIRECTORY"], properties.get("LABELS", [])
        self.environment = {**os.environ, **dict(pair.split("=", 1) for pair in properties.get("ENVIRONMENT", []))}
        self.seconds, self.touched = HANGS, set()

    def run(self, **environment):
        with own_cache() if "GAZ_MUTANTS" in environment else contextlib.nullcontext({}) as cache:
            return self.run_in({**environment, **cache})

    def run_in(self, environment):
        """(whether it failed, what it said); what it started is ended with it when it hangs"""
        process = subprocess.Popen(
            self.command, cwd=self.folder, env={**self.environment, **environment}, text=True, errors="replace", preexec_fn=limit,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        RUNNING.add(process.pid)
        try:
            said = process.communicate(timeout=max(HANGS, 10 * self.seconds))[0]
        except subprocess.TimeoutExpired:
            return True, "it hangs"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            RUNNING.discard(process.pid)
        return process.returncode not in (0, 77), said

    def record(self, file):
        """what it takes, and which mutants it touches"""
        with open(file, "wb") as bytes_of:
            bytes_of.write(bytes(MOST))
        begin = time.monotonic()
        failed, said = self.run(GAZ_MUTANTS_TOUCHED=file)
        self.seconds = time.monotonic() - begin
        if failed:
            sys.exit(f"{self.name} fails without a fault:\n{said[-2000:]}")
        self.touched = {number for number, byte in enumerate(read(file)) if byte}


@contextlib.contextmanager
def own_cache():
    """the environment in which what a fault writes into the cache of fonts is seen by no other run"""
    usual = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    with tempfile.TemporaryDirectory(prefix="gaz-mutant-") as folder:
        if os.path.isdir(os.path.join(usual, "fontconfig")):
            shutil.copytree(os.path.join(usual, "fontconfig"), os.path.join(folder, "fontconfig"))
        if os.path.isdir(os.path.join(usual, "gongbao-tests")):  # what is fetched for the tests
            os.symlink(os.path.join(usual, "gongbao-tests"), os.path.join(folder, "gongbao-tests"))
        yield {"XDG_CACHE_HOME": folder}


RUNNING = set()


def end(*_):
    """nothing goes on when this program is ended"""
    for pid in list(RUNNING):
        os.killpg(pid, signal.SIGKILL)
    os._exit(130)


def limit():
    """a fault may ask for more and more; the sanitizers do anyhow"""
    memory = resource.RLIM_INFINITY if "ASAN_OPTIONS" in os.environ else 4 << 30
    for what, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_FSIZE, 1 << 30), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))


def quick_tests(copy, names):
    shown = subprocess.run(["ctest", "--show-only=json-v1"], cwd=copy.build, capture_output=True, check=True, text=True).stdout
    tests = map(Test, json.loads(shown)["tests"])
    return [test for test in tests if "quick" in test.labels and not test.name.startswith("law/") and re.search(names, test.name)]


class Trial:
    """who is alive, and what saw the others"""

    def __init__(self, tests, mutants, note):
        self.note, self.alive = note, {m.number for m in mutants if m.builds}
        self.mutants = {m.number: m for m in mutants}
        self.touched = {m.number: sum(m.number in test.touched for test in tests) for m in mutants}
        for number in sorted(set(self.mutants) - self.alive):
            self.tell(number, "no build")

    def tell(self, number, killer):
        self.alive.discard(number)
        self.note({**self.mutants[number].told(), "touched": self.touched[number], "killer": killer})

    def fails(self, test, numbers):
        return test.run(GAZ_MUTANTS=" ".join(map(str, numbers)), GAZ_FIRST_WRONG="1")[0]

    def try_alone(self, tests, number):
        for test in tests:
            if number in test.touched and self.fails(test, [number]):
                return self.tell(number, test.name)

    def try_together(self, test, numbers):
        numbers = [number for number in numbers if number in self.alive and number in test.touched]
        if not numbers or not self.fails(test, numbers):
            return
        if len(numbers) == 1:
            return self.tell(numbers[0], test.name)
        for half in (numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]):
            self.try_together(test, half)

    def run(self, tests, pool):
        tests = sorted(tests, key=lambda test: test.seconds)
        short = [test for test in tests if test.seconds < sum(one.seconds for one in tests) / 100]
        list(pool.map(lambda number: self.try_alone(short, number), sorted(self.alive)))
        print(f"{len(self.alive)} are alive after {len(short)} short tests", flush=True)
        list(pool.map(lambda test: self.try_together(test, sorted(self.alive)), tests[len(short) :]))
        for number in sorted(self.alive):
            self.tell(number, None)


def show(tests, number):
    """what the tests say that touch the mutant, up to the first that fails"""
    for test in sorted(tests, key=lambda test: test.seconds):
        failed, said = test.run(GAZ_MUTANTS=str(number)) if number in test.touched else (False, "")
        if failed:
            return print(f"{said}\n{test.name} sees it")
    print("alive")


def read_log(path, mutants, again):
    """number → result of those that are still what they were"""
    lines = read(path).decode().splitlines() if os.path.exists(path) else []
    results = {result["number"]: result for result in map(json.loads, lines)}
    told = {mutant.number: mutant.told() for mutant in mutants}
    same = (r for r in results.values() if r["number"] in told and {**r, **told[r["number"]]} == r)
    return {r["number"]: r for r in same if r["killer"] or not again}


def key_of(result):
    """how mutants_alive.md calls it"""
    change = f"without {result['line']}" if result["kind"] == "dropped call" else result["mutant"]
    return f"{result['at'].split(':')[0]}: {result['function']}: `{change}`"


def summary(results):
    built = [result for result in results if result["killer"] != "no build"]
    alive = [result for result in built if result["killer"] is None]
    known = read(ROOT, "tests", "mutants_alive.md").decode()
    for result in alive:
        print("{number}: {at}: {kind}, {touched} tests touch it".format(**result), "" if key_of(result) in known else "NOT KNOWN")
        print(f"    {result['line']}\n    {key_of(result)}")
    for result in built:
        if result["killer"] and key_of(result) in known:
            print("{number}: mutants_alive.md has it, {killer} sees it".format(**result))
    presets = [result.get("preset", "release") for result in built if result["killer"]]
    seen = f"{len(presets)} seen ({sum(preset != 'release' for preset in presets)} under sanitizers alone)"
    print(f"{len(results)} mutants, {len(results) - len(built)} do not build, {seen}, {len(alive)} alive")


def main():
    parser = argparse.ArgumentParser(description="faults that no test sees")
    for name, default in (("--count", 100), ("--seed", 9704), ("--jobs", 1), ("--only", None)):
        parser.add_argument(name, type=int, default=default)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--tests", default="")
    parser.add_argument("--files", default="")
    parser.add_argument("--preset", default="release")
    wish = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    folder = os.path.join(ROOT, "build", "mutants")
    log = os.path.join(folder, f"log-{wish.seed}.jsonl")
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    files = [path for path in files.split("\0") if path]
    mutants = draw(files, wish.seed, max(wish.count, wish.only or 0), wish.files)
    copy = Copy(folder, files, mutants, wish.preset)
    results = read_log(log, mutants, wish.again)
    rest = [mutant for mutant in mutants if mutant.number not in results]
    tests = quick_tests(copy, wish.tests)

    def note(result):
        results[result["number"]] = result = {**result, "preset": wish.preset}
        with open(log, "a", encoding="utf-8") as file:
            file.write(json.dumps(result, ensure_ascii=False) + "\n")
        print("{number} {at} {kind}: {killer}".format(**result), flush=True)

    with concurrent.futures.ThreadPoolExecutor(wish.jobs) as pool:
        list(pool.map(lambda test: test.record(os.path.join(folder, test.name.replace("/", "-"))), tests))
        if wish.only:
            return show(tests, wish.only)
        Trial(tests, rest, note).run(tests, pool)
    summary([results[number] for number in sorted(results)])


if __name__ == "__main__":
    main()
