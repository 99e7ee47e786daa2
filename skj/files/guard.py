"""The guard in front of the workbook readers: nothing reaches them that could abort the process or fill the memory.

A refused allocation in calamine is not an exception but the end of the process, so every figure that it trusts is checked
here first (reliability R3 to R5, lossless section 2). One part is unpacked at a time.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise, zip_longest
from typing import Final, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from skj.files.limits import LIMITS, Limits, check_text, refusal
from skj.files.ods_scan import scan_content
from skj.files.sheet_scan import Block, SheetFacts, scan_sheet
from skj.files.xml_walk import find_elements
from skj.patterns import later
from skj.rules import files as rules

__all__ = ["LIMITS", "Limits", "Package", "guard_package", "open_package", "relationships"]

END_RECORD: Final = b"PK\x05\x06"
END_SIZE: Final = 22
LONGEST_COMMENT: Final = 0xFFFF
ENCRYPTED: Final = 0x1
DIGITS: Final = 10
WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\xfe\xff")
READ_WIDE: Final = later(rb"sheetData|[/:]sst")  # no sheet and no table of strings is without one of these
CONTENT: Final = "content.xml"
STRINGS: Final = "xl/sharedstrings.xml"
APPLE: Final = "__macosx/"  # what macOS packs beside the parts: one small binary file for each, under the same name
# Bytes of a sheet's XML in a piece: at least about four milliseconds of a reader's work, twice that where there are many.
PIECE: Final = 1 << 19
FEWEST: Final = 4
MANY: Final = 40
# Smaller pieces beside their frame would gain a tenth of the time and take nearly twice the memory (docs/speed.md).
FRAME_SHARE: Final = 8
MOST_KEPT: Final = 64 << 20  # a part is not kept beside another where both are more than this
INFLATED_AT_ONCE: Final = 16 << 20
SLICE: Final = 1 << 18
# What no reader of cells asks for; whatever else there is goes into every piece, for safety.
BESIDE_CELLS: Final = later(
    r"(?:^|/)(?:worksheets|chartsheets|drawings|charts|tables|pivottables|pivotcache|media|theme|customxml|docprops"
    r"|printersettings|externallinks|calcchain\.xml$)|(?<!\.xml)(?<!\.rels)$"
)
BYTE_MARK: Final = b"\xef\xbb\xbf"
DECLARATION: Final = later(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
UNIQUE_COUNT: Final = later(rb"uniqueCount\s*=\s*[\"']([^\"']*)[\"']")
STRING_START: Final = later(rb"<(?:[\w.-]+:)?si[\s/>]")
ANY_USE: Final = later(rb"t\s*=\s*[\"']\s*s\s*[\"']")
PLAIN_USE: Final = later(rb't="s"[^<>]*><v>(\d{1,9})</v>')


class Package(NamedTuple):
    """A zip workbook whose directory is sound. `parts` maps a part's name, in lower case with `/`, to its entry.

    `kept` holds the large plain sheet that was unpacked last: it is wanted once more when it is laid out.
    """

    data: bytes
    parts: Mapping[str, ZipInfo]
    file: str
    limits: Limits
    kept: dict[str, bytes]

    def read(self, name: str) -> bytes:
        """The bytes of a part, never more than its entry states; KeyError when there is none."""
        name = name.lower()
        if name in self.kept:
            return self.kept[name]
        if self.parts[name].file_size + sum(map(len, self.kept.values())) > MOST_KEPT:
            self.kept.clear()
        return _unpacked(self.data, self.parts[name], self.file)

    def pieces(self, block: Block) -> int:
        """In how many pieces a sheet is laid out; 0 when it is read whole. Each reads the frame again, so it must be larger."""
        size = block[1] - block[0]
        if size < FEWEST * PIECE:
            return 0
        frame = sum(self.parts[name].file_size for name in self.frame())
        count = min(size // max(PIECE, FRAME_SHARE * frame), max(size // (2 * PIECE), MANY))
        return count if count >= FEWEST else 0

    def frame(self) -> list[str]:
        """The parts that a piece of a sheet needs beside it: the workbook, formats, shared strings, how they belong together."""
        return [name for name in self.parts if not BESIDE_CELLS.search(name)]

    def archive(self, parts: Mapping[str, bytes]) -> bytes:
        """A package of these parts alone, under the names of their entries; stored, for a reader that takes it at once."""
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            for name, content in parts.items():
                archive.writestr(self.parts[name].filename, content)
        return stream.getvalue()

    def keep(self, name: str, data: bytes) -> None:
        """Keep the bytes of this part, and of no other."""
        self.kept.clear()
        self.kept[name] = data


def open_package(data: bytes, file: str, limits: Limits = LIMITS) -> Package:
    """Check the directory of a zip workbook without unpacking anything; InputRefused says what is wrong."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries, start = archive.infolist(), archive.start_dir
    except (BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError) as fault:
        raise refusal(rules.DAMAGED, file, reason=str(fault)) from fault
    _check_end(data, start, file)
    _check_entries(entries, file, limits)
    return Package(data, _named(entries, file), file, limits, {})


def guard_package(package: Package) -> dict[str, SheetFacts]:
    """Unpack and check every part; the facts of each worksheet by its part name (.ods: `content.xml#` and the table)."""
    facts: dict[str, SheetFacts] = {}
    string_parts, longest = _string_parts(package), 0
    for name in package.parts:
        data = package.read(name)
        _check_part(data, name, package)
        facts |= _sheet_facts(data, name, package)
        if name.rpartition("/")[2] in string_parts:
            longest = max(longest, _longest_string(data, name, package))
    # Cheap and surely too high first; the exact sum only when that is over the limit (lossless section 2).
    if longest * sum(fact.most_uses for fact in facts.values()) > package.limits.text_bytes:
        check_text(_text_volume(package, list(facts), string_parts, longest), package.file, package.limits)
    return facts


def _sheet_facts(data: bytes, name: str, package: Package) -> dict[str, SheetFacts]:
    """The facts of a part that holds cells, by content and not by name: a relationship may point anywhere."""
    if name == CONTENT:
        found = scan_content(data, package.file, package.limits)
        return {f"{name}#{table}": fact for table, fact in found.items()}
    if b"sheetData" not in data:
        return {}
    facts = scan_sheet(data, name, package.file, package.limits)
    if package.pieces(facts.block):
        package.keep(name, data)
    return {name: facts}


def _string_parts(package: Package) -> frozenset[str]:
    """The last names of the parts that a relationship calls shared strings, and the customary name."""
    names = {STRINGS.rpartition("/")[2]}
    for part in package.parts:
        if part.endswith(".rels") and not part.startswith(APPLE):
            data = package.read(part)
            _check_part(data, part, package)
            names |= {
                target.rpartition("/")[2].lower()
                for kind, target in relationships(data, part, package.file)
                if kind == "sharedstrings"
            }
    return frozenset(names)


def relationships(data: bytes, part: str, file: str) -> list[tuple[str, str]]:
    """The kind (last word of its type, in lower case) and the target of each relationship; InputRefused when damaged."""
    try:
        found = find_elements(data, "Relationship")
    except expat.ExpatError as fault:
        raise refusal(rules.DAMAGED, file, reason=f"{part}: {fault}") from fault
    return [(_last_word(one.get("Type", "")).lower(), one.get("Target", "").replace("\\", "/")) for _, one in found]


def _check_end(data: bytes, start: int, file: str) -> None:
    """Refuse a file that two readers may take for two different archives: bytes in front, or more than one end record."""
    tail = data[-END_SIZE - LONGEST_COMMENT :]
    at = len(data) - END_SIZE
    if data[at : at + 4] != END_RECORD or data[-2:] != b"\0\0":
        if tail.count(END_RECORD) != 1:
            raise refusal(rules.DAMAGED, file, reason="end of central directory")
        at = data.rfind(END_RECORD)
    if struct.unpack_from("<I", data, at + 16)[0] != start:
        raise refusal(rules.DAMAGED, file, reason="offset of central directory")


def _check_entries(entries: list[ZipInfo], file: str, limits: Limits) -> None:
    """Refuse by what the directory states: number, sum, ratio, encryption and method."""
    if len(entries) > limits.parts:
        raise refusal(rules.TOO_MANY_PARTS, file, count=len(entries), limit=limits.parts, setting="parts")
    for entry in entries:
        _check_entry(entry, file, limits)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise refusal(rules.UNPACKS_TOO_FAR, file, count=total, limit=limits.unpacked_bytes, setting="unpacked_bytes")


def _check_entry(entry: ZipInfo, file: str, limits: Limits) -> None:
    name = entry.filename
    if entry.flag_bits & ENCRYPTED:
        raise refusal(rules.PART_ENCRYPTED, file, part=name)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise refusal(rules.PACKING_UNKNOWN, file, part=name)
    if entry.file_size > limits.packing_from and entry.compress_size < limits.packing * entry.file_size:
        raise refusal(rules.PACKED_TOO_TIGHTLY, file, part=name, limit=f"{limits.packing:.1%}", setting="packing")


def _named(entries: list[ZipInfo], file: str) -> dict[str, ZipInfo]:
    """Entries by their name as readers compare it; two of one name, or a name that leads out, are refused."""
    parts: dict[str, ZipInfo] = {}
    for entry in entries:
        name = entry.orig_filename.replace("\\", "/").lower()
        if name.startswith("/") or ":" in name.partition("/")[0] or ".." in name.split("/") or "\0" in name:
            raise refusal(rules.PART_NAME_UNSAFE, file, part=entry.orig_filename)
        if name in parts:
            raise refusal(rules.PART_DOUBLED, file, part=entry.filename)
        parts[name] = entry
    return parts


def _unpacked(data: bytes, entry: ZipInfo, file: str) -> bytes:
    """Unpack one entry, stopping one byte beyond the size it states: a stated size is never trusted."""
    packed = _packed(data, entry, file)
    if entry.compress_type == ZIP_STORED:
        found = packed
    else:
        try:
            found = _inflated(packed, entry.file_size)
        except zlib.error as fault:
            raise refusal(rules.DAMAGED, file, reason=f"{entry.filename}: {fault}") from fault
    if len(found) != entry.file_size:
        raise refusal(rules.SIZE_FALSE, file, part=entry.filename)
    if zlib.crc32(found) != entry.CRC:  # a reader that stops before the end of a part never looks
        raise refusal(rules.DAMAGED, file, reason=f"{entry.filename}: CRC-32")
    return found


def _inflated(packed: bytes, size: int) -> bytes:
    """At most `size` + 1 bytes, a large part slice by slice: unpacked at once, it would be in memory twice."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    if size < INFLATED_AT_ONCE:
        return unpacker.decompress(packed, size + 1)
    stream = BytesIO()
    for at in range(0, len(packed), SLICE):
        if stream.tell() > size:  # no room at all would mean no limit
            break
        stream.write(unpacker.decompress(packed[at : at + SLICE], size + 1 - stream.tell()))
    return stream.getvalue()


def _packed(data: bytes, entry: ZipInfo, file: str) -> bytes:
    at = entry.header_offset
    if data[at : at + 4] != b"PK\x03\x04" or at + 30 > len(data):
        raise refusal(rules.DAMAGED, file, reason=entry.filename)
    name, extra = struct.unpack_from("<HH", data, at + 26)
    begin = at + 30 + name + extra
    return data[begin : begin + entry.compress_size]


def _check_part(data: bytes, name: str, package: Package) -> None:
    if name.startswith("customxml/"):
        return  # nobody reads these, and they may well be UTF-16
    if data.startswith(WIDE_MARKS) and _may_be_read(data, name):
        raise refusal(rules.PART_NOT_UTF8, package.file, part=name)
    if not data.removeprefix(BYTE_MARK)[:64].lstrip().startswith(b"<"):
        return
    if b"!" in data and DECLARATION.search(data) and not _is_beside_ods(name, package):
        raise refusal(rules.DOCUMENT_TYPE, package.file, part=name)
    if not _has_marks_within(data, package.limits.cell_bytes):
        limit = package.limits.cell_bytes
        raise refusal(rules.CELL_TOO_LONG, package.file, part=name, limit=limit, setting="cell_bytes")


def _may_be_read(data: bytes, name: str) -> bool:
    """Whether a part in UTF-16 is one that readers want: a data model or what an add-in keeps is none."""
    return name.endswith((".xml", ".rels")) or bool(READ_WIDE.search(data.translate(None, b"\0")))


def _is_beside_ods(name: str, package: Package) -> bool:
    """Whether a part stands beside the content of an .ods, as macros and the list of parts do: their DTDs are never opened."""
    return name != CONTENT and CONTENT in package.parts and not any(part.startswith("xl/") for part in package.parts)


def _has_marks_within(data: bytes, stretch: int) -> bool:
    """Whether no `stretch` bytes follow one another without a tag: one look backwards for each stretch."""
    at = 0
    while at + stretch < len(data):
        at = data.rfind(b"<", at + 1, at + stretch)
        if at < 0:
            return False
    return True


def _longest_string(data: bytes, name: str, package: Package) -> int:
    """The length of the longest shared string of a part with its tags; a false number of strings is refused."""
    for found in UNIQUE_COUNT.finditer(data):
        if not found[1].isdigit() or len(found[1]) > DIGITS or int(found[1]) > len(data) // len(b"<si/>"):
            raise refusal(rules.COUNT_FALSE, package.file, part=name, count=found[1].decode("ascii", "replace"))
    # The usual end tag is split off fast; any other spelling only makes the pieces, and so the bound, longer.
    return max(map(len, data.split(b"</si>")))


def _text_volume(package: Package, sheets: list[str], string_parts: frozenset[str], longest: int) -> int:
    """The bytes of all shared strings, each counted as often as cells use it; a use not understood counts as the longest."""
    lengths = _string_lengths(package, string_parts)
    volume = 0
    for name in sheets:
        data = package.read(name.partition("#")[0])
        uses = Counter(map(int, PLAIN_USE.findall(data)))
        volume += sum(times * (lengths[index] if index < len(lengths) else 0) for index, times in uses.items())
        volume += longest * (sum(1 for _ in ANY_USE.finditer(data)) - uses.total())
    return volume


def _string_lengths(package: Package, string_parts: frozenset[str]) -> list[int]:
    """The bytes of each shared string with its tags; of several string parts (only one is read) the longer ones."""
    tables: list[list[int]] = []
    for name in package.parts:
        if name.rpartition("/")[2] in string_parts:
            data = package.read(name)
            starts = [found.start() for found in STRING_START.finditer(data)] + [len(data)]
            tables.append([after - at for at, after in pairwise(starts)])
    return [max(lengths) for lengths in zip_longest(*tables, fillvalue=0)]


def _last_word(kind: str) -> str:
    return kind.rpartition("/")[2]
