"""watch.py PROGRAM SAMPLE [sanitized|counted|quick]: gongbao watch as a browser and as a stranger meet it, over plain sockets. What a browser would show is kept by the
messages alone (class Browser) and held against the whole, and the whole against what a desk shows that was made anew. Prints what is wrong."""
import http.client, json, os, re, shutil, signal, socket, subprocess, sys, threading, time, urllib.parse

program, sample = sys.argv[1:3]
n = wrong = 0
PATIENCE = 30


def check(is_so, *words):
    global n, wrong
    n += 1
    if not is_so:
        wrong += 1
        print('WRONG:', *[str(word)[:600] for word in words], flush=True)


def same(a, b, words):
    check(a == b, words, '\n  is    ', a, '\n  wanted', b)


def until(is_so, patience=PATIENCE):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = is_so()
        if value:
            return value
        time.sleep(0.01)
    return is_so()


class Watch:
    def __init__(self, folder, *options, env=None):
        self.errors = open(f'{folder}.err', 'w+', encoding='utf-8')
        self.process = subprocess.Popen([program, 'watch', folder, *options], stdout=subprocess.PIPE, stderr=self.errors, stdin=subprocess.DEVNULL, env=env)
        self.address = self.process.stdout.readline().decode().strip()
        match = re.fullmatch(r'http://127\.0\.0\.1:(\d+)/([0-9a-f]{32})/', self.address)
        self.port, self.token = (int(match[1]), match[2]) if match else (0, '')

    def ask(self, path, method='GET', host=None, version=11, **headers):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=PATIENCE)
        connection._http_vsn, connection._http_vsn_str = version, f'HTTP/1.{version - 10}'
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if host != '':
            connection.putheader('Host', host or f'127.0.0.1:{self.port}')
        for name, value in headers.items():
            connection.putheader(name.replace('_', '-'), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body, answer.headers

    def get(self, what='', **more):
        return self.ask(f'/{self.token}/{what}', **more)

    def data(self):
        return json.loads(self.get('data')[1])

    def said(self):
        self.errors.flush()
        return open(self.errors.name, encoding='utf-8').read()

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(PATIENCE)


class Browser:
    """Shows what it is told, as output/web/desk.js does."""

    def __init__(self, watch, since=None):
        self.watch, self.events, self.closed, self.is_heard = watch, [], False, False
        self.take_whole()
        self.socket = socket.create_connection(('127.0.0.1', watch.port))
        since = self.version if since is None else since
        self.socket.sendall(f'GET /{watch.token}/events?since={since}&lists={self.lists} HTTP/1.1\r\nHost: 127.0.0.1:{watch.port}\r\n\r\n'.encode())
        threading.Thread(target=self.listen, daemon=True).start()

    def take_whole(self):
        self.shown = self.watch.data()
        self.version, self.lists, self.trouble = (self.shown['live'][key] for key in ('version', 'lists', 'trouble'))

    def listen(self):
        stream = self.socket.makefile('rb')
        while (line := stream.readline()) not in (b'', b'\r\n'):
            pass
        self.is_heard = line != b''
        text = bytearray()
        try:
            while size := int(stream.readline() or b'0', 16):
                known = max(0, len(text) - 1)
                text += stream.read(size)
                stream.readline()
                while (end := text.find(b'\n\n', known)) >= 0:
                    event, known = bytes(text[:end]), 0
                    del text[:end + 2]
                    self.take(event.decode())
        except (OSError, ValueError):
            pass
        self.closed = True

    def take(self, event):
        fields = dict(line.split(': ', 1) for line in event.split('\n') if ': ' in line)
        if 'event' not in fields:
            return
        value = json.loads(fields['data'])
        if fields['event'] == 'pages':
            self.update(value)
        if fields['event'] == 'trouble':
            self.trouble = value['trouble']
        if fields['event'] == 'lists':
            self.shown.update(value)
        self.events.append((fields['event'], value))

    def update(self, value):
        if value['version'] <= self.version:
            return
        same(value['since'], self.version, 'a message for what is shown')
        was = self.shown['pages']
        for i, face in enumerate(value['faces']):
            if i == len(self.shown['faces']):
                self.shown['faces'].append({'em': face['em'], 'glyphs': {}})
            self.shown['faces'][i]['glyphs'].update(face['glyphs'])
        self.shown['images'] = self.shown['images'][:value['images_before']] + value['images']
        self.shown['inks'], self.shown['files'] = value['inks'], value['files']
        pages = []
        for given in value['pages']:
            page = given if isinstance(given, dict) and 'items' in given else was[given['as'] if isinstance(given, dict) else given]
            if isinstance(given, dict) and 'as' in given:
                same(len(given['p']), len(page['items']), 'places')
                for item, place in zip(page['items'], given['p']):
                    item.pop('p', None)
                    if place:
                        item['p'] = place
            pages.append(page)
        self.shown['pages'], self.version = pages, value['version']

    def wait(self, *names):
        values = until(lambda: [value for event, value in self.events if event in names])
        return values[0] if values else None

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def plain(data):
    """Pages by what is seen, whatever numbers faces, inks, pictures and files have."""
    def item(one):
        one = dict(one)
        if one['k'] == 'g':
            face = data['faces'][one.pop('f')]
            one['g'] = [[face['glyphs'].get(str(one['g'][i]))] + one['g'][i + 1:i + 4] for i in range(0, len(one['g']), 4)]
            one['em'] = face['em']
        if 'i' in one:
            one['i'] = data['inks'][one['i']]
        if 'n' in one:
            one['n'] = data['images'][one['n']]
        if 'p' in one:
            one['p'] = [data['files'][one['p'][0]]] + one['p'][1:]
        return one
    return [{**page, 'items': [item(one) for one in page['items']]} for page in data['pages']]


def made_anew(folder, *options):
    subprocess.run([program, 'desk', folder, '-o', 'anew.html', *options], check=True, capture_output=True)
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', open('anew.html', encoding='utf-8').read(), re.S)[1])


def read(path):
    return open(path, encoding='utf-8').read()


def save(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def save_by_name(path, text):
    save(path + '.new', text)
    os.replace(path + '.new', path)


def save_as_vim(path, text):
    folder = os.path.dirname(path)
    open(f'{folder}/4913', 'w').close()
    os.remove(f'{folder}/4913')
    os.rename(path, path + '~')
    time.sleep(0.01)
    save(path, text)
    os.remove(path + '~')


def new_issue(name):
    shutil.copytree(sample, name)
    for root, folders, files in os.walk(name):
        for one in folders + files:
            os.chmod(f'{root}/{one}', 0o755)
    return name


def settle(browser, folder, words):
    """The last save is shown: by the whole, by the messages, and as a desk that is made anew."""
    wanted = plain(made_anew(folder))
    until(lambda: plain(browser.watch.data()) == wanted)
    same(plain(browser.watch.data()), wanted, f'{words}: the pages are those of a desk made anew')
    until(lambda: plain(browser.shown) == wanted)
    same(plain(browser.shown), wanted, f'{words}: the messages give the whole')


# ---- who may see it

def strangers(watch):
    own = f'127.0.0.1:{watch.port}'
    nothing = lambda answer, status, words: same(answer[:2], (status, b''), words)
    same(watch.get()[0], 200, 'the page')
    check('<!doctype html>' in watch.get()[1].decode() and 'EventSource' in watch.get()[1].decode(), 'the page lives')
    other = watch.token[:-1] + ('0' if watch.token[-1] != '0' else '1')
    for path in ('/', '', '/' + other + '/', '/' + watch.token[:-1] + '/', '/' + watch.token, f'/{watch.token}0/', f'//{watch.token}/', f'/{other}/data', f'/{other}/events',
                 f'/{watch.token}/../', f'/{watch.token}/issue.yaml', f'/{watch.token}/../../etc/passwd'):
        nothing(watch.ask(path or '/favicon.ico'), 404, f'a stranger at {path}')
    for host in ('evil.example', f'evil.example:{watch.port}', '127.0.0.1', 'localhost', '127.0.0.1:1', f'[::1]:{watch.port}', own + '.evil.example'):
        nothing(watch.get(host=host), 403, f'host {host}')
    nothing(watch.get(host='', version=10), 403, 'no host')
    same(watch.get(host=f'localhost:{watch.port}')[0], 200, 'localhost')
    for origin in ('http://evil.example', 'null', f'https://{own}', f'http://localhost:{watch.port}', 'http://127.0.0.1', f'http://{own}.evil.example'):
        for what, method in (('', 'GET'), ('data', 'GET'), ('events', 'GET'), ('open?file=issue.yaml&line=1&column=1', 'POST')):
            nothing(watch.get(what, method=method, Origin=origin), 403, f'origin {origin} at {what}')
    same(watch.get('data', Origin=f'http://{own}')[0], 200, 'our own origin')
    for site in ('cross-site', 'same-site'):
        nothing(watch.get(Sec_Fetch_Site=site), 403, f'a page of another site: {site}')
    for method in ('POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'HEAD'):
        same(watch.get(method=method)[0], 405, f'{method} of the page')
    same(watch.get('open?file=issue.yaml&line=1&column=1')[0], 405, 'nothing is opened by a GET')
    headers = watch.get()[2]
    for name, value in (('Cache-Control', 'no-store'), ('X-Content-Type-Options', 'nosniff'), ('Referrer-Policy', 'no-referrer'), ('X-Frame-Options', 'DENY'),
                        ('Cross-Origin-Resource-Policy', 'same-origin')):
        same(headers[name], value, name)
    check(headers['Access-Control-Allow-Origin'] is None, 'no other site may read it')
    listening = [line.split()[1] for line in read('/proc/net/tcp').splitlines()[1:] if line.split()[3] == '0A' and line.split()[1].endswith(f':{watch.port:04X}')]
    same(listening, [f'0100007F:{watch.port:04X}'], 'on the loopback interface alone')


# ---- saves

def saves(watch, folder):
    browser = Browser(watch)
    names = sorted(name for name in os.listdir(folder) if re.match(r'\d\d-.*\.md$', name))
    first, last = f'{folder}/{names[0]}', f'{folder}/{names[-1]}'
    text, other = read(first), read(last)
    same(browser.trouble, [], 'nothing is wrong')

    at = text.rindex('，')
    save(first, text[:at] + '、' + text[at + 1:])
    told = browser.wait('pages')
    new = [page for page in told['pages'] if isinstance(page, dict) and 'items' in page]
    same(len(new), 1, 'only the page that changed is told')
    check(told['changed'] is not None, 'the change has a place')
    page = told['pages'][told['changed']['page']]
    check(isinstance(page, dict), 'the change is on its page')
    x, y = told['changed']['x'], told['changed']['y']
    under = [item['c'] for item in page['items'] if item['k'] == 'g' and item['x'] - 1 <= x and item['y'] - item['s'] <= y <= item['y'] and '、' in item['c']]
    check(under, 'where the change is', told['changed'])
    settle(browser, folder, 'a word more')
    check('findings' in browser.wait('lists'), 'what was found comes behind')

    # A line more above: every place below it is another, and the pages look as they did but the first.
    save_by_name(first, text.replace('\n---\n', '\n---\n\n<!-- 备注 -->\n', 1) if '<!-- 备注' in text else re.sub(r'\n---\n', '\n---\n\n\n\n', text, count=1))
    settle(browser, folder, 'lines more')
    save_as_vim(first, text + '\n' + '新的一段，把后面的各页都挤开。' * 60 + '\n')
    settle(browser, folder, 'a page more')
    same(browser.trouble, [], 'a save as vim saves makes no trouble')
    check(not any(value['trouble'] for event, value in browser.events if event == 'trouble'), 'and never did')
    # Series of one face, and a face that lends, come and go.
    for more in ('①②⑩', '①②⑪⑳', '½', '½⅓', 'ʘ', ''):
        save(last, other + f'\n另有{more}等项。\n')
        settle(browser, folder, f'with {more}')
    # A line of the source parted: the page looks the same, and what stands behind in the printed line has another place.
    for parted in ('', '\n'):
        save(last, other + f'\n另有甲乙、{parted}丙丁等项。\n')
        settle(browser, folder, f'parted: {bool(parted)}')
    for i in range(10):
        save(last, other + f'\n第{i}次保存。\n')
        time.sleep(0.1)
    settle(browser, folder, 'ten saves in a second')
    check('第9次保存' in ''.join(item.get('c', '') for page in browser.shown['pages'] for item in page['items']), 'the last save is shown')
    save(first, text)
    save(last, other)
    settle(browser, folder, 'as it was')
    wanted = made_anew(folder)['findings']
    until(lambda: browser.shown['findings'] == wanted)
    same(browser.shown['findings'], wanted, 'what was found is what a desk shows, the warnings of fonts too')
    browser.close()
    return first, text


def errors(watch, folder, first, text):
    browser, gone = Browser(watch), Browser(watch)
    gone.close()
    before = plain(browser.shown)
    save(first, text.replace('\n---\n', '\n没有的项目: 1\n---\n', 1))
    trouble = until(lambda: browser.trouble)
    check(trouble and trouble[0]['file'] == os.path.basename(first) and trouble[0]['line'] > 1 and trouble[0]['words'], 'the error has its place', trouble)
    same(plain(watch.data()), before, 'the last good pages stand')
    late = Browser(watch)
    same(late.trouble, trouble, 'who comes late is told')
    os.remove(first)
    named = lambda: [(one['rule'], os.path.basename(first) in one['words']) for one in browser.trouble]
    until(lambda: named() == [('missing-file', True)])
    same(named(), [('missing-file', True)], 'a document that is gone')
    same(plain(watch.data()), before, 'and still')
    save(first, text.replace('。', '。。', 1))
    check(until(lambda: not browser.trouble) == True, 'mended')
    settle(browser, folder, 'mended')
    save(first, text)
    settle(browser, folder, 'mended and back')
    stale = Browser(watch, since=max(1, browser.version - 1))
    check(stale.wait('pages', 'whole') is not None, 'who was away is told')
    far = Browser(watch, since=10 ** 6)
    check(far.wait('whole') is not None, 'who shows what never was asks for the whole')
    for one in (browser, late, stale, far):
        one.close()


# ---- the editor

def editor():
    folder = new_issue('有 空格')
    odd = f'{folder}/09-a;touch x $(id) "q".md'
    os.rename(sorted(f'{folder}/{name}' for name in os.listdir(folder) if name.startswith('01-'))[0], odd)
    text = read(f'{folder}/issue.yaml')
    save(f'{folder}/issue.yaml', re.sub(r'01-[^\s,\]]*\.md', "'" + os.path.basename(odd) + "'", text))
    save('editor.sh', '#!/bin/sh\nfor one; do printf "%s\\n" "$one" >>"$(dirname "$0")/opened"; done\n')
    os.chmod('editor.sh', 0o755)
    watch = Watch(folder, '--editor', f"'{os.getcwd()}/editor.sh' -g '{{file}}:{{line}}:{{column}}' 'a b'")
    place = lambda file, line=3, column=5: 'open?' + urllib.parse.urlencode({'file': file, 'line': line, 'column': column})
    own = {'method': 'POST', 'Origin': f'http://127.0.0.1:{watch.port}'}
    same(watch.data()['live']['editor'], True, 'the page knows of it')
    same(watch.get(place(os.path.basename(odd)), **own)[0], 204, 'opened')
    wanted = ['-g', f'{os.path.realpath(odd)}:3:5', 'a b']
    until(lambda: os.path.exists('opened') and len(read('opened').splitlines()) == 3, 10)
    same(read('opened').splitlines() if os.path.exists('opened') else [], wanted, 'the editor was given words, and no shell saw them')
    for file in ('../secret', '/etc/passwd', 'none.md', '', os.path.basename(odd) + '\n1\n1', './issue.yaml'):
        same(watch.get(place(file), **own)[0], 404, f'no file of the issue: {file}')
    same(watch.ask('/0/' + place('issue.yaml'), method='POST')[0], 404, 'not without the token')
    time.sleep(0.2)
    same(read('opened').splitlines(), wanted, 'nothing else was opened')
    check(not os.path.exists('x'), 'no shell')
    children = subprocess.run(['ps', '--ppid', str(watch.process.pid), '-o', 'pid='], capture_output=True, text=True).stdout.split()
    same(len(children), 2, 'two processes beside it: who starts the editor, who looks for what is wrong in the text')
    same(watch.stop(), 143, 'SIGTERM')
    check(until(lambda: not any(os.path.exists(f'/proc/{child}') for child in children), 5), 'which ends with it')


def opened():
    """--open: the desktop's program is begun with an address that lets one browser in."""
    os.mkdir('bin')
    save('bin/xdg-open', '#!/bin/sh\nprintf "%s" "$1" >"$(dirname "$0")/shown.part" && mv "$(dirname "$0")/shown.part" "$(dirname "$0")/shown"\n')
    os.chmod('bin/xdg-open', 0o755)
    watch = Watch(new_issue('shown'), '--open', env={**os.environ, 'PATH': f"{os.getcwd()}/bin:{os.environ['PATH']}"})
    check(until(lambda: os.path.exists('bin/shown'), 10), 'the browser was begun')
    address = read('bin/shown') if os.path.exists('bin/shown') else ''
    check(address.startswith(f'http://127.0.0.1:{watch.port}/'), 'with this address', address)
    place = '/' + address.split('/', 3)[-1]
    check(watch.token not in place, 'which is not the token', place)
    same(watch.ask(place)[0], 303, 'it leads to the pages')
    same(watch.ask(place)[0], 404, 'once')
    same(watch.stop(), 143, 'SIGTERM')


# ---- the state before and the readers' marks

MARKS = '''<?xml version="1.0" encoding="UTF-8"?>
<xfdf xmlns="http://ns.adobe.com/xfdf/"><annots><highlight page="4" name="m" rect="80,600,400,700" coords="80,700,400,700,80,600,400,600" title="王编辑"
><contents>请核对</contents></highlight></annots></xfdf>'''


def proofs():
    folder, before = new_issue('now'), new_issue('then')
    name = sorted(one for one in os.listdir(folder) if re.match(r'\d\d-.*\.md$', one))[0]
    first, text = f'{folder}/{name}', read(f'{folder}/{name}')
    at = text.rindex('，')
    save(first, text[:at] + '、甲乙，' + text[at + 1:])
    save('marks.xfdf', MARKS)
    save('none.pdf', '%PDF-1.4 no more\n')
    options = ('--against', before, '--marks', 'marks.xfdf')
    watch = Watch(folder, *options)
    browser = Browser(watch)
    same(plain(then_of(browser.shown)), plain(made_anew(before)), 'the pages of then')

    def lists_are_a_desks(words):
        wanted = made_anew(folder, *options)
        def of(data):  # what is said of the reader's file itself a desk prints
            return {'findings': [one for one in data['findings'] if one['file'] != 'marks.xfdf'], **{key: data[key] for key in ('changes', 'pairs', 'marks')}}
        until(lambda: of(browser.shown) == of(wanted))
        same(of(browser.shown), of(wanted), f'{words}: the lists are those of a desk made anew')
        return wanted
    wanted = lists_are_a_desks('at first')
    check([one['kind'] for one in wanted['changes']] == ['增'] and len(wanted['marks']) == 1 and len(wanted['pairs']) > 5, 'there is something', wanted['changes'], wanted['marks'])
    then = browser.shown['before']
    save(first, text[:at] + '、丙，' + text[at + 1:].replace('。', '。。', 1) + '\n' + '新的一段，把后面的各页都挤开。' * 60 + '\n')
    settle(browser, folder, 'beside the pages of then')
    check(len(lists_are_a_desks('after a save')['changes']) > 1, 'more changes')
    check(not any(event == 'whole' for event, _ in browser.events), 'the pages of then are told once')
    same(watch.data()['before']['pages'], then['pages'], 'and who comes later has them')
    browser.close()
    same(watch.stop(), 143, 'SIGTERM')
    refused('[missing-file]', 1, folder, '--marks', 'nowhere.pdf')
    refused('[against', 1, folder, '--against', 'no-such-revision')
    watch = Watch(folder, '--marks', 'none.pdf')
    browser = Browser(watch)
    until(lambda: browser.lists or browser.wait('lists'))
    check(any('none.pdf' in (one['file'] or '') for one in browser.shown['findings']), 'a file that is no proof is told of', [one['words'] for one in browser.shown['findings']])
    same(watch.stop(), 143, 'SIGTERM')


def then_of(data):
    """The pages of then, with what they have of the present ones."""
    then = data['before']
    faces = [{'em': face['em'], 'glyphs': {**(data['faces'][face['as']]['glyphs'] if 'as' in face else {}), **face['glyphs']}} for face in then['faces']]
    return {**then, 'faces': faces, 'images': [data['images'][one] if isinstance(one, int) else one for one in then['images']]}


# ---- bad input

def refused(slug, status, *arguments, **more):
    done = subprocess.run([program, 'watch', *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, **more)
    same((done.returncode, done.stdout, slug in done.stderr), (status, '', True), f'{slug}: {done.stderr}')
    return done.stderr


def bad_input():
    folder = new_issue('one')
    watch = Watch(folder)
    check('[watch-twice]' in refused('[watch-twice]', 74, folder), 'also while the first sets its pages')
    watch.get()
    check(watch.address in refused('[watch-twice]', 74, folder), 'the second says where the first is')
    check(watch.address in refused('[watch-twice]', 74, folder + '/../one/.'), 'by whatever name')
    refused('[watch-port-used]', 74, new_issue('two'), '--port', str(watch.port))
    same(watch.stop(signal.SIGKILL), -9, 'killed')
    again = Watch(folder)
    check(again.get()[0] == 200, 'and watched again at once')
    same(again.stop(signal.SIGINT), 130, 'SIGINT')
    for port in ('70000', '-1', 'x', ''):
        refused('[watch-port]', 1, folder, f'--port={port}')
    for command in ('code', 'no-such-program-here {file}', "code '{file}"):
        refused('[watch-editor]', 1, folder, '--editor', command)
    refused('[watch-editor]', 1, folder, env={**os.environ, 'GONGBAO_EDITOR': 'no-such-program-here {file}'})
    done = subprocess.run(['prlimit', '--nofile=4', program, 'watch', folder], capture_output=True, text=True)
    check('sanitized' in sys.argv or done.returncode == 74 and '[watch-no-port]' in done.stderr, 'no descriptor for a port', done.stderr)
    done = subprocess.run([program, 'watch', 'nowhere'], capture_output=True, text=True)
    check(done.returncode != 0 and 'nowhere' in done.stderr, 'no such folder', done.stderr)
    watch = Watch(folder)
    browser = Browser(watch)
    check(until(lambda: browser.is_heard), 'a browser that listens')  # whoever asks later is told nothing
    shutil.rmtree(folder)
    same(watch.process.wait(PATIENCE), 74, 'the folder is gone')
    check('[watch-gone]' in watch.said(), 'and it says so', watch.said())
    check(browser.wait('end') is not None, 'to the browser too')
    check(until(lambda: browser.closed), 'and closes')
    watch = Watch('two', '--poll')
    browser = Browser(watch)
    name = sorted(one for one in os.listdir('two') if one.startswith('02-'))[0]
    save_by_name(f'two/{name}', read(f'two/{name}') + '\n又一段。\n')
    check(browser.wait('pages') is not None, 'a file system that tells nothing')
    os.rename('two', 'three')
    same(watch.process.wait(PATIENCE), 74, 'the folder has another name')
    save('three/issue.yaml', '刊名: [\n')
    watch = Watch('three')
    data = watch.data()
    check(data['pages'] == [] and data['live']['trouble'], 'an issue that was never good', data['live'])
    same(watch.stop(), 143, 'SIGTERM')


def resident_size(watch):
    return int(re.search(r'VmRSS:\s*(\d+)', read(f'/proc/{watch.process.pid}/status'))[1])


def memory(watch, folder, first, text, rounds=150):
    """What is resident after some rebuilds and after many more."""
    browser, sizes = Browser(watch), []
    for i in range(rounds):
        version = browser.version
        save(first, text + f'\n第{i}段：' + '字' * (i % 40 + 1) + '。\n')
        until(lambda: browser.version > version)
        sizes.append(resident_size(watch))
    print(f'{rounds} rebuilds: {sizes[rounds // 3]} kB after a third, {sizes[-1]} kB at the end')
    if 'sanitized' not in sys.argv:
        check(sizes[-1] - sizes[rounds // 3] < 3000, 'memory does not grow', sizes[::10])
    save(first, text)
    settle(browser, folder, 'after many rebuilds')
    browser.close()


def large(times=8, rounds=6):
    """An issue of many pages, its documents over and over: it opens, a save tells one page, memory stays what it is."""
    folder = new_issue('large')
    manifest = read(f'{folder}/issue.yaml')
    again = lambda match: '\n'.join([match[0]] + [copied(folder, match, i) for i in range(1, times)])
    save(f'{folder}/issue.yaml', re.sub(r'^ *- (\d\d-.*)\.md$', again, manifest, flags=re.M))
    watch = Watch(folder)
    browser = Browser(watch)
    n_pages = len(browser.shown['pages'])
    check(n_pages > 20 * times, 'many pages', n_pages)
    name = sorted(one for one in os.listdir(folder) if one.startswith('02-'))[times // 2]
    text, sizes = read(f'{folder}/{name}'), []
    at = text.rindex('，')
    for i in range(rounds):
        version = browser.version
        save(f'{folder}/{name}', text[:at] + '、' * (i % 2 + 1) + text[at + 1:])
        check(until(lambda: browser.version > version), 'a save is shown')
        new = [page for page in next(value for event, value in reversed(browser.events) if event == 'pages')['pages'] if isinstance(page, dict) and 'items' in page]
        same(len(new), 1, 'of many pages one is told')
        sizes.append(resident_size(watch))
    print(f'{n_pages} pages: {sizes} kB')
    if 'sanitized' not in sys.argv:
        check(sizes[-1] < sizes[1] * 1.1, 'memory does not grow with saves', sizes)
    settle(browser, folder, 'many pages')
    browser.close()
    same(watch.stop(), 143, 'SIGTERM')


def copied(folder, match, i):
    shutil.copy(f'{folder}/{match[1]}.md', f'{folder}/{match[1]}-{i}.md')
    return match[0].replace('.md', f'-{i}.md')


main = new_issue('issue')
before = set(os.listdir('.')) | {'issue.err'}
watch = Watch(main)
check(watch.token, 'the address', watch.address)
strangers(watch)
first, text = saves(watch, main)
errors(watch, main, first, text)
if 'quick' not in sys.argv and 'counted' not in sys.argv:
    memory(watch, main, first, text)
same(watch.said(), '', 'quiet in a pipe')
same(watch.stop(), 143, 'SIGTERM')
same(set(os.listdir('.')) - before - {'anew.html'}, set(), 'nothing is left')
if 'quick' not in sys.argv:
    editor()
    opened()
    proofs()
    if 'counted' not in sys.argv: large()
    bad_input()
print(f'{n} checks, {wrong} wrong')
sys.exit(1 if wrong else 0)
