"""What `skj` says about a file, sheet, cell or row: one type for every finding, collected and never only the first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field as make_field
from dataclasses import replace
from datetime import date
from enum import IntEnum
from typing import Final, NamedTuple

from skj.frozen import dataclass
from skj.language import N_, _, current_language


class Severity(IntEnum):
    """How bad a finding is; an error in a row keeps that row out of every count."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word for people, in the language in use."""
        return _({1: N_("note"), 2: N_("warning"), 3: N_("error")}[self.value])


class Rule(NamedTuple):
    """What can be found: code `SKJnnn`, a name after what it finds, and texts with `{placeholders}` (English, marked `N_`).

    `safe_fix`: the cell is read as the same value when the `fix` of a finding is written into it, so `skj fix` may do it.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    safe_fix: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value stands in the office's own file; `row` counts from 1 as the spreadsheet shows it, 0 = no single row."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    heading: str = ""

    @property
    def cell(self) -> str:
        """The A1 address, or an empty text when the place is not one cell."""
        return f"{self.column}{self.row}" if self.row and self.column else ""

    def __str__(self) -> str:
        spot = self.cell or (_("row {row}").format(row=self.row) if self.row else "")
        path = " › ".join(part for part in (self.file, self.sheet, spot) if part)
        return f"{path} ({self.heading})" if self.heading else path


_NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell of the same row, shown next to the cell a finding is about; `personal` hides its value."""

    column: str
    heading: str
    value: str
    personal: bool = False

    def masked(self) -> "Beside":
        """The same cell with the shape of a personal value in place of the value."""
        return replace(self, value=mask(self.value)) if self.personal else self


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `value` is the raw value as text, `key` the person, room or case of the row. Unless names were asked for, `personal`
    hides both and `personal_key` the key alone. `fix` is a suggested replacement for the cell, `read_as` what the value
    was taken for, `before` and `after` the cells to the left and right of it, where they are known.
    """

    rule: Rule
    place: Place = Place()
    args: Mapping[str, object] = make_field(default_factory=dict)
    value: str | None = None
    ledger: str = ""
    field: str = ""
    key: str = ""
    personal: bool = False
    fix: str = ""
    personal_key: bool = False
    read_as: str = ""
    before: Beside | None = None
    after: Beside | None = None

    @property
    def code(self) -> str:
        """The code of the rule, `SKJ304`."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    def message(self) -> str:
        """The sentence for people, in the language in use."""
        return _(self.rule.message).format_map(self._shown())

    def hint(self) -> str:
        """What to do next, in the language in use."""
        return _(self.rule.hint).format_map(self._shown())

    def masked(self) -> "Diagnostic":
        """The same finding with the shape of personal values in place of the values."""
        before, after = (cell and cell.masked() for cell in (self.before, self.after))
        if not self.personal:
            key = "" if self.personal_key else self.key
            return replace(self, key=key, before=before, after=after)
        args = {
            name: value if name in _NEVER_PERSONAL or not isinstance(value, str) else mask(value)
            for name, value in self.args.items()
        }
        args |= {"fix": mask(self.fix)} if self.fix else {}  # sentences that say it keep their sense
        hidden = replace(self, args=args, key="", fix="", before=before, after=after)
        return replace(hidden, value=self.value and mask(self.value), read_as=mask(self.read_as))

    def _shown(self) -> dict[str, object]:
        defaults: dict[str, object] = {"value": self.value or "", "cell": self.place.cell, "row": self.place.row}
        defaults |= {"file": self.place.file, "sheet": self.place.sheet, "heading": self.place.heading, "fix": self.fix}
        return defaults | {
            name: _worded(value, is_text=not name.endswith("_id") and name not in _QUOTED)
            for name, value in self.args.items()
        }


def _worded(value: object, *, is_text: bool) -> object:
    """An argument as people read it: a text of ours in their language, days in their era; what is quoted stays as it is."""
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year + 543}" if current_language() == "th" else value.isoformat()
    return _(value) if is_text and isinstance(value, str) else value


# Arguments that quote a file, a setting or the plan: "rooms" there is a name and no word of ours.
_QUOTED = frozenset({"value", "key", "known", "function", "measure", "file", "files", "setting", "pattern"})
# Arguments that name headings, kinds and places, never a value of the cell.
_NEVER_PERSONAL = frozenset({"wanted", "what", "first", "earlier_stage", "later_stage", "signs", "heading_id"})


def mask(text: str) -> str:
    """The shape of a personal text: its first letter and its length. A mask is not anonymity; of one letter nothing is shown."""
    first = text[:1] if len(text) > 1 else ""
    return _("{first}… ({count} characters)").format(first=first, count=len(text)) if text else ""


@dataclass(slots=True)
class Findings:
    """A collector: everything that was found, in the order of files, sheets and rows when it is shown."""

    items: list[Diagnostic] = make_field(default_factory=list)

    def add(self, rule: Rule, place: Place = _NOWHERE, **details: object) -> Diagnostic:
        """Add a finding of `rule`; `details` are Diagnostic's own fields, everything else is an argument of the text."""
        own = {
            name: details.pop(name)
            for name in ("value", "ledger", "field", "key", "personal", "fix")
            if name in details
        }
        found = Diagnostic(rule, place, args=details, **own)  # type: ignore[arg-type]  # checked by Diagnostic's users
        self.items.append(found)
        return found

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Take over findings made elsewhere."""
        self.items.extend(others)

    def sorted(self) -> list[Diagnostic]:
        """All findings by file, sheet, row, column and code: the same input gives the same order."""
        return sorted(
            self.items,
            key=lambda found: (found.place.file, found.place.sheet, found.place.row, _width(found), found.code),
        )

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(1 for found in self.items if found.severity is severity)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return len(self.items)


def _width(found: Diagnostic) -> tuple[int, str]:
    """A key by which column B comes before AA."""
    return len(found.place.column), found.place.column


class Refusal(Exception):  # noqa: N818  (a refusal is not a fault of the program)
    """`skj` will not go on; `diagnostic` says why and what to do. Only `cli.py` catches it."""

    exit_code: int = 2

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class UsageRefused(Refusal):
    """Wrong usage or configuration."""

    exit_code = 2


class StrictRefused(Refusal):
    """Findings that `--strict` does not let pass."""

    exit_code = 1


class InputRefused(Refusal):
    """A file that cannot be read."""

    exit_code = 3


class WriteRefused(Refusal):
    """A write that would lose something, or cannot be made safely."""

    exit_code = 4
