"""The fixed words of the ledgers (`data/*.csv`): districts, agencies, classes, positions and the like, however loosely written."""

from skj.ledgers.vocabulary.answers import damage_kinds, satisfaction_score, yes_or_no
from skj.ledgers.vocabulary.insignia import find_class, find_return_cause
from skj.ledgers.vocabulary.matching import nearest, word_key
from skj.ledgers.vocabulary.means import MeanWords, mean_tables, words_of_mean
from skj.ledgers.vocabulary.places import agency_name, bare_district, find_agency, find_district, says_district
from skj.ledgers.vocabulary.positions import PositionWords, find_position, position_words
from skj.ledgers.vocabulary.wordlists import (
    Agency,
    DamageKind,
    District,
    InsigniaClass,
    Position,
    ReturnCause,
    agencies,
    all_damage_kinds,
    districts,
    insignia_classes,
    other_staff,
    position_types,
    positions,
    return_causes,
    titles,
)

__all__ = [
    "Agency",
    "DamageKind",
    "District",
    "InsigniaClass",
    "MeanWords",
    "Position",
    "PositionWords",
    "ReturnCause",
    "agencies",
    "agency_name",
    "all_damage_kinds",
    "bare_district",
    "damage_kinds",
    "districts",
    "find_agency",
    "find_class",
    "find_district",
    "find_position",
    "find_return_cause",
    "insignia_classes",
    "mean_tables",
    "nearest",
    "other_staff",
    "position_types",
    "position_words",
    "positions",
    "return_causes",
    "satisfaction_score",
    "says_district",
    "titles",
    "word_key",
    "words_of_mean",
    "yes_or_no",
]
