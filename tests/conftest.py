"""What holds for the whole suite: no test is measured against a clock, also no example of a property."""

from hypothesis import settings

settings.register_profile("skj", deadline=None)
settings.load_profile("skj")
