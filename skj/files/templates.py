"""New workbooks for an empty ledger; openpyxl only ever writes what it created itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

# A true date that Excel and LibreOffice show in B.E. (features, "Excel Thai formats").
DATE_FORMAT: Final = "[$-107041E]d mmm yyyy;@"
ROWS_READY: Final = 500
FONT: Final = "TH Sarabun New"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of a template: its heading, whether it holds dates, and the words its cells may be chosen from."""

    heading: str
    is_date: bool = False
    is_required: bool = False
    choices: tuple[str, ...] = ()


def template_workbook(title: str, columns: Sequence[TemplateColumn]) -> bytes:
    """A workbook of one sheet with the headings, ready to be filled in and to be read back."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.create_sheet(title[:31])
    book.remove(book.worksheets[0])
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, column.heading)
        cell.font = Font(name=FONT, size=14, bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7" if column.is_required else "F2F2F2")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[letter].width = max(14, len(column.heading) * 1.1)
        for row in range(2, ROWS_READY + 2) if column.is_date else ():
            sheet.cell(row, number).number_format = DATE_FORMAT
        if column.choices:
            choice = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{ROWS_READY + 1}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; False, and nothing touched, when it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
