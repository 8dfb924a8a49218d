"""When an article was published and changed: several statements of it, weighed against each other, on invented pages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.articles.extract import extract_page
from sumber.articles.moments import latest
from sumber.pages.files import page_of
from sumber.types import Article, Page

BODY = (
    "Warga Kampung Lembayung mulai memperbaiki jembatan gantung yang putus diterjang banjir pada akhir pekan lalu.",
    "Menurut kepala desa, tiga puluh orang bekerja bergiliran sejak pagi hingga petang agar anak-anak bisa bersekolah.",
    "“Kami tidak mau menunggu lama,” ujar Sarmin, warga yang tinggal di seberang sungai itu, saat ditemui di lokasi.",
)
TITLE = "Warga Lembayung Perbaiki Jembatan Gantung"


def article_of(top: str = "", head: str = "", *, first: str = "", url: str = "https://kabar.example/read/1") -> Article:
    text = "".join(f"<p>{first if not n else ''}{paragraph}</p>" for n, paragraph in enumerate(BODY))
    source = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{top}{text}</article></body></html>"
    )
    page = page_of(source.encode(), "page", url)
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article), article
    return article


def linked(published: str, modified: str = "") -> str:
    return (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}",'
        f' "datePublished": "{published}", "dateModified": "{modified}"}}</script>'
    )


def others_of(article: Article, field: str) -> tuple[tuple[str, str], ...]:
    return next(known.others for known in article.provenance if known.field == field)


@pytest.mark.parametrize(
    ("top", "published", "modified"),
    [
        ("<p>Selasa, 5 Maret 2024 | 14:05 WIB</p>", "2024-03-05T14:05:00+07:00", None),
        (
            "<p>Tayang: 05/03/2024, 14:05 WITA - Diperbarui: 06/03/2024, 08:00 WITA</p>",
            "2024-03-05T14:05:00+08:00",
            "2024-03-06T08:00:00+08:00",
        ),
        ("<p>5 Maret 2024 14.05 WIT</p>", "2024-03-05T14:05:00+09:00", None),
        ("<p>5. März 2024, 14:05 Uhr MEZ</p>", "2024-03-05T14:05:00+01:00", None),
        ("<p>5 de marzo de 2024 a las 14:05 CET</p>", "2024-03-05T14:05:00+01:00", None),
        ("<p>Published March 5, 2024 2:05 p.m. EST</p>", "2024-03-05T14:05:00-05:00", None),
        ("<p>Posted on</p><p>5 March 2024</p><p>Updated at</p><p>6 March 2024</p>", "2024-03-05", None),
        (
            '<time class="updated" datetime="2024-03-06T08:00:00+07:00">kemarin</time><p>5 Maret 2024</p>',
            "2024-03-05",
            "2024-03-06T08:00:00+07:00",
        ),
    ],
)  # fmt: skip
def test_dates_that_are_only_shown(top: str, published: str, modified: str | None) -> None:
    article = article_of(top)
    assert article.published == published
    assert modified is None or article.modified == modified


def test_a_declared_utc_moment_is_told_by_the_clock_that_readers_see() -> None:
    article = article_of("<p>Rabu, 6 Maret 2024 06:30</p>", linked("2024-03-05T23:30:10Z", "2024-03-06T01:00:00Z"))
    assert article.published == "2024-03-06T06:30:10+07:00"
    assert others_of(article, "published") == ()
    # Half an hour's difference is no offset of a clock, but another time.
    article = article_of("<p>Rabu, 6 Maret 2024 06:13</p>", linked("2024-03-05T23:30:10Z"))
    assert article.published == "2024-03-05T23:30:10+00:00"


def test_of_declared_days_the_one_shown_is_taken_and_the_other_kept_as_disagreement() -> None:
    head = linked("2024-03-01T09:00:00+07:00") + '<meta property="article:published_time" content="2024-03-05T14:05:00+07:00">'
    article = article_of("<p>5 Maret 2024</p>", head)
    assert article.published == "2024-03-05T14:05:00+07:00"
    assert others_of(article, "published") == (("json-ld", "2024-03-01T09:00:00+07:00"),)
    assert article_of("", head).published == "2024-03-01T09:00:00+07:00"


def test_a_shown_day_that_nothing_declares_is_a_disagreement() -> None:
    article = article_of("<p>Minggu, 3 Maret 2024 10:00 WIB</p>", linked("2024-03-05T14:05:00+07:00"))
    assert article.published == "2024-03-05T14:05:00+07:00"
    assert others_of(article, "published") == (("page", "2024-03-03T10:00:00+07:00"),)


def test_a_date_in_the_headline_is_not_the_day_of_publication() -> None:
    source = article_of("<h1>Hasil lomba perahu 3.3.2024</h1><p>5.3.2024</p>")
    assert source.published == "2024-03-05"


def test_a_vague_tag_gives_way_to_an_earlier_change_that_is_shown() -> None:
    article = article_of("<p>Diperbarui: 5 Maret 2024 18:00</p>", '<meta name="date" content="2024-03-07T09:00:00">')
    assert article.published == "2024-03-05T18:00:00"


def test_a_change_is_not_before_publication_where_another_statement_fits() -> None:
    head = linked("2024-03-05T14:05:00+07:00", "2024-03-01T09:00:00+07:00")
    head += '<meta property="article:modified_time" content="2024-03-06T08:00:00+07:00">'
    assert article_of("", head).modified == "2024-03-06T08:00:00+07:00"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024/03/05/jembatan", "2024-03-05"),
        ("jembatan-20240305", "2024-03-05"),
        ("jembatan/05-03-2024", "2024-03-05"),
        ("blog/2024/march/05/bridge", "2024-03-05"),
        ("blog/2024/nothing/05/bridge", None),
        ("2024/13/05/jembatan", None),
    ],
)
def test_days_in_addresses(path: str, day: str | None) -> None:
    assert article_of(url=f"https://kabar.example/{path}").published == day


def test_the_address_settles_which_of_two_shown_days_is_meant() -> None:
    top = "<p>kutipan dari wawancara pada 1 Maret 2024</p><p>5 Maret 2024 11:00</p>"
    assert article_of(top, url="https://kabar.example/2024/03/05/jembatan").published == "2024-03-05T11:00:00"


def test_a_day_that_the_dateline_names() -> None:
    assert article_of(first="Bandarjaya (5.3.2024). ").published == "2024-03-05"
    assert article_of(first="5.3.2024 – ").published == "2024-03-05"


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["5 Maret 2024", "06:30", "2024-03-05T23:30Z", "Diperbarui", "|", "WIB", "99", "<time datetime='2024-3'>"]
        ),
        max_size=12,
    )
)
def test_whatever_dates_a_page_shows_the_moment_is_one_or_none(parts: list[str]) -> None:
    article = article_of(f"<p>{' '.join(parts)}</p>", linked(parts[0] if parts else ""))
    assert article.published is None or article.published.startswith("2024-03-0")


def test_no_page_was_published_in_the_future() -> None:
    assert article_of("<p>5 Maret 2024 10:00</p>", linked("2099-01-01T08:00:00Z")).published == "2024-03-05T10:00:00"
    forged = article_of("<p>1 Januari 2099 10:00</p>", linked("2099-01-01T08:00:00Z", "2099-01-02T08:00:00Z"))
    assert (forged.published, forged.modified) == (None, None)
    assert article_of(url="https://kabar.example/2098/03/05/jembatan").published is None


def test_tomorrow_has_begun_somewhere() -> None:
    moment = f"{latest()}T01:00:00+14:00"
    assert latest() > date.today().isoformat()
    assert article_of("", linked(moment)).published == moment
