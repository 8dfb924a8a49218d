"""What belongs to an article's text and what does not, a kind at a time: invented pages of invented outlets."""

import time

import pytest

from sumber.articles.blocks import extent
from sumber.articles.extract import extract_page
from sumber.pages.files import page_of
from sumber.types import Article, Page

BODY = (
    "The harbour town of Selkmouth opened its new ferry pier on Tuesday, four months later than its builders had promised.",
    "Mayor Orla Dunmere said that the old pier had cost the town more in repairs than it had ever earned in fares.",
    "“We waited for a winter without storms, and there was none,” said Dunmere as the first ferry came in at noon.",
    "The operator, Brannock Lines, expects some nine hundred passengers a day, most of whom work on the islands.",
    "A second pier for cargo is planned beside the fish market, but its cost is still disputed in the council.",
)
LEAD = "The town waited long for its pier, and the islands waited with it."
MORE = tuple(f"Part {n} of the plan was told by the council in {n + 2} meetings of {n + 3} hours each." for n in range(9))
TITLE = "Selkmouth opens its ferry pier"


def page(body: str, head: str = f"<title>{TITLE}</title>", lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def read(source: str) -> Article:
    found = page_of(source.encode(), "page")
    assert isinstance(found, Page), found
    article = extract_page(found)
    assert isinstance(article, Article), article
    return article


def paragraphs(texts: tuple[str, ...] = BODY) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_poll_or_a_card_wrapped_deep_in_the_text_is_no_part_of_it() -> None:
    poll = "<div><div><div><p>Which pier do you like best of all?</p><div>The old.</div><div>The new.</div></div></div></div>"
    card = "<div><section><div><h3>Ferries</h3><p>All you should know of the ferries to the islands.</p></div></section></div>"
    body = paragraphs(BODY[:2]) + poll + paragraphs(BODY[2:4]) + card + paragraphs(BODY[4:])
    assert read(page(f"<h1>{TITLE}</h1><article>{body}</article>")).paragraphs == BODY


def test_a_quotation_wrapped_deep_in_the_text_stays() -> None:
    quoted = "The sea gives and the sea takes, and the council only ever takes."
    body = (
        paragraphs(BODY[:3])
        + f"<div><div><blockquote><div><p>{quoted}</p></div></blockquote></div></div>"
        + paragraphs(BODY[3:])
    )
    assert quoted in read(page(f"<h1>{TITLE}</h1><article>{body}</article>")).paragraphs


def test_what_little_comes_behind_the_text_is_no_part_of_it() -> None:
    about = "<div><p>Nerys Calder writes of the coast and lives in Selkmouth.</p></div>"
    article = read(page(f"<main><h1>{TITLE}</h1><div>{paragraphs()}</div>{about}</main>"))
    assert article.paragraphs == BODY


def test_the_last_piece_of_a_text_cut_in_pieces_stays() -> None:
    pieces = f"<div class=chunk>{paragraphs(BODY[:4])}</div><div class=chunk>{paragraphs(BODY[4:])}</div>"
    assert read(page(f"<main><h1>{TITLE}</h1>{pieces}</main>")).paragraphs == BODY


def test_a_copy_to_print_or_read_aloud_is_dropped() -> None:
    long = tuple(text + " " + text.replace("pier", "quay") for text in BODY)
    copy = f"<div class='article-body'>{' '.join(long)}</div>"
    assert read(page(f"<article><h1>{TITLE}</h1><div>{paragraphs(long)}</div>{copy}{copy}</article>")).paragraphs == long


def test_comments_that_outweigh_the_article_are_no_part_of_it() -> None:
    comment = "<div><p>I have lived here for all of my life and never once took the ferry out.</p></div>"
    article = read(page(f"<h1>{TITLE}</h1><div>{paragraphs()}</div><div id=comments>{comment * 9}</div>"))
    assert article.paragraphs == BODY


def test_a_post_that_a_line_with_a_colon_leads_to_is_quoted_and_another_is_not() -> None:
    post = "<blockquote class='twitter-tweet'><p>The first ferry is in. {}</p>— Harbour of Selkmouth</blockquote>"
    body = (
        paragraphs(BODY[:2])
        + "<p>The harbour wrote:</p>"
        + post.format("Welcome!")
        + paragraphs(BODY[2:])
        + post.format("Hello!")
    )
    article = read(page(f"<h1>{TITLE}</h1><div>{body}</div>"))
    assert "The first ferry is in. Welcome!" in article.paragraphs
    assert not [text for text in article.paragraphs if "Hello!" in text]


def test_a_closing_list_or_table_is_read_and_a_list_of_links_is_not() -> None:
    told = "<h3>Ferries a day</h3><ul><li>Gull Island: four</li><li>Tern Island: two</li></ul>"
    article = read(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{told}</div>"))
    assert article.paragraphs == (*BODY, "Ferries a day", "Gull Island: four", "Tern Island: two")
    row = "<tr class='ad-row'><td>{}</td><td>{}</td></tr>"
    table = f"<table>{row.format('Gull Island', 'four')}{row.format('Tern Island', 'two')}</table>"
    assert read(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{table}</div>")).paragraphs[-4:] == (
        "Gull Island",
        "four",
        "Tern Island",
        "two",
    )
    links = "".join(
        f"<li>Read how <a href=/{n}>the island of {n} got its pier back</a> again.</li>" for n in ("Gull", "Tern", "Auk")
    )
    assert read(page(f"<h1>{TITLE}</h1><div>{paragraphs()}<h3>More</h3><ul>{links}</ul></div>")).paragraphs == BODY


def test_the_paragraphs_before_a_button_to_read_more_are_read() -> None:
    rest = "".join(f"<div>{text}</div>" for text in BODY[2:])
    first = "".join(f"<div>{text}</div>" for text in BODY[:2])
    rest += paragraphs(MORE)
    found = read(page(f"<h1>{TITLE}</h1><section>{first}<button>Read more</button><div>{rest}</div></section>")).paragraphs
    assert found == (*BODY, *MORE)


def test_folded_sections_of_one_body_are_read() -> None:
    sections = "".join(
        f"<h2>Day {n}</h2><div class='panel' aria-hidden=true><div class='rich-text'>{paragraphs((text,))}</div></div>"
        for n, text in enumerate(BODY)
    )
    found = read(page(f"<h1>{TITLE}</h1><main><p>{LEAD}</p>{sections}</main>")).paragraphs
    assert set(BODY) <= set(found)


def test_lines_between_breaks_need_no_full_stop() -> None:
    line = "This ends the long dispute with the islands over the fares"
    body = "<br><br>".join((*BODY[:2], line, *BODY[2:]))
    assert line in read(page(f"<h1>{TITLE}</h1><div>{body}</div>")).paragraphs


@pytest.mark.parametrize(
    "above",
    [
        "<p>By Nerys Calder on Tuesday, November 5th, 2024 at 9.15 a.m.</p>",
        "<figure><figcaption>The first ferry, crowded with islanders, comes in at noon on that day.</figcaption></figure>",
        "<div class='newsletter-promo lead'><p>Our letter tells you each morning what the coast talks of.</p></div>",
    ],
)
def test_what_stands_between_title_and_text_is_no_standfirst(above: str) -> None:
    assert read(page(f"<header><h1>{TITLE}</h1>{above}</header><div>{paragraphs()}</div>")).paragraphs == BODY


def test_a_standfirst_of_several_sentences_or_called_a_teaser_is_read_whole() -> None:
    points = ("<ul class=summary><li>Selkmouth's new pier opened on Tuesday, months late, at noon.</li>"
              "<li>It cost less than the old one's repairs.</li></ul>")  # fmt: skip
    found = read(page(f"<header><h1>{TITLE}</h1>{points}</header><div>{paragraphs((*BODY, *MORE))}</div>")).paragraphs
    assert found[:2] == (
        "Selkmouth's new pier opened on Tuesday, months late, at noon.",
        "It cost less than the old one's repairs.",
    )
    assert found[2:] == (*BODY, *MORE)
    teaser = f"<p class='teaser intro'>{LEAD}</p>"
    assert read(page(f"<h1>{TITLE}</h1>{teaser}<div>{paragraphs()}</div>")).paragraphs == (LEAD, *BODY)


def test_a_live_report_whose_metadata_give_one_entry_keeps_its_own_text() -> None:
    entry = "At noon the first ferry tied up at the pier, and the crowd sang in the rain for a good while. " * 6
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{entry}"}}</script>'
    ticker = f"<div class=ticker><p>{entry}</p></div>"
    body = paragraphs((*BODY, *MORE))
    article = read(page(f"<h1>{TITLE}</h1><div>{body}</div>{ticker}", f"<title>{TITLE}</title>{script}"))
    assert article.paragraphs == (*BODY, *MORE)


@pytest.mark.parametrize(
    "plug",
    [
        "Like this story? Share it with a friend!", "Gefällt dir unser Magazin? Dann werde Mitglied und hilf uns dabei.", "___",
        "Ayo gabung ke saluran kami agar tidak ketinggalan kabar apa pun.", "This post contains affiliate links.",
    ],
)  # fmt: skip
def test_plugs_are_no_text(plug: str) -> None:
    assert (
        read(page(f"<h1>{TITLE}</h1><div>{paragraphs(BODY[:3])}<p>{plug}</p>{paragraphs(BODY[3:])}</div>")).paragraphs == BODY
    )


SCRIPTS = {
    "ja": (
        "港町の瀬戸浜で火曜日、新しい桟橋が開通した。工事は四か月遅れた。",
        "町長は古い桟橋の修理費が運賃収入を上回ったと述べた。",
        "初日の乗客は九百人を超え、島で働く人が多かった。",
        "運航会社は冬のあいだも便を減らさない方針だという。",
        "二つ目の桟橋は魚市場の隣に計画されている。",
    ),
    "zh": (
        "港口小镇海门湾周二启用新的渡轮码头，比原计划晚了四个月。",
        "镇长表示，旧码头的维修费用超过了全部票款收入。",
        "首日乘客超过九百人，其中多数在岛上工作。",
        "运营公司说，冬季也不会减少航班。",
        "第二座码头计划建在鱼市旁边，造价仍有争议。",
    ),
    "ko": (
        "항구 마을 해문리에서 화요일 새 여객선 부두가 문을 열었다.",
        "면장은 옛 부두의 수리비가 운임 수입보다 많았다고 말했다.",
        "두 번째 부두는 어시장 옆에 지을 계획이다.",
        "회사는 겨울에도 배편을 줄이지 않겠다고 밝혔다.",
    ),
    "th": (
        "เมืองท่าเล็กริมอ่าวเปิดใช้ท่าเรือข้ามฟากแห่งใหม่เมื่อวันอังคารหลังจากล่าช้ากว่ากำหนดเดิมถึงสี่เดือนเต็ม",
        "นายกเทศมนตรีกล่าวว่าค่าซ่อมท่าเรือเก่าสูงกว่ารายได้จากค่าโดยสารทั้งหมดที่เมืองเคยเก็บได้ตลอดหลายปี",
        "ท่าเรือแห่งที่สองมีแผนจะสร้างข้างตลาดปลาแต่ค่าก่อสร้างยังเป็นที่ถกเถียงกันอยู่ในสภาเมืองจนถึงวันนี้",
    ),
    "hi": (
        "समुद्र किनारे के कस्बे में मंगलवार को नया घाट चार महीने की देरी से खुल गया।",
        "नगर प्रमुख ने कहा कि पुराने घाट की मरम्मत पर किराए से अधिक खर्च होता था।",
        "पहले दिन नौ सौ से अधिक लोग नाव से द्वीपों पर काम करने गए।",
        "कंपनी ने कहा कि सर्दियों में भी नावों की संख्या कम नहीं की जाएगी।",
    ),
}


@pytest.mark.parametrize("lang", SCRIPTS)
def test_paragraphs_are_as_long_as_their_script_makes_them(lang: str) -> None:
    texts = SCRIPTS[lang]
    menu = "<nav><a href=/>A</a></nav>"
    links = "".join(f"<li><a href=/{n}>{text[:20]}</a></li>" for n, text in enumerate(texts))
    article = read(page(f"{menu}<article>{paragraphs(texts)}</article><div><ul>{links}</ul></div>", "", lang))
    assert article.paragraphs == texts
    assert article.lang == lang


def test_a_long_paragraph_of_few_signs_is_no_line_of_the_sites_own() -> None:
    text = (
        "この記事は町の図書館に残る古い日記をもとにしている。"
        + "日記には、嵐の夜に桟橋が流され、島の人々が三日のあいだ港に戻れなかった様子が細かく記されている。" * 3
    )
    article = read(page(paragraphs((*SCRIPTS["ja"], text)), "", "ja"))
    assert article.paragraphs[-1] == text


def test_extent_counts_signs_of_words_for_three_letters_and_letters_for_one() -> None:
    assert [extent(text) for text in ("pier", "Größe", "пирс", "ท่าเรือ", "桟橋", "부두", "ふね")] == [4, 5, 4, 7, 6, 6, 6]


@pytest.mark.parametrize(
    "source",
    [
        "<ul><li>" * 900 + "<p>A line of text that is long enough to count.</p>" * 20_000,
        "<div>" * 900 + paragraphs(BODY) + "<p>A line of text that is long enough to count.</p>" * 20_000,
        "<div>" + " ".join(BODY) * 2_000 + "</div>" + paragraphs() * 2_000,
        "<p>The harbour wrote:</p>" + "<blockquote class=tweet><p>The ferry is in.</p></blockquote>" * 20_000,
    ],
)
def test_settling_hostile_pages_costs_little_time(source: str) -> None:
    found = page_of(page(source).encode(), "x")
    assert isinstance(found, Page)
    begun = time.process_time()
    extract_page(found)
    assert time.process_time() - begun < 5
