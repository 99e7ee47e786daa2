"""What can be wrong with one cell (SKJ3xx): numbers, dates, words of a fixed list, file names."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

CELL_ERROR: Final = Rule(
    "SKJ301",
    "spreadsheet-error-value",
    Severity.ERROR,
    N_("The cell shows the spreadsheet error “{value}”."),
    N_("Mend the formula in {cell}, or type the value itself."),
)
NOT_A_NUMBER: Final = Rule(
    "SKJ302",
    "not-a-number",
    Severity.ERROR,
    N_("“{value}” is not a number."),
    N_("Write digits only, for example 1,234.50; Thai digits are fine."),
)
NOT_A_WHOLE_NUMBER: Final = Rule(
    "SKJ303",
    "not-a-whole-number",
    Severity.ERROR,
    N_("“{value}” is not a whole number."),
    N_("Write a whole number without decimals, for example 12."),
)
NEGATIVE_NUMBER: Final = Rule(
    "SKJ305",
    "negative-number",
    Severity.ERROR,
    N_("“{value}” is below zero."),
    N_("Write zero or more under {heading}."),
)
NUMBER_BELOW_ONE: Final = Rule(
    "SKJ306",
    "number-below-one",
    Severity.ERROR,
    N_("“{value}” is too small: counting starts at 1."),
    N_("Write 1 or more under {heading}."),
)
DATE_IN_TEXT: Final = Rule(
    "SKJ307",
    "text-turned-into-date",
    Severity.WARNING,
    N_("“{value}” is a date where a text is expected; the spreadsheet may have turned a text like 1/2567 into it."),
    N_("Compare with the paper; format the column {heading} as text and type the value again."),
)
NOT_A_SESSION_NUMBER: Final = Rule(
    "SKJ308",
    "not-a-session-number",
    Severity.ERROR,
    N_("“{value}” is not the number of a session."),
    N_("Write the number of the session, for example 3, ครั้งที่ 3 or 3/2567; format the column as text."),
)
NOT_A_PERCENTAGE: Final = Rule(
    "SKJ309",
    "not-a-percentage",
    Severity.ERROR,
    N_("“{value}” is not a percentage from 0 to 100."),
    N_("Write the percentage as a number, for example 15 or 15%."),
)
FRACTION_AS_PERCENT: Final = Rule(
    "SKJ310",
    "fraction-read-as-percent",
    Severity.WARNING,
    N_("“{value}” is below 1 and was read as {percent} percent."),
    N_("Write {percent} if that is right; otherwise correct {cell}."),
)

NOT_A_DATE: Final = Rule(
    "SKJ320",
    "not-a-date",
    Severity.ERROR,
    N_("“{value}” is not a date."),
    N_("Write day, month and Buddhist year, for example 12 ก.พ. 2567 or 12/2/2567."),
)
DATE_WITHOUT_DAY: Final = Rule(
    "SKJ321",
    "date-without-day",
    Severity.ERROR,
    N_("“{value}” has a month but no day."),
    N_("Add the day, for example 12 ก.พ. 2567."),
)
DATE_WITHOUT_YEAR: Final = Rule(
    "SKJ322",
    "date-without-year",
    Severity.ERROR,
    N_("“{value}” has no year."),
    N_("Add the Buddhist year, for example 12 ก.พ. 2567."),
)
YEAR_INSTEAD_OF_DATE: Final = Rule(
    "SKJ323",
    "year-instead-of-date",
    Severity.ERROR,
    N_("“{value}” is only a year."),
    N_("Add day and month, for example 12 ก.พ. 2567."),
)
IMPOSSIBLE_DAY: Final = Rule(
    "SKJ324",
    "impossible-day",
    Severity.ERROR,
    N_("“{value}” is a day that does not exist in the calendar."),
    N_("Check day, month and year; the day comes first. 29 February exists only in leap years such as 2563 and 2567."),
)
AMBIGUOUS_YEAR: Final = Rule(
    "SKJ325",
    "ambiguous-two-digit-year",
    Severity.ERROR,
    N_("The two-digit year of “{value}” can be read in more than one way."),
    N_("Write the year with four digits, for example 2567."),
)
YEAR_OUT_OF_RANGE: Final = Rule(
    "SKJ326",
    "year-out-of-range",
    Severity.ERROR,
    N_("The year of “{value}” is neither a Buddhist year 2484-2700 nor a C.E. year 1941-2157."),
    N_("Check the year; write the Buddhist year with four digits, for example 2567."),
)
BEFORE_2484: Final = Rule(
    "SKJ327",
    "date-before-2484",
    Severity.ERROR,
    N_("“{value}” is before B.E. 2484, when the year began in another month."),
    N_("Such dates cannot be converted safely; check the year."),
)
NO_COUNTERPART: Final = Rule(
    "SKJ328",
    "day-without-counterpart",
    Severity.ERROR,
    N_("“{value}” was typed with a Buddhist year as if it were C.E., and that day does not exist in the true year."),
    N_("29 February does not exist in that year; look up the right day and type it again."),
)
NOT_A_DATE_NUMBER: Final = Rule(
    "SKJ329",
    "number-is-not-a-date",
    Severity.ERROR,
    N_("The number “{value}” does not stand for a date."),
    N_("Write day, month and Buddhist year, for example 12 ก.พ. 2567."),
)
MONTH_UNCLEAR: Final = Rule(
    "SKJ330",
    "unclear-month",
    Severity.ERROR,
    N_("The month of “{value}” cannot be told."),
    N_(
        "Write the month in full or as a number: มี.ค. and มิ.ย., พ.ค. and พ.ย., ก.พ., ก.ค. and ก.ย. are easily confused."
    ),
)
BE_TYPED_AS_CE: Final = Rule(
    "SKJ331",
    "buddhist-year-typed-as-ce",
    Severity.WARNING,
    N_("The spreadsheet holds “{value}” as a C.E. year; it was read as {fix}."),
    N_("Type {fix} as text, or the C.E. date, so that other programs read the same day."),
    safe_fix=True,
)
SERIAL_NUMBER: Final = Rule(
    "SKJ332",
    "serial-number-as-date",
    Severity.INFO,
    N_("The number “{value}” was read as the date {fix}."),
    N_("Give the column {heading} a date format so that people see the date too."),
    safe_fix=True,
)
CE_YEAR: Final = Rule(
    "SKJ333",
    "ce-year",
    Severity.INFO,
    N_("“{value}” has a C.E. year and was read as {fix}."),
    N_("Nothing to do if that is right; Buddhist years keep the ledger uniform."),
    safe_fix=True,
)
WEEKDAY_MISMATCH: Final = Rule(
    "SKJ334",
    "weekday-mismatch",
    Severity.WARNING,
    N_("The weekday in “{value}” does not fit the date; it was read as {fix}."),
    N_("Check the date against the paper."),
)

NOT_A_YEAR: Final = Rule(
    "SKJ340",
    "not-a-year",
    Severity.ERROR,
    N_("“{value}” is not a Buddhist year."),
    N_("Write the year with four digits, for example 2563."),
)
YEAR_TOO_EARLY: Final = Rule(
    "SKJ341",
    "year-too-early",
    Severity.ERROR,
    N_("“{value}” is before {since}, the first year of this ledger."),
    N_("Write a Buddhist year from {since} on."),
)
CE_YEAR_NUMBER: Final = Rule(
    "SKJ342",
    "ce-year-instead-of-buddhist",
    Severity.WARNING,
    N_("“{value}” is a C.E. year and was read as B.E. {fix}."),
    N_("Write {fix}."),
    safe_fix=True,
)
YEAR_FROM_DATE: Final = Rule(
    "SKJ343",
    "date-instead-of-year",
    Severity.INFO,
    N_("The cell holds a date; its year was read as B.E. {fix}."),
    N_("Write {fix} as a plain number."),
)

NOT_YES_OR_NO: Final = Rule(
    "SKJ350",
    "not-yes-or-no",
    Severity.ERROR,
    N_("“{value}” is neither yes nor no."),
    N_("Write ใช่ or ไม่ใช่ under {heading}."),
)
UNKNOWN_DISTRICT: Final = Rule(
    "SKJ351",
    "unknown-district",
    Severity.ERROR,
    N_("“{value}” is not one of the 50 districts of Bangkok."),
    N_("Write the name of the district."),
)
PROVINCE_FOR_DISTRICT: Final = Rule(
    "SKJ344",
    "province-for-district",
    Severity.ERROR,
    N_("“{value}” is the name of a province, not of one of the 50 districts of Bangkok."),
    N_("Write the district of Bangkok in cell {cell}."),
)
UNKNOWN_CLASS: Final = Rule(
    "SKJ352",
    "unknown-insignia-class",
    Severity.ERROR,
    N_("“{value}” is not a class of royal insignia that is known here."),
    N_("Write one of ม.ป.ช., ม.ว.ม., ป.ช., ป.ม."),
)
CLASS_BELOW_SASH: Final = Rule(
    "SKJ353",
    "class-below-sash",
    Severity.ERROR,
    N_("“{value}” is below the sash classes and does not belong in this register."),
    N_("The register holds ม.ป.ช., ม.ว.ม., ป.ช. and ป.ม. only; move the row, or correct the class."),
)
UNKNOWN_POSITION_TYPE: Final = Rule(
    "SKJ354",
    "unknown-position-type",
    Severity.ERROR,
    N_("“{value}” is not a type of position."),
    N_("Write ทั่วไป, วิชาการ, อำนวยการ or บริหาร."),
)
UNKNOWN_POSITION_LEVEL: Final = Rule(
    "SKJ355",
    "unknown-position-level",
    Severity.ERROR,
    N_("“{value}” is not a level of position."),
    N_("Write the level in full, for example ชำนาญการพิเศษ."),
)
UNKNOWN_DAMAGE: Final = Rule(
    "SKJ356",
    "unknown-damage-kind",
    Severity.WARNING,
    N_("“{unknown}” is not one of the four kinds of damage; the word was kept as it is."),
    N_("Write โครงสร้าง, สุขาภิบาล, ไฟฟ้า or วัสดุอุปกรณ์, several with a comma between them."),
)
NOT_A_SATISFACTION: Final = Rule(
    "SKJ357",
    "not-a-satisfaction-score",
    Severity.ERROR,
    N_("“{value}” is not an answer on the five-step scale."),
    N_("Write a number from 1 to 5, or มากที่สุด, มาก, ปานกลาง, น้อย, น้อยที่สุด."),
)
UNSAFE_IMAGE_NAME: Final = Rule(
    "SKJ358",
    "unsafe-file-name",
    Severity.ERROR,
    N_("“{value}” cannot be the name of an image file: {reason}."),
    N_("Write the plain name of a file inside the image folder, for example 2563-001.jpg."),
)
TWO_PEOPLE: Final = Rule(
    "SKJ359",
    "two-people-in-one-cell",
    Severity.WARNING,
    N_("“{value}” seems to name two people, but a row counts as one."),
    N_("Give each person a row of their own."),
)
LEVEL_IN_TYPE: Final = Rule(
    "SKJ360",
    "level-in-type-cell",
    Severity.WARNING,
    N_("“{value}” names the level {level} too; only the type was read here."),
    N_("Write the level under its own heading."),
)
