"""The one late filter that hides people: every count is made before it, so totals never change (reliability section 7)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from skj.language import _
from skj.patterns import later
from skj.reports.model import Each, Grid, Kind, Note, Report

# A title that is not known here only makes the mask shorter, never longer.
_TITLE: Final = later(
    r"(?:(?:ว่าที่\s*)?(?:(?:[ก-ฮ]{1,2}\.\s*){2,5}(?:หญิง)?|ดร\.|ผศ\.|รศ\.|ศ\.)\s*)+"
    r"|(?:ว่าที่\s*)?(?:พล|พัน|ร้อย|จ่า|สิบ)(?:ตำรวจ|อากาศ|สิบ)?(?:เอก|โท|ตรี)(?:หญิง)?\s*"
    r"|(?:นางสาว|เด็กชาย|เด็กหญิง|คุณหญิง|ท่านผู้หญิง|หม่อมราชวงศ์|หม่อมหลวง|หม่อมเจ้า|ศาสตราจารย์|นาย|นาง|คุณ)\s*(?=[ก-ฮเ-ไ])"
    r"|(?:Mrs|Mr|Ms|Miss|Dr)\b\.?\s*",
)


def mask_name(name: str) -> str:
    """A person as title, first letter and dots: `นายส…`, `Mr. S…`. A mask is not anonymity (reliability section 7)."""
    title = _TITLE.match(name)
    start = title.end() if title else 0
    given = re.search(r"[^\W\dเ-ไ]", name[start:])  # the letter of Thai initials: ก of เกษม
    return f"{title[0] if title else ''}{given[0] if given else ''}…" if name.strip() else ""


def name_ids(report: Report) -> frozenset[str]:
    """The ids of all fields of a report that hold people."""
    return frozenset(field.id for grid in _grids(report) for field in grid.fields if field.kind is Kind.NAME)


def masked_data(data: Any, ids: frozenset[str]) -> Any:
    """JSON data with every text under a key of `ids` masked, at any depth."""
    if isinstance(data, Mapping):
        return {key: _masked(item) if key in ids else masked_data(item, ids) for key, item in data.items()}
    if isinstance(data, Each):
        return Each(data, partial(masked_data, ids=ids))
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [masked_data(item, ids) for item in data]
    return data


def footer(report: Report, *, names: bool) -> tuple[Note, ...]:
    """The notes below a report; they say so when people are masked."""
    if names or not name_ids(report):
        return report.footer
    return *report.footer, Note(_("Names are masked; --show-names shows them. A mask is not anonymity."), "quiet")


def _masked(item: Any) -> Any:
    if isinstance(item, str):
        return mask_name(item)
    return [_masked(one) for one in item] if isinstance(item, Sequence) else item


def _grids(report: Report) -> Iterator[Grid]:
    yield report.main
    for section in report.sections:
        yield from (block for block in section.blocks if isinstance(block, Grid))
