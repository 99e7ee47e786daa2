"""SKJ5xx: rules between ledgers."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

SESSION_UNKNOWN: Final = Rule(
    "SKJ501",
    "session-not-in-sessions-ledger",
    Severity.WARNING,
    N_(
        "Session {session} of the roll is not in the ledger of training sessions, so it has no date; the row is counted as it stands."
    ),
    N_("Add the session with its date to the ledger of training sessions."),
)
