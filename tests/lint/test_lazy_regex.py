import pkgutil
import re
from importlib import import_module

import pytest

import klartext
from klartext.lint.lazy_regex import lazy_regex


def test_an_expression_behaves_as_a_compiled_one():
    lazy, compiled = (
        lazy_regex(r"(?P<word>\w+)-x", re.IGNORECASE),
        re.compile(r"(?P<word>\w+)-x", re.IGNORECASE),
    )
    assert lazy.sub("y", "Aha-X b") == compiled.sub("y", "Aha-X b") == "y b"
    assert [match["word"] for match in lazy.finditer("a-x B-X")] == ["a", "B"]
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)
    assert lazy.match("-x") is None


def test_a_faulty_expression_shows_when_it_is_used():
    lazy = lazy_regex("(")
    with pytest.raises(re.error):
        lazy.match("x")


def test_every_expression_of_ours_compiles():
    compiled = 0
    for module in pkgutil.walk_packages(klartext.__path__, "klartext."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(import_module(module.name)).values():
            if type(value) is type(lazy_regex("")):
                assert value.pattern
                re.compile(value.pattern, value.flags & ~re.UNICODE)
                compiled += 1
    assert compiled > 100
