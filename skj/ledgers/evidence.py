"""The evidence register: which document proves which condition of an indicator, and when it was dated."""

from datetime import date
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, LedgerSpec, Record
from skj.ledgers.parsers import day, indicator_ref, person_name, text


class EvidenceDocument(Record):
    """One document; `item` is a key of the plan file or its Thai label."""

    naming: ClassVar = ("item", "document_no")

    indicator: str
    item: str
    document_no: str | None = None
    title: str | None = None
    dated_on: date | None = None
    signed_by: str | None = None
    file: str | None = None


SPEC: Final = LedgerSpec(
    name="evidence",
    label=N_("evidence register"),
    record=EvidenceDocument,
    columns=(
        Column("indicator", ("ตัวชี้วัดที่",), indicator_ref, N_("Indicator"), required=True, essential=True),
        Column("item", ("รายการ",), text, N_("Item"), required=True, essential=True),
        Column("document_no", ("เลขที่หนังสือ",), text, N_("Document no.")),
        Column("title", ("ชื่อเอกสาร",), text, N_("Title")),
        Column("dated_on", ("ลงวันที่",), day, N_("Dated")),
        Column("signed_by", ("ผู้ลงนาม",), person_name, N_("Signed by"), personal="name"),
        Column("file", ("ไฟล์",), text, N_("File")),
    ),
    key=("indicator", "item"),
)
