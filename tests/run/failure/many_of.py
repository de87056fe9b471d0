"""many_of.py KIND FILE: a Word file that has one thing so often that whoever looks at all of them for each takes minutes.

fields: each in the result of the one before; rows: of a table without properties; wide: one paragraph of full-width digits;
angles: one of <甲>; numbers: a list whose text is long, before each of its paragraphs.
"""
import sys
import zipfile

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(text, props=""):
    return f"<w:p>{props}<w:r><w:t>{text}</w:t></w:r></w:p>"


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


LISTED = paragraph("甲。", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>')
BODIES = {
    "fields": "<w:p>" + (mark("begin") + mark("separate") + "<w:r><w:t>甲</w:t></w:r>") * 50000 + "</w:p>",
    "rows": "<w:tbl>" + ("<w:tr><w:tc>" + paragraph("甲") + "</w:tc></w:tr>") * 19000 + "</w:tbl>",
    "wide": paragraph("１" * 59000),
    "angles": paragraph("&lt;甲&gt;" * 19000),
    "numbers": LISTED * 5000,
}
NUMBERS = (f'<w:numbering xmlns:w="{WORDS}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
           f'<w:lvlText w:val="{"%1." * 20000}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')


def main():
    kind, path = sys.argv[1:]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
                      'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
                      '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        file.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
                      'Target="word/document.xml"/></Relationships>')
        file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
                      f'Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>')
        file.writestr("word/numbering.xml", NUMBERS)
        file.writestr("word/document.xml", f'<w:document xmlns:w="{WORDS}"><w:body>{paragraph("关于测试的通知")}{BODIES[kind]}</w:body></w:document>')


main()
