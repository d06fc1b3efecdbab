"""Reads hostile files, each in a child of its own that is held to limits, and says what became of it as JSON.

A line of JSON in names a verb's arguments; a line of JSON out tells how it ended. Run as
`python -m tests.hostile.reading_process`: forking spares the imports for every file.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from scorecard.cli.grammar import Ungrammatical
from scorecard.cli.output import Output
from scorecard.cli.parser import parser
from scorecard.errors import Refusal
from scorecard.exchange.imports.programme_list import read_pasted

ADDRESS_SPACE = 4 << 30
"""What nothing may exceed, so that the machine lives on; what is allowed is judged from what was measured."""

SECONDS = 60


def main() -> None:
    """Answer line by line until there are no more."""
    _warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_in_a_child(json.loads(line))) + "\n")
        sys.stdout.flush()


def _warm_up() -> None:
    import pandas  # noqa: F401 - what the program has loaded by then is no cost of a file.
    import python_calamine  # noqa: F401

    import scorecard.exchange.framework_reader
    import scorecard.exchange.imports.programme_plan
    import scorecard.exchange.imports.sources
    import scorecard.exchange.merging.package_reader
    import scorecard.workspace  # noqa: F401


def _in_a_child(arguments: list[str]) -> dict[str, Any]:
    """What became of a verb: how it ended, its time as processor seconds, its greatest memory in MB."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        signal.alarm(SECONDS)
        with contextlib.suppress(BaseException), os.fdopen(writing, "w") as pipe:
            json.dump(_told(arguments), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    _child, status, usage = os.wait4(child, 0)
    told = json.loads(answer) if answer else {"end": "crash", "text": f"the process ended with {status}"}
    return {**told, "seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss / 1_000}


def _told(arguments: list[str]) -> dict[str, Any]:
    out, err = io.StringIO(), io.StringIO()
    began = time.perf_counter()
    try:
        if arguments[0] == "paste":
            read_pasted(Path(arguments[1]).read_bytes().decode("utf-8", errors="replace"))
        else:
            asked = parser().parse_args(arguments)
            asked.run(asked, Output(out, err))
    except Refusal as refusal:
        return {"end": "refused", "code": refusal.code, "text": str(refusal), "out": out.getvalue()[:200_000]}
    except Ungrammatical as mistake:
        return {"end": "crash", "text": f"the grammar is wrong: {mistake}"}
    # The reader of spreadsheets raises one that is no Exception.
    except BaseException:
        return {"end": "crash", "text": traceback.format_exc()}
    loaded = sorted({"lxml", "openpyxl"} & set(sys.modules))
    took = time.perf_counter() - began
    return {"end": "done", "out": out.getvalue()[:200_000], "loaded": loaded, "took": took}


if __name__ == "__main__":
    main()
