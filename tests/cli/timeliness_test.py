#!/usr/bin/env python3
"""`tiendo timeliness`: it counts what `tiendo owed` lists, over plans and years, and adds up.

usage: timeliness_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import collections
import csv
import io
import subprocess

import case
from case import ADAPTERS, INPUT, NOT_FOUND, PLAN, USAGE, Case, main

STANDINGS = ("on_time", "late", "overdue", "open", "not_due", "excused", "superseded")


class Timeliness(Case):
    def setUp(self):
        super().setUp()
        self.at = "2020-12-20T08:00:00+07:00"
        self.adopted()
        self.works("plan", "adopt", PLAN, "--as", "ke-hoach-sau", "--as-of", "2020-12-31", "--year", "2022")
        section = self.file("s.txt", "Đã thực hiện.")
        self.at = "2021-05-20T09:00:00+07:00"
        for unit, sent in (("ubnd-phuong-7", "2021-05-14T16:00:00+07:00"), ("ubnd-phuong-8", "2021-05-15T00:00:00+07:00")):
            self.works("report", "submit", "--plan", "ke-hoach", "--cycle", "2021-half-year", "--unit", unit, "--sent-at", sent,
                       "--sender", "Văn phòng", "--section", f"5={section}")
        self.works("report", "excuse", "--plan", "ke-hoach", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-6", "--reason", "bão")

    def run_tiendo(self, *words, env=None, db=None):
        command = [case.TIENDO, "--db", f"sqlite:{db or self.db}", "--at", self.at, "--adapters", ADAPTERS, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.works("--format", "csv", *words))))

    def counted(self, *words):
        """By unit and year what `owed` lists of both plans; the year is the first word of a cycle's id."""
        counted = collections.Counter()
        for plan in ("ke-hoach", "ke-hoach-sau"):
            for row in self.rows("owed", "--plan", plan, *words):
                counted[row["unit"], row["cycle"][:4], row["standing"]] += 1
        return counted

    def agree(self, *words):
        owed = self.counted(*words)
        table = self.rows("timeliness", *words)
        for row in table:
            key = (row["unit"], row["year"])
            for standing in STANDINGS:
                expected = owed[(*key, standing)] if row["unit"] != "total" else sum(
                    count for (_, year, word), count in owed.items() if word == standing and row["year"] in ("", year))
                self.assertEqual(int(row[standing]), expected, f"{key} {standing}")
            self.assertEqual(int(row["papers"]), sum(int(row[standing]) for standing in STANDINGS))
            self.assertEqual(int(row["sent"]), int(row["on_time"]) + int(row["late"]))
        return table

    def test_it_counts_what_owed_lists_before_and_after_each_due_instant(self):
        for when in ("2020-12-21T00:00:00+07:00", "2021-05-14T20:00:00+07:00", "2021-06-01T00:00:00+07:00", "2023-01-01T00:00:00+07:00"):
            self.at = when
            table = self.agree()
            self.assertEqual([row["year"] for row in table if row["unit"] == "total"], ["2021", "2022", ""])
            self.agree("--known-at", "2021-03-01T00:00:00+07:00")

    def test_a_rate_is_of_what_is_settled_and_never_above_100(self):
        self.at = "2021-05-20T10:00:00+07:00"
        for row in self.rows("timeliness"):
            settled = int(row["sent"]) + int(row["overdue"])
            if settled == 0:
                self.assertEqual(row["on_time_rate"], "–")
            else:
                rate = float(row["on_time_rate"].removesuffix(" %").replace(",", "."))
                self.assertAlmostEqual(rate, 100 * int(row["on_time"]) / settled, delta=0.05001)
                self.assertLessEqual(rate, 100)

    def test_a_plan_and_years_are_a_part_of_it(self):
        everything = self.rows("timeliness")
        of_2021 = [row for row in everything if row["year"] == "2021"]
        self.assertEqual(self.rows("timeliness", "--to", "2021"), of_2021)
        self.assertEqual(self.rows("timeliness", "--plan", "ke-hoach"), of_2021)
        self.assertEqual(self.rows("timeliness", "--plan", "ke-hoach", "--plan", "ke-hoach-sau"), everything)
        self.assertEqual(self.rows("timeliness", "--from", "2022", "--to", "2022"), [row for row in everything if row["year"] == "2022"])

    def test_the_table_is_vietnamese(self):
        self.at = "2021-05-20T10:00:00+07:00"
        text = self.works("timeliness", "--to", "2021")
        self.assertIn("Tình hình gửi văn bản đúng hạn, tính đến 10 giờ 00 phút ngày 20/5/2021", text)
        self.assertIn("Tỷ lệ đúng hạn", text)
        self.assertIn("Tổng cộng", text)

    def test_nothing_owed_is_an_empty_listing_with_a_sentence(self):
        run = self.run_tiendo("--format", "csv", "timeliness", "--from", "2030")
        self.assertEqual((run.returncode, len(run.stdout.splitlines())), (0, 1))
        self.assertIn("nothing is owed in these years", run.stderr)

    def test_what_cannot_be_meant_is_refused(self):
        self.refused(NOT_FOUND, "no plan 'ke-hoach-khac'", "timeliness", "--plan", "ke-hoach-khac")
        self.refused(INPUT, "the years 2022 to 2021 are none", "timeliness", "--from", "2022", "--to", "2021")
        self.refused(INPUT, "--known-at", "timeliness", "--known-at", "hôm qua")
        run = self.run_tiendo("timeliness", "--from", "0")
        self.assertEqual(run.returncode, USAGE, run.stderr)


if __name__ == "__main__":
    main()
