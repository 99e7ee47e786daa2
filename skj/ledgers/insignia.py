"""The register of sash-class insignia: who received what, and when it was returned (plan table C, indicator 2)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final

from skj.calendar import BE_OFFSET
from skj.language import N_
from skj.ledgers.base import Column, Fault, LedgerSpec, Record, RowRule
from skj.ledgers.parsers import (
    buddhist_year_from,
    day,
    image_name,
    insignia_class,
    list_number,
    person_name,
    return_cause_text,
    text,
    whole_number,
)
from skj.ledgers.records import values_of
from skj.ledgers.rules import has_doubles
from skj.rules import rows
from skj.thai.text import identity_keys

FIRST_YEAR: Final = 2563
# Two people may share a name; what differs in any of these is another grant until somebody has looked.
TELLING_APART: Final = ("list_no", "received_on", "returned_on", "agency", "position")
GRANT_DAY: Final = (7, 28)  # facts 1.4: grants are made on the King's birthday


class InsigniaReturn(Record):
    """One grant of an insignia, with its receipt and its return."""

    naming: ClassVar = ("year", "insignia_class", "list_no")

    seq: int | None = None
    year: int
    name: str
    insignia_class: str
    list_no: int | None = None
    received_on: date | None = None
    returned_on: date | None = None
    return_cause: str | None = None
    image_file: str | None = None
    agency: str | None = None
    position: str | None = None


_LIST: Final = values_of(InsigniaReturn, "year", "insignia_class")


@lru_cache(maxsize=64)
def granted_on(year: int) -> date:
    """The day of the grants of a B.E. year."""
    return date(year - BE_OFFSET, *GRANT_DAY)


def check_dates(record: InsigniaReturn) -> Iterable[Fault]:
    """Return not before receipt (contract section 2); receipt not before the grant (facts 1.4)."""
    if record.received_on and record.returned_on and record.returned_on < record.received_on:
        yield Fault(
            rows.RETURN_BEFORE_RECEIPT, "returned_on", {"earlier": record.received_on, "later": record.returned_on}
        )
    if record.received_on and record.received_on < granted_on(record.year):
        yield Fault(rows.RECEIPT_BEFORE_GRANT, "received_on", {"earlier": record.received_on, "year": record.year})


def check_cause(record: InsigniaReturn) -> Iterable[Fault]:
    """A return needs its cause (contract section 2)."""
    if record.returned_on and not record.return_cause:
        yield Fault(rows.RETURN_WITHOUT_CAUSE, "return_cause")


def _has_doubles(marks: Sequence[Hashable], records: Sequence[InsigniaReturn]) -> bool:
    """Whether a mark stands twice in the list of one year and class; where none stands twice at all, nothing else is looked at."""
    return has_doubles(marks) and has_doubles(zip(map(_LIST, records), marks, strict=True))


def check_list_numbers(records: Sequence[InsigniaReturn]) -> Iterator[tuple[InsigniaReturn, Fault]]:
    """A list number is unique within year and class: it is the place in the gazette's list (facts 1.4)."""
    first: dict[tuple[int, str, int], InsigniaReturn] = {}
    for record in records if _has_doubles([record.list_no for record in records], records) else ():
        if record.list_no is None:
            continue
        seen = first.setdefault((record.year, record.insignia_class, record.list_no), record)
        if seen is not record:
            details = {"number": record.list_no, "year": record.year, "insignia_class": record.insignia_class}
            yield record, Fault(rows.LIST_NUMBER_DOUBLED, "list_no", details | {"first": str(seen.place("list_no"))})


def check_persons(records: Sequence[InsigniaReturn]) -> Iterator[tuple[InsigniaReturn, Fault]]:
    """The same person, year and class twice: an error when nothing tells the rows apart, else a warning for a person to judge."""
    people = identity_keys([record.name for record in records])
    if not _has_doubles(people, records):
        return
    first: defaultdict[tuple[int, str], dict[str, InsigniaReturn]] = defaultdict(dict)
    for record, person in zip(records, people, strict=True):
        seen = first[record.year, record.insignia_class].setdefault(person, record)
        if seen is record:
            continue
        where = {"first": str(seen.place("name"))}
        is_copy = all(getattr(record, name) == getattr(seen, name) for name in TELLING_APART)
        doubled = Fault(rows.KEY_DOUBLED, "name", where | {"what": N_("person, year and class")})
        yield record, doubled if is_copy else Fault(rows.GRANT_DOUBLED, "name", where)


SPEC: Final = LedgerSpec(
    name="insignia",
    label=N_("register of sash-class insignia"),
    record=InsigniaReturn,
    columns=(
        Column("seq", ("ลำดับที่", "ลำดับ", "ที่"), whole_number, N_("No.")),
        Column(
            "year",
            ("ปีที่ได้รับเครื่องราชอิสริยาภรณ์", "ปีที่ได้รับ", "ประจำปี"),
            buddhist_year_from(FIRST_YEAR),
            N_("Grant year"),
            required=True,
            essential=True,
        ),
        Column(
            "name",
            ("ชื่อ - สกุล", "ชื่อ-นามสกุล", "ชื่อและสกุล"),
            person_name,
            N_("Name"),
            required=True,
            essential=True,
            parts=(
                ("title", ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม")),
                ("given", ("ชื่อ", "ชื่อตัว")),
                ("surname", ("สกุล", "นามสกุล", "ชื่อสกุล")),
            ),
        ),
        Column(
            "insignia_class",
            ("ชั้นตราเครื่องราชอิสริยาภรณ์", "ชั้นตรา", "ชั้น"),
            insignia_class,
            N_("Class"),
            required=True,
            essential=True,
        ),
        Column("list_no", ("ลำดับที่ได้รับ", "ลำดับในประกาศ"), list_number, N_("List number")),
        Column("received_on", ("วันที่รับ", "วันที่ได้รับ", "วันรับ"), day, N_("Received on")),
        Column("returned_on", ("วันที่ส่งคืน", "วันส่งคืน"), day, N_("Returned on")),
        Column("return_cause", ("สาเหตุส่งคืน", "สาเหตุการส่งคืน", "เหตุที่ส่งคืน"), return_cause_text, N_("Cause of return")),
        Column("image_file", ("ชื่อไฟล์ภาพ", "ไฟล์ภาพ"), image_name, N_("Image file")),
        Column("agency", ("หน่วยงาน", "สังกัด"), text, N_("Agency")),
        Column("position", ("ตำแหน่ง",), text, N_("Position")),
    ),
    key=("name", "insignia_class", "year"),
    row_rules=(
        RowRule(("year", "received_on", "returned_on"), check_dates),
        RowRule(("returned_on", "return_cause"), check_cause),
    ),
    ledger_rules=(check_list_numbers, check_persons),
    conflicts=("list_no", "name"),
)
