"""Documents a register names: found by comparing names, never by following a path out of the workspace."""

import unicodedata
from pathlib import Path

import pytest

from skj.files.attached import Attached, Cabinet

THAI = "รายงานน้ำ.pdf"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = tmp_path / "office"
    (root / "evidence" / "ปี 2567").mkdir(parents=True)
    (root / "evidence" / "plan.PDF").write_bytes(b"%PDF")
    (root / "evidence" / "ปี 2567" / unicodedata.normalize("NFD", THAI)).write_bytes(b"%PDF")
    (root / "evidence" / "blank.pdf").touch()
    (root / "root.pdf").write_bytes(b"%PDF")
    (tmp_path / "secret.pdf").write_bytes(b"%PDF")
    return root


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("plan.pdf", Attached.FOUND),  # capitals do not matter, as on Windows
        (f"ปี 2567/{THAI}", Attached.FOUND),
        (f"ปี 2567\\{THAI}", Attached.FOUND),
        ("  plan.pdf ", Attached.FOUND),
        ("root.pdf", Attached.FOUND),
        ("blank.pdf", Attached.EMPTY),
        ("ปี 2567", Attached.MISSING),
        ("other.pdf", Attached.MISSING),
        ("plan.pdf/x", Attached.MISSING),
        ("../secret.pdf", Attached.OUTSIDE),
        ("evidence/../../secret.pdf", Attached.OUTSIDE),
        ("/etc/passwd", Attached.OUTSIDE),
        ("C:\\plan.pdf", Attached.OUTSIDE),
        ("\\\\server\\share\\plan.pdf", Attached.OUTSIDE),
        ("~/plan.pdf", Attached.OUTSIDE),
        ("con", Attached.OUTSIDE),
        ("plan\0.pdf", Attached.OUTSIDE),
        ("x" * 300, Attached.OUTSIDE),
        ("https://example.go.th/plan.pdf", Attached.ADDRESS),
        ("", Attached.NOT_NAMED),
        ("  ", Attached.NOT_NAMED),
        (None, Attached.NOT_NAMED),
    ],
)
def test_what_becomes_of_a_name(office: Path, text: str | None, state: Attached) -> None:
    assert Cabinet(office, [office, office / "evidence"]).look_for(text) is state


def test_a_link_out_of_the_workspace_is_not_followed(office: Path) -> None:
    (office / "evidence" / "link.pdf").symlink_to(office.parent / "secret.pdf")
    (office / "evidence" / "away").symlink_to(office.parent)
    cabinet = Cabinet(office, [office / "evidence"])
    assert [cabinet.look_for(name) for name in ("link.pdf", "away/secret.pdf")] == [Attached.OUTSIDE] * 2


def test_links_in_a_circle_and_missing_folders_are_no_documents(office: Path) -> None:
    (office / "evidence" / "round").symlink_to(office / "evidence" / "round")
    assert Cabinet(office, [office / "evidence"]).look_for("round") in {Attached.OUTSIDE, Attached.MISSING}
    assert Cabinet(office, [office / "nowhere"]).look_for("plan.pdf") is Attached.MISSING
