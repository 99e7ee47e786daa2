"""SKJ777–778 and SKJ785–799: rows that are to be written, before any file is touched."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

DRAFT_REFUSED: Final = Rule(
    "SKJ785",
    "draft-has-errors",
    Severity.ERROR,
    N_("Nothing was written: {count} errors in what is to be written."),
    N_("Correct the values named above and try again; --dry-run shows the row without writing."),
)
COLUMN_ABSENT: Final = Rule(
    "SKJ786",
    "column-absent",
    Severity.ERROR,
    N_("The sheet has no column for “{wanted}”, so the value cannot be kept."),
    N_("Add the column “{wanted}” to the sheet first, or leave the option out."),
)
NO_LEDGER_FILE: Final = Rule(
    "SKJ787",
    "no-ledger-to-write",
    Severity.ERROR,
    N_("There is no file of the ledger “{ledger_name}” to write to."),
    N_("Name it in skj.toml under [ledgers.{ledger_id}], or make one with “skj init”."),
)
NOT_ITS_FILE: Final = Rule(
    "SKJ777",
    "no-file-of-the-ledger",
    Severity.ERROR,
    N_("{file} is no file of the ledger “{ledger_name}”."),
    N_("Name one of {files} with --file, or add this one to skj.toml under [ledgers.{ledger_id}]."),
)
NOT_ITS_SHEET: Final = Rule(
    "SKJ778",
    "no-sheet-of-the-ledger",
    Severity.ERROR,
    N_("The ledger “{ledger_name}” stands on no sheet “{sheet_id}”."),
    N_("Name one of {sheets} with --sheet."),
)
SEVERAL_FILES: Final = Rule(
    "SKJ788",
    "several-ledger-files",
    Severity.ERROR,
    N_("The ledger “{ledger_name}” is several files: {files}."),
    N_("Say with --file which of them gets the row."),
)
SEVERAL_SHEETS: Final = Rule(
    "SKJ789",
    "several-ledger-sheets",
    Severity.ERROR,
    N_("The ledger stands on several sheets of this file: {sheets}."),
    N_("Say with --sheet which of them gets the row."),
)
FORMULA_IN_TEXT: Final = Rule(
    "SKJ790",
    "text-looks-like-formula",
    Severity.ERROR,
    N_("“{value}” begins like a formula, which a spreadsheet would compute when it opens this CSV file."),
    N_("Leave out the first character, or keep the ledger as an .xlsx workbook."),
)
ROW_NOT_FOUND: Final = Rule(
    "SKJ791",
    "row-not-found",
    Severity.ERROR,
    N_("No row of the ledger “{ledger_name}” fits {wanted}."),
    N_("Check the spelling; “{command}” helps to find it."),
)
SEVERAL_ROWS: Final = Rule(
    "SKJ792",
    "several-rows-fit",
    Severity.ERROR,
    N_("{count} rows fit {wanted}: {places}."),
    N_("Say more, so that only one row is left."),
)
CLASS_UNKNOWN: Final = Rule(
    "SKJ754",
    "class-option-unknown",
    Severity.ERROR,
    N_("“{value}” is not a class of royal insignia that is known here."),
    N_("Write one of ม.ป.ช., ม.ว.ม., ป.ช., ป.ม."),
)
ROW_NOT_TAKEN: Final = Rule(
    "SKJ752",
    "batch-row-is-no-record",
    Severity.ERROR,
    N_("Row {row} of the file is read as {what}, not as a record: “{value}”."),
    N_("Complete the row, or take it out of the file; a batch is written as a whole or not at all."),
)
NO_NEXT_STAGE: Final = Rule(
    "SKJ753",
    "no-next-stage",
    Severity.ERROR,
    N_(
        "--on {day} has no stage to go to: every stage has its day already, or the next one was given by its own option."
    ),
    N_("Name the stage by its own option, for example --presented-on."),
)
NOTHING_TO_WRITE: Final = Rule(
    "SKJ793",
    "nothing-to-write",
    Severity.ERROR,
    N_("There is nothing to write: no value was given that is not there already."),
    N_("Give at least one of the options; --help lists them."),
)
FIELD_FILLED: Final = Rule(
    "SKJ794",
    "cell-has-a-value",
    Severity.WARNING,
    N_("“{wanted}” is “{value}” already and will be replaced by “{new}”."),
    N_("Leave the option out to keep what is there."),
)
LOWER_CLASS_HELD: Final = Rule(
    "SKJ795",
    "lower-class-still-held",
    Severity.WARNING,
    N_(
        "This person also received {lower} (grant year {year}, {first}) of the same family, which is to be returned now."
    ),
    N_("Record its return with “skj insignia return” when it comes in."),
)
HIGHER_CLASS_HELD: Final = Rule(
    "SKJ796",
    "higher-class-received-before",
    Severity.WARNING,
    N_("This person received the higher class {higher} of the same family in grant year {year} already ({first})."),
    N_("Check the class and the year of both rows."),
)
CHANGED_SINCE_READ: Final = Rule(
    "SKJ797",
    "changed-since-read",
    Severity.ERROR,
    N_("The file was changed by another program after it was read, so nothing was written."),
    N_("Run the command again; it will then see the newest version."),
)
ANSWER_NEEDED: Final = Rule(
    "SKJ798",
    "answer-needed",
    Severity.ERROR,
    N_("The row has warnings, and nobody is there to be asked."),
    N_("Look at the warnings above; add --yes to write the row all the same."),
)
COLUMN_NOT_TAKEN: Final = Rule(
    "SKJ799",
    "column-not-taken",
    Severity.WARNING,
    N_("The column “{title}” is no field of this ledger; what stands in it will not be written."),
    N_("Check the spelling of the heading, or copy that column by hand."),
)
