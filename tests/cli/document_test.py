#!/usr/bin/env python3
"""What the command does with a document before it is adopted: read, review, diff, lint.

usage: document_test.py TIENDO ADAPTER_FOLDER SOURCE_DIR SUITE
"""
import csv
import io
import json
import xml.etree.ElementTree as tree

from case import INPUT, NOT_FOUND, PLAN, UNITS, Case, main

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


class Reading(Case):
    def test_proof_gives_the_source_byte_for_byte(self):
        self.assertEqual(self.works("plan", "read", PLAN, "--proof"), PLAN.read_text(encoding="utf-8"))

    def test_the_page_of_source_and_tree_is_one_file_that_asks_nothing_of_the_net(self):
        page = self.folder / "doi-chieu.html"
        self.assertIn(f"wrote {page}", self.works("plan", "read", PLAN, "--html", page))
        html = page.read_text(encoding="utf-8")
        for reference in ("src=", "href=\"http", "@import", "url("):
            self.assertNotIn(reference, html)

    def test_akoma_ntoso_is_xml_that_an_independent_parser_reads_with_unique_ids(self):
        out = self.folder / "plan.xml"
        self.works("plan", "read", PLAN, "--akn", out)
        root = tree.parse(out).getroot()
        self.assertEqual(root.tag, AKN + "akomaNtoso")
        self.assertEqual([each.tag for each in root.find(AKN + "doc")],
                         [AKN + name for name in ("meta", "preface", "mainBody")])
        ids = [each.get("eId") for each in root.iter() if each.get("eId")]
        self.assertEqual(len(ids), len(set(ids)))
        nodes = json.loads(self.works("--format", "json", "plan", "read", PLAN))["nodes"]
        self.assertEqual(len(list(root.iter(AKN + "hcontainer"))), len(nodes))
        for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
            self.assertIsNotNone(root.find(f".//{AKN}{level}/{AKN}FRBRthis"), level)

    def test_rules_of_language_of_ones_own_are_used_and_their_faults_named(self):
        plan = self.file("ke-hoach.txt", "KẾ HOẠCH\n\nThử nghiệm\n\nI. NHIỆM VỤ\n\n"
                         "- Phòng Nội vụ thực hiện Đề cương số 05/ĐC-UBND ngày 02/3/2021.\n")
        own = self.file("them.toml", '[[instrument]]\nsay = "đề cương"\nkind = "Đề cương"\nexample = "…"\n')
        read = json.loads(self.works("--format", "json", "plan", "read", plan, "--lexicon", own))
        self.assertEqual([each["kind"] for each in read["citations"]], ["Đề cương"])
        bad = self.file("sai.toml", "[[instrument]]\nkind = 5\n")
        self.refused(INPUT, "sai.toml: line 1: a row says nothing", "plan", "read", plan, "--lexicon", bad)


class Reviewing(Case):
    def answered(self, code, answer):
        """A review file of the sample plan with one answer."""
        review = self.folder / "phieu.toml"
        self.works("plan", "review", PLAN, "--out", review)
        items = review.read_text(encoding="utf-8").split("\n[[nghi_van]]\n")
        at = next(i for i, item in enumerate(items) if f'ma = "{code}"' in item)
        items[at] = items[at].replace('tra_loi = ""', f'tra_loi = "{answer}"', 1)
        review.write_text("\n[[nghi_van]]\n".join(items), encoding="utf-8")
        return review

    def doubts(self, *words):
        return json.loads(self.works("--format", "json", "plan", "read", PLAN, *words))["doubts"]

    def test_an_answer_settles_its_doubt(self):
        review = self.answered("no-day-stated", "trước ngày 15/12")
        self.assertEqual(len(self.doubts("--answers", review)), len(self.doubts()) - 1)

    def test_a_plan_is_adopted_with_its_answers(self):
        review = self.answered("no-day-stated", "trước ngày 15/12")
        self.works("init")
        self.works("units", "load", UNITS)
        told = self.works("plan", "adopt", PLAN, "--as", "kh", "--as-of", "2020-12-31", "--year", "2021", "--answers", review)
        without = self.works("plan", "adopt", PLAN, "--as", "kh-2", "--as-of", "2020-12-31", "--year", "2021")
        self.assertEqual(told.count("[no-day-stated]"), without.count("[no-day-stated]") - 1)

    def test_answers_pass_to_the_file_of_a_corrected_document_and_unused_ones_are_told(self):
        review = self.answered("no-day-stated", "trước ngày 15/12")
        corrected = self.file("dinh-chinh.txt", PLAN.read_text(encoding="utf-8").replace("hàng năm", "hằng năm"))
        again = self.works("plan", "review", corrected, "--answers", review)
        self.assertEqual(again.count('tra_loi = "trước ngày 15/12"'), 0, "other words are another question")
        run = self.run_tiendo("plan", "review", corrected, "--answers", review)
        self.assertIn("answer not used: no-day-stated (trước ngày 15/12)", run.stderr)
        moved = self.file("them-dong.txt", PLAN.read_text(encoding="utf-8").replace(
            "\nII. ", "\n- Tiết kiệm, hiệu quả.\n\nII. ", 1))
        self.assertEqual(self.works("plan", "review", moved, "--answers", review).count("trước ngày 15/12"), 1)

    def test_an_answer_that_means_nothing_is_refused_with_the_choices(self):
        review = self.answered("no-day-stated", "khi nào rảnh")
        run = self.refused(INPUT, "means nothing", "plan", "read", PLAN, "--answers", review)
        self.assertIn("chậm nhất 15/6/2026", run.stderr)

    def test_a_file_that_is_no_review_is_refused(self):
        self.refused(INPUT, "this is no review file", "plan", "read", PLAN, "--answers", self.file("x.toml", "a = 1"))
        self.refused(NOT_FOUND, "khong-co.toml", "plan", "read", PLAN, "--answers", self.folder / "khong-co.toml")


class Comparing(Case):
    def changes(self, before, after):
        return list(csv.DictReader(io.StringIO(self.works("--format", "csv", "plan", "diff", before, after))))

    def test_a_plan_and_itself_differ_in_nothing(self):
        self.assertEqual(self.changes(PLAN, PLAN), [])

    def test_a_postponed_report_is_one_change(self):
        later = self.file("moi.txt", PLAN.read_text(encoding="utf-8").replace("trước ngày 15 tháng 5", "trước ngày 20 tháng 5"))
        rows = self.changes(PLAN, later)
        self.assertEqual([row["change"] for row in rows], ["rescheduled"])
        self.assertIn("trước ngày 20 tháng 5", rows[0]["text"])

    def test_the_second_file_is_named_when_it_is_missing(self):
        self.refused(NOT_FOUND, "khong-co.txt", "plan", "diff", PLAN, self.folder / "khong-co.txt")


class Linting(Case):
    def findings(self, *words):
        return list(csv.DictReader(io.StringIO(self.works("--format", "csv", "plan", "lint", PLAN, *words))))

    def test_fifteen_wards_are_one_too_many_after_the_merger(self):
        counted = [row for row in self.findings("--units", UNITS, "--as-of", "2021-01-31")
                   if row["code"] == "unit-count-differs"]
        self.assertTrue(counted)
        self.assertTrue(all("14" in row["text"] and "‹" in row["sentence"] for row in counted))
        self.assertFalse([row for row in self.findings() if row["code"] == "unit-count-differs"])

    def test_the_table_of_six_scores_every_task(self):
        nodes = json.loads(self.works("--format", "json", "plan", "read", PLAN))["nodes"]
        rows = list(csv.DictReader(io.StringIO(self.works("--format", "csv", "plan", "lint", PLAN, "--clarity"))))
        self.assertEqual([row["node"] for row in rows], [node["id"] for node in nodes if node["kind"] == "task"])
        for row in rows:
            self.assertEqual(int(row["diem"]), sum(int(row[key]) for key in row if key.startswith("ro_")))

    def test_a_day_that_is_none_is_refused(self):
        self.refused(INPUT, "--as-of", "plan", "lint", PLAN, "--as-of", "31/4/2026")


if __name__ == "__main__":
    main()
