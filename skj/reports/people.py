"""Lists of people behind a number: masked by the renderers, and only where they were asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from skj.language import _
from skj.ledgers.base import Record
from skj.reports.model import Field, Grid, Kind, Line, Scalar, Section


@dataclass(frozen=True, slots=True)
class Names:
    """A list to print: its title, the fields after the name and what stands in them, the records, and who each of them is."""

    title: str
    fields: tuple[Field, ...]
    cells: Callable[[Record], tuple[Scalar, ...]]
    records: tuple[Record, ...]
    person: str = "name"

    def grid(self) -> Grid:
        """The list: number, name, what is said of each, and the row it stands in."""
        heads = (Field("number", _("No."), Kind.COUNT), Field("name", _("Name"), Kind.NAME))
        where = (Field("place", _("Where")),)
        lines = (
            Line((number, getattr(record, self.person), *self.cells(record), spot_of(record)))
            for number, record in enumerate(self.records, 1)
        )
        return Grid((*heads, *self.fields, *where), tuple(lines), self.title, _("Nobody."))

    def section(self) -> Section:
        """The list as a section of its own."""
        return Section(_("List of names"), (self.grid(),))

    def data(self) -> list[dict[str, Any]]:
        """The list in JSON; the renderers mask `name` unless names are asked for."""
        ids = [field.id for field in self.fields]
        return [
            {
                "name": getattr(record, self.person),
                **dict(zip(ids, self.cells(record), strict=True)),
                "source": record.source(),
            }
            for record in self.records
        ]


def spot_of(record: Record) -> str:
    """The row of a record in few words: `training_roll.xlsx 84`; the whole place is in JSON and in traces."""
    return f"{record.sheet.file.rpartition('/')[2]} {record.row}"


def by_lines(counts: Mapping[str, int], title: str, head: str, counted: str) -> Grid:
    """Rows by what a column says, "" as "not stated"."""
    fields = (Field("what", head), Field("rows", counted, Kind.COUNT))
    lines = (Line((said(what), count)) for what, count in counts.items())
    return Grid(fields, tuple(lines), title, _("No rows."))


def said(text: str) -> str:
    """What a cell says, or that it says nothing."""
    return text or _("not stated")


def joined(parts: Iterable[object]) -> str:
    """Several things in one cell; a dash for none."""
    return ", ".join(map(str, parts)) or "—"
