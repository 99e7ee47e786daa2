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
SESSION_WITHOUT_ROLL: Final = Rule(
    "SKJ507",
    "session-without-roll",
    Severity.WARNING,
    N_("Nobody stands on the roll for session {session}, though it was held on {day}."),
    N_("Enter the roll of that session, or check the number of the session on both sides."),
)
PERSON_SPELT_TWICE: Final = Rule(
    "SKJ508",
    "person-spelt-two-ways",
    Severity.WARNING,
    N_("“{value}” is spelt “{other}” in {first}; they are probably one person."),
    N_("Compare with the personnel file and write the name alike everywhere."),
)
PROJECT_MISSPELT: Final = Rule(
    "SKJ509",
    "project-nearly-that-of-plan",
    Severity.WARNING,
    N_("“{value}” is nearly a project of the plan, but not quite: “{fix}”."),
    N_("Write the name as the plan has it if that project is meant."),
)
MORE_THAN_EXPECTED: Final = Rule(
    "SKJ510",
    "more-records-than-expected",
    Severity.WARNING,
    N_("The register holds {count} records of grant year {year}, but skj.toml expects {expected}."),
    N_("Look for rows of another year or entered twice; or correct “expected” under [ledgers.insignia]."),
)
AGENCY_NOT_INVITED: Final = Rule(
    "SKJ511",
    "agency-not-of-session",
    Severity.INFO,
    N_("“{value}” is not among the agencies of session {session}."),
    N_("Check the number of the session and the agency; add the agency to the session if it took part."),
)
TOO_MANY_SITES: Final = Rule(
    "SKJ512",
    "more-places-than-plan",
    Severity.WARNING,
    N_("The ledger names {count} different {what}, but the plan knows {limit}; some are probably spelt in two ways."),
    N_("Compare the names, beginning with “{value}”, which occurs least."),
)
