"""SKJ68x: an office's own form that is filled with the values of a report."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

FORM_NAME_UNKNOWN: Final = Rule(
    "SKJ680",
    "form-name-unknown",
    Severity.ERROR,
    N_("The form asks for {value}, but there is no value of this name; the cell keeps it."),
    N_("Correct the name in cell {cell} of the form; “skj kpi fields” lists all names."),
)
FORM_WITHOUT_NAMES: Final = Rule(
    "SKJ681",
    "form-without-names",
    Severity.WARNING,
    N_("No cell of {file} holds a name in double braces, so nothing was filled in."),
    N_("Write a name of “skj kpi fields” into each cell that is to be filled, for example {{{{total.points}}}}."),
)
FORM_NEEDS_OUTPUT: Final = Rule(
    "SKJ682",
    "form-needs-output",
    Severity.ERROR,
    N_("A filled form is written to a new workbook of the same kind, and none is named."),
    N_("Add -o NAME{suffix}; the form itself is never changed."),
)
FORM_NOT_A_WORKBOOK: Final = Rule(
    "SKJ683",
    "form-not-a-workbook",
    Severity.ERROR,
    N_("{file} is no form that can be filled."),
    N_("Save the form as .xlsx or .xlsm in Excel and name that file."),
)
FORM_IS_OUTPUT: Final = Rule(
    "SKJ684",
    "form-is-output",
    Severity.ERROR,
    N_("{file} is the form itself; filling it in place would leave no form for the next time."),
    N_("Choose another name with -o."),
)
