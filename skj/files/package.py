"""The parts of an office workbook, found through relationships and content types, never by their usual names (lossless rule 2)."""

from collections.abc import Iterator
from dataclasses import field
from typing import Final
from urllib.parse import unquote

from skj.files.refusing import refuse
from skj.files.xml_scan import Tag, attributes, checked_xml, tags
from skj.files.zip_patch import Archive, Member, open_archive
from skj.frozen import dataclass
from skj.language import N_
from skj.rules import editing as rules

CONTENT_TYPES: Final = "[Content_Types].xml"
SIGNATURES: Final = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: `kind` is the last part of its type (`worksheet`), `part` the name of the member or empty."""

    id: str
    kind: str
    part: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook part lists it; `index` is what `localSheetId` of defined names counts."""

    name: str
    index: int
    kind: str
    part: str


@dataclass(slots=True)
class Package:
    """A workbook in memory. Parts are unpacked once, when they are asked for."""

    archive: Archive
    _parts: dict[str, bytes] = field(default_factory=dict)
    _known: dict[str, list[Relation]] = field(default_factory=dict)
    _members: dict[str, Member] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the members as relationships name them: letters' case and kind of slash do not count."""
        self._members = {_key(member.name): member for member in self.archive.members}

    def has(self, name: str) -> bool:
        """Tell whether there is a part with this name, whatever its letters' case."""
        return bool(name) and _key(name) in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part, checked for document types and encoding."""
        member = self._members.get(_key(name))
        if member is None:
            refuse(rules.PART_MISSING, part=name)
        if member.name not in self._parts:
            self._parts[member.name] = checked_xml(member.name, self.archive.content(member))
        return self._parts[member.name]

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part (of the package itself for an empty name) in their order."""
        name = self.relations_part(part)
        if name not in self._known:
            self._known[name] = list(self._relations(part, name)) if self.has(name) else []
        return self._known[name]

    def relations_part(self, part: str) -> str:
        """The name of the part that holds the relationships of `part`."""
        folder, _, base = part.replace("\\", "/").rpartition("/")
        return self._real_name(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the existing parts of one kind that `part` refers to."""
        return [one.part for one in self.relations(part) if one.kind == kind and self.has(one.part)]

    @property
    def workbook(self) -> str:
        """The name of the workbook part."""
        found = self.related("", "officeDocument")
        return found[0] if found else refuse(rules.PART_MISSING, part=N_("the workbook itself"))

    def content_type(self, part: str) -> str:
        """The content type of a part, by its own entry or by its ending."""
        wanted, ending = f"/{part}".lower(), part.rpartition(".")[2].lower()
        by_ending = ""
        for tag in tags(self.read(CONTENT_TYPES)):
            if tag.name == "Override" and tag.get("PartName").replace("\\", "/").lower() == wanted:
                return tag.get("ContentType")
            if tag.name == "Default" and tag.get("Extension").lower() == ending:
                by_ending = tag.get("ContentType")
        return by_ending

    def parts_of_type(self, fragment: str) -> list[str]:
        """The existing parts whose own content type contains `fragment`."""
        names = [
            tag.get("PartName").replace("\\", "/").lstrip("/")
            for tag in tags(self.read(CONTENT_TYPES))
            if tag.name == "Override" and fragment in tag.get("ContentType")
        ]
        return [self._real_name(name) for name in names if self.has(name)]

    def sheets(self) -> list[SheetEntry]:
        """All sheets in the order of the workbook."""
        relations = {one.id: one for one in self.relations(self.workbook)}
        listed = [tag for tag in tags(self.read(self.workbook)) if tag.name == "sheet" and tag.parent == "sheets"]
        return [_entry(index, tag, relations) for index, tag in enumerate(listed)]

    def sheet(self, name: str) -> SheetEntry:
        """The worksheet with this name; Excel does not tell names apart by their letters' case."""
        sheets = self.sheets()
        found = next((one for one in sheets if one.name.casefold() == name.casefold()), None)
        if found is None:
            refuse(rules.SHEET_NOT_FOUND, sheet=name, sheets=", ".join(one.name for one in sheets))
        if found.kind != "worksheet":
            refuse(rules.NOT_A_WORKSHEET, sheet=name)
        if not self.has(found.part):
            refuse(rules.PART_MISSING, part=found.part or name)
        return found

    def _relations(self, part: str, name: str) -> Iterator[Relation]:
        for tag in tags(self.read(name)):
            if tag.name == "Relationship":
                outside = tag.get("TargetMode") == "External"
                target = "" if outside else self._real_name(resolved(part, tag.get("Target")))
                yield Relation(tag.get("Id"), tag.get("Type").rpartition("/")[2], target, tag)

    def _real_name(self, name: str) -> str:
        """The name as the archive spells it."""
        member = self._members.get(_key(name))
        return member.name if member else name


def open_package(data: bytes) -> Package:
    """Open a workbook for editing; refuses signed workbooks, change logs and binary ones."""
    package = Package(open_archive(data))
    root = package.relations("")
    names = [member.name.lower().replace("\\", "/") for member in package.archive.members]
    if any(name.startswith(SIGNATURES) for name in names) or any("signature" in one.tag.get("Type") for one in root):
        refuse(rules.DIGITAL_SIGNATURE)
    if package.has(CONTENT_TYPES) and "binary" in package.content_type(package.workbook):
        refuse(rules.FORMAT_NOT_WRITTEN, suffix=".xlsb")
    if any(one.kind == "revisionHeaders" for one in package.relations(package.workbook)):
        refuse(rules.REVISION_LOG)
    return package


def resolved(part: str, target: str) -> str:
    """The member name that a relationship's target means: absolute or relative to the part, backslashes as slashes."""
    target = unquote(target.partition("#")[0].replace("\\", "/"))
    pieces = [] if target.startswith("/") else part.replace("\\", "/").split("/")[:-1]
    for piece in target.split("/"):
        if piece == "..":
            pieces = pieces[:-1]
        elif piece not in ("", "."):
            pieces.append(piece)
    return "/".join(pieces)


def _key(name: str) -> str:
    return name.lower().replace("\\", "/").lstrip("/")


def _entry(index: int, tag: Tag, relations: dict[str, Relation]) -> SheetEntry:
    # `r:id`, under whatever prefix the file declares for it.
    link = next((value for name, value in attributes(tag.text).items() if name.endswith(":id")), "")
    relation = relations.get(link)
    return SheetEntry(tag.get("name"), index, relation.kind if relation else "", relation.part if relation else "")


def is_1904(package: Package) -> bool:
    """Tell whether the workbook counts its dates from 1904."""
    flags = (tag.get("date1904") for tag in tags(package.read(package.workbook)) if tag.name == "workbookPr")
    return next(flags, "") in ("1", "true", "on")


def shared_strings(package: Package) -> bytes:
    """The bytes of the shared strings part, empty when the workbook has none."""
    found = package.related(package.workbook, "sharedStrings")
    return package.read(found[0]) if found else b""
