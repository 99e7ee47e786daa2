"""Findings about plan files (SKJ6xx): what a person who edits next year's plan may get wrong."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

PLAN_NOT_FOUND: Final = Rule(
    "SKJ601",
    "plan-not-found",
    Severity.ERROR,
    N_("There is no plan '{name}'."),
    N_("Name a built-in plan ({known}) or the path of a plan file, which ends in .toml."),
)
PLAN_UNREADABLE: Final = Rule(
    "SKJ602",
    "plan-unreadable",
    Severity.ERROR,
    N_("The plan file cannot be read: {reason}"),
    N_("Correct the file at that place; a plan is a TOML file saved as UTF-8. Compare it with the built-in plan."),
)
UNKNOWN_KEY: Final = Rule(
    "SKJ603",
    "unknown-plan-key",
    Severity.ERROR,
    N_("The key '{key}' is not known in a plan file."),
    N_("Check its spelling against the built-in plan, or take it out."),
)
MISSING_KEY: Final = Rule(
    "SKJ604",
    "missing-plan-key",
    Severity.ERROR,
    N_("The key '{key}' is missing."),
    N_("Add it; the built-in plan shows what it looks like."),
)
WRONG_VALUE: Final = Rule(
    "SKJ605",
    "wrong-plan-value",
    Severity.ERROR,
    N_("The value '{value}' of '{key}' cannot be used: {reason}."),
    N_("Correct the value; the built-in plan shows what it looks like."),
)
WEIGHTS_DO_NOT_SUM: Final = Rule(
    "SKJ606",
    "weights-do-not-sum",
    Severity.ERROR,
    N_("The indicators of {group} weigh {found} together, but the plan gives {group} {expected}."),
    N_("Correct the weight of an indicator, or the weight stated for {group}."),
)
LEVEL_GAP: Final = Rule(
    "SKJ607",
    "level-gap",
    Severity.ERROR,
    N_("The levels are {found}; each level from {first} to {last} is needed exactly once."),
    N_("Add the missing level, or take out the one that is too many."),
)
UNKNOWN_MEASURE: Final = Rule(
    "SKJ608",
    "unknown-measure",
    Severity.ERROR,
    N_("Level {level} asks for the measure '{measure}', which the indicator does not have."),
    N_("Use one of its measures ({known}), or describe the new one under [[indicators.measures]]."),
)
UNKNOWN_EVIDENCE: Final = Rule(
    "SKJ609",
    "unknown-evidence",
    Severity.ERROR,
    N_("Level {level} asks for the evidence '{evidence}', which the indicator does not have."),
    N_("Use one of its evidence keys ({known}), or describe the new one under [[indicators.evidence]]."),
)
UNREADABLE_THRESHOLD: Final = Rule(
    "SKJ610",
    "unreadable-threshold",
    Severity.ERROR,
    N_("The threshold '{value}' is neither a whole number nor a percentage."),
    N_(
        'Write a count as 120 and a share as "80%", with the quotation marks; decimal fractions such as 0.8 are not exact.'
    ),
)
STEP_WEIGHTS_OVER_100: Final = Rule(
    "SKJ611",
    "step-weights-over-100",
    Severity.ERROR,
    N_("The planned steps of '{indicator}' weigh {found} percent together, which is more than 100."),
    N_("Correct the weights; the weight of lost steps counts too."),
)
USED_TWICE: Final = Rule(
    "SKJ612",
    "plan-name-used-twice",
    Severity.ERROR,
    N_("'{value}' is used twice."),
    N_("Give one of the two another name."),
)
UNKNOWN_REFERENCE: Final = Rule(
    "SKJ613",
    "unknown-plan-reference",
    Severity.ERROR,
    N_("'{value}' is named here, but the plan does not describe it."),
    N_("Check its spelling; known are: {known}."),
)
UNCLEAR_CONDITION: Final = Rule(
    "SKJ614",
    "unclear-condition",
    Severity.ERROR,
    N_("This condition is neither one evidence key nor one measure with one comparison."),
    N_('Write it as {{ evidence = "plan_approved" }} or as {{ measure = "sessions", at_least = 5, label = … }}.'),
)
THRESHOLD_OF_OTHER_KIND: Final = Rule(
    "SKJ615",
    "threshold-of-other-kind",
    Severity.ERROR,
    N_("The measure '{measure}' is counted in {unit}, but its threshold '{value}' is of the other kind."),
    N_('A share needs a percentage such as "80%"; a count needs a whole number such as 120.'),
)
UNKNOWN_FUNCTION: Final = Rule(
    "SKJ616",
    "unknown-measure-function",
    Severity.ERROR,
    N_("The measure '{measure}' is to be computed by '{function}', which this program does not have."),
    N_("Use one of these: {known}."),
)
FUNCTION_NOT_MEASURED: Final = Rule(
    "SKJ619",
    "nothing-measured-so",
    Severity.ERROR,
    N_("The plan of {year} has no indicator measured by '{function}', so there is nothing to report here."),
    N_("Use the commands of the indicators the plan has; “skj kpi report” lists them."),
)
BUDGETS_DO_NOT_SUM: Final = Rule(
    "SKJ617",
    "budgets-do-not-sum",
    Severity.ERROR,
    N_("The routine projects cost {found} baht together, but the plan states {expected}."),
    N_("Correct one of the budgets, or the stated sum."),
)
CONDITION_WITHOUT_WORDS: Final = Rule(
    "SKJ618",
    "condition-without-words",
    Severity.ERROR,
    N_("The condition on '{measure}' has no wording that shows its threshold."),
    N_("Add a label in Thai and English, with {placeholder} where the number belongs."),
)
