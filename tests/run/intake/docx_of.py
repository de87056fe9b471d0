"""docx_of.py FILE: a .docx with the body that comes in, written as short as its paragraphs are: each line one of
ALIGN[,red][,break] TAB TEXT, or a row of cells TAB by TAB behind "|"; ⏎ is a line end; rows behind one another are a table without rules."""

import html
import sys
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(look, text):
    align, red = look.split(",")[0], "red" in look
    color = '<w:rPr><w:color w:val="FF0000"/></w:rPr>' if red else ""
    end = '<w:r><w:br w:type="page"/></w:r>' if "break" in look else ""
    text = html.escape(text).replace("⏎", '</w:t><w:br/><w:t xml:space="preserve">')
    run = f'<w:r>{color}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{end}{run}</w:p>'


def row(cells):
    return "<w:tr>" + "".join(f"<w:tc>{paragraph('left,red', cell)}</w:tc>" for cell in cells) + "</w:tr>"


def body(lines):
    out, rows = "", ""
    for line in lines + ["left\t"]:
        if line.startswith("|"):
            rows += row(line[1:].split("\t"))
            continue
        out += f"<w:tbl>{rows}</w:tbl>" if rows else ""
        rows = ""
        out += paragraph(*line.split("\t", 1))
    return out


def main():
    text = body(sys.stdin.read().splitlines())
    with zipfile.ZipFile(sys.argv[1], "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/'
                      'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
                      '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
                      'Target="word/document.xml"/></Relationships>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{MAIN}"><w:body>{text}</w:body></w:document>')


main()
