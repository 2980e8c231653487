"""Build the root file system of deploy/, and run the bot in it as an unprivileged user."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tests.support.command_line import PROJECT

pytestmark = pytest.mark.long

DEPLOY = PROJECT / "deploy"
WANTED = "BUILD_ROOTFS"
USER = 10001
Crun = Callable[..., subprocess.CompletedProcess[str]]
PRIVATE_CGROUPS = (
    "umount -R /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup "
    '&& exec crun --cgroup-manager=disabled run "$@"'
)
"""A machine with both kinds of control groups shows crun the newer one alone."""
NOT_FETCHED = "Failed to fetch", "Could not resolve", "Temporary failure", "apt-get update"
LOOK = """
import os, pathlib
status = pathlib.Path("/proc/self/status").read_text().splitlines()
named = dict(line.split(":\t", 1) for line in status if ":\t" in line)
print(os.getuid(), named["CapEff"], named["NoNewPrivs"])
for place in ("/", "/opt/same-side/code", "/etc"):
    try:
        pathlib.Path(place, "mine").touch()
    except OSError as error:
        print(error.errno)
pathlib.Path("/data/mine").touch()
print("written")
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the root file system, built from Debian's packages."""
    if WANTED not in os.environ:
        pytest.skip(f"fetches Debian packages over the network: only with {WANTED}=1")
    if missing := [each for each in ("mmdebstrap", "crun", "unshare") if not shutil.which(each)]:
        pytest.skip(f"needs {missing[0]}")
    if os.getuid() != 0:
        pytest.skip("needs root for the namespaces and the owner of the folders")
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the libraries here are not for the Python of bookworm, which is 3.11")
    folder = tmp_path_factory.mktemp("bundle")
    libraries = folder / "libraries"
    copy_libraries(libraries)
    built = run(
        str(DEPLOY / "build-rootfs.sh"), str(folder / "rootfs"), more={"LIBRARIES": str(libraries)}
    )
    if built.returncode and any(said in built.stderr for said in NOT_FETCHED):
        pytest.skip("the Debian packages cannot be fetched here")
    assert built.returncode == 0, built.stderr
    for name in ("data", "keys"):
        (folder / name).mkdir(mode=0o700)
        os.chown(folder / name, USER, USER)
    return folder


def copy_libraries(to: Path) -> None:
    """Copy the pinned libraries of this Python, so that they are not fetched once more."""
    for line in (PROJECT / "requirements" / "run.txt").read_text().splitlines():
        name = line.partition("==")[0].partition("[")[0]
        try:
            files = distribution(name).files if "==" in line else None
        except PackageNotFoundError:
            continue  # it is for another system
        for file in files or ():
            source = Path(str(file.locate()))
            if ".." not in file.parts and source.is_file():
                (to / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, to / file)


def run(*words: str, more: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 programs of Debian's, with arguments of this file
        words, capture_output=True, text=True, check=False, env=os.environ | (more or {})
    )


@pytest.fixture
def crun(bundle: Path) -> Crun:
    """Run a command in the container; skip the test where namespaces are not allowed."""
    description = json.loads((DEPLOY / "container.json").read_text())

    def start(*words: str) -> subprocess.CompletedProcess[str]:
        process = description["process"] | {"args": ["python3", *words]}
        (bundle / "config.json").write_text(json.dumps(description | {"process": process}))
        own = ("sh", "-c", PRIVATE_CGROUPS, "-", "--bundle", str(bundle), f"test-{os.getpid()}")
        said = run("unshare", "--mount", *own)
        if "unshare" in said.stderr or "mount:" in said.stderr:
            pytest.skip(f"namespaces are not allowed here: {said.stderr.splitlines()[0]}")
        return said

    return start


def test_the_bot_runs_as_nobody_on_a_root_that_it_cannot_write(crun: Crun) -> None:
    """With a writable root, as root or with capabilities: the first lines differ."""
    said = crun("-c", LOOK)
    assert said.stdout.split() == [str(USER), "0000000000000000", "1", "30", "30", "30", "written"]


def test_the_bot_makes_its_key_and_its_database_there(crun: Crun, bundle: Path) -> None:
    key = crun("-m", "bot", "keys", "new")
    assert key.returncode == 0, key.stderr
    (bundle / "keys" / "keys").write_text(key.stdout)
    migrated = crun("-m", "bot", "migrate")
    assert migrated.returncode == 0, migrated.stderr
    database = bundle / "data" / "same-side.db"
    assert (database.stat().st_uid, database.stat().st_mode & 0o777) == (USER, 0o600)


def test_the_container_has_no_privileges() -> None:
    description = json.loads((DEPLOY / "container.json").read_text())
    process = description["process"]
    assert process["user"]["uid"] == USER
    assert not any(process["capabilities"].values())
    assert process["noNewPrivileges"] is True
    assert description["root"]["readonly"] is True


def test_the_script_copies_what_the_container_file_copies() -> None:
    """With a room missing: the bot does not start there."""
    container = (DEPLOY / "Containerfile").read_text().splitlines()
    rooms = [line.split()[1] for line in container if line.startswith("COPY ") and "--" not in line]
    script = (DEPLOY / "build-rootfs.sh").read_text()
    assert f"for room in {' '.join(sorted(set(rooms) - {'requirements/run.txt'}))}; do" in script
