"""Runs a command and measures it: CPU seconds, wall time, peak memory."""

import dataclasses
import os
import statistics
import subprocess
import time


@dataclasses.dataclass
class Run:
    """What one run, or the medians of several, took."""

    cpu: float  # user and system seconds, children included
    wall: float  # seconds
    peak: int  # bytes resident at most, mapped files included
    anonymous: int  # bytes of anonymous memory at most, as seen every few milliseconds
    output: str = ""


class CommandFailed(Exception):
    """A command ended with another status than 0."""


def _anonymous(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            for line in file:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def run(command, *, environment=None, samples_memory=False, keeps_output=False):
    """Runs a command once."""
    output = subprocess.PIPE if keeps_output else subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE, env=environment)
    anonymous = 0
    if samples_memory:
        # The child must not wait for a full pipe meanwhile: nothing is kept of its output.
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            anonymous = max(anonymous, _anonymous(process.pid))
            time.sleep(0.003)
    out = process.stdout.read() if keeps_output else b""
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise CommandFailed(f"{' '.join(command)[:300]}: exit status {process.returncode}: {errors.decode(errors='replace')[-500:]}")
    text = out.decode("utf-8", "replace")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, anonymous, text)


def medians(runs):
    """The medians of several runs."""
    return Run(
        statistics.median(run.cpu for run in runs),
        statistics.median(run.wall for run in runs),
        int(statistics.median(run.peak for run in runs)),
        max(run.anonymous for run in runs),
        runs[-1].output,
    )


def repeated(command, times, *, before=None, environment=None):
    """The medians of several runs; `before` is called before each. One more run, that is not timed, samples the memory."""
    runs = []
    for _ in range(times):
        if before:
            before()
        runs.append(run(command, environment=environment))
    if before:
        before()
    runs[-1].anonymous = run(command, environment=environment, samples_memory=True).anonymous
    return medians(runs)
