#!/usr/bin/env python3
"""noted_docx.py FILE.docx: a Word file with a note of several paragraphs, one that says nothing, bold within a paragraph and a
whole bold one."""
import sys
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'


def run(text, is_bold=False):
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" * is_bold}<w:t>{text}</w:t></w:r>'


def mark(note):
    return f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'


def paragraph(*runs):
    return f'<w:p>{"".join(runs)}</w:p>'


def relation(kind, target):
    return RELATIONS % f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'


BODY = (paragraph(run("澄浦市人民政府关于开展检查的通知"))
        + paragraph(run("各区要"), run("高度重视", True), run("，按时上报"), mark(1), run("，不得拖延。"), mark(2))
        + paragraph(run("整段加粗的一句话，请注意。", True)) + paragraph(run("一、检查的内容", True)))
NOTES = [paragraph(run("指第一季度。")) + paragraph(run("另见附表。")) + paragraph(), paragraph()]

with zipfile.ZipFile(sys.argv[1], "w") as docx:
    docx.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
    docx.writestr("_rels/.rels", relation("officeDocument", "word/document.xml"))
    docx.writestr("word/_rels/document.xml.rels", relation("footnotes", "footnotes.xml"))
    docx.writestr("word/document.xml", f"<w:document {WORD}><w:body>{BODY}</w:body></w:document>")
    notes = "".join(f'<w:footnote w:id="{i}">{text}</w:footnote>' for i, text in enumerate(NOTES, 1))
    docx.writestr("word/footnotes.xml", f"<w:footnotes {WORD}>{notes}</w:footnotes>")
