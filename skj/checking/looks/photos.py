"""Files that ledgers name: photographs of returned insignia, and the documents of the evidence register."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, Final

from skj.checking.looks.pages import Office, about
from skj.checking.looks.people import doubles, with_fix
from skj.diagnostics import Diagnostic, Place
from skj.files.images import UNREADABLE, ImageFolder, ImageState, Look, plain_name
from skj.files.pictures import ImageKind
from skj.language import N_, _
from skj.ledgers.base import Ledger
from skj.ledgers.insignia import InsigniaReturn
from skj.rules import pictures as rules

_NAMES: Final[Mapping[ImageKind, str]] = {
    ImageKind.PNG: N_("a PNG picture"),
    ImageKind.JPEG: N_("a JPEG picture"),
    ImageKind.PDF: N_("a PDF document"),
}
_ENDINGS: Final[Mapping[ImageKind, tuple[str, ...]]] = {
    ImageKind.PNG: (".png",),
    ImageKind.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    ImageKind.PDF: (".pdf",),
}
_REASONS: Final[Mapping[ImageState, str]] = {
    ImageState.LEADS_OUT: N_("it is a link that leads out of the folder"),
    ImageState.NOT_A_FILE: N_("it is a device, not a file"),
    ImageState.EMPTY: N_("it is empty"),
    ImageState.TOO_LARGE: N_("it is larger than any photograph"),
    ImageState.NOT_AN_IMAGE: N_("its content is neither PNG, JPEG nor PDF"),
    ImageState.DAMAGED: N_("it breaks off or was altered"),
    ImageState.NOT_READABLE: N_("it cannot be opened"),
}
# Endings by which a file in the folder of photographs is taken for one; others may lie there for a reason.
_PICTURES: Final = frozenset(ending for endings in _ENDINGS.values() for ending in endings)


def photographs(office: Office, ledger: Ledger[InsigniaReturn]) -> Iterator[Diagnostic]:
    """The photographs of the register against their folder; nothing when skj.toml names no folder."""
    path = office.space.images_folder(ledger.spec.name)
    if path is None:
        return
    folder = ImageFolder(path)
    shown = office.space.shown(path)
    named = [record for record in ledger.records if record.image_file]
    looks = {name: folder.look(name) for name in dict.fromkeys(str(record.image_file) for record in named)}
    missing = [name for name, look in looks.items() if look.state is ImageState.MISSING]
    taken = {look.file for look in looks.values()}
    free = [file for file in folder.files.values() if file not in taken]
    nearest = {name: _nearest(name, free) for name in missing[:_COMPARED]}
    for record in named:
        name = str(record.image_file)
        yield from _judged(record, looks[name], nearest.get(name, ""), shown, ledger)
    yield from _shared(named, ledger)
    yield from _orphans(folder, shown, taken, ledger)


def _judged(record: InsigniaReturn, look: Look, near: str, shown: str, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    name = str(record.image_file)
    if look.state is ImageState.MISSING:
        told = _(" (perhaps {name} is meant)").format(name=near) if near else ""
        found = about(rules.IMAGE_MISSING, record, "image_file", spec=ledger.spec, folder=shown, nearest=told)
        yield with_fix(found, near)
    elif look.state in UNREADABLE:
        yield about(rules.IMAGE_UNREADABLE, record, "image_file", spec=ledger.spec, reason=_REASONS[look.state])
    elif look.picture and PurePath(name).suffix.lower() not in _ENDINGS[look.picture.kind]:
        kind = look.picture.kind
        right = str(PurePath(name).with_suffix(_ENDINGS[kind][0]))
        found = about(rules.IMAGE_NAMED_OTHERWISE, record, "image_file", spec=ledger.spec, found=_NAMES[kind])
        yield with_fix(found, right)


def _nearest(name: str, free: Sequence[str]) -> str:
    """The file named by no row whose name is most like the one missing; another figure is another person's picture."""
    from rapidfuzz import fuzz, process  # start-up: only a missing picture needs it

    plain = plain_name(name)
    same = [file for file in free if _figures(file) == _figures(plain)]
    best = process.extractOne(plain, same, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(best[0]) if best else ""


def _figures(name: str) -> list[int]:
    return [int(figures) for figures in re.findall(r"\d+", name)]


_NEAR: Final = 85
_COMPARED: Final = 200  # when more are missing than this, the folder is the wrong one


def _shared(named: list[InsigniaReturn], ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    for record, first in doubles(named, lambda record: plain_name(str(record.image_file)).casefold()):
        where = str(first.place("image_file"))
        yield about(rules.IMAGE_SHARED, record, "image_file", spec=ledger.spec, first=where)


def _orphans(folder: ImageFolder, shown: str, named: set[str], ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Pictures that no row names; rows set aside name theirs too."""
    aside = " ".join(reason.value or "" for left in ledger.left_out for reason in left.reasons)
    for file in sorted(folder.files.values()):
        if file not in named and PurePath(file).suffix.lower() in _PICTURES and file not in aside:
            place = Place(f"{shown}/{file}")
            yield Diagnostic(rules.IMAGE_ORPHAN, place, {}, file, ledger.spec.name)


def documents(office: Office, ledger: Ledger[Any]) -> Iterator[Diagnostic]:
    """Documents of the evidence register whose file is not in the workspace, or that have none."""
    rows = [record for record in ledger.records if "file" in record.sheet.columns]
    for record in rows:
        if not record.file and record.dated_on:
            yield about(rules.DOCUMENT_NOT_NAMED, record, "file", spec=ledger.spec)
    named = [record for record in rows if record.file and "://" not in record.file]
    lost = [record for record in named if not is_there(office.space.root, record.sheet.file, record.file)]
    if named and len(lost) == len(named) > 1:  # an office that keeps its papers elsewhere hears of it once
        place = named[0].place("file")
        yield Diagnostic(rules.DOCUMENTS_ELSEWHERE, place, {"count": len(named)}, ledger=ledger.spec.name)
        return
    for record in lost:
        yield about(rules.DOCUMENT_MISSING, record, "file", spec=ledger.spec)


def is_there(root: Path, ledger_file: str, name: str) -> bool:
    """Whether a name of a cell is a file of the workspace or beside its ledger; one that leads out of it never is."""
    plain = name.replace("\\", "/")
    return any(_is_file_in(root, folder / plain) for folder in (root, (root / ledger_file).parent, root / "evidence"))


def _is_file_in(root: Path, path: Path) -> bool:
    try:
        real = path.resolve()
        return real.is_relative_to(root.resolve()) and real.is_file()
    except (OSError, ValueError):
        return False
