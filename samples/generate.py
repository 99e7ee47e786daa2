"""Write the sample office anew: `python samples/generate.py [FOLDER] [--clean]` (default: the folder of this file).

`--clean` leaves out everything that is written down wrongly; what is only messy stays.
"""

import json
import random
import sys
from dataclasses import asdict
from pathlib import Path

from making.expected import as_json
from making.files import SetAside, write_files
from making.layout import Row
from making.office import INSIGNIA_EXPECTED, Office, Truth
from making.papers import PAGE
from making.people import BUREAUS
from making.photos import png

SEED = 2567
HERE = Path(__file__).resolve().parent
MISSING_PHOTO = 2
MISSING_DOCUMENT = 10
SETTINGS = """\
[office]
fiscal_year = 2567
plan = "2567"
language = "th"

"""


def make_truth(seed: int = SEED) -> Truth:
    """The year of the sample office."""
    return Office(random.Random(seed)).truth()


def generate(folder: Path, seed: int = SEED, *, clean: bool = False) -> list[SetAside]:
    """Write the whole sample office into `folder`; the same seed gives the same bytes. A `clean` one holds no fault."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = make_truth(seed)
    if clean:
        truth = {ledger: [row for row in rows if not row.fault] for ledger, rows in truth.items()}
    set_aside = write_files(folder, truth, random.Random(seed + 1), clean=clean)
    write_photos(folder / "images" / "insignia", truth["insignia"], clean=clean)
    write_documents(folder / "evidence", truth["evidence"], clean=clean)
    (folder / "skj.toml").write_bytes(settings(list(truth)).encode())
    expected = {"fiscal_year": 2567, "quarters": as_json(), "set_aside": [asdict(row) for row in set_aside]}
    (folder / "expected.json").write_bytes((json.dumps(expected, ensure_ascii=False, indent=1) + "\n").encode())
    return set_aside


def settings(ledgers: list[str]) -> str:
    """The text of `skj.toml`."""
    parts = [SETTINGS]
    for ledger in ledgers:
        parts.append(f'[ledgers.{ledger}]\nfiles = ["ledgers/{ledger}*.*"]\n')
        if ledger == "insignia":
            years = ", ".join(f"{year} = {count}" for year, count in INSIGNIA_EXPECTED.items())
            parts.append(f'images = "images/insignia"\nexpected = {{ {years} }}\n')
        if ledger == "training_sessions":
            parts.append("agencies = [\n{}]\n".format("".join(f'  "{name}",\n' for name in BUREAUS)))
        if ledger == "evidence":
            parts.append('folder = "evidence"\n')
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"


def write_photos(folder: Path, rows: list[Row], *, clean: bool = False) -> None:
    """A picture for each return that names one; unless `clean`, one is missing and one is named by nobody."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [str(row["image_file"]) for row in rows if row["image_file"]]
    for number, name in enumerate(names):
        if clean or number != MISSING_PHOTO:
            (folder / name).write_bytes(png(number * 16 % 180, 40 + number * 9 % 120, 120))
    if not clean:
        (folder / "return_2565_999.png").write_bytes(png(180, 30, 30))


def write_documents(folder: Path, rows: list[Row], *, clean: bool = False) -> None:
    """An empty page for each document that names its file, but for one that is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [str(row["file"]) for row in rows if row["file"]]
    for number, name in enumerate(names):
        if clean or number != MISSING_DOCUMENT:
            (folder / name).write_bytes(PAGE)


if __name__ == "__main__":
    folders = [word for word in sys.argv[1:] if word != "--clean"]
    generate(Path(folders[0]) if folders else HERE, clean="--clean" in sys.argv)
