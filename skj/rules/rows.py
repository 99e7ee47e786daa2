"""SKJ4xx: rows and rules between rows of one ledger."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

VALUE_REQUIRED: Final = Rule(
    "SKJ401",
    "value-required",
    Severity.ERROR,
    N_("“{wanted}” is blank, but every row needs it."),
    N_("Fill in cell {cell}."),
)
RETURN_BEFORE_RECEIPT: Final = Rule(
    "SKJ402",
    "return-before-receipt",
    Severity.ERROR,
    N_("The date of return ({later}) is before the date of receipt ({earlier})."),
    N_("Check the B.E. years of both dates in row {row}."),
)
RETURN_WITHOUT_CAUSE: Final = Rule(
    "SKJ403",
    "return-without-cause",
    Severity.ERROR,
    N_("The insignia were returned, but the cause of return is blank."),
    N_("Write the cause, for example ได้รับพระราชทานชั้นสูงขึ้น."),
)
RECEIPT_BEFORE_GRANT: Final = Rule(
    "SKJ404",
    "receipt-before-grant",
    Severity.WARNING,
    N_("The date of receipt ({earlier}) is before 28 July of the grant year {year}."),
    N_("Grants are made on 28 July of their year; check the year and the date of receipt in row {row}."),
)
REPAIR_BEFORE_START: Final = Rule(
    "SKJ405",
    "repair-before-start",
    Severity.ERROR,
    N_("The repair was finished ({later}) before it started ({earlier})."),
    N_("Check both dates in row {row}."),
)
READY_BEFORE_REPAIR: Final = Rule(
    "SKJ406",
    "ready-before-repair",
    Severity.ERROR,
    N_("The room was ready ({later}) before its repair was finished ({earlier})."),
    N_("Check both dates in row {row}."),
)
STAGES_OUT_OF_ORDER: Final = Rule(
    "SKJ407",
    "case-stages-out-of-order",
    Severity.ERROR,
    N_("“{later_stage}” ({later}) is before “{earlier_stage}” ({earlier})."),
    N_("Check both dates in row {row}; a case whose dates run backwards has no number of days."),
)
SCORE_ABOVE_FULL: Final = Rule(
    "SKJ408",
    "score-above-full-marks",
    Severity.ERROR,
    N_("The score {score} is above the full marks {full}."),
    N_("Correct the score or the full marks in row {row}."),
)
STEP_ENDS_BEFORE_START: Final = Rule(
    "SKJ409",
    "step-ends-before-start",
    Severity.ERROR,
    N_("The step ends ({later}) before it starts ({earlier})."),
    N_("Check both dates in row {row}."),
)
ANSWER_BEFORE_QUESTION: Final = Rule(
    "SKJ410",
    "answer-before-question",
    Severity.WARNING,
    N_("The answer ({later}) is dated before the question ({earlier})."),
    N_("Check both dates in row {row}."),
)
MOVED_IN_BEFORE_READY: Final = Rule(
    "SKJ411",
    "moved-in-before-ready",
    Severity.WARNING,
    N_("The room was moved into ({later}) before it was ready ({earlier})."),
    N_("Check both dates in row {row}."),
)
VALUE_INVALID: Final = Rule(
    "SKJ412",
    "value-invalid",
    Severity.ERROR,
    N_("The value does not fit this column: {reason}"),
    N_("Correct cell {cell}."),
)
DAMAGE_BLANK: Final = Rule(
    "SKJ413",
    "damage-not-said",
    Severity.WARNING,
    N_("The kind of damage is blank; the room counts, but not under any kind of damage."),
    N_("Write โครงสร้าง, สุขาภิบาล, ไฟฟ้า or วัสดุอุปกรณ์ in cell {cell}."),
)
POSITION_BLANK: Final = Rule(
    "SKJ414",
    "position-not-said",
    Severity.ERROR,
    N_("The type of position is blank, and the level does not tell it; nobody can say whether the case is in scope."),
    N_("Write ทั่วไป, วิชาการ, อำนวยการ or บริหาร in cell {cell}."),
)
EXTENSION_WITHOUT_REASON: Final = Rule(
    "SKJ415",
    "extension-without-reason",
    Severity.WARNING,
    N_(
        "The time was extended until {day}, but no reason is given; the rule of 2565 asks for reasons (clauses 62, 63)."
    ),
    N_("Write the reason in row {row}."),
)
EXTENSION_TOO_EARLY: Final = Rule(
    "SKJ416",
    "extension-before-report",
    Severity.WARNING,
    N_("The time is extended until {later}, which is before the report was received ({earlier})."),
    N_("Check both dates in row {row}."),
)
STAGE_SKIPPED: Final = Rule(
    "SKJ417",
    "case-stage-without-date",
    Severity.INFO,
    N_("“{wanted}” is blank although a later stage has its date; the days of that stage cannot be told."),
    N_("Fill in the date in row {row} if it is known."),
)
RETURN_WITHOUT_RECEIPT: Final = Rule(
    "SKJ418",
    "return-without-receipt",
    Severity.INFO,
    N_("The insignia came back on {day}, but no date of receipt is written."),
    N_("Fill in the date of receipt in row {row} if it is known."),
)
ONE_SCORE_ONLY: Final = Rule(
    "SKJ419",
    "one-score-of-two",
    Severity.INFO,
    N_("Only one of the two scores is there, so the row says nothing about what was learnt."),
    N_("Fill in the other score in cell {cell} if there is one."),
)
KEY_DOUBLED: Final = Rule(
    "SKJ420",
    "row-doubled",
    Severity.ERROR,
    N_("The same {what} already stands in {first}; it counts once, there."),
    N_("Delete this row, or correct what tells the two apart."),
)
LIST_NUMBER_DOUBLED: Final = Rule(
    "SKJ421",
    "list-number-doubled",
    Severity.ERROR,
    N_("List number {number} of year {year}, class {insignia_class} already stands in {first}."),
    N_("Compare both rows with the gazette list and correct the wrong number."),
)
GRANT_DOUBLED: Final = Rule(
    "SKJ422",
    "grant-looks-doubled",
    Severity.WARNING,
    N_("A person of the same name, year and class already stands in {first}."),
    N_("Check whether it is one person entered twice."),
)
STEP_WEIGHTS: Final = Rule(
    "SKJ424",
    "step-weights-not-100",
    Severity.WARNING,
    N_("The weights of the steps of indicator {indicator} add up to {total}, not to 100."),
    N_("Correct the column of weights; progress counts the weights as they stand."),
)
WEIGHT_OF_ONE: Final = Rule(
    "SKJ444",
    "step-weight-of-one",
    Severity.WARNING,
    N_(
        "The weight {cell} is read as 1 percent, and the steps of indicator {indicator} add up to 1; a cell that shows 100% in percent format holds 1."
    ),
    N_(
        "If the step is the whole of the work write 100 in {cell}; otherwise correct the weights so that they add up to 100."
    ),
)
CONDUCT_UNKNOWN: Final = Rule(
    "SKJ425",
    "answer-without-verdict",
    Severity.WARNING,
    N_("The answer has a date but does not say whether corrupt conduct was found; it does not count as clean."),
    N_("Write พบ or ไม่พบ in cell {cell}."),
)
SESSION_REPEATED: Final = Rule(
    "SKJ426",
    "session-number-repeated",
    Severity.WARNING,
    N_("Session {session} already stands in {first}; a session number counts once."),
    N_("Check whether the number is right."),
)
CASE_NUMBER_NAMES: Final = Rule(
    "SKJ450",
    "case-number-may-name-someone",
    Severity.WARNING,
    N_("The case number holds words that may be somebody's name; reports leave them out."),
    N_("Write only the number in cell {cell}, and the person in the column “{heading_id}”."),
)
DAMAGED_AFTER_REPAIR: Final = Rule(
    "SKJ451",
    "damaged-after-repair",
    Severity.WARNING,
    N_("The damage was found ({later}) after “{wanted}” ({earlier}) of the same repair."),
    N_("Check both dates in row {row}."),
)
READY_WITHOUT_REPAIR: Final = Rule(
    "SKJ452",
    "ready-without-repair",
    Severity.INFO,
    N_("The room was ready on {day}, but no day on which its repair was finished is written."),
    N_("Fill in cell {cell} if the day is known."),
)
MOVED_IN_WITHOUT_PERSON: Final = Rule(
    "SKJ453",
    "moved-in-without-person",
    Severity.WARNING,
    N_("Somebody moved in on {day}, but nobody is written under “{wanted}”."),
    N_("Write who has the right to the room in cell {cell}, or delete the date if nobody moved in."),
)
CAUSE_WITHOUT_RETURN: Final = Rule(
    "SKJ454",
    "cause-without-return",
    Severity.WARNING,
    N_("A cause of return is written, but no date of return; the insignia count as not returned."),
    N_("Fill in cell {cell} if they came back, or delete the cause if they did not."),
)
