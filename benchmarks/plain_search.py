"""The search as an office script would have it: typer, pandas, openpyxl."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer


def search(path: Annotated[Path, typer.Argument()], name: Annotated[str, typer.Argument()]) -> None:
    """Print the rows whose name holds `name`."""
    frame = pd.read_excel(path, header=3, engine="openpyxl")
    print(frame[frame["ชื่อ - สกุล"].str.contains(name, regex=False, na=False)].to_string())


if __name__ == "__main__":
    typer.run(search)
