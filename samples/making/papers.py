"""An empty page that stands in for the documents of the evidence register: the smallest PDF that programs open."""

from collections.abc import Sequence
from typing import Final

OBJECTS: Final = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
)


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    lines = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n%s" % (size, lines)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + table + end


PAGE: Final = pdf(OBJECTS)
