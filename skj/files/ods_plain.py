"""An .ods workbook as calamine can read it: without the line breaks and spaces that only lay out its XML.

LibreOffice without "size optimization", KSpread and others write each element on a line of its own. Calamine refuses a row
written so, and takes what stands between the elements of a cell for text of the cell; of a line break or tab inside a
paragraph it makes nothing, which joins two words.
"""

from typing import Final

from skj.files.guard import CONTENT, Package
from skj.patterns import later

# Found fast; what is found may still be a space between two words, of which the pattern below lets go.
SIGNS: Final = (b">\n", b">\r", b">\t", b"> ", b"<text:tab", b"<text:line-break")
# Inside a paragraph, spaces between elements are text: nothing is taken out before an end of or a piece within one.
LAYOUT: Final = later(rb">[ \t\r\n]+(?=<(?!/?text:)|<text:(?:p|h|list)[\s/>])")
LINE_BREAK: Final = later(rb"<text:line-break\s*/>")
TAB: Final = later(rb"<text:tab(?:\s[^<>]*)?/>")


def plain_ods(package: Package) -> bytes:
    """The bytes of the workbook, or of one that shows the same, written on one line."""
    content = package.read(CONTENT)
    if not any(content.find(sign, content.find(b"?>") + 3) >= 0 for sign in SIGNS):
        return package.data
    written = TAB.sub(b"\t", LINE_BREAK.sub(b"\n", LAYOUT.sub(b">", content)))
    if written == content:
        return package.data
    asked_for = (name for name in ("mimetype", "meta-inf/manifest.xml") if name in package.parts)
    return package.archive({**{name: package.read(name) for name in asked_for}, CONTENT: written})
