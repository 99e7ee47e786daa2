"""Thai and Arabic digits."""

from skj.thai.digits import to_arabic, to_thai


def test_thai_digits_become_arabic_and_everything_else_stays() -> None:
    assert to_arabic("ข้อ ๑๒/๒๕๖๗ (ก)") == "ข้อ 12/2567 (ก)"


def test_arabic_digits_become_thai() -> None:
    assert to_thai("12 ก.พ. 2567") == "๑๒ ก.พ. ๒๕๖๗"


def test_all_ten_digits_go_there_and_back() -> None:
    assert to_thai("0123456789") == "๐๑๒๓๔๕๖๗๘๙"
    assert to_arabic("๐๑๒๓๔๕๖๗๘๙") == "0123456789"


def test_digits_of_other_scripts_are_left_alone() -> None:
    assert to_arabic("٣ ៣ ๓") == "٣ ៣ 3"
