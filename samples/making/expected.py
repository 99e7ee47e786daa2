"""What the plan gives for the sample office, worked out by hand from the story in `office.py` (contract section 3)."""

from typing import Final

Measure = tuple[int, int | None]
Outcome = tuple[int, int, dict[str, Measure]]

INDICATORS: Final = ("coaching", "insignia", "knowledge", "discipline", "housing", "training")

# level, points, and numerator and denominator of each measure (no denominator: a plain count)
EXPECTED: Final[dict[int, dict[str, Outcome]]] = {
    1: {
        "coaching": (1, 2, {"sessions": (0, None), "satisfied": (0, 0), "knowledge_up": (0, 0)}),
        "insignia": (1, 2, {"imported": (177, 180), "satisfied": (0, 0)}),
        "knowledge": (1, 2, {"processes": (0, None), "satisfied": (0, 0)}),
        "discipline": (1, 4, {"plan_progress": (20, 100), "presented_within_90": (1, 2), "presented_under_80": (1, 2)}),
        "housing": (0, 0, {"rooms_repaired": (96, None), "satisfied": (0, 0)}),
        "training": (
            1,
            2,
            {"people_asked": (0, None), "sessions": (0, None), "clean": (0, 420), "knowledge_up": (0, 0)},
        ),
    },
    2: {
        "coaching": (3, 6, {"sessions": (2, None), "satisfied": (0, 0), "knowledge_up": (10, 12)}),
        "insignia": (2, 4, {"imported": (177, 180), "satisfied": (0, 0)}),
        "knowledge": (2, 4, {"processes": (0, None), "satisfied": (0, 0)}),
        "discipline": (2, 8, {"plan_progress": (60, 100), "presented_within_90": (3, 5), "presented_under_80": (2, 5)}),
        "housing": (2, 4, {"rooms_repaired": (200, None), "satisfied": (0, 0)}),
        "training": (
            3,
            6,
            {"people_asked": (340, None), "sessions": (4, None), "clean": (0, 420), "knowledge_up": (96, 112)},
        ),
    },
    3: {
        "coaching": (4, 8, {"sessions": (6, None), "satisfied": (0, 0), "knowledge_up": (30, 36)}),
        "insignia": (2, 4, {"imported": (177, 180), "satisfied": (0, 0)}),
        "knowledge": (4, 8, {"processes": (8, None), "satisfied": (20, 24)}),
        "discipline": (
            3,
            12,
            {"plan_progress": (100, 100), "presented_within_90": (8, 10), "presented_under_80": (6, 10)},
        ),
        "housing": (4, 8, {"rooms_repaired": (305, None), "satisfied": (60, 80)}),
        "training": (
            4,
            8,
            {"people_asked": (419, None), "sessions": (8, None), "clean": (248, 420), "knowledge_up": (192, 224)},
        ),
    },
    4: {
        "coaching": (5, 10, {"sessions": (8, None), "satisfied": (38, 45), "knowledge_up": (40, 48)}),
        "insignia": (2, 4, {"imported": (177, 180), "satisfied": (37, 40)}),
        "knowledge": (5, 10, {"processes": (12, None), "satisfied": (50, 60)}),
        "discipline": (
            4,
            16,
            {"plan_progress": (100, 100), "presented_within_90": (18, 20), "presented_under_80": (15, 20)},
        ),
        "housing": (5, 10, {"rooms_repaired": (368, None), "satisfied": (130, 160)}),
        "training": (
            5,
            10,
            {"people_asked": (419, None), "sessions": (10, None), "clean": (349, 420), "knowledge_up": (240, 280)},
        ),
    },
}
TOTALS: Final = {1: 12, 2: 32, 3: 48, 4: 60}


def as_json() -> dict[str, object]:
    """The expected result in the shape of `expected.json`."""
    return {
        str(quarter): {
            "total": TOTALS[quarter],
            "indicators": [_indicator(name, outcome) for name, outcome in outcomes.items()],
        }
        for quarter, outcomes in EXPECTED.items()
    }


def _indicator(name: str, outcome: Outcome) -> dict[str, object]:
    level, points, measures = outcome
    shown = {measure: {"numerator": top, "denominator": bottom} for measure, (top, bottom) in measures.items()}
    return {"number": INDICATORS.index(name) + 1, "id": name, "level": level, "points": points, "measures": shown}
