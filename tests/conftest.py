"""What holds for all tests."""

from hypothesis import settings

# How long an example takes says more of the machine than of the program, and benchmarks measure time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
