"""What was published in the online knowledge bank (plan table C, indicator 3)."""

from datetime import date
from typing import ClassVar, Final

from skj.language import N_
from skj.ledgers.base import Column, LedgerSpec, Record
from skj.ledgers.parsers import day, text


class KnowledgeItem(Record):
    """One item; processes are counted by distinct names."""

    naming: ClassVar = ("process", "title")

    process: str
    title: str | None = None
    kind: str | None = None
    published_on: date | None = None
    url: str | None = None


SPEC: Final = LedgerSpec(
    name="knowledge",
    label=N_("knowledge bank"),
    record=KnowledgeItem,
    columns=(
        Column("process", ("กระบวนงาน",), text, N_("Work process"), required=True, essential=True),
        Column("title", ("เรื่อง", "ชื่อเรื่อง"), text, N_("Title")),
        Column("kind", ("ประเภท",), text, N_("Kind")),
        Column("published_on", ("วันที่เผยแพร่",), day, N_("Published on"), essential=True),
        Column("url", ("ที่อยู่เว็บ", "URL"), text, N_("Web address")),
    ),
    key=("process", "title"),
)
