#!/usr/bin/env python3
"""tiendo owed, board and report export --known-at, owed --map, report withdraw and excuse, explain --unit: what they answer and what they refuse.

usage: axes_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io
import subprocess

import case
from case import ADAPTERS, CONFLICT, INPUT, NOT_FOUND, USAGE, Case, main

PAPER = ("--plan", "ke-hoach", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-7")


class AxesCase(Case):
    def setUp(self):
        super().setUp()
        self.at = "2020-12-20T08:00:00+07:00"
        self.adopted()

    def run_tiendo(self, *words, env=None, db=None):
        command = [case.TIENDO, "--db", f"sqlite:{db or self.db}", "--at", self.at, "--adapters", ADAPTERS, *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    def on(self, day, *words):
        self.at = f"2021-05-{day:02}T09:00:00+07:00"
        return self.works(*words)

    def submit(self, sent):
        section = self.file("s.txt", "Đã thực hiện.")
        return ("report", "submit", *PAPER, "--sent-at", sent, "--sender", "Văn phòng", "--section", f"5={section}")

    def ward_7(self, day, *words):
        rows = csv.DictReader(io.StringIO(self.on(day, "--format", "csv", "owed", *words)))
        (row,) = [row for row in rows if row["unit"] == "ubnd-phuong-7" and row["cycle"] == "2021-half-year"]
        return row


class Axes(AxesCase):
    def test_ward_sevens_paper_came_on_the_14th_and_was_entered_on_the_20th(self):
        self.on(20, *self.submit("2021-05-14T16:00:00+07:00"))
        for _ in range(2):
            self.assertEqual(self.ward_7(16, "--known-at", "2021-05-16T09:00:00+07:00")["standing"], "overdue")
            self.assertEqual(self.ward_7(16)["standing"], "on_time")
            self.assertEqual(self.ward_7(20, "--known-at", "2021-05-20T09:00:00+07:00")["standing"], "on_time")
            self.at = "2021-05-21T09:00:00+07:00"
            self.run_tiendo("report", "return", *PAPER, "--message", "bổ sung")
        why = self.on(16, "explain", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-7")
        self.assertIn("quá hạn chưa nộp", why)
        self.assertIn("ghi lúc 2021-05-20T09:00:00+07:00): đúng hạn", why)
        then = self.on(16, "explain", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-7", "--known-at", self.at)
        self.assertNotIn("đúng hạn", then)

    def test_the_report_and_the_board_of_a_day_stay_as_they_were_composed(self):
        export = ("report", "export", "--cycle", "2021-half-year")
        self.on(14, *self.submit("2021-05-14T08:00:00+07:00"))
        then = self.on(16, *export), self.on(16, "board")
        self.on(20, "report", "withdraw", *PAPER, "--reason", "gửi nhầm")
        self.works("report", "excuse", "--cycle", "2021-half-year", "--unit", "ubnd-phuong-8", "--reason", "phong tỏa", "--from", "2021-05-01T00:00:00+07:00")
        self.at = "2021-05-16T09:00:00+07:00"
        known = ("--known-at", self.at)
        self.assertNotEqual(self.works("board"), then[1])
        self.assertEqual((self.works(*export, *known), self.works("board", *known)), then)
        later = self.on(21, *export, *known)
        self.assertIn("(theo dữ liệu đã được ghi nhận đến 9 giờ 00 phút ngày 16/5/2021)", later)
        self.assertIn("F.all.", self.works("--format", "csv", "explain", "--cycle", "2021-half-year", *known))

    def test_of_a_cycle_that_was_not_known_yet_there_is_no_report_and_an_empty_board(self):
        early = ("--known-at", "2020-12-19T00:00:00+07:00")
        self.refused(NOT_FOUND, "nothing was recorded of cycle '2021-half-year'", "report", "export", "--cycle", "2021-half-year", *early)
        run = self.run_tiendo("--format", "csv", "board", *early)
        self.assertEqual((run.returncode, len(run.stdout.splitlines())), (0, 1), run.stderr)
        self.assertIn("nothing was recorded of plan 'ke-hoach'", run.stderr)
        run = self.run_tiendo(*("report", "export", "--cycle", "2021-half-year", "--issue"), *early)
        self.assertEqual(run.returncode, USAGE)

    def test_before_adoption_nothing_was_known_and_a_sentence_says_so(self):
        run = self.run_tiendo("--format", "csv", "owed", "--known-at", "2020-12-19T00:00:00+07:00")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("nothing was recorded of plan 'ke-hoach' at 2020-12-19T00:00:00+07:00: it was adopted at 2020-12-20T08", run.stderr)
        self.assertEqual(len(run.stdout.splitlines()), 1)

    def test_the_map_of_another_day_keeps_the_total(self):
        self.on(10, *self.submit("2021-05-10T08:00:00+07:00"))
        papers = list(csv.DictReader(io.StringIO(self.on(20, "--format", "csv", "owed"))))
        for day in ("2021-05-14", "2020-12-31", "1980-01-01", "2099-12-31"):
            rows = list(csv.DictReader(io.StringIO(self.on(20, "--format", "csv", "owed", "--map", day))))
            total = rows.pop()
            self.assertEqual((total["unit"], int(total["papers"])), ("total", len(papers)))
            for column in ("papers", "on_time", "late", "overdue", "open", "not_due", "excused", "superseded"):
                self.assertEqual(sum(int(row[column]) for row in rows), int(total[column]), f"{day} {column}")
            self.assertEqual(int(total["on_time"]), 1)

    def test_bad_words(self):
        self.refused(INPUT, "--known-at", "owed", "--known-at", "2021-05-16")
        self.refused(INPUT, "--map", "owed", "--map", "31/6/2021")
        self.assertEqual(self.run_tiendo("explain", "F.all.sent", "--cycle", "c", "--unit", "ubnd-phuong-7").returncode, USAGE)
        self.refused(NOT_FOUND, "owes nothing", "explain", "--cycle", "2021-half-year", "--unit", "ubmttq-quan")


class TakingBack(AxesCase):
    def test_a_paper_is_withdrawn_and_sent_again(self):
        self.on(10, *self.submit("2021-05-10T08:00:00+07:00"))
        self.assertIn("withdrawn", self.on(12, "report", "withdraw", *PAPER, "--reason", "gửi nhầm bản dự thảo"))
        self.assertEqual(self.ward_7(11)["standing"], "on_time")
        self.assertEqual(self.ward_7(13)["standing"], "open")
        self.on(16, *self.submit("2021-05-16T08:00:00+07:00"))
        self.assertEqual((self.ward_7(17)["standing"], self.ward_7(17)["days_late"]), ("late", "2"))
        self.on(18, "report", "accept", *PAPER)
        self.refused(CONFLICT, "round 2 is accepted", "report", "withdraw", *PAPER, "--reason", "x")

    def test_a_late_answer_to_a_return_leaves_the_standing(self):
        self.on(10, *self.submit("2021-05-10T08:00:00+07:00"))
        self.on(12, "report", "return", *PAPER, "--message", "bổ sung", "--again-before", "2021-05-16T00:00:00+07:00")
        self.on(18, *self.submit("2021-05-18T08:00:00+07:00"))
        row = self.ward_7(20)
        self.assertEqual((row["standing"], row["days_late"], row["answer_days_late"]), ("on_time", "0", "3"))
        report = self.on(20, "report", "compose", "--cycle", "2021-half-year")
        self.assertIn("chậm 3 ngày so với thời hạn gửi lại", report)

    def test_a_unit_is_excused_for_a_time(self):
        out = self.on(10, "report", "excuse", *PAPER, "--reason", "phong tỏa (giả định)", "--by", "UBND quận",
                      "--until", "2021-05-18T00:00:00+07:00")
        self.assertIn("excused from 2021-05-10T09:00:00+07:00 until 2021-05-18T00:00:00+07:00 by UBND quận", out)
        self.assertEqual(self.ward_7(17)["standing"], "excused")
        self.assertEqual(self.ward_7(18)["standing"], "overdue")
        self.refused(CONFLICT, "already", "report", "excuse", *PAPER, "--reason", "x", "--from", "2021-05-17T00:00:00+07:00")
        self.refused(INPUT, "before it begins", "report", "excuse", *PAPER, "--reason", "x", "--from", "2021-06-02T00:00:00+07:00",
                     "--until", "2021-06-01T00:00:00+07:00")
        self.refused(INPUT, "--until", "report", "excuse", *PAPER, "--reason", "x", "--until", "soon")
        self.assertIn("phong tỏa (giả định) (UBND quận", self.on(17, "report", "compose", "--cycle", "2021-half-year"))


if __name__ == "__main__":
    main()
