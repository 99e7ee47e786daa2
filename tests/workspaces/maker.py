"""A whole workspace in a random layout, and what must come out of it."""

import random
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from making import thai
from making.books import Sheet, write_book
from making.layout import CLASSES, SATISFIED, Heading, Layout, Pen, Row, Value, lay_out

from tests.workspaces import oracle
from tests.workspaces.headings import HEADINGS, SPARE
from tests.workspaces.truth import RandomYear

FISCAL_YEAR: Final = 2567
ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp874")
DELIMITERS: Final = (",", ";", "\t")
GROUP_WORDS: Final = ("วันที่", "คะแนน", "ความรู้", "ภาพ")
EXTRA_HEADINGS: Final = ("หมายเหตุ", "ผู้บันทึก", "อ้างอิงแฟ้ม", "เบอร์ติดต่อ")
TITLES: Final = (
    "ทะเบียนข้อมูล",
    "สำนักงานการเจ้าหน้าที่ สำนักปลัดกรุงเทพมหานคร",
    "ปีงบประมาณ พ.ศ. ๒๕๖๗",
    "ข้อมูล ณ วันที่ 30 กันยายน 2567",
)
SIGNATURE: Final = (
    "ลงชื่อ ........................................ ผู้รายงาน",
    "(นายอนุชา แก้วมงคล)",
    "ตำแหน่ง นักทรัพยากรบุคคลชำนาญการ",
)
SHORT_LEVELS: Final = {
    "ปฏิบัติงาน": "ปง.",
    "ชำนาญงาน": "ชง.",
    "อาวุโส": "อว.",
    "ปฏิบัติการ": "ปก.",
    "ชำนาญการ": "ชก.",
    "ชำนาญการพิเศษ": "ชพ.",
    "เชี่ยวชาญ": "ชช.",
    "ทรงคุณวุฒิ": "ทว.",
}
LEVELS: Final[Mapping[Value, Sequence[str]]] = {
    level: tuple(filter(None, (level, level, SHORT_LEVELS.get(level, ""))))
    for levels in (["ทักษะพิเศษ", "ต้น", "สูง"], SHORT_LEVELS)
    for level in levels
}
WORDS: Final[Mapping[str, Mapping[Value, Sequence[str]]]] = {
    "insignia_class": {**CLASSES},
    "overall": {**SATISFIED, 5: (*SATISFIED[5], "ดีมาก"), 4: (*SATISFIED[4], "ดี")},
    "position_level": LEVELS,
}
SECTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "insignia": ("year", "ประจำปี {}"),
    "rooms": ("district", "เขต{}"),
    "training_roll": ("session", "ครั้งที่ {}"),
    "coaching": ("session", "การพูดคุยครั้งที่ {}"),
    "surveys": ("indicator", "ตัวชี้วัดที่ {}"),
    "evidence": ("indicator", "หลักฐานตัวชี้วัดที่ {}"),
}
OVERRIDES: Final = {
    "rooms": ("repaired_on", "เสร็จแล้วเมื่อใด"),
    "insignia": ("name", "ผู้ได้รับ (ตามบัญชี)"),
    "surveys": ("overall", "คำตอบข้อ 9"),
}


PLAN: Final = Path(__file__).resolve().parents[2] / "data" / "plans" / "2567.toml"


def thai_labels() -> dict[tuple[int, str], str]:
    """The Thai label of each piece of evidence, by indicator and key (data of the plan, not of the program)."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    return {
        (part["number"], item["key"]): item["label"]["th"] for part in plan["indicators"] for item in part["evidence"]
    }


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that must be set aside; `row` as the spreadsheet counts, `sheet` empty for a CSV."""

    ledger: str
    file: str
    sheet: str
    row: int
    reason: str


@dataclass(slots=True)
class Expected:
    """What must come out: per quarter the six outcomes, per ledger the valid records, and the rows set aside."""

    fiscal_year: int
    quarters: dict[int, list[oracle.Outcome]]
    records: dict[str, int]
    set_aside: list[SetAside] = field(default_factory=list)

    def points(self, quarter: int) -> int:
        """All points of a quarter, out of 70 (always a whole number: weights are multiples of 5)."""
        return int(oracle.total(self.quarters[quarter]))


def make_workspace(folder: Path, seed: int) -> Expected:
    """Write a whole workspace into `folder` (made when missing); the same seed gives the same workspace."""
    rng = random.Random(seed)  # noqa: S311  (repeatable test data, no secret)
    year = RandomYear(rng)
    truth = year.truth()
    quarters = {quarter: oracle.score(truth, year.expected, quarter, FISCAL_YEAR) for quarter in (1, 2, 3, 4)}
    records = {ledger: sum(1 for row in rows if not row.fault) for ledger, rows in truth.items()}
    expected = Expected(FISCAL_YEAR, quarters, records)
    scribe = Scribe(rng, folder)
    parts = [scribe.ledger(ledger, rows, expected.set_aside) for ledger, rows in truth.items()]
    (folder / "skj.toml").write_text(_settings(rng, parts, year.expected), encoding="utf-8")
    return expected


def _settings(rng: random.Random, parts: Sequence[str], paper: Mapping[int, int]) -> str:
    office = f'[office]\nfiscal_year = {FISCAL_YEAR}\nplan = "2567"\nlanguage = "{rng.choice(("th", "en"))}"\n'
    years = ", ".join(f"{year} = {count}" for year, count in paper.items())
    return "\n".join([office, *parts]).replace("#EXPECTED#", f"expected = {{ {years} }}")


class Scribe:
    """Writes the ledgers of one workspace, each file and sheet in a layout of its own."""

    def __init__(self, rng: random.Random, folder: Path) -> None:
        self.rng = rng
        self.folder = folder
        self.overridden = rng.choice((*OVERRIDES, "", "", "", ""))

    def ledger(self, ledger: str, rows: Sequence[Row], set_aside: list[SetAside]) -> str:
        """Write one ledger as one to three files; returns its part of `skj.toml`."""
        (self.folder / "ledgers").mkdir(parents=True, exist_ok=True)
        rows = self._in_sections(ledger, self._labelled(rows) if ledger == "evidence" else rows)
        names = []
        pieces = _cut(rows, self.rng.choice((1, 1, 1, 2, 3)), self.rng)
        for number, piece in enumerate(pieces, 1):
            suffix = self.rng.choice((".xlsx",) * 5 + (".xls", ".ods", ".csv", ".csv"))
            name = f"ledgers/{ledger}_{number}{suffix}"
            set_aside += self._file(ledger, name, piece)
            names.append(name)
        return self._table(ledger, names)

    def _labelled(self, rows: Sequence[Row]) -> list[Row]:
        """Some documents under their Thai label in place of the key."""
        labels = thai_labels()
        return [replace(row, values={**row.values, "item": self._label(labels, row)}) for row in rows]

    def _label(self, labels: Mapping[tuple[int, str], str], row: Row) -> Value:
        label = labels[int(str(row["indicator"])), str(row["item"])]
        return label if self.rng.random() < 0.4 else row["item"]

    def _table(self, ledger: str, names: Sequence[str]) -> str:
        listed = self.rng.choice((list(names), [f"ledgers/{ledger}_*.*"]))
        lines = [f"[ledgers.{ledger}]", "files = [" + ", ".join(f'"{name}"' for name in listed) + "]"]
        if ledger == "insignia":
            lines.append("#EXPECTED#")
        if ledger == self.overridden:
            name, heading = OVERRIDES[ledger]
            lines += [f"[ledgers.{ledger}.columns]", f'{name} = "{heading}"']
        return "\n".join(lines) + "\n"

    def _in_sections(self, ledger: str, rows: Sequence[Row]) -> list[Row]:
        """Rows sorted as they stand under the sub-headings (copies stay behind their originals)."""
        name = SECTIONS.get(ledger, ("", ""))[0]
        return sorted(rows, key=lambda row: _section_key(row[name])) if name else list(rows)

    def _file(self, ledger: str, name: str, rows: Sequence[Row]) -> list[SetAside]:
        suffix = Path(name).suffix
        encoding = self.rng.choice(ENCODINGS) if suffix == ".csv" else ""
        pieces = _cut(rows, 1 if suffix == ".csv" else self.rng.choice((1, 1, 2)), self.rng)
        sheets: list[Sheet] = self._cover(suffix)
        found: list[SetAside] = []
        for number, piece in enumerate(pieces, 1):
            layout = self.layout(ledger, suffix, f"แผ่น {number}", piece)
            sheet, places = lay_out(layout, piece, self.pen(suffix, encoding))
            sheets.append(sheet)
            shown = "" if suffix == ".csv" else layout.sheet
            found += [
                SetAside(ledger, name, shown, place, row.fault)
                for row, place in zip(piece, places, strict=True)
                if row.fault
            ]
        write_book(self.folder / name, sheets, encoding or "utf-8", self.rng.choice(DELIMITERS))
        return found

    def _cover(self, suffix: str) -> list[Sheet]:
        """Now and then a first sheet without any table."""
        if suffix == ".csv" or self.rng.random() < 0.8:
            return []
        return [lay_out(Layout("ปก", (), TITLES[:2], top=3, left=2), (), Pen(self.rng))[0]]

    def pen(self, suffix: str, encoding: str) -> Pen:
        """A hand that mixes a few spellings of dates, numbers and blanks."""
        styles = [*thai.SPELLINGS]
        if suffix != ".csv":
            styles += [thai.TRUE] * 6 + [thai.TYPED_BE] * 2
        if suffix == ".xlsx":
            styles += [thai.SERIAL] * 2
        dates = self.rng.sample(styles, self.rng.choice((1, 2, 3, len(styles))))
        numbers = self.rng.choice((("number",), ("number", "text"), ("number", "text", "thai"), ("thai",)))
        blanks = self.rng.choice(((None,), (None, "-"), (None, "–", "ไม่มี", "N/A", "-")))
        prefixes = self.rng.choice((("",), ("", "เขต"), ("สำนักงานเขต",), ("", "สนข.")))
        return Pen(self.rng, dates, numbers, blanks, WORDS, prefixes, encoding)

    def layout(self, ledger: str, suffix: str, sheet: str, rows: Sequence[Row]) -> Layout:
        """A page never seen before."""
        rng = self.rng
        is_csv = suffix == ".csv"
        merges = not is_csv and rng.random() < 0.6
        headings = self.headings(ledger, two_lines=rng.random() < 0.35, merges=merges)
        return Layout(
            sheet,
            headings,
            titles=tuple(rng.sample(TITLES, rng.choice((0, 0, 1, 2, 3)))),
            top=rng.choice((1, 1, 2, 4)),
            left=rng.choice((1, 1, 1, 2, 3)),
            is_numbered=rng.random() < 0.2,
            merges_title=merges,
            merges_groups=merges,
            section=self._section(ledger),
            blank_every=rng.choice((0, 0, 1, 5, 12)),
            total=self._total(headings, len(rows)),
            total_label=rng.choice(("รวม", "รวมทั้งสิ้น", "รวมทั้งหมด")),
            signature=SIGNATURE if rng.random() < 0.4 else (),
        )

    def _section(self, ledger: str) -> Callable[[Row], str] | None:
        if ledger not in SECTIONS or self.rng.random() < 0.6:
            return None
        name, text = SECTIONS[ledger]
        return lambda row: text.format(row[name]) if isinstance(row[name], (str, int)) else ""

    def _total(self, headings: Sequence[Heading], count: int) -> dict[str, Value]:
        """A line such as `รวม … 45 ราย`, its number in any column but the first."""
        names = [heading.field for heading in headings[1:] if heading.field and ":" not in heading.field]
        return {self.rng.choice(names): f"{count} ราย"} if names and self.rng.random() < 0.35 else {}

    def headings(self, ledger: str, *, two_lines: bool, merges: bool) -> tuple[Heading, ...]:
        """The columns in a random order under random aliases, some left out, some added, some over two lines."""
        fields = {
            name: words for name, words in HEADINGS[ledger].items() if name not in SPARE or self.rng.random() < 0.75
        }
        columns = [column for name, words in fields.items() for column in self._columns(ledger, name, words)]
        columns += [Heading("", text) for text in self.rng.sample(EXTRA_HEADINGS, self.rng.choice((0, 0, 1, 2)))]
        if self.rng.random() < 0.7:
            self.rng.shuffle(columns)
        if two_lines:
            columns = (
                _grouped([self._split(column) for column in columns])
                if merges
                else [self._split(column) for column in columns]
            )
        return tuple(self._wrapped(column) for column in columns)

    def _columns(self, ledger: str, name: str, words: Sequence[str]) -> list[Heading]:
        if ledger == self.overridden and OVERRIDES[ledger][0] == name:
            return [Heading(name, OVERRIDES[ledger][1])]
        if (ledger, name) == ("insignia", "name") and self.rng.random() < 0.4:
            surname = self.rng.choice(("สกุล", "นามสกุล"))
            return [Heading("name:title", "คำนำหน้า"), Heading("name:given", "ชื่อ"), Heading("name:surname", surname)]
        return [Heading(name, self.rng.choice(words))]

    def _split(self, column: Heading) -> Heading:
        """A heading over two lines where offices break it: after the word that names a group."""
        for word in GROUP_WORDS:
            rest = column.text.removeprefix(word)
            if column.text.startswith(word) and len(rest) > 1 and self.rng.random() < 0.8:
                return Heading(column.field, rest, word)
        return column

    def _wrapped(self, column: Heading) -> Heading:
        """Line breaks, doubled spaces and missing spaces do not matter."""
        if column.over or self.rng.random() < 0.8:
            return column
        for word in (*GROUP_WORDS, "ชั้นตรา", "ปีที่ได้รับ", "เลขที่", "สาเหตุ"):
            if column.text.startswith(word) and len(column.text) > len(word) + 1:
                return Heading(column.field, word + self.rng.choice(("\n", " ", "  ")) + column.text.removeprefix(word))
        return Heading(column.field, f" {column.text} ")


def _section_key(value: Value) -> str:
    return f"{value:05}" if isinstance(value, int) else str(value or "")


def _grouped(columns: Sequence[Heading]) -> list[Heading]:
    """Columns of one group side by side, where the first of them stood."""
    order = {over: place for place, over in reversed(list(enumerate(column.over for column in columns))) if over}
    places = [order.get(column.over, place) for place, column in enumerate(columns)]
    return [column for _, column in sorted(zip(places, columns, strict=True), key=lambda pair: pair[0])]


def _cut(rows: Sequence[Row], count: int, rng: random.Random) -> list[Sequence[Row]]:
    """The rows in up to `count` runs, none of them empty (one empty run when there are no rows)."""
    cuts = sorted(rng.sample(range(1, len(rows)), min(count - 1, max(len(rows) - 1, 0)))) if len(rows) > 1 else []
    return [rows[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
