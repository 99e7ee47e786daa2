"""Workbooks put together part by part, so that a test can make exactly the fault it is about."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODS_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CALC_SPACE = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def sheet_xml(rows: str, after: str = "", before: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings_xml(*texts: str, unique: str | None = None) -> str:
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(texts) if unique is None else unique}">{items}</sst>'


def xlsx_parts(
    *sheets: str, strings: str | None = None, properties: str = "", states: tuple[str, ...] = ()
) -> dict[str, str]:
    """The parts of a workbook whose sheets have these XML texts and are named S1, S2 and so on."""
    numbers = range(1, len(sheets) + 1)
    named = "".join(
        f'<sheet name="S{n}" sheetId="{n}"{states[n - 1] if states else ""} r:id="rId{n}"/>' for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    if strings is not None:
        links += f'<Relationship Id="rId99" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in zip(numbers, sheets, strict=True)}
    return parts | ({"xl/sharedStrings.xml": strings} if strings is not None else {})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx(*sheets: str, **more: Any) -> bytes:
    return zipped(xlsx_parts(*sheets, **more))


def ods(rows: str, table: str = "S1") -> bytes:
    content = (
        f"{HEAD}<office:document-content{ODS_SPACES}{CALC_SPACE}><office:body><office:spreadsheet>"
        f'<table:table table:name="{table}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'{HEAD}<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content})


def ole(*streams: tuple[str, bytes, bool]) -> bytes:
    """A container of up to three streams: name, bytes, and whether it is the file's own or belongs to an embedded document."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    table, body, entries = (
        [0xFFFFFFFD, end],
        b"",
        [dir_entry("Root Entry", 5, child=1 + [s[2] for s in streams].index(True))],
    )
    for name, data, is_own in streams:
        first, count = len(table), -(-max(len(data), 4_096) // sector)
        table += [*range(first + 1, first + count), end]
        body += data.ljust(count * sector, b"\0")
        later = [n for n, one in enumerate(streams, start=1) if one[2] and n > len(entries)]
        right = later[0] if later and is_own else free
        entries.append(dir_entry(name, 2, right=right, first=first, size=max(len(data), 4_096)))
    directory = b"".join(entries).ljust(sector, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<8I", 1, 1, 0, 4_096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *table, *[free] * (128 - len(table))) + directory + body


def dir_entry(name: str, kind: int, **where: int) -> bytes:
    """One entry of the directory of a container."""
    none = 0xFFFFFFFF
    letters = (name + "\0").encode("utf-16-le")
    tree = struct.pack("<III", none, where.get("right", none), where.get("child", none))
    place = struct.pack("<III", where.get("first", 0xFFFFFFFE), where.get("size", 0), 0)
    return letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1) + tree + bytes(36) + place


def saved(save: Callable[[BytesIO], object]) -> bytes:
    """What `save` writes to a stream."""
    stream = BytesIO()
    save(stream)
    return stream.getvalue()


def false_size(content: bytes, stated: int) -> bytes:
    """A zip archive of one deflated part `[Content_Types].xml` whose headers state another size."""
    name = b"[Content_Types].xml"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    check = zlib.crc32(content)
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, check, len(packed), stated, len(name), 0)
    local = b"PK\x03\x04" + common + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end
