"""volume.py VOLUME ISSUE…: what is in VOLUME.pdf (read by pdftotext, and by qpdf into VOLUME.json): the contents'
order, the labels, the outline, where the links lead, each issue's pages as in ISSUE.pdf, to the colour."""
import json
import re
import subprocess
import sys

volume, issues = sys.argv[1], sys.argv[2:]


def pages_of(name):
    text = subprocess.run(["pdftotext", "-layout", name + ".pdf", "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def pictures_of(name, n):
    """small pictures of all pages, which are of one size"""
    together = subprocess.run(["pdftoppm", "-r", "25", name + ".pdf"], capture_output=True, check=True).stdout
    size = len(together) // n
    return [together[i * size : (i + 1) * size] for i in range(n)]


def same(got, wanted):
    assert got == wanted, f"\n got    {got}\n wanted {wanted}"


# ---- the contents
pages = pages_of(volume)
bare = [re.sub(r"[\s·]", "", page) for page in pages]
entry = re.compile(r"关于(..)的通知(?:（[^）]*号）)?第(\d+)期（(\d+)）")
same(re.findall(r"【.*?】", bare[2]), ["【市政府文件】", "【人事任免】", "【市政府办公室文件】"])
same([found[0] for found in entry.findall(bare[2])], ["植树", "节水", "防火", "清雪", "任免", "修路"])
same(re.findall(r"【.*?】", bare[3]), ["【澄政发】", "【澄政办发】"])
same(re.findall(r"澄政[办发]+〔.*?号", bare[3]),
     ["澄政发〔2023〕100号", "澄政发〔2024〕2号", "澄政发〔2024〕9号", "澄政发〔2024〕10号", "澄政办发〔2024〕3号"])
# the title page, its blank back, the 总目录
same(bare[0], "澄浦市人民政府公报2024年合订本2024年第1期至第10期（总第101期至总第110期）")
same(bare[1], "")
assert "2024年第1期至第10期（总第101期至总第110期）年度总目录" in bare[2]

# ---- the pages of each issue are those of its own PDF; a blank one only before an issue that would begin on the left
at, begins, pictures = 4, [], pictures_of(volume, len(pages))
for name in issues:
    own = pages_of(name)
    if at % 2:
        same(bare[at], "")
        at += 1
    begins.append(at)
    same(pages[at : at + len(own)], own)
    assert pictures[at : at + len(own)] == pictures_of(name, len(own)), f"the pages of {name} look different"
    at += len(own)
same(at, len(pages))

# ---- labels
document = json.load(open(volume + ".json"))
labels = [(label["index"], label["label"].get("/P", ""), label["label"].get("/St", 1)) for label in document["pagelabels"]]
names = {}
for k, (index, prefix, start) in enumerate(labels):
    end = labels[k + 1][0] if k + 1 < len(labels) else len(pages)
    for i in range(index, end):
        names[i] = prefix.removeprefix("u:") + str(start + i - index)
same([names[0], names[2], names[3]], ["总目录-1", "总目录-3", "总目录-4"])
for number, begin in zip((1, 2, 10), begins):
    same([names[begin], names[begin + 1]], [f"{number}-1", f"{number}-2"])

# ---- outline
page_at = {page["object"]: i for i, page in enumerate(document["pages"])}


def titles(entries):
    return [entry["title"].removeprefix("u:") for entry in entries]


same(titles(document["outlines"]),
     ["年度总目录", "发文字号索引", "第1期（总第101期）", "第2期（总第102期）", "第10期（总第110期）"])
same([entry["destpageposfrom1"] - 1 for entry in document["outlines"]], [2, 3, *begins])
same(titles(document["outlines"][4]["kids"]), ["市政府文件"])
same(titles(document["outlines"][4]["kids"][0]["kids"]), ["关于防火的通知", "关于清雪的通知"])
assert not any(entry["open"] for entry in document["outlines"] if entry["kids"])

# ---- every link of the 总目录 leads to the page that it names
objects = document["qpdf"][1]


def value(reference):
    while isinstance(reference, str) and re.fullmatch(r"\d+ \d+ R", reference):
        reference = objects["obj:" + reference].get("value")
    return reference


def destinations(node, found):
    node = value(node)
    pairs = node.get("/Names", [])
    for name, target in zip(pairs[::2], pairs[1::2]):
        target = value(target)
        found[name] = page_at[(target["/D"] if isinstance(target, dict) else target)[0]]
    for kid in node.get("/Kids", []):
        destinations(kid, found)
    return found


catalogue = value(objects["trailer"]["value"]["/Root"])
named = destinations(value(catalogue["/Names"])["/Dests"], {})


def links_of(page):
    annotations = value(value(document["pages"][page]["object"]).get("/Annots", []))
    links = []
    for annotation in map(value, annotations):
        target = value(annotation.get("/Dest") or value(annotation.get("/A", {})).get("/D"))
        links.append((-annotation["/Rect"][3], named[target] if isinstance(target, str) else page_at[target[0]]))
    return [target for _, target in sorted(links)]


for page in (2, 3):
    wanted = [f"{issue}-{number}" for _, issue, number in entry.findall(re.sub(r"澄政[办发]+〔.*?号(?=关)", "", bare[page]))]
    got = [names[target] for target in links_of(page)]
    same([name for k, name in enumerate(got) if k == 0 or got[k - 1] != name], wanted)
    assert all("通知" in bare[target] for target in links_of(page))
