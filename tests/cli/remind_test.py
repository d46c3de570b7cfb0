#!/usr/bin/env python3
"""`tiendo remind`: what they print, keep and refuse.

usage: remind_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import json

from case import INPUT, NOT_FOUND, USAGE, Case, main
from other_side import Simulator

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


if __name__ == "__main__":
    main()
