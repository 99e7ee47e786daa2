"""Photographs and documents named in ledgers (parts of SKJ3xx and SKJ5xx): there, whole, and named once."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

IMAGE_MISSING: Final = Rule(
    "SKJ368",
    "image-missing",
    Severity.WARNING,
    N_("There is no picture “{value}” in the folder {folder}."),
    N_("Put the picture into the folder, or correct the name in cell {cell}{nearest}."),
)
IMAGE_UNREADABLE: Final = Rule(
    "SKJ369",
    "image-unreadable",
    Severity.WARNING,
    N_("The file “{value}” is no whole picture: {reason}."),
    N_("Copy the picture again from the camera or the scanner; as it is, the return cannot be proved."),
)
IMAGE_NAMED_OTHERWISE: Final = Rule(
    "SKJ370",
    "image-named-otherwise",
    Severity.WARNING,
    N_("The file “{value}” is {found} by its content, not what its ending says; some programs will not open it."),
    N_("Rename the file and the name in cell {cell} together: {fix}."),
)
IMAGE_SHARED: Final = Rule(
    "SKJ371",
    "image-named-twice",
    Severity.WARNING,
    N_("The picture “{value}” is already that of {first}."),
    N_("Check which row the picture belongs to; each return has its own."),
)
DOCUMENT_MISSING: Final = Rule(
    "SKJ504",
    "evidence-file-missing",
    Severity.WARNING,
    N_("The file “{value}” is not in the workspace, so the evidence cannot be shown."),
    N_("Put the file into the workspace, or correct its name in cell {cell}."),
)
DOCUMENT_NOT_NAMED: Final = Rule(
    "SKJ505",
    "evidence-without-file",
    Severity.INFO,
    N_("The document has no file; whoever audits the score will ask for it."),
    N_("Scan the document and write the name of its file in cell {cell}."),
)
IMAGE_ORPHAN: Final = Rule(
    "SKJ506",
    "image-of-nobody",
    Severity.WARNING,
    N_("No row of the register names the picture “{value}”."),
    N_("Write its name in the row it belongs to, or take it out of the folder."),
)
DOCUMENTS_ELSEWHERE: Final = Rule(
    "SKJ513",
    "evidence-files-elsewhere",
    Severity.INFO,
    N_("None of the {count} files named in the evidence register is in the workspace, so none was looked at."),
    N_("Nothing to do if they are kept elsewhere; put them into the workspace to have them checked."),
)
