"""SKJ65x–66x: the workspace, its settings and the words of the command line."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

NO_WORKSPACE: Final = Rule(
    "SKJ650",
    "workspace-not-found",
    Severity.ERROR,
    N_("There is no skj.toml in {file} or in any folder above it."),
    N_(
        "Go to the office's folder, name it with -w FOLDER, run “skj init” to make one, or name the ledger files themselves."
    ),
)
SETTINGS_UNREADABLE: Final = Rule(
    "SKJ651",
    "settings-unreadable",
    Severity.ERROR,
    N_("skj.toml cannot be read: {reason}"),
    N_("Correct that line; the file is TOML saved as UTF-8. “skj config --template” shows a whole one."),
)
SETTINGS_WRONG: Final = Rule(
    "SKJ652",
    "settings-wrong",
    Severity.ERROR,
    N_("The setting “{key}” is wrong: {reason}"),
    N_("Correct it in skj.toml; “skj config --template” shows every setting."),
)
LEDGER_FILES_MISSING: Final = Rule(
    "SKJ653",
    "ledger-files-missing",
    Severity.ERROR,
    N_("No file matches “{pattern}”, so the ledger “{ledger_name}” cannot be read."),
    N_("Check the name of the file and of its folder, or correct “files” under [ledgers.{ledger_id}] in skj.toml."),
)
LEDGER_NOT_CONFIGURED: Final = Rule(
    "SKJ654",
    "ledger-not-configured",
    Severity.WARNING,
    N_("No files are named for the ledger “{ledger_name}”; everything it would show counts as nothing."),
    N_('Name its files in skj.toml: [ledgers.{ledger_id}] files = ["…"].'),
)
LEDGERS_WITHOUT_FILES: Final = Rule(
    "SKJ675",
    "ledgers-without-files",
    Severity.INFO,
    N_("No files are named for {count} ledgers, which were not looked at: {names}."),
    N_(
        "Nothing to do for ledgers that the office does not keep; for the others name the files under [ledgers] in skj.toml."
    ),
)
QUARTER_UNCLEAR: Final = Rule(
    "SKJ655",
    "quarter-unclear",
    Severity.ERROR,
    N_("“{value}” is not a quarter."),
    N_("Write 1, 2, 3, 4, {year}Q2, Q2/{year}, 2/{year}, ไตรมาส 2/{year}, this or last."),
)
PLAN_OF_OTHER_YEAR: Final = Rule(
    "SKJ649",
    "plan-of-other-year",
    Severity.ERROR,
    N_("The office is of fiscal year {year}, but its plan is of {other}; levels of one year say nothing of another."),
    N_("Correct fiscal_year or plan under [office] in skj.toml; docs/plan-file.md tells how to make next year's plan."),
)
QUARTER_OF_OTHER_YEAR: Final = Rule(
    "SKJ656",
    "quarter-of-other-year",
    Severity.ERROR,
    N_("That quarter belongs to fiscal year {other}, but this workspace is of fiscal year {year}."),
    N_("Ask for a quarter of {year}, for example --quarter {year}Q2, or use the workspace of {other}."),
)
DATE_UNCLEAR: Final = Rule(
    "SKJ657",
    "date-option-unclear",
    Severity.ERROR,
    N_("“{value}” is not a date."),
    N_("Write the day first, for example 31/3/2567, 31 มี.ค. 2567 or 2024-03-31."),
)
INDICATOR_UNKNOWN: Final = Rule(
    "SKJ658",
    "indicator-unknown",
    Severity.ERROR,
    N_("There is no indicator “{value}” in the plan."),
    N_("Use a number or a name of these: {known}."),
)
PUBLISHED_ROWS: Final = Rule(
    "SKJ648",
    "rows-of-a-published-table",
    Severity.ERROR,
    N_("--publish hides small groups, and --trace would list their rows."),
    N_("Use one of the two; keep what --trace prints inside the office."),
)
FILE_NOT_A_LEDGER: Final = Rule(
    "SKJ659",
    "file-is-no-known-ledger",
    Severity.ERROR,
    N_("The headings of this file fit no ledger that skj knows."),
    N_(
        "Check that it is the right file; “skj map FILE” tells what its columns may be, and “skj init” writes templates that show the headings."
    ),
)
LANGUAGE_UNKNOWN: Final = Rule(
    "SKJ660",
    "language-unknown",
    Severity.ERROR,
    N_("“{value}” is not a language of skj."),
    N_("Use th or en."),
)
FOLDER_NOT_EMPTY: Final = Rule(
    "SKJ661",
    "workspace-exists",
    Severity.ERROR,
    N_("{file} is there already and is left as it is."),
    N_("Choose another folder, or move the file away first."),
)
ROWS_LEFT_OUT: Final = Rule(
    "SKJ662",
    "rows-set-aside",
    Severity.ERROR,
    N_("{count} rows are set aside because of errors, and --strict was given; nothing is reported."),
    N_("Correct the rows listed above, or leave out --strict to report on the others."),
)
RULE_UNKNOWN: Final = Rule(
    "SKJ665",
    "rule-unknown",
    Severity.ERROR,
    N_("There is no rule “{value}”."),
    N_("“skj rules” lists all codes."),
)
LEDGER_UNKNOWN: Final = Rule(
    "SKJ666",
    "no-such-ledger-or-file",
    Severity.ERROR,
    N_("“{value}” is neither a ledger nor a file."),
    N_("Name a file, or one of the ledgers {known}."),
)
NOTHING_ASKED: Final = Rule(
    "SKJ676",
    "search-asks-nothing",
    Severity.ERROR,
    N_("The search names nobody and narrows nothing down."),
    N_("Write a name, or one of --class, --year, --state and --agency."),
)
IMAGES_NOT_NAMED: Final = Rule(
    "SKJ677",
    "image-folder-not-named",
    Severity.ERROR,
    N_("Nobody has said where the photographs are."),
    N_('Write images = "images/insignia" under [ledgers.insignia] in skj.toml, or add --images FOLDER.'),
)
IMAGES_MISSING: Final = Rule(
    "SKJ678",
    "image-folder-missing",
    Severity.ERROR,
    N_("There is no folder {folder}."),
    N_("Make the folder, or correct “images” in skj.toml or --images."),
)
SHEET_ENDING: Final = Rule(
    "SKJ679",
    "thumbnail-sheet-not-xlsx",
    Severity.ERROR,
    N_("The sheet of thumbnails is a workbook, so {output} must end in .xlsx."),
    N_("Write for example --sheet photographs.xlsx."),
)
BASELINE_MISSING: Final = Rule(
    "SKJ667",
    "baseline-missing",
    Severity.ERROR,
    N_("There is no baseline {file}."),
    N_("Check the name, or add --write-baseline to accept what is found now."),
)
BASELINE_UNREADABLE: Final = Rule(
    "SKJ668",
    "baseline-unreadable",
    Severity.ERROR,
    N_("{file} is not a baseline that skj wrote."),
    N_("Name another file, or delete it and write it again with --write-baseline."),
)
BASELINE_NOT_NAMED: Final = Rule(
    "SKJ669",
    "baseline-not-named",
    Severity.ERROR,
    N_("--write-baseline needs to know where to write."),
    N_("Add --baseline FILE, for example --baseline accepted.jsonl."),
)
