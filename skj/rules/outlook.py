"""SKJ69x: questions about what could still be (`skj kpi whatif`)."""

from typing import Final

from skj.diagnostics import Rule, Severity
from skj.language import N_

GAIN_UNCLEAR: Final = Rule(
    "SKJ690",
    "gain-unclear",
    Severity.ERROR,
    N_("“{value}” is not understood as a gain: {reason}."),
    N_("Write housing+12, coaching.sessions=5, housing.satisfied+8/10 or coaching.final_report. {known}"),
)
GAIN_IMPOSSIBLE: Final = Rule(
    "SKJ691",
    "gain-impossible",
    Severity.ERROR,
    N_("“{value}” would make “{measure}” {part} of {whole}, which cannot be."),
    N_("Give a gain that leaves the part between 0 and the whole."),
)
BY_TOO_EARLY: Final = Rule(
    "SKJ692",
    "by-not-after-as-of",
    Severity.ERROR,
    N_("--by {by} is not after the day of the answer, {as_of}, so nothing could still be done."),
    N_("Give a later --by, or an earlier day with --as-of or --quarter."),
)
POINTS_UNCLEAR: Final = Rule(
    "SKJ693",
    "points-unclear",
    Severity.ERROR,
    N_("“{value}” is not a number of points between 0 and {most}."),
    N_("Give the total to be reached, for example --reach {most}."),
)
NOTHING_SUPPOSED: Final = Rule(
    "SKJ694",
    "nothing-supposed",
    Severity.ERROR,
    N_("Nothing is supposed, so nothing would change."),
    N_("Name a gain, for example housing+12, or the total to be reached, for example --reach 60."),
)
COST_UNKNOWN: Final = Rule(
    "SKJ695",
    "cost-of-unknown-work",
    Severity.ERROR,
    N_("[whatif.cost] in skj.toml names “{value}”, which is no work of this plan."),
    N_('Use evidence, or a quoted name such as "housing.rooms_repaired". Known are: {known}.'),
)
