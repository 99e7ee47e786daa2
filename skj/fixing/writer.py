"""Commits the corrected bytes of one file, with the version before, a journal line and all refusals of any write."""

from collections.abc import Callable

from skj.files.commit import Description, Receipt, commit
from skj.files.journal import hash_of
from skj.files.retention import KEPT, Retention
from skj.fixing.plans import FilePlan

COMMAND = "fix"


def write(
    plan: FilePlan,
    *,
    ignore_owner_file: bool = False,
    on_wait: Callable[[], None] | None = None,
    retention: Retention = KEPT,
) -> Receipt:
    """Write one file; WriteRefused leaves it as it was, also when anybody has changed it since it was read."""
    names = sorted({change.name for change in plan.written})
    sheets = {change.found.place.sheet for change in plan.written}
    description = Description(" ".join([COMMAND, *names]), sheets.pop() if len(sheets) == 1 else "")
    return commit(
        plan.path,
        plan.shown,
        lambda _before: plan.after,
        expected_sha256=hash_of(plan.before),
        verify=lambda _after: None,  # read back and compared when it was planned
        description=description,
        ignore_owner_file=ignore_owner_file,
        on_wait=on_wait,
        retention=retention,
    )
