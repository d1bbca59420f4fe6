"""How the properties of this room are tried."""

from hypothesis import settings

# A busy machine is not a wrong answer; a slow one is found by the tests that measure.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")
