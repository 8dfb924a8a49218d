"""Where fields come from, who had which part in an article, and lines learned of an outlet."""

from pathlib import Path

import pytest

from sumber.articles.extract import extract_page
from sumber.articles.learned import learn_furniture, read_furniture, write_furniture
from sumber.errors import UsageError
from sumber.pages.files import page_of
from sumber.types import Article, Page, Provenance

BODY = (
    "The harbour of Port Alden was closed on Monday after a crane fell into the basin during a storm.",
    "Two ships had to turn away, and the ferry to Velmora was cancelled until further notice, the port said.",
    "“We hope to open again on Thursday,” harbour master Ilse Brandvik told reporters at the quay.",
)


def article_of(head: str, *body: str, url: str | None = None) -> Article:
    source = f"<html lang=en><head>{head}</head><body><article>{''.join(body)}</article></body></html>"
    page = page_of(source.encode(), "page", url)
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article), article
    return article


def paragraphs(*more: str) -> str:
    return "".join(f"<p>{text}</p>" for text in (*BODY, *more))


def source_of(article: Article, field: str) -> Provenance:
    return next(known for known in article.provenance if known.field == field)


def test_each_field_says_where_it_came_from_and_what_disagrees() -> None:
    article = article_of(
        '<title>Storm shuts Port Alden</title><meta property="og:title" content="Storm shuts Port Alden">'
        '<meta property="og:site_name" content="Alden Post"><meta name="date" content="2024-03-09">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Crane falls in harbour",'
        ' "datePublished": "2024-03-04T10:00:00+01:00", "author": {"name": "Jon Weir"}}</script>',
        "<h1>Storm shuts Port Alden</h1>" + paragraphs(),
        url="https://post.example/a",
    )
    title = source_of(article, "title")
    assert (article.title, title.source) == ("Storm shuts Port Alden", "meta:og:title")
    assert title.others == (("json-ld", "Crane falls in harbour"),)
    assert source_of(article, "published") == Provenance("published", "json-ld", (("meta:date", "2024-03-09"),))
    assert source_of(article, "authors") == Provenance("authors", "json-ld")
    assert source_of(article, "outlet").source == "meta:og:site_name"
    assert source_of(article, "url").source == "given"


def test_a_field_that_is_not_there_has_no_source() -> None:
    article = article_of("", paragraphs())
    assert {known.field for known in article.provenance} == {"lang"}


def test_photographers_and_translators_stand_apart_from_authors() -> None:
    article = article_of(
        '<meta name="author" content="Jon Weir">',
        paragraphs(),
        "<p>Photographs by Mara Quist</p><p>Translated by Tomas Elling; Edited by Rut Sand</p>",
    )
    assert article.authors == ("Jon Weir",)
    assert article.photographers == ("Mara Quist",)
    assert article.translators == ("Tomas Elling",)
    assert article.editors == ("Rut Sand",)


def test_section_tags_and_the_address_the_page_calls_its_own() -> None:
    article = article_of(
        '<link rel="canonical" href="https://post.example/a"><meta property="article:section" content="World">'
        '<meta property="article:tag" content="Port Alden"><meta property="article:tag" content="Storms">',
        paragraphs(),
    )
    assert (article.section, article.tags) == ("World", ("Port Alden", "Storms"))
    assert article.canonical == article.url == "https://post.example/a"


@pytest.mark.parametrize("line", ["With inputs from Meridian Wire", "Source: Meridian Wire"])
def test_a_line_that_names_the_agency_is_a_credit(line: str) -> None:
    article = article_of("", paragraphs(), f"<p>{line}</p>")
    assert article.credits == ("Meridian Wire",)
    assert article.text == "\n".join(BODY)


def test_the_agency_that_signs_the_last_words_is_a_credit() -> None:
    assert article_of("", paragraphs(BODY[1] + " - Meridian Wire")).credits == ("Meridian Wire",)


@pytest.mark.parametrize(
    ("opening", "place", "credits"),
    [
        ("PORT ALDEN. ", "PORT ALDEN", ()),
        ("PORT ALDEN (Agencia Austral). ", "PORT ALDEN", ("Agencia Austral",)),
        ("PORT ALDEN (Meridian Wire) — ", "PORT ALDEN", ("Meridian Wire",)),
        ("NATO. ", "NATO", ()),
        ("Yes. ", None, ()),
    ],
)
def test_openings_name_place_and_agency(opening: str, place: str | None, credits: tuple[str, ...]) -> None:
    article = article_of("", f"<p>{opening}{BODY[0]}</p>" + paragraphs())
    assert (article.dateline, article.credits) == (place, credits)


def test_paragraphs_that_begin_alike_are_all_kept() -> None:
    texts = [f"{BODY[0]} Part {n}." for n in range(4)]
    assert article_of("", "".join(f"<p>{text}</p>" for text in texts)).paragraphs == tuple(texts)


def test_the_outlet_is_found_in_a_dumps_furniture() -> None:
    dump = "\n\n".join(["Alden Post", "Storm shuts the harbour of Port Alden", *BODY, "All rights reserved © 2024 Alden Post"])
    page = page_of(dump.encode(), "page")
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article)
    assert article.outlet == "Alden Post"


REPEATED = "The Alden Post is owned by its readers and takes no money from the harbour company or the town."


def pages(count: int) -> list[Page]:
    found = []
    for n in range(count):
        text = "".join(f"<p>{sentence} It was day {n} of the storm.</p>" for sentence in BODY)
        head = '<meta property="og:site_name" content="Alden Post">'
        page = page_of(
            f"<html><head>{head}</head><body><article>{text}<p>{REPEATED}</p></article></body></html>".encode(), str(n)
        )
        assert isinstance(page, Page)
        found.append(page)
    return found


def test_lines_that_an_outlet_repeats_are_learned_and_then_left_out(tmp_path: Path) -> None:
    given = pages(4)
    articles = [article for article in map(extract_page, given) if isinstance(article, Article)]
    assert all(article.paragraphs[-1] == REPEATED for article in articles)
    learned = learn_furniture([*articles, *articles])
    assert learned == {"Alden Post": (REPEATED,)}
    write_furniture(tmp_path / "furniture.toml", learned)
    known = read_furniture(tmp_path / "furniture.toml")
    article = extract_page(given[0], furniture=known)
    assert isinstance(article, Article)
    assert len(article.paragraphs) == len(BODY)
    assert REPEATED in article.furniture


def test_two_pages_teach_nothing() -> None:
    assert learn_furniture(article for article in map(extract_page, pages(2)) if isinstance(article, Article)) == {}


@pytest.mark.parametrize("content", ["lines = 3", "[x]\ny = 1", "[[", None])
def test_a_file_that_is_no_furniture_is_told_so(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "f.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError):
        read_furniture(path)
