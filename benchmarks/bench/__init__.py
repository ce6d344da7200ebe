"""The parts of `benchmarks/checking.py`: servers on loopback, what is asked of them, and who asks."""
