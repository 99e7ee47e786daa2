"""Thousands of invented Thai names, and the ways in which people write one of them otherwise."""

import random
from collections.abc import Callable, Mapping
from typing import Final

FIRST_PARTS: Final = (
    "กิตติ", "กนก", "จักร", "จันทร์", "จิรา", "ชัย", "ชุติ", "ณัฏฐ์", "ณัฐ", "ดวง", "ทวี", "ธน", "ธรรม", "น้ำ", "นิ", "บุญ", "ประ", "ปิย", "พงศ์",
    "พรหม", "เพ็ญ", "ภูริ", "มณี", "รัช", "รังสิ", "วร", "วิไล", "ศรี", "ศิริ", "ศุภ", "สม", "สิทธิ", "สุ", "สุร", "หทัย", "อนุ", "อภิ", "อรุณ", "อัญ", "เกียรติ",
)  # fmt: skip
LAST_PARTS: Final = (
    "กร", "กาญจน์", "ชัย", "ชาติ", "ณรงค์", "เดช", "ทิพย์", "ธิดา", "นันท์", "พงษ์", "พร", "พล", "พันธุ์", "ภรณ์", "มาศ", "รัตน์", "ลักษณ์", "วรรณ",
    "วัฒน์", "วุฒิ", "ศักดิ์", "ศรี", "สุดา", "หงส์", "อร", "ฉัตร", "จิตร", "ยา", "นภา", "เพ็ญ",
)  # fmt: skip
SURNAME_STARTS: Final = (
    "ทอง", "แก้ว", "บุญ", "วงศ์", "สุข", "จันทร์", "เพชร", "รุ่ง", "ศิลป์", "พิทักษ์", "อินทร์", "มงคล", "กลิ่น", "ไชย", "ชู", "ตั้ง", "ธนา", "นาค",
    "ปาน", "พูล", "ภู่", "มี", "ยิ้ม", "เรือง", "ลิ้ม", "สว่าง", "หอม", "อยู่", "เอี่ยม", "โพธิ์", "สิริ", "ศรี",
)  # fmt: skip
SURNAME_ENDS: Final = (
    "กิจ", "เกษม", "ขจร", "คำ", "งาม", "เจริญ", "ชื่น", "ดี", "ทรัพย์", "ธรรม", "นคร", "พานิช", "พงษ์", "ไพศาล", "ภักดี", "มณี", "รักษ์", "รุ่งเรือง",
    "ลาภ", "วัฒน์", "วิเศษ", "ศิริ", "สกุล", "สมบูรณ์", "สวัสดิ์", "สุวรรณ", "โสภา", "หาญ", "อนันต์", "อุดม",
)  # fmt: skip
TITLES: Final = ("นาย", "นาง", "นางสาว", "ว่าที่ร้อยตรี ", "ดร.", "พ.ต.อ. ", "ม.ล.")
OTHER_TITLES: Final = ("นาย ", "น.ส.", "นาง", "รศ.ดร.", "ว่าที่ ร.ต. ", "ว่าที่ ร.ต.หญิง ", "คุณหญิง", "พล.ต.ต. ", "ผศ. ")
MARKS: Final = frozenset("ัิีึืฺุู็่้๊๋์ํ")
TONES: Final = "่้๊๋"
LETTERS: Final = "กขคงจชซดตทนบปพมยรลวสหอ"
SOUNDS: Final = (
    ("ศิริ", "สิริ"), ("ศรี", "สี"), ("ณ", "น"), ("ธรรม", "ทำ"), ("วรรณ", "วัน"), ("พงษ์", "พงศ์"), ("พงศ์", "พงษ์"), ("ศักดิ์", "สัก"), ("จันทร์", "จัน"),
    ("ณัฏฐ์", "ณัฐ"), ("ลักษณ์", "ลัก"), ("รัตน์", "รัต"), ("ชัย", "ไชย"), ("ไชย", "ชัย"), ("จิตร", "จิต"), ("ฉัตร", "ฉัด"), ("พันธุ์", "พัน"), ("วัฒน์", "วัด"),
    ("รักษ์", "รัก"), ("ทรัพย์", "ซับ"), ("สุข", "สุก"), ("ภ", "พ"), ("ธ", "ท"), ("ศ", "ส"), ("เพชร", "เพ็ชร"), ("สวัสดิ์", "สวัด"), ("พร", "ภร"),
)  # fmt: skip


def people(count: int, seed: int = 2567) -> list[str]:
    """Distinct names with titles, as a register has them."""
    chance = random.Random(seed)  # noqa: S311  (names, not secrets)
    names: dict[str, str] = {}
    while len(names) < count:
        given = chance.choice(FIRST_PARTS) + chance.choice(LAST_PARTS)
        surname = chance.choice(SURNAME_STARTS) + chance.choice(SURNAME_ENDS)
        names.setdefault(f"{given} {surname}", chance.choice(TITLES) + f"{given} {surname}")
    return list(names.values())


Variant = Callable[[str, random.Random], str | None]


def _slip_at(name: str, chance: random.Random) -> int:
    """Somewhere in a name, not at its space."""
    return chance.choice([at for at, sign in enumerate(name) if sign != " " and at])


def _other_title(name: str, chance: random.Random) -> str:
    return chance.choice(OTHER_TITLES) + name


def _spaces(name: str, chance: random.Random) -> str:
    return chance.choice(["  ", "\xa0", " \u200b ", "\t", "   "]).join(name.split(" ")) + " "


def _joined(name: str, _chance: random.Random) -> str:
    return name.replace(" ", "")


def _decomposed(name: str, _chance: random.Random) -> str | None:
    """ำ typed as two signs, with the tone before, between or behind them, as fonts show alike."""
    return name.replace("้ำ", "\u0e4d้า").replace("ำ", "\u0e4d\u0e32") if "ำ" in name else None


def _tones_gone(name: str, _chance: random.Random) -> str | None:
    bare = "".join(sign for sign in name if sign not in TONES)
    return bare if bare != name else None


def _other_tone(name: str, chance: random.Random) -> str | None:
    places = [at for at, sign in enumerate(name) if sign in TONES]
    if not places:
        return None
    at = chance.choice(places)
    return name[:at] + chance.choice([tone for tone in TONES if tone != name[at]]) + name[at + 1 :]


def _marks_turned(name: str, _chance: random.Random) -> str | None:
    """The tone typed before the vowel above it."""
    for at in range(len(name) - 1):
        if name[at] in "ัิีึืุู" and name[at + 1] in TONES:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return None


def _swapped(name: str, chance: random.Random) -> str:
    given, surname = name.split(" ", 1)
    return f"{surname}{chance.choice([' ', ', '])}{chance.choice(['', 'นาย', 'น.ส.'])}{given}"


def _letter_gone(name: str, chance: random.Random) -> str:
    at = _slip_at(name, chance)
    return name[:at] + name[at + 1 :]


def _letter_more(name: str, chance: random.Random) -> str:
    at = chance.choice([at for at in range(1, len(name)) if name[at] not in MARKS])
    return name[:at] + chance.choice(LETTERS) + name[at:]


def _letter_wrong(name: str, chance: random.Random) -> str:
    at = chance.choice([at for at, sign in enumerate(name) if sign != " " and sign not in MARKS])
    return name[:at] + chance.choice([letter for letter in LETTERS if letter != name[at]]) + name[at + 1 :]


def _letters_turned(name: str, chance: random.Random) -> str:
    at = chance.choice([at for at in range(len(name) - 1) if " " not in name[at : at + 2] and name[at] != name[at + 1]])
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _silent_gone(name: str, _chance: random.Random) -> str | None:
    return name.replace("์", "") if "์" in name else None


def _sounds_alike(name: str, chance: random.Random) -> str | None:
    fitting = [pair for pair in SOUNDS if pair[0] in name]
    return name.replace(*chance.choice(fitting)) if fitting else None


VARIANTS: Final[Mapping[str, Variant]] = {
    "another title": _other_title,
    "spaces": _spaces,
    "no space": _joined,
    "decomposed sara am": _decomposed,
    "no tone marks": _tones_gone,
    "another tone mark": _other_tone,
    "marks in another order": _marks_turned,
    "name and surname swapped": _swapped,
    "a letter missing": _letter_gone,
    "a letter too many": _letter_more,
    "a wrong letter": _letter_wrong,
    "two letters turned": _letters_turned,
    "no silent mark": _silent_gone,
    "sounds alike": _sounds_alike,
}


def variants(names: list[str], each: int, seed: int = 1) -> list[tuple[str, str, str]]:
    """(kind, what somebody types, the name meant): `each` of every kind, all of different people where that is possible."""
    chance = random.Random(seed)  # noqa: S311  (as above)
    made = []
    for kind, change in VARIANTS.items():
        found = 0
        for name in chance.sample(names, len(names)):
            bare = next(
                name.removeprefix(title) for title in sorted(TITLES, key=len, reverse=True) if name.startswith(title)
            )
            typed = change(bare, chance)
            if typed and typed != bare:
                made.append((kind, typed, name))
                found += 1
            if found == each:
                break
    return made
