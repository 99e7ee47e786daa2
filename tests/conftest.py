"""What holds for the whole suite: every test begins in English, and none is measured against a clock."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from skj.language import current_language, use_language

settings.register_profile("skj", deadline=None)
settings.load_profile("skj")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Whatever language a test leaves behind."""
    yield
    if current_language() != "en":
        use_language("en")
