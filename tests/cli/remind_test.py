#!/usr/bin/env python3
"""`tiendo remind` and `tiendo scores`: what they print, keep and refuse.

usage: remind_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import json

from case import CONFLICT, INPUT, NOT_FOUND, SOURCE, USAGE, Case, main
from other_side import Simulator

SCORES = SOURCE / "examples/district/papi-tp-hcm.csv"
SECRET = {"TIENDO_TEST_KEY": "khoa-thu-nghiem"}


class Reminders(Case):
    def rows(self, *words, **options):
        return json.loads(self.works("--format", "json", *words, **options))

    def test_a_preview_shows_and_keeps_nothing_then_they_go_once(self):
        self.adopted()
        simulator = Simulator("van-ban", "--count", "50")
        self.addCleanup(simulator.stop)
        self.works("connection", "add", "vb", "--adapter", "van-ban", "--set", f"url={simulator.url}", "--secret", "key=env:TIENDO_TEST_KEY", env=SECRET)
        shown = self.rows("remind", "--preview")
        self.assertEqual(self.rows("outbox", "list"), [])
        put = self.rows("remind", "--connection", "vb")
        self.assertEqual(put, shown)
        letters = [row for row in put if row["fate"] == "put"]
        self.assertEqual({row["fate"] for row in self.rows("remind", "--connection", "vb")}, {"known"})
        (run,) = self.rows("outbox", "deliver", env=SECRET)
        self.assertEqual((run["delivered"], run["dead"]), (len(letters), 0))
        self.assertEqual(self.rows("outbox", "deliver", env=SECRET), [])

    def test_rules_are_taken_whole_or_not_at_all(self):
        self.adopted()
        good = self.file("r.toml", '[[reminder]]\nid = "a"\nlast_day = true\npapers = ["report"]\n')
        self.assertTrue(all(row["rule"] == "a" for row in self.rows("remind", "--rules", good, "--preview")))
        bad = self.file("b.toml", '[[reminder]]\nid = "a"\nlast_day = true\n[[reminder]]\nid = "b"\n')
        self.refused(INPUT, "b.toml: line 4: the rule does not say when; state one of", "remind", "--rules", bad, "--preview")

    def test_what_is_missing_is_told(self):
        self.adopted()
        self.assertEqual(self.run_tiendo("remind").returncode, USAGE)
        self.assertEqual(self.run_tiendo("remind", "--preview", "--connection", "x").returncode, USAGE)
        self.refused(NOT_FOUND, "none", "remind", "--connection", "none")
        self.refused(NOT_FOUND, "none", "remind", "--plan", "none", "--preview")


class Scores(Case):
    def rows(self, *words):
        return json.loads(self.works("--format", "json", "scores", "show", *words))

    def test_scores_are_imported_once_and_shown_with_their_source(self):
        self.works("init")
        self.assertEqual(self.works("scores", "import", SCORES), "imported 98 scores\n")
        self.refused(CONFLICT, "imported before", "scores", "import", SCORES)
        rows = self.rows("--province", "TP. Hồ Chí Minh")
        self.assertEqual(len(rows), 98)
        self.assertTrue(all(row["kind"] == "điểm PAPI" and "papi.org.vn" in row["note"] for row in rows))

    def test_a_year_stands_beside_the_year_before_with_a_warning(self):
        self.works("init")
        self.works("scores", "import", SCORES)
        rows = {row["dimension"]: row for row in self.rows("--province", "79", "--year", "2018")}
        self.assertEqual((rows[1]["before"], rows[1]["value"], rows[1]["trend"]), ("4,70", "4,84", "cao hơn"))
        self.assertEqual(rows[1]["note"], "")
        self.assertEqual((rows[7]["before"], rows[7]["trend"]), ("–", "không có số liệu để so sánh"))
        self.assertIn("phương pháp thay đổi: từ năm 2018 PAPI có 8 nội dung", rows[7]["note"])
        self.assertIn("chưa kiểm chứng", rows[2]["note"])

    def test_no_district_and_no_ward_has_one(self):
        self.works("init")
        for who in ("Quận 10", "ubnd-phuong-7", "771"):
            self.refused(NOT_FOUND, "none of the 63 provinces", "scores", "show", "--province", who)
            file = self.file("s.csv", f"year,province,dimension,score,source\n2021,{who},5,6.9,x\n")
            self.refused(INPUT, "line 2: ", "scores", "import", file)
        self.assertEqual(self.run_tiendo("scores", "show", "--year", "2021").returncode, USAGE)


if __name__ == "__main__":
    main()
