"""What to say about the photographs of returned insignia: `insignia photos`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from skj.calendar import Period
from skj.checking.photos import Photo, PhotoState
from skj.language import N_, _
from skj.ledgers.base import Ledger
from skj.ledgers.insignia import InsigniaReturn
from skj.reports.model import Facts, Field, Grid, Kind, Line, Note, Report, Section, Tone, Trace
from skj.reports.wording import basis_notes, day_line, iso, spot

STATE_WORDS: Final = {
    PhotoState.MISSING: N_("missing"),
    PhotoState.UNREADABLE: N_("unreadable"),
    PhotoState.UNNAMED: N_("returned without a photograph"),
    PhotoState.SHARED: N_("named by several rows"),
    PhotoState.ORPHAN: N_("named by no row"),
    PhotoState.SET_ASIDE: N_("its row is set aside"),
    PhotoState.FINE: N_("fine"),
}
# By the values of `files.images.ImageState`, which reports do not import.
LOOK_WORDS: Final = {
    "missing": N_("no such file in the folder"),
    "unsafe_name": N_("the name cannot be that of a file"),
    "leads_out": N_("a link that leads out of the folder; it was not opened"),
    "not_a_file": N_("no plain file"),
    "empty": N_("the file is empty"),
    "too_large": N_("larger than any photograph; it was not opened"),
    "not_an_image": N_("not a PNG, JPEG or PDF, whatever it is called"),
    "damaged": N_("damaged or cut off"),
    "not_readable": N_("the system does not let it be read"),
}
TONES: Final[dict[PhotoState, Tone]] = {
    PhotoState.MISSING: "bad", PhotoState.UNREADABLE: "bad", PhotoState.UNNAMED: "warn", PhotoState.SHARED: "warn", PhotoState.ORPHAN: "warn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PhotosAnswer:
    """Everything the report shows; `folder` is the folder as people know it."""

    photos: Sequence[Photo]
    folder: str
    period: Period

    @property
    def counts(self) -> Counter[PhotoState]:
        """How many photographs are in each state."""
        return Counter(photo.state for photo in self.photos)

    def those(self, state: PhotoState) -> tuple[InsigniaReturn, ...]:
        """The rows in a state."""
        return tuple(photo.record for photo in self.photos if photo.record and photo.state is state)


def photos_report(answer: PhotosAnswer, ledger: Ledger[InsigniaReturn]) -> Report:
    """How many are fine, then those that need somebody: a row or a file each."""
    wanting = [photo for photo in answer.photos if photo.state is not PhotoState.FINE]
    return Report(
        title=_("Photographs of returned insignia"),
        subtitle=day_line(answer.period),
        sections=(Section(_("Photographs"), (_facts(answer), _wanting_grid(wanting))),),
        main=_whole_grid(wanting),
        data=photos_data(answer),
        footer=(*basis_notes([ledger]), Note(_("A file is what its content says, whatever it is called."), "quiet")),
        traces=tuple(
            Trace(state.value, _(words), answer.counts[state], Kind.COUNT, answer.those(state))
            for state, words in STATE_WORDS.items()
        ),
    )


def _facts(answer: PhotosAnswer) -> Facts:
    counts = answer.counts
    items: list[tuple[str, Any, Kind]] = [(_("Folder"), answer.folder, Kind.TEXT)]
    items += [(_(words), counts[state], Kind.COUNT) for state, words in reversed(STATE_WORDS.items())]
    return Facts(tuple(items))


def _wanting_grid(photos: Sequence[Photo]) -> Grid:
    """What needs somebody, narrow enough for a terminal."""
    fields = (
        Field("state", _("State")),
        Field("file", _("File")),
        Field("name", _("Name")),
        Field("insignia", _("Insignia")),
        Field("place", _("Place")),
    )
    lines = tuple(Line(_wanting_cells(photo), TONES.get(photo.state, "quiet")) for photo in photos)
    return Grid(fields, lines, _("To look after"), _("Every photograph is there, and every row has its own."))


def _wanting_cells(photo: Photo) -> tuple[Any, ...]:
    record, state = photo.record, _(STATE_WORDS[photo.state])
    reason = reason_words(photo) if photo.state is PhotoState.UNREADABLE else ""
    row = (
        (record.name, f"{record.insignia_class} {record.year}", spot(record, "image_file")) if record else ("", "", "")
    )
    return f"{state}: {reason}" if reason else state, photo.file, *row


def _whole_grid(photos: Sequence[Photo]) -> Grid:
    """Every column, for spreadsheets and programs."""
    fields = (
        Field("state", _("State")),
        Field("file", _("File")),
        Field("reason", _("Why")),
        Field("name", _("Name")),
        Field("insignia_class", _("Class")),
        Field("year", _("Grant year")),
        Field("place", _("Place")),
    )
    return Grid(fields, tuple(Line(_cells(photo)) for photo in photos))


def _cells(photo: Photo) -> tuple[Any, ...]:
    record = photo.record
    row = (record.name, record.insignia_class, str(record.year)) if record else ("", "", "")
    place = str(record.place("image_file")) if record else ""
    return _(STATE_WORDS[photo.state]), photo.file, reason_words(photo), *row, place


def reason_words(photo: Photo) -> str:
    """What is wrong with the file itself."""
    return _(LOOK_WORDS[photo.look.state.value]) if photo.look and photo.look.state.value in LOOK_WORDS else ""


def photos_data(answer: PhotosAnswer) -> dict[str, Any]:
    """Counts by state, then every photograph; those of no row have no source."""
    counts = answer.counts
    return {
        "as_of": iso(answer.period.as_of),
        "folder": answer.folder,
        "summary": {state.value: counts[state] for state in STATE_WORDS},
        "photos": [_photo_data(photo) for photo in answer.photos],
    }


def _photo_data(photo: Photo) -> dict[str, Any]:
    record, look = photo.record, photo.look
    picture = look.picture if look else None
    return {
        "state": photo.state.value,
        "file": photo.file or None,
        "reason": look.state.value if look and look.state.value in LOOK_WORDS else None,
        "kind": picture.kind.value if picture else None,
        "name": record.name if record else None,
        "insignia_class": record.insignia_class if record else None,
        "year": record.year if record else None,
        "returned_on": iso(record.returned_on) if record else None,
        "source": record.source() if record else None,
    }
