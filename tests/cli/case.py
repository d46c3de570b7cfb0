"""What the tests of the command share. Their command line: TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE."""
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

TIENDO, ADAPTERS, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
PLAN, UNITS = SOURCE / "examples/district/ke-hoach.txt", SOURCE / "examples/district/units.toml"
AT = "2021-05-20T09:00:00+07:00"
USAGE, INPUT, NOT_FOUND, CONFLICT, CONFIG, REMOTE, BUSY, STORAGE, VERSION, UNSUPPORTED = 2, 3, 4, 5, 6, 7, 8, 9, 10, 11


def fingerprint(db, without=""):
    """All rows of all tables but the one named."""
    digest = hashlib.sha256()
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    for line in connection.iterdump():
        if not without or not line.startswith(f'INSERT INTO "{without}"'):
            digest.update(line.encode())
    connection.close()
    return digest.hexdigest()


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tiendo-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.db = self.folder / "quan.db"

    def run_tiendo(self, *words, env=None, db=None):
        command = [TIENDO, "--db", f"sqlite:{db or self.db}", "--at", AT, "--adapters", ADAPTERS, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(env or {})}, check=False, timeout=120)

    def works(self, *words, **options):
        run = self.run_tiendo(*words, **options)
        self.assertEqual(run.returncode, 0, f"{words}: {run.stderr}")
        return run.stdout

    def refused(self, code, sentence, *words, **options):
        """The exit code, the words in the sentence, one line on standard error, and an unchanged database."""
        before = fingerprint(self.db) if self.db.is_file() and not options.get("unreadable") else None
        options.pop("unreadable", None)
        run = self.run_tiendo(*words, **options)
        self.assertEqual(run.returncode, code, f"{words}: {run.stdout}{run.stderr}")
        self.assertIn(sentence, run.stderr)
        self.assertTrue(run.stderr.startswith("tiendo: "), run.stderr)
        if before is not None:
            self.assertEqual(fingerprint(self.db), before, "the database changed")
        return run

    def adopted(self):
        self.works("init")
        self.works("units", "load", UNITS)
        self.works("plan", "adopt", PLAN, "--as", "ke-hoach", "--as-of", "2020-12-31", "--year", "2021",
                   "--window", "2021-half-year=2020-12-15..2021-05-14", "--chosen-by", "Phòng Nội vụ", "--reason", "văn bản không nêu")

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def main():
    unittest.main(argv=[sys.argv[0], sys.argv[4]], verbosity=1)
