"""Make the pictures of README from the sample office: `python -m tools.pictures` (needs LibreOffice and poppler).

The workbook is made as an officer would make it, printed to PDF by LibreOffice, and two of its pages become small PNGs.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "images"
REPORT: Final = ("kpi", "report", "--quarter", "2", "--lang", "th", "-q")
# A picture is the first page with all of these words.
PICTURES: Final = {"scorecard": ("รวมกลุ่ม 1.1",), "rooms": ("5. ซ่อมห้องพัก", "360 ห้อง")}
RESOLUTION: Final = "84"
NEEDED: Final = ("soffice", "pdftotext", "pdftoppm", "convert")


def main() -> None:
    """Write both pictures; ends with a sentence when a program is missing."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as place:
        pdf = printed(Path(place))
        pages = texts(pdf)
        for name, words in PICTURES.items():
            number = next(at for at, text in enumerate(pages, 1) if all(word in text for word in words))
            draw(pdf, number, FOLDER / f"{name}.png")
            print(f"docs/images/{name}.png: page {number}")


def printed(place: Path) -> Path:
    """The report of the sample office as a PDF."""
    book = place / "report.xlsx"
    environment = os.environ | {"SKJ_TODAY": "2024-03-31"}
    run([sys.executable, "-m", "skj", *REPORT, "-w", str(ROOT / "samples"), "-o", str(book)], environment)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    run(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(place), str(book)])
    return book.with_suffix(".pdf")


def texts(pdf: Path) -> list[str]:
    """The text of each page; a program for PDFs may tear marks from their letters, so spaces are closed up."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")]


def draw(pdf: Path, number: int, picture: Path) -> None:
    """One page as a small picture without its margins."""
    page = picture.with_name(f"{picture.stem}-page")
    run(
        ["pdftoppm", "-r", RESOLUTION, "-f", str(number), "-l", str(number), "-singlefile", "-png", str(pdf), str(page)]
    )
    drawn = page.with_suffix(".png")
    run(
        [
            "convert",
            str(drawn),
            "-trim",
            "-bordercolor",
            "white",
            "-border",
            "12",
            "-colors",
            "32",
            "-strip",
            str(picture),
        ]
    )
    drawn.unlink()


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a program to its end; a fault of it ends this one."""
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)


if __name__ == "__main__":
    main()
