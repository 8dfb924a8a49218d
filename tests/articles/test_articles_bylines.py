"""Who wrote, edited, translated, photographed an article, and whose material it is, on invented pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.articles.extract import extract_page
from sumber.articles.lines import agencies_in, line_names
from sumber.articles.people import people, split_names, tidy_name
from sumber.pages.files import page_of
from sumber.types import Article, Page

BODY = (
    "The harbour of Port Alden was closed on Monday after a crane fell into the basin during a storm.",
    "Two ships had to turn away, and the ferry to Velmora was cancelled until further notice, the port said.",
    "“We hope to open again on Thursday,” harbour master Ilse Brandvik told reporters at the quay.",
)
TITLE = "Storm shuts Port Alden for three days"


def article_of(top: str = "", end: str = "", head: str = "", *, first: str = "") -> Article:
    text = "".join(f"<p>{first if not n else ''}{paragraph}</p>" for n, paragraph in enumerate(BODY))
    source = f"<html><head><title>{TITLE}</title>{head}</head><article><h1>{TITLE}</h1>{top}{text}{end}</article></html>"
    page = page_of(source.encode(), "page", "https://www.aldenpost.example/storm")
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Ruiz, MD, PhD and Tom Field", ["Ana Ruiz, MD, PhD", "Tom Field"]),
        ("Budi Arto, S.H., M.H. dan Rina Wati", ["Budi Arto, S.H., M.H.", "Rina Wati"]),
        ("Jane Field, Staff Writer, and Tom Hill, Senior Political Correspondent", ["Jane Field", "Tom Hill"]),
        ("Max Muster, Politik-Redakteur", ["Max Muster"]),
        ("Wartawan Rina Wati", ["Rina Wati"]),
        ("Kontributor Bandarjaya, Rina Wati", ["Rina Wati"]),
        ("Ana Ruiz, corresponsal en Lima", ["Ana Ruiz"]),
        ("Rina Wati di Bandarjaya", ["Rina Wati"]),
        ("Jane Field in Port Alden", ["Jane Field"]),
        ("Rina Wati/Budi Arto", ["Rina Wati", "Budi Arto"]),
        ("Jane FieldTravel News Reporter", ["Jane Field"]),
        ("Alden PostNovember", ["Alden Post"]),
        ("Ian McDonald and Ava DeLuca", ["Ian McDonald", "Ava DeLuca"]),
        ("Jane Field @janefield jane@post.example", ["Jane Field"]),
        ("AC/DC Fan", ["AC/DC Fan"]),
    ],
)
def test_strings_with_several_names(written: str, names: list[str]) -> None:
    assert split_names(written) == names


def test_of_a_name_and_its_slug_the_name_stays() -> None:
    assert people(["Jane Field", "jane-field", "JANE FIELD"]) == ("Jane Field",)


@pytest.mark.parametrize(
    ("top", "head", "authors"),
    [
        ("<p>Written by:</p><p>Jane Field</p>", "", ("Jane Field",)),
        ("<p>By Jane Field, Staff Writer | Alden Post</p>", "", ("Jane Field",)),
        ("<p>Jane Field | May 22, 2024</p>", "", ("Jane Field",)),
        ("<p>22 Mei 2024 • Rina Wati • 3 menit</p>", "", ("Rina Wati",)),
        ("<p>May 22, 2024</p><p>Jane Field</p>", "", ("Jane Field",)),
        ("<p>New Study</p>", "", ()),
        ("<p>May 22, 2024</p><h4>Local News</h4>", "", ()),
        ('<a rel="author" href="/a">View all posts by Jane Field</a>', "", ("Jane Field",)),
        (
            "",
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Field">',
            ("Jane Field",),
        ),
        ("", '<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Ten Pounds">', ()),
        ("", '<meta name="dc.creator" content="Field, Jane">', ("Jane Field",)),
        ("", '<meta name="author" content="admin"><meta name="parsely-author" content="Jane Field">', ("Jane Field",)),
        ("", '<meta name="author" content="Guest Contributor">', ()),
        ("", '<meta name="author" content="aldenpost.example"><meta name="byl" content="By Jane Field">', ("Jane Field",)),
    ],
)
def test_where_authors_stand(top: str, head: str, authors: tuple[str, ...]) -> None:
    assert article_of(top, head=head).authors == authors


def test_json_ld_that_names_only_the_outlet_gives_way_to_a_tag_or_a_signature() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Storm", "author": {"name":'
        ' "Alden Post"}, "publisher": {"name": "Alden Post"}}]}</script>'
    )
    assert article_of(head=head).authors == ("Alden Post",)
    assert article_of(head=head + '<meta name="author" content="Jane Field">').authors == ("Jane Field",)
    assert article_of(head=head, end="<p>Jane Field</p>").authors == ("Jane Field",)


def test_who_only_edited_is_no_author_where_the_page_shows_another() -> None:
    head = '<meta name="author" content="Heri Yanto">'
    article = article_of('<div class="byline">Rina Wati</div>', "<p>Editor: Heri Yanto</p>", head)
    assert (article.authors, article.editors) == (("Rina Wati",), ("Heri Yanto",))


def test_each_part_in_an_article_has_its_field() -> None:
    top = "<p>Penulis: Rina Wati 5 Maret 2024</p><p>Fotografer: Doni Saputra</p><p>Penerjemah: Yanti Lestari</p>"
    article = article_of(top, "<p>Editor: Budi Arto</p><p>Sumber: Nusa Pos</p>")
    assert article.authors == ("Rina Wati",)
    assert article.photographers == ("Doni Saputra",)
    assert article.translators == ("Yanti Lestari",)
    assert article.editors == ("Budi Arto",)
    assert article.credits == ("Nusa Pos",)


@pytest.mark.parametrize(
    ("end", "credits"),
    [
        ("<p>Sumber: Reuters</p>", ("Reuters",)),
        ("<p>(Dikutip dari Nusa Pos)</p>", ("Nusa Pos",)),
        ("<p>(With AP)</p>", ("AP",)),
        ("<p>Mit Material von dpa</p>", ("dpa",)),
        ("<p>(dpa/afp)</p>", ("dpa", "afp")),
        ("<p>Quelle: dpa, Reuters</p>", ("dpa", "Reuters")),
        ("<p>REUTERS</p><p>Source: Reuters</p>", ("Reuters",)),
        ("<p>Share this</p>", ()),
    ],
)
def test_agencies_and_other_outlets_are_credits(end: str, credits: tuple[str, ...]) -> None:
    article = article_of("<p>By Jane Field</p>", end)
    assert article.credits == credits
    assert article.authors == ("Jane Field",)


def test_an_agency_that_is_the_author_is_no_credit() -> None:
    article = article_of("<p>dpa</p>", head='<meta name="author" content="dpa">')
    assert (article.authors, article.credits) in ((("dpa",), ()), ((), ("dpa",)))


def test_lines_that_hold_nothing_but_names() -> None:
    assert line_names("Rina Wati dan Budi Arto") == (["Rina Wati", "Budi Arto"], False)
    assert line_names("Rina Wati, 5 Maret 2024") == (["Rina Wati"], True)
    assert line_names("The ferry to Velmora was cancelled") == ([], False)
    assert line_names("SCHEDULE AN APPOINTMENT") == ([], False)
    assert agencies_in("With the mayor") == []


@pytest.mark.parametrize(
    ("first", "place"),
    [
        ("Bandarjaya - ", "Bandarjaya"),
        ("BANDARJAYA, Aldenpost.example - ", "BANDARJAYA"),
        ("PORT ALDEN, March 5 (Nusa) — ", "PORT ALDEN"),
        ("Port Alden (ANTARA) - ", "Port Alden"),
        ("Storms - which come each year - did it. ", None),
    ],
)
def test_places_of_datelines(first: str, place: str | None) -> None:
    assert article_of(first=first).dateline == place


def test_headlines_lose_outlet_and_section_and_keep_their_words() -> None:
    def title(stated: str, heading: str = "Other words") -> str | None:
        source = f"<title>{stated}</title><article><h2>{heading}</h2>{''.join(f'<p>{text}</p>' for text in BODY)}</article>"
        page = page_of(source.encode(), "page", "https://www.aldenpost.co.example/sport/storm")
        assert isinstance(page, Page)
        article = extract_page(page)
        assert isinstance(article, Article)
        return article.title

    assert title("Storm shuts harbour | Alden Post") == "Storm shuts harbour"
    assert title("Storm shuts harbour | Sport") == "Storm shuts harbour"
    assert title("Storm ends - could cost thousands") == "Storm ends - could cost thousands"


@given(st.text(alphabet="aA b,/|-.@Ünd", max_size=300))
def test_no_string_makes_names_fail(text: str) -> None:
    assert all(name == name.strip() and name for name in split_names(text))
    assert len(tidy_name(text)) <= 60


def test_names_as_long_as_a_page_cost_little_time() -> None:
    assert split_names("aA" * 500_000) == []
    assert len(split_names("Rina Wati, " * 100_000)) == 1


def test_a_name_that_begins_like_anothers_by_is_kept_whole() -> None:
    assert tidy_name("Ni Luh Ayu Pradnyani") == "Ni Luh Ayu Pradnyani"
    assert tidy_name("Ni Liwayway Baltazar") == "Liwayway Baltazar"
