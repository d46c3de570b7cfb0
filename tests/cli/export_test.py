#!/usr/bin/env python3
"""report export: which file it writes, and when it writes none.

usage: export_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import json
import zipfile

from case import INPUT, STORAGE, UNSUPPORTED, USAGE, Case, fingerprint, main

EXPORT = ("report", "export", "--cycle", "2021-half-year")


class Exporting(Case):
    def setUp(self):
        super().setUp()
        self.adopted()
        # A build without libxlsxwriter says so, and writes all else.
        (reports,) = [line for line in self.works("--version").splitlines() if line.startswith("reports: ")]
        self.formats = reports.removeprefix("reports: ").split(", ")

    def written(self):
        """Name of the format, of a file, and of a part of it, of all that this build writes."""
        every = {"docx": ("a.docx", "word/document.xml"), "xlsx": ("a.xlsx", "xl/workbook.xml"),
                 "datapackage": ("a.zip", "datapackage.json"), "html": ("a.html", None), "markdown": ("a.md", None)}
        self.assertEqual(set(self.formats) | {"xlsx"}, set(every))
        return [(word, *every[word]) for word in self.formats]

    def test_every_format_is_written_whole_and_changes_nothing(self):
        before = fingerprint(self.db)
        for word, name, part in self.written():
            with self.subTest(word):
                path = self.folder / "moi" / name  # the folder is made
                self.assertEqual(self.works(*EXPORT, "--as", word, "--out", path), f"wrote {path}\n")
                if part:
                    with zipfile.ZipFile(path) as archive:
                        self.assertIn(part, archive.namelist())
                else:
                    self.assertIn("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", path.read_text(encoding="utf-8"))
                again = self.folder / f"again-{name}"
                self.works(*EXPORT, "--out", again)  # as the name ends
                self.assertEqual(again.read_bytes(), path.read_bytes())
        self.assertEqual(fingerprint(self.db), before)
        self.assertEqual({path.name for path in (self.folder / "moi").iterdir()}, {name for _, name, _ in self.written()})

    def test_a_format_that_this_build_lacks_is_refused_and_issuing_goes_without_it(self):
        if "xlsx" in self.formats:
            self.skipTest("this build writes XLSX")
        self.refused(UNSUPPORTED, "libxlsxwriter", *EXPORT, "--out", self.folder / "b.xlsx")
        self.assertFalse((self.folder / "b.xlsx").exists())
        self.works(*EXPORT, "--issue", "--number", "1/BC-UBND", "--out", self.folder / "b.docx")
        self.works("report", "issued", "--cycle", "2021-half-year", "--version", "1")

    def test_what_can_be_read_goes_to_the_screen(self):
        shown = self.works(*EXPORT)
        self.assertIn("# BÁO CÁO", shown)
        self.assertTrue(self.works(*EXPORT, "--as", "html").startswith("<!DOCTYPE html>"))
        self.assertEqual(self.works("report", "compose", "--cycle", "2021-half-year"), shown)  # its older name
        for word, name in (("docx", "bao-cao.docx"), ("xlsx", "bao-cao.xlsx"), ("datapackage", "bao-cao.zip")):
            self.refused(INPUT, f"--out {name}", *EXPORT, "--as", word)

    def test_a_name_that_says_another_format_is_refused_and_nothing_is_written(self):
        there = self.file("ban-ky.pdf", "đã ký")
        for word, name, remedy in (("docx", there, "end it with .docx"), ("datapackage", self.folder / "b.docx", "end it with .zip"),
                                   ("xlsx", self.folder / "b", "end it with .xlsx"), ("html", self.folder / "b.docx", "end it with .html")):
            self.refused(INPUT, remedy, *EXPORT, "--as", word, "--out", name)
        self.refused(INPUT, ".docx, .xlsx or .zip", *EXPORT, "--out", self.folder / "b.pdf")
        self.assertEqual(self.run_tiendo(*EXPORT, "--as", "pdf", "--out", self.folder / "b.pdf").returncode, USAGE)
        self.assertEqual(there.read_text(encoding="utf-8"), "đã ký")
        self.assertFalse({path.name for path in self.folder.iterdir()} & {"b", "b.docx", "b.pdf"})

    def test_where_nothing_can_be_written_the_old_file_stays(self):
        file = self.file("to.txt", "tờ")
        self.refused(STORAGE, "to.txt", *EXPORT, "--out", file / "a.docx")
        self.assertEqual(file.read_text(encoding="utf-8"), "tờ")

    def test_every_format_carries_the_journals_count_and_head(self):
        journal = json.loads(self.works("--format", "json", "journal", "show"))
        for name in [name for _, name, part in self.written() if part]:
            path = self.folder / name
            self.works(*EXPORT, "--out", path)
            with zipfile.ZipFile(path) as archive:
                text = "".join(archive.read(part).decode() for part in archive.namelist())
            with self.subTest(name):
                self.assertRegex(text, r"[0-9a-f]{64}")
                self.assertIn(str(len(journal)), text)
                head = self.works("journal", "verify").split(":")[-1].strip()
                self.assertIn(head, text)


if __name__ == "__main__":
    main()
