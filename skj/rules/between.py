"""SKJ5xx: rules between ledgers, and between a ledger and the plan."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

SESSION_UNKNOWN: Final = Rule(
    "SKJ501",
    "session-not-in-sessions-ledger",
    Severity.WARNING,
    N_("Session {session} is not in the ledger of training sessions, so the row has no date and does not count."),
    N_("Add the session with its date to the ledger of training sessions."),
)
INDICATOR_UNKNOWN: Final = Rule(
    "SKJ502",
    "indicator-not-in-plan",
    Severity.WARNING,
    N_("“{value}” is no indicator of the plan, so the row counts nowhere."),
    N_("Write the number of the indicator: {known}."),
)
EVIDENCE_UNKNOWN: Final = Rule(
    "SKJ503",
    "evidence-item-not-in-plan",
    Severity.WARNING,
    N_("“{value}” is no evidence item of indicator {indicator}, so the document proves nothing."),
    N_("Use one of these: {known}."),
)
