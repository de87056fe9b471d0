"""links.py JSON PAGE…: the links on these pages of a PDF (qpdf --json): where they stand, and where they lead."""
import json
import sys

document = json.load(open(sys.argv[1], encoding="utf-8"))
objects = document["qpdf"][1]
pages = [page["object"] for page in document["pages"]]


def get(value):
    return objects["obj:" + value]["value"] if isinstance(value, str) and value.endswith(" R") else value


def names_below(node):
    node, found = get(node), {}
    for kid in node.get("/Kids", []):
        found.update(names_below(kid))
    pairs = get(node.get("/Names", []))
    found.update(zip(pairs[::2], map(get, pairs[1::2])))
    return found


names = names_below(get(get(objects["trailer"]["value"]["/Root"])["/Names"])["/Dests"])
top = max(get(page).get("/MediaBox", [0, 0, 0, 841.89])[3] for page in pages)
for number in map(int, sys.argv[2:]):
    for link in map(get, get(get(pages[number - 1]).get("/Annots", []))):
        to = names.get(link["/Dest"], link["/Dest"])
        to = to["/D"] if isinstance(to, dict) else to
        print(number, "row ->", pages.index(to[0]) + 1, "head" if to[3] > top - 1 else "row")
