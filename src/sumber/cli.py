"""The command line: each command parses its options and makes one call of the library, by the same name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Annotated, Any, BinaryIO, NoReturn

import typer

from sumber import cli_judgements, rows
from sumber.cli_shared import DEFAULT_ARCHIVE, ArchiveFile, AsJson, Noun, open_archive, open_input, show, show_all
from sumber.errors import ArchiveError, SumberError, UsageError
from sumber.types import Refusal

app = typer.Typer(
    help="News intelligence on a laptop: who says that what happened, with the exact words behind every fact.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"sumber {version('sumber')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """News intelligence on a laptop: who says that what happened, with the exact words behind every fact."""


InputFile = Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines to read; - for standard input.")]
Since = Annotated[str | None, typer.Option(help="From this day on (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option(help="Up to this day (YYYY-MM-DD).")]
Actor = Annotated[str | None, typer.Option(help="Part of the actor's name, or a country (alpha-3).")]
Recipient = Annotated[str | None, typer.Option(help="Part of the recipient's name, or a country (alpha-3).")]
EventType = Annotated[str | None, typer.Option(help="PLOVER type, such as PROTEST.")]
Country = Annotated[str | None, typer.Option(help="Country of any party or of the place (alpha-3, or a name).")]
EventStatus = Annotated[str | None, typer.Option(help="asserted, planned, alleged, denied, requested or hypothetical.")]
Copies = Annotated[bool, typer.Option("--copies/--no-copies", help="Tell what reprints say too.")]
Judged = Annotated[bool, typer.Option("--judged", help="Tell what people judged wrong too.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]
INTERRUPTED = 130  # what shells give for Ctrl-C, and typer after it
Processes = Annotated[
    int | None, typer.Option("--processes", "-p", min=1, max=64, help="Worker processes; the machine's cores unless given.")
]

Ray = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Read on a Ray cluster: HOST:PORT, auto, or local for one of this machine's own."),
]


def _print(answers: Iterable[Noun | Refusal], row: Callable[[Noun], rows.Row], key: str = "id") -> None:
    for answer in answers:
        sys.stdout.write(rows.dump(rows.refusal_row(answer, key) if isinstance(answer, Refusal) else row(answer)) + "\n")


@app.command()
def extract(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH...", help="Pages or folders of pages.")] = None,
    manifest: Annotated[
        str | None, typer.Option(help='JSON Lines {"input", "url"} instead of paths; - for standard input.')
    ] = None,
    positions: Annotated[bool, typer.Option("--positions", help="Give the bytes of the page behind each paragraph.")] = False,
    furniture: Annotated[str | None, typer.Option(help="Lines to leave out, from a file that --learn wrote.")] = None,
    learn: Annotated[
        str | None, typer.Option(help="Write the lines that outlets repeat on these pages to a file, instead of the articles.")
    ] = None,
    processes: Processes = None,
) -> None:
    """The article of each page: text, title, moment, outlet, authors, credits; what is no article text kept aside."""
    from sumber import stages
    from sumber.articles.learned import learn_furniture, read_furniture, write_furniture
    from sumber.types import Article

    if bool(paths) == bool(manifest):
        raise UsageError("Give either paths or --manifest FILE.")
    known = read_furniture(furniture) if furniture else None
    with open_input(manifest) if manifest else nullcontext() as stream:
        sources: Iterable[Any] = _manifest(stream) if stream else paths or []
        answers = stages.extract(sources, processes=processes, positions=positions, furniture=known)
        if learn:
            write_furniture(learn, learn_furniture(answer for answer in answers if isinstance(answer, Article)))
        else:
            _print(answers, rows.article_row, "input")


def _manifest(stream: BinaryIO) -> Iterator[Any]:
    from sumber.stages import Source

    for row in rows.parse_rows(rows.ManifestRow, stream):
        yield row if isinstance(row, Refusal) else Source(row.input, row.url)


@app.command()
def annotate(file: InputFile, processes: Processes = None, ray: Ray = None) -> None:
    """Sentences, names, times and quotes of each document."""
    from sumber import stages

    with open_input(file) as stream:
        given = rows.documents(rows.parse_rows(rows.DocumentRow, stream))
        _print(stages.annotate(given, processes=processes, ray=ray), rows.annotation_row)


@app.command()
def code(
    file: InputFile,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Tell no event less sure than this; calibrated default unless given.")
    ] = None,
    processes: Processes = None,
    ray: Ray = None,
) -> None:
    """The PLOVER events of each document: who did what to whom, when, where, according to whom."""
    from sumber import stages
    from sumber.events.confidence import DEFAULT_CONFIDENCE

    with open_input(file) as stream:
        given = rows.documents(rows.parse_rows(rows.DocumentRow, stream))
        least = DEFAULT_CONFIDENCE if min_confidence is None else min_confidence
        _print(stages.code(given, min_confidence=least, processes=processes, ray=ray), rows.coding_row)


@app.command()
def group(file: InputFile) -> None:
    """The story of each document, which document it copies, and whose reporting it is."""
    from sumber import stages

    with open_input(file) as stream:
        given = rows.documents(rows.parse_rows(rows.DocumentRow, stream))
        _print(stages.group(given), rows.placement_row)


@app.command()
def similar(file: InputFile) -> None:
    """How surely both documents of each pair report the same story."""
    from sumber import stages

    with open_input(file) as stream:
        _print(stages.similar(_pairs(stream)), lambda s: {"id": s.id, "score": s.score})


def _pairs(stream: BinaryIO) -> Iterator[Any]:
    from sumber.stages import Pair

    for row in rows.parse_rows(rows.PairRow, stream):
        yield row if isinstance(row, Refusal) else Pair(row.id, row.a.document(), row.b.document())


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Pages or folders of pages.")],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    processes: Processes = None,
    ray: Ray = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    json: AsJson = False,
) -> None:
    """The whole chain: pages in, stories with their events in the archive. A page read before changes nothing."""
    from sumber import chain
    from sumber.views.progress import progress_bar
    from sumber.views.reports import read_view

    with progress_bar(hidden=quiet or json) as progress:
        report = chain.read(paths, archive, processes=processes, progress=progress, ray=ray)
    if not quiet:
        show(report, read_view, json)


@app.command()
def stories(
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    since: Since = None,
    until: Until = None,
    lang: Annotated[str | None, typer.Option(help="Only stories with a report in this language (BCP 47).")] = None,
    words: Annotated[str | None, typer.Option(help="Only stories with a report that a search for these words finds.")] = None,
    actor: Actor = None,
    country: Country = None,
    type: EventType = None,
    outlet: Annotated[str | None, typer.Option(help="Only stories with a report by this outlet.")] = None,
    limit: Limit = None,
    digest: Annotated[bool, typer.Option("--digest", help="With what happened, by whose word, and the disagreements.")] = False,
    json: AsJson = False,
) -> None:
    """The stories of an archive, those last written about first: articles, independent origins, days, languages."""
    from sumber.views.digest import digest_view
    from sumber.views.stories import stories_view

    with open_archive(archive) as store:
        lines = list(store.stories(limit, 0, since, until, lang, words, actor, country, type, outlet))
        if not digest or not lines:
            show_all(lines, stories_view, json)
            return
        for line in lines:
            show(store.story(line.id), digest_view, json)


@app.command()
def story(
    id: Annotated[str, typer.Argument(metavar="ID", help="A story's id, from `sumber stories`.")],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    whole: Annotated[bool, typer.Option("--all", help="Leave nothing out, however long the story is.")] = False,
    judged: Judged = False,
    json: AsJson = False,
) -> None:
    """One story whole: what happened by whose word, who took it from whom, where the reports disagree."""
    from sumber.views.stories import WHOLE, Limits, story_view

    with open_archive(archive) as store:
        show(store.story(id, include_wrong=judged), lambda answer: story_view(answer, WHOLE if whole else Limits()), json)


@app.command()
def article(
    id: Annotated[str, typer.Argument(metavar="ID", help="An article's id, from `sumber story`.")],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """One article through time: its wordings and what was changed, what it reprints, who reprints it, its text."""
    from sumber.views.changes import article_view

    with open_archive(archive) as store:
        show(store.article(id), article_view, json)


@app.command()
def actor(
    who: Annotated[str, typer.Argument(metavar="NAME_OR_ID", help="A name, a country (alpha-3), or an entity's id.")],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many of each list.")] = 50,
    json: AsJson = False,
) -> None:
    """Somebody through time: deeds by day, with whom, words by and about them, and who reports it."""
    from sumber.views.actor import actor_view

    with open_archive(archive) as store:
        show(store.actor(who, since, until, limit), actor_view, json)


@app.command()
def events(
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    actor: Actor = None,
    recipient: Recipient = None,
    type: EventType = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    status: EventStatus = None,
    copies: Copies = True,
    limit: Limit = None,
    judged: Judged = False,
    json: AsJson = False,
) -> None:
    """Who did what to whom, according to whom: events that fit every filter, latest first, each with its sentence."""
    from sumber.views.facts import events_view

    with open_archive(archive) as store:
        asked = (actor, recipient, type, country, since, until, status)
        found = store.events(*asked, copies=copies, limit=limit, include_wrong=judged)
        show_all(found, events_view, json)


@app.command()
def materiel(
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    supplier: Annotated[str | None, typer.Option(help="Part of the supplier's name, or a country (alpha-3).")] = None,
    recipient: Recipient = None,
    item: Annotated[str | None, typer.Option(help="Part of the words for the thing.")] = None,
    status: EventStatus = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    """Deliveries of materiel that are told: supplier, recipient, number and thing, by whose word, with the sentence."""
    from sumber.views.facts import materiel_view

    with open_archive(archive) as store:
        show_all(store.materiel(supplier, recipient, item, status, since, until, limit), materiel_view, json)


@app.command()
def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="csv, parquet, gdelt, gdelt-mentions, polecat, plover, ftm, geojson, annotation, ninjs, newsarticle, atom or "
            "jsonfeed.",
        ),
    ],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    of: Annotated[str | None, typer.Option(help="events, articles or stories, where a format can tell several.")] = None,
    actor: Actor = None,
    recipient: Recipient = None,
    type: EventType = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    status: EventStatus = None,
    lang: Annotated[str | None, typer.Option(help="Only articles or stories in this language (BCP 47).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only articles, or stories with a report, by this outlet.")] = None,
    words: Annotated[str | None, typer.Option(help="Only articles, or stories with a report, that a search finds.")] = None,
    copies: Copies = True,
    limit: Limit = None,
    judged: Judged = False,
) -> None:
    """What fits every filter, for other programs: as many rows as `sumber events` or `sumber stories` shows."""
    from sumber.export import export as export_archive

    filters: dict[str, Any] = {
        "actor": actor,
        "recipient": recipient,
        "type": type,
        "country": country,
        "since": since,
        "until": until,
        "outlet": outlet,
        "words": words,
        "include_wrong": judged or None,
    }
    with open_archive(archive) as store:
        export_archive(store, format, of=of, **filters, status=status, lang=lang, copies=copies, limit=limit)


@app.command()
def search(
    asked: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words; "in quotes" a phrase, begin* a beginning.')],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    words: Annotated[bool, typer.Option("--words", help="Only articles that hold all the words.")] = False,
    json: AsJson = False,
) -> None:
    """Articles in any language that hold all the words or are about what they mean, best first."""
    from sumber.views.facts import search_view

    query = " ".join(asked)
    with open_archive(archive) as store:
        show_all(store.search(query, limit=limit, meaning=not words), search_view, json)
        hint = None if words else store.search_hint(query)
    if hint:
        _complain(hint)


@app.command()
def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event or any other fact.")],
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    json: AsJson = False,
) -> None:
    """The chain behind a fact: its words, their sentence, the article, the page, its outlet, credit and date."""
    from sumber.views.facts import explain_view

    with open_archive(archive) as store:
        show_all(store.explain(id), explain_view, json)


@app.command()
def serve(
    archive: ArchiveFile = DEFAULT_ARCHIVE,
    host: Annotated[str, typer.Option(help="The address to listen at; any but loopback asks for a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes any free one.")] = 8137,
    open: Annotated[bool, typer.Option("--open", help="Show it in a browser.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that answer; one a core, at most 4, unless given.")
    ] = None,
) -> None:
    """An archive in the browser and as REST, until Ctrl-C."""
    from sumber.serve import app as server

    server.serve(archive, host, port, open, workers)


@app.command()
def doctor(
    archive: Annotated[str | None, typer.Option("--archive", "-a", help="Examine this archive too.")] = None,
    json: AsJson = False,
) -> None:
    """What is installed, whether the model loads and whether an archive is healthy. Status 1 where a check fails."""
    from sumber.doctor import examine
    from sumber.views.reports import doctor_view

    diagnosis = examine(archive)
    show(diagnosis, lambda d: doctor_view(d.checks, d.counts), json)
    if not diagnosis.healthy:
        sys.exit(1)


app.add_typer(cli_judgements.commands)


def main() -> NoReturn:
    """Runs the command line. Exit status: 0 done, 1 archive or output cannot be used, 2 the call is wrong, 130 Ctrl-C."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="backslashreplace")
    try:
        status = _status()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (head, less): nothing left to say, and nothing may be flushed at exit.
        _discard_output()
        status = 0
    except OSError as error:
        _complain(f"Cannot go on: {error.strerror or error}.")
        _discard_output()
        status = 1
    sys.exit(status)


def _status() -> int:
    """Runs a command. Typer always leaves by SystemExit, and takes broken pipes and Ctrl-C for itself on the way."""
    try:
        app()
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        if ended.code == INTERRUPTED:
            _complain("Interrupted. What `sumber read` has stored stays; the same call goes on from there.")
        return int(ended.code or 0)
    except SumberError as error:
        _complain(str(error))
        return 1 if isinstance(error, ArchiveError) else 2
    return 0


def _complain(sentence: str) -> None:
    from sumber.views.safe import safe

    sys.stderr.write(f"sumber: {safe(sentence)}\n")


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
