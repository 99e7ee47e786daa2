"""SKJ67x: what `skj map` cannot write to skj.toml."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

SETTINGS_NOT_EDITABLE: Final = Rule(
    "SKJ670",
    "settings-not-editable",
    Severity.ERROR,
    N_(
        "skj.toml says something else about the ledger “{ledger_name}” already, or says it in a form that would have to be rewritten; nothing was changed."
    ),
    N_("Change [ledgers.{ledger_id}] in skj.toml by hand; “skj map” shows the lines that are needed."),
)
MAPPING_WOULD_NOT_HOLD: Final = Rule(
    "SKJ671",
    "mapping-would-not-hold",
    Severity.ERROR,
    N_(
        "Even with these lines in skj.toml the column “{heading}” of {file} would not be read as “{field_id}”; nothing was changed."
    ),
    N_(
        "Two columns probably have the same heading, or two tables of one file have different ones; make the headings right in the file itself."
    ),
)
MAPPING_SPOILS_OTHER: Final = Rule(
    "SKJ672",
    "mapping-spoils-other-file",
    Severity.ERROR,
    N_(
        "{file} belongs to the same ledger and has another heading for “{field_id}”, which skj.toml would no longer allow; nothing was changed."
    ),
    N_("skj.toml can name one heading for each column: give the files of the ledger the same headings."),
)
LEDGER_UNKNOWN: Final = Rule(
    "SKJ673",
    "ledger-unknown",
    Severity.ERROR,
    N_("There is no ledger “{value}”."),
    N_("The ledgers are {known}."),
)
MAPPING_INCOMPLETE: Final = Rule(
    "SKJ674",
    "mapping-incomplete",
    Severity.ERROR,
    N_("Nothing was written to skj.toml: {count} columns or tables are not clear."),
    N_(
        "Run “skj map” with --write on a terminal and answer its questions, or write the lines yourself; --yes writes what is sure and leaves out the rest, where the ledger can be without it."
    ),
)
