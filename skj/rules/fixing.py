"""SKJ756-SKJ759, SKJ776: correcting ledgers with `skj fix`, and looking after kept versions with `skj log`."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

READ_OTHERWISE: Final = Rule(
    "SKJ756",
    "would-be-read-otherwise",
    Severity.ERROR,
    N_("With the corrections, row {row} would be read otherwise than before, so nothing was written."),
    N_("Correct this row by hand, then run the command again; please report it as a fault of skj."),
)
CONFIRMATION_NEEDED: Final = Rule(
    "SKJ757",
    "confirmation-needed",
    Severity.ERROR,
    N_("{count} cells are to be written, and nobody is there to be asked."),
    N_("Look at them with --diff; add --yes to write them."),
)
NAME_TOO_SHORT: Final = Rule(
    "SKJ758",
    "name-too-short",
    Severity.ERROR,
    N_("The name is too short to be told from others."),
    N_('Give the given name and the surname, for example --person "สมชาย ใจดี"; a title may stand before them.'),
)
REMOVAL_UNCONFIRMED: Final = Rule(
    "SKJ759",
    "removal-not-confirmed",
    Severity.ERROR,
    N_("{count} kept versions are to be removed for ever, and nobody is there to be asked."),
    N_("Look at them without --forget; add --yes to remove them."),
)
CORRECTION_UNKNOWN: Final = Rule(
    "SKJ776",
    "correction-unknown",
    Severity.ERROR,
    N_("There is no correction and no rule “{value}”{nearest}."),
    N_("Name one of {known}, or a code that “skj rules” lists; “skj fix --list” says what each of them does."),
)
