"""The JSON formats: golden rows, and words that come back as they were from whatever page they are."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import jsonschema_rs
import pytest
from export_world import ARTICLE, BARCELONA, BARE, BARE_ARTICLE, EVENT, SENTENCE, URL, acting, article_of, event_of, hostile
from hypothesis import given
from hypothesis import strategies as st

from sumber.archive.answers import ArticleAnswer, EventAnswer
from sumber.export.annotation import write_annotation
from sumber.export.fields import coder
from sumber.export.ftm import ftm_id, write_ftm
from sumber.export.geojson import write_geojson
from sumber.export.newsarticle import write_newsarticle
from sumber.export.ninjs import write_ninjs
from sumber.export.plover import write_plover

Row = dict[str, Any]
Writer = Callable[[list[Any], TextIO], int]


def written(write: Writer, *nouns: EventAnswer | ArticleAnswer) -> str:
    out = io.StringIO()
    assert write(list(nouns), out) == len(nouns)
    assert not acting(out.getvalue())
    return out.getvalue()


def rows(write: Writer, *nouns: EventAnswer | ArticleAnswer) -> list[Row]:
    return [json.loads(line) for line in written(write, *nouns).split("\n") if line]


def test_an_event_of_plover() -> None:
    full, bare = rows(write_plover, EVENT, BARE)
    assert full == {
        "id": "evm_aaaqeayeaudaocaj",
        "has_event": True,
        "date": "2025-02-28",
        "actor": [{"code": "ESP", "sector": ["COP", "GOV"], "entity_text": "Police", "identifier_text": "org:port-police"}],
        "recipient": [{"sector": ["LAB"], "entity_text": "nine dockers"}, {"code": "FRA", "entity_text": "others"}],
        "event": ["COERCE"],
        "mode": "arrest",
        "context": ["legal", "economic"],
        "event_loc": {"code": "ESP", "entity_text": "Barcelona", "identifier_text": "city:3128760"},
        "event_text": "arrested",
        "quad_code": 4,
        "event_scale": -6.0,
        "size": {"arrested": 9.0},
        "link": ["evt_x"],
        "text": SENTENCE,
        "text_info": {"sequence": 3, "start": 100, "end": 142},
        "cite_info": {
            "citation": "Gull Post / Wire Ten",
            "url": URL,
            "title": "Nine held",
            "language": "en",
            "date": "2025-03-01T22:30:00-03:00",
        },
        "coder": coder(),
        "comment": "status=alleged; background=false; according_to=Wire Ten; confidence=0.712; origin=Wire Ten; "
        "copy_of=art_first; story=story_x; trigger=arrested",
    }
    assert bare["text_info"] == {"start": 100, "end": 142}
    assert not {"date", "actor", "event_loc", "cite_info", "size"} & set(bare)


def test_an_event_of_followthemoney() -> None:
    event, article, police, dockers, others = rows_of_ftm(EVENT)
    assert event == {
        "id": "evm-aaaqeayeaudaocaj",
        "schema": "Event",
        "properties": {
            "name": ["Police -> COERCE/arrest -> nine dockers, others (alleged)"],
            "date": ["2025-02-28"],
            "startDate": ["2025-02-28"],
            "location": ["Barcelona"],
            "country": ["es"],
            "involved": ["org.port-police", "evm-aaaqeayeaudaocaj.recipient.0", "evm-aaaqeayeaudaocaj.recipient.1"],
            "summary": [SENTENCE],
            "keywords": ["COERCE", "arrest", "alleged", "legal", "economic"],
            "notes": [
                "happening: evt_x", "status: alleged", "background: false", "according_to: Wire Ten", "confidence: 0.712",
                "outlet: Gull Post", "origin: Wire Ten", "copy_of: art_first", "story: story_x",
            ],
            "recordId": ["evm_aaaqeayeaudaocaj"],
            "publisher": ["Gull Post"],
            "sourceUrl": [URL],
            "proof": ["art-x"],
        },
    }  # fmt: skip
    assert (article["schema"], article["properties"]["publishedAt"]) == ("Article", ["2025-03-02T01:30:00"])
    assert police == {
        "id": "org.port-police",
        "schema": "Organization",
        "properties": {"name": ["Police"], "country": ["es"], "keywords": ["COP", "GOV"]},
    }
    assert (dockers["schema"], others["properties"]) == ("LegalEntity", {"name": ["others"], "country": ["fr"]})


def rows_of_ftm(event: EventAnswer) -> list[Row]:
    return rows(write_ftm, event)


@given(hostile)
def test_ids_of_followthemoney_hold_what_it_allows(words: str) -> None:
    id = ftm_id(f"person:{words}")
    assert id.replace(".", "").replace("-", "").isalnum()
    assert id.isascii()
    assert id == ftm_id(f"person:{words}")


@given(st.lists(hostile, max_size=3))
def test_followthemoney_reads_its_entities_back(given: list[str]) -> None:
    ftm = pytest.importorskip("followthemoney", reason="pip install 'sumber[formats]' to read FollowTheMoney entities back")
    for given_event in (EVENT, BARE, *map(event_of, given)):
        for row in rows_of_ftm(given_event):
            proxy = ftm.model.get_proxy(row, cleaned=False)
            assert proxy.id == row["id"]
            for name, values in row["properties"].items():
                kept = proxy.get(name)
                assert name in proxy.schema.properties
                # Its cleaning may drop a value that holds no letters; what it keeps of ours it must find valid.
                assert kept or given_event not in (EVENT, BARE) or not values, name
        event = ftm.model.get_proxy(rows_of_ftm(EVENT)[0], cleaned=False)
        assert event.get("involved") == [
            "org.port-police",
            "evm-aaaqeayeaudaocaj.recipient.0",
            "evm-aaaqeayeaudaocaj.recipient.1",
        ]
        assert event.get("proof") == ["art-x"]


def test_a_map_of_events() -> None:
    nowhere = replace(EVENT, place=replace(BARCELONA, name="Port Vell", entity=None))
    collection = json.loads(written(write_geojson, EVENT, BARE, EVENT, nowhere))
    feature, bare, again, unlocated = collection.pop("features")
    assert collection == {"type": "FeatureCollection", "without_coordinates": 2}
    assert feature == again
    assert (bare["type"], bare["id"], bare["geometry"]) == ("Feature", BARE.id, None)
    assert "place" not in bare["properties"]
    assert (unlocated["geometry"], unlocated["properties"]["place"]) == (None, {"name": "Port Vell", "country": "ESP"})
    longitude, latitude = feature["geometry"]["coordinates"]
    assert (feature["type"], feature["id"], feature["geometry"]["type"]) == ("Feature", EVENT.id, "Point")
    assert (round(latitude), round(longitude)) == (41, 2)
    assert feature["properties"] == {
        "place": {"name": "Barcelona", "kind": "city", "country": "ESP", "geonames": "3128760"},
        "day": "2025-02-28",
        "time": "2025-02-28",
        "type": "COERCE",
        "mode": "arrest",
        "quad": "material_conflict",
        "score": -6.0,
        "actors": ["Police"],
        "recipients": ["nine dockers", "others"],
        "reciprocal": False,
        "contexts": ["legal", "economic"],
        "title": "Nine held",
        "published": "2025-03-01T22:30:00-03:00",
        "language": "en",
        "credits": ["Wire Ten"],
        "evidence": [{"quote": SENTENCE, "start": 100, "end": 142, "article": "art_x", "url": URL}],
        "happening": "evt_x",
        "status": "alleged",
        "background": False,
        "according_to": "Wire Ten",
        "confidence": 0.712,
        "outlet": "Gull Post",
        "origin": "Wire Ten",
        "copy_of": "art_first",
        "story": "story_x",
    }


def test_an_empty_map_is_a_map() -> None:
    assert json.loads(written(write_geojson)) == {"type": "FeatureCollection", "features": [], "without_coordinates": 0}


def test_evidence_as_a_web_annotation() -> None:
    full, bare = rows(write_annotation, EVENT, BARE)
    assert full["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (full["id"], full["type"], full["motivation"]) == ("urn:sumber:evm_aaaqeayeaudaocaj", "Annotation", "describing")
    assert full["body"]["value"] == "Police -> COERCE/arrest -> nine dockers, others (alleged)"
    assert (full["body"]["sumber:status"], full["body"]["sumber:according_to"]) == ("alleged", "Wire Ten")
    assert full["target"] == {
        "source": {
            "id": URL,
            "type": "Text",
            "language": "en",
            "sumber:article": "art_x",
            "sumber:title": "Nine held",
            "sumber:published": "2025-03-01T22:30:00-03:00",
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": SENTENCE,
                "refinedBy": {
                    "type": "TextQuoteSelector",
                    "exact": "arrested",
                    "prefix": "Police in Port Vell ",
                    "suffix": " nine dockers.",
                },
            },
            {
                "type": "TextPositionSelector",
                "start": 100,
                "end": 142,
                "refinedBy": {"type": "TextPositionSelector", "start": 20, "end": 28},
            },
        ],
    }
    assert bare["target"]["source"] == {"id": "urn:sumber:art_b", "type": "Text", "sumber:article": "art_b"}


# Of ninjs 3.1 no schema can be had offline; this is IPTC's of 2.0. What 3.1 changed in the fields that are written is how names
# are spelled: in camel case.
PUBLISHED = json.loads((Path(__file__).parent / "vendor" / "ninjs-schema_2.0.json").read_text("utf-8"))
CAMEL_CASE = (
    "representationType", "firstCreated", "versionCreated", "contentCreated", "pubStatus", "copyrightHolder", "copyrightNotice",
    "usageTerms", "edNote", "infoSources", "altIds", "trustIndicators", "rightsInfo", "contentType", "charCount", "wordCount",
    "sizeInBytes", "langId", "linkedRights", "encodedRights",
)  # fmt: skip
SPELLED = {name.lower(): name for name in CAMEL_CASE} | {"embargoed": "embargoedUntil"}


def as_3(schema: Any) -> Any:
    """The schema with the names of its fields as 3.1 spells them."""
    if isinstance(schema, list):
        return [SPELLED.get(each, each) if isinstance(each, str) else as_3(each) for each in schema]
    return {SPELLED.get(key, key): as_3(each) for key, each in schema.items()} if isinstance(schema, dict) else schema


NO_GEOJSON = jsonschema_rs.Registry([("https://json.schemastore.org/geojson", {"not": {}})])  # places are written by name only
NINJS = jsonschema_rs.validator_for(as_3(PUBLISHED), validate_formats=True, registry=NO_GEOJSON)


def valid_ninjs(item: Row) -> None:
    assert [f"{fault.instance_path}: {fault.message}" for fault in NINJS.iter_errors(item)] == []
    assert item["standard"] == {"name": "ninjs", "version": "3.1"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"uri": "not a uri"}, {"headline": "x"}, {"contentCreated": "2025-03-01"}, {"bodies": [{}]}, {"infosources": []},
        {"infoSources": [{"name": "x", "rel": "credit"}]}, {"infoSources": [{"role": "credit"}]}, {"type": "news"},
        {"places": ["x"]}, {"people": [{"role": "x"}]}, {"pubStatus": "draft"}, {"associations": [{"uri": URL, "type": "x"}]},
    ],
)  # fmt: skip
def test_the_schema_of_ninjs_refuses_what_is_none(wrong: Row) -> None:
    assert NINJS.is_valid({"uri": URL})
    assert not NINJS.is_valid({"uri": URL} | wrong)


def test_an_item_of_ninjs() -> None:
    full, bare = rows(write_ninjs, ARTICLE, BARE_ARTICLE)
    valid_ninjs(full)
    valid_ninjs(bare)
    assert full == {
        "uri": URL,
        "type": "text",
        "contentCreated": "2025-03-01T22:30:00-03:00",
        "versionCreated": "2025-03-02T00:00:00+00:00",
        "pubStatus": "usable",
        "language": "en",
        "by": "Ada Reef, Ben Shoal",
        "located": "PORT VELL",
        "title": "Nine held",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": "Nine held"}],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": ARTICLE.text, "charCount": 68, "wordCount": 12},
        ],
        "descriptions": [{"role": "caption", "contentType": "text/plain", "value": "Cranes at rest."}],
        "people": [{"name": "Ada Reef"}],
        "organisations": [{"name": "Port Police", "uri": "urn:sumber:org:port-police"}],
        "places": [{"name": "Barcelona", "uri": "urn:sumber:city:3128760"}],
        "subjects": [{"name": "legal", "uri": "urn:sumber:plover:context:legal"}],
        "infoSources": [
            {"name": "Gull Post", "role": "urn:sumber:role:publisher"},
            {"name": "Wire Ten", "role": "urn:sumber:role:credit"},
        ],
        "associations": [{"name": "reprinted-from", "uri": "https://wireten.example/1", "type": "text"}],
        "altIds": [{"role": "article", "value": "art_x"}, {"role": "story", "value": "story_x"}],
        "trustIndicators": [{"title": "Reprint; reporting of Wire Ten"}],
        "standard": {"name": "ninjs", "version": "3.1"},
    }
    assert bare["uri"] == "urn:sumber:art_b"


def test_an_article_as_json_ld() -> None:
    full, bare = rows(write_newsarticle, ARTICLE, BARE_ARTICLE)
    assert full == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": URL,
        "identifier": "art_x",
        "url": URL,
        "headline": "Nine held",
        "author": [{"@type": "Person", "name": "Ada Reef"}, {"@type": "Person", "name": "Ben Shoal"}],
        "editor": [{"@type": "Person", "name": "Cy Kelp"}],
        "datePublished": "2025-03-01T22:30:00-03:00",
        "dateModified": "2025-03-02",
        "publisher": {"@type": "NewsMediaOrganization", "name": "Gull Post"},
        "creditText": "Wire Ten",
        "dateline": "PORT VELL",
        "inLanguage": "en",
        "isBasedOn": "https://wireten.example/1",
        "isPartOf": {"@type": "CreativeWork", "@id": "urn:sumber:story_x"},
        "spatialCoverage": [{"@type": "Place", "name": "Barcelona", "identifier": "city:3128760"}],
        "mentions": [
            {"@type": "Person", "name": "Ada Reef"},
            {"@type": "Organization", "name": "Port Police", "identifier": "org:port-police"},
        ],
        "keywords": ["legal"],
        "wordCount": 12,
        "articleBody": ARTICLE.text,
    }
    assert "url" not in bare


@given(st.lists(hostile, max_size=3))
def test_words_come_back_from_every_json_of_events(given: list[str]) -> None:
    events = [event_of(words) for words in given]
    told = [words or "x" for words in given]
    assert [row["text"] for row in rows(write_plover, *events)] == told
    selectors = [row["target"]["selector"][0] for row in rows(write_annotation, *events)]
    assert [(s["exact"], s["refinedBy"]["exact"]) for s in selectors] == list(zip(told, told, strict=True))
    features = json.loads(written(write_geojson, *events))["features"]
    assert [feature["properties"]["evidence"][0]["quote"] for feature in features] == told
    found = [row for row in rows_of_many(events) if row["schema"] == "Event"]
    assert [row["properties"]["summary"] for row in found] == [[words] for words in told]


def rows_of_many(events: list[EventAnswer]) -> list[Row]:
    return rows(write_ftm, *events)


@given(st.lists(hostile, max_size=3))
def test_words_come_back_from_every_json_of_articles(given: list[str]) -> None:
    articles = [article_of(words) for words in given]
    for item, words in zip(rows(write_ninjs, *articles), given, strict=True):
        valid_ninjs(item)
        assert [body["value"] for body in item.get("bodies", ())] == ([words] if words else [])
    ld = written(write_newsarticle, *articles)
    assert "<" not in ld
    assert [json.loads(line).get("articleBody", "") for line in ld.split("\n") if line] == given


@pytest.mark.parametrize("write", [write_plover, write_annotation, write_ftm, write_geojson, write_ninjs, write_newsarticle])
def test_no_link_leads_anywhere_but_the_web(write: Writer) -> None:
    noun: Any = ARTICLE if write in (write_ninjs, write_newsarticle) else EVENT
    source = replace(noun.source, url="javascript:alert(1)", copy_of=None)
    assert "javascript" not in written(write, replace(noun, source=source))
