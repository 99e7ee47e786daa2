"""SKJ9xx: our own faults, and output that cannot be written as asked."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

UNEXPECTED_FAULT: Final = Rule(
    "SKJ901",
    "unexpected-fault",
    Severity.ERROR,
    N_("skj itself failed ({kind})."),
    N_("Details are in {file}; pass it on to whoever looks after skj, or run again with --debug to see them."),
)
FORMAT_UNKNOWN: Final = Rule(
    "SKJ910",
    "output-format-unknown",
    Severity.ERROR,
    N_("There is no output format “{wanted}”."),
    N_("Use one of: {formats}."),
)
ENDING_UNKNOWN: Final = Rule(
    "SKJ911",
    "output-ending-unknown",
    Severity.ERROR,
    N_("The ending of {output} does not say which format to write."),
    N_("Name the format with --format, or use one of the endings {endings}."),
)
FORMAT_CONFLICT: Final = Rule(
    "SKJ912",
    "output-format-against-ending",
    Severity.ERROR,
    N_("--format says {wanted}, but {output} ends like {ending}."),
    N_("Leave out --format, or change the ending of the file name."),
)
OUTPUT_EXISTS: Final = Rule(
    "SKJ913",
    "output-exists",
    Severity.ERROR,
    N_("{output} exists already and is left as it is."),
    N_("Choose another name, or add --force to replace it."),
)
OUTPUT_IS_LINK: Final = Rule(
    "SKJ914",
    "output-is-link",
    Severity.ERROR,
    N_("{output} is a link to another place; skj does not write through links."),
    N_("Name the real file, or another one."),
)
OUTPUT_FOLDER_MISSING: Final = Rule(
    "SKJ915",
    "output-folder-missing",
    Severity.ERROR,
    N_("The folder {folder} does not exist."),
    N_("Create the folder first, or correct the path."),
)
OUTPUT_NOT_FILE: Final = Rule(
    "SKJ916",
    "output-not-a-file",
    Severity.ERROR,
    N_("{output} is a folder or a device, not a file."),
    N_("Name a file; for the screen leave out --output."),
)
OUTPUT_FAILED: Final = Rule(
    "SKJ917",
    "output-not-written",
    Severity.ERROR,
    N_("{output} could not be written: {reason}."),
    N_(
        "Close the file if it is open in Excel, and check the free space and your rights to the folder; then run the command again."
    ),
)
WORKBOOK_TO_TERMINAL: Final = Rule(
    "SKJ918",
    "workbook-to-terminal",
    Severity.ERROR,
    N_("A workbook cannot be shown on a terminal."),
    N_("Name a file for it, for example --output report.xlsx."),
)
STREAM_FAILED: Final = Rule(
    "SKJ919",
    "stream-not-written",
    Severity.ERROR,
    N_("The output could not be written: {reason}."),
    N_(
        "Check the free space where it was led to, then run the command again; if it adds or changes rows, look first with “skj log” whether it has done so."
    ),
)
