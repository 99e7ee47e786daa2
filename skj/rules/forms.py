"""How a cell is written (parts of SKJ1xx and SKJ3xx): understood as it is, but not as other people and programs need it.

`skj check` alone looks for these; reading a ledger does not depend on them.
"""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

# Letters.

LETTERS_LOST: Final = Rule(
    "SKJ155",
    "letters-lost",
    Severity.WARNING,
    N_("“{value}” holds the sign for letters that an earlier conversion could not read; they are lost."),
    N_("Type cell {cell} again from the paper, and export the file as “CSV UTF-8” from now on."),
)
TEXT_GARBLED: Final = Rule(
    "SKJ161",
    "thai-read-in-other-encoding",
    Severity.WARNING,
    N_("“{value}” is Thai that was opened in a wrong encoding; it seems to say “{meant}”."),
    N_("Write “{meant}” in cell {cell}, or copy the text again from the file it came from."),
)
CONTROL_CHARACTERS: Final = Rule(
    "SKJ162",
    "control-characters",
    Severity.WARNING,
    N_("“{value}” holds invisible control characters, as Windows-874 text has them when it is read as TIS-620."),
    N_("Type cell {cell} again; quotation marks and dashes are what usually became of them."),
)
INVISIBLE_CHARACTERS: Final = Rule(
    "SKJ362",
    "invisible-characters",
    Severity.INFO,
    N_("“{value}” holds characters that nobody sees ({signs}); other programs will not find the text."),
    N_("Type cell {cell} again, or let “skj fix” take them out."),
    safe_fix=True,
)
MARKS_MISPLACED: Final = Rule(
    "SKJ363",
    "marks-out-of-order",
    Severity.INFO,
    N_("The vowels or marks of “{value}” are typed in an unusual way, for example ํ and า instead of ำ."),
    N_("Type cell {cell} again, or let “skj fix” put them right; the text looks the same."),
    safe_fix=True,
)
SPACES_ODD: Final = Rule(
    "SKJ364",
    "spaces-around-text",
    Severity.INFO,
    N_("“{value}” has spaces or line breaks too many."),
    N_("Take out the spaces in cell {cell}, or let “skj fix” do it."),
    safe_fix=True,
)

# Numbers.

NUMBER_AS_TEXT: Final = Rule(
    "SKJ311",
    "number-as-text",
    Severity.INFO,
    N_("The number “{value}” is stored as text; a sum in the spreadsheet leaves it out."),
    N_("Give cell {cell} a number format and type {fix}, or let “skj fix” do it."),
    safe_fix=True,
)
THAI_DIGITS: Final = Rule(
    "SKJ312",
    "number-in-thai-digits",
    Severity.INFO,
    N_("The number “{value}” is written in Thai digits, so the spreadsheet cannot calculate with it."),
    N_("Type {fix} in cell {cell}, or let “skj fix” do it; a format can show Thai digits."),
    safe_fix=True,
)
TEXT_AMONG_NUMBERS: Final = Rule(
    "SKJ313",
    "text-among-numbers",
    Severity.WARNING,
    N_("“{value}” is no number, but {percent} percent of the column “{heading}” are numbers."),
    N_("Check cell {cell}: a letter such as O or l in place of a digit is easily overlooked."),
)

# Dates.

TEXT_AMONG_DATES: Final = Rule(
    "SKJ335",
    "text-date-among-true-dates",
    Severity.INFO,
    N_("“{value}” is a text, while most of the column are true dates; sorting and filtering will part them."),
    N_("Type the date in cell {cell} as the others are typed, or let “skj fix” do it: {fix}."),
    safe_fix=True,
)
ERAS_MIXED: Final = Rule(
    "SKJ336",
    "eras-mixed",
    Severity.INFO,
    N_("The column mixes eras: {be} cells with Buddhist years, {ce} with C.E. years; each was read by its own year."),
    N_("Compare some of the C.E. cells with the paper, beginning with {cell}, and keep to one era."),
)
OUTSIDE_YEAR: Final = Rule(
    "SKJ337",
    "date-outside-fiscal-year",
    Severity.WARNING,
    N_("The date {day} is not in fiscal year {year}, so the row does not count there."),
    N_("Check the year in cell {cell}; move the row to the ledger of its own year if the date is right."),
)
SHORT_YEAR_STORED: Final = Rule(
    "SKJ338",
    "short-year-stored-as-19xx",
    Severity.WARNING,
    N_("The spreadsheet holds “{value}”; a Buddhist year typed with two digits is stored so, and {year} was meant."),
    N_("Type the date in cell {cell} again with the year {year}; as it stands the row belongs to another century."),
)
IN_FUTURE: Final = Rule(
    "SKJ339",
    "date-in-future",
    Severity.WARNING,
    N_("The date {day} has not come yet, but the column says what has happened."),
    N_("Check the year in cell {cell}."),
)

# Words of a list, people.

LOOSE_SPELLING: Final = Rule(
    "SKJ366",
    "loose-spelling",
    Severity.INFO,
    N_("“{value}” was read as “{fix}”."),
    N_("Write {fix} in cell {cell}, or let “skj fix” do it, so that filters find the row."),
    safe_fix=True,
)
LEVEL_OF_OTHER_TYPE: Final = Rule(
    "SKJ367",
    "level-of-other-position-type",
    Severity.WARNING,
    N_("The level “{value}” does not belong to the type of position {type}; it is a level of {right}."),
    N_("Check type and level in row {row}: they decide whether the case is in scope."),
)
TITLE_MISSING: Final = Rule(
    "SKJ361",
    "title-missing",
    Severity.INFO,
    N_("“{value}” has no title before the name, as nearly all others of the column have."),
    N_("Add the title in cell {cell}, for example นาย, นาง or นางสาว."),
)
SURNAME_MISSING: Final = Rule(
    "SKJ365",
    "surname-missing",
    Severity.INFO,
    N_("“{value}” is a single word, so given name and surname cannot be told apart."),
    N_("Write given name and surname in cell {cell} with a space between them."),
)
TITLE_ALONE: Final = Rule(
    "SKJ374",
    "title-without-name",
    Severity.WARNING,
    N_("“{value}” is a title and no name, so nobody knows who this row is about."),
    N_("Write given name and surname behind the title in cell {cell}."),
)
SURNAMES_ELSEWHERE: Final = Rule(
    "SKJ375",
    "names-of-one-word",
    Severity.WARNING,
    N_(
        "Nearly all names of this column are single words ({count} of {total}): a part of the name probably stands in another column."
    ),
    N_("Give the columns the headings ชื่อ and นามสกุล, or name them in skj.toml as name.given and name.surname."),
)
NOT_A_WEB_ADDRESS: Final = Rule(
    "SKJ372",
    "not-a-web-address",
    Severity.WARNING,
    N_("“{value}” is no web address, so nobody can open what was published."),
    N_("Copy the address from the browser; it begins with https://."),
)
CAUSE_UNKNOWN: Final = Rule(
    "SKJ373",
    "cause-of-return-unknown",
    Severity.INFO,
    N_("“{value}” is no cause of return that is known here; the return counts under other causes."),
    N_("Write for example ได้รับพระราชทานชั้นสูงขึ้น, ถึงแก่กรรม or ถูกเรียกคืน."),
)
