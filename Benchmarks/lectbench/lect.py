"""Lect, as the benchmarks run it."""

import csv
import io
import os

from . import measure


class Lect:
    """The program with one store."""

    def __init__(self, program, store):
        self.program, self.store = program, store

    def command(self, *commands, more=()):
        """The arguments that run some commands."""
        words = [self.program, "--quiet", "--format", "tsv", "--store", self.store, *more]
        for command in commands:
            words += ["-c", command]
        return words

    def rows(self, command):
        """The table that a command gives."""
        text = measure.run(self.command(command), keeps_output=True).output
        return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))

    def forget(self):
        """Empties the cache of partial results, so that a query is computed anew."""
        for end in ("", "-wal", "-shm", "-journal"):
            if os.path.exists(self.store + ".cache" + end):
                os.remove(self.store + ".cache" + end)

    def delete(self):
        """Deletes the store."""
        self.forget()
        for end in ("", "-wal", "-shm", "-journal"):
            if os.path.exists(self.store + end):
                os.remove(self.store + end)

    def size(self):
        """The bytes of the store."""
        return sum(os.path.getsize(self.store + end) for end in ("", "-wal") if os.path.exists(self.store + end))

    def can(self, option):
        """Whether `load` knows an option."""
        return option in measure.run(self.command("help load"), keeps_output=True).output

    def load(self, folder, *options):
        """The arguments that load a folder as the corpus `t`."""
        return self.command(" ".join(["load t", "'" + folder.replace("'", "'\\''") + "'", *options]))

    def inside(self, command, times):
        """The medians of a command inside a session, warm: what one more of it costs, without starting."""
        runs = []
        for _ in range(times):
            self.forget()
            few = measure.run(self.command(*["cache clear", command] * 2))
            self.forget()
            many = measure.run(self.command(*["cache clear", command] * 7))
            runs.append(measure.Run((many.cpu - few.cpu) / 5, (many.wall - few.wall) / 5, many.peak, 0))
        self.forget()
        return measure.medians(runs)

    def whole(self, command, times):
        """The medians of a whole process that runs a command, without partial results of before."""
        return measure.repeated(self.command(command), times, before=self.forget)
