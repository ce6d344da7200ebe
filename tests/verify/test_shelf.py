"""What is put aside comes back equal, and little of it is in memory."""

from __future__ import annotations

import gc
import sys
import weakref
from dataclasses import dataclass
from hashlib import sha512
from tempfile import SpooledTemporaryFile
from typing import ClassVar

import pytest
from hypothesis import given, strategies as st
from report_samples import finding, first, report, second

from citecheck.verify.shelf import Shelf

VALUES = st.lists(st.one_of(st.text(), st.tuples(st.integers(), st.binary(max_size=200))), max_size=20)


@given(values=VALUES)
def test_what_was_added_comes_back_in_order(values):
    shelf = Shelf()
    assert [shelf.add(value) for value in values] == list(range(len(values)))
    assert list(shelf) == values
    assert list(reversed(shelf)) == values[::-1]
    assert shelf[1:-1] == tuple(values[1:-1])


@given(values=VALUES.filter(bool), data=st.data())
def test_a_value_is_replaced_where_it_stands(values, data):
    shelf = Shelf()
    for value in values:
        shelf.add(value)
    index = data.draw(st.integers(0, len(values) - 1))
    shelf[index]
    shelf.replace(index, "another")
    assert list(shelf) == [*values[:index], "another", *values[index + 1 :]]


def test_there_is_nothing_behind_the_end():
    with pytest.raises(IndexError):
        Shelf()[0]


def test_a_report_comes_back_with_all_it_holds():
    whole = report(first(finding()), second(), findings=(finding("N102"),), warnings=("the archive refused",))
    shelf = Shelf()
    shelf.add(whole)
    assert shelf[0] == whole
    assert shelf[0] is shelf[0], "who takes it twice in a row makes it once"


def test_a_single_value_is_never_written():
    """The report of one document, which most runs have, costs no writing and no reading."""
    shelf, unwritable = Shelf(), lambda: None
    shelf.add(unwritable)
    assert shelf[0] is unwritable
    shelf.replace(0, "another")
    assert list(shelf) == ["another"]


def test_values_are_let_go():
    """Neither what was added nor what was taken before the last is held."""
    shelf, seen = Shelf(), []
    for number in range(3):
        value = Thing(number)
        seen.append(weakref.ref(value))
        shelf.add(value)
        del value
    for value in shelf:
        seen.append(weakref.ref(value))
    del value
    gc.collect()
    assert [each() for each in seen if each() is not None] == [Thing(2)], "the last one is held, once"


class File(SpooledTemporaryFile):
    """A file that says when it goes from memory to the disk."""

    went: ClassVar[list] = []

    def rollover(self):
        self.went.append(self.tell())
        super().rollover()


def test_very_much_goes_to_a_file(monkeypatch):
    """Beyond its bound nothing more is held in memory, and everything comes back all the same."""
    module = sys.modules["citecheck.verify.shelf"]
    monkeypatch.setattr(module, "_IN_MEMORY", 1000)
    monkeypatch.setattr(module, "SpooledTemporaryFile", File)
    values = [sha512(bytes([number])).digest() for number in range(60)]
    shelf = Shelf()
    for value in values:
        shelf.add(value)
    assert [at // 1000 for at in File.went] == [1]
    assert list(shelf) == values


@dataclass
class Thing:
    """Something that can be watched going."""

    number: int
