"""Checking many listings in order, in this process or in several.

One path for both, so that ``--jobs`` cannot change a byte of a report: records are named here,
where their order is known, and only the checking itself is handed out, in chunks.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from listing_guard.cli.collector import settle
from listing_guard.evaluate.identity import Identities
from listing_guard.model.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from listing_guard.cli.guards import Guards
    from listing_guard.model.report import Report
    from listing_guard.read.unreadable import Unreadable

    Record = Listing | Unreadable
    Checked = tuple[Record, tuple[Report, ...]]

CHUNK = 200
"""Listings handed to a process at a time: some ten milliseconds of work."""


def check_all(
    guards: Guards, records: Iterable[Record], *, jobs: int = 1
) -> Generator[Checked, None, None]:
    """Yield every record with its reports, in order. ``jobs`` 0: one for each processor."""
    named = _named(records)
    first = list(islice(named, CHUNK))
    workers = jobs or os.cpu_count() or 1
    settle()
    if workers == 1 or len(first) < CHUNK:
        size = CHUNK if guards.remember else 1  # by ones, reports follow a stream as it comes
        for chunk in _chunks(chain(first, named), size):
            yield from zip(chunk, guards.check_chunk(chunk), strict=True)
    else:
        yield from _in_processes(guards, _chunks(chain(first, named), CHUNK), workers)


def _named(records: Iterable[Record]) -> Iterator[Record]:
    identities = Identities()
    for record in records:
        yield identities.name(record) if isinstance(record, Listing) else record


def _chunks(records: Iterator[Record], size: int) -> Iterator[list[Record]]:
    while chunk := list(islice(records, size)):
        yield chunk


def _in_processes(
    guards: Guards, chunks: Iterable[list[Record]], workers: int
) -> Iterator[Checked]:
    # Spawned, not forked: a fork of a process with threads (progress bar) may hang.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(guards,)
    )
    waiting: deque[tuple[list[Record], Future[list[tuple[Report, ...]]]]] = deque()
    try:
        for chunk in chunks:
            with _uninterrupted():
                waiting.append((chunk, pool.submit(_check_chunk, chunk)))
            if len(waiting) > 2 * workers:  # enough to keep all busy; memory stays bounded
                yield from _joined(*waiting.popleft())
        while waiting:
            yield from _joined(*waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back SIGINT while a process may start, which then never has it: it is the parent's.

    Ctrl-C goes to all of them, and one that is still importing would print a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _joined(chunk: Sequence[Record], future: Future[list[tuple[Report, ...]]]) -> Iterator[Checked]:
    yield from zip(chunk, future.result(), strict=True)


# In the other processes ----------------------------------------------------------------------

_state: dict[str, Guards] = {}
"""The guards of this process, compiled once; a process pool has no other place for them."""


def _start(guards: Guards) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the run
    Thread(target=_end_with_parent, daemon=True).start()
    _state["guards"] = guards
    settle()


def _end_with_parent() -> None:
    """Leave when the parent is gone, however it was killed; nobody would ever send work again."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _check_chunk(chunk: Sequence[Record]) -> list[tuple[Report, ...]]:
    return _state["guards"].check_chunk(chunk)
