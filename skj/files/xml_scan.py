"""Reading and changing XML by its bytes: tags with their places, never a reserialised tree (lossless rule 4)."""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Final
from xml.parsers import expat

from skj.files.refusing import refuse
from skj.frozen import dataclass
from skj.patterns import later
from skj.rules import editing as rules

# Every alternative consumes a whole token, so a tag inside a comment or a text block is never seen.
TOKEN: Final = later(
    rb"<(?:!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?|(?P<close>/?)(?P<name>[^\s/>!?=\"']+)"
    rb"(?P<attributes>(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?))>",
    re.DOTALL,
)
ATTRIBUTE: Final = later(rb"\s([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
DECLARED: Final = later(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
PROLOG: Final = later(rb"(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
UTF8_NAMES: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
BOM: Final = b"\xef\xbb\xbf"

Splice = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or empty tag: its bytes, its place, its name without prefix, and the names of the elements around it."""

    start: int
    end: int
    text: bytes
    name: str
    is_empty: bool
    parents: tuple[str, ...]

    @property
    def parent(self) -> str:
        """The name of the element around this one, empty for the root."""
        return self.parents[-1] if self.parents else ""

    @property
    def prefix(self) -> bytes:
        """The namespace prefix with its colon (`x:`), or nothing."""
        name = self.text[1:].split(None, 1)[0].rstrip(b"/>")
        return name[: name.rfind(b":") + 1]

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute by its qualified name."""
        return attributes(self.text).get(name, default)


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag by qualified name, entities resolved."""
    return {
        found[1].decode("utf-8", "replace"): unescape(
            (found[2] if found[2] is not None else found[3]).decode("utf-8", "replace")
        )
        for found in ATTRIBUTE.finditer(tag)
    }


def tags(data: bytes) -> Iterator[Tag]:
    """All start and empty tags in document order."""
    open_elements: tuple[str, ...] = ()
    for found in TOKEN.finditer(data):
        if found["name"] is None:
            continue
        name = found["name"].rpartition(b":")[2].decode("utf-8", "replace")
        if found["close"]:
            open_elements = open_elements[:-1]
            continue
        yield Tag(found.start(), found.end(), found[0], name, bool(found["empty"]), open_elements)
        if not found["empty"]:
            open_elements = (*open_elements, name)


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The start tag with one attribute replaced, or added last; everything else keeps its bytes."""
    written = escape(value).encode()
    for found in ATTRIBUTE.finditer(tag):
        if found[1] == name.encode():
            group = 2 if found[2] is not None else 3
            return tag[: found.start(group)] + written + tag[found.end(group) :]
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    kept = tag[:at].rstrip()
    return b"".join([kept, b" ", name.encode(), b'="', written, b'"', tag[at:]])


def text_of(data: bytes, tag: Tag) -> str:
    """The text right after a start tag, entities resolved."""
    return "" if tag.is_empty else unescape(data[tag.end : data.find(b"<", tag.end)].decode("utf-8", "replace"))


def text_splice(data: bytes, tag: Tag, text: str) -> Splice:
    """The splice that puts another text right after a start tag."""
    return tag.end, data.find(b"<", tag.end), escape(text, quote=False).encode()


def element_end(data: bytes, tag: Tag) -> int:
    """Where the element that starts with `tag` ends (after its end tag)."""
    if tag.is_empty:
        return tag.end
    depth = 1
    for found in TOKEN.finditer(data, tag.end):
        if found["name"] is not None and not found["empty"]:
            depth += -1 if found["close"] else 1
        if not depth:
            return found.end()
    return refuse(rules.PART_NOT_WELL_FORMED, part="", detail=tag.name)


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with some ranges replaced; the ranges must not overlap, insertions at one place keep their order."""
    pieces: list[bytes | memoryview] = []
    position = 0
    view = memoryview(data)
    for start, end, new in sorted(splices, key=lambda one: one[:2]):
        pieces += [view[position:start], new]
        position = end
    return b"".join([*pieces, view[position:]])


def checked_xml(part: str, data: bytes) -> bytes:
    """The bytes of a part, refused when a document type or another encoding than UTF-8 is declared."""
    head = data[:1024]
    declared = DECLARED.match(head.removeprefix(BOM))
    if (
        head[:2] in (b"\xff\xfe", b"\xfe\xff")
        or b"\x00" in head
        or (declared and declared[1].lower() not in UTF8_NAMES)
    ):
        refuse(rules.PART_NOT_UTF8, part=part)
    # A document type can only stand before the root element.
    prolog = PROLOG.match(data)
    if prolog and data.startswith(b"<!", prolog.end()):
        refuse(rules.DOCTYPE_FOUND, part=part)
    return data


def check_well_formed(part: str, data: bytes) -> None:
    """Refuse bytes that a conforming XML parser would not accept."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(data, True)  # noqa: FBT003  (expat takes it by position only)
    except (expat.ExpatError, ValueError) as error:
        refuse(rules.PART_NOT_WELL_FORMED, part=part, detail=str(error))
