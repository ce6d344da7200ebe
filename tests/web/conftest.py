import importlib.util
import sys
from pathlib import Path

import pytest


def _offer(name):
    """Make a helper beside the tests importable by *name*, which importlib mode does not do by itself."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)


_offer("fake_web")
_offer("loopback")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    """Let no proxy of whoever runs the tests come between them and loopback."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
