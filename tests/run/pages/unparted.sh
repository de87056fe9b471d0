#!/usr/bin/env bash
# unparted.sh: what no line's end parts (tests/rules/不可拆.md, 数与量.md), each behind as many characters as put it over a line's end at
# each of its places: codes of all letters, signs with their figures, marks that belong together.
. "$(dirname "$0")/../lib.sh" "$@"

cp -r "$source_folder/tests/golden/issues/短件" issue
cat >tokens.py <<'PY'
import string
TOKENS = [f'{a}{b} 12' for a, b in zip(string.ascii_uppercase, string.ascii_uppercase[1:] + 'A')]
TOKENS += [f'{a}/{b} 9' for a, b in zip(string.ascii_uppercase, 'T' * 26)]
TOKENS += [sign + '15' for sign in '-+±$¥￥'] + ['15' + sign for sign in '%‰％℃°′″'] + ['12345', '1,234', '99.85', '2024', '3.14', '10:30']
TOKENS += ['No. 5', 'Art. 3', 'pp. 3', '第12', '（一）', '……', '——']
PY
python3 - >body <<'PY'
from tokens import TOKENS
for token in TOKENS:
    for before in range(27 - len(token), 29):
        print('政' * before + token + '府' * 9 + '。\n')
PY
{ printf -- '---\n标题: 澄浦市人民政府关于测试的函\n署名: 澄浦市人民政府\n成文日期: 2024-01-05\n---\n\n' && cat body; } >issue/04-函.md
expect_status 0 "$gongbao" build issue --fonts "$source_folder/tests/faces" -q --dump=lines
python3 - out <<'PY' && right || wrong "a line's end parts what it may not"
import json, re, sys
from tokens import TOKENS
paragraphs, now = [], None
for text in re.findall(r'"text": ("(?:[^"\\]|\\.)*")', open(sys.argv[1], encoding='utf-8').read()):
    text = json.loads(text).strip('　 ')
    if text.startswith('政'):
        now = [text]
        paragraphs.append(now)
    elif now is not None and not now[-1].endswith('。'):
        now.append(text)
    else:
        now = None
wanted = [(token, before) for token in TOKENS for before in range(27 - len(token), 29)]
assert len(paragraphs) == len(wanted), (len(paragraphs), len(wanted))
bad = [(token, before, lines) for (token, before), lines in zip(wanted, paragraphs) if not any(token in line for line in lines)]
for one in bad[:5]:
    print(*one)
sys.exit(len(bad) > 0 or not any(len(lines) > 1 for lines in paragraphs))
PY
finish
