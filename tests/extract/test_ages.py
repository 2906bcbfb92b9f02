"""A column of ages in a table counts nobody."""

from __future__ import annotations

from tests.plain_reading import claims_of

LIST = "Name\tAge\tStatus\n\nMusa Halabi\t62\tkilled\n\nAmna Halabi\t30\tkilled\n\nRami Halabi\t17\twounded"


def test_ages_below_their_head_are_no_tolls() -> None:
    """Three people are listed; none of them is 62 dead."""
    told = "On 28 March 2025, a drone struck a bus near Homs. Three people were killed.\n\n"
    assert [c.count_worded for c in claims_of(told + LIST) if c.kind == "harm"] == ["Three people"]


def test_the_same_row_counts_where_its_column_is_of_something_else() -> None:
    """Read after the list of ages, so that nothing remembered of the words is taken for theirs."""
    assert not [c for c in claims_of(LIST) if c.count is not None and c.count.low > 1]
    counts = [c.count_worded for c in claims_of(LIST.replace("Age", "Number")) if c.kind == "harm"]
    assert {"62", "30", "17"} <= set(counts)
