#!/usr/bin/env python3
"""The tiendo command in daily use: what may be left out, and what it says by itself.

usage: use_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io
import json
import re

from case import AT, CONFLICT, NOT_FOUND, PLAN, Case, main

HALF_YEAR = ("--cycle", "2021-half-year")


class Plans(Case):
    def adopt_another(self):
        self.works("plan", "adopt", PLAN, "--as", "ke-hoach-khac", "--as-of", "2020-12-31", "--year", "2021")

    def test_the_only_plan_need_not_be_named(self):
        self.adopted()
        section = self.file("s.txt", "Đã thực hiện.")
        paper = (*HALF_YEAR, "--unit", "ubnd-phuong-7")
        submit = ("report", "submit", *paper, "--sender", "Văn phòng", "--section", f"5={section}", "--sent-at")
        self.works(*submit, "2021-05-10T08:00:00+07:00")
        self.works("report", "return", *paper, "--message", "Đề nghị bổ sung số liệu.")
        self.works(*submit, AT)
        self.works("report", "accept", *paper)
        named = self.works("report", "export", "--plan", "ke-hoach", *HALF_YEAR)
        self.assertEqual(self.works("report", "export", *HALF_YEAR), named)
        figures = json.loads(self.works("--format", "json", "explain", *HALF_YEAR))
        self.assertGreater(len(figures), 10)
        self.works("explain", figures[0]["figure"], *HALF_YEAR)
        for listing in ("duties", "owed", "board"):
            self.works(listing)

    def test_of_several_one_must_be_named_and_the_error_lists_them(self):
        self.adopted()
        self.adopt_another()
        for words in (["board"], ["duties"], ["owed"], ["report", "export", *HALF_YEAR], ["explain", *HALF_YEAR],
                      ["report", "accept", *HALF_YEAR, "--unit", "ubnd-phuong-7"]):
            with self.subTest(words):
                run = self.refused(NOT_FOUND, "there are 2 plans: ", *words)
                self.assertIn("ke-hoach", run.stderr)
                self.assertIn("ke-hoach-khac", run.stderr)
                self.assertIn("--plan", run.stderr)

    def test_without_a_plan_it_says_how_to_get_one(self):
        self.works("init")
        self.refused(NOT_FOUND, "plan adopt", "report", "export", *HALF_YEAR)


class Listings(Case):
    def test_units_stand_with_their_names(self):
        self.adopted()
        names = {row["id"]: row["name"] for row in self.rows("units", "show")}
        for listing in ("duties", "owed"):
            rows = self.rows(listing)
            self.assertGreater(len(rows), 60)
            for row in rows:
                self.assertEqual(row["unit_name"], names[row["unit"]])
            self.assertIn(names[rows[0]["unit"]], self.works(listing))

    def test_a_unit_that_a_later_list_has_dropped_has_no_name(self):
        self.adopted()
        text = (PLAN.parent / "units.toml").read_text(encoding="utf-8")
        tables = re.split(r"(?m)^(?=\[\[)", text)
        kept = [table for table in tables if 'id = "ubnd-phuong-7"' not in table and '"ubnd-phuong-7"' not in table]
        self.assertLess(len(kept), len(tables))
        self.works("units", "load", self.file("units.toml", "".join(kept)))
        mine = [row for row in self.rows("owed") if row["unit"] == "ubnd-phuong-7"]
        self.assertEqual({row["unit_name"] for row in mine}, {""})

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.works("--format", "csv", *words))))


class Doubts(Case):
    def test_no_words_of_the_plan_are_doubted_twice_for_one_reason(self):
        self.works("init")
        self.works("units", "load", PLAN.parent / "units.toml")
        out = self.works("plan", "adopt", PLAN, "--as", "ke-hoach", "--as-of", "2020-12-31", "--year", "2021")
        doubts = re.findall(r"nghi vấn \[no-day-stated\] (\S+):", out)
        self.assertGreater(len(doubts), 0)
        self.assertEqual(sorted(doubts), sorted(set(doubts)))
        self.assertEqual(out.count("[window-not-stated]"), 2)
        shown = self.works("plan", "show", "ke-hoach")
        self.assertEqual(sorted(re.findall(r"nghi vấn \[no-day-stated\] (\S+):", shown)), sorted(doubts))
        self.assertEqual(shown.count("nghi vấn"), out.count("nghi vấn"))

    def test_a_doubt_with_its_choice_is_one_sentence(self):
        out = self.works("plan", "read", PLAN)
        self.assertIn("; tạm hiểu: ", out)
        self.assertNotIn(".; tạm hiểu", out)


class Init(Case):
    def test_it_says_which_folder_it_made(self):
        self.db = self.folder / "a" / "b" / "quan.db"
        out = self.works("init")
        self.assertIn(f"made the folder {self.folder / 'a' / 'b'}\n", out)
        self.assertTrue(self.db.is_file())

    def test_of_a_folder_that_was_there_it_says_nothing(self):
        self.assertNotIn("folder", self.works("init").replace(str(self.folder), ""))
        run = self.refused(CONFLICT, "quan.db", "init")
        self.assertEqual(run.stdout, "")


if __name__ == "__main__":
    main()
