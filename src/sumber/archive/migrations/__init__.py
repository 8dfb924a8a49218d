"""How older archives become today's: steps that Alembic takes, each in `versions`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0010"  # the newest migration; a test compares it with the folder


def _config(connection: Connection | None = None) -> Config:
    """Alembic is imported only here: most openings do not need it."""
    from alembic.config import Config

    config = Config()
    config.attributes["connection"] = connection
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def is_known(revision: str | None) -> bool:
    """Is this a migration of this version of sumber? None, where nothing was made yet, is."""
    from alembic.script import ScriptDirectory

    return revision in {None, *(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())}


def upgrade(connection: Connection) -> None:
    """Takes all steps that an archive has not taken, in the transaction of the connection."""
    from alembic import command

    command.upgrade(_config(connection), "head")


def stamp(connection: Connection) -> None:
    """Notes that an archive, which was made in today's form, needs none of the steps that are there now."""
    from alembic import command

    command.stamp(_config(connection), "head")
