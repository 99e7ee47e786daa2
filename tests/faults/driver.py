"""A small program that adds rows to a ledger through `skj.files.commit`: the victim of the fault harnesses.

Usage: driver.py LEDGER LABEL [COUNT]. Says `done LABEL` for each acknowledged row, `refused CODE` otherwise (exit 4).
"""

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

from skj.diagnostics import WriteRefused
from skj.files.commit import Description, commit

SHEET = "xl/worksheets/sheet1.xml"


def csv_with(data: bytes, label: str) -> bytes:
    """The old bytes and one line."""
    return data + f"{label},added\r\n".encode()


def xlsx_with(data: bytes, label: str) -> bytes:
    """The workbook with one more row at the end of the sheet data; every other member with the same contents."""
    built = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(built, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            body = old.read(item)
            new.writestr(item, _one_more(body, label) if item.filename == SHEET else body)
    return built.getvalue()


def _one_more(sheet: bytes, label: str) -> bytes:
    row = 1 + max(map(int, re.findall(rb'<row r="(\d+)"', sheet)))
    cell = f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{label}</t></is></c></row>'.encode()
    return sheet.replace(b"</sheetData>", cell + b"</sheetData>")


def main(ledger: str, label: str, times: int = 1) -> int:
    """Add `times` rows; the exit code is skj's."""
    path = Path(ledger)
    edit = xlsx_with if path.suffix == ".xlsx" else csv_with
    for number in range(times):
        text = f"{label}-{number}" if times > 1 else label
        try:
            commit(
                path,
                path.name,
                lambda data, text=text: edit(data, text),  # type: ignore[misc]  # mypy cannot infer a default
                expected_sha256=None,
                verify=lambda _data: None,
                description=Description("driver add"),
                wait_seconds=120,
            )
        except WriteRefused as refusal:
            sys.stdout.write(f"refused {refusal.diagnostic.code} {refusal.diagnostic.message()}\n")
            return refusal.exit_code
        sys.stdout.write(f"done {text}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1))
