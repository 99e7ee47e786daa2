"""SKJ427-SKJ449: what several rows of one ledger say together, looked for by `skj check` alone."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

PERSON_DOUBLED: Final = Rule(
    "SKJ427",
    "person-doubled",
    Severity.WARNING,
    N_("The same person ({what}) already stands in {first}; both rows count."),
    N_("Check whether it is one person entered twice, and delete one of the rows if so."),
)
ENTRY_DOUBLED: Final = Rule(
    "SKJ428",
    "entry-doubled",
    Severity.WARNING,
    N_("The same {what} already stand in {first}; both rows count."),
    N_("Delete one of the rows if it was entered twice."),
)
NUMBER_DOUBLED: Final = Rule(
    "SKJ429",
    "running-number-doubled",
    Severity.INFO,
    N_("The running number {value} already stands in {first}."),
    N_("Number the rows again; nothing is counted by this number."),
)
LOWER_CLASS_HELD: Final = Rule(
    "SKJ430",
    "lower-class-not-returned",
    Severity.INFO,
    N_("This person received {higher} of the same family later ({first}), so this lower class is due for return."),
    N_("Record its return with “skj insignia return” when it comes in; “skj insignia due” lists all that are due."),
)
HIGHER_CLASS_BEFORE: Final = Rule(
    "SKJ431",
    "lower-class-after-higher",
    Severity.WARNING,
    N_("This person received the higher class {higher} of the same family in grant year {year} already ({first})."),
    N_("Check class, year and name of both rows."),
)
TWO_GRANTS_A_YEAR: Final = Rule(
    "SKJ432",
    "two-grants-in-one-year",
    Severity.WARNING,
    N_("This person also received {other} in the same grant year ({first}); between two grants lie some years."),
    N_("Check class and year of both rows, and whether they are two people of one name."),
)
NO_HIGHER_CLASS: Final = Rule(
    "SKJ433",
    "no-class-above",
    Severity.WARNING,
    N_("{value} is the highest class of its family, so it cannot have come back for a higher one."),
    N_("Check the class and the cause of return in row {row}."),
)
OTHER_FAMILY: Final = Rule(
    "SKJ434",
    "returned-for-other-family",
    Severity.WARNING,
    N_(
        "It came back for a higher class, but the register has only {other} for this person ({first}), of the other family."
    ),
    N_("A class is returned for a higher one of its own family; check the class and the cause in row {row}."),
)
GRANT_IN_FUTURE: Final = Rule(
    "SKJ435",
    "grant-year-in-future",
    Severity.WARNING,
    N_("The grant year {year} has not come yet."),
    N_("Check the year in cell {cell}."),
)
BUILDING_IN_TWO_DISTRICTS: Final = Rule(
    "SKJ436",
    "site-in-two-districts",
    Severity.WARNING,
    N_("The same site stands in {other} elsewhere ({first}); rooms are counted by district."),
    N_("Check the district in cell {cell}."),
)
PAID_TOO_MUCH: Final = Rule(
    "SKJ437",
    "paid-more-than-budget",
    Severity.WARNING,
    N_("With this payment {paid} baht were paid for the project, more than its budget of {budget} baht."),
    N_("Check the amounts, and whether a payment was entered twice."),
)
SESSION_MISSING: Final = Rule(
    "SKJ438",
    "session-number-missing",
    Severity.INFO,
    N_("Session {session} is missing: the numbers go from {earlier} to {later}."),
    N_("Add the session, or correct the number in cell {cell}."),
)
SPELT_TWO_WAYS: Final = Rule(
    "SKJ439",
    "name-spelt-two-ways",
    Severity.WARNING,
    N_("“{value}” is spelt “{fix}” in most rows, for example {first}; the two count as different things."),
    N_("Write the name alike in all rows."),
)
SESSION_DAYS_DIFFER: Final = Rule(
    "SKJ440",
    "session-on-two-days",
    Severity.WARNING,
    N_("Session {session} is dated {day} here and {other} in {first}."),
    N_("Check the number and the date of both rows; a session number counts once."),
)
CASE_NUMBER_ALIKE: Final = Rule(
    "SKJ441",
    "case-number-alike",
    Severity.WARNING,
    N_("This case number differs only in dots and spaces from the one in {first}; both rows count as cases."),
    N_("Check whether it is one case entered twice, and delete one of the rows if so."),
)
COST_FAR_ABOVE: Final = Rule(
    "SKJ442",
    "cost-far-above-others",
    Severity.WARNING,
    N_("The repair cost {cost} baht, {times} times as much as the middle one of all rooms ({usual} baht)."),
    N_("Check whether cell {cell} has zeros too many or holds the sum of several rooms."),
)
FULL_MARKS_UNLIKE: Final = Rule(
    "SKJ443",
    "full-marks-unlike-others",
    Severity.WARNING,
    N_("The full marks are {value}, but {usual} for {count} of {total} people of session {session}."),
    N_("Check the full marks in cell {cell}, and the scores beside them."),
)
