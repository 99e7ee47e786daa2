"""SKJ701-SKJ739: why an edit of an office file is refused, and what an edit leaves for the user to look at."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_


def _refusal(code: str, name: str, message: str, hint: str) -> Rule:
    return Rule(code, name, Severity.ERROR, message, hint)


def _note(code: str, name: str, message: str, hint: str) -> Rule:
    return Rule(code, name, Severity.WARNING, message, hint)


NOT_A_WORKBOOK: Final = _refusal(
    "SKJ701",
    "not-a-workbook",
    N_("The file is not a whole Excel workbook: {detail}"),
    N_("Open it in Excel or LibreOffice, save it as a new .xlsx file and try again."),
)
ZIP64_ARCHIVE: Final = _refusal(
    "SKJ702",
    "zip64-archive",
    N_("The workbook is packed as Zip64, a form for very large archives that is not edited here"),
    N_("Open it in Excel, save it under a new name as .xlsx and try again."),
)
ARCHIVE_WITH_PREFIX: Final = _refusal(
    "SKJ703",
    "archive-with-prefix",
    N_("The workbook has other data before its contents, so its parts cannot be copied unchanged"),
    N_("Save it from Excel under a new name and try again; do not use a self-extracting archive."),
)
DUPLICATE_PARTS: Final = _refusal(
    "SKJ704",
    "duplicate-parts",
    N_("The workbook holds two parts named {part}; it is unclear which one counts"),
    N_("Open it in Excel, save it under a new name and try again."),
)
ENCRYPTED_WORKBOOK: Final = _refusal(
    "SKJ705",
    "encrypted-workbook",
    N_("The workbook is encrypted or protected by a password to open it"),
    N_(
        "Remove the password in Excel (File, Info, Protect Workbook, Encrypt with Password: leave it empty), then try again."
    ),
)
MULTI_DISK_ARCHIVE: Final = _refusal(
    "SKJ706",
    "multi-disk-archive",
    N_("The workbook is one piece of an archive that was split over several files"),
    N_("Join the pieces, or ask the sender for the whole workbook."),
)
OVERLAPPING_PARTS: Final = _refusal(
    "SKJ707",
    "overlapping-parts",
    N_("Parts of the workbook overlap each other ({part}); such a file is damaged or hostile"),
    N_("Do not use this file; ask for a fresh copy."),
)
PART_TOO_LARGE: Final = _refusal(
    "SKJ708",
    "part-too-large",
    N_("The part {part} unpacks to {size} bytes, more than the limit of {limit}"),
    N_("Divide the workbook into smaller ones, or ask whoever sent it for a usable copy."),
)
UNKNOWN_COMPRESSION: Final = _refusal(
    "SKJ709",
    "unknown-compression",
    N_("The part {part} is packed by a method (number {method}) that Excel does not use"),
    N_("Open the workbook in Excel or LibreOffice, save it as a new .xlsx file and try again."),
)
PART_MISSING: Final = _refusal(
    "SKJ710",
    "part-missing",
    N_("The workbook lacks a part that it needs: {part}"),
    N_("Open it in Excel, let Excel repair it, save it under a new name and try again."),
)
SHEET_NOT_FOUND: Final = _refusal(
    "SKJ711",
    "sheet-not-found",
    N_("The workbook has no sheet named {sheet}; it has: {sheets}"),
    N_("Name one of these sheets, or check whether the sheet was renamed."),
)
NOT_A_WORKSHEET: Final = _refusal(
    "SKJ712",
    "not-a-worksheet",
    N_("The sheet {sheet} is a chart, dialog or macro sheet and has no rows to write to"),
    N_("Name the sheet that holds the ledger."),
)
DIGITAL_SIGNATURE: Final = _refusal(
    "SKJ713",
    "digital-signature",
    N_("The workbook is digitally signed; any change would make the signature invalid"),
    N_("Remove the signature in Excel first (File, Info, View Signatures), or keep new rows in a copy without it."),
)
REVISION_LOG: Final = _refusal(
    "SKJ714",
    "revision-log",
    N_("The workbook is shared in the old way and keeps a log of changes, which a new row would contradict"),
    N_("In Excel, end sharing (Review, Unshare Workbook), save and try again."),
)
DOCTYPE_FOUND: Final = _refusal(
    "SKJ715",
    "doctype-found",
    N_("The part {part} holds a document type declaration, which no office program writes; the file may be hostile"),
    N_("Do not use this file; ask for a fresh copy saved from Excel."),
)
PART_NOT_UTF8: Final = _refusal(
    "SKJ716",
    "part-not-utf8",
    N_("The part {part} is not written in UTF-8 and is not edited here"),
    N_("Open the workbook in Excel, save it under a new name and try again."),
)
PART_NOT_WELL_FORMED: Final = _refusal(
    "SKJ717",
    "part-not-well-formed",
    N_("The part {part} is not well-formed: {detail}"),
    N_("Open the workbook in Excel, let Excel repair it, save it under a new name and try again."),
)
ROWS_WITHOUT_NUMBERS: Final = _refusal(
    "SKJ718",
    "rows-without-numbers",
    N_(
        "Rows or cells around row {row} carry no address in the file, so a place for the new values cannot be told safely"
    ),
    N_("Open the workbook in Excel or LibreOffice, save it once and try again; this writes the addresses."),
)
COMMENT_IN_SHEET_DATA: Final = _refusal(
    "SKJ719",
    "comment-in-sheet-data",
    N_("The rows of the sheet hold XML comments or raw text blocks, which only other programs write"),
    N_("Open the workbook in Excel or LibreOffice, save it once and try again."),
)
SHEET_PROTECTED: Final = _refusal(
    "SKJ720",
    "sheet-protected",
    N_("The sheet is protected and the cells of row {row} are locked"),
    N_("Remove the protection in Excel (Review, Unprotect Sheet), or use --force if you may write there."),
)
TABLE_TOTALS_ROW: Final = _refusal(
    "SKJ721",
    "table-totals-row",
    N_("Row {row} is the totals row of the table {table}"),
    N_("Switch the totals row off in Excel (Table Design, Total Row), add the rows, then switch it on again."),
)
PIVOT_IN_THE_WAY: Final = _refusal(
    "SKJ722",
    "pivot-in-the-way",
    N_("A pivot table at {area} stands where row {row} would be written"),
    N_("Move the pivot table to a sheet of its own in Excel and try again."),
)
ARRAY_IN_THE_WAY: Final = _refusal(
    "SKJ723",
    "array-in-the-way",
    N_("An array formula or data table covers {area}, where row {row} would be written"),
    N_("Move or end the array formula above that row in Excel and try again."),
)
MERGE_IN_THE_WAY: Final = _refusal(
    "SKJ724",
    "merge-in-the-way",
    N_("Merged cells {area} stand in the way of row {row}"),
    N_("Unmerge these cells in Excel, or insert an empty row below the last record, and try again."),
)
ROWS_BELOW_HELD: Final = _refusal(
    "SKJ725",
    "rows-below-held",
    N_("Row {row} is taken and the rows from there on cannot be moved down without loss: {what}"),
    N_("Insert an empty row below the last record in Excel, save, and try again."),
)
FORMULA_POINTS_BELOW: Final = _refusal(
    "SKJ726",
    "formula-points-below",
    N_("Row {row} is taken, and a formula in {where} refers to the rows that would move down: {formula}"),
    N_("Insert an empty row below the last record in Excel, which corrects the formula, save, and try again."),
)
SHEET_FULL: Final = _refusal(
    "SKJ727",
    "sheet-full",
    N_("Row {row} would be below the last row that a sheet can have"),
    N_("Start a new sheet or workbook for further records."),
)
VALUE_NOT_WRITABLE: Final = _refusal(
    "SKJ728",
    "value-not-writable",
    N_("The value for {cell} cannot be written: {detail}"),
    N_("Correct the value and try again."),
)
CELL_HOLDS_FORMULA: Final = _refusal(
    "SKJ729",
    "cell-holds-formula",
    N_("The cell {cell} holds a formula, which a value would destroy"),
    N_("Change the cells that the formula reads, or remove the formula in Excel first."),
)
CELL_IS_RICH: Final = _refusal(
    "SKJ755",
    "cell-formatted-by-letters",
    N_("Letters within the cell {cell} have formats of their own, which another text would lose"),
    N_("Correct the cell in Excel, or give all its letters one format first."),
)
FORMAT_NOT_WRITTEN: Final = _refusal(
    "SKJ730",
    "format-not-written",
    N_("Files of the kind {suffix} are read but never written, since they cannot be changed without loss"),
    N_("Open the file in Excel or LibreOffice, save it as .xlsx (or .csv), and use that file from now on."),
)
CHARACTER_NOT_IN_ENCODING: Final = _refusal(
    "SKJ731",
    "character-not-in-encoding",
    N_("The character {character} cannot be written in this file, whose encoding is {encoding}"),
    N_("Leave the character out, or save the file as CSV UTF-8 in Excel and try again."),
)
CSV_NOT_READABLE: Final = _refusal(
    "SKJ732",
    "csv-not-readable",
    N_("The CSV file cannot be edited safely: {detail}"),
    N_("Open the file in Excel or LibreOffice, look at the line named, save it as CSV UTF-8 and try again."),
)
CSV_RECORD_MISSING: Final = _refusal(
    "SKJ733",
    "csv-record-missing",
    N_("The CSV file has no record or column there: {detail}"),
    N_("Read the file again; it may have changed since it was read."),
)
TABLE_IN_THE_WAY: Final = _refusal(
    "SKJ734",
    "table-in-the-way",
    N_("The table {table} at {area} stands where row {row} would be written"),
    N_("Move the table in Excel so that rows are free below the records, and try again."),
)
FORMULA_LEFT_EMPTY: Final = _note(
    "SKJ735",
    "formula-left-empty",
    N_("The formula in {source} was not copied to {cell}; the cell is empty"),
    N_("Copy the formula down in Excel."),
)
ERA_CORRECTED: Final = _note(
    "SKJ736",
    "era-corrected",
    N_(
        "Dates above {cell} were typed with a Buddhist year as if it were a Christian one; the new date was written rightly"
    ),
    N_("Correct the older dates (for example with skj fix), so that the column shows one kind of year."),
)
RANGE_NOT_GROWN: Final = _note(
    "SKJ737",
    "range-not-grown",
    N_("{where} reads the fixed range {area}, which ends before the new row"),
    N_("Extend the range in Excel if the new row belongs to it."),
)
PIVOT_NEEDS_REFRESH: Final = _note(
    "SKJ738",
    "pivot-needs-refresh",
    N_("A pivot table reads from this sheet and does not show the new row yet"),
    N_("Refresh it in Excel (Data, Refresh All); check that its source range reaches the new row."),
)
ROWS_MOVED_DOWN: Final = _note(
    "SKJ739",
    "rows-moved-down",
    N_("Rows from {row} on (totals, notes, signatures) were moved down by {count} to make room"),
    N_("Look at the totals and the printed page once; Excel recalculates when it opens the file."),
)
