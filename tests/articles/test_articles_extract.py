"""From a page's bytes to a clean article: invented pages of invented outlets."""

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.articles.extract import extract_page
from sumber.pages.files import page_of
from sumber.types import Article, Page, Refusal

BODY = (
    "Pemerintah Kabupaten Tirtamaya membuka kembali jembatan gantung yang rusak akibat banjir bandang pada bulan lalu.",
    "Bupati Wiraguna mengatakan perbaikan itu menelan biaya dua miliar rupiah dan dikerjakan oleh warga selama tiga pekan.",
    "“Anak-anak tidak perlu lagi memutar sejauh tujuh kilometer,” kata Wiraguna saat meresmikan jembatan itu.",
    "Warga berharap pemerintah juga memperkuat tebing sungai yang longsor di tiga titik di sebelah hulu.",
)
TITLE = "Jembatan Gantung Tirtamaya Dibuka Kembali setelah Tiga Pekan"
HEAD = (
    f'<title>{TITLE} - Kabar Tirta</title><meta property="og:title" content="{TITLE}">'
    '<meta property="og:site_name" content="Kabar Tirta">'
    '<meta property="article:published_time" content="2023-02-11T08:15:00+08:00">'
)


def article_of(source: str | bytes, url: str | None = None) -> Article:
    page = page_of(source.encode() if isinstance(source, str) else source, "page", url)
    assert isinstance(page, Page), page
    article = extract_page(page)
    assert isinstance(article, Article), article
    return article


def reason_of(source: str | bytes) -> str:
    page = page_of(source.encode() if isinstance(source, str) else source, "page")
    answer = extract_page(page) if isinstance(page, Page) else page
    assert isinstance(answer, Refusal), answer
    return answer.reason


def html(body: str, head: str = HEAD) -> str:
    return f'<!doctype html><html lang="id"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def paragraphs(texts: tuple[str, ...] = BODY) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_article_in_html_with_all_that_stands_around_it() -> None:
    article = article_of(
        html(
            '<nav class="menu"><a href="/">Beranda</a><a href="/e">Ekonomi</a></nav>'
            f'<h1>{TITLE}</h1><div class="byline">Oleh: Nimas Saraswati | Editor: Joni Baskara</div>'
            '<figure><img src="a.jpg"><figcaption>Warga melintas. (Kabar Tirta/Raka)</figcaption></figure>'
            f"<div class='content'>{paragraphs(BODY[:2])}"
            '<p><strong>Baca juga: <a href="/x">Sungai Tirta Meluap Lagi</a></strong></p>'
            f"<h2>Biaya perbaikan</h2>{paragraphs(BODY[2:])}<p>Sumber: Kantor Berita Nusa</p></div>"
            '<div class="related"><p>Sebuah kabar lain yang cukup panjang untuk menyerupai paragraf berita.</p></div>'
            "<div id=comments><p>Saya setuju sekali dengan pendapat bupati itu, semoga jembatannya awet dan kuat.</p></div>"
            "<footer>Hak cipta Kabar Tirta</footer>"
        )
    )
    assert article.paragraphs == (*BODY[:2], "Biaya perbaikan", *BODY[2:])
    assert (article.title, article.outlet, article.lang) == (TITLE, "Kabar Tirta", "id")
    assert article.published == "2023-02-11T08:15:00+08:00"
    assert (article.authors, article.editors, article.credits) == (
        ("Nimas Saraswati",),
        ("Joni Baskara",),
        ("Kantor Berita Nusa",),
    )
    assert article.captions == ("Warga melintas. (Kabar Tirta/Raka)",)
    assert "Baca juga: Sungai Tirta Meluap Lagi" in article.promos


def test_lines_that_were_wrapped_at_a_width_are_one_paragraph() -> None:
    paragraphs = (" ".join(BODY[:2]), " ".join(BODY[2:]))
    dump = f"{TITLE}\n\n11 Februari 2023\n\n" + "\n\n".join(textwrap.fill(paragraph, 62) for paragraph in paragraphs)
    assert article_of(dump).paragraphs == paragraphs
    # Sentences that end with their lines were not wrapped: each line is a paragraph.
    lines = [f"{name} mengatakan jembatan itu dibuka lagi pada hari Sabtu." for name in ("Wiraguna", "Bupati", "Camat")]
    assert article_of(f"{TITLE}\n\n11 Februari 2023\n\n" + "\n".join([*BODY, *lines])).paragraphs == (*BODY, *lines)


def test_the_same_article_in_a_text_dump() -> None:
    dump = "\n".join(
        (
            "kabartirta.example",
            "Beranda",
            "Ekonomi",
            "",
            TITLE,
            "Sabtu, 11 Februari 2023 / 08:15 WITA",
            TITLE,
            "ILUSTRASI. Jembatan gantung di Tirtamaya.",
            "",
            "Sumber: Nusa | Editor: Joni Baskara",
            "",
            "KABARTIRTA.EXAMPLE - TIRTAMAYA. " + BODY[0],
            "",
            BODY[1],
            "",
            "Baca Juga: Sungai Tirta Meluap Lagi",
            "",
            BODY[2],
            "",
            BODY[3] + "***",
            "",
            "Tags",
            "jembatan",
            "Terpopuler",
            "Harga Cabai Naik",
        )
    )
    article = article_of(dump)
    assert article.paragraphs == BODY
    assert (article.title, article.outlet, article.dateline) == (TITLE, "KABARTIRTA.EXAMPLE", "TIRTAMAYA")
    assert article.published == "2023-02-11T08:15:00+08:00"
    assert (article.editors, article.credits) == (("Joni Baskara",), ("Nusa",))
    assert article.promos == ("Baca Juga: Sungai Tirta Meluap Lagi",)


def test_the_body_may_lie_in_several_containers() -> None:
    pieces = "".join(f'<div class="piece"><p>{text}</p></div><div class="ad-slot">Iklan</div>' for text in BODY)
    assert article_of(html(f"<h1>{TITLE}</h1><main>{pieces}</main>")).paragraphs == BODY


def test_paragraphs_may_be_set_off_by_breaks_only() -> None:
    article = article_of(html(f"<h1>{TITLE}</h1><div>" + "<br>\n<br>".join(BODY) + "</div>"))
    assert article.paragraphs == BODY


def test_a_wrapper_with_an_unlucky_name_does_not_hide_the_article() -> None:
    article = article_of(html(f'<div class="sidebar-share"><h1>{TITLE}</h1><div class="paywall">{paragraphs()}</div></div>'))
    assert article.paragraphs == BODY


def test_no_date_on_the_page_is_no_date() -> None:
    assert article_of(html(f"<h1>{TITLE}</h1>{paragraphs()}", f"<title>{TITLE}</title>")).published is None


def test_names_and_dates_out_of_json_ld_even_if_broken() -> None:
    script = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "%s", "datePublished": "2024-05-02T07:00:00Z",'
        '"author": [{"@id": "#p"}], "publisher": {"name": "Kabar Tirta"},},'
        ' {"@type": "Person", "@id": "#p", "name": "Sari Melati"}]}'
    )
    page = html(f'<script type="application/ld+json">{script % TITLE}</script><h1>{TITLE}</h1>{paragraphs()}', "")
    article = article_of(page)
    assert (article.published, article.authors, article.outlet) == (
        "2024-05-02T07:00:00+00:00",
        ("Sari Melati",),
        "Kabar Tirta",
    )
    broken = page.replace('{"@graph"', '{{"@graph"')
    assert article_of(broken).published == "2024-05-02T07:00:00+00:00"


def test_junk_characters_never_reach_the_text() -> None:
    dirty = BODY[0].replace(" ", "\u00a0", 3).replace("dibuka", "di\u200bbuka\u202e") + "\u0007"
    article = article_of(html(f"<h1>{TITLE}</h1>{paragraphs((dirty, *BODY[1:]))}"))
    assert article.paragraphs[0] == BODY[0]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (html("<h1>404 Not Found</h1><p>The page you are looking for.</p>", ""), "error-page"),
        (html(f"<h1>{TITLE}</h1><p>{BODY[0]}</p><p>Already a subscriber? Log in to continue.</p>"), "paywall"),
        (html("<h1>We value your privacy</h1><p>We use cookies to show you advertising.</p>", ""), "consent"),
        (html('<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>', ""), "javascript"),
        (html("".join(f'<h3><a href="/{n}">Kabar nomor {n} dari desa di gunung</a></h3>' for n in range(30)), ""), "listing"),
        (html("<h1>Tayangan panen raya</h1><video src=a.mp4></video><p>Video</p>", ""), "video"),
        (html("<p>Halo</p>", ""), "no-article"),
        ("satu dua tiga", "no-article"),
        ("<html>" + "<div>" * 100_000 + "dalam", "too-deep"),
        ("<div>" * (10 * 1024 * 1024), "too-large"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_its_kind(source: str, reason: str) -> None:
    assert reason_of(source) == reason


@pytest.mark.parametrize(
    "source",
    [
        "<html>" + ("<div>" * 400 + "</div>" * 400) * 15,
        "<p>x<b>" * 3000,
        "<title>" + " - " * 50_000 + "</title><p>" + BODY[0],
        "<html><p>" + "a: " * 200_000,
        '<html><script type="application/ld+json">' + "[" * 100_000 + "</script>" + paragraphs(),
        "Baca Juga: x\n" * 20_000,
        "A, " * 5_000 + "B - " + BODY[0],
        "12 " * 100_000,
    ],
)
def test_hostile_pages_cost_little_time(source: str) -> None:
    page = page_of(source.encode(), "x")
    assert isinstance(page, Page)
    begun = time.process_time()
    assert isinstance(extract_page(page), (Article, Refusal))
    assert time.process_time() - begun < 5


MARKUP = (
    "<p>", "</p>", "<div class=related>", "</div>", "<h1>", "<a href=x>", "</a>", "<br>", "<br><br>", "<li>", "&nbsp;", "<!--",
    "-->", "<script type=application/ld+json>{", "</script>",
)  # fmt: skip
FRAGMENTS = st.sampled_from([*MARKUP, "Baca juga: ", "\n\n", TITLE, *BODY, "Editor: Budi", "11 Februari 2023", "\u202e"])


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, min_size=1, max_size=30), st.booleans())
def test_whatever_the_page_the_answer_is_sound_and_the_same_twice(parts: list[str], marked: bool) -> None:
    source = ("<html>" if marked else "") + "".join(parts)
    page = page_of(source.encode(), "x")
    if isinstance(page, Refusal):
        return
    answer = extract_page(page)
    assert answer == extract_page(page)
    if isinstance(answer, Article):
        assert answer.text == "\n".join(answer.paragraphs)
        assert all(paragraph and paragraph == " ".join(paragraph.split()) for paragraph in answer.paragraphs)
        assert "\u202e" not in repr(answer)
