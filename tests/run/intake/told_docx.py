"""told_docx.py FOLDER: Word files of what a reader can get wrong, one of each kind: notes with marks of their own, changes of every kind,
automatic numbers with a restart, a table with merged heads and a table in it, characters that few fonts have, fields and boxes."""

import os
import sys
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOXES = ('xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
         'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
         'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
WHO = 'w:id="7" w:author="许棠" w:date="2024-07-03T09:00:00Z"'


def run(text, props=""):
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, props=""):
    return f'<w:p><w:pPr>{props}</w:pPr>{"".join(runs)}</w:p>'


def cell(*inside, props=""):
    return f'<w:tc><w:tcPr>{props}</w:tcPr>{"".join(inside)}</w:tc>'


def row(*cells, props=""):
    return f'<w:tr><w:trPr>{props}</w:trPr>{"".join(cells)}</w:tr>'


def table(*rows):
    return f'<w:tbl>{"".join(rows)}</w:tbl>'


def words(*texts):
    return [cell(paragraph(run(text))) for text in texts]


def inserted(*runs):
    return f'<w:ins {WHO}>{"".join(runs)}</w:ins>'


def deleted(text):
    return f'<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def note_mark(note, mark=None):
    custom = ' w:customMarkFollows="1"' if mark else ""
    return f'<w:r><w:footnoteReference{custom} w:id="{note}"/>' + (f"<w:t>{mark}</w:t>" if mark else "") + "</w:r>"


def field(code, shown):
    def edge(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    return edge("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + edge("separate") + run(shown) + edge("end")


def numbered(number, level, text):
    return paragraph(run(text), props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def footnotes():
    texts = ["① 指县级河道。", " 指第一季度。", "12月底以前。"]
    notes = "".join(f'<w:footnote w:id="{i}">{paragraph(run(text))}</w:footnote>' for i, text in enumerate(texts, 1))
    return f"<w:footnotes {WORD}>{notes}</w:footnotes>"


def numbering():
    levels = "".join(f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'
                     for i, text in enumerate(["%1、", "（%2）"]))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
            f'</w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{again}</w:num></w:numbering>')


NO_RULES = "<w:tblPr><w:tblBorders>" + "".join(f'<w:{side} w:val="none"/>' for side in
            ("top", "left", "bottom", "right", "insideH", "insideV")) + "</w:tblBorders></w:tblPr>"
CENTRED, INDENT = '<w:jc w:val="center"/>', '<w:ind w:firstLine="640" w:firstLineChars="200"/>'


def box(text):
    """A text box as WPS has it: once for new programs, once for old ones."""
    red = paragraph(run(text, '<w:color w:val="FF0000"/>'), props=CENTRED)
    inside = f'<w:txbxContent>{red}</w:txbxContent>'
    return (f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></wp:anchor>'
            f'</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>')


def signed():
    """A notice of two organs as WPS writes it: the mark in a box, numbers of its own, a form, both signatures in a table."""
    beside = [cell(paragraph(run(text), props=CENTRED)) for text in
              ("澄浦市水务局", "澄浦市财政局", "（盖章）", "（盖章）", "2024年6月3日", "2024年6月3日")]
    imprint = table(row(*words("抄送：市委办公室，市人大常委会办公室。")), row(*words("澄浦市水务局办公室　　2024年6月4日印发")))
    return [paragraph(box("澄浦市水务局文件")), paragraph(run("澄水发〔2024〕12号"), props=CENTRED),
            paragraph(run("关于申报清淤补助的通知", '<w:rFonts w:eastAsia="方正小标宋简体"/>'), props=CENTRED),
            paragraph(run("各区水务局、财政局：")), paragraph(run("为做好清淤补助的申报，现将有关事项通知如下："), props=INDENT),
            numbered(1, 0, "申报条件"), numbered(1, 1, "河道列入名录。"), numbered(1, 1, "断面不小于12m"), numbered(1, 0, "申报表"),
            paragraph(run("单位："), run("        ", '<w:u w:val="single"/>'), run("，电话："),
                      '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>', run("，"), field(" FORMTEXT ", "&#x2002;&#x2002;&#x2002;&#x2002;"),
                      run("元，"), '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', run("新建")),
            paragraph(run("附件：1.河道名录")), paragraph(run("　　　2.申报表")),
            f'<w:tbl>{NO_RULES}{row(*beside[:2])}{row(*beside[2:4])}{row(*beside[4:])}</w:tbl>', paragraph(run("（此件公开发布）")), imprint]


FILES = {
    "署名表": (signed(), {"numbering": numbering()}),
    "注": ([paragraph(run("各区清淤"), note_mark(1, "①"), run("按季"), note_mark(2), run("上报，"), note_mark(3, "1"), run("不得拖延。"))],
          {"footnotes": footnotes()}),
    "修订": ([paragraph(run("各区于"), inserted(run("七月")), deleted("六月"), run("底前办结。")),
            paragraph(run("前一段，"), props=f"<w:rPr><w:del {WHO}/></w:rPr>"), paragraph(run("后一段。")),
            table(row(*words("区", "公里")), row(cell(paragraph(deleted("东"))), cell(paragraph(deleted("3"))), props=f"<w:del {WHO}/>"),
                  row(*words("西", "4")))], {}),
    "编号": ([numbered(1, 0, "加强领导"), numbered(1, 1, "摸清底数。"), numbered(1, 1, "分段施工。"), numbered(1, 0, "严格验收"),
            numbered(1, 1, "逐段查验。"), paragraph(run("清单如下：")), numbered(2, 0, "清单")], {"numbering": numbering()}),
    "表": ([table(row(cell(paragraph(run("河名")), props='<w:vMerge w:val="restart"/>'),
                     cell(paragraph(run("长度")), props='<w:gridSpan w:val="2"/>')),
                 row(cell(paragraph(), props="<w:vMerge/>"), *words("上段", "下段")),
                 row(*words("青溪", "3"), cell(table(row(*words("左", "右"))), paragraph())))], {}),
    "字": ([paragraph(run("葛&#xE0100;𠮷﨑&#xE123;软&#xAD;连e&#x301;甲&#x200D;乙"), '<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:noBreakHyphen/>'
                      '<w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run("隐", "<w:vanish/>"),
                      run("白", '<w:color w:val="FFFFFF"/>'), run("abc", "<w:caps/>"), run("PM2.5甲", "<w:smallCaps/>"),
                      run("gdp", '<w:caps w:val="0"/>'), run("*一*&lt;b&gt;|"))], {}),
    "域": ([paragraph(run("见"), field(" REF 表一 \\h ", "表1"), run("，第"), field(" PAGEREF 表一 ", "3"), run("页；"),
                     field(" MERGEFIELD 单位 ", "«单位»"), run("报送。"))], {}),
}

for name, (body, parts) in FILES.items():
    title = "" if name == "署名表" else paragraph(run("关于开展河道清淤的通知"), props='<w:jc w:val="center"/>')
    with zipfile.ZipFile(os.path.join(sys.argv[1], name + ".docx"), "w") as docx:
        docx.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        docx.writestr("_rels/.rels", RELATIONS % f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>')
        docx.writestr("word/_rels/document.xml.rels", RELATIONS % "".join(
            f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts))
        docx.writestr("word/document.xml", f'<w:document {WORD} {BOXES}><w:body>{title}{"".join(body)}</w:body></w:document>')
        for kind, text in parts.items():
            docx.writestr(f"word/{kind}.xml", text)
