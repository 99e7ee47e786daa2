"""Findings about writing to the office's own files (SKJ740-SKJ789): open elsewhere, not writable, not confirmed, history."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

LEDGER_LOCKED: Final = Rule(
    "SKJ740",
    "ledger-locked",
    Severity.ERROR,
    N_("another skj command is writing to {file}; it did not finish within {seconds} seconds"),
    N_("Nothing was changed. Wait until the other command has finished, then try again."),
)
OPEN_IN_LIBREOFFICE: Final = Rule(
    "SKJ741",
    "ledger-open-in-libreoffice",
    Severity.ERROR,
    N_("{file} is open in LibreOffice: {person} on computer {host} since {since}"),
    N_("Nothing was changed. Ask {person} to save and close the file, then try again."),
)
OPEN_IN_EXCEL: Final = Rule(
    "SKJ742",
    "ledger-open-in-excel",
    Severity.ERROR,
    N_("{file} is open in Excel: {person}, since {since}"),
    N_("Nothing was changed. Ask {person} to save and close the file, then try again."),
)
OPEN_BY_SOMEBODY: Final = Rule(
    "SKJ743",
    "ledger-open-by-unknown",
    Severity.ERROR,
    N_("{file} seems to be open in an office program since {since}; {owner_file} does not say by whom"),
    N_("Nothing was changed. Find out who has the file open, let them save and close it, then try again."),
)
HELD_OPEN: Final = Rule(
    "SKJ744",
    "ledger-held-open",
    Severity.ERROR,
    N_("{file} could not be replaced: another program holds it open or the server refuses (waited {seconds} seconds)"),
    N_("Nothing was changed. Close the file in every program and on every computer, then try again."),
)
CHANGED_MEANWHILE: Final = Rule(
    "SKJ745",
    "ledger-changed-meanwhile",
    Severity.ERROR,
    N_("{file} was changed by somebody else while this command was at work"),
    N_("Nothing was changed. Run the command again; it will start from the new contents."),
)
LEDGER_MISSING: Final = Rule(
    "SKJ746",
    "ledger-missing",
    Severity.ERROR,
    N_("{file} is not there"),
    N_("Check the name and the folder. If somebody is saving the file at this moment, try again."),
)
OWNER_FILE_IGNORED: Final = Rule(
    "SKJ747",
    "owner-file-ignored",
    Severity.WARNING,
    N_("the sign that {file} is open ({owner_file}) was ignored as asked; this is noted in the journal"),
    N_("If somebody does have the file open, tell them to close it without saving."),
)
OWNER_FILE_PERHAPS_STALE: Final = Rule(
    "SKJ748",
    "owner-file-perhaps-stale",
    Severity.ERROR,
    N_(
        "{file} is marked as open by {person} since {since}; that is longer than a working day, the mark may be left over"
    ),
    N_(
        "Nothing was changed. Ask {person}. If the file is closed on every computer, repeat the command with"
        " --ignore-owner-file, or open and close the file once in the program that left {owner_file}."
    ),
)
OPEN_WHILE_READING: Final = Rule(
    "SKJ749",
    "ledger-open-while-reading",
    Severity.INFO,
    N_("{file} is open ({person}, since {since}); unsaved changes are not in this result"),
    N_("For figures that include them, let the file be saved and run the command again."),
)
LEDGER_READ_ONLY: Final = Rule(
    "SKJ750",
    "ledger-read-only",
    Severity.ERROR,
    N_("{file} may not be written: it is read-only or you have no right to change it"),
    N_("Nothing was changed. Remove the read-only mark, or ask the owner of the file for the right to change it."),
)
FOLDER_READ_ONLY: Final = Rule(
    "SKJ751",
    "folder-read-only",
    Severity.ERROR,
    N_("the folder of {file} may not be written"),
    N_(
        "Nothing was changed. A safe write needs to create files beside the ledger: ask for the right to write in its folder."
    ),
)
DISK_FULL: Final = Rule(
    "SKJ760",
    "disk-full",
    Severity.ERROR,
    N_("the disk is full or your quota is used up: {file} was not changed"),
    N_("Free some space on the disk that holds the file, then try again."),
)
NO_PERMISSION: Final = Rule(
    "SKJ761",
    "no-permission",
    Severity.ERROR,
    N_("the system denied a step of writing {file}: {reason}"),
    N_("Nothing was changed. Ask for the right to write the file and its folder, then try again."),
)
READ_ONLY_DISK: Final = Rule(
    "SKJ762",
    "read-only-disk",
    Severity.ERROR,
    N_("{file} lies on a disk or share that is read-only"),
    N_("Nothing was changed. Copy the ledger to a place that can be written, or let the disk be mounted for writing."),
)
WRITE_FAILED: Final = Rule(
    "SKJ763",
    "write-failed",
    Severity.ERROR,
    N_("{file} was not changed: a step of writing failed ({reason})"),
    N_("Try again. If it happens again, let the disk or the share be checked."),
)
CANNOT_VERIFY: Final = Rule(
    "SKJ764",
    "cannot-verify",
    Severity.ERROR,
    N_("the new contents of {file} do not read back as they should ({reason})"),
    N_("Nothing was changed. Please report this with the command you used; the ledger itself is not damaged."),
)
NOT_WHAT_WAS_WRITTEN: Final = Rule(
    "SKJ765",
    "not-what-was-written",
    Severity.ERROR,
    N_("right after writing, {file} held something else: another program saved over it at the same moment"),
    N_("Open the ledger and look whether your row is there before you add it again. The version before is {backup}."),
)
NOT_CONFIRMED: Final = Rule(
    "SKJ766",
    "written-but-not-confirmed",
    Severity.WARNING,
    N_("{file} was written, but the disk did not confirm it ({reason})"),
    N_("Look whether your row is there before you add it again."),
)
JOURNAL_NOT_WRITTEN: Final = Rule(
    "SKJ767",
    "journal-not-written",
    Severity.WARNING,
    N_("{file} was written, but the line in the journal could not be added ({reason})"),
    N_(
        "The next write adds the missing line by itself, marked as late. Check the space and rights of folder {folder}."
    ),
)
LEFTOVERS_REMOVED: Final = Rule(
    "SKJ768",
    "leftovers-removed",
    Severity.INFO,
    N_("{count} temporary file(s) of a broken-off write were removed beside {file}"),
    N_("Nothing to do: the ledger itself was never touched by that write."),
)
LATE_LINE_ADDED: Final = Rule(
    "SKJ769",
    "late-line-added",
    Severity.INFO,
    N_("the last write to {file} had been broken off before its journal line; the line {id} was added now"),
    N_("Nothing to do: the line is marked as late."),
)
NOTHING_TO_UNDO: Final = Rule(
    "SKJ770",
    "nothing-to-undo",
    Severity.ERROR,
    N_("the journal knows no write to {file}"),
    N_("skj can only take back what it has written itself. Earlier versions may be in your own backups."),
)
UNKNOWN_ENTRY: Final = Rule(
    "SKJ771",
    "unknown-journal-entry",
    Severity.ERROR,
    N_("the journal has no entry {id}"),
    N_("List the entries with: skj log"),
)
CHANGED_SINCE: Final = Rule(
    "SKJ772",
    "changed-since",
    Severity.ERROR,
    N_("{file} was changed after entry {id}; taking that entry back would lose the later changes"),
    N_(
        "Nothing was changed. The version before the entry is kept as {backup}; compare by hand and correct the ledger."
    ),
)
VERSION_GONE: Final = Rule(
    "SKJ773",
    "version-gone",
    Severity.ERROR,
    N_("the version of {file} before entry {id} is no longer kept"),
    N_(
        "Nothing was changed. Old versions go after the number and the days of [history] in skj.toml; look in your own backups."
    ),
)
VERSION_DAMAGED: Final = Rule(
    "SKJ774",
    "version-damaged",
    Severity.ERROR,
    N_("the kept version {backup} of {file} is not what the journal says"),
    N_("Nothing was changed. The kept file was altered or damaged; look in your own backups."),
)
NAMES_SHOWN_UNRECORDED: Final = Rule(
    "SKJ775",
    "names-shown-unrecorded",
    Severity.WARNING,
    N_("that names of {file} were shown could not be noted in the journal beside it: {reason}"),
    N_("Tell whoever keeps the ledger that its names were shown, or ask for the right to write in its folder."),
)
LINE_CHANGED: Final = Rule(
    "SKJ780",
    "journal-line-changed",
    Severity.ERROR,
    N_("line {line} of the journal was altered or is incomplete"),
    N_("Compare with a backup of the journal. A line cut short can also come from a crash in the middle of a write."),
)
CHAIN_BROKEN: Final = Rule(
    "SKJ781",
    "journal-chain-broken",
    Severity.ERROR,
    N_("line {line} of the journal does not follow the line before it: a line was altered, removed or moved"),
    N_("Compare with a backup of the journal and ask who has the right to write in its folder."),
)
LINE_MISSING: Final = Rule(
    "SKJ782",
    "journal-line-missing",
    Severity.ERROR,
    N_("{file} holds the result of a write that has no line in the journal (kept version {backup})"),
    N_("If a write was broken off, the next write adds the line by itself; otherwise somebody cut the journal."),
)
LEDGER_CHANGED_ELSEWHERE: Final = Rule(
    "SKJ783",
    "ledger-changed-elsewhere",
    Severity.INFO,
    N_(
        "{file} is not as the last journal line ({id}) left it: it was changed outside skj, or lines are missing at the end"
    ),
    N_("Normal when the file was edited in a spreadsheet program since then; that write can no longer be taken back."),
)
VERSION_WITHOUT_LINE: Final = Rule(
    "SKJ784",
    "version-without-line",
    Severity.WARNING,
    N_("the kept version {backup} of {file} belongs to no journal line"),
    N_("Either a write was broken off before it touched the ledger, or a line was removed from the journal."),
)
