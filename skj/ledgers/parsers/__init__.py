"""The parsers of columns: one cell in, a `Reading` out; they never raise and never guess in silence."""

from skj.ledgers.parsers.days import buddhist_year, buddhist_year_from, day, day_with, month_end, month_start
from skj.ledgers.parsers.images import image_name
from skj.ledgers.parsers.making import BLANK, shown
from skj.ledgers.parsers.numbers import amount, list_number, score, session_number, weight, whole_number
from skj.ledgers.parsers.texts import agencies_list, agency, indicator_ref, person_name, return_cause_text, text
from skj.ledgers.parsers.words import (
    damage,
    district,
    insignia_class,
    position_level,
    position_type,
    satisfaction,
    yes_no,
)

__all__ = [
    "BLANK",
    "agencies_list",
    "agency",
    "amount",
    "buddhist_year",
    "buddhist_year_from",
    "damage",
    "day",
    "day_with",
    "district",
    "image_name",
    "indicator_ref",
    "insignia_class",
    "list_number",
    "month_end",
    "month_start",
    "person_name",
    "position_level",
    "position_type",
    "return_cause_text",
    "satisfaction",
    "score",
    "session_number",
    "shown",
    "text",
    "weight",
    "whole_number",
    "yes_no",
]
