"""watch_memory.py ADDRESS ISSUE PID N: N saves, each another text, each waited for; what is resident of the process after each tenth of them."""
import http.client, glob, os, re, sys, time

address, issue, pid, n = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
host, token = re.fullmatch(r'http://([^/]+)/(\w+)/', address).groups()
resident = lambda: int(re.search(r'VmRSS:\s*(\d+)', open(f'/proc/{pid}/status').read())[1])
path = sorted(glob.glob(os.path.join(issue, '0*.md')) or glob.glob(os.path.join(issue, '*.md')))[0]
text = open(path, encoding='utf-8').read()
connection = http.client.HTTPConnection(host)
connection.request('GET', f'/{token}/events?since=0')
events, began = connection.getresponse(), time.monotonic()
for i in range(n):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text + f'\n第{i}段：' + chr(0x4E00 + i % 7000) * (i % 60 + 1) + '①⑪⑳½⅓'[:i % 6] + '。\n')
    while not events.readline().startswith(b'event: pages'):
        pass
    if (i + 1) % max(1, n // 10) == 0:
        print(f'{i + 1} saves: {resident()} kB, {(time.monotonic() - began) * 1000 / (i + 1):.1f} ms each', flush=True)
with open(path, 'w', encoding='utf-8') as file:
    file.write(text)
