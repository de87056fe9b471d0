"""paths.py SOURCE: what a document or a comment calls a file is one that is there.

- A path from the root, in documents, sources and build files.
- In documents a name without its folder, in `…`, lies in a folder that its line names, before or behind it.
- In a source "NAME.c: …" at the head of a comment is the file itself on its first line, else one of its folder or, with a
  folder before it, of its room.
"""
import os
import re
import sys

SKIPPED = {'./fonts/files', './tests/fuzz/seeds', *('./tests/' + name for name in ('cases', 'input', 'golden', 'checks', 'rules', 'pages'))}
ENDINGS = r'\.(?:c|h|def|md|cmake|sh|py|mjs|js|css|html|txt)'
OF_CODE = r'\.(?:c|h|def|cmake|sh|py|mjs|js|css)'  # what a document may also name and nobody has: a source of its reader, 01.md

os.chdir(sys.argv[1])
files = set()
for folder, folders, names in os.walk('.'):
    folders[:] = [name for name in folders if name not in ('.git', 'build') and os.path.join(folder, name) not in SKIPPED]
    files.update(os.path.join(folder, name)[2:] for name in names)
rooms = {path.split('/')[0] for path in files if '/' in path}
wrong = 0


def complain(file, line, name):
    global wrong
    wrong += 1
    print(f'{file}:{line}: there is no {name}')


def look_at_paths(file, number, line):
    """Gives the folders of the paths that are there."""
    folders = {path.rstrip('/') for path in re.findall(r'`([\w/]+/)`', line)}
    for path in re.findall(rf'(?<![\w/.$}}\-])((?:{"|".join(sorted(rooms))})/[a-z0-9_/.\-]*{ENDINGS})(?![\w*])', line):
        if not os.path.exists(path):
            complain(file, number, path)
        folders.add(os.path.dirname(path))
    return folders


def look_at_names(file, number, line, folders):
    for name in re.findall(rf'`([a-z0-9_]+{OF_CODE})`', line):
        if not any(os.path.exists(os.path.join(folder, name)) for folder in folders):
            complain(file, number, name)


def look_at_head(file, number, line):
    found = re.match(r'/\* ((?:[a-z_]+/)?[a-z0-9_]+\.[ch])(?=:| \*/)', line)
    if not found:
        return
    beside = os.path.join(os.path.dirname(file), found[1])
    if number == 1 and beside != file or not (os.path.exists(beside) or os.path.exists(os.path.join(file.split('/')[0], found[1]))):
        complain(file, number, found[1])


for file in sorted(files):
    document = file.endswith('.md') and file != 'CHANGELOG.md'
    source = file.endswith(('.c', '.h', '.def')) and '/' in file
    if not (document or source or file.endswith(('.cmake', 'CMakeLists.txt'))):
        continue
    with open(file, encoding='utf-8') as opened:
        lines = opened.read().split('\n')
    for number, line in enumerate(lines, 1):
        folders = look_at_paths(file, number, line)
        if document:
            look_at_names(file, number, line, folders | {'', os.path.dirname(file)})
        if source:
            look_at_head(file, number, line)
print(f'{len(files)} files, {wrong} names of none')
sys.exit(wrong != 0)
