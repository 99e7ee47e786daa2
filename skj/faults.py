"""Our own faults: one sentence for the person, a report file for the makers; no value of any ledger is in it."""

import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from skj import __version__
from skj.language import _


def report_fault(error: BaseException) -> str:
    """Write what happened to a new file and return the sentence that names it (SKJ901)."""
    lines = [
        f"skj {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        datetime.now(tz=UTC).isoformat(timespec="seconds"),
    ]
    # Messages of exceptions may quote cells, so only their types and the places in our own code are kept.
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    lines.append(type(error).__qualname__)
    text = _(
        "error SKJ901: skj itself failed ({kind}); no ledger was changed. Please send the file {file} to the makers; it holds no data of yours."
    )
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="skj-fault-", suffix=".txt", delete=False
        ) as file:
            file.write("\n".join(lines) + "\n")
            name = file.name
    except OSError:
        name = "-"
    return text.format(kind=type(error).__name__, file=name)
