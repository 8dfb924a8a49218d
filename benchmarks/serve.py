"""How quickly a server answers many readers at once: each route's median and 95th percentile, one JSON line a route.

usage: python benchmarks/serve.py ARCHIVE [READERS [SECONDS [ROUTE...]]]

Serves the archive (of any content; `benchmarks/invented.py FILE 50000` makes one) on loopback and asks each route for SECONDS
(3 unless given) by READERS (20) at once, who ask again as soon as they are answered. Routes that begin with a stroke are web
pages, the others REST under /v1; all of them unless some are named. No two requests are the same as long as the archive has
other names, words, days and ids to ask for; what a server keeps between requests is its own affair. `cpu_ms` is the CPU time a
request of all the server's processes, which a busy machine does not change.
"""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode, urlsplit

from sumber.archive.store import Archive

SERVER = "from sumber.serve.app import serve; import sys; serve(sys.argv[1], port=0)"
ROUTES = (
    "events", "events actor", "events actor country", "events type", "events days", "events copies", "events next",
    "articles", "articles actor", "articles lang", "articles next", "articles/", "versions", "stories", "stories lang",
    "stories/", "events/", "mentions", "mentions entity", "entities", "entities name", "entities/", "quotes", "quotes speaker",
    "disagreements", "search", "explain/", "exports",
    "/", "/ actor", "/ country", "/ type", "/ lang", "/ outlet", "/ days", "/ words", "/ page",
    "/stories/", "/articles/", "/explain/", "/actors/", "/actors/ name", "/actors/ country",
    "/relations", "/relations type", "/relations days", "/relations field", "/materiel", "/materiel days", "/search",
)  # fmt: skip
STARTED = 10  # seconds in which all processes of the server begin
COUNTRIES = ("RUS", "NER", "IDN", "CHL", "ESP", "TUR")
TYPES = ("AID", "PROTEST", "ASSAULT", "CONSULT", "AGREE", "ACCUSE")
ONE = {"articles/": "articles", "stories/": "stories", "events/": "event_mentions", "entities/": "entities",
       "explain/": "event_mentions", "actors/": "entities"}  # fmt: skip


class Asked:
    """Makes addresses out of what an archive holds."""

    def __init__(self, path: Path) -> None:
        self.random = Random(7)
        with Archive(path, read_only=True) as store, store.reading() as connection:

            def column(sql: str) -> list[str]:
                return [str(value) for (value,) in connection.exec_driver_sql(sql)]

            self.names = column("SELECT name FROM roles WHERE part <> 'place' AND abs(random()) % 200 = 0 LIMIT 2000")
            self.days = column("SELECT DISTINCT listed FROM event_mentions WHERE listed IS NOT NULL")
            self.ids = {
                of: column(f"SELECT {key} FROM {of} ORDER BY random() LIMIT 2000")
                for of, key in (("articles", "id"), ("stories", "id"), ("event_mentions", "id"), ("entities", "id"))
            }
            self.outlets = column("SELECT DISTINCT outlet FROM versions WHERE outlet IS NOT NULL LIMIT 300")
            texts = column("SELECT text FROM versions WHERE abs(random()) % 100 = 0 LIMIT 300")
        self.words = re.findall(r"\w{4,}", " ".join(texts))

    def address(self, route: str) -> str:
        """An address of a route, another one each time."""
        return self._view(route[1:]) if route.startswith("/") else self._rest(route)

    def _rest(self, route: str) -> str:
        pick = self.random.choice
        path, _, filters = route.partition(" ")
        if path in ONE:
            return f"/v1/{path}{pick(self.ids[ONE[path]])}"
        if path == "versions":
            return f"/v1/articles/{pick(self.ids['articles'])}/versions"
        if path == "exports":
            return "/v1/exports/csv?" + urlencode({"actor": pick(self.names), "limit": 100})
        many = {
            "actor": pick(self.names), "speaker": pick(self.names), "name": pick(self.names)[:5],
            "lang": pick(["id", "en", "sw"]), "country": pick(COUNTRIES), "type": pick(TYPES), "since": pick(self.days),
            "entity": pick(self.ids["entities"]),
        }  # fmt: skip
        given = {name: many[name] for name in filters.split() if name in many}
        given |= {"until": pick(self.days)} if not filters or filters in ("next", "copies") else {}
        given |= {"copies": "false"} if "copies" in filters else {}
        given |= self._between() if "days" in filters else {}
        if path not in ("events", "articles", "stories"):
            given.pop("until", None)
        given |= {"words": self._words()} if path == "search" else {}
        return f"/v1/{path}?" + urlencode(given)

    def _view(self, route: str) -> str:
        pick = self.random.choice
        path, _, filters = route.partition(" ")
        if path in ONE and not filters:
            return f"/{path}{pick(self.ids[ONE[path]])}"
        if path == "actors/":
            return f"/actors/{quote(pick(self.names) if filters == 'name' else pick(COUNTRIES))}"
        many = {
            "actor": pick(self.names), "country": pick(COUNTRIES), "type": pick(TYPES), "outlet": pick(self.outlets),
            "lang": pick(["id", "en", "sw"]), "words": self._words(), "page": str(self.random.randint(2, 50)),
        }  # fmt: skip
        given = {name: many[name] for name in filters.split() if name in many}
        given |= self._between() if "days" in filters else {}
        given |= {"words": self._words()} if path == "search" else {}
        given |= dict(zip(("actor", "recipient"), self.random.sample(COUNTRIES, 2), strict=True)) if filters == "field" else {}
        return f"/{path}?" + urlencode(given)

    def _between(self) -> dict[str, str]:
        pair = self.random.sample(self.days, 2)
        return {"since": min(pair), "until": max(pair)}

    def _words(self) -> str:
        return " ".join(self.random.sample(self.words, 2))


def ask(host: str, asked: Asked, route: str, until: float) -> list[float]:
    """One reader's seconds for each answer. Of "next" routes the second page is timed."""
    connection, taken = http.client.HTTPConnection(host), []
    while time.perf_counter() < until:
        address = asked.address(route)
        if route.endswith("next"):
            connection.request("GET", address)
            link = (response := connection.getresponse()).headers.get("link")
            response.read()
            if link is None:
                continue
            parts = urlsplit(link[1:].partition(">")[0])
            address = f"{parts.path}?{parts.query}"
        begun = time.perf_counter()
        connection.request("GET", address)
        response = connection.getresponse()
        body = response.read()
        if response.status == 503 and route == "exports":  # four at once are written: the others come again
            time.sleep(0.05)
            continue
        taken.append(time.perf_counter() - begun)
        if response.status != 200:
            raise SystemExit(f"{address}: {body.decode()}")
    return taken


def cpu(process: int) -> float:
    """Seconds of CPU time that a process and those it started have taken."""
    about = Path(f"/proc/{process}")
    fields = (about / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    started = (about / "task" / str(process) / "children").read_text(encoding="ascii").split()
    return (int(fields[11]) + int(fields[12])) / 100 + sum(map(cpu, map(int, started)))


def main(archive: Path, readers: int = 20, seconds: float = 3.0, routes: Sequence[str] = ROUTES) -> None:
    """Prints a line a route."""
    asked = Asked(archive)
    with subprocess.Popen([sys.executable, "-c", SERVER, str(archive)], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            host = urlsplit(server.stdout.readline().split()[-3]).netloc
            time.sleep(STARTED)
            for route in routes:
                before, until = cpu(server.pid), time.perf_counter() + seconds
                with ThreadPoolExecutor(readers) as pool:
                    found = [pool.submit(ask, host, asked, route, until) for _ in range(readers)]
                taken = sorted(one for each in found for one in each.result())
                row = {"route": route, "requests": len(taken), "median_ms": taken[len(taken) // 2] * 1000}
                row |= {
                    "p95_ms": taken[int(len(taken) * 0.95)] * 1000,
                    "cpu_ms": (cpu(server.pid) - before) / len(taken) * 1000,
                }
                print(json.dumps({name: round(value, 1) if isinstance(value, float) else value for name, value in row.items()}))
                sys.stdout.flush()
        finally:
            server.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:4]), routes=sys.argv[4:] or ROUTES)
