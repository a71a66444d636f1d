from __future__ import annotations

import pytest

from skill.publishing import Site, SiteError


def test_where_amazon_looks() -> None:
    site = Site("routine.example.org")
    assert site.endpoint == "https://routine.example.org/alexa"
    assert site.privacy("en-GB") == "https://routine.example.org/privacy?locale=en-GB"


@pytest.mark.parametrize(
    "domain",
    [
        *("", "localhost", "https://example.org", "example.org/alexa", "example.org:443", "10.0.0.1"),
        *("a..b", "-a.org", "a_b.org", "Example.org", "example.org.", f"{'a' * 64}.org", ".".join(["a" * 60] * 5)),
    ],
)
def test_what_is_no_domain(domain: str) -> None:
    with pytest.raises(SiteError, match="is not a domain"):
        Site(domain)
