"""A report as a workbook to hand on: one sheet per section, real dates and numbers, native charts, ready for A4.

Only typed writes, so no text becomes a formula or a link (reliability R13). The only formulas are sums and products that
the report itself declares, each with its value; the only links lead to the office's files that were read
(`render/links.py`). The same report gives the same bytes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from skj.language import _
from skj.render.links import LinkTo, no_link
from skj.render.looks import Looks
from skj.render.masking import footer
from skj.render.pictures import Pictures
from skj.render.safe import visible
from skj.render.sheets import Sheet
from skj.render.values import Manner
from skj.render.wrap import wrap
from skj.reports.model import Note, Report, Section

__all__ = ["CREATED", "OPTIONS", "sheet_names", "to_xlsx"]

CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)  # fixed, so that the same report gives the same bytes
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_NAME_LIMIT: Final = 31  # characters in the name of a sheet


def to_xlsx(report: Report, *, names: bool = False, created: datetime = CREATED, link_to: LinkTo = no_link) -> bytes:
    """The report as an .xlsx file; `created` stands in its properties, the name of a user never does.

    `link_to` gives the relative path of a file that was read, by the name people see.
    """
    from xlsxwriter import Workbook

    content = BytesIO()
    with Workbook(content, OPTIONS) as book:
        book.set_properties({"title": visible(report.title), "created": created})
        _Book(book, report, Manner(names=names), link_to).write()
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook while its sheets are written one after the other."""

    book: Any
    report: Report
    manner: Manner
    link_to: LinkTo

    def write(self) -> None:
        """Write every sheet, and last the numbers that the charts are drawn from."""
        report, looks = self.report, Looks(self.book)
        sections = report.sheets or report.sections or (Section(report.title, (report.main,)),)
        *names, numbers = sheet_names([*(section.title for section in sections), _("Numbers of the charts")])
        pictures = Pictures(self.book, looks, self.manner, numbers)
        for at, (section, name) in enumerate(zip(sections, names, strict=True)):
            self._sheet(name, looks, pictures).write(self._titles(section), section, self._notes(at))
        pictures.write_numbers()

    def _sheet(self, name: str, looks: Looks, pictures: Pictures) -> Sheet:
        return Sheet(self.book.add_worksheet(name), looks, self.manner, pictures.insert, self.link_to)

    def _titles(self, section: Section) -> list[tuple[str, str]]:
        return [(self.report.title, "title"), (self.report.subtitle, "subtitle"), (section.title, "caption")]

    def _notes(self, at: int) -> Sequence[Note]:
        """What a reader must know stands below the first sheet, and below each when a section is all of the report."""
        return footer(self.report, names=self.manner.names) if at == 0 or not self.report.sheets else ()


def sheet_names(titles: Iterable[str]) -> list[str]:
    r"""Names that Excel takes: at most 31 characters, no `[]:*?/\\`, no apostrophe at an end, each one once."""
    taken: set[str] = {"history"}  # Excel keeps this name for itself
    return [_free_name(_plain_name(title) or _("Report"), taken) for title in titles]


def _plain_name(title: str) -> str:
    name = re.sub(r"[\[\]:*?/\\]", "-", visible(title)).strip("' ")

    return name if len(name) <= _NAME_LIMIT else _shortened(name)


def _shortened(name: str) -> str:
    """As much of a long name as fits, cut between words where Thai shows them."""
    starts = (wrap(name, room)[0] for room in range(_NAME_LIMIT - 1, 1, -1))
    return next((start.rstrip("' ") + "…" for start in starts if len(start) < _NAME_LIMIT), name[:_NAME_LIMIT])


def _free_name(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = wanted[: _NAME_LIMIT - len(ending)] + ending
    taken.add(name.casefold())
    return name
