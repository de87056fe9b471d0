#!/usr/bin/env python3
"""format.py GONGBAO PAGE PHOTO MODELS: every example of docs/稿件格式.md is read and set, says what it is said to say and nothing
else; what the program read of each is written to MODELS. Together they show every key and every mark."""
import os
import re
import subprocess
import sys

ISSUE = {
    "刊名": "澄浦市人民政府公报",
    "年": "2024",
    "期": "7",
    "总期": "129",
    "出版日期": "2024-07-31",
    "样式": "gongbao-2026",
    "目录": "\n  - 栏目: 市政府文件\n    文件: [01.md]",
}
DOCUMENT = "---\n标题: 澄浦市人民政府关于测试的通知\n---\n\n"
NO_MATTER = {"stand-in-face", "lent-glyph", "picture-dpi", "short-page"}  # of the machine's faces, of made-up pictures and lengths
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0h80v40z"/></svg>\n'


def examples(page):
    """(kind, what is said of it, line, text) of each fenced block, its indent taken off"""
    found, fence = [], None
    for number, line in enumerate(page.split("\n"), 1):
        if fence is None:
            match = re.match(r"( *)```(yaml|markdown) ?(.*)$", line)
            if match:
                fence, text = (match, number), []
        elif line.strip() == "```":
            match, at = fence
            found.append((match[2], match[3], at, "\n".join(text) + "\n"))
            fence = None
        else:
            text.append(line[len(fence[0][1]) :])
    return found


def manifest(lines):
    """issue.yaml with these keys instead of its own"""
    keys = dict(ISSUE)
    for entry in re.split(r"^(?=\S)", lines, flags=re.M)[1:]:
        key, value = entry.rstrip("\n").split(":", 1)
        keys[key] = value.lstrip(" ")
    return "".join(f"{key}: {value}\n" for key, value in keys.items())


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(text if isinstance(text, bytes) else text.encode())


def make_issue(folder, photo, kind, text):
    issue = manifest(text if kind == "yaml" else "")
    documents = {name: DOCUMENT + "正文。\n" for name in re.findall(r"[\w-]+\.md", issue)}
    if "简介.md" in documents:
        documents["简介.md"] = "# 本刊简介\n\n本刊由澄浦市人民政府主办。\n"
    if kind == "markdown":
        documents["01.md"] = text if text.startswith("---") else DOCUMENT + text
    write(f"{folder}/issue.yaml", issue)
    for name, document in documents.items():
        write(f"{folder}/{name}", document)
    for name in re.findall(r"\((figures/[^)]+)\)", text):
        write(f"{folder}/{name}", SVG if name.endswith(".svg") else photo)


def run(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def said(err):
    return set(re.findall(r"\[([a-z0-9-]+)\]$", err, flags=re.M)) - NO_MATTER


def try_example(gongbao, photo, number, example):
    """what is wrong with it, and what was read of it"""
    kind, note, line, text = example
    folder = f"{number:02d}"
    make_issue(folder, photo, kind, text)
    wanted = set(re.findall(r"[a-z][a-z-]+", note))
    status, model, err = run(gongbao, "build", folder, "--dump=doc")
    if note != "只读":
        status, _, err = run(gongbao, "build", folder, "-q", "-o", f"{folder}.pdf")
    wrong = []
    if status != 0:
        wrong.append(f"line {line}: status {status}\n{err}")
    if said(err) != wanted:
        wrong.append(f"line {line}: says {sorted(said(err))}, not {sorted(wanted)}\n{err}")
    if kind == "markdown":  # the rest is the test's
        model = model[model.index("    document 01.md") :]
    return wrong, f"==== {number} {text.split(chr(10))[0]}\n{model}"


def unshown(gongbao, page, found):
    """keys and marks that no example has"""
    tables = run(gongbao, "keys")[1].split("\n\n")[0]
    shown = "".join(text for _, _, _, text in found)
    keys = re.findall(r"^  ([^（]+)（", tables, flags=re.M)
    marks = {re.sub(r"[ ：].*", "", mark) for mark in re.findall(r"<!-- ([^ ]+[^>]*) -->", page)}
    missing = [key for key in keys if not re.search(rf"(^|[\s{{,-]){key}:", shown)]
    missing += [mark for mark in sorted(marks) if f"<!-- {mark}" not in shown]
    if len(keys) < 50 or len(marks) < 15:
        missing.append(f"only {len(keys)} keys and {len(marks)} marks were read")
    return [f"no example has {name}" for name in missing]


def main():
    gongbao, path, photo, models = sys.argv[1:]
    with open(photo, "rb") as file:
        photo = file.read()
    with open(path, encoding="utf-8") as file:
        page = file.read()
    found = examples(page)
    wrong = unshown(gongbao, page, found)
    with open(models, "w", encoding="utf-8") as out:
        for number, example in enumerate(found, 1):
            complaints, model = try_example(gongbao, photo, number, example)
            wrong += complaints
            out.write(model)
    print("\n".join(wrong))
    print(f"{len(found)} examples")
    return 1 if wrong or len(found) < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
