"""What a run did and how the archive is, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sumber.archive.answers import Check
from sumber.chain import ReadReport
from sumber.views.parts import below, heading, many, stack
from sumber.views.safe import safe, words

LISTED = 10  # refusals of one reason that are listed; the rest is counted, and `--json` has them all


def read_view(report: ReadReport) -> RenderableType:
    """What a run of `sumber read` did: pages read, known, and refused by reason with their inputs."""
    known = f", {report.known:,} known already" if report.known else ""
    refused = f", {len(report.refused):,} refused" if report.refused else ""
    parts: list[RenderableType] = [Text(f"{many(report.read, 'page')} read{known}{refused}.")]
    parts.append(Text(f"The archive holds {many(report.stories, 'story', 'stories')}."))
    for reason, number in report.reasons.items():
        parts += [Text(), heading(f"Refused: {safe(reason)} ({number:,})")]
        of_reason = [refusal for refusal in report.refused if refusal.reason == reason]
        for refusal in of_reason[:LISTED]:
            parts.append(below(words(f"{refusal.input}: {refusal.detail}")))
        if number > LISTED:
            parts.append(below(Text(f"and {number - LISTED:,} more; --json lists them all", style="dim")))
    return stack(parts)


def doctor_view(checks: Iterable[Check], counts: Mapping[str, int]) -> RenderableType:
    """The state of an archive: each examination with its outcome, then what the archive holds."""
    outcome = Table.grid(padding=(0, 2))
    outcome.add_column(no_wrap=True)
    outcome.add_column(no_wrap=True)
    outcome.add_column(overflow="fold")
    for check in checks:
        mark = Text("ok", style="green") if check.ok else Text("WRONG", style="bold red")
        outcome.add_row(mark, words(check.name), words(check.detail))
    held = Table.grid(padding=(0, 2))
    held.add_column(justify="right")
    held.add_column()
    for name, number in counts.items():
        held.add_row(f"{number:,}", words(name.replace("_", " ")))
    return stack([outcome, Text(), heading("The archive holds"), below(held)] if counts else [outcome])
