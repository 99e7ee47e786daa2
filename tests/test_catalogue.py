"""The catalogue that is searched where it lies gives what gettext gives."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from build_messages import compile_catalogue
from skj.catalogue import Catalogue
from skj.commands.help import TYPER_TEXTS
from tools.messages import ROOT, thai


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("catalogue")
    compile_catalogue(thai(), made, ROOT)
    return made


def test_every_text_is_the_one_gettext_finds(folder: Path) -> None:
    catalogue = Catalogue((folder / "skj.mo").read_bytes())
    originals = [str(message.id) for message in thai() if message.id]
    found = {text: catalogue.text(text) for text in originals}
    assert found == {text: gettext_of(folder / "skj.mo").gettext(text) for text in originals}
    assert found["Commands"] != "Commands"


@pytest.mark.parametrize("text", ["", " ", "A", "Commands ", "Command", "zzzz", "\U0010ffff", "ก", "\ud800"])
def test_a_text_that_is_not_there_is_itself(folder: Path, text: str) -> None:
    assert Catalogue((folder / "skj.mo").read_bytes()).text(text) == text or text == ""


@pytest.mark.parametrize("data", [b"", b"PK", b"\0" * 28, b"\xde\x12\x04\x95"])
def test_bytes_that_are_no_catalogue_leave_texts_as_they_are(data: bytes) -> None:
    assert Catalogue(data).text("Commands") == "Commands"


def test_an_empty_catalogue_holds_nothing() -> None:
    stream = BytesIO()
    write_mo(stream, Catalog())
    assert Catalogue(stream.getvalue()).text("Commands") == "Commands"


def test_the_words_of_typer_stand_in_a_catalogue_of_their_own(folder: Path) -> None:
    few, whole = gettext_of(folder / "typer.mo"), gettext_of(folder / "skj.mo")
    assert [few.gettext(text) for text in TYPER_TEXTS] == [whole.gettext(text) for text in TYPER_TEXTS]
    assert (folder / "typer.mo").stat().st_size < 5_000


def gettext_of(path: Path) -> GNUTranslations:
    with path.open("rb") as stream:
        return GNUTranslations(stream)
