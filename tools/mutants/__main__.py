"""Run `make mutants`: put faults into the code, run the tests near each, and list the survivors.

The checkout itself is never changed: each process works on a copy. `.mutants/` keeps every result,
so a run that was stopped goes on later; changed code begins a new session.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import TestOutcome, WorkItem, WorkResult
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from tools.mutants.nearby import ROOMS, find_nearby_tests, modules_in
from tools.mutants.sample import open_session

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 1800.0
"""The longest time for the tests near one module without a fault."""
OPTIONS = ("-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", "--database", "sqlite")


def main() -> int:
    """Try the rest of the sample; exit with 1 if a fault survived."""
    given = _arguments()
    os.chdir(ROOT)
    modules = [module for folder in given.folder for module in modules_in(ROOT, folder)]
    session = open_session(ROOT / ".mutants", modules, given.seed, given.sample)
    left = [*session.pending_work_items, *(_survivors(session) if given.again else ())]
    with TemporaryDirectory(prefix="same-side-mutants-") as folder:
        _try_all(session, left, given, Path(folder))
    return _report(session)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--python", type=Path, required=True, help="runs the tests")
    parser.add_argument("--folder", nargs="*", help="folders or modules; all rooms if left out")
    parser.add_argument("--sample", type=int, default=50, help="how many faults")
    parser.add_argument("--seed", type=int, default=1, help="which faults")
    parser.add_argument("--jobs", type=int, default=1, help="how many at the same time")
    parser.add_argument("--again", action="store_true", help="try the survivors again")
    given = parser.parse_args()
    given.python = given.python.absolute()  # a symbolic link of a venv has to stay one
    given.folder = given.folder or list(ROOMS)
    return given


def _survivors(session: WorkDB) -> list[WorkItem]:
    tried = session.completed_work_items
    return [item for item, result in tried if result.test_outcome is TestOutcome.SURVIVED]


def _try_all(
    session: WorkDB, left: Sequence[WorkItem], given: argparse.Namespace, folder: Path
) -> None:
    columns = (*Progress.get_default_columns()[:-1], MofNCompleteColumn(), TimeRemainingColumn())
    with (
        ProcessPoolExecutor(given.jobs, initializer=_enter_copy, initargs=(folder,)) as pool,
        Progress(*columns) as progress,
    ):
        task = progress.add_task("faults", total=len(left))
        tried: dict[Future[WorkResult], str] = {
            pool.submit(_try, item, given.python): item.job_id for item in left
        }
        try:
            for each in as_completed(tried):
                session.set_result(tried[each], each.result())
                progress.advance(task)
        except KeyboardInterrupt:
            progress.print("Waiting for the tests that run now. The same command goes on later.")
        finally:
            pool.shutdown(cancel_futures=True)
    for each in tried:
        if each.done() and not each.cancelled():
            session.set_result(tried[each], each.result())


def _enter_copy(folder: Path) -> None:
    """Give a process its own copy of all files that Git knows or would know."""
    # Ctrl-C is for the main process. A handler, unlike SIG_IGN, is not passed on to the tests.
    signal.signal(signal.SIGINT, lambda *_: None)
    copy = folder / str(os.getpid())
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    os.chdir(copy)


def _try(item: WorkItem, python: Path) -> WorkResult:
    (fault,) = item.mutations
    command = shlex.join((str(python), *OPTIONS, *find_nearby_tests(ROOT, fault.module_path)))
    return mutate_and_test(item.mutations, command, 10 + 3 * _seconds_without_fault(command))


@cache
def _seconds_without_fault(command: str) -> float:
    begun = perf_counter()
    outcome, output = run_tests(command, LONGEST_SECONDS)
    if outcome is not TestOutcome.SURVIVED:
        raise SystemExit(f"The tests fail without any fault: {command}\n{output[-2000:]}")
    return perf_counter() - begun


def _report(session: WorkDB) -> int:
    tried = session.completed_work_items
    survived = [each for each in tried if each[1].test_outcome is TestOutcome.SURVIVED]
    for item, result in sorted(survived, key=lambda each: each[0].mutations[0].module_path):
        (fault,) = item.mutations
        print(f"\n{fault.module_path}:{fault.start_pos[0]} in {fault.definition_name}")
        print("\n".join(_changed_lines(result.diff or "")))
    caught = len(tried) - len(survived)
    if tried:
        print(f"\n{caught} of {len(tried)} faults were noticed ({caught / len(tried):.0%}).")
    return 1 if survived else 0


def _changed_lines(diff: str) -> list[str]:
    lines = (line for line in diff.splitlines() if line[:3] not in ("---", "+++"))
    return [f"  {line}" for line in lines if line[:1] in ("-", "+")]


if __name__ == "__main__":
    sys.exit(main())
