"""Reading HTML without a tree: what ends what, what is no text, and where on the page each block stands."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.articles.entities import unescape as resolved
from sumber.articles.extract import extract_page
from sumber.articles.html import MAX_DEPTH, TooDeepError, read_html
from sumber.pages.files import page_of
from sumber.types import Article, Page

WORDS = st.text("abcdefghijklmnopqrstuvwxyzäéñ &<>'\"", min_size=3, max_size=40)


def texts(html: str) -> list[str]:
    return [block.text for block in read_html(html.encode()).blocks]


def chain(html: str) -> list[list[str]]:
    """For each block, the names of the elements that hold it."""
    markup = read_html(html.encode())
    found = []
    for block in markup.blocks:
        names, at = [], block.container
        while at > 0:
            names.append(markup.containers.tags[at])
            at = markup.containers.parents[at]
        found.append(names[::-1])
    return found


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<p>b<div>c</div>d", [["p"], ["p"], ["div"], []]),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", [["ul", "li"], ["ul", "li"], ["ul", "li", "ul", "li"], ["ul", "li"]]),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", [["table", "tr", "td"]] * 3 + [[]]),
        ("<h2>a</h3>b<h4>c", [["h2"], [], ["h4"]]),
        ("<div><section>a</div>b", [["div", "section"], []]),
        ("<div>a</section>b</div>", [["div"], ["div"]]),
        ("<p>a <span class=caption>b <span>c</span> d</span> e", [["p"], ["p", "span"], ["p"]]),
        ("<DIV CLASS=x>a</DIV>b", [["div"], []]),
    ],
)
def test_end_tags_that_authors_leave_out_are_supplied(html: str, expected: list[list[str]]) -> None:
    assert chain(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<!-- <p>b</p> -->c", ["ac"]),
        ("<script>var a = '<p>x</p>'</script><p>b", ["b"]),
        ("<SCRIPT>x</SCRIPT><p>b", ["b"]),
        ("<svg><title>icon</title><svg></svg>x</svg>b", ["b"]),
        ("<nav>a<nav>b</nav>c</nav>d", ["d"]),
        ("<nav>a<p>b", ["a", "b"]),
        ('<a title="5 > 4">b</a>', ["b"]),
        ("<a data-x='<p class=\"y\">q</p>'>b</a>", ["b"]),
        ("<a data-x='" + "<i>" * 60 + "'>b</a>", ["b"]),
        ("<svg>" + "<svg><g></svg>" * 90 + "x</svg>b", ["b"]),
        ("<nav>" + "<p>a" * 300 + "</nav>b", ["b"]),
        ("<p>2 < 3 & 4 > 1</p>", ["2 < 3 & 4 > 1"]),
        ("a<br>b<br><br>c<hr>d", ["a b", "c", "d"]),
        ("<p>&lt;b&gt; &amp;nbsp; &eacute;", ["<b> &nbsp; é"]),
        ("<textarea>a</textarea><select><option>b</select><button>c</button>d", ["d"]),
        ("<p>a<b", ["a"]),
        ("", []),
    ],
)
def test_only_text_is_text(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_links_and_bold_print_are_counted_to_where_they_end() -> None:
    blocks = read_html(b"<div><a href=x><b>abc</b> def</a> gh</div><div><a>unclosed</div><p>plain").blocks
    assert [(block.linked, block.bold) for block in blocks] == [(6, 3), (8, 0), (0, 0)]


def test_depth_has_a_limit() -> None:
    assert texts("<div>" * MAX_DEPTH + "x")
    with pytest.raises(TooDeepError):
        read_html(b"<div>" * (MAX_DEPTH + 2) + b"x")


PIECES = [
    *("<p>", "</p>", "<div>", "</div>", "<li>", "<ul>", "</ul>", "<a href='x'>", "</a>", "<b>", "text ", "<!--", "-->"),
    *("<script>", "</script>", "<", ">", '"', "<td>", "<table>", "<span class=promo>", "</span>", "&amp;", "<nav>", "<br>"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_blocks_lie_in_order_and_in_containers_that_stand_before_them(parts: list[str]) -> None:
    markup = read_html("".join(parts).encode())
    assert all(parent < n for n, parent in enumerate(markup.containers.parents))
    assert all(a.end <= b.begin for a, b in zip(markup.blocks, markup.blocks[1:], strict=False))
    assert all(block.text == " ".join(block.text.split()) for block in markup.blocks)


SENTENCE = "The council of Velmora met on Monday to discuss the new bridge, {}, and agreed to vote on it next week."


def shown(source: str) -> str:
    """What a reader sees of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<!--.*?-->|<[^<>]*>", "", source, flags=re.S)).split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=6), st.sampled_from(["utf-8", "utf-16", "cp1252"]), st.booleans())
def test_positions_give_the_bytes_of_each_paragraph(words: list[str], encoding: str, dump: bool) -> None:
    sentences = [SENTENCE.format(" ".join(word.split()) or "x") + f" Part {n}." for n, word in enumerate(words)]
    if dump:
        # A dump that holds a tag would be taken for a page.
        sentences = [sentence.replace("<", "") for sentence in sentences]
        source = "Velmora to vote on bridge next week\n\n" + "\n\n".join(sentences)
    else:
        marked = [s.replace("&", "&amp;").replace("<", "&lt;").replace("Monday", "<b>Mon<!-- x -->day</b>") for s in sentences]
        source = (
            '<meta charset="windows-1252"><h1>Velmora to vote</h1><article><p>' + "</p>\n<p>".join(marked) + "</p></article>"
        )
    page = page_of(source.encode(encoding), "page")
    assert isinstance(page, Page)
    article = extract_page(page, positions=True)
    assert isinstance(article, Article)
    assert article.positions is not None
    assert len(article.positions) == len(article.paragraphs) > 0
    for paragraph, place in zip(article.paragraphs, article.positions, strict=True):
        assert place is not None
        raw = page.data[place[0] : place[1]].decode("utf-16-le" if encoding == "utf-16" else encoding)
        assert (" ".join(raw.split()) if dump else shown(raw)) == paragraph


@pytest.mark.parametrize(
    ("charset", "script", "body", "expected"),
    [
        # Broken bytes that are no text say nothing of the text's encoding.
        ("windows-1252", b"\xff\xfe", "Velmör".encode(), "Velmör"),
        ("windows-1252", b"", "Velmör".encode("cp1252"), "Velmör"),
        ("utf-8", b"\xe9", b"Velmor", "Velmor"),
    ],
)
def test_the_text_tells_its_encoding(charset: str, script: bytes, body: bytes, expected: str) -> None:
    prose = " ".join([SENTENCE.format("which is long")] * 4).encode()
    source = b'<meta charset="%s"><script>"%s"</script><p>%s: %s</p>' % (charset.encode(), script, body, prose)
    page = page_of(source, "page")
    assert isinstance(page, Page)
    article = extract_page(page, positions=True)
    assert isinstance(article, Article)
    assert article.text == f"{expected}: {prose.decode()}"
    assert article.positions is not None
    assert article.positions[0] is not None
    start, end = article.positions[0]
    assert source[start:end] == body + b": " + prose


def test_positions_leave_out_what_is_cut_off_a_paragraph() -> None:
    body = [SENTENCE.format(word) for word in ("which is long", "old and narrow", "they said")]
    source = f"<article><p>VELMORA, Kabar Tirta - {body[0]}</p><p>{body[1]}</p><p>{body[2]} ***</p></article>"
    page = page_of(f'<meta property="og:site_name" content="Kabar Tirta">{source}'.encode(), "page")
    assert isinstance(page, Page)
    article = extract_page(page, positions=True)
    assert isinstance(article, Article)
    assert article.positions
    assert [page.data[start:end].decode() for start, end in filter(None, article.positions)] == body


def test_positions_come_only_where_asked_for() -> None:
    page = page_of(f"<p>{SENTENCE.format('wide')} {SENTENCE.format('tall')} {SENTENCE.format('new')}</p>".encode(), "page")
    assert isinstance(page, Page)
    article = extract_page(page)
    assert isinstance(article, Article)
    assert article.positions is None


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="og:title" content="Rain &amp; wind">',
        '<meta content="Rain &amp; wind" property="og:title"/>',
        '<meta  property="og:title"\n content="Rain &amp; wind" />',
        '<meta data-page="7" property="og:title" content="Rain &amp; wind">',
        '<meta data-page="7" content="Rain &amp; wind">\n<META PROPERTY="OG:Title" CONTENT="Rain &amp; wind">',
        "<meta property='og:title' content='Rain &amp; wind'>",
        "<meta property=og:title content='Rain &amp; wind'>",
        '<meta property="og:title" content="Rain &amp; wind" content="Snow">',
    ],
)
def test_meta_tags_are_read_however_they_are_written(meta: str) -> None:
    assert read_html(meta.encode()).metas == {"og:title": ["Rain & wind"]}


@pytest.mark.parametrize("given_twice", range(2))
def test_what_a_meta_tag_names_is_remembered_but_not_what_it_says(given_twice: int) -> None:
    html = b'<meta data-page="7" property="og:title" content="Rain"/><meta data-page="7" property="og:title" content="Snow" >'
    assert read_html(html).metas == {"og:title": ["Rain", "Snow"]}
    assert read_html(b'<meta name="a" itemprop="B" content="x">').metas == {"a": ["x"], "itemprop:b": ["x"]}
    assert read_html(b'<meta name="a" content="x" itemprop="B">').metas == {"a": ["x"], "itemprop:b": ["x"]}


@given(st.lists(st.sampled_from(["&", "#", ";", "amp", "lt", "notit", "#x27", "#38", " ", "<", "é", "a" * 33]), max_size=9))
def test_entities_are_resolved_as_the_standard_library_does(parts: list[str]) -> None:
    text = "".join(parts)
    assert resolved(text) == unescape(text)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/rain"">Rain</a><p class="x">Wind</p>', ["Wind"]),
        ('<a title="' + "<b>" * 20 + '" href="/rain">Rain</a>', ["Rain"]),
        ('<a title="1 < 2 > 0" href="/rain">Rain</a>', ["Rain"]),
    ],
)
def test_quotes_that_are_astray_or_hold_tags(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_of_two_attributes_of_one_name_the_first_counts() -> None:
    metas = read_html(b'<meta content="a" content="b"><meta name="author" name="editor"><meta name="x" content="y">').metas
    assert metas == {"x": ["y"]}
