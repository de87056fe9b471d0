"""cases.py PROGRAM SOURCE: see cases.sh. GAZ_UPDATE=1 rewrites what is expected."""
import difflib
import fnmatch
import glob
import os
import re
import shutil
import subprocess
import sys

program, source = sys.argv[1:]
TINY = {name: open(f"tiny/{name}", "rb").read() for name in ("issue.yaml", "01.md")}
FRONT = "---\n标题: 测试的通知\n---\n\n".encode()


def read_case(path):
    """its lines by part: (words behind "==", bytes), and what stands before what is expected"""
    parts, own = [], b""
    for line in open(path, "rb"):
        words = line.decode().split()[1:] if line.startswith(b"== ") else None
        if words:
            parts.append((words, b""))
        elif parts:
            parts[-1] = (parts[-1][0], parts[-1][1] + line)
        if not parts or parts[-1][0][0] not in ("out", "err", "status"):
            own += line
    return parts, own


def write_issue(parts):
    """the files of the issue: those that the case gives, else tiny_issue's"""
    files = dict(TINY)
    for (what, *names), text in parts:
        name = names[0] if names else ""
        if what == "file":
            files[name] = text
        elif what == "add":
            files[name] = files.get(name, b"") + text
        elif what == "body":
            files["01.md"] = FRONT + text
        elif what == "raw":
            files[name] = subprocess.run(["bash", "-c", 'printf -- "$1"', "-", text.rstrip(b"\n")], capture_output=True, check=True).stdout
    shutil.rmtree("issue", ignore_errors=True)
    for name, text in files.items():
        os.makedirs(os.path.dirname(f"issue/{name}"), exist_ok=True)
        with open(f"issue/{name}", "wb") as file:
            file.write(text)


def run(stage, words):
    """(status, output, errors), without what is said of stand-in faces"""
    command = ["check", "issue"] if stage == "check" else ["build", "issue", f"--dump={stage}"]
    command += ["--strict"] if "strict" in words else ["-v"] if "verbose" in words else []
    environment = {**os.environ, "LC_ALL": "en" if "en" in words else "C"}
    done = subprocess.run([program, *command], env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    return done.returncode, done.stdout, re.sub(rb"^.*\[stand-in-face\]\n", b"", done.stderr, flags=re.M)


def differences(name, wanted, seen):
    lines = [text.decode(errors="replace").splitlines(True) for text in (wanted, seen)]
    return "".join(difflib.unified_diff(*lines, f"want-{name}", name))


def try_case(path):
    """what is wrong"""
    parts, own = read_case(path)
    told = {words[0]: (words[1:], text) for words, text in parts}
    stage, *words = told.get("run", (["doc"], b""))[0]
    write_issue(parts)
    status, out, errors = run(stage, words)
    if os.environ.get("GAZ_UPDATE"):
        with open(path, "wb") as file:
            file.write(own + (b"== out\n" + out if "out" in told else b"") + (b"== err\n" + errors if errors else b"") + b"== status %d\n" % status)
        print(f"rewritten: {path}")
        return ""
    wanted = int(told["status"][0][0]) if "status" in told else 0
    wrong = "" if status == wanted else f"status {status}, not {wanted}\n"
    wrong += differences("err", told.get("err", ([], b""))[1], errors)
    return wrong + (differences("out", told["out"][1], out) if "out" in told else "")


n = n_wrong = 0
for case in sorted(glob.glob(f"{glob.escape(source)}/tests/cases/*.case")):
    if not fnmatch.fnmatch(os.path.basename(case)[: -len(".case")], os.environ.get("GAZ_CASES") or "*"):
        continue
    said = try_case(case)
    n += 1
    if said:
        n_wrong += 1
        print(f"WRONG: {said}^ in {os.path.basename(case)}\n", flush=True)
        if os.environ.get("GAZ_FIRST_WRONG"):
            break
print(f"{n} cases, {n_wrong} wrong")
sys.exit(n_wrong > 0)
