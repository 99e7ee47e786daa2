"""The fixed words of the ledgers as they stand in `data/*.csv`, read once."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from skj.resources import data_folder
from skj.thai.names import Titles

AgencyKind = Literal["bureau", "office", "commission_office"]
Family = Literal["white_elephant", "crown_of_thailand"]


class District(NamedTuple):
    """One of the 50 districts (facts 4.1); `group` is one of the six groups (facts 4.2)."""

    code: str
    thai: str
    english: str
    group: str
    aliases: tuple[str, ...] = ()


class Province(NamedTuple):
    """One of the 76 provinces beside Bangkok."""

    thai: str
    english: str
    aliases: tuple[str, ...] = ()


class Agency(NamedTuple):
    """A bureau or an office of the BMA (facts 4.3); district offices are made from the districts."""

    code: str
    thai: str
    english: str
    abbreviation: str
    kind: AgencyKind
    aliases: tuple[str, ...] = ()


class InsigniaClass(NamedTuple):
    """A class of insignia (facts 1.1); `rank` 1 is the highest, and a higher class replaces a lower one of its family only."""

    abbreviation: str
    thai: str
    english: str
    family: Family
    rank: int
    is_sash: bool
    aliases: tuple[str, ...] = ()


class Position(NamedTuple):
    """A type and level of position (facts 3). `order` counts levels of a type from 1; 0 = no level, or staff of another kind."""

    type: str
    level: str
    order: int
    short: str
    english: str
    aliases: tuple[str, ...] = ()


class DamageKind(NamedTuple):
    """One of the four kinds of damage to a room (plan, indicator 5)."""

    thai: str
    english: str
    aliases: tuple[str, ...] = ()


class ReturnCause(NamedTuple):
    """Why insignia came back (facts 1.2); `cause` is the stable id, `deceased` for example.

    `returned_by` says who owes the return; it is empty for words that are no ground in law. `limit_days` counts from that day.
    """

    cause: str
    thai: str
    english: str
    aliases: tuple[str, ...] = ()
    returned_by: Literal["holder", "heirs", ""] = ""
    with_certificate: bool = False
    limit_days: int | None = None


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a data file of `data/`, without its `#` comments."""
    lines = (data_folder() / name).read_text(encoding="utf-8-sig").splitlines()
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))


def words(cell: str) -> tuple[str, ...]:
    """The words of a cell that holds several, separated by `|`."""
    return tuple(word.strip() for word in cell.split("|") if word.strip())


@cache
def districts() -> tuple[District, ...]:
    """The 50 districts in the order of their codes."""
    return tuple(
        District(row["code"], row["thai"], row["english"], row["group"], words(row["aliases"]))
        for row in rows("districts.csv")
    )


@cache
def provinces() -> tuple[Province, ...]:
    """The 76 provinces beside Bangkok."""
    return tuple(Province(row["thai"], row["english"], words(row["aliases"])) for row in rows("provinces.csv"))


@cache
def agencies() -> tuple[Agency, ...]:
    """The 16 bureaus and the 3 offices."""
    return tuple(
        Agency(row["code"], row["thai"], row["english"], row["abbreviation"], _kind(row["kind"]), words(row["aliases"]))
        for row in rows("agencies.csv")
    )


def _kind(text: str) -> AgencyKind:
    kinds: dict[str, AgencyKind] = {"bureau": "bureau", "office": "office", "commission_office": "commission_office"}
    return kinds[text]


@cache
def insignia_classes() -> tuple[InsigniaClass, ...]:
    """The four sash classes, highest first, and the two classes just below them."""
    return tuple(_class_of(row) for row in rows("insignia-classes.csv"))


def _class_of(row: Mapping[str, str]) -> InsigniaClass:
    families: dict[str, Family] = {"white_elephant": "white_elephant", "crown_of_thailand": "crown_of_thailand"}
    family, is_sash = families[row["family"]], row["is_sash"] == "yes"
    names = row["abbreviation"], row["thai"], row["english"]
    return InsigniaClass(*names, family, int(row["rank"]), is_sash, words(row["aliases"]))


@cache
def _position_rows() -> tuple[Position, ...]:
    return tuple(
        Position(row["type"], row["level"], int(row["order"]), row["short"], row["english"], words(row["aliases"]))
        for row in rows("positions.csv")
    )


@cache
def positions() -> tuple[Position, ...]:
    """Types and levels of ordinary officials, each type from its lowest level up."""
    return tuple(position for position in _position_rows() if position.order)


@cache
def other_staff() -> tuple[Position, ...]:
    """Staff who are not ordinary officials: teachers and employees (facts 3)."""
    return tuple(position for position in _position_rows() if not position.order)


@cache
def position_types() -> tuple[str, ...]:
    """The four types of position."""
    return tuple(dict.fromkeys(position.type for position in positions()))


@cache
def all_damage_kinds() -> tuple[DamageKind, ...]:
    """The four kinds of damage."""
    return tuple(DamageKind(row["thai"], row["english"], words(row["aliases"])) for row in rows("damage-kinds.csv"))


@cache
def return_causes() -> tuple[ReturnCause, ...]:
    """The causes of a return; the first three are grounds in law."""
    return tuple(_cause_of(row) for row in rows("return-causes.csv"))


def _cause_of(row: Mapping[str, str]) -> ReturnCause:
    owes: dict[str, Literal["holder", "heirs", ""]] = {"holder": "holder", "heirs": "heirs", "": ""}
    limit = int(row["limit_days"]) if row["limit_days"] else None
    names = row["cause"], row["thai"], row["english"], words(row["aliases"])
    return ReturnCause(*names, owes[row["returned_by"]], row["with_certificate"] == "yes", limit)


@cache
def titles() -> Titles:
    """All titles before names, abbreviated and in full, as `skj.thai.names` takes them."""
    return Titles(dict.fromkeys(row[form] for form in ("title", "full") for row in rows("titles.csv") if row[form]))


@cache
def case_words() -> tuple[str, ...]:
    """Words that registers put beside the number of a matter, in lower case."""
    return tuple(row["word"] for row in rows("case-words.csv"))
