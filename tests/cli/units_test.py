#!/usr/bin/env python3
"""tiendo units check, match, map and event: on files alone, and what they refuse.

usage: units_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io
import pathlib

from case import INPUT, NOT_FOUND, SOURCE, UNITS, USAGE, Case, main

QUAN_10 = SOURCE / "src/units/data/quan-10.toml"


class OnFiles(Case):
    def rows(self, code, *words):
        run = self.run_tiendo(*words, "--format", "csv")
        self.assertEqual(run.returncode, code, run.stderr)
        self.assertFalse(pathlib.Path(self.db).exists(), "a command on files made a database")
        return list(csv.DictReader(io.StringIO(run.stdout)))

    def test_a_broken_list_is_told_whole_and_ends_with_findings(self):
        file = self.file("units.csv", "id,name,kind,parent\na,Phòng A,ofice,\nb,Phòng B,office,x\n")
        rows = self.rows(1, "units", "check", file)
        self.assertEqual([(row["line"], row["unit"], row["severity"]) for row in rows if row["severity"] == "error"],
                         [("2", "a", "error"), ("3", "b", "error")])
        self.assertTrue(all(row["remedy"] for row in rows))

    def test_the_shipped_lists_are_sound(self):
        for file in (UNITS, QUAN_10):
            self.assertFalse([row for row in self.rows(0, "units", "check", file) if row["severity"] == "error"])

    def test_names_come_from_the_line_and_from_a_file(self):
        names = self.file("names.txt", "UBND P.7\r\n\nphuong 9\n")
        rows = self.rows(0, "units", "match", "P1", "--from-file", names, "--as-of", "2022-06-01", "--units", QUAN_10)
        self.assertEqual([(row["text"], row["unit"]) for row in rows if row["match"] == "exact"],
                         [("P1", "ubnd-phuong-1"), ("UBND P.7", "ubnd-phuong-7"), ("phuong 9", "ubnd-phuong-9")])

    def test_a_name_that_is_not_exact_ends_with_findings(self):
        (row,) = self.rows(1, "units", "match", "UBND P.3", "--as-of", "2022-06-01", "--units", QUAN_10)
        self.assertEqual((row["match"], row["unit"]), ("another-day", "ubnd-phuong-3"))

    def test_the_map_has_the_wards_of_its_day(self):
        for day, count in (("2020-12-31", 15), ("2021-01-01", 14), ("2025-01-01", 11), ("2025-07-01", 3)):
            rows = self.rows(0, "units", "map", "--on", day, "--units", QUAN_10)
            self.assertEqual(sum(row["kind"] == "ward" for row in rows), count, day)

    def test_figures_are_carried_and_what_cannot_be_is_told(self):
        table = self.file("t.csv", "unit,amount\nphuong-7,10\nphuong-6,5\nphuong-14,100\n")
        carry = ("units", "map", "--units", QUAN_10, "--from", "2020-12-31", "--figures", table, "--to")
        rows = self.rows(0, *carry, "2025-01-01")
        self.assertEqual({row["unit"]: row["amount"] for row in rows if row["amount"] != "0"},
                         {"phuong-6": "15", "phuong-14": "100"})
        rows = self.rows(1, *carry, "2025-07-01")
        self.assertEqual([(row["unit"], row["amount"]) for row in rows if row["not_carried"]], [("phuong-14", "100")])
        self.assertEqual(sum(int(row["amount"]) for row in rows), 115)

    def test_an_event_is_shown_and_the_list_stays(self):
        units = self.file("u.csv", "id,name,kind\na,Phường 1,territory\n")
        event = self.file("e.toml", '[[event]]\nid = "e"\nday = 2022-01-01\nlegal_basis = "NQ"\n'
                                    '[[event.step]]\ndo = "rename"\nunit = "a"\nname = "Phường Một"\n')
        rows = self.rows(0, "units", "event", event, "--preview", "--units", units)
        self.assertEqual([(row["what"], row["before"], row["after"]) for row in rows], [("name", "Phường 1", "Phường Một")])
        self.assertIn("Phường 1", units.read_text())


class InTheDatabase(Case):
    """The list of the example, where the ward that ends has no plan yet: what changes is the map."""

    def setUp(self):
        super().setUp()
        self.run_tiendo("init")
        self.run_tiendo("units", "load", UNITS)
        self.event = self.file("e.toml", '[[event]]\nid = "doi-ten"\nday = 2022-01-01\nlegal_basis = "NQ giả định"\n'
                               '[[event.step]]\ndo = "rename"\nunit = "ubnd-phuong-7"\n'
                               'name = "Ủy ban nhân dân Phường Bảy"\n')

    def name_on(self, day):
        run = self.run_tiendo("units", "show", "--as-of", day, "--format", "csv")
        return {row["id"]: row["name"] for row in csv.DictReader(io.StringIO(run.stdout))}["ubnd-phuong-7"]

    def test_a_preview_changes_nothing_and_an_event_is_kept_with_its_journal_entry(self):
        for words in (("--preview",), ()):
            self.assertEqual(self.name_on("2022-06-01"), "Ủy ban nhân dân Phường 7")
            run = self.run_tiendo("units", "event", self.event, *words, "--format", "csv")
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertIn("doi-ten,ubnd-phuong-7,name,Ủy ban nhân dân Phường 7,Ủy ban nhân dân Phường Bảy", run.stdout)
        self.assertEqual(self.name_on("2022-06-01"), "Ủy ban nhân dân Phường Bảy")
        self.assertEqual(self.name_on("2021-06-01"), "Ủy ban nhân dân Phường 7")
        self.assertIn("units.event", self.run_tiendo("journal", "show").stdout)

    def test_a_counter_event_gives_the_old_map_back(self):
        self.run_tiendo("units", "event", self.event)
        back = self.file("b.toml", '[[event]]\nid = "huy"\nreverses = "doi-ten"\nreason = "nhập nhầm"\nsource = "Phòng Nội vụ"\n')
        run = self.run_tiendo("units", "event", back)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.name_on("2022-06-01"), "Ủy ban nhân dân Phường 7")

    def test_an_event_that_does_not_fit_is_refused_whole(self):
        both = self.file("two.toml", pathlib.Path(self.event).read_text() + '[[event]]\nid = "x"\nday = 2022-02-01\nlegal_basis = "NQ"\n'
                         '[[event.step]]\ndo = "rename"\nunit = "khong-co"\nname = "X"\n')
        run = self.run_tiendo("units", "event", both)
        self.assertEqual(run.returncode, NOT_FOUND, run.stderr)
        self.assertEqual(self.name_on("2022-06-01"), "Ủy ban nhân dân Phường 7")


class Refusals(Case):
    def test_a_day_that_is_none_is_told_with_its_option(self):
        self.refused(INPUT, "--as-of", "units", "match", "P7", "--as-of", "2021-02-30", "--units", QUAN_10)
        self.refused(INPUT, "--on", "units", "map", "--on", "hom nay", "--units", QUAN_10)

    def test_a_file_that_is_not_there(self):
        self.assertEqual(self.run_tiendo("units", "check", "khong-co.toml").returncode, NOT_FOUND)

    def test_a_figure_that_is_no_number_is_told_with_its_line(self):
        table = self.file("t.csv", "unit,amount\nphuong-7,1.000\n")
        self.refused(INPUT, "line 2", "units", "map", "--units", QUAN_10, "--from", "2020-12-31", "--to", "2021-01-01", "--figures", table)

    def test_half_of_the_options_of_a_carried_table(self):
        self.assertEqual(self.run_tiendo("units", "map", "--units", QUAN_10, "--from", "2020-12-31").returncode, USAGE)

    def test_an_event_that_does_not_fit(self):
        event = self.file("e.toml", '[[event]]\nid = "e"\nday = 2022-01-01\nlegal_basis = "NQ"\n'
                                    '[[event.step]]\ndo = "rename"\nunit = "khong-co"\nname = "X"\n')
        run = self.run_tiendo("units", "event", event, "--units", QUAN_10)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("event", run.stderr)


if __name__ == "__main__":
    main()
