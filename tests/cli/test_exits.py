"""Every exit code, provoked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from listing_guard.cli import exits
from tests.cli.conftest import CLEAN
from tests.cli.shell import environment, spawn

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

pytestmark = pytest.mark.usefixtures("house", "goods")
PACK = ("--pack", "house.yaml")


def test_0_when_nothing_reaches_the_bar(cli: Cli) -> None:
    assert cli("check", *PACK, "--text", CLEAN).code == 0
    assert cli("check", *PACK, "--text", "神奇海绵").code == 0
    assert cli("check", *PACK, "goods.csv", "--fail-on", "never").code == 0


@pytest.mark.parametrize(("bar", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_1_from_the_bar_on(cli: Cli, bar: str, code: int) -> None:
    assert cli("check", *PACK, "--text", "神奇海绵", "--fail-on", bar).code == code


def test_the_bar_can_be_configured(cli: Cli, here: Path) -> None:
    (here / "listing-guard.yaml").write_text("packs: ./house.yaml\nfail_on: warning\n")
    assert cli("check", "--text", "神奇海绵").code == 1
    assert cli("check", "--text", "神奇海绵", "--fail-on", "error").code == 0


def test_2_for_rules_with_errors(cli: Cli, house: Path) -> None:
    house.write_text(house.read_text(encoding="utf-8").replace("severity: error", "severity: eror"))
    result = cli("check", *PACK, "goods.csv")
    assert result.code == 2
    assert "house.yaml:6" in result.err
    assert "nothing was checked" in result.err
    assert result.out == ""


def test_2_when_there_is_nothing_to_check(cli: Cli, here: Path) -> None:
    (here / "empty.jsonl").write_text("")
    result = cli("check", *PACK, "empty.jsonl", "--output", "json=report.json")
    assert result.code == 2
    assert "--allow-empty" in result.err
    assert not (here / "report.json").exists()
    allowed = cli("check", *PACK, "empty.jsonl", "--output", "json=report.json", "--allow-empty")
    assert allowed.code == 0
    assert (here / "report.json").exists()


def test_2_when_no_rule_is_in_force(cli: Cli, house: Path) -> None:
    rules = house.read_text(encoding="utf-8")
    house.write_text(rules.replace("  severity", "  until: 2020-01-01\n  severity"))
    result = cli("check", *PACK, "goods.csv", "--fail-on", "never")
    assert result.code == 2
    assert "no rule is in force" in result.err
    assert cli("check", *PACK, "goods.csv", "--allow-empty").code == 0
    assert cli("check", *PACK, "goods.csv", "--as-of", "2019-12-31").code == 1


def test_2_when_the_options_leave_no_rule(cli: Cli) -> None:
    result = cli("check", *PACK, "goods.csv", "--select", "house/", "--ignore", "house/")
    assert result.code == 2
    assert "--select and --ignore say which" in result.err


def test_2_for_a_market_without_rules(cli: Cli) -> None:
    result = cli("check", "--isolated", "--market", "MO", "--text", CLEAN)
    assert result.code == 2
    assert "no rule is in force" in result.err


@pytest.mark.parametrize("more", [(), ("--allow-empty",), ("--fail-on", "never")])
def test_2_when_no_path_can_be_read(cli: Cli, more: tuple[str, ...]) -> None:
    result = cli("check", *PACK, "none.csv", *more)
    assert result.code == 2
    assert "none.csv" in result.err


@pytest.mark.parametrize("bar", ["error", "never"])
def test_3_beats_1_and_never(cli: Cli, here: Path, bar: str) -> None:
    (here / "bad.jsonl").write_text('{"title": "绝佳好物"}\n{"title": \n', encoding="utf-8")
    result = cli("check", *PACK, "bad.jsonl", "--fail-on", bar)
    assert result.code == 3
    assert "绝佳好物" in result.out


def test_3_when_one_of_two_paths_cannot_be_read(cli: Cli) -> None:
    result = cli("check", *PACK, "goods.csv", "none.csv")
    assert result.code == 3
    assert "none.csv" in result.out + result.err


def test_3_when_no_record_can_be_read(cli: Cli, here: Path) -> None:
    (here / "bad.jsonl").write_text("{\n[\n")
    assert cli("check", *PACK, "bad.jsonl").code == 3


def test_4_is_our_own_fault_and_told_in_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("listing_guard.cli.jobs.check_all", broken)
    result = cli("check", *PACK, "goods.csv")
    assert result.code == 4
    assert len(result.err.splitlines()) == 1
    assert "internal error (ZeroDivisionError: two lines)" in result.err
    assert "--traceback" in result.err
    told = cli("check", *PACK, "goods.csv", "--traceback")
    assert told.code == 4
    assert "Traceback" in told.err


def test_130_when_stopped_from_the_keyboard(
    cli: Cli, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("listing_guard.cli.jobs.check_all", stopped)
    result = cli("check", *PACK, "goods.csv", "--output", "json=report.json")
    assert result.code == 130
    assert result.err == "listing-guard: interrupted\n"
    assert not (here / "report.json").exists()


def test_a_reader_that_leaves_gets_no_traceback(here: Path) -> None:
    (here / "many.jsonl").write_text('{"title": "绝佳好物一件"}\n' * 5000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "listing_guard", "check", "--pack", "house.yaml", "many.jsonl"],
        cwd=here,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == exits.BROKEN_PIPE
    assert b"Traceback" not in told
    assert b"Exception" not in told


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_a_full_disk_is_told(here: Path) -> None:
    result = spawn(
        "check", "--pack", "house.yaml", "goods.csv", "--output", "json=/dev/full", cwd=here
    )
    assert result.code == 2
    assert b"cannot write /dev/full: No space left on device" in result.err
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = subprocess.run(
            [sys.executable, "-m", "listing_guard", "check", "--pack", "house.yaml", "goods.csv"],
            cwd=here,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert process.returncode == 2
    assert b"cannot write to stdout" in process.stderr
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        listed = subprocess.run(
            [sys.executable, "-m", "listing_guard", "rules", "schema"],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert listed.returncode == 2
    assert listed.stderr == b"listing-guard: cannot write to stdout: No space left on device\n"


@pytest.mark.parametrize(
    ("closed", "code"), [(">&-", exits.FINDINGS), ("2>&-", exits.FINDINGS), ("<&-", exits.USAGE)]
)
def test_streams_that_the_caller_closed_are_no_fault(here: Path, closed: str, code: int) -> None:
    path = "-" if closed == "<&-" else "goods.csv"
    command = f'"{sys.executable}" -m listing_guard check --pack house.yaml {path} {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=here, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"internal error" not in done.stderr


@pytest.mark.parametrize("isolated", [(), ("--isolated",)])
def test_a_current_folder_that_is_gone_is_no_fault(here: Path, isolated: tuple[str, ...]) -> None:
    gone = here / "gone"
    gone.mkdir()
    command = [sys.executable, "-m", "listing_guard", "check", "--text", CLEAN, *isolated]
    done = subprocess.run(
        ["/bin/sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *command],
        cwd=gone,
        env=environment(),
        capture_output=True,
        check=False,
    )
    if isolated:
        assert done.returncode == 0, done.stderr
    else:
        assert done.returncode == 2
        assert done.stderr == b"listing-guard: the current folder is gone; change to another\n"


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        (signal.SIGINT, exits.INTERRUPTED, b"listing-guard: interrupted\n"),
        (signal.SIGTERM, exits.TERMINATED, b"listing-guard: terminated\n"),
    ],
)
def test_a_signal_to_all_processes_while_they_start(
    here: Path, number: signal.Signals, code: int, told: bytes
) -> None:
    """Ctrl-C goes to all of them; the end of a CI job, to the first alone."""
    (here / "many.jsonl").write_text('{"title": "绝佳好物一件"}\n' * 50_000, encoding="utf-8")
    args = ("check", *PACK, "many.jsonl", "--jobs", "2", "--output", "jsonl=report.jsonl")
    process = subprocess.Popen(
        [sys.executable, "-m", "listing_guard", *args],
        cwd=here,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(here.glob(".report.jsonl.*")):
        time.sleep(0.01)
    time.sleep(0.3)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    _, err = process.communicate(timeout=60)  # which waits for every process that holds stderr
    assert process.returncode == code
    assert err == told
    assert list(here.glob("*report.jsonl*")) == []


def test_no_process_outlives_the_first(here: Path) -> None:
    (here / "many.jsonl").write_text('{"title": "绝佳好物一件"}\n' * 50_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "listing_guard", "check", *PACK, "many.jsonl", "--jobs", "2"],
        cwd=here,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(10)
    process.kill()
    process.communicate(timeout=60)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_signal_ends_a_run_in_the_middle(here: Path, jobs: str) -> None:
    (here / "many.jsonl").write_text('{"title": "绝佳好物一件"}\n' * 200_000, encoding="utf-8")
    args = ("check", *PACK, "many.jsonl", "--jobs", jobs, "--output", "jsonl=report.jsonl")
    process = subprocess.Popen(
        [sys.executable, "-m", "listing_guard", *args],
        cwd=here,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:  # until it is writing its temporary file
        parts = list(here.glob(".report.jsonl.*"))
        if parts and parts[0].stat().st_size > 0:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == exits.INTERRUPTED
    assert told == b"listing-guard: interrupted\n"
    assert list(here.glob("*report.jsonl*")) == []
