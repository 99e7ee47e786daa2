"""Write the sample office anew: `python samples/generate.py [FOLDER]` (default: the folder of this file)."""

import json
import random
import sys
from dataclasses import asdict
from pathlib import Path

from making.expected import as_json
from making.files import SetAside, write_files
from making.layout import Row
from making.office import INSIGNIA_EXPECTED, Office, Truth
from making.photos import png

SEED = 2567
HERE = Path(__file__).resolve().parent
MISSING_PHOTO = 2
SETTINGS = """\
[office]
fiscal_year = 2567
plan = "2567"
language = "th"

"""


def make_truth(seed: int = SEED) -> Truth:
    """The year of the sample office."""
    return Office(random.Random(seed)).truth()


def generate(folder: Path, seed: int = SEED) -> list[SetAside]:
    """Write the whole sample office into `folder`; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = make_truth(seed)
    set_aside = write_files(folder, truth, random.Random(seed + 1))
    write_photos(folder / "images" / "insignia", truth["insignia"])
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
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"


def write_photos(folder: Path, rows: list[Row]) -> None:
    """A picture for each return that names one, but one missing and one that nobody names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [str(row["image_file"]) for row in rows if row["image_file"]]
    for number, name in enumerate(names):
        if number != MISSING_PHOTO:
            (folder / name).write_bytes(png(number * 16 % 180, 40 + number * 9 % 120, 120))
    (folder / "return_2565_999.png").write_bytes(png(180, 30, 30))


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
