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


TOLD = (
    "The council of Velmora met on Monday to discuss the new bridge, and agreed to vote on it in the second week of May.",
    "Mayor Ilse Tarn said that the old bridge could not carry lorries any more, and that the ferry was too slow for the town.",
    "Opponents want the money for the school, whose roof has leaked since the storm of the winter before the last one.",
    "The vote will be public, the clerk of the council said, and every inhabitant may speak for no more than two minutes.",
)
SLIPPED = "Mayor Ilse Tarn was arrested on Tuesday with three officers, the prosecutor of Velmora said in a short statement."


def text_of(body: str) -> str:
    page = page_of(
        f"<html><body><article><h1>Velmora votes on its bridge</h1>{body}</article></body></html>".encode(), "x.html"
    )
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article)
    return article.text


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("font-size:0", False), ("color:red; FONT-SIZE : 0.0em", False), ("font-size:1px", False), ("font-size:0.9em", True),
        ("font-size:10px", True), ("opacity:0", False), ("opacity: .0;", False), ("opacity:0.8", True),
        ("opacity:0;transform:translateY(60px)", True), ("stop-opacity:0", True), ("position:absolute;left:-9999px", False),
        ("text-indent:-200em", False), ("margin-left:-20px", True), ("visibility:collapse", False),
        ("clip:rect(0 0 0 0)", False), ("clip: rect(1px,1px,1px,1px)", False), ("clip-path:inset(50%)", False),
        ("transform:scale(0)", False), ("transform:scale(0.9)", True),
    ],
)  # fmt: skip
def test_text_that_no_reader_sees_is_none(style: str, seen: bool) -> None:
    prose = [f"<p>{paragraph}</p>" for paragraph in TOLD]
    slipped = f'<p style="{style}">{SLIPPED}</p>'
    assert (SLIPPED in text_of("".join([*prose[:2], slipped, *prose[2:]]))) == seen


def test_an_article_whose_frame_has_letters_of_no_size_is_read() -> None:
    prose = "".join(f'<p style="font-size:16px">{paragraph}</p>' for paragraph in TOLD)
    assert text_of(f'<div style="font-size:0">{prose}</div>') == "\n".join(TOLD)
