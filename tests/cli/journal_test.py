#!/usr/bin/env python3
"""tiendo journal verify and export: what a stranger with the file could have done is found, by the command and, in an export,
by the script of docs/journal.md, which shares nothing with the library.

usage: journal_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import json
import re
import resource
import signal
import sqlite3
import subprocess
import sys

from case import AT, CONFLICT, INPUT, NOT_FOUND, SOURCE, STORAGE, TIENDO, USAGE, Case, main

PAPER = ("--plan", "ke-hoach", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-7")


class JournalCase(Case):
    def setUp(self):
        super().setUp()
        self.adopted()
        section = self.file("s.txt", "Đã \"niêm yết\" đầy đủ \\ 100 %.\nHết.\t")
        self.works("--actor", "Văn\tphòng\u0001", "report", "submit", *PAPER, "--sent-at", "2021-05-10T08:00:00+07:00", "--sender", "Văn phòng", "--section",
                   f"5={section}")

    def tamper(self, sql):
        connection = sqlite3.connect(self.db)
        connection.executescript("DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_not_cut;" + sql)
        connection.commit()
        connection.close()


class Verify(JournalCase):
    def test_a_report_that_was_printed_is_compared(self):
        for form, ending in (("markdown", "md"), ("html", "html")):
            report = self.folder / f"bao-cao.{ending}"
            self.works("report", "compose", "--cycle", "2021-half-year", "--as", form, "--out", report)
            self.assertIn("it holds what was printed", self.works("journal", "verify", "--report", report))
        self.works("report", "accept", *PAPER)
        self.assertIn("it holds what was printed", self.works("journal", "verify", "--report", report))

    def test_a_tail_cut_off_with_the_head_shows_against_a_report_and_an_export(self):
        report, export = self.folder / "bao-cao.md", self.folder / "nhat-ky.jsonl"
        self.works("report", "compose", "--cycle", "2021-half-year", "--out", report)
        self.works("journal", "export", export)
        self.tamper("DELETE FROM journal WHERE sequence > 2; UPDATE journal_head SET count = 2, hash = "
                    "(SELECT hash FROM journal WHERE sequence = 2);")
        self.works("journal", "verify")
        for file in (report, export):
            self.refused(CONFLICT, "cut: journal entry 3", "journal", "verify", "--report", file)

    def test_count_and_head_may_be_given_apart_or_together(self):
        count, digest = re.search(r"whole: (\d+):([0-9a-f]{64})", self.works("journal", "verify")).groups()
        self.works("journal", "verify", "--count", count, "--head", digest)
        self.works("journal", "verify", "--head", f"{count}:{digest}")
        self.refused(CONFLICT, "journal entry", "journal", "verify", "--count", count, "--head", "f" * 64)
        self.refused(INPUT, "no head of a journal", "journal", "verify", "--head", digest)
        self.refused(INPUT, "no head of a journal", "journal", "verify", "--count", count, "--head", "F" * 64)
        self.assertEqual(self.run_tiendo("journal", "verify", "--count", count).returncode, USAGE)
        self.assertEqual(self.run_tiendo("journal", "verify", "--head", "1:" + digest, "--report", "x").returncode, USAGE)

    def test_each_kind_of_fault_is_named(self):
        self.tamper("UPDATE journal SET why = 'x' WHERE sequence = 2;")
        self.refused(CONFLICT, "changed: journal entry 2", "journal", "verify")

    def test_files_that_are_no_reports(self):
        self.refused(NOT_FOUND, "no such file", "journal", "verify", "--report", self.folder / "none.md")
        self.refused(INPUT, "no head of the journal is printed", "journal", "verify", "--report", self.file("a.md", "# Báo cáo"))
        self.refused(INPUT, "directory", "journal", "verify", "--report", self.folder)
        with open(self.folder / "big.md", "wb") as big:
            big.truncate(200 << 20)
        self.refused(INPUT, "longer than", "journal", "verify", "--report", self.folder / "big.md")


class Export(JournalCase):
    def setUp(self):
        super().setUp()
        self.export = self.folder / "nhat-ky.jsonl"
        self.works("journal", "export", self.export)
        page = (SOURCE / "docs/journal.md").read_text(encoding="utf-8")
        self.script = self.file("check.py", re.search(r"<!-- test: file \S+\.py -->\n```python\n(.*?)```", page, re.S)[1])
        self.lines = self.export.read_text(encoding="utf-8").splitlines(keepends=True)

    def check(self, lines, *printed):
        self.export.write_text("".join(lines), encoding="utf-8")
        run = subprocess.run([sys.executable, self.script, self.export, *printed], capture_output=True, text=True, check=False)
        self.assertNotIn("Traceback", run.stderr)
        return run.returncode, run.stdout + run.stderr

    def found(self, word, lines, *printed):
        code, text = self.check(lines, *printed)
        self.assertEqual(code, 1, text)
        self.assertIn(word, text)

    def test_a_sound_export_passes_and_is_what_the_command_says(self):
        code, text = self.check(self.lines)
        self.assertEqual(code, 0, text)
        count, digest = re.search(r"whole: (\d+):([0-9a-f]{64})", self.works("journal", "verify")).groups()
        self.assertIn(f"{count} {digest}", text)
        last = json.loads(self.lines[-1])
        self.assertEqual((last["count"], last["head"]), (int(count), digest))
        entry = json.loads(self.lines[0])
        self.assertEqual(list(entry), ["sequence", "at", "actor", "action", "subject", "why", "before", "after", "previous_hash", "hash"])

    def test_each_changed_field_is_found(self):
        for field in json.loads(self.lines[1]):
            entry = json.loads(self.lines[1])
            entry[field] = entry[field] + 1 if isinstance(entry[field], int) else entry[field] + "0"
            self.found("2", [self.lines[0], json.dumps(entry, ensure_ascii=False) + "\n", *self.lines[2:]])

    def test_a_missing_entry_is_found(self):
        for gone in range(len(self.lines) - 1):
            word = "cut" if gone == len(self.lines) - 2 else f"entry {gone + 1} "
            self.found(word, self.lines[:gone] + self.lines[gone + 1:])

    def test_entries_in_another_order_are_found(self):
        self.found("2", [self.lines[0], self.lines[2], self.lines[1], *self.lines[3:]])

    def test_a_cut_tail_is_found(self):
        self.found("cut", self.lines[:-1])
        self.found("cut", self.lines[:-2] + self.lines[-1:])
        last = json.loads(self.lines[-3])
        head = json.dumps({"count": last["sequence"], "head": last["hash"]}) + "\n"
        printed = json.loads(self.lines[-1])
        self.assertEqual(self.check(self.lines[:-2] + [head])[0], 0, "nothing in the file tells")
        self.found("cut", self.lines[:-2] + [head], str(printed["count"]), printed["head"])

    def test_an_empty_or_broken_file_is_found(self):
        self.found("cut", [])
        self.found("1", ["{\n", *self.lines[1:]])

    def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(self):
        self.refused(STORAGE, "cannot be written", "journal", "export", self.folder / "none" / "a.jsonl")
        self.refused(STORAGE, "cannot be written", "journal", "export", self.folder)
        self.assertFalse(list(self.folder.glob("**/*.part")))

    @staticmethod
    def limited():
        """A limit on the size of files stands in for a full disk."""
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))

    def test_a_full_disk_is_told_and_leaves_the_old_file(self):
        paper = ("--plan", "ke-hoach", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-8")
        section = self.file("long.txt", "Đã thực hiện. " * 10_000)
        self.works("report", "submit", *paper, "--sent-at", "2021-05-10T08:00:00+07:00", "--sender", "Văn phòng", "--section",
                   f"5={section}")
        before = self.export.read_bytes()
        run = subprocess.run([TIENDO, "--db", f"sqlite:{self.db}", "--at", AT, "journal", "export", str(self.export)],
                             capture_output=True, text=True, check=False, preexec_fn=self.limited)
        self.assertEqual(run.returncode, STORAGE, run.stderr)
        self.assertIn("cannot be written", run.stderr)
        self.assertEqual(self.export.read_bytes(), before)
        self.assertFalse(list(self.folder.glob("**/*.part")))


if __name__ == "__main__":
    main()
