"""Hundreds of file names, credit lines, metadata values and addresses, told by the bench's own program."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "photos" / "origins.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("photo_origins", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_examples_are_told_right(bench):
    found = list(bench.answers())
    others = [answer for answer in found if answer.case.wanted is None]
    assert len(others) >= 300
    assert [answer.case.text for answer in others if answer.is_flagged] == []
    precision, recall = bench.figures(found)
    assert precision >= 0.98
    assert recall >= 0.95
