#!/usr/bin/env bash
# import.sh PROGRAM [N]: what a file of ten times the paragraphs costs to take in: processor time (least of N runs, default 3) and peak
# memory for 1,000 and 10,000 paragraphs of a saved page, a .docx and a text file, and the ratio of the times. Linear is 10.
set -euo pipefail
program=$(realpath "${1:?program}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 - "$program" "${2:-3}" <<'PY'
import os, subprocess, sys, zipfile

WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'

def sentences(n):
    return [f'第{i}段，各有关部门按照职责分工抓好落实，并按期报告执行情况。' for i in range(1, n + 1)]

def make_html(name, n):
    lines = ''.join(f'<p style="text-indent:2em">{text}</p>\n' for text in sentences(n))
    open(name, 'w', encoding='utf-8').write(f'<style>p{{font-family:仿宋}}</style><div id="zoom">{lines}</div>')

def make_docx(name, n):
    body = ''.join(f'<w:p><w:pPr><w:ind w:firstLineChars="200"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>' for text in sentences(n))
    relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as made:
        made.writestr('[Content_Types].xml', f'<Types xmlns="{PACKAGE}content-types"/>')
        made.writestr('_rels/.rels', f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="a" Type="{relation}" Target="d.xml"/></Relationships>')
        made.writestr('d.xml', f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')

def make_txt(name, n):
    open(name, 'w', encoding='utf-8').write(''.join(f'　　{text}\n' for text in sentences(n)))

def cost(program, name):
    child = subprocess.Popen([program, 'import', name, '--force'], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f'{name}: status {status}')
    return used.ru_utime + used.ru_stime, used.ru_maxrss

program, runs = sys.argv[1], int(sys.argv[2])
for kind, make in (('html', make_html), ('docx', make_docx), ('txt', make_txt)):
    seen = []
    for n in (1000, 10000):
        make(f'{n}.{kind}', n)
        seen.append(min(cost(program, f'{n}.{kind}') for _ in range(runs)))
    (few, few_memory), (many, many_memory) = seen
    print(f'{kind}: 1000 paragraphs {few:.3f} s {few_memory} kB, 10000 paragraphs {many:.3f} s {many_memory} kB, ratio {many / few:.1f}')
PY
