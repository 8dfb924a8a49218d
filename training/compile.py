"""Turns sentences labelled by words into the rows that training reads, labelled by offsets, and checks them.

usage: compile.py WRITTEN.jsonl ... > ROWS.jsonl

A written row names spans by the words themselves; where they stand more than once, "words#2" means the second time.
    {"id", "lang", "text", "kind"?, "pair"?, "suite"?, "names": [[PER|ORG|LOC, words]],
     "quotes": [{"content", "speaker", "cue"}],
     "events": [{"type", "mode", "status", "trigger", "actors": [words], "recipients": [words], "place", "time",
                 "attribution", "reciprocal"}]}
Everything that is wrong in the files is listed on standard error, and the exit status is 1.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ONTOLOGY = Path(__file__).resolve().parent.parent / "src/sumber/events/data/ontology.toml"
STATUSES = {"asserted", "planned", "alleged", "denied", "requested", "hypothetical"}
SPAN_KEYS = ("trigger", "place", "time", "attribution")


class LabelError(ValueError):
    """A label that cannot be right; the text says why."""


def locate(text: str, words: str) -> list[int]:
    """[start, end) of the words in the text; raises LabelError where they are not there, or more than once and not numbered."""
    body, _, number = words.partition("#") if re.search(r"#\d+$", words) else (words, "", "")
    found = [m.start() for m in re.finditer(re.escape(body), text)]
    # Whole words first: "Al" is not meant inside "Alma".
    whole = [s for s in found if not (text[max(0, s - 1) : s].isalnum() or text[s + len(body) : s + len(body) + 1].isalnum())]
    found = whole or found
    if not found or (len(found) > 1 and not number):
        raise LabelError(f"{words!r} stands {len(found)} times in the text")
    start = found[int(number or 1) - 1]
    return [start, start + len(body)]


def compile_row(row: dict[str, Any], modes: dict[str, set[str]]) -> dict[str, Any]:
    """The row with offsets; raises LabelError."""
    text = row["text"]
    events = [_event(text, event, modes) for event in row["events"]]
    names = [[kind, *locate(text, words)] for kind, words in row["names"]]
    if any(kind not in ("PER", "ORG", "LOC") for kind, *_ in names):
        raise LabelError("a name is PER, ORG or LOC")
    quotes = [{key: _span(text, quote.get(key)) for key in ("content", "speaker", "cue")} for quote in row["quotes"]]
    head = {"id": row["id"], "lang": row["lang"], "text": text, "names": sorted(names, key=lambda name: name[1:])}
    return head | {"events": events, "quotes": quotes} | {key: row[key] for key in ("kind", "pair", "suite") if key in row}


def _span(text: str, words: str | None) -> list[int] | None:
    return None if words is None else locate(text, words)


def _event(text: str, event: dict[str, Any], modes: dict[str, set[str]]) -> dict[str, Any]:
    if event["type"] not in modes or (event.get("mode") and event["mode"] not in modes[event["type"]]):
        raise LabelError(f"no type {event['type']} with mode {event.get('mode')}")
    if event["status"] not in STATUSES:
        raise LabelError(f"no status {event['status']}")
    roles = {key: [locate(text, words) for words in event[key]] for key in ("actors", "recipients")}
    spans = {key: _span(text, event.get(key)) for key in SPAN_KEYS}
    head = {"type": event["type"], "mode": event.get("mode"), "status": event["status"], "trigger": spans.pop("trigger")}
    return head | roles | spans | {"reciprocal": bool(event.get("reciprocal"))}


def compiled(paths: list[str], mistakes: list[str]) -> Iterator[dict[str, Any]]:
    """All good rows of the files; what is wrong is added to `mistakes`."""
    ontology = tomllib.loads(ONTOLOGY.read_text(encoding="utf-8"))
    modes = {name: set(entry.get("modes", ())) for name, entry in ontology["types"].items()}
    seen: set[str] = set()
    for path in paths:
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                if row["id"] in seen or row["text"] in seen:
                    raise LabelError("the id or the text stands twice")
                seen |= {row["id"], row["text"]}
                yield compile_row(row, modes)
            except (ValueError, KeyError, TypeError, IndexError) as error:
                mistakes.append(f"{path}:{number}: {type(error).__name__} {error}")


def main() -> None:
    """The command line of the module's docstring."""
    mistakes: list[str] = []
    for row in compiled(sys.argv[1:], mistakes):
        print(json.dumps(row, ensure_ascii=False))
    sys.stderr.writelines(f"{line}\n" for line in mistakes)
    sys.exit(bool(mistakes))


if __name__ == "__main__":
    main()
