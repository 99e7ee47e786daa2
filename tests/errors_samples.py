"""Samples of faults, `tests/errors/SKJnnn`: the smallest office in which a rule finds something, laid out from plain text.

A folder holds ledgers as CSV files named after the ledger, and what cannot be plain text as `NAME.toml`, from which the
file NAME is made: `sheets` (a workbook), `pieces` (bytes), `picture`, `fault` (an error of the disk) or `recipe` (a
workbook that no office program writes). A `skj.toml` is completed: every ledger it does not mention gets its own files.
A file `words` names what stands on the command line of `skj check`. `th.txt` and `en.txt` are what must be said.
"""

import errno
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest

from skj.checking.collect import check_ledgers
from skj.checking.excerpts import Excerpts
from skj.diagnostics import Diagnostic, Refusal, Severity
from skj.language import Language
from skj.ledgers.registry import BY_NAME
from skj.rules.workspace import LEDGER_NOT_CONFIGURED
from skj.scoring import plan
from skj.scoring.plan import load_plan
from skj.workspace import Workspace
from tests.files.pictures import png
from tests.files.raw_books import false_size, sheet_xml, strings_xml, xlsx, xlsx_parts, zipped

ERRORS: Final = Path(__file__).with_name("errors")
ANSWERS: Final[Mapping[Language, str]] = {"th": "th.txt", "en": "en.txt"}
NOT_LAID_OUT: Final = {*ANSWERS.values(), "words"}
TODAY: Final = date(2026, 11, 22)
ONE: Final = '<row r="1"><c r="A1"><v>1</v></c></row>'


def samples() -> list[Path]:
    """The folders of all samples, by code."""
    return sorted(path for path in ERRORS.iterdir() if path.is_dir())


def lay_out(sample: Path, folder: Path) -> Path:
    """The office of a sample in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted(path for path in sample.rglob("*") if path.is_file() and path.name not in NOT_LAID_OUT):
        target = folder / source.relative_to(sample)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".toml" and source.name != "skj.toml":
            target.with_suffix("").write_bytes(made(tomllib.loads(source.read_text(encoding="utf-8"))))
        else:
            target.write_bytes(source.read_bytes())
    complete_settings(folder)
    return folder


def complete_settings(folder: Path) -> None:
    """Name the files of every ledger that skj.toml does not mention."""
    path = folder / "skj.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for name in BY_NAME:
        if f"[ledgers.{name}]" not in text and any(folder.glob(f"{name}.*")):
            text += f'\n[ledgers.{name}]\nfiles = ["{name}.*"]\n'
    path.write_text(text, encoding="utf-8")


def examine(sample: Path, folder: Path) -> list[Diagnostic]:
    """Everything `skj check` finds in the office of a sample, notes too; ledgers without files are no matter of it."""
    is_about_files = sample.name == LEDGER_NOT_CONFIGURED.code
    try:
        return [each for each in _found(sample, folder) if is_about_files or each.rule is not LEDGER_NOT_CONFIGURED]
    except Refusal as refusal:
        return [refusal.diagnostic]


def _found(sample: Path, folder: Path) -> list[Diagnostic]:
    refused: list[Diagnostic] = []
    space = Workspace(folder)
    names = [name for name in BY_NAME if space.section(name).files]
    if (sample / "words").exists():
        files = [folder / word for word in (sample / "words").read_text(encoding="utf-8").split()]
        space = Workspace.of_files(files, folder=folder, refused=refused)
        names = list(space.named)
    if sample.name == LEDGER_NOT_CONFIGURED.code:
        return [found for found in space.ledger("rooms").findings if found.severity > Severity.INFO]
    checkup = check_ledgers(space, names, refused, today=TODAY)
    complete = Excerpts(space, names).complete
    return [complete(found) for found in checkup.findings]


def fault_of(sample: Path) -> int | None:
    """The error of the disk that a sample asks for."""
    for source in sample.glob("*.toml"):
        if "fault" in (settings := tomllib.loads(source.read_text(encoding="utf-8"))):
            return int(getattr(errno, settings["fault"]))
    return None


_built_in = cache(load_plan)


def read_plan_once(patch: pytest.MonkeyPatch) -> None:
    """Every office of a test follows the same plan."""
    patch.setattr(plan, "load_plan", lambda name, **_: _built_in(name))


# --- files that are no plain text -------------------------------------------------------------------------------------


def made(content: Mapping[str, Any]) -> bytes:
    """The bytes of a file from its description."""
    if "sheets" in content:
        return workbook(content["sheets"])
    if "picture" in content:
        return png()[: len(png()) - content.get("cut", 0)]
    if "recipe" in content:
        return RECIPES[content["recipe"]]()
    return b"".join(map(_piece, content.get("pieces", ())))


def _piece(piece: Mapping[str, Any]) -> bytes:
    if "hex" in piece:
        return bytes.fromhex(piece["hex"])
    if "zeros" in piece:
        return bytes(piece["zeros"])
    text = piece["fill"] * piece["times"] if "fill" in piece else piece["text"]
    return str(text).encode(piece.get("encoding", "utf-8"))


def workbook(sheets: list[Mapping[str, Any]]) -> bytes:
    """A workbook of these sheets: values by their own types, `{ error = "#N/A" }` for an error of the spreadsheet."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "d mmm yyyy"})
        for about in sheets:
            page = book.add_worksheet(about["name"])
            for row, cells in enumerate(about["rows"]):
                for column, value in enumerate(cells):
                    write(page, row, column, value, day)
            for area in about.get("merges", ()):
                page.merge_range(area, _first(about["rows"], area))
            for row in about.get("hidden_rows", ()):
                page.set_row(row - 1, None, None, {"hidden": True})
            if about.get("hidden"):
                page.hide()
    return stream.getvalue()


def write(page: Any, row: int, column: int, value: Any, day: Any) -> None:
    """One value of a workbook."""
    if isinstance(value, Mapping):
        page.write_formula(row, column, "=NA()", None, value["error"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, day)
    elif isinstance(value, str):
        page.write_string(row, column, value)
    else:
        page.write_number(row, column, value)


def _first(rows: list[list[Any]], area: str) -> Any:
    from xlsxwriter.utility import xl_cell_to_rowcol

    row, column = xl_cell_to_rowcol(area.split(":", maxsplit=1)[0])
    return rows[row][column]


def _with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**xlsx_parts(sheet_xml(ONE)), name: content})


def _flagged(offset: int, value: int) -> bytes:
    """A workbook with one byte of its last directory entry changed."""
    data = bytearray(xlsx(sheet_xml(ONE)))
    data[data.rfind(b"PK\x01\x02") + offset] = value
    return bytes(data)


def _with_formula() -> bytes:
    headings = ("แห่ง", "อาคาร", "เขต", "ห้อง", "ค่าซ่อม")
    values = ("คลองใส", "1", "พระนคร", "140")

    def row(number: int, texts: tuple[str, ...], more: str = "") -> str:
        cells = (
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts)
        )
        return f'<row r="{number}">{"".join(cells)}{more}</row>'

    return xlsx(sheet_xml(row(1, headings) + row(2, values, '<c r="E2"><f>100+20</f></c>')))


RECIPES: Final[Mapping[str, Callable[[], bytes]]] = {
    "cut off": lambda: xlsx(sheet_xml(ONE))[:700],
    "not understood": lambda: zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<workbook/>"}),
    "no sheet": xlsx,
    "packed tightly": lambda: xlsx(sheet_xml(ONE, after=" " * 30_000_000)),
    "false size": lambda: false_size(bytes(range(256)) * 2_000, 10),
    "name leads out": lambda: _with_part("../evil.xml", "<a/>"),
    "part doubled": lambda: _with_part("XL/Workbook.XML", "<a/>"),
    "document type": lambda: _with_part(
        "xl/worksheets/sheet1.xml", sheet_xml(ONE).replace("<work", "<!DOCTYPE x><work")
    ),
    "utf-16 part": lambda: _with_part(
        "xl/worksheets/sheet1.xml", sheet_xml(ONE).replace("UTF-8", "UTF-16").encode("utf-16")
    ),
    "encrypted part": lambda: _flagged(8, 1),
    "unknown packing": lambda: _flagged(10, 12),
    "false count": lambda: xlsx(sheet_xml(ONE), strings=strings_xml("a", unique="99999999")),
    "bare formula": _with_formula,
}
