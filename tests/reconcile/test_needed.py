"""Claims that a number needs together know their parts, however sums are put together."""

from __future__ import annotations

from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.reconcile.needed import Needed, all_of, any_of, needed

_Tree: TypeAlias = "str | tuple[str, list[_Tree]]"
LEAVES = st.sampled_from("abcdef")
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=6,
)


def claims(tree: _Tree) -> tuple[str, ...]:
    """The claims of a number that is told outright, as a sum, or by several."""
    if isinstance(tree, str):
        return (tree,)
    how, inner = tree
    return (all_of if how == "all" else any_of)([claims(one) for one in inner])


def stands(tree: _Tree, believed: frozenset[str]) -> bool:
    """Whether the number still follows where only some claims are believed."""
    if isinstance(tree, str):
        return tree in believed
    how, inner = tree
    return (all if how == "all" else any)(stands(one, believed) for one in inner)


@given(TREES, st.frozensets(LEAVES))
@settings(max_examples=300)
def test_a_number_stands_as_long_as_each_part_has_a_claim_that_is_believed(
    tree: _Tree, believed: frozenset[str]
) -> None:
    """Parts are what is needed: each of them, and of each part any claim."""
    parts = needed(claims(tree))
    assert stands(tree, believed) == all(not believed.isdisjoint(part) for part in parts)


def test_claims_that_know_their_parts_are_the_claims() -> None:
    """They are equal to the same claims without parts, and hold each once."""
    made = all_of([("a",), ("b", "a")])
    assert isinstance(made, Needed)
    assert made == ("a", "b")
    assert all_of([("a",), ("a",)]) == ("a",)
