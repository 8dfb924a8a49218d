"""Tokens: shown once, kept as digests, worthless once revoked."""

from __future__ import annotations

from pathlib import Path

import pytest

from sumber.archive.judgements.tokens import Tokens
from sumber.archive.store import Archive
from sumber.errors import ArchiveError, UsageError


def test_a_token_is_its_users_until_it_is_revoked(tmp_path: Path) -> None:
    Archive(tmp_path / "a.db").close()
    tokens = Tokens(tmp_path / "a.db")
    minas, other, budis = tokens.add("mina"), tokens.add(" mina "), tokens.add("budi")
    assert len({minas, other, budis}) == 3
    assert all(len(token) >= 43 for token in (minas, other, budis))
    assert [tokens.user_of(token) for token in (minas, other, budis)] == ["mina", "mina", "budi"]
    for false in ("", minas[:-1], minas.upper(), "\udcff", "mina"):
        assert tokens.user_of(false) is None
    assert tokens.revoke("mina") == 2
    assert [tokens.user_of(token) for token in (minas, other, budis)] == [None, None, "budi"]
    assert [(token.user, token.revoked_at is None) for token in tokens.list()].count(("mina", False)) == 2
    with pytest.raises(UsageError):
        tokens.revoke("mina")
    with pytest.raises(UsageError):
        tokens.add(" ")
    tokens.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert minas.encode() not in kept
    assert minas.removeprefix("sumber_").encode() not in kept


def test_no_archive_is_made_in_passing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        Tokens(tmp_path / "none.db").add("mina")
    assert not list(tmp_path.iterdir())
