#!/usr/bin/env python3
"""tiendo plan adopt for a span of years, plan extend, refresh and order.

usage: renew_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io

from case import CONFLICT, INPUT, NOT_FOUND, UNITS, USAGE, Case, fingerprint, main

PLAN = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
QUẬN BÌNH AN                            Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND                     Quận Bình An, ngày 15 tháng 12 năm 2020

KẾ HOẠCH
Nâng cao Chỉ số PAPI giai đoạn 2021 - 2026

II. NHIỆM VỤ
1. Giao Ủy ban nhân dân các phường báo cáo kết quả thực hiện định kỳ hàng quý về Ủy ban nhân dân quận.
2. Giao Ủy ban nhân dân các phường báo cáo kết quả 06 tháng và hằng năm về Ủy ban nhân dân quận.
3. Giao Ủy ban nhân dân các phường báo cáo số liệu trước ngày 15 hằng tháng về Ủy ban nhân dân quận.
4. Giao Ủy ban nhân dân các phường báo cáo số liệu chậm nhất 02 ngày làm việc sau khi kết thúc quý.
"""

RULES = """[[rule]]
id = "quan-quy"
name = "Báo cáo quý"
law = "Quy chế 5/QC-UBND (giả định)"
article = "Điều 4"
every = "quarter"
due = { after = "period-end", count = 2, unit = "working-day", counts_from = "next-day" }

[[rule]]
id = "quan-06-thang"
name = "Báo cáo 06 tháng"
law = "Quy chế 5/QC-UBND (giả định)"
article = "Điều 5"
every = "half_year"
due = { day = 20, months_after = 0, wording = "by" }
"""
# Four papers of 14 wards a year by the first sentence, 12 by the third.
PAPERS_A_YEAR = (4 + 12) * 14


class Renewing(Case):
    def setUp(self):
        super().setUp()
        self.rules = self.file("rules.toml", RULES)
        self.plan = self.file("ke-hoach.txt", PLAN)
        self.works("init")
        self.works("units", "load", UNITS)

    def adopt(self, years):
        return self.works("plan", "adopt", self.plan, "--as", "kh", "--as-of", "2020-12-31", "--year", years)

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.works(*words, "--format", "csv"))))

    def dues(self):
        return {row["cycle"]: row["due"] for row in self.rows("owed", "--plan", "kh")}

    def order(self, node, rule, *words):
        return self.rows("plan", "order", "kh", "--node", node, "--rule", rule, "--rules", self.rules,
                         "--chosen-by", "Văn phòng UBND", "--reason", "theo Quy chế", *words)

    def test_a_span_of_years_is_adopted(self):
        self.assertIn(f"{2 * PAPERS_A_YEAR} papers owed", self.adopt("2021..2022"))

    def test_what_is_no_span_of_years_is_refused(self):
        for years in ("2022..2021", "21", "2021..", "..2021", "2021-2022", "1900", "2021..2101", "2021..2022..2023"):
            self.refused(INPUT, "--year", "plan", "adopt", self.plan, "--as", "kh", "--as-of", "2020-12-31", "--year", years)

    def test_a_plan_is_extended_once(self):
        self.adopt("2021")
        added = self.rows("plan", "extend", "kh", "--through", "2022")
        self.assertEqual(len(added), 4 + 12)
        self.assertEqual({row["change"] for row in added}, {"added"})
        before = fingerprint(self.db)
        self.assertEqual(self.rows("plan", "extend", "kh", "--through", "2022"), [])
        self.assertEqual(fingerprint(self.db), before, "extended twice")
        self.assertEqual(len(self.dues()), 2 * (4 + 12))

    def test_a_year_that_the_calendar_lacks_leaves_the_database_as_it_is(self):
        self.adopt("2021")
        self.refused(NOT_FOUND, "2027", "plan", "extend", "kh", "--through", "2027")
        self.refused(NOT_FOUND, "no plan 'khac'", "plan", "extend", "khac", "--through", "2022")
        self.assertEqual(self.run_tiendo("plan", "extend", "kh").returncode, USAGE)

    def test_sentences_take_rules_and_the_doubts_go(self):
        self.adopt("2021")
        self.assertEqual(self.dues()["2021-quarter-4"], "")
        self.assertIn("no-day-stated", self.works("plan", "show", "kh"))
        self.order("II.1", "quan-quy")
        self.order("II.2", "quan-06-thang")
        self.order("II.4", "quan-quy")
        dues = self.dues()
        # 1 July 2021 is a Thursday, 1 October a Friday: 4 October is the second working day.
        self.assertEqual(dues["2021-quarter-2"], "2021-07-03T00:00:00+07:00")
        self.assertEqual(dues["2021-quarter-3"], "2021-10-05T00:00:00+07:00")
        self.assertEqual(dues["2021-quarter-3-II.4"], "2021-10-05T00:00:00+07:00")
        self.assertEqual(dues["2021-half-2"], "2021-12-21T00:00:00+07:00")
        shown = self.works("plan", "show", "kh")
        self.assertNotIn("“định kỳ hàng quý” không nêu", shown)
        self.assertNotIn("“06 tháng” không nêu", shown)
        self.assertIn("“hằng năm” không nêu", shown)
        # The clock stands in May: the first quarter is over.
        self.assertEqual(dues["2021-quarter-1"], "")
        self.assertIn("plan.order", self.works("journal", "show"))

    def test_what_cannot_be_ordered_is_refused(self):
        self.adopt("2021")
        base = ("--chosen-by", "Văn phòng UBND", "--reason", "theo Quy chế")
        order = ("plan", "order", "kh", "--node")
        self.refused(NOT_FOUND, "no rule 'quan-quy'", *order, "II.1", "--rule", "quan-quy", *base)
        self.refused(CONFLICT, "states its day", *order, "II.3", "--rule", "bao-cao-thang", *base)
        self.refused(NOT_FOUND, "no task 'II.9'", *order, "II.9", "--rule", "bao-cao-quy", *base)
        self.refused(INPUT, "--choose", *order, "II.1", "--rule", "bao-cao-quy", "--choose", "unit", *base)
        self.assertEqual(self.run_tiendo(*order, "II.1", "--rule", "bao-cao-quy").returncode, USAGE)
        self.order("II.1", "quan-quy")
        self.refused(CONFLICT, "already", *order, "II.1", "--rule", "quan-quy", "--rules", self.rules, *base)
        # Without the file the order means nothing, and nothing is guessed.
        self.refused(NOT_FOUND, "no rule 'quan-quy'", "plan", "refresh", "kh")

    def test_a_changed_rule_moves_open_dues_alone_and_a_preview_writes_nothing(self):
        self.adopt("2021")
        self.order("II.1", "quan-quy")
        changed = self.file("changed.toml", RULES.replace("count = 2", "count = 4"))
        before = fingerprint(self.db)
        self.order("II.4", "quan-quy", "--preview")
        preview = self.rows("plan", "refresh", "kh", "--rules", changed, "--preview")
        self.assertEqual(fingerprint(self.db), before)
        moved = self.rows("plan", "refresh", "kh", "--rules", changed)
        self.assertEqual(moved, preview)
        self.assertEqual([(row["change"], row["cycle"], row["due_before"], row["due"]) for row in moved][:1],
                         [("moved", "2021-quarter-2", "2021-07-03T00:00:00+07:00", "2021-07-07T00:00:00+07:00")])
        self.assertEqual([row["cycle"] for row in moved], ["2021-quarter-2", "2021-quarter-3", "2021-quarter-4"])
        self.assertEqual(self.rows("plan", "refresh", "kh", "--rules", changed), [])


if __name__ == "__main__":
    main()
