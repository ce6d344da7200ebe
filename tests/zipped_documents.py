"""Word, OpenDocument and EPUB documents, made of the XML that a test writes down."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "manifest": "manifest",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def zipped(members):
    """Pack *members*, text or bytes by name, in order; a member `mimetype` is stored as the formats demand."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
    return file.getvalue()


def run(text, properties=""):
    """Write a run of *text*."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content, properties=""):
    """Write a paragraph; content that is not XML becomes a run."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def call(number, kind="footnote", mark=""):
    """Write the call of the note with the id *number*; *mark* is one that the author typed."""
    custom = 'w:customMarkFollows="1" ' if mark else ""
    typed = f"<w:t>{mark}</w:t>" if mark else ""
    return f'<w:r><w:{kind}Reference {custom}w:id="{number}"/>{typed}</w:r>'


def hyperlink(relation, text, anchor=""):
    """Write a link whose target is the *relation* of that name."""
    place = f'w:anchor="{anchor}"' if anchor else ""
    return f'<w:hyperlink r:id="{relation}" {place}>{run(text)}</w:hyperlink>'


def field(code, result):
    """Write a field of *code* and *result*, which are text or XML."""
    inner = code if code.startswith("<") else f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    shown = result if result.startswith("<") else run(result)
    return "".join([_character("begin"), inner, _character("separate"), shown, _character("end")])


def _character(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def docx(
    *body,
    footnotes=None,
    endnotes=None,
    links=None,
    note_links=None,
    end_links=None,
    styles="",
    numbering="",
    settings="",
    comments=None,
    strict=False,
):
    """Pack a Word document; *footnotes* and *endnotes* map ids to paragraphs, *links* relations to targets."""
    parts = {
        "word/document.xml": _part("document", f"<w:body>{''.join(body)}</w:body>"),
        "word/footnotes.xml": _part("footnotes", _notes("footnote", footnotes or {})),
        "word/endnotes.xml": _part("endnotes", _notes("endnote", endnotes or {})),
        "word/styles.xml": _part("styles", styles),
        "word/numbering.xml": _part("numbering", numbering),
        "word/settings.xml": _part("settings", settings),
        "word/comments.xml": _part("comments", comments or paragraph("A comment at http://comment.example/")),
    }
    kinds = ("footnotes", "endnotes", "styles", "numbering", "settings", "comments")
    named = "".join(f'<Relationship Id="k{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in kinds)
    relations = {
        "_rels/.rels": f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>',
        "word/_rels/document.xml.rels": named + _links(links or {}),
        "word/_rels/footnotes.xml.rels": _links(note_links or {}),
        "word/_rels/endnotes.xml.rels": _links(end_links or {}),
    }
    whole = {"[Content_Types].xml": _types(parts), **parts}
    for name, content in relations.items():
        whole[name] = f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'
    if strict:
        whole = {name: _as_strict(text) for name, text in whole.items()}
    return zipped(whole)


def _types(parts):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    own = {"word/document.xml": "document.main"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}.{own.get(name, name[5:-4])}+xml"/>'
        for name in parts
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _part(name, content):
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'
    )


def _notes(kind, notes):
    # LibreOffice takes the first two for separators, whatever they are.
    separator = "".join(
        f'<w:{kind} w:type="{name}" w:id="{key}">{paragraph("SEPARATOR")}</w:{kind}>'
        for key, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    written = (f'<w:{kind} w:id="{key}">{text}</w:{kind}>' for key, text in notes.items())
    return separator + "".join(written)


def _links(links):
    return "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in links.items()
    )


def _as_strict(text):
    base = "http://purl.oclc.org/ooxml"
    return text.replace(W, f"{base}/wordprocessingml/main").replace(R, f"{base}/officeDocument/relationships")


def odt(*body, automatic="", styles="", flat=False, manifest=""):
    """Pack an OpenDocument text."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    if flat:
        return f'<?xml version="1.0"?><office:document {_ODF} office:mimetype="{kind}">{content}</office:document>'.encode()
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f"<office:document-content {_ODF}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}><office:styles>{styles}</office:styles></office:document-styles>",
            "META-INF/manifest.xml": f"<manifest:manifest {_ODF}>{manifest}</manifest:manifest>",
        }
    )


def odt_note(number, text, kind="footnote", label=""):
    """Write a note of an OpenDocument text where it is called."""
    custom = f' text:label="{label}"' if label else ""
    return (
        f'<text:note text:id="n{number}{kind}" text:note-class="{kind}"><text:note-citation{custom}>{label or number}</text:note-citation>'
        f"<text:note-body>{text}</text:note-body></text:note>"
    )


def epub(pages, spine=None, folder="OEBPS/", extra=None):
    """Pack an EPUB whose *pages* are the bodies of XHTML files by name; *spine* is their order."""
    order = list(spine if spine is not None else pages)
    items = "".join(
        f'<item id="i{index}" href="{name}" media-type="application/xhtml+xml"/>'
        for index, name in enumerate(pages)
    )
    ids = {name: f"i{index}" for index, name in enumerate(pages)}
    references = "".join(f'<itemref idref="{ids.get(name, name)}"/>' for name in order)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
        f"<manifest>{items}</manifest><spine>{references}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        f'<rootfile full-path="{folder}content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    whole = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        f"{folder}content.opf": package,
    }
    for name, body in pages.items():
        whole[folder + name] = (
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops">\n<head><title>{name}</title></head>\n<body>\n{body}\n</body>\n</html>'
        )
    return zipped({**whole, **(extra or {})})
