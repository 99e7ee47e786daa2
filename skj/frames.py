"""Ledgers as pandas tables, the analysts' door; pandas is imported here only, never at start-up."""

from datetime import date
from decimal import Decimal
from typing import Any, Final, get_args

import pandas as pd

from skj.ledgers.base import Ledger

_DTYPES: Final[dict[type, str]] = {int: "Int64", str: "string", bool: "boolean", date: "datetime64[s]"}


def frame_of(ledger: Ledger[Any]) -> pd.DataFrame:
    """A row per valid record, typed by the record's own fields; money and scores stay exact `Decimal`s.

    Dates are C.E. at second resolution, so that no year can overflow. `source_file`, `source_sheet` and `source_row`
    lead back to the office's file.
    """
    fields = {
        name: info.annotation
        for name, info in ledger.spec.record.model_fields.items()
        if name not in ledger.spec.record.unexported
    }
    columns = {
        name: _column([getattr(record, name) for record in ledger.records], kind) for name, kind in fields.items()
    }
    sources = [record.source() for record in ledger.records]
    columns["source_file"] = pd.Series([source["file"] for source in sources], dtype="string")
    columns["source_sheet"] = pd.Series([source["sheet"] for source in sources], dtype="string")
    columns["source_row"] = pd.Series([source["row"] for source in sources], dtype="Int64")
    return pd.DataFrame(columns)


def _column(values: list[Any], annotation: Any) -> "pd.Series[Any]":
    kinds = [
        kind for kind in (get_args(annotation) or (annotation,)) if isinstance(kind, type) and kind is not type(None)
    ]
    dtype = _DTYPES.get(kinds[0], "object") if len(kinds) == 1 and kinds[0] is not Decimal else "object"
    return pd.Series(values, dtype=dtype)
