"""SKJ2xx: sheets, headings and the shape of tables."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

NO_HEADING_ROW: Final = Rule(
    "SKJ201",
    "heading-row-missing",
    Severity.ERROR,
    N_("No row of this sheet holds the headings of the ledger “{ledger_name}”; looked for {wanted}."),
    N_(
        "Check that this is the right file and sheet, or name its headings in skj.toml under [ledgers.{ledger_id}.columns]."
    ),
)
HEADING_MISSING: Final = Rule(
    "SKJ202",
    "heading-missing",
    Severity.WARNING,
    N_("The heading “{wanted}” is missing; its values are taken as blank."),
    N_('Add the column, or say in skj.toml which heading holds it: [ledgers.{ledger_id}.columns] {field_id} = "…".'),
)
HEADING_DOUBLED: Final = Rule(
    "SKJ203",
    "heading-doubled",
    Severity.WARNING,
    N_("The heading “{heading}” means the same field as column {first}; column {first} is used."),
    N_("Rename one of the two columns, or name the right one in skj.toml."),
)
SHEET_UNKNOWN: Final = Rule(
    "SKJ204",
    "sheet-unknown",
    Severity.ERROR,
    N_("There is no sheet “{wanted}” in this file; it has {present}."),
    N_("Correct “sheet” in skj.toml, or the name of the sheet."),
)
SHEET_HIDDEN: Final = Rule(
    "SKJ205",
    "sheet-hidden",
    Severity.WARNING,
    N_("The sheet is hidden but its headings match, so its rows are counted."),
    N_("Show the sheet to check it, or name the sheet to use in skj.toml."),
)
LEDGER_EMPTY: Final = Rule(
    "SKJ206",
    "ledger-empty",
    Severity.WARNING,
    N_("The headings are there but no row below them holds a record."),
    N_("Check that the right sheet was saved and that the rows stand below the headings."),
)
ROW_NOT_A_RECORD: Final = Rule(
    "SKJ207",
    "row-not-a-record",
    Severity.INFO,
    N_("Row {row} is read as {what}, not as a record: “{value}”."),
    N_("Nothing to do if that is right. If it is a record, fill in its columns."),
)
TOTAL_DISAGREES: Final = Rule(
    "SKJ208",
    "total-disagrees",
    Severity.WARNING,
    N_("The total says {value}, but the rows above add up to {computed}."),
    N_("Check the total, and whether a row was added or left out by hand."),
)
MERGED_DATA: Final = Rule(
    "SKJ209",
    "merged-over-rows",
    Severity.INFO,
    N_("The cell is merged over rows {first}–{last}; its value is used for each of them."),
    N_("Write the value in each row if a row means something else."),
)
SHEET_FOREIGN: Final = Rule(
    "SKJ210",
    "sheet-not-this-ledger",
    Severity.INFO,
    N_("The sheet “{sheet}” has no headings of this ledger and is not read."),
    N_("Nothing to do if it holds something else."),
)
COLUMN_UNKNOWN_FIELD: Final = Rule(
    "SKJ211",
    "setting-names-missing-heading",
    Severity.ERROR,
    N_("skj.toml says the field “{field_id}” stands under “{wanted}”, but no such heading is in this sheet."),
    N_("Correct the heading in skj.toml or in the sheet."),
)
HEADING_MISSPELT: Final = Rule(
    "SKJ212",
    "heading-perhaps-misspelt",
    Severity.WARNING,
    N_("The heading “{value}” is not known, so its column is not read; it looks like “{wanted}”."),
    N_("Correct the heading in cell {cell}, or let “skj map” write it to skj.toml."),
)
MERGED_ACROSS: Final = Rule(
    "SKJ213",
    "merged-over-columns",
    Severity.WARNING,
    N_("The cells {area} are merged; only the first has the value, the other columns are taken as blank."),
    N_("Take the merging apart and write what belongs into each cell."),
)
ROWS_HIDDEN: Final = Rule(
    "SKJ214",
    "rows-hidden-but-counted",
    Severity.INFO,
    N_("{count} rows with records are hidden, for example by a filter; they count all the same."),
    N_("Nothing to do if that is meant; show the rows to check them."),
)
VALUE_BESIDE_TABLE: Final = Rule(
    "SKJ215",
    "value-beyond-headings",
    Severity.WARNING,
    N_("The row has more values than there are headings, from “{value}” on; a comma may have split a value."),
    N_("Put the value that holds a comma in quotation marks, or export the file again from the spreadsheet."),
)
HEADING_AMBIGUOUS: Final = Rule(
    "SKJ216",
    "heading-ambiguous",
    Severity.WARNING,
    N_("The heading “{value}” can mean several columns ({wanted}), so it is not read."),
    N_("Write the whole heading in cell {cell}, or let “skj map” ask which one is meant."),
)
