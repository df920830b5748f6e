"""Writes small PDF files with Japanese text, for tests."""

from __future__ import annotations

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /%s /DescendantFonts [<< /Type /Font /DW 1000 "
    b"/Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> "
    b"/FontDescriptor << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [-123 -257 1001 910] /ItalicAngle 0 "
    b"/Ascent 709 /Descent -241 /CapHeight 709 /StemV 69 >> >>] >>"
)
Printed = tuple[float, float, float, str]
"""x and y of the base line from the lower left corner, size, text; in points."""


def pdf(pages: list[list[Printed]], title: str = "", is_vertical: bool = False, matrix: str = "1 0 0 1 0 0") -> bytes:
    """An uncompressed PDF 1.4 of A4 pages; `matrix` turns and moves what is drawn on each."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        FONT % (b"UniJIS-UTF16-V" if is_vertical else b"UniJIS-UTF16-H"),
        b"<< /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode(),
    ]
    for number, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
            % (6 + 2 * number)
        )
        drawn = b"\n".join([matrix.encode() + b" cm", *(_draw(*printed) for printed in page)])
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _file(objects)


def _draw(x: float, y: float, size: float, text: str) -> bytes:
    return b"BT /F %.1f Tf %.1f %.1f Td <%s> Tj ET" % (size, x, y, text.encode("utf-16-be").hex().encode())


def _file(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, trailer)
