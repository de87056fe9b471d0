#!/usr/bin/env python3
"""terminal.py PROGRAM: what somebody at a terminal is shown (the program's error output is one here, its output another or a pipe).

Runs in a folder that has `issue` (two documents), `long` (many) and the archive `old` (two issues). Exit status 1: something is wrong.
"""
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

program = sys.argv[1]
WIPE = '\r\x1b[K'
MOST = 60  # seconds: of a machine that does other things
n_wrong = 0


def check(is_right, what):
    global n_wrong
    if not is_right:
        n_wrong += 1
        print('WRONG:', what)


class Terminal:
    def __init__(self, *words, language='zh_CN.UTF-8', own_output=False):
        self.text, raw = b'', pty.openpty()
        self.end = raw[0]
        env = dict(os.environ, LC_ALL='C', LC_MESSAGES='', LANG='')
        if language != 'zh_CN.UTF-8': env['LC_ALL'] = language
        # as in the foreground: whoever runs the tests may have these switched off
        self.process = subprocess.Popen([program, *words], stdin=subprocess.DEVNULL, stdout=raw[1] if own_output else subprocess.PIPE,
                                        stderr=raw[1], env=env,
                                        preexec_fn=lambda: [signal.signal(one, signal.SIG_DFL) for one in (signal.SIGINT, signal.SIGQUIT)])
        os.close(raw[1])

    def read(self, until):
        """Until the pattern has been shown, or the program has ended; what is shown by then."""
        ends = time.monotonic() + MOST
        while not (until and re.search(until, self.shown())) and time.monotonic() < ends:
            if not select.select([self.end], [], [], 1)[0]: continue
            try: some = os.read(self.end, 65536)
            except OSError: break  # nobody has the other end any more
            if not some: break
            self.text += some
        return self.shown()

    def shown(self): return self.text.decode('utf-8', 'replace')

    def ended(self):
        self.read(None)
        os.close(self.end)
        if self.process.stdout: self.process.stdout.read()
        return self.process.wait(MOST)


def after_wipe(text): return text.rsplit(WIPE, 1)[-1]


# ---- an issue that is set: one line, which is wiped
at = Terminal('build', 'issue', '-o', 'one.pdf')
status = at.ended()
check(status == 0, 'build on a terminal ends with %d: %s' % (status, at.shown()))
check(WIPE + '正在排版：1／2件' in at.shown() and WIPE + '正在排版：2／2件' in at.shown(), 'no progress: %r' % at.shown())
check('正在排版' not in after_wipe(at.shown()), 'the progress stays: %r' % at.shown())
check('已写出 one.pdf' in after_wipe(at.shown()), 'what was written is not told: %r' % at.shown())
at = Terminal('build', 'issue', '-o', 'one.pdf', language='en')
check(at.ended() == 0 and 'setting: document 2 of 2' in at.shown() and 'wrote one.pdf' in after_wipe(at.shown()), 'English: %r' % at.shown())
at = Terminal('build', 'issue', '-q', '-o', 'one.pdf')
check(at.ended() == 0 and WIPE not in at.shown() and '已写出' not in at.shown(), '-q says %r' % at.shown())

# ---- interrupted while the line stands: wiped, nothing written, nothing left
for number, name in ((signal.SIGINT, 'SIGINT'), (signal.SIGTERM, 'SIGTERM')):
    before = sorted(os.listdir('.'))
    at = Terminal('build', 'long', '-o', 'long.pdf')
    at.read('正在排版')
    at.process.send_signal(number)
    status = at.ended()
    check(status == 128 + number, '%s: status %d' % (name, status))
    check(at.shown().endswith(WIPE), '%s leaves %r' % (name, at.shown()[-60:]))
    check(sorted(os.listdir('.')) == before, '%s leaves files' % name)

# ---- an archive: a bar; lines only where the output is none
at = Terminal('regenerate', 'old', '-o', 'new', '-j', '1', own_output=True)
status = at.ended()
check(status == 1, 'regenerate: status %d' % status)
shown = at.shown()
check(re.search(r'\[\.+\] 0／2期，失败0', shown), 'no empty bar: %r' % shown[:200])
check(re.search(r'\[#+\.+\] 1／2期，失败[01]', shown) and re.search(r'\[#+\] 2／2期，失败1', shown), 'no growing bar: %r' % shown[-400:])
check('2000/01 ' not in after_wipe(shown) and '共2期：排好1' in after_wipe(shown), 'the bar stays: %r' % after_wipe(shown))
at = Terminal('regenerate', 'old', '-o', 'new', '-j', '1', '-q', own_output=True)
check(at.ended() == 1 and '#' not in at.shown() and '共2期' in at.shown(), '-q: what failed is told, no bar: %r' % at.shown())
at = Terminal('regenerate', 'old', '-o', 'new', '-j', '1', language='en')
check(at.ended() == 1 and '2 of 2, 1 failed' in at.shown() and '2 issues: 1 set' in at.shown(), 'English: %r' % at.shown())

# ---- watch: a line a save, and what is wrong with it
first = open('issue/01.md', encoding='utf-8').read()
at = Terminal('watch', 'issue')
at.read('共[0-9]+页')
open('issue/01.md', 'w', encoding='utf-8').write(first.replace('如下', '如后'))
check(re.search(r'[0-9]{2}:[0-9]{2}:[0-9]{2}  共[0-9]+页，变了[0-9]+页，[0-9]+毫秒', at.read('变了1页')), 'no line for a save: %r' % at.shown())
open('issue/01.md', 'w', encoding='utf-8').write(first.replace('主送', '主没'))
check('排不出来：错误1处；浏览器里还是先前的版面' in at.read(r'\[unknown-key\]'), 'no line for an error: %r' % at.shown())
check('issue/01.md:3:1: 错误: ' in at.shown(), 'the error has no place: %r' % at.shown())
at.process.send_signal(signal.SIGTERM)
at.ended()
open('issue/01.md', 'w', encoding='utf-8').write(first)

sys.exit(n_wrong > 0)
