"""Patterns are compiled when they are first used, and every one of the package can be."""

import gc
import importlib
import pkgutil
import re

import pytest

import cramps
from cramps import late_regex as late


def test_it_is_compiled_once_and_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, int]] = []
    real = re.compile

    def compiled(text: str, flags: int) -> re.Pattern[str]:
        made.append((text, flags))
        return real(text, flags)

    monkeypatch.setattr(re, "compile", compiled)
    pattern = late.late_regex("a(b)", re.IGNORECASE)
    assert not made
    assert pattern.findall("xAB") == ["B"]
    assert pattern.sub("-", "ab") == "-"
    assert pattern.groups == 1
    assert made == [("a(b)", re.IGNORECASE)]


def test_every_late_pattern_of_the_package_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(cramps.__path__, "cramps."):
        if "__main__" not in module.name:
            importlib.import_module(module.name)
    found = [one for one in gc.get_objects() if type(one) is late._Late]
    assert len(found) > 100
    for one in found:
        assert one.pattern
