"""Python's garbage collector, told to rest while many small records are made."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """The collector rests meanwhile: it would walk over every new record again and again (three times the time).

    Afterwards all objects count as old (freeze and unfreeze move them, unwalked), unless somebody keeps frozen ones.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()
