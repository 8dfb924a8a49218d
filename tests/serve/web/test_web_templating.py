"""Templates give what Jinja2 gives by itself, with text made harmless."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from sumber.serve.web.templating import Templates, shown
from sumber.views.safe import safe

PAGE = """{% macro tag(word, name="b") %}<{{ name }}>{{ word }}{{ caller() if caller is defined }}</{{ name }}>{% endmacro %}
{% for word in words %}{{ loop.index }}: {{ tag(word) }}{{ tag(word, name="i") }}{{ word ~ "<" }}{{ word | upper }}
{% call tag(word) %}inside {{ word }} {{ double(word) }}{% endcall %}{% set kept %}<u>{{ word }}</u>{% endset %}{{ kept }}
{% endfor %}{{ none }}{{ 1.5 }}{{ "<" }}{{ true }}{{ words }}"""
WORDS = ["Tarin", "<script>", "a & b", "\u202egnp", "\x1b[31m", 'say "x"', 7, None, Markup("<b>bold</b>")]


def double(word: Any) -> Any:
    """Something that templates call."""
    return word if word is None else word * 2


def test_a_page_is_what_jinja_makes_of_it() -> None:
    def harmless(value: Any) -> Any:
        return "" if value is None else safe(value) if type(value) is str else value

    given = {"words": WORDS, "double": double}
    expected = Environment(autoescape=True, finalize=harmless).from_string(PAGE).render(given)
    told = Templates(autoescape=True).from_string(PAGE).render(given)
    assert told == expected
    assert "&lt;script&gt;" in told
    assert "\x1b" not in told.replace("\\x1b", "")


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        Templates(autoescape=True, undefined=StrictUndefined).from_string("{{ nobody }}").render()


@pytest.mark.parametrize(("value", "expected"), [(None, ""), (3, "3"), ("a<b", "a&lt;b"), (Markup("a<b"), "a<b")])
def test_values_as_they_are_shown(value: object, expected: str) -> None:
    assert shown(value) == expected
