"""Writes RESULTS.md and the plot."""

import datetime
import json
import math
import os
import platform
import subprocess

from . import plot
from .peers.texts import texts


def about(folder):
    """What a text is made of."""
    path = os.path.join(folder, "about.json")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    size = sum(len(text.encode("utf-8", "replace")) for text in texts(folder))
    return {"bytes": size, "repeated_share": None, "files": len(os.listdir(folder)), "sources": {folder: size}}


def machine():
    """The processor and the system."""
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    except OSError:
        pass
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    return f"{model}, {os.cpu_count()} cores; {platform.system()} {platform.release()}; load when it ended: {load}"


def _seconds(number):
    return "–" if math.isnan(number) else f"{number:.2f}" if number >= 1 else f"{number:.3f}"


def _milliseconds(number):
    return f"{number * 1000:.0f} ms" if number >= 0.01 else f"{number * 1000:.1f} ms"


def _megabytes(number):
    return f"{number / 1e6:,.0f}"


def _load_tables(loads, stored, forms, documents=""):
    lines = []
    for size, tools in loads.items():
        base = tools["wc -w"].cpu
        lines += [
            f"### {size:g} MB{documents}, {forms[size]:,} forms", "", "| tool | CPU s | × `wc -w` | wall s | peak MB | on disk, × text |",
            "|---|---|---|---|---|---|",
        ]  # fmt: skip
        for name, run in tools.items():
            kept = {"Lect, with text": (), "Lect, without text": ("--no-text",)}.get(name)
            disk = stored.get((size, kept)) if kept is not None else None
            lines.append(
                f"| {name} | {_seconds(run.cpu)} | {run.cpu / base:.2f} | {_seconds(run.wall)} | {_megabytes(run.peak)} |"
                f" {f'{disk / size / 1e6:.2f}' if disk else ''} |"
            )
        lines.append("")
    return lines


def _spread(costs):
    return max(costs) / min(costs) - 1


def _goals(loads, load, asked, found, appended, forms, form, store):
    """Rows of (what, goal, measured, met)."""
    size = max(loads)
    tools = loads[size]
    text, bare = tools["Lect, with text"], tools.get("Lect, without text")
    base = tools["wc -w"]
    rows = []

    def add(what, goal, measured, met, command):
        rows.append((what, goal, measured, "met" if met else "**not met**", command))

    if bare:
        ratio = bare.cpu / base.cpu
        add("load without text against `wc -w`", "≤ 2.5 ×", f"{ratio:.2f} ×", ratio <= 2.5, "load t FOLDER --no-text")
    ratio = text.cpu / base.cpu
    add("load with text against `wc -w`", "≤ 3.3 ×", f"{ratio:.2f} ×", ratio <= 3.3, "load t FOLDER")
    ratio = text.wall / base.wall
    add("wall of a load against `wc -w`", "≤ 2 ×", f"{ratio:.2f} ×", ratio <= 2, "load t FOLDER")
    # Like against like: who keeps the text is set against a load that keeps it.
    for name, goal, keeps_text in [
        ("scikit-learn CountVectorizer", 10, False), ("tantivy", 3.5, False), ("SQLite FTS5", 3, True), ("polars, counting only", 2, False),
    ]:  # fmt: skip
        sizes = [size for size in loads if name in loads[size]]
        if sizes:
            at = max(sizes)
            what, command = ("with text", "load t FOLDER") if keeps_text or not bare else ("without text", "load t FOLDER --no-text")
            ratio = loads[at][name].cpu / loads[at][f"Lect, {what}"].cpu
            measured = f"{ratio:.2f} ×" + (f" ({loads[at][name].cpu / loads[at]['Lect, with text'].cpu:.2f} × with text)" if what == "without text" else "")
            add(f"load {what} against {name}, {at:g} MB", f"{goal} × faster", measured, ratio >= goal, command)
    ratio = store / size / 1e6
    add("store against text, its text included", "≤ 1.2 ×", f"{ratio:.2f} ×", ratio <= 1.2, "load t FOLDER")
    limit = 250e6 + 120 * forms[size]
    add(
        "peak anonymous memory of a load", f"≤ 250 MB + 120 B × {forms[size]:,} forms = {_megabytes(limit)} MB",
        f"{_megabytes(load.anonymous)} MB", load.anonymous <= limit, "load t FOLDER",
    )  # fmt: skip
    most = max(((run.anonymous, name, command) for name, _, command, run in asked.rows), default=(0, "", ""))
    add("peak anonymous memory of a query", "≤ 150 MB", f"{_megabytes(most[0])} MB ({most[1]})", most[0] <= 150e6, most[2].replace("|", "\\|"))

    def timed(name, what, goal, command):
        run = found[name]
        add(what, f"≤ {goal} ms", f"{_milliseconds(run.cpu)} (wall {_milliseconds(run.wall)})", run.cpu * 1000 <= goal, command)

    million = f"{asked.tokens / 1e6:.0f}M tokens"
    timed("frequency", f"`frequency`, whole process, {million}", 60, "t \\| frequency --top 20")
    timed("frequency in", f"`frequency`, in session, {million}", 15, "t \\| frequency --top 20")
    timed("quit", f"`lect -c quit`, {million}", 20, "quit")
    some, many = asked.some, asked.many
    timed("kwic in", f"`kwic`, {some[1]:,} hits, all lines, in session", 60, f"t \\| kwic {some[0]}")
    timed("kwic head in", f"`kwic`, {some[1]:,} hits, first screen, in session", 15, f"t \\| kwic {some[0]} \\| head 24")
    timed("node in", f"`cooccurrence` ±5, {some[1]:,} hits, in session", 15, f"t \\| cooccurrence {some[0]} --top 20")
    timed("node many in", f"`cooccurrence` ±5, {many[1]:,} hits, in session", 100, f"t \\| cooccurrence {many[0]} --top 20")
    for name, what, goal in [("pairs", "`cooccurrence --terms 5000 --window 5`", 25), ("sentiment", "`sentiment`, documents, shifters", 20)]:
        speed = asked.tokens / max(found[name].cpu - found["quit"].cpu, 1e-9) / 1e6
        command = next(command for command in (row[2] for row in asked.rows if row[3] is found[name])).replace("|", "\\|")
        add(what, f"≥ {goal}M tokens a second and core", f"{speed:.1f}M", speed >= goal, command)
    first, rest = appended
    share = rest.cpu / first.cpu
    add("append of 1 %, then `frequency`, against the first load", "≤ 3 %", f"{share:.1%}", share <= 0.03, "load t MORE --append")
    points = [(size, forms[size], loads[size]["Lect, with text"].cpu) for size in loads]
    start = found["quit"].cpu
    spread = _spread([(seconds - form * count) / megabytes for megabytes, count, seconds in points])
    running = _spread([(seconds - form * count - start) / megabytes for megabytes, count, seconds in points])
    whole = _spread([seconds / megabytes for megabytes, _, seconds in points])
    measured = (
        f"within {spread:.0%} ({running:.0%} with the program's start of {_milliseconds(start)} aside, too;"
        f" {whole:.0%} with a form's {form * 1e6:.1f} µs)"
    )
    add("cost of a megabyte over all sizes, vocabulary growth aside", "within 15 %", measured, spread <= 0.15, "load t FOLDER")
    return rows


def write(path, *, about, versions, agreed, loads, stored, small, load, asked, found, appended, forms, form, store, program, options):
    """Writes the report and, beside it, the plot."""
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    repeated = about["repeated_share"]
    lines = [
        "# Results", "",
        f"Written by `make bench SIZE={options.size:g}` on {datetime.date.today().isoformat()}: {version}.", "",
        f"- Machine: {machine()}.",
        f"- Text: {about['bytes'] / 1e6:.1f} MB in {about['files']} files"
        + (f", {repeated:.0%} of it repeated" if repeated is not None else "") + ".",
        f"- Peers: {', '.join(f'{name} {found_version}' for name, found_version in versions.items() if found_version)}.",
        f"- CPU is user and system time of all threads; medians of {options.runs} runs, every size and tool in turn in the same run. Files are"
        " warm, the partial cache is emptied before each query.",
        "", "## Goals", "", "| what | goal | measured | | command |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for row in _goals(loads, load, asked, found, appended, forms, form, store):
        lines.append(f"| {row[0]} | {row[1]} | {row[2]} | {row[3]} | `{row[4]}` |")
    lines += ["", "## Loading and counting", "", "![CPU seconds against size](RESULTS.svg)", ""]
    lines += _load_tables(loads, stored, forms)
    documents, *items = small
    lines += _load_tables(*items, f" in {documents:,} documents as long as news items")
    lines += [
        "## Queries", "", f"On the largest store: {asked.tokens:,} tokens, {asked.words:,} words, {forms[max(forms)]:,} forms.", "",
        "| what | | command | CPU | wall | peak MB | anonymous MB |", "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for what, how, command, run in asked.rows:
        shown = command.replace("|", "\\|")
        anonymous = _megabytes(run.anonymous) if run.anonymous else ""
        lines.append(
            f"| {what} | {how} | `{shown}` | {_milliseconds(run.cpu)} | {_milliseconds(run.wall)} | {_megabytes(run.peak)} | {anonymous} |"
        )
    lines += ["", "## Agreement", "", "| who | what | |", "|---|---|---|", *agreed, ""]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    series = {}
    for size, tools in loads.items():
        for name, run in tools.items():
            if not math.isnan(run.cpu):
                series.setdefault(name, []).append((size, run.cpu))
    with open(os.path.splitext(path)[0] + ".svg", "w", encoding="utf-8") as file:
        file.write(plot.svg("CPU seconds to load or count, by size", series))
