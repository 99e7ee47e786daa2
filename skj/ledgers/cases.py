"""Discipline cases of corruption and the dates of their stages (plan table C, indicator 4). Names in it are secret."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import ClassVar, Final

from skj.calendar import days_between
from skj.language import N_, _
from skj.ledgers.base import Column, Fault, LedgerSpec, Record, RowRule
from skj.ledgers.hidden import may_hold_person, without_person
from skj.ledgers.parsers import day, person_name, position_level, position_type, text, yes_no
from skj.ledgers.rules import doubled_keys
from skj.ledgers.vocabulary import find_position
from skj.rules import rows
from skj.thai.text import identity_key

STAGES: Final = ("report_received_on", "ordered_on", "division_received_on", "agenda_ordered_on", "presented_on")


class DisciplineCase(Record):
    """One matter (เรื่อง), whatever the number of accused (plan reading A8)."""

    naming: ClassVar = ("shown_no",)

    case_no: str
    accused: str | None = None
    position_type: str | None = None
    position_level: str | None = None
    serious: bool | None = None
    corruption: bool | None = None
    report_received_on: date
    ordered_on: date | None = None
    division_received_on: date | None = None
    agenda_ordered_on: date | None = None
    presented_on: date | None = None
    extended_until: date | None = None
    extension_reason: str | None = None

    @property
    def shown_no(self) -> str:
        """The number of the case as anybody may see it: without what may be a person, and then with its row (facts 8)."""
        if not may_hold_person(self.case_no):
            return self.case_no
        return f"{without_person(self.case_no)} ({_('row {row}').format(row=self.row)})"

    @property
    def known_position_type(self) -> str | None:
        """The type of position as written, or as the level alone decides it: ชำนาญการพิเศษ is only in ประเภทวิชาการ."""
        if self.position_type:
            return self.position_type
        found = find_position("", self.position_level or "")
        return found.type if found else None

    @property
    def days(self) -> int | None:
        """Days of the whole step, from receipt of the report to presentation (plan readings A1, A6); None while open."""
        return days_between(self.report_received_on, self.presented_on) if self.presented_on else None


def check_stages(record: DisciplineCase) -> Iterable[Fault]:
    """Each stage date is not before the stage dates that are known before it."""
    known = [(stage, moment) for stage in STAGES if (moment := getattr(record, stage))]
    for (earlier_stage, earlier), (later_stage, later) in pairwise(known):
        if later < earlier:
            names = {
                "earlier_stage": SPEC.column(earlier_stage).heading,
                "later_stage": SPEC.column(later_stage).heading,
            }
            yield Fault(rows.STAGES_OUT_OF_ORDER, later_stage, {"earlier": earlier, "later": later, **names})


def check_position(record: DisciplineCase) -> Iterable[Fault]:
    """The type of position is said, or follows from the level (facts 3)."""
    if record.known_position_type is None and "position_type" in record.sheet.columns:
        yield Fault(rows.POSITION_BLANK, "position_type")


def check_number(record: DisciplineCase) -> Iterable[Fault]:
    """A case number holds figures and abbreviations; other words may be somebody's name."""
    if may_hold_person(record.case_no):
        yield Fault(rows.CASE_NUMBER_NAMES, "case_no", {"heading_id": SPEC.column("accused").heading})


def check_case_numbers(records: Sequence[DisciplineCase]) -> Iterator[tuple[DisciplineCase, Fault]]:
    """A case number names one matter."""
    return doubled_keys(records, lambda record: identity_key(record.case_no), "case_no", N_("case number"))


SPEC: Final = LedgerSpec(
    name="cases",
    label=N_("discipline cases"),
    record=DisciplineCase,
    columns=(
        Column("case_no", ("เลขเรื่อง", "เลขที่เรื่อง"), text, N_("Case no."), required=True, essential=True),
        Column("accused", ("ชื่อผู้ถูกกล่าวหา", "ผู้ถูกกล่าวหา"), person_name, N_("Accused"), personal="sensitive"),
        Column("position_type", ("ประเภทตำแหน่ง",), position_type, N_("Position type")),
        Column("position_level", ("ระดับ", "ระดับตำแหน่ง"), position_level, N_("Level")),
        Column("serious", ("วินัยอย่างร้ายแรง", "ร้ายแรง"), yes_no, N_("Serious")),
        Column("corruption", ("กรณีทุจริต", "ทุจริต"), yes_no, N_("Corruption")),
        Column(
            "report_received_on",
            ("วันที่ผู้มีอำนาจได้รับรายงานการสอบสวน", "วันที่ได้รับรายงาน"),
            day,
            N_("Report received on"),
            required=True,
            essential=True,
        ),
        Column("ordered_on", ("วันที่ผู้มีอำนาจสั่งการ", "วันที่สั่งการ"), day, N_("Ordered on")),
        Column(
            "division_received_on",
            ("วันที่กองวินัยฯ รับเรื่อง", "วันที่สำนักงาน ก.ก. รับเรื่อง"),
            day,
            N_("Received by the division on"),
        ),
        Column("agenda_ordered_on", ("วันที่หัวหน้าสำนักงาน ก.ก. สั่งนำเข้า", "วันที่สั่งนำเข้า"), day, N_("Put on the agenda on")),
        Column("presented_on", ("วันที่นำเสนอ อ.ก.ก.", "วันที่เสนอ อ.ก.ก."), day, N_("Presented on")),
        Column("extended_until", ("ขยายเวลาถึง",), day, N_("Extended until")),
        Column("extension_reason", ("เหตุผลที่ขยายเวลา",), text, N_("Reason of extension"), personal="sensitive"),
    ),
    key=("case_no",),
    row_rules=(
        RowRule(STAGES, check_stages),
        RowRule(("position_type", "position_level"), check_position),
        RowRule(("case_no",), check_number),
    ),
    ledger_rules=(check_case_numbers,),
    conflicts=("case_no",),
)
