"""Sentences out of templates: all that a template allows, and a fair choice where that is too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from hassil.parse_expression import parse_sentence
from hassil.sample import sample_sentence


def expand(template: str) -> tuple[str, ...]:
    """Every sentence of a template, the plainest (fewest words) first."""
    sampled = sample_sentence(parse_sentence(template), expand_lists=False)
    sentences = dict.fromkeys(" ".join(sentence.split()) for sentence in sampled)
    return tuple(sorted(sentences, key=lambda sentence: len(sentence.split())))


def spread(templates: Sequence[str], limit: int) -> tuple[str, ...]:
    """At most `limit` sentences: the plainest of each template, then the next of each, as long as there is room."""
    return tuple(islice(dict.fromkeys(_in_turn(templates)), limit))


def _in_turn(templates: Sequence[str]) -> Iterator[str]:
    for rank in zip_longest(*map(expand, templates)):
        yield from (sentence for sentence in rank if sentence is not None)
