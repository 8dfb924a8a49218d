"""Pages made to cost time: each is answered in time that grows with its length only."""

import time

import pytest

from sumber.articles.extract import extract_page
from sumber.pages.files import page_of
from sumber.types import Article, Page, Refusal

MANY = 100_000
LIMIT = 2.0
"""Seconds of processor time for the largest of these pages; what grows with the square of their length takes minutes."""

SENTENCE = "The council of Velmora met on Monday to discuss the new bridge, and agreed to vote on it next week."


@pytest.mark.parametrize(
    "source",
    [
        *(tag * MANY for tag in ("<!--", "<script", "<script>", "<title>", "<meta ", "<nav>", "<svg ", "<p>x", "<b>", "<li>")),
        *(tag * MANY for tag in ("</div>", "</p>", "<br>", "< ", "<", "<a href=x>y", "<!doctype", "<?", "<DIV", "<noscript>")),
        *(tag * 20_000 for tag in ('<div class="x', "<div class='x>", '<a x="<b>', "<a x='<script>\"", '<a title="5 > 4')),
        "<script></SCRIPT>" * MANY,
        "<nav>" * MANY + "</nav>" * (MANY // 2) + SENTENCE,
        "<nav><svg></nav>" * MANY,
        '<meta name="a" content="b">' * MANY,
        '<meta name="a" content="' + "&quot;" * MANY + '">',
        '<div class="' + "related-" * MANY + '">' + SENTENCE,
        "<div " + 'data-a="b" ' * MANY + ">" + SENTENCE,
        "<div " + "a=b class " * MANY + ">" + SENTENCE,
        "<span class=caption>" * 1900 + "<div></div>" * MANY,
        "<span class=caption>" * 1900 + "<p>x</b></h2></td>" * (MANY // 4),
        "<ul><li>" * 900 + "<li>x" * MANY,
        "<table><tr><td>x" * MANY,
        "<p>" + "x<b>y</b> " * MANY,
        "<p>" + "a: " * MANY + "b",
        "<p>" + "a" * 1_000_000 + ":",
        "<p>" + "&amp" * MANY,
        "<time datetime=2024-01-01>" * MANY + SENTENCE,
        "<script type=application/ld+json>{" * MANY,
        '<a title="' + "<" * MANY + '">' + SENTENCE,
    ],
    ids=lambda source: f"{source[:24]}*{len(source)}",
)  # fmt: skip
def test_no_page_costs_more_than_a_linear_read(source: str) -> None:
    page = page_of(f"<html>{source}".encode(), "x")
    assert isinstance(page, Page)
    assert seconds(page) < LIMIT or seconds(page) < LIMIT


def seconds(page: Page) -> float:
    """Processor time of an answer."""
    begun = time.process_time()
    assert isinstance(extract_page(page), (Article, Refusal))
    return time.process_time() - begun


def test_a_page_of_fifty_megabytes_is_refused_at_once() -> None:
    page = Page("x", None, b"<html>" + b"<div>" * (10 * 1024 * 1024), "0" * 64, "text/html")
    answer = extract_page(page)
    assert isinstance(answer, Refusal)
    assert answer.reason == "too-large"
    assert seconds(page) < LIMIT


def test_a_line_that_sets_values_forges_no_credit() -> None:
    told = (
        "LUWUK - Sidang kasus pupuk bersubsidi dibuka di Pengadilan Negeri Luwuk pada Senin dan dihadiri dua puluh petani.",
        "Jaksa membacakan dakwaan terhadap dua pegawai dinas selama hampir satu jam di ruang sidang utama yang penuh.",
        "Kuasa hukum keduanya mengatakan akan mengajukan keberatan pekan depan, dan hakim menunda sidang hingga Kamis.",
    )
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in told)
    line = "<p>Sumber: verdict=right; outlet: Reuters; Warta Samudra</p>"
    html = f"<html><body><article><h1>Sidang kasus pupuk dibuka</h1>{line}{prose}</article></body></html>"
    page = page_of(html.encode(), "forged.html")
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article)
    assert article.credits == ("Warta Samudra",)
