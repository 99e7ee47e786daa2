"""Damaged rooms of staff housing and their repair (plan table C, indicator 5)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, Fault, LedgerSpec, Record, RowRule
from skj.ledgers.parsers import amount, damage, day, district, person_name, text
from skj.ledgers.rules import doubled_keys, in_order
from skj.rules import rows
from skj.thai.text import identity_key


class RoomRepair(Record):
    """One damaged room; it counts once, in the year it became ready."""

    naming: ClassVar = ("site", "building", "room")

    site: str | None = None
    building: str | None = None
    district: str | None = None
    room: str
    damage: tuple[str, ...] | None = None
    damaged_on: date | None = None
    started_on: date | None = None
    repaired_on: date | None = None
    ready_on: date | None = None
    allocated_to: str | None = None
    moved_in_on: date | None = None
    cost: Decimal | None = None
    photo_before: str | None = None
    photo_after: str | None = None

    @property
    def counted_on(self) -> date | None:
        """The day that decides the year: ready, else repaired (contract section 3; plan reading A14)."""
        return self.ready_on or self.repaired_on

    @property
    def room_key(self) -> tuple[str, str, str]:
        """What makes a room one room: site, building and number, whatever their spelling."""
        return identity_key(self.site or ""), identity_key(self.building or ""), identity_key(self.room)


def check_dates(record: RoomRepair) -> Iterable[Fault]:
    """Started, repaired, ready, moved in: in this order (contract section 2); the damage is said, though no level asks for it."""
    yield from in_order(record, "started_on", "repaired_on", rows.REPAIR_BEFORE_START)
    yield from in_order(record, "repaired_on", "ready_on", rows.READY_BEFORE_REPAIR)
    yield from in_order(record, "ready_on", "moved_in_on", rows.MOVED_IN_BEFORE_READY)
    if record.damage is None and "damage" in record.sheet.columns:
        yield Fault(rows.DAMAGE_BLANK, "damage")


def check_rooms(records: Sequence[RoomRepair]) -> Iterator[tuple[RoomRepair, Fault]]:
    """Site, building and room name one room, and one room has one row."""
    return doubled_keys(records, lambda record: record.room_key, "room", N_("room"))


SPEC: Final = LedgerSpec(
    name="rooms",
    label=N_("rooms of staff housing"),
    record=RoomRepair,
    columns=(
        Column("site", ("แห่ง", "ที่ตั้ง", "อาคารสงเคราะห์"), text, N_("Site"), required=True),
        Column("building", ("อาคาร",), text, N_("Building"), required=True),
        Column("district", ("เขต", "สำนักงานเขต"), district, N_("District"), required=True),
        Column("room", ("ห้อง", "เลขที่ห้อง", "ห้องเลขที่"), text, N_("Room"), required=True, essential=True),
        Column("damage", ("รายการชำรุด", "สภาพชำรุด", "ประเภทความชำรุด"), damage, N_("Damage")),
        Column("damaged_on", ("วันที่พบชำรุด",), day, N_("Found damaged on")),
        Column("started_on", ("วันที่เริ่มซ่อม",), day, N_("Repair started on")),
        Column("repaired_on", ("วันที่ซ่อมเสร็จ", "วันที่ซ่อมแล้วเสร็จ", "ซ่อมเสร็จเมื่อ"), day, N_("Repaired on")),
        Column("ready_on", ("วันที่พร้อมจัดเข้าพัก", "วันที่พร้อมเข้าพัก"), day, N_("Ready on")),
        Column("allocated_to", ("ผู้ได้รับสิทธิ",), person_name, N_("Allocated to"), personal="name"),
        Column("moved_in_on", ("วันที่เข้าพัก",), day, N_("Moved in on")),
        Column("cost", ("ค่าใช้จ่าย (บาท)", "ค่าซ่อม"), amount, N_("Cost (baht)"), summed=True),
        Column("photo_before", ("ภาพก่อนซ่อม",), text, N_("Photo before")),
        Column("photo_after", ("ภาพหลังซ่อม",), text, N_("Photo after")),
    ),
    key=("site", "building", "room"),
    row_rules=(RowRule(("started_on", "repaired_on", "ready_on", "moved_in_on", "damage"), check_dates),),
    ledger_rules=(check_rooms,),
    conflicts=("room",),
)
