#!/usr/bin/env bash
# peers.sh PROGRAM ISSUE [N]: what an issue costs beside other programs that set its text on paper, in the same run and by turns: processor
# time, peak memory, the file's size, medians of N runs (default 5), and the ratio PROGRAM : peer. Peers are Pango and cairo alone
# (plain_pango.c, built where PROGRAM was) and Typst, the program or npm's compiler; who is not there is named and left out.
# GAZ_PEER_FAMILY: the family that all of a peer's text is set in (default Noto Serif CJK SC). Nothing is judged here.
set -euo pipefail
program=$(realpath "${1:?program}")
issue=$(realpath "${2:?issue folder}")
runs=${3:-5}
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
family=${GAZ_PEER_FAMILY:-Noto Serif CJK SC}
. "$here/../tests/run/npm.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

plain=$(dirname "$program")/bench/bench_plain_pango
typst=$(command -v typst || true)
packages=
[ -n "$typst" ] || packages=$(npm_modules @myriaddreamin/typst-ts-node-compiler || true)
fonts=$(fc-list "$family" file | sed 's/: *$//' | xargs -rd '\n' dirname | sort -u | paste -sd:)
[ -n "$fonts" ] || { echo "$family is not there: GAZ_PEER_FAMILY names another" && exit 1; }

python3 - "$program" "$issue" "$runs" "$work" "$plain" "$typst" "$packages" "$here/typst.mjs" "$family" "$fonts" <<'PYTHON'
import os, re, statistics, subprocess, sys

program, issue, runs, work, plain, typst, packages, by_npm, family, fonts = sys.argv[1:]
runs = int(runs)
MM = 72 / 25.4

def paragraphs_of(source):
    """What of a document is read by people: values of the front matter, lines of the body, cells; no key, no mark."""
    found = re.match(r'---\n(.*?\n)---\n', source, re.S)
    front, body = (found[1], source[found.end():]) if found else ('', source)
    lines = [re.sub(r'^\s*(- )?[^:\s]+:( [|>]-?$)?|^\s*- ', '', line) for line in front.split('\n') if not line.startswith('#')]
    body = re.sub(r'<!--.*?-->|!\[[^]]*\]\([^)]*\)', '', body, flags=re.S)
    body = re.sub(r'<[^>]*>', '\n', body)
    lines += [re.sub(r'^#+ |^\|?[-:| ]+\|$|\*+', '', line) for line in body.split('\n')]
    cells = (cell.strip().strip('"') for line in lines for cell in line.split('|'))
    return [cell for cell in cells if cell]

def text_of(folder):
    names = sorted(n for n in os.listdir(folder) if n.endswith('.md'))
    return [p for n in names for p in paragraphs_of(open(os.path.join(folder, n), encoding='utf-8').read())]

def style_of(folder):
    """The lengths of the issue's style, in points."""
    said = subprocess.run([program, 'style', folder], capture_output=True, text=True).stdout
    def of(key, unit=MM):
        return float(re.search(rf'^{key} = ([0-9.]+)', said, re.M)[1]) * unit
    return dict(size=of('字'), pitch=of('行'), width=of('纸.宽'), height=of('纸.高'), left=of('版心.订口'), top=of('版心.上'),
                measure=of('行宽'), lines=int(of('页行数', 1)))

def typst_source(s):
    bottom = s['height'] - s['top'] - s['lines'] * s['pitch']
    right = s['width'] - s['left'] - s['measure']
    gap = s['pitch'] - s['size']
    return f'''#set page(width: {s['width']}pt, height: {s['height']}pt,
  margin: (left: {s['left']}pt, right: {right}pt, top: {s['top']}pt, bottom: {bottom}pt))
#set text(font: "{family}", size: {s['size']}pt, lang: "zh", region: "cn", top-edge: 0.75em, bottom-edge: -0.25em)
#set par(justify: true, leading: {gap}pt, spacing: {gap}pt, first-line-indent: (amount: 2em, all: true))
#for line in read("text.txt").split("\\n") {{ if line != "" {{ par(line) }} }}
'''

def cost(words):
    """Processor milliseconds and kilobytes of one run."""
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode(errors='replace')
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f'{os.path.basename(words[0])}: status {status}\n{said[-800:]}')
    return 1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss

def made(name):
    return os.path.join(work, name + '.pdf')

def pages(file):
    said = subprocess.run(['pdfinfo', file], capture_output=True, text=True).stdout
    return int(re.search(r'^Pages: *(\d+)', said, re.M)[1])

def characters(file):
    return len(re.sub(r'\s', '', subprocess.run(['pdftotext', file, '-'], capture_output=True, text=True).stdout))

text, style = text_of(issue), style_of(issue)
text_file, main = os.path.join(work, 'text.txt'), os.path.join(work, 'main.typ')
open(text_file, 'w', encoding='utf-8').write('\n'.join(text) + '\n')
open(main, 'w', encoding='utf-8').write(typst_source(style))
measures = ','.join(str(style[k]) for k in ('size', 'pitch', 'width', 'height', 'left', 'top', 'measure', 'lines'))

who = {'gongbao': [program, 'build', issue, '-q', '-o', made('gongbao')]}
if os.path.exists(plain):
    who['pango'] = [plain, text_file, family, measures, made('pango')]
else:
    print(f'pango: left out, not built: ninja -C {os.path.dirname(os.path.dirname(plain))} bench_plain_pango')
if typst:
    who['typst'] = [typst, 'compile', *(w for f in fonts.split(':') for w in ('--font-path', f)), main, made('typst')]
elif packages:
    who['typst'] = ['node', by_npm, packages, main, fonts, made('typst')]
    who['(node)'] = ['node', by_npm, packages, '-']
else:
    print('typst: left out, neither the program nor npm\'s compiler is to be had')

seen = {name: [] for name in who}
for _ in range(runs):
    for name, words in who.items():
        seen[name].append(cost(words))
print(f'{os.path.basename(issue)}: {sum(map(len, text))} characters of text, median of {runs} runs')
ours = None
for name in who:
    ms, kb = (statistics.median(column) for column in zip(*seen[name]))
    if not os.path.exists(made(name)):
        print(f'{name:8} {ms:8.0f} ms {kb:8.0f} kB   of the row above: Node and the compiler before they begin')
        continue
    size = os.path.getsize(made(name))
    row = f'{name:8} {ms:8.0f} ms {kb:8.0f} kB {size:9} bytes {pages(made(name)):4} pages {characters(made(name)):7} characters'
    if ours is None:
        ours = ms, kb, size
    else:
        row += '   ratios {:.2f} time, {:.2f} memory, {:.2f} size'.format(*(a / b for a, b in zip(ours, (ms, kb, size))))
    print(row)
PYTHON
