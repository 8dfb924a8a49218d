"""One server in several processes that share a port, so that every core answers: Python runs on one core a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from socket import socket
from threading import Thread

import uvicorn
from fastapi import FastAPI

MOST = 4  # unless more are asked for: each takes some 200 MB


def usual() -> int:
    """How many processes serve unless told: one a core, at most MOST."""
    return min(os.cpu_count() or 1, MOST)


def serve_together(app: FastAPI, again: Callable[[], FastAPI], listening: socket, workers: int) -> None:
    """Serves until interrupted: the app in this process, and in each of the further ones what `again` (which is pickled) makes
    there."""
    spawn = multiprocessing.get_context("spawn")  # a fork would share the archive's connections
    others = [spawn.Process(target=_also, args=(again, listening), daemon=True) for _ in range(workers - 1)]
    for process in others:
        process.start()
    try:
        _server(app).run(sockets=[listening])
    finally:
        for process in others:
            process.terminate()
        for process in others:
            process.join()


def _server(app: FastAPI) -> uvicorn.Server:
    return uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))


def _also(again: Callable[[], FastAPI], listening: socket) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # after uvicorn has ended by it, it must not end in a traceback
    server = _server(again())
    parent = multiprocessing.parent_process()

    def end_with_parent() -> None:
        if parent is not None:
            parent.join()
        server.should_exit = True

    Thread(target=end_with_parent, daemon=True).start()
    server.run(sockets=[listening])
