#!/usr/bin/env python3
"""marks_write.py WRITER IN.pdf OUT.pdf MARKS.json: puts annotations on a PDF.

WRITER: pikepdf (libqpdf) or poppler (poppler-glib): programs that know nothing of gongbao.
MARKS.json: [{"page": index, "kind": "highlight|underline|squiggly|strikeout|caret|replace|note|freetext|ink",
"quads": [[x0, y0, x1, y1] …] of PDF user space, "words", "author"}]. The writer's status is 77 where its library is not there.
"""
import json
import sys

NAMES = {'highlight': 'Highlight', 'underline': 'Underline', 'squiggly': 'Squiggly', 'strikeout': 'StrikeOut',
         'caret': 'Caret', 'note': 'Text', 'freetext': 'FreeText', 'ink': 'Ink'}


def around(quads):
    xs = [v for q in quads for v in (q[0], q[2])]
    ys = [v for q in quads for v in (q[1], q[3])]
    return [min(xs), min(ys), max(xs), max(ys)]


def caret_box(mark):
    """As Acrobat draws it: its point at the foot of the line, a little below."""
    x, y = mark['quads'][0][0], mark['quads'][0][1]
    return [x - 4, y - 5, x + 4, y + 4]


def with_pikepdf(source, target, marks):
    import pikepdf
    pdf = pikepdf.open(source)

    def put(page, kind, rect, quads, words, author, **more):
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name('/' + NAMES[kind]), Rect=rect, F=4,
                                  T=author, M='D:20260301093000+08\'00\'', P=pdf.pages[page].obj)
        if words is not None:
            note.Contents = words
        if quads:
            # Acrobat's order: upper left, upper right, lower left, lower right
            note.QuadPoints = [v for q in quads for v in (q[0], q[3], q[2], q[3], q[0], q[1], q[2], q[1])]
        for key, value in more.items():
            note[pikepdf.Name('/' + key)] = value
        note = pdf.make_indirect(note)
        if '/Annots' not in pdf.pages[page].obj:
            pdf.pages[page].obj.Annots = pikepdf.Array()
        pdf.pages[page].obj.Annots.append(note)
        return note

    for mark in marks:
        quads, author = mark['quads'], mark.get('author', '校对甲')
        if mark['kind'] == 'replace':
            end = quads[-1]
            caret = put(mark['page'], 'caret', caret_box({'quads': [[end[2], end[1]]]}), None, mark['words'], author)
            put(mark['page'], 'strikeout', around(quads), quads, None, author, IRT=caret, RT=pikepdf.Name.Group)
        elif mark['kind'] == 'caret':
            put(mark['page'], 'caret', caret_box(mark), None, mark['words'], author)
        elif mark['kind'] in ('note', 'freetext', 'ink'):
            note = put(mark['page'], mark['kind'], around(quads), None, mark['words'], author)
            if mark['kind'] == 'note':
                put(mark['page'], 'note', around(quads), None, '同意', '校对乙', IRT=note, State='Accepted', StateModel='Review')
        else:
            put(mark['page'], mark['kind'], around(quads), quads, mark.get('words'), author)
    pdf.save(target)


def with_poppler(source, target, marks):
    import gi
    gi.require_version('Poppler', '0.18')
    from gi.repository import Poppler
    pdf = Poppler.Document.new_from_file('file://' + source, None)

    def quad(box):
        it = Poppler.Quadrilateral()
        corners = ((box[0], box[3]), (box[2], box[3]), (box[0], box[1]), (box[2], box[1]))
        for name, (x, y) in zip(('p1', 'p2', 'p3', 'p4'), corners):
            point = Poppler.Point()
            point.x, point.y = x, y
            setattr(it, name, point)
        return it

    def rectangle(box):
        it = Poppler.Rectangle()
        it.x1, it.y1, it.x2, it.y2 = box
        return it

    for mark in marks:
        page = pdf.get_page(mark['page'])
        box, quads = rectangle(around(mark['quads'])), [quad(q) for q in mark['quads']]
        kind, words = mark['kind'], mark.get('words')
        makers = {'highlight': 'new_highlight', 'underline': 'new_underline', 'squiggly': 'new_squiggly',
                  'strikeout': 'new_strikeout', 'replace': 'new_strikeout'}
        if kind in makers:
            note = getattr(Poppler.AnnotTextMarkup, makers[kind])(pdf, box, quads)
            if kind == 'replace':
                words = '改为：“%s”' % words
        else:
            note = Poppler.AnnotText.new(pdf, box)
        note.set_contents(words or '')
        note.set_label(mark.get('author', '校对丁'))
        page.add_annot(note)
    pdf.save('file://' + target)


def main():
    writer, source, target, marks = sys.argv[1:5]
    try:
        with open(marks, encoding='utf-8') as file:
            globals()['with_' + writer](source, target, json.load(file))
    except ImportError as error:
        print('not there:', error)
        sys.exit(77)
    except ValueError as error:
        if 'Namespace' not in str(error):
            raise
        sys.exit(77)


main()
