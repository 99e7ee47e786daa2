"""The photographs of returned insignia against the register: missing, not named, unreadable, named by no row."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from skj.files.images import UNREADABLE, ImageFolder, ImageState, Look, plain_name
from skj.files.tables import RawTable, column_number
from skj.ledgers.base import Ledger
from skj.ledgers.insignia import InsigniaReturn
from skj.ledgers.vocabulary import find_return_cause
from skj.scoring.returns import GrantState


class PhotoState(StrEnum):
    """How a photograph and the register agree, what needs somebody first."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNNAMED = "unnamed"
    SHARED = "shared"
    ORPHAN = "orphan"
    SET_ASIDE = "set_aside"
    FINE = "fine"


class Photo(NamedTuple):
    """A photograph that a row names, should name, or that lies in the folder alone."""

    state: PhotoState
    file: str = ""
    record: InsigniaReturn | None = None
    look: Look | None = None


def photos_of(
    records: Sequence[InsigniaReturn], folder: ImageFolder, day: date, set_aside: Sequence[str] = ()
) -> list[Photo]:
    """The photographs of a register: rows in their order, then the files no row names.

    A return after `day` needs no photograph yet. `set_aside` are the names in rows that have errors: a photograph one of them
    names is not left alone, only its row does not count yet.
    """
    names = Counter(key for record in records if (key := _key(record.image_file, folder)))
    photos = [photo for record in records if (photo := _photo(record, folder, names, day))]
    alone = [file for file in folder.files.values() if file not in names]
    waiting = {folder.find(name) for name in set_aside}
    return [*photos, *(Photo(PhotoState.SET_ASIDE if file in waiting else PhotoState.ORPHAN, file) for file in alone)]


def _key(name: str | None, folder: ImageFolder) -> str:
    """The file a row means; a missing one by the name in the cell."""
    return (folder.find(name) or plain_name(name)) if name else ""


def _photo(record: InsigniaReturn, folder: ImageFolder, names: Mapping[str, int], day: date) -> Photo | None:
    if not record.image_file:
        return Photo(PhotoState.UNNAMED, "", record) if _came_back(record, day) else None
    look = folder.look(record.image_file)
    file = look.file or record.image_file
    return Photo(_state(look.state, shared=names[_key(record.image_file, folder)] > 1), file, record, look)


def _came_back(record: InsigniaReturn, day: date) -> bool:
    """Whether there was something to photograph: not when the price was paid or nothing had been handed out."""
    cause = find_return_cause(record.return_cause or "")
    is_back = record.returned_on is not None and record.returned_on <= day
    return is_back and (cause is None or cause.cause not in {GrantState.PAID, GrantState.NEVER_ISSUED})


def _state(found: ImageState, *, shared: bool) -> PhotoState:
    if found in UNREADABLE:
        return PhotoState.UNREADABLE
    if found is not ImageState.FINE:
        return PhotoState.MISSING
    return PhotoState.SHARED if shared else PhotoState.FINE


def names_set_aside(ledger: Ledger[InsigniaReturn], tables: Mapping[tuple[str, str], RawTable]) -> Iterator[str]:
    """The names of photographs in rows that were set aside, as they stand in their cells."""
    columns = {(sheet.file, sheet.sheet): sheet.columns.get("image_file", "") for sheet in ledger.sheets}
    for row in ledger.left_out:
        where = row.place.file, row.place.sheet
        letters = columns.get(where, "")
        value = tables[where].value(row.place.row, column_number(letters)) if letters and where in tables else None
        if isinstance(value, str):
            yield value
