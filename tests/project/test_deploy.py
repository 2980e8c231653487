"""Test the files in deploy/ with the programs that read them, and with the metrics there are."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.ops.health import GAUGES, PROCESS_GAUGES
from bot.role import Role

DEPLOY = Path(__file__).parents[2] / "deploy"
REQUIRED = "REQUIRE_DEPLOY_TOOLS"
METRIC = re.compile(r"\bsame_side_[a-z_]+")
KNOWN_METRICS = {f"same_side_{gauge.name}" for gauge in (*GAUGES, *PROCESS_GAUGES)}
KNOWN_METRICS |= {"same_side_alarms_total"}


def run_tool(*words: str, more: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program of Debian's, if it is there."""
    program = shutil.which(words[0])
    if program is None:
        if REQUIRED in os.environ:
            raise AssertionError(f"{words[0]} is not installed")
        pytest.skip(f"needs {words[0]}")
    return subprocess.run(  # noqa: S603 a program of Debian's, with arguments of this file
        [program, *words[1:]],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | (more or {}),
    )


def test_prometheus_reads_the_alert_rules() -> None:
    said = run_tool("promtool", "check", "rules", str(DEPLOY / "alerts.yml"))
    assert said.returncode == 0, said.stdout + said.stderr


def test_caddy_reads_its_file() -> None:
    said = run_tool(
        *("caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")),
        more={"HOST": "bot.example.org"},
    )
    assert said.returncode == 0, said.stderr


def test_docker_compose_reads_its_file() -> None:
    said = run_tool("docker-compose", "-f", str(DEPLOY / "compose.yaml"), "config", "--quiet")
    assert said.returncode == 0, said.stderr


@pytest.mark.parametrize("name", ["alerts.yml", "grafana.json"])
def test_each_metric_that_is_watched_exists(name: str) -> None:
    used = set(METRIC.findall((DEPLOY / name).read_text()))
    assert used <= KNOWN_METRICS
    assert used


def test_each_metric_has_a_place_on_the_dashboard() -> None:
    panels = json.loads((DEPLOY / "grafana.json").read_text())["panels"]
    shown = {name for panel in panels for name in METRIC.findall(panel["targets"][0]["expr"])}
    assert shown == KNOWN_METRICS


def test_each_alert_is_explained_to_the_operator() -> None:
    """Without a line of docs/monitoring.md, or with one too many: it is named here."""
    page = (DEPLOY.parent / "docs" / "monitoring.md").read_text().partition("## Alert rules")[2]
    rules = (DEPLOY / "alerts.yml").read_text()
    assert re.findall(r"^\| `(\w+)` \|", page, re.M) == re.findall(r"alert: (\w+)", rules)


def test_each_label_that_is_watched_exists() -> None:
    """With a label that its metric does not have: a rule that never fires."""
    labels = {f"same_side_{gauge.name}": gauge.label for gauge in PROCESS_GAUGES}
    watched = (DEPLOY / "alerts.yml").read_text() + (DEPLOY / "grafana.json").read_text()
    for label, metric in re.findall(r"by \((\w+)\) \((?:rate\()?(same_side_\w+)", watched):
        assert label in ("alarm", "instance", labels.get(metric))
    for metric, label in re.findall(r"(same_side_\w+)\{(\w+)", watched):
        assert labels[metric] == label


def test_the_unit_of_a_part_differs_from_that_of_the_whole_in_its_part_alone() -> None:
    whole = (DEPLOY / "same-side.service").read_text().splitlines()
    part = (DEPLOY / "same-side@.service").read_text().replace(" --role %i", "").splitlines()
    own = ("#", "Description=")
    assert [line for line in part if not line.startswith(own)] == [
        line for line in whole if not line.startswith(own)
    ]


def test_every_role_is_described() -> None:
    page = (DEPLOY.parent / "docs" / "scaling.md").read_text()
    assert all(f"| `{role}` |" in page for role in Role if role is not Role.ALL)
