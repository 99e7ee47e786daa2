"""Discipline cases that need somebody today: past a limit, near one, or with only the wide one left (readings A1, A5, A6)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from skj.language import _
from skj.scoring.clocks import Clock, Limits
from skj.scoring.matters import Matter, Morning, Urgency
from skj.scoring.plan_model import Indicator


def case_matters(clocks: Iterable[Clock], limits: Limits, indicator: Indicator, morning: Morning) -> Iterator[Matter]:
    """What there is to say of open cases in scope."""
    for clock in clocks:
        if clock.in_scope and clock.is_open:
            case = _Case(clock, indicator, morning)
            yield from _whole_step(case, limits)
            yield from _first_stage(case)


class _Case(NamedTuple):
    """A case on one morning."""

    clock: Clock
    indicator: Indicator
    morning: Morning

    def matter(self, urgency: Urgency, kind: str, text: str, day: date) -> Matter:
        number = self.clock.case.shown_no
        # A value of a cell only stands in a command to be copied when no shell could read more in it.
        command = f'skj discipline advance "{number}"' if is_plain(number) else "skj discipline sla"
        place = self.clock.case.place("case_no")
        return Matter(urgency, kind, text, command, day, place, self.indicator.id, "cases", "skj discipline sla")


def is_plain(text: str) -> bool:
    """Whether a text is nothing but letters, digits, Thai signs, spaces and `. / -`, and begins like no option."""
    return text[:1] not in {"", "-"} and all(
        sign.isalnum() or sign in " ./-" or "\u0e00" <= sign <= "\u0e7f" for sign in text
    )


def _whole_step(case: _Case, limits: Limits) -> Iterator[Matter]:
    clock, morning = case.clock, case.morning
    words = {"case": clock.case.shown_no, "days": clock.days, "strict": limits.strict, "wide": limits.wide}
    if clock.days > limits.wide:
        text = _("case {case}: {days} days, the limit of {wide} is broken").format(**words)
        yield case.matter(Urgency.BREACH, "case-over-limit", text, clock.due_wide)
    elif morning.is_near(clock.due_wide):
        text = _("case {case}: days left until the limit of {wide}: {left}")
        text = text.format(**words, left=morning.left(clock.due_wide))
        yield case.matter(Urgency.DUE, "case-due", text, clock.due_wide)
    elif clock.days >= limits.strict:
        text = _("case {case}: {days} days, can no longer be under {strict}; {wide} still holds").format(**words)
        yield case.matter(Urgency.RISK, "case-at-risk", text, clock.due_wide)
    elif morning.is_near(clock.due_strict):
        text = _("case {case}: days left to stay under {strict}: {left}")
        text = text.format(**words, left=morning.left(clock.due_strict))
        yield case.matter(Urgency.DUE, "case-due", text, clock.due_strict)


def _first_stage(case: _Case) -> Iterator[Matter]:
    """The authority's own days (ก.ก. rule 2565 clause 63 (2)): extendable, so an extension that runs counts as the limit."""
    clock, morning = case.clock, case.morning
    facts = case.indicator.facts.cases
    law = next((stage.law_at_most_days for stage in facts.stages if stage.stage == 1), None) if facts else None
    if law is None or morning.period.reached(clock.case.ordered_on):
        return
    ends = max(clock.case.report_received_on + timedelta(days=law), clock.case.extended_until or date.min)
    words = {"case": clock.case.shown_no, "law": law, "left": morning.left(ends)}
    if ends < morning.today:
        text = _("case {case}: no order yet, the law's {law} days of stage 1 are over").format(**words)
        yield case.matter(Urgency.BREACH, "stage-over-law", text, ends)
    elif morning.is_near(ends):
        text = _("case {case}: no order yet, days left of stage 1 by law: {left}").format(**words)
        yield case.matter(Urgency.DUE, "stage-due", text, ends)
