"""Work on several cores at once, for functions of other languages that free the interpreter lock (zlib, calamine).

`concurrent.futures` does the same, but its import takes longer than what is won on a middle-sized ledger: it brings logging.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from functools import partial
from threading import Event, Semaphore, Thread
from typing import Final, Generic, TypeVar

WorkT = TypeVar("WorkT")
ResultT = TypeVar("ResultT")
MOST_THREADS: Final = 5  # a ledger keeps no more of them busy, and each holds a piece of it in memory


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Callable[[WorkT], ResultT], items: Sequence[WorkT]) -> Generator[ResultT]:
    """`work(item)` of each item, in the order of the items, several at a time; what one of them raises is raised in its turn.

    No more than one result a thread waits to be taken. When nobody asks for the rest any more, what has not begun is left
    out and what has begun is waited for.
    """
    if min(cores(), len(items)) < 2:
        yield from map(work, items)
        return
    # One more than there are cores: at times all wait for the interpreter.
    count = min(cores() + 1, len(items), MOST_THREADS)
    tasks = [_Task(partial(work, item)) for item in items]
    waiting, room = deque(tasks), Semaphore(2 * count)
    threads = [Thread(target=_work_off, args=(waiting, room), daemon=True) for _ in range(count)]
    try:
        for thread in threads:
            thread.start()
        tasks.reverse()
        while tasks:
            yield tasks.pop().result()
            room.release()
    finally:
        waiting.clear()
        room.release(count)
        for thread in threads:
            thread.join()


class _Task(Generic[ResultT]):
    """A call that another thread makes, and what came of it."""

    __slots__ = ("_done", "_fault", "_result", "_work")
    _result: ResultT

    def __init__(self, work: Callable[[], ResultT]) -> None:
        self._work = work
        self._fault: BaseException | None = None
        self._done = Event()

    def run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as fault:  # noqa: BLE001  (it is raised where the result is asked for)
            self._fault = fault
        self._done.set()

    def result(self) -> ResultT:
        self._done.wait()
        if self._fault is not None:
            raise self._fault
        return self._result


def _work_off(waiting: "deque[_Task[ResultT]]", room: Semaphore) -> None:
    while waiting:
        room.acquire()  # given back by who takes the result
        with suppress(IndexError):
            waiting.popleft().run()
