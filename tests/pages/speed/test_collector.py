"""The collector looks seldom during a build, and as often as before afterwards."""

import gc

import pytest

from apidocs.pages.speed.workers import THRESHOLDS, collecting_seldom


def test_it_is_as_before_afterwards_also_when_a_build_fails() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold() == THRESHOLDS
    with pytest.raises(ValueError, match="a build"), collecting_seldom():
        raise ValueError("a build")
    assert gc.get_threshold() == before
