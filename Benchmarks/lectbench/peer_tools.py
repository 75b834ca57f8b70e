"""The virtual environment of the peers, and how each of them is run."""

import os
import subprocess
import sys

from . import build_text, measure

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HERE, ".venv")

# Name, module, the Python package that must be there.
PEERS = [
    ("scikit-learn CountVectorizer", "countvectorizer", "sklearn"),
    ("polars, counting only", "polars_counts", "polars"),
    ("DuckDB, counting only", "duckdb_counts", "duckdb"),
    ("tantivy", "tantivy_index", "tantivy"),
    ("SQLite FTS5", "fts5_index", "sqlite3"),
]


def python():
    """The peers' Python: of the virtual environment, which is made and filled if it can be."""
    own = os.path.join(os.environ.get("LECT_BENCH_VENV", VENV), "bin", "python")
    if not os.path.exists(own):
        made = subprocess.run([sys.executable, "-m", "venv", os.path.dirname(os.path.dirname(own))], check=False)
        if made.returncode != 0:
            print("bench: no virtual environment can be made; only what this Python has is measured", file=sys.stderr)
            return sys.executable
        with open(os.path.join(HERE, "requirements.txt"), encoding="utf-8") as file:
            packages = [line.strip() for line in file if line.strip() and not line.startswith("#")]
        for package in packages:
            installed = subprocess.run(
                [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package], check=False
            )
            if installed.returncode != 0:
                print(f"bench: {package} cannot be installed, and is left out", file=sys.stderr)
    return own


def has(interpreter, package):
    """Whether a package can be imported; its version."""
    code = f"import {package} as m; print(getattr(m, '__version__', None) or getattr(m, 'sqlite_version', ''))"
    found = subprocess.run([interpreter, "-c", code], capture_output=True, text=True, check=False)
    return found.stdout.strip() or "present" if found.returncode == 0 else None


def environment(work):
    """What peers find around them: the modules here, a place to work, and no old switch of OpenBLAS for a new numpy."""
    around = dict(os.environ, PYTHONPATH=HERE, LECT_BENCH_WORK=work, PYTHONHASHSEED="0")
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        around.pop(name, None)
    return around


def command(interpreter, module, folder, *more):
    """The arguments that run a peer."""
    return [interpreter, "-m", f"lectbench.peers.{module}", folder, *more]


def word_count(folder):
    """The arguments of `wc -w` over a folder's texts; LC_ALL=C comes with the environment."""
    return ["wc", "-w", *[path for path in build_text.files_below(folder) if path.endswith(".txt")]]


def run(arguments, work, **options):
    """Runs a peer."""
    return measure.run(arguments, environment=dict(environment(work), LC_ALL="C.UTF-8"), **options)
