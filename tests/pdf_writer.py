"""Write small PDFs for tests: text at a place in a size, links over rectangles, nothing else.

The text is Courier, whose every glyph is 0.6 of its size wide, so a test knows where each one stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH = 0.6  # of the size: a glyph of Courier


@dataclass
class Sheet:
    """One page: its content and its links; the origin is the lower left corner."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    content: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def text(self, x, y, text, size=10, *, turn=(1, 0, 0, 1), mode=0):
        """Print *text* with its baseline at *x*, *y*; returns where it ends."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        matrix = " ".join(map(str, turn))
        self.content.append(f"BT /F1 {size} Tf {mode} Tr {matrix} {x} {y} Tm ({escaped}) Tj ET")
        return x + WIDTH * size * len(text)

    def lines(self, x, y, lines, size=10, leading=12.0):
        """Print *lines* from *y* down; returns the height of the line below them."""
        for line in lines:
            self.text(x, y, line, size)
            y -= leading
        return y

    def link(self, x, y, length, target, size=10):
        """Lay a link over *length* characters that begin at *x*, *y*."""
        self.link_at((x, y - 2, x + WIDTH * size * length, y + size - 2), target)

    def link_at(self, rect, target):
        """Lay a link over a rectangle: left, bottom, right, top."""
        edges = " ".join(f"{edge:.2f}" for edge in rect)
        self.links.append(
            f"<< /Type /Annot /Subtype /Link /Rect [{edges}] /Border [0 0 0] /A << /S /URI /URI ({target}) >> >>"
        )


def pdf(*sheets: Sheet) -> bytes:
    """Return the file of *sheets*."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT]
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.content).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        stream = len(objects)
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] {crop} "
            f"/Rotate {sheet.rotate} /Contents {stream} 0 R /Resources << /Font << /F1 3 0 R >> >> "
            f"/Annots [{' '.join(sheet.links)}] >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return assembled(objects)


_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"


def assembled(objects, trailer=""):
    """Return the file of numbered *objects*, the first of which is the catalogue."""
    out, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        raw = body if isinstance(body, bytes) else body.encode("cp1252")
        out += b"%d 0 obj\n%s\nendobj\n" % (number, raw)
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + end.encode()
