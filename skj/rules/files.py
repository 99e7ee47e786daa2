"""SKJ1xx: rules of files and encodings, found before any heading is looked at."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

RAISE_LIMIT: Final = N_(
    "If the file is honest and really this large, raise “{setting}” under [limits] in skj.toml; otherwise ask its sender for a new copy."
)
SAVE_AGAIN: Final = N_(
    "Open the file in Excel or LibreOffice, save it as a new .xlsx workbook and use that one; if it does not open there either, ask for a new copy."
)
NAME_ENCODING: Final = N_(
    "Name the encoding with --encoding, for example --encoding cp874, or save the file as “CSV UTF-8”."
)

# The file itself.

FILE_MISSING: Final = Rule(
    "SKJ101",
    "file-missing",
    Severity.ERROR,
    N_("The file {file} does not exist."),
    N_("Check the name and the folder; if Excel is just saving the file, try again in a moment."),
)
NOT_A_FILE: Final = Rule(
    "SKJ102",
    "not-a-file",
    Severity.ERROR,
    N_("{file} is a folder or a device, not a file."),
    N_("Give the ledger file itself, for example {file}/rooms.xlsx."),
)
FILE_EMPTY: Final = Rule(
    "SKJ103",
    "file-empty",
    Severity.ERROR,
    N_("The file {file} is empty."),
    N_("Ask for the file again; a copy over the network may have been cut off."),
)
FILE_FORBIDDEN: Final = Rule(
    "SKJ104",
    "file-forbidden",
    Severity.ERROR,
    N_("You have no permission to read {file}, or another program keeps it to itself."),
    N_("Close the program that holds the file, or ask the owner of the folder for the right to read it."),
)
FILE_UNREADABLE: Final = Rule(
    "SKJ105",
    "file-unreadable",
    Severity.ERROR,
    N_("The file {file} could not be read: {reason}."),
    N_("Check the drive or the network share and try again."),
)
FILE_TOO_LARGE: Final = Rule(
    "SKJ106",
    "file-too-large",
    Severity.ERROR,
    N_("The file {file} holds more than {limit} bytes."),
    RAISE_LIMIT,
)
PASSWORD: Final = Rule(
    "SKJ107",
    "password-protected",
    Severity.ERROR,
    N_("The workbook {file} is protected by a password and cannot be read."),
    N_("Open it in Excel, remove the password (File › Info › Protect Workbook) and save a copy."),
)
DAMAGED: Final = Rule(
    "SKJ108",
    "workbook-damaged",
    Severity.ERROR,
    N_("The workbook {file} is damaged or cut off: {reason}{said}."),
    SAVE_AGAIN,
)
FORMAT_UNKNOWN: Final = Rule(
    "SKJ109",
    "format-unknown",
    Severity.ERROR,
    N_("{file} is not a ledger that can be read; by its content it is: {found}."),
    N_("Ledgers may be .xlsx, .xlsm, .xls, .ods or .csv; save the file as one of these."),
)
WEB_PAGE: Final = Rule(
    "SKJ110",
    "web-page",
    Severity.ERROR,
    N_("{file} is a web page (HTML or XML text), whatever its name says; its cells cannot be trusted."),
    N_("Open it in Excel or LibreOffice and save it as an .xlsx workbook; then use that one."),
)
NAMED_OTHERWISE: Final = Rule(
    "SKJ111",
    "named-otherwise",
    Severity.WARNING,
    N_("{file} is named {ending}, but its content is {found}; it was read by its content."),
    N_("Give the file the right ending, so that other programs open it too."),
)
READER_FAILED: Final = Rule(
    "SKJ112",
    "reader-failed",
    Severity.ERROR,
    N_("The workbook {file} could not be understood: {reason}."),
    SAVE_AGAIN,
)
NO_WORKSHEET: Final = Rule(
    "SKJ113",
    "no-worksheet",
    Severity.ERROR,
    N_("The workbook {file} has no worksheet with cells, only charts or macros."),
    N_("Give the workbook that holds the ledger."),
)

# The guard in front of the workbook readers (lossless section 2, reliability section 4).

TOO_MANY_PARTS: Final = Rule(
    "SKJ120",
    "too-many-parts",
    Severity.ERROR,
    N_("The workbook {file} is made of {count} parts; at most {limit} are read."),
    RAISE_LIMIT,
)
UNPACKS_TOO_FAR: Final = Rule(
    "SKJ121",
    "unpacks-too-far",
    Severity.ERROR,
    N_("The workbook {file} unpacks to {count} bytes; at most {limit} are read."),
    RAISE_LIMIT,
)
PACKED_TOO_TIGHTLY: Final = Rule(
    "SKJ122",
    "packed-too-tightly",
    Severity.ERROR,
    N_("The part {part} of {file} is packed to less than {limit} of its size, as only a file made to harm is."),
    RAISE_LIMIT,
)
SIZE_FALSE: Final = Rule(
    "SKJ123",
    "part-size-false",
    Severity.ERROR,
    N_("The part {part} of {file} does not have the size that the file states for it."),
    SAVE_AGAIN,
)
PART_NAME_UNSAFE: Final = Rule(
    "SKJ124",
    "part-name-unsafe",
    Severity.ERROR,
    N_("The workbook {file} holds a part named “{part}”, which leads out of the workbook."),
    SAVE_AGAIN,
)
PART_DOUBLED: Final = Rule(
    "SKJ125",
    "part-doubled",
    Severity.ERROR,
    N_("The workbook {file} holds the part “{part}” twice, so programs may see different contents."),
    SAVE_AGAIN,
)
DOCUMENT_TYPE: Final = Rule(
    "SKJ126",
    "document-type-declared",
    Severity.ERROR,
    N_(
        "The part {part} of {file} declares a document type or entities; no office program writes that, and it can be used to harm."
    ),
    SAVE_AGAIN,
)
PART_NOT_UTF8: Final = Rule(
    "SKJ127",
    "part-not-utf8",
    Severity.ERROR,
    N_("The part {part} of {file} is not written in UTF-8; its rows would silently be missed."),
    SAVE_AGAIN,
)
PART_ENCRYPTED: Final = Rule(
    "SKJ128",
    "part-encrypted",
    Severity.ERROR,
    N_("The part {part} of {file} is encrypted."),
    N_("Open the file with its password, save a copy without a password and use that one."),
)
PACKING_UNKNOWN: Final = Rule(
    "SKJ129",
    "packing-unknown",
    Severity.ERROR,
    N_("The part {part} of {file} is packed in a way that workbooks do not use."),
    SAVE_AGAIN,
)
TOO_MANY_ROWS: Final = Rule(
    "SKJ130",
    "too-many-rows",
    Severity.ERROR,
    N_("{file} ({part}) has a value in row {count}; at most {limit} rows are read."),
    RAISE_LIMIT,
)
TOO_MANY_COLUMNS: Final = Rule(
    "SKJ131",
    "too-many-columns",
    Severity.ERROR,
    N_("{file} ({part}) has a value in column {count}; at most {limit} columns are read."),
    RAISE_LIMIT,
)
TOO_MANY_CELLS: Final = Rule(
    "SKJ132",
    "too-many-cells",
    Severity.ERROR,
    N_("The values of {file} ({part}) span {count} cells; at most {limit} are read."),
    RAISE_LIMIT,
)
TOO_MUCH_TEXT: Final = Rule(
    "SKJ133",
    "too-much-text",
    Severity.ERROR,
    N_("The texts of {file}, repeated in every cell that uses them, come to {count} bytes; at most {limit} are read."),
    RAISE_LIMIT,
)
CELL_TOO_LONG: Final = Rule(
    "SKJ134",
    "cell-too-long",
    Severity.ERROR,
    N_("{file} ({part}) holds a single text of more than {limit} bytes."),
    RAISE_LIMIT,
)
COUNT_FALSE: Final = Rule(
    "SKJ135",
    "count-false",
    Severity.ERROR,
    N_("{file} ({part}) states {count} entries, more than it can hold."),
    SAVE_AGAIN,
)
NO_CACHED_VALUE: Final = Rule(
    "SKJ140",
    "formula-without-value",
    Severity.WARNING,
    N_("{count} formulas on sheet {sheet} have no stored result and count as blank: {cells}."),
    N_("Open the workbook in Excel or LibreOffice and save it once, so that the results are stored."),
)

# Text files.

ENCODING_UNKNOWN: Final = Rule(
    "SKJ150",
    "encoding-unknown",
    Severity.ERROR,
    N_("The encoding of {file} could not be told: it is neither UTF-8 nor Thai Windows-874 text."),
    NAME_ENCODING,
)
ENCODING_MIXED: Final = Rule(
    "SKJ151",
    "encoding-mixed",
    Severity.ERROR,
    N_("{file} mixes encodings: most of it is {encoding}, but line {line} is not."),
    N_("Open the parts in the programs they came from, save each as “CSV UTF-8” and join them again."),
)
ENCODING_WRONG: Final = Rule(
    "SKJ152",
    "encoding-wrong",
    Severity.ERROR,
    N_("{file} is not written in {encoding}: line {line} cannot be read that way."),
    NAME_ENCODING,
)
ENCODING_NAME: Final = Rule(
    "SKJ153",
    "encoding-name-unknown",
    Severity.ERROR,
    N_("“{encoding}” is not the name of a text encoding."),
    N_("Use for example utf-8, cp874 (Thai Windows) or utf-16."),
)
ENCODING_NOTED: Final = Rule(
    "SKJ154",
    "encoding-noted",
    Severity.INFO,
    N_("Read as {encoding} because {reason}."),
    N_("If letters look wrong, name the encoding with --encoding."),
)
NULL_BYTE: Final = Rule(
    "SKJ156",
    "null-byte",
    Severity.ERROR,
    N_("Line {line} of {file} holds a null character, so it is not plain text (or UTF-16 without its mark)."),
    N_("Save the file as “CSV UTF-8” in Excel; for UTF-16 without its mark use --encoding utf-16-le."),
)
LINE_TOO_LONG: Final = Rule(
    "SKJ157",
    "line-too-long",
    Severity.ERROR,
    N_("Line {line} of {file} is longer than {limit} bytes, so this is not a table."),
    RAISE_LIMIT,
)
FIELD_TOO_LONG: Final = Rule(
    "SKJ158",
    "field-too-long",
    Severity.ERROR,
    N_(
        "A field in {file} that begins on line {line} is longer than {limit} characters; probably a quotation mark is never closed."
    ),
    N_('Look for a single quotation mark (") on line {line}: close it, or double it when it belongs to the text.'),
)
QUOTE_UNCLOSED: Final = Rule(
    "SKJ159",
    "quote-unclosed",
    Severity.ERROR,
    N_(
        "A quotation mark in the row that begins on line {line} of {file} is never closed, so the rest of the file would become one cell."
    ),
    N_('Look for a single quotation mark (") on line {line}: close it, or double it when it belongs to the text.'),
)
QUOTE_SWALLOWS: Final = Rule(
    "SKJ160",
    "quote-swallows-lines",
    Severity.WARNING,
    N_(
        "The row that begins on line {line} runs over {count} lines inside quotation marks; a stray quotation mark may have swallowed rows."
    ),
    N_('Look for a single quotation mark (") on line {line}: close it, or double it when it belongs to the text.'),
)
