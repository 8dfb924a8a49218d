"""Pages that hold no article are refused with their kind, in several languages; articles that look like them are not."""

import pytest

from sumber.articles.extract import extract_page
from sumber.pages.files import page_of
from sumber.types import Article, Page, Refusal

TEXT = (
    "Warga Desa Wanasari menanam dua ribu bibit bakau di pesisir utara pada hari Minggu pagi bersama para pelajar.",
    "Kepala desa, Raswan Kertapati, mengatakan penanaman itu menahan abrasi yang menggerus tambak selama tiga tahun.",
    "“Kami mulai dari muara, lalu bergerak ke timur sedikit demi sedikit,” kata Raswan di tepi tambak milik warga.",
)


def page(body: str, head: str = "", lang: str = "id") -> bytes:
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def answer(data: bytes) -> Article | Refusal:
    found = page_of(data, "page")
    return extract_page(found) if isinstance(found, Page) else found


def reason(data: bytes) -> str:
    found = answer(data)
    assert isinstance(found, Refusal), found
    assert found.detail
    return found.reason


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("Subscribe to continue reading", "en"),
        ("Artikel ini khusus pelanggan", "id"),
        ("Nur für Abonnenten", "de"),
        ("この記事は有料会員限定です", "ja"),
        ("订阅后阅读全文", "zh"),
        ("구독자 전용 기사입니다", "ko"),
    ],
)
def test_paywalls(said: str, lang: str) -> None:
    assert reason(page(f"<h1>Bakau</h1><p>{TEXT[0]}</p><div>{said}</div>", "<title>Bakau</title>", lang)) == "paywall"


@pytest.mark.parametrize(
    "said",
    ["We value your privacy", "Kami menggunakan cookie", "Utilizamos cookies", "我们使用cookie", "쿠키 사용에 동의해 주세요"],
)
def test_consent_walls(said: str) -> None:
    assert reason(page(f"<h1>{said}</h1><p>{said}.</p>")) == "consent"


@pytest.mark.parametrize(
    "said", ["Please enable JavaScript", "Active JavaScript", "JavaScriptを有効に", "자바스크립트를 활성화"]
)  # fmt: skip
def test_shells_of_javascript(said: str) -> None:
    assert reason(page(f'<div id="root"></div><noscript>{said}</noscript>')) == "javascript"


@pytest.mark.parametrize(
    "said", ["Page not found", "Halaman tidak ditemukan", "Seite nicht gefunden", "ページが見つかりません"]
)  # fmt: skip
def test_error_pages(said: str) -> None:
    assert reason(page(f"<h1>{said}</h1><p>404</p>", f"<title>{said}</title>")) == "error-page"


@pytest.mark.parametrize(
    "headline", ["Panen kopi di lereng gunung {n}", "山の村でコーヒーの収穫が始まる{n}", "산골 마을 커피 수확 시작 {n}"]
)
def test_section_pages_of_linked_headlines(headline: str) -> None:
    links = "".join(f'<h3><a href="/{n}">{headline.format(n=n)}</a></h3>' for n in range(40))
    assert reason(page(links)) == "listing"


def test_section_pages_with_teasers() -> None:
    cards = "".join(
        f'<div><h3><a href="/{n}">Kabar nomor {n} dari desa di lereng gunung yang jauh</a></h3>'
        f"<p><a href='/{n}'>Ringkasan kabar nomor {n} tentang desa di lereng gunung yang jauh dari kota.</a></p>"
        f"<p>Ringkasan kabar nomor {n} tentang panen di desa itu.</p></div>"
        for n in range(12)
    )
    assert reason(page(cards)) == "listing"


def test_videos_without_text() -> None:
    assert reason(page("<h1>Penanaman bakau</h1><video src=a.mp4></video>")) == "video"


@pytest.mark.parametrize("data", [b"", b"   \n\t ", page(""), page("<p>Hai</p>")])
def test_empty_pages(data: bytes) -> None:
    assert reason(data) in ("no-article", "empty")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_binary_files(data: bytes) -> None:
    assert isinstance(answer(data), Refusal)


def test_pages_too_deep_or_too_large() -> None:
    assert reason(b"<html>" + b"<div>" * 50_000 + b"dalam") == "too-deep"
    assert reason(page("<p>a</p>" * 250_000)) == "too-large"


@pytest.mark.parametrize(
    "extra",
    [
        "<p>Subscribe to continue reading</p>",
        "<div>We use cookies to show you advertising. Accept all cookies.</div>",
        "<noscript>Please enable JavaScript</noscript>",
        "<video src=a.mp4></video>",
        "".join(f'<h3><a href="/{n}">Kabar nomor {n} dari desa di gunung</a></h3>' for n in range(30)),
        "<p>Pengunjung situs desa itu sempat membaca tulisan “halaman tidak ditemukan” selama dua hari.</p>",
    ],
)
def test_an_article_among_such_words_is_not_refused(extra: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in TEXT) * 2
    found = answer(page(f"<article><h1>Bakau di pesisir</h1>{body}</article>{extra}", "<title>Bakau di pesisir</title>"))
    assert isinstance(found, Article)
    assert found.paragraphs[:3] == TEXT
