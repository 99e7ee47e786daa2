"""Documents as one: what the renderers make in pieces, joined for the tests that read all of it."""

from skj.render import output, text
from skj.render.output import Format
from skj.reports.model import Report


def to_bytes(report: Report, form: Format, *, names: bool = False) -> bytes:
    """The report in any format."""
    return b"".join(output.to_pieces(report, form, names=names))


def to_json(report: Report, *, names: bool = False) -> str:
    """The report as JSON."""
    return "".join(text.to_json(report, names=names))


def to_jsonl(report: Report, *, names: bool = False) -> str:
    """The report as JSON lines."""
    return "".join(text.to_jsonl(report, names=names))


def to_csv(report: Report, *, names: bool = False) -> str:
    """The report as CSV."""
    return "".join(text.to_csv(report, names=names))


def to_plain(report: Report, *, names: bool = False) -> str:
    """The report as plain text."""
    return "".join(text.to_plain(report, names=names))


def to_markdown(report: Report, *, names: bool = False) -> str:
    """The report as Markdown."""
    return "".join(text.to_markdown(report, names=names))
