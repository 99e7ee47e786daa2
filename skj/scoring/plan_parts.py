"""What every part of a plan is made of: frozen models, words in two languages, exact thresholds."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from skj.language import current_language

PLACEHOLDER: Final = "{threshold}"
UNREADABLE: Final = "unreadable_threshold"
_PERCENTAGE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*%")

Whole = Annotated[int, Field(strict=True, ge=0)]
Month = Annotated[int, Field(strict=True, ge=1, le=12)]
Year = Annotated[int, Field(strict=True, ge=2500, le=2700)]  # Buddhist era; 2024 would be a slip


class PlanPart(BaseModel):
    """Every part of a plan: frozen, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(PlanPart):
    """The same words in both languages; of names the Thai ones are the plan's own."""

    th: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self) -> str:
        """The words in the language in use."""
        return self.th if current_language() == "th" else self.en

    def filled(self, threshold: "Threshold") -> "Label":
        """The words with the number of the threshold in place of `{threshold}`."""
        number = threshold.text()
        return Label(th=self.th.replace(PLACEHOLDER, number), en=self.en.replace(PLACEHOLDER, number))


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit, exact: 120 for a count, 4/5 for a share written `"80%"`."""

    value: Fraction
    is_share: bool

    def text(self) -> str:
        """The number alone, `120` or `80`; the words around it say percent."""
        number = self.value * 100 if self.is_share else self.value
        return str(number) if number.denominator == 1 else f"{float(number):g}"


def parse_threshold(value: object) -> Threshold:
    """Read a whole number or a text such as `80%`; floats are refused because 0.8 is not 4/5 (reading A10)."""
    if isinstance(value, Threshold):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return Threshold(Fraction(value), is_share=False)
    if isinstance(value, str) and (percentage := _PERCENTAGE.fullmatch(value.strip())):
        return Threshold(Fraction(percentage[1]) / 100, is_share=True)
    raise PydanticCustomError(UNREADABLE, "a whole number or a percentage is expected")


Limit = Annotated[Threshold, PlainValidator(parse_threshold)]
