"""What to say about scores before and after: who rose, the mean gain, how the changes are spread, who lacks a score."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from skj.language import _
from skj.reports.kpi import cut
from skj.reports.model import Block, Chart, Facts, Kind, Note, Series
from skj.scoring.gains import Band, Gains


def gains_blocks(gains: Gains) -> tuple[Block, ...]:
    """Facts, the spread of the changes, and a note on those who could not rise."""
    blocks: list[Block] = [_facts(gains)]
    if gains.bands:
        blocks.append(_spread(gains.bands))
    if gains.at_full:
        text = _("Rows with full marks both times, which cannot rise: {count} (reading A26).")
        blocks.append(Note(text.format(count=len(gains.at_full)), "quiet"))
    return tuple(blocks)


def _facts(gains: Gains) -> Facts:
    return Facts(
        (
            (_("Rows with both scores"), gains.both, Kind.COUNT),
            (_("of them higher after"), len(gains.up), Kind.COUNT),
            (_("the same"), len(gains.same), Kind.COUNT),
            (_("lower after"), len(gains.down), Kind.COUNT),
            (_("Share that rose (scores)"), gains.share, Kind.SHARE),
            (_("Share that rose, of all rows"), gains.share_of_all, Kind.SHARE),
            (_("Mean gain in marks"), None if gains.mean is None else exact(gains.mean), Kind.TEXT),
            (_("Rows without one or both scores"), len(gains.lacking), Kind.COUNT),
        )
    )


def exact(number: Fraction) -> str:
    """A mean with its exact fraction beside it where it cannot be written out: `2.14 (15/7)`."""
    shown = cut(number)
    whole = shown if isinstance(shown, int) else shown.normalize()
    return f"{whole}" if Fraction(whole) == number else f"{whole}… ({number.numerator}/{number.denominator})"


def _spread(bands: Sequence[Band]) -> Chart:
    values = tuple(band.people for band in bands)
    return Chart(
        "bars", _("Change in marks"), tuple(map(band_name, bands)), (Series(_("Rows"), values),), unit=_("rows")
    )


def band_name(band: Band) -> str:
    """A band of changes: `+2`, `-1`, `0`, `+1 … +3`."""
    first, last = (f"{edge:+d}" if edge else "0" for edge in (band.low, band.high))
    return first if first == last else f"{first} … {last}"


def gains_data(gains: Gains) -> dict[str, Any]:
    """The same in JSON; the mean is cut after four decimals and exact beside it."""
    mean = gains.mean
    return {
        "rows": gains.rows,
        "both": gains.both,
        "up": len(gains.up),
        "same": len(gains.same),
        "down": len(gains.down),
        "lacking": len(gains.lacking),
        "at_full": len(gains.at_full),
        "percent_up": percent_of(gains.share),
        "percent_up_of_all": percent_of(gains.share_of_all),
        "mean_gain": None if mean is None else cut(mean),
        "mean_gain_exact": None if mean is None else f"{mean.numerator}/{mean.denominator}",
        "spread": [{"low": band.low, "high": band.high, "rows": band.people} for band in gains.bands],
    }


def percent_of(share: Fraction | None) -> Any:
    """A share as percent for JSON, cut and never rounded up; None for a share of nothing."""
    return None if share is None else cut(share * 100)
