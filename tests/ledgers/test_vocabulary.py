"""The fixed words of the ledgers, however loosely they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skj.ledgers import vocabulary
from skj.ledgers.vocabulary import (
    agencies,
    agency_name,
    damage_kinds,
    districts,
    find_agency,
    find_class,
    find_district,
    find_position,
    find_return_cause,
    insignia_classes,
    nearest,
    other_staff,
    position_words,
    positions,
    satisfaction_score,
    yes_or_no,
)


@pytest.mark.parametrize("prefix", ["", "เขต", "เขต ", "สำนักงานเขต", "สำนักงาน เขต ", "สนข.", "สนข. ", "สํานักงานเขต"])
@pytest.mark.parametrize("district", districts(), ids=lambda district: district.code)
def test_every_district_is_found_behind_every_prefix(district: vocabulary.District, prefix: str) -> None:
    assert find_district(prefix + district.thai) == district
    assert find_district(f"{prefix}{district.thai} กรุงเทพมหานคร") == district


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ราษฏร์บูรณะ", "ราษฎร์บูรณะ"),
        ("สาธร", "สาทร"),
        ("บาง คอแหลม", "บางคอแหลม"),
        ("ป้อมปราบฯ", "ป้อมปราบศัตรูพ่าย"),
        ("เขตป้อมปราบ", "ป้อมปราบศัตรูพ่าย"),
        ("ลาดพราว", "ลาดพร้าว"),
        ("บางขุนเทียน ", "บางขุนเทียน"),
        ("เขต บางแค", "บางแค"),
        ("บางเเค", "บางแค"),
        ("Bang Rak District", "บางรัก"),
        ("1004", "บางรัก"),
        ("๑๐๐๔", "บางรัก"),
        ("ดินเเดง", "ดินแดง"),
        ("ทุ่งครุ กทม.", "ทุ่งครุ"),
    ],
)
def test_loose_spellings_of_districts(text: str, name: str) -> None:
    found = find_district(text)
    assert found is not None
    assert found.thai == name


@pytest.mark.parametrize("text", ["", "เขต", "บาง", "นนทบุรี", "บางรักน้อย", "สำนักการแพทย์", "กรุงเทพมหานคร"])
def test_what_is_no_district(text: str) -> None:
    assert find_district(text) is None


def test_the_nearest_name_is_a_hint_and_may_be_missing() -> None:
    names = [district.thai for district in districts()]
    assert nearest("บางลัก", names) == "บางรัก"
    assert nearest(vocabulary.bare_district("สำนักงานเขตบางเขนน์"), names) == "บางเขน"
    assert nearest("xyz", names) is None


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.code)
def test_every_agency_is_found_by_all_its_names(agency: vocabulary.Agency) -> None:
    for name in (agency.thai, agency.abbreviation, agency.abbreviation.replace(".", ""), *agency.aliases):
        assert find_agency(name) == agency
    assert find_agency(f"{agency.thai} กทม.") == agency


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("สนพ.", "สำนักการแพทย์"),
        ("สำนักวัฒนธรรมกีฬาและการท่องเที่ยว", "สำนักวัฒนธรรม กีฬา และการท่องเที่ยว"),
        ("สำนักปลัดฯ", "สำนักปลัดกรุงเทพมหานคร"),
        ("สนข.บางรัก", "สำนักงานเขตบางรัก"),
        ("เขต วัฒนา", "สำนักงานเขตวัฒนา"),
        ("กองกลาง  สำนักการแพทย์", "กองกลาง สำนักการแพทย์"),
    ],
)
def test_agency_names_become_canonical_or_stay(text: str, name: str) -> None:
    assert agency_name(text) == name


@pytest.mark.parametrize("grade", insignia_classes(), ids=lambda grade: f"rank{grade.rank}")
def test_every_class_is_found_by_all_its_names(grade: vocabulary.InsigniaClass) -> None:
    short = grade.abbreviation
    names = [short, short[:-1], short.replace(".", ""), short.replace(".", ". "), grade.thai, grade.english]
    names += [f"ชั้น{grade.thai}", f"{grade.thai} ({short})", f"{short} {grade.thai}", *grade.aliases]
    assert {find_class(name) for name in names} == {grade}


@pytest.mark.parametrize(
    ("text", "abbreviation"),
    [
        ("มหาวชิรมงกุฏ", "ม.ว.ม."),
        ("ประถมาภรณ์มงกุฏไทย", "ป.ม."),
        ("ปฐมาภรณ์ช้างเผือก", "ป.ช."),
        ("ประถมภรณ์มงกุฎไทย", "ป.ม."),
        ("ปม.", "ป.ม."),
        ("ป. ม.", "ป.ม."),
        ("ชั้น ป.ช.", "ป.ช."),
        ("ม.ป.ช", "ม.ป.ช."),
    ],
)
def test_spellings_of_classes_seen_in_files(text: str, abbreviation: str) -> None:
    found = find_class(text)
    assert found is not None
    assert found.abbreviation == abbreviation


@pytest.mark.parametrize("text", ["", "ป.", "ม.", "ป.ภ.", "ประถมาภรณ์", "ป.ช. ป.ม.", "ชั้น"])
def test_what_is_no_class(text: str) -> None:
    assert find_class(text) is None


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("ได้รับพระราชทานชั้นสูงขึ้น (ป.ช.)", "higher_class"),
        ("เลื่อนชั้น", "higher_class"),
        ("ถึงแก่กรรม", "deceased"),
        ("วายชนม์ เมื่อ 2 ม.ค. 2566", "deceased"),
        ("ทรงพระกรุณาโปรดเกล้าฯ ให้เรียกคืน", "recalled"),
        ("ชดใช้เงินแทน", "paid"),
        ("ไม่เคยได้รับจ่าย", "never_issued"),
        ("เกษียณอายุราชการ", "retired"),
        ("อื่นๆ", "other"),
    ],
)
def test_causes_of_return(text: str, cause: str) -> None:
    found = find_return_cause(text)
    assert found is not None
    assert found.cause == cause


def test_an_unheard_cause_has_no_meaning() -> None:
    assert find_return_cause("ย้ายบ้าน") is None


@pytest.mark.parametrize("position", positions(), ids=lambda position: position.english)
def test_every_position_is_found_from_two_cells_one_cell_and_its_short_form(position: vocabulary.Position) -> None:
    kind, level = position.type, position.level
    assert find_position(kind, level) == position
    assert find_position(f"ประเภท{kind}", f"ระดับ{level}") == position
    assert find_position(f"{kind} ระดับ{level}", "") == position
    assert find_position("", f"{kind}{level}") == position
    assert find_position("", position.short) == position
    assert find_position(kind, position.short.removesuffix(".")) == position


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("นักทรัพยากรบุคคลชำนาญการพิเศษ", "ชำนาญการพิเศษ"),
        ("นักทรัพยากรบุคคลชำนาญการ", "ชำนาญการ"),
        ("เจ้าพนักงานธุรการชำนาญงาน", "ชำนาญงาน"),
        ("เจ้าพนักงานธุรการ ปฏิบัติงาน", "ปฏิบัติงาน"),
        ("นักวิชาการศึกษาปฏิบัติการ", "ปฏิบัติการ"),
        ("ทันตแพทย์เชี่ยวชาญ (ด้านทันตสาธารณสุข)", "เชี่ยวชาญ"),
        ("ชำนาญการ พิเศษ", "ชำนาญการพิเศษ"),
        ("ชํานาญการพิเศษ", "ชำนาญการพิเศษ"),
        ("ชำนาญการพิเศษ (วิชาการ)", "ชำนาญการพิเศษ"),
    ],
)
def test_a_level_at_the_end_of_a_title_decides_its_type(text: str, level: str) -> None:
    found = find_position("", text)
    assert found is not None
    assert found.level == level


def test_the_longest_level_wins_and_similar_ones_stay_apart() -> None:
    levels = ["ปฏิบัติการ", "ชำนาญการ", "ชำนาญการพิเศษ"]
    found = [find_position("วิชาการ", level) for level in levels]
    assert [position.order for position in found if position] == [1, 2, 3]
    assert find_position("ทั่วไป", "ปฏิบัติการ") is None
    assert find_position("วิชาการ", "ชำนาญงาน") is None


def test_high_and_low_need_a_type() -> None:
    assert find_position("", "ผู้อำนวยการเขต (อำนวยการสูง)") == find_position("อำนวยการ", "สูง")
    assert find_position("", "สูง") is None
    assert position_words("ผู้อำนวยการกอง ระดับต้น").level == "ต้น"
    assert find_position("อำนวยการ", "ผู้อำนวยการกอง ระดับต้น") == find_position("อำนวยการ", "ต้น")


@pytest.mark.parametrize("text", ["พิเศษ", "8", "ชำนาญการฯ", "วิชากร", "ซี 8"])
def test_unknown_levels_are_not_read(text: str) -> None:
    assert position_words(text).is_unknown
    assert find_position("วิชาการ", text) is None


def test_contradictions_give_no_position() -> None:
    assert find_position("ทั่วไป", "ชำนาญการพิเศษ") is None
    assert find_position("วิชาการ ชำนาญการ", "ชำนาญการพิเศษ") is None
    assert find_position("", "") is None


def test_a_type_alone_is_a_position_without_order() -> None:
    found = find_position("บริหาร", "")
    assert found is not None
    assert (found.type, found.level, found.order) == ("บริหาร", "", 0)
    assert found not in other_staff()


@pytest.mark.parametrize(
    ("kind", "level"),
    [("ข้าราชการครู", "ชำนาญการพิเศษ"), ("", "ครูชำนาญการพิเศษ"), ("ครู", "คศ.3"), ("ลูกจ้างประจำ", ""), ("ครู กทม.", "")],
)
def test_teachers_and_employees_are_other_staff(kind: str, level: str) -> None:
    found = find_position(kind, level)
    assert found is not None
    assert found in other_staff()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("โครงสร้าง", ["โครงสร้าง"]),
        ("ระบบไฟฟ้า", ["ไฟฟ้า"]),
        ("ไฟฟ้า, โครงสร้าง", ["โครงสร้าง", "ไฟฟ้า"]),
        ("สุขาภิบาล/ไฟฟ้า", ["สุขาภิบาล", "ไฟฟ้า"]),
        ("ระบบสุขาภิบาล และระบบไฟฟ้า", ["สุขาภิบาล", "ไฟฟ้า"]),
        ("ไฟฟ้าและประปา", ["สุขาภิบาล", "ไฟฟ้า"]),
        ("1. ไฟฟ้า\n2. ท่อน้ำ", ["สุขาภิบาล", "ไฟฟ้า"]),
        ("โครงสร้างสุขาภิบาลไฟฟ้า", ["โครงสร้าง", "สุขาภิบาล", "ไฟฟ้า"]),
        ("ไฟฟ้า;ไฟฟ้า", ["ไฟฟ้า"]),
        ("วัสดุ/อุปกรณ์", ["วัสดุอุปกรณ์"]),
        ("วัสดุอุปกรณ์พื้นฐานภายในห้องพักอาศัย", ["วัสดุอุปกรณ์"]),
        ("ประตูห้องน้ำ", ["วัสดุอุปกรณ์"]),
        ("ห้องน้ำชำรุด + หลังคา", ["โครงสร้าง", "สุขาภิบาล"]),
        ("ระบบโครงสร้าง ระบบสุขาภิบาล ระบบไฟฟ้า และวัสดุอุปกรณ์พื้นฐาน", ["โครงสร้าง", "สุขาภิบาล", "ไฟฟ้า", "วัสดุอุปกรณ์"]),
    ],
)
def test_kinds_of_damage(text: str, kinds: list[str]) -> None:
    assert damage_kinds(text) == (tuple(kinds), ())


def test_unknown_damage_is_told_apart_from_known() -> None:
    assert damage_kinds("ไฟฟ้า, ปลวก") == (("ไฟฟ้า",), ("ปลวก",))


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("มากที่สุด", "5"),
        ("ดีมาก", "5"),
        ("พึงพอใจมากที่สุด", "5"),
        ("มาก", "4"),
        ("ดี", "4"),
        ("ระดับมาก", "4"),
        ("ปานกลาง", "3"),
        ("พอใช้", "3"),
        ("น้อย", "2"),
        ("ควรปรับปรุง", "2"),
        ("น้อยที่สุด", "1"),
        ("5 มากที่สุด", "5"),
        ("มาก (4)", "4"),
        ("๔", "4"),
        ("4.70", "4.7"),
        ("9", "9"),
    ],
)
def test_answers_on_the_five_step_scale(text: str, score: str) -> None:
    assert satisfaction_score(text) == Decimal(score)


@pytest.mark.parametrize("text", ["", "พึงพอใจ", "ไม่พึงพอใจ", "4 มากที่สุด", "4/5", "ดีเลว"])
def test_what_is_no_answer(text: str) -> None:
    assert satisfaction_score(text) is None


@pytest.mark.parametrize(
    "text", ["ใช่", "✓", "✔️", "/", "Y", "yes", "TRUE", "๑", "มี", "พบ", "ร้ายแรง", "ทุจริต", "พบการกระทำทุจริต"]
)
def test_yes(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize(
    "text", ["ไม่ใช่", "ไม่", "ไม่มี", "ไม่พบ", "ไม่ร้ายแรง", "ไม่ทุจริต", "N", "no", "0", "-", "–", "✗", "☐"]
)
def test_no(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize("text", ["", "ไม่ทราบ", "x", "ไม่แน่ใจ", "อยู่ระหว่างสอบสวน", "2", "☒"])
def test_neither_yes_nor_no(text: str) -> None:
    assert yes_or_no(text) is None


@given(st.text(alphabet="กขชำนาญารพิเศษวฏฎ้่์ฯ./() -0๑\n", max_size=30))
def test_lookups_never_raise(text: str) -> None:
    find_district(text)
    find_agency(text)
    find_class(text)
    find_position(text, text)
    find_return_cause(text)
    satisfaction_score(text)
    yes_or_no(text)
    kinds, unknown = damage_kinds(text)
    assert len(set(kinds)) == len(kinds)
    assert all(unknown)


@pytest.mark.parametrize("text", ["นนทบุรี", "จ.นนทบุรี", "จังหวัดนนทบุรี", "เขตนนทบุรี", "Nonthaburi"])
def test_a_province_is_known_as_one(text: str) -> None:
    found = vocabulary.find_province(text)
    assert found is not None
    assert found.thai == "นนทบุรี"
    assert vocabulary.find_district(text) is None


def test_no_district_is_proposed_for_a_province_not_even_a_misspelt_one() -> None:
    assert [it.thai for it in vocabulary.provinces() if vocabulary.nearest_district(it.thai)] == []
    assert nearest("นททบุรี", [it.thai for it in vocabulary.districts()]) == "ธนบุรี"
    assert vocabulary.nearest_district("นททบุรี") is None
    assert vocabulary.nearest_district("เขตธนบุรึ") == "ธนบุรี"
    assert vocabulary.find_province("จันทบุรี") is not None
    assert vocabulary.find_province("กรุงเทพมหานคร") is None
