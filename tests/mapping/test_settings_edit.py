import tomllib
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers.registry import SPECS
from skj.mapping.settings_edit import LedgerChange, add_ledger, lines_of
from skj.mapping.toml_text import NotCleanlyError, statements
from skj.starting import settings_text

WHOLE = LedgerChange("rooms", "ledgers/ห้อง.xlsx", "แผ่น 1", {"repaired_on": "เสร็จเมื่อไร", "room": "ห้อง (เลข)"})
SPLIT = LedgerChange("insignia", columns={"name.given": 'ชื่อ "เดิม"', "name.surname": "นามสกุล\\"})
OFFICE = """# ของสำนักงาน
[office]
fiscal_year = 2567   # พ.ศ. # [ledgers.rooms]

[ledgers.rooms]      # ห้องพัก
files = [
  "a[1].xlsx", 'b#.xlsx'
]
# sheet = "x"
# ใช้ทุกแผ่น

[ledgers.insignia]
expected = { 2563 = 1 } # [ไม่ใช่หัว]
text = \"\"\"
[ledgers.cases]
\"\"\"
[ledgers.insignia.columns]
year = "ปี"  # เดิม

[limits]
rows = 10
"""


def is_kept(old: str, new: str) -> bool:
    """Whether the new text is the old one with something put in between."""
    rest = iter(new)
    return all(sign in rest for sign in old)


def section(text: str, ledger: str) -> dict[str, object]:
    return dict(tomllib.loads(text)["ledgers"][ledger])


def test_a_file_a_sheet_and_headings_are_put_where_they_belong() -> None:
    new = add_ledger(OFFICE, WHOLE)
    assert is_kept(OFFICE, new)
    assert section(new, "rooms") == {
        "files": ["a[1].xlsx", "b#.xlsx", "ledgers/ห้อง.xlsx"],
        "sheet": "แผ่น 1",
        "columns": {"repaired_on": "เสร็จเมื่อไร", "room": "ห้อง (เลข)"},
    }
    assert section(new, "insignia") == section(OFFICE, "insignia")
    assert "# ใช้ทุกแผ่น\n[ledgers.rooms.columns]\n" in new, "comments stay with the table they were written under"


def test_headings_join_those_that_are_there() -> None:
    new = add_ledger(OFFICE, SPLIT)
    assert section(new, "insignia")["columns"] == {"year": "ปี", "name.given": 'ชื่อ "เดิม"', "name.surname": "นามสกุล\\"}
    put = [
        new[c:d]
        for tag, _a, _b, c, d in SequenceMatcher(None, OFFICE, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    assert len(put) == 1


@pytest.mark.parametrize("files", ['["a"]', '[ "a", ]', '[\n "a", # b\n]', '[\n "a" # "b", ]\n]', '["a"\n,\n]'])
def test_a_list_of_files_grows_however_it_is_written(files: str) -> None:
    new = add_ledger(f"[ledgers.rooms]\nfiles = {files} # c\n", WHOLE)
    assert section(new, "rooms")["files"] == ["a", "ledgers/ห้อง.xlsx"]


def test_adding_twice_changes_nothing_more() -> None:
    again = LedgerChange("rooms", columns=WHOLE.columns)
    once = add_ledger(OFFICE, again)
    assert add_ledger(once, again) == once


@pytest.mark.parametrize(
    "text", ["", "\n", "# nothing\n", "[office]\nlanguage = 'th'", "[ledgers.rooms]\n", "[ledgers.rooms.columns]\n"]
)
def test_a_section_is_made_when_there_is_none(text: str) -> None:
    new = add_ledger(text, WHOLE)
    assert new.startswith(text)
    assert section(new, "rooms") == section(add_ledger("", WHOLE), "rooms")


def test_lines_end_as_they_do_in_the_file() -> None:
    new = add_ledger(OFFICE.replace("\n", "\r\n"), WHOLE)
    assert new.count("\n") == new.count("\r\n")
    assert new.replace("\r\n", "\n") == add_ledger(OFFICE, WHOLE)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_the_settings_of_a_new_workspace_can_be_added_to(spec: object) -> None:
    name = str(getattr(spec, "name"))  # noqa: B009  (specs differ in their record type)
    text = settings_text()
    new = add_ledger(text, LedgerChange(name, "ledgers/ใหม่.xlsx", columns={"x": "ก"}))
    assert is_kept(text, new)
    assert section(new, name)["columns"] == {"x": "ก"}
    assert section(new, name)["files"] == [f"ledgers/{name}*.xlsx", "ledgers/ใหม่.xlsx"]
    others = {key: value for key, value in tomllib.loads(new)["ledgers"].items() if key != name}
    assert others == {key: value for key, value in tomllib.loads(text)["ledgers"].items() if key != name}


@pytest.mark.parametrize(
    "text",
    [
        'ledgers = { rooms = { files = ["a"] } }\n',
        '[ledgers]\nrooms = { files = ["a"] }\n',
        '[ledgers.rooms]\ncolumns = { site = "x" }\n',
        '[ledgers.rooms]\nfiles = ["a"]\n[ledgers.rooms.columns]\nroom = "อื่น"\n',
        '[ledgers.rooms]\nsheet = "อื่น"\n',
        '[ledgers.rooms]\nfiles = "a"\n',
        '[ledgers]\nrooms.sheet = "อื่น"\n',
    ],
)
def test_what_cannot_be_added_to_cleanly_is_refused(text: str) -> None:
    tomllib.loads(text)
    with pytest.raises(NotCleanlyError):
        add_ledger(text, WHOLE)


def test_the_lines_to_write_by_hand_say_the_same() -> None:
    assert tomllib.loads(lines_of(WHOLE)) == tomllib.loads(add_ledger("", WHOLE))


STRINGS = st.one_of(
    st.sampled_from(
        ['"a"', "'b'", '"""\n[x]\n"quoted" = 1\n"""', "'''\n[y]''''", '"\\\\"', '"[#]"', '"""a\\\n  b"""""']
    ),
    st.integers().map(str),
    st.just("[1, [2, 3], # c ]\n 4]"),
    st.just("{ a = 1, b = [ 'x=y' ] }"),
    st.just("2024-01-01"),
    st.just("true"),
)
ENDS = st.sampled_from(["\n", " # note = 1\n", "\n\n", "\n# [t]\n"])


@given(st.lists(st.tuples(st.sampled_from(["pair", "table"]), STRINGS, ENDS), max_size=8))
def test_statements_are_found_as_tomllib_reads_them(parts: list[tuple[str, str, str]]) -> None:
    text = ""
    expected: list[tuple[tuple[str, ...], str]] = []
    table: tuple[str, ...] = ()
    for number, (kind, value, end) in enumerate(parts):
        if kind == "table":
            table = (f"t {number}", "x")
            text += f'[ "t {number}" . x ]{end}'
            expected.append((table, ""))
        else:
            text += f"k{number} = {value}{end}"
            expected.append(((*table, f"k{number}"), value))
    tomllib.loads(text)
    found = [(one.path, text[one.value_start : one.value_end]) for one in statements(text)]
    assert found == expected


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_heading_is_written_so_that_it_reads_back(file: str, heading: str) -> None:
    change = LedgerChange("rooms", file, columns={"room": heading})
    try:
        new = add_ledger(OFFICE, change)
    except NotCleanlyError:
        assert not (file + heading).isprintable()
    else:
        assert section(new, "rooms")["columns"] == {"room": heading}
