#!/usr/bin/env python3
"""calendar show, explain and check; tables of days off and of office hours of one's own.

usage: calendar_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io

from case import INPUT, NOT_FOUND, PLAN, SOURCE, USAGE, Case, main

DAYS_OFF = SOURCE / "src/calendar/data/ngay-nghi.csv"
FINDINGS = 1


class Calendars(Case):
    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.works("--format", "csv", *words))))

    def test_shows_what_the_table_holds_of_the_year_of_the_clock(self):
        lines = [line for line in DAYS_OFF.read_text(encoding="utf-8").splitlines() if line.startswith("2021-")]
        rows = self.rows("calendar", "show")  # the clock stands in 2021
        self.assertEqual([row["day"] for row in rows], [line[:10] for line in lines])
        self.assertTrue(all(row["source"] for row in rows))

    def test_shows_as_many_working_days_as_a_count_by_hand(self):
        # 2021: 261 weekdays from Monday to Friday; off were 1/1, 10-12/2, 15-16/2, 21/4, 30/4, 3/5, 2-3/9: 11 of them,
        # and no Saturday was worked
        self.assertIn("250 ngày làm việc, 2000 giờ làm việc", self.works("calendar", "show", "--year", "2021"))

    def test_a_year_that_is_missing_or_estimated_says_what_to_load(self):
        self.refused(NOT_FOUND, "2017", "calendar", "show", "--year", "2017")
        self.refused(NOT_FOUND, "estimate", "calendar", "show", "--year", "2027")
        self.refused(NOT_FOUND, "load a table", "calendar", "explain", "2027-02-06")

    def test_explains_a_day_an_instant_and_a_worked_saturday(self):
        (day,) = self.rows("calendar", "explain", "2021-04-21")
        self.assertEqual((day["off"], day["lunar"], day["working_day_after"]), ("yes", "10/3/2021", "2021-04-22"))
        (lunch,) = self.rows("calendar", "explain", "2021-04-22T12:00:00+07:00")
        self.assertEqual(lunch["next_open"], "2021-04-22T13:00:00+07:00")
        (elsewhere,) = self.rows("calendar", "explain", "2021-04-21T22:00:00-07:00")  # noon of the 22nd in Vietnam
        self.assertEqual(elsewhere, lunch)
        (worked,) = self.rows("calendar", "explain", "2025-04-26")
        self.assertEqual((worked["off"], worked["kind"], worked["counts"]), ("no", "swapped_workday", "yes"))

    def test_the_ends_of_the_table_are_told_and_not_guessed(self):
        (day,) = self.rows("calendar", "explain", "2026-12-31")
        self.assertEqual(day["working_day_after"], "")
        self.assertIn("ngoài các năm có lịch", self.works("calendar", "explain", "2026-12-31T17:00:00+07:00"))

    def test_days_and_instants_that_there_are_not(self):
        self.refused(INPUT, "2021-02-29", "calendar", "explain", "2021-02-29")
        self.refused(INPUT, "2021-02-28T24:30:00+07:00", "calendar", "explain", "2021-02-28T24:30:00+07:00")
        self.refused(INPUT, "offset", "calendar", "explain", "2021-02-28T09:00:00")
        self.refused(INPUT, "'wards'", "calendar", "explain", "2021-02-28", "--unit-kind", "wards")
        self.assertEqual(self.run_tiendo("calendar", "show", "--year", "20210").returncode, USAGE)

    def test_an_announced_year_takes_the_place_of_the_estimate(self):
        own = self.file("2027.csv", "#years,2027\n2027-02-05,Tết,holiday,thông báo giả định\n")
        (off,) = self.rows("--calendar", own, "calendar", "explain", "2027-02-05")
        self.assertEqual((off["off"], off["source"]), ("yes", "thông báo giả định"))
        (not_announced,) = self.rows("--calendar", own, "calendar", "explain", "2027-02-04")
        self.assertEqual(not_announced["off"], "no")

    def test_a_table_that_is_wrong_is_refused_with_its_line_on_every_command(self):
        twice = self.file("a.csv", "#years,2027\n2027-02-05,a,holiday,b\n2027-02-05,a,holiday,b\n")
        self.refused(INPUT, "a.csv: line 3", "--calendar", twice, "calendar", "check")
        self.works("init")
        self.refused(INPUT, "a.csv: line 3", "--calendar", twice, "plan", "adopt", PLAN, "--as", "a", "--as-of", "2020-12-31",
                     "--year", "2021")
        self.refused(NOT_FOUND, "nothing.csv", "--calendar", self.folder / "nothing.csv", "calendar", "check")
        hours = self.file("a.toml", '[[hours]]\nunit_kind = "any"\nfrom = 2021-01-01\nsource = "a"\n'
                                    'open = [ { days = ["monday"], at = ["07:30-11:30", "11:00-12:00"], working_day = true } ]\n')
        self.refused(INPUT, "a.toml: line 5", "--hours", hours, "calendar", "explain", "2021-03-01")

    def test_check_agrees_with_the_shipped_table_and_finds_a_day_that_was_moved(self):
        self.assertIn("lịch khớp với luật và âm lịch trong 10 năm", self.works("calendar", "check"))
        text = DAYS_OFF.read_text(encoding="utf-8").replace("#estimated,2027", "").replace("2024-04-18,Giỗ", "2024-04-19,Giỗ")
        text = "\n".join(line for line in text.splitlines() if not line.startswith("2027-"))
        run = self.run_tiendo("--calendar", self.file("a.csv", text), "calendar", "check", "--format", "csv")
        self.assertEqual(run.returncode, FINDINGS, run.stderr)
        found = [(row["rule"], row["day"]) for row in csv.DictReader(io.StringIO(run.stdout))]
        self.assertEqual(found, [("holiday-missing", "2024-04-18"), ("holiday-not-in-law", "2024-04-19")])

    def test_hours_of_a_kind(self):
        hours = self.file("a.toml", '[[hours]]\nunit_kind = "ward"\nfrom = 2018-01-01\nsource = "a"\n'
                                    'open = [ { days = ["saturday"], at = ["07:30-11:30"], working_day = false } ]\n')
        (ward,) = self.rows("--hours", hours, "calendar", "explain", "2021-03-13", "--unit-kind", "ward")
        self.assertEqual((ward["hours"], ward["off"], ward["counts"]), ("07:30-11:30", "yes", "no"))
        self.refused(NOT_FOUND, "office hours", "--hours", hours, "calendar", "explain", "2021-03-13", "--unit-kind", "office")


if __name__ == "__main__":
    main()
