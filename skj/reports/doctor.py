"""What the doctor says: one line for everything looked at, with a cure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from skj.doctoring.checks import Check, State
from skj.language import _
from skj.reports.model import Field, Grid, Kind, Line, Note, Report, Section, Tone

_TONES: Final[Mapping[State, Tone]] = {State.YES: "plain", State.NO: "bad", State.UNKNOWN: "plain"}
_MARKS: Final[Mapping[State, bool | None]] = {State.YES: True, State.NO: False, State.UNKNOWN: None}


def doctor_report(checks: Sequence[Check]) -> Report:
    """All lines, those to be mended told last once more by number."""
    grid = Grid(
        (
            Field("well", _("Well"), Kind.MARK),
            Field("check", _("Looked at")),
            Field("found", _("Found")),
            Field("cure", _("What to do")),
        ),
        tuple(Line((_MARKS[one.state], one.label, one.found, one.cure), _TONES[one.state]) for one in checks),
    )
    counts = {state: sum(one.state is state for one in checks) for state in State}
    data = {
        "summary": {state.value: count for state, count in counts.items()},
        "checks": [_check_data(one) for one in checks],
    }
    return Report(_("Is everything ready?"), "", (Section(_("Checks"), (grid,)),), grid, data, (_summary(counts),))


def _summary(counts: Mapping[State, int]) -> Note:
    text = _("{well} well, {bad} to mend, {unknown} unknown").format(
        well=counts[State.YES], bad=counts[State.NO], unknown=counts[State.UNKNOWN]
    )
    return Note(text, "bad" if counts[State.NO] else "good")


def _check_data(check: Check) -> Mapping[str, Any]:
    return {
        "id": check.id,
        "label": check.label,
        "status": check.state.value,
        "found": check.found,
        "cure": check.cure,
        "ledger": check.ledger or None,
    }
