#!/usr/bin/env python3
"""What programs that are not tiendo read in its exports, against what the report's value says.

usage: read_exports.py WRITER SUITE          suites: Docx Xlsx DataPackage Browser LibreOffice
       WRITER is tiendo_report_exports. The modules are Debian's: python3-docx, python3-openpyxl.
Exit 77 where a module or a program is missing: the line says which.
"""
import csv
import hashlib
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom
import zipfile

WRITER = sys.argv[1]
NAMES = ("sample", "district")
csv.field_size_limit(1 << 24)


def needed(module):
    try:
        return __import__(module)
    except ImportError:
        print(f"Skipped: python3-{module} is not installed")
        sys.exit(77)


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tiendo-exports-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        subprocess.run([WRITER, cls.folder], check=True, timeout=300)

    def truth(self, name):
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8", errors="replace"))

    def parts(self, name, ending):
        with zipfile.ZipFile(self.folder / f"{name}{ending}") as archive:
            self.assertIsNone(archive.testzip())
            return {info.filename: archive.read(info) for info in archive.infolist()}

    def written_twice_is_the_same(self, ending):
        again = self.folder / "again"
        subprocess.run([WRITER, again], check=True, timeout=300)
        for name in (*NAMES, "hostile"):
            self.assertEqual((again / f"{name}{ending}").read_bytes(), (self.folder / f"{name}{ending}").read_bytes())


def number(text):
    """A figure as a number; None for what is none."""
    match = re.fullmatch(r"(-?[0-9.]+)(?:,([0-9]))?(\s%)?", text)
    if not match:
        return None
    whole = match[1].replace(".", "")
    return round(float(f"{whole}.{match[2]}") / 100, 3) if match[3] else float(whole)


class Printed(Case):
    """What comes out on paper, as poppler's programs see it."""
    PROGRAM = ""
    A4 = (210, 297)

    @classmethod
    def setUpClass(cls):
        for program in (cls.PROGRAM, "pdftotext", "pdffonts"):
            if not shutil.which(program):
                print(f"Skipped: {program} is not installed")
                sys.exit(77)
        super().setUpClass()
        cls.out = cls.folder / "printed"
        cls.out.mkdir()

    def pages(self, pdf):
        """(width, height, [(left, top, right, bottom, word)]) of each page, in millimetres."""
        layout = self.out / f"{pdf.stem}.xml"
        subprocess.run(["pdftotext", "-bbox", pdf, layout], check=True)
        for page in xml.dom.minidom.parse(str(layout)).getElementsByTagName("page"):
            size = [float(page.getAttribute(name)) * 25.4 / 72 for name in ("width", "height")]
            yield (*size, [(*(float(word.getAttribute(name)) * 25.4 / 72 for name in ("xMin", "yMin", "xMax", "yMax")),
                            word.firstChild.data) for word in page.getElementsByTagName("word")])

    def keeps_to_the_decree(self, pdf, below=0, annexes_begin_anew=False):
        """A4; nothing outside the margins but the page's number, in the middle of the top one, none on the first page.

        below: millimetres of the lower margin into which a letter may reach.
        """
        numbers, room = [], 0.8  # of letters beside their box
        for width, height, words in self.pages(pdf):
            for is_, wanted in zip(sorted((width, height)), self.A4):
                self.assertAlmostEqual(is_, wanted, delta=0.5)
            above = [word for word in words if word[3] < 20]
            numbers.append("".join(word[4] for word in above))
            for left, _, right, _, _ in above:
                self.assertAlmostEqual((left + right) / 2, (30 + width - 18) / 2, delta=1)
            for left, top, right, bottom, word in words:
                if bottom >= 20:
                    self.assertGreaterEqual(left, 30 - room, word)
                    self.assertLessEqual(right, width - 15 + room, word)
                    self.assertGreaterEqual(top, 20 - room, word)
                    self.assertLessEqual(bottom, height - 20 + room + below, word)
        upright = sum(width < height for width, height, _ in self.pages(pdf))
        wanted = ["", *map(str, range(2, len(numbers) + 1))]
        self.assertEqual(numbers[:upright - 1], wanted[:upright - 1])
        if annexes_begin_anew:
            self.assertEqual([number for number, (width, height, _) in zip(numbers, self.pages(pdf)) if width > height], ["", "2"])
        fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
        self.assertRegex(fonts, "TimesNewRoman|LiberationSerif")

    def has_all(self, pdf, name):
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
        truth, words = self.truth(name), set(text.split())
        for table in truth["tables"]:
            for row in table["rows"]:
                for cell in row:
                    self.assertLessEqual(set(cell.split()), words, table["caption"])
        together = re.sub(r"\s+", " ", text)
        for chart in truth["charts"]:
            for bar in chart["bars"]:
                self.assertIn("/".join(bar["labels"]), together.replace(" ", ""))
        self.assertIn(truth["head"], text)
        self.assertIn(truth["journal"], together)
        # The annex's table goes over two pages: its head stands on both.
        if truth["annexes"]:
            across = [words for width, height, words in self.pages(pdf) if width > height]
            self.assertTrue(all(any(word[4] == "STT" for word in page) for page in across[:2]))


class Docx(Case):
    docx = None

    @classmethod
    def setUpClass(cls):
        cls.docx = needed("docx")
        super().setUpClass()

    def document(self, name):
        return self.docx.Document(self.folder / f"{name}.docx")

    def data_tables(self, document):
        return [table for table in document.tables if table.style is not None and table.style.name == "Bảng số liệu"]

    def test_pages_are_those_of_the_decree(self):
        for section in self.document("district").sections:
            short, long = sorted((section.page_width.mm, section.page_height.mm))
            self.assertAlmostEqual(short, 210, delta=0.5)
            self.assertAlmostEqual(long, 297, delta=0.5)
            for margin, least, most in ((section.top_margin, 20, 25), (section.bottom_margin, 20, 25),
                                        (section.left_margin, 30, 35), (section.right_margin, 15, 20)):
                self.assertTrue(least <= margin.mm <= most, margin.mm)
            self.assertTrue(section.different_first_page_header_footer)
            header = section.header.paragraphs[0]
            self.assertIn("PAGE", header._p.xml)
            self.assertEqual(header.style.paragraph_format.alignment, 1)  # centred
            self.assertEqual(header.style.font.size.pt, 13)

    def test_letters_are_those_of_the_decree(self):
        document = self.document("district")
        fonts = re.search(r"<w:rPrDefault>.*?</w:rPrDefault>", self.parts("district", ".docx")["word/styles.xml"].decode(), re.S)[0]
        self.assertEqual(set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', fonts)), {"Times New Roman"})
        self.assertIn('<w:sz w:val="26"/>', fonts)
        # name: points, bold, italic, by Phụ lục I
        wanted = {"Quốc hiệu": ((12, 13), True, False), "Tiêu ngữ": ((13, 14), True, False),
                  "Cơ quan chủ quản": ((12, 13), False, False), "Cơ quan ban hành": ((12, 13), True, False),
                  "Số, ký hiệu": ((13, 13), False, False), "Địa danh và thời gian": ((13, 14), False, True),
                  "Tên loại văn bản": ((13, 14), True, False), "Trích yếu": ((13, 14), True, False),
                  "Căn cứ": ((13, 14), False, True), "Lời của đơn vị": ((13, 14), False, False),
                  "Nơi nhận": ((12, 12), True, True), "Danh sách nơi nhận": ((11, 11), False, False),
                  "Quyền hạn, chức vụ": ((13, 14), True, False), "Họ và tên người ký": ((13, 14), True, False),
                  "Phụ lục": ((14, 14), True, False), "Tên phụ lục": ((13, 14), True, False),
                  "Chỉ dẫn phụ lục": ((13, 14), False, True)}
        for name, ((least, most), bold, italic) in wanted.items():
            with self.subTest(name):
                font = document.styles[name].font
                self.assertTrue(least <= font.size.pt <= most, font.size.pt)
                self.assertEqual((bool(font.bold), bool(font.italic)), (bold, italic))
        normal = document.styles["Normal"].paragraph_format
        self.assertIn(round(normal.first_line_indent.cm, 2), (1.0, 1.27))
        self.assertGreaterEqual(normal.space_after.pt, 6)
        self.assertTrue(1 <= normal.line_spacing <= 1.5)

    def test_the_head_of_the_paper_is_in_order(self):
        for name in NAMES:
            document = self.document(name)
            left, right = document.tables[0].rows[0].cells
            self.assertEqual([p.text for p in right.paragraphs if p.text][:2],
                             ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])
            self.assertTrue([p.text for p in left.paragraphs if p.text][-1].startswith("Số:"))
            shown = [p.text for p in document.paragraphs if p.text]
            self.assertEqual(shown[:2], ["BÁO CÁO", self.truth(name)["subject"]])

    def test_every_cell_of_every_table_is_the_reports(self):
        for name in NAMES:
            truth = self.truth(name)
            tables = self.data_tables(self.document(name))
            self.assertEqual(len(tables), len(truth["tables"]))
            for table, wanted in zip(tables, truth["tables"]):
                with self.subTest(f"{name}: {wanted['caption']}"):
                    cells = [[cell.text for cell in row.cells] for row in table.rows]
                    self.assertEqual(cells, [wanted["columns"], *wanted["rows"]])
                    self.assertIn("w:tblHeader", table.rows[0]._tr.xml)

    def test_charts_draw_and_tell_the_reports_values(self):
        for name in NAMES:
            parts = self.parts(name, ".docx")
            document = parts["word/document.xml"].decode()
            for index, chart in enumerate(self.truth(name)["charts"], 1):
                drawn = xml.dom.minidom.parseString(parts[f"word/charts/chart{index}.xml"])
                series = drawn.getElementsByTagName("c:ser")
                self.assertEqual(len(series), len(chart["series"]))
                for k, each in enumerate(series):
                    points = each.getElementsByTagName("c:val")[0].getElementsByTagName("c:v")
                    self.assertEqual([int(point.firstChild.data) for point in points], [bar["values"][k] for bar in chart["bars"]])
                told = xml.dom.minidom.parseString(document).getElementsByTagName("wp:docPr")[index - 1].getAttribute("descr")
                for bar in chart["bars"]:
                    self.assertIn(bar["label"], told)
                    for label in bar["labels"]:
                        self.assertIn(label, told)

    def test_series_differ_without_colour(self):
        for part, content in self.parts("district", ".docx").items():
            if part.startswith("word/charts/"):
                fills = re.findall(r"<c:spPr>(<a:(?:pattFill prst=\"\w+\"|solidFill><a:srgbClr val=\"\w+\"))", content.decode())
                self.assertEqual(len(fills), len(set(fills)))

    def test_units_words_annexes_and_origin_are_there(self):
        for name in NAMES:
            truth, document = self.truth(name), self.document(name)
            shown = [p.text for p in document.paragraphs]
            for each in truth["said"]:
                for line in each["text"].split("\n"):
                    self.assertIn(line.strip(), shown)
            self.assertEqual(sum(p.style.name == "Phụ lục" for p in document.paragraphs), truth["annexes"])
            self.assertEqual(len(document.sections), 1 + truth["annexes"])
            self.assertTrue(any(truth["head"] in text for text in shown))
            self.assertTrue(any(truth["journal"] in text for text in shown))

    def test_hostile_text_stays_text(self):
        parts = self.parts("hostile", ".docx")
        for name, content in parts.items():
            xml.dom.minidom.parseString(content)  # well-formed, each of them
            for bad in ("\u202e", "\u2066", "\x01", "\x0b", "\ufffe"):
                self.assertNotIn(bad, content.decode(), name)
        document = self.document("hostile")
        self.assertIn("=cmd|' /C calc'!A0", [cell.text for table in self.data_tables(document) for row in table.rows for cell in row.cells])
        self.assertGreater(sum(len(p.text.encode()) for p in document.paragraphs), 4_900_000)

    def test_the_same_report_gives_the_same_bytes(self):
        self.written_twice_is_the_same(".docx")


class Xlsx(Case):
    openpyxl = None

    @classmethod
    def setUpClass(cls):
        cls.openpyxl = needed("openpyxl")
        super().setUpClass()
        if not (cls.folder / "sample.xlsx").exists():
            print("Skipped: this build writes no XLSX")
            sys.exit(77)

    def book(self, name, values):
        return self.openpyxl.load_workbook(self.folder / f"{name}.xlsx", data_only=values)

    def test_every_cell_of_every_table_is_the_reports(self):
        for name in NAMES:
            book = self.book(name, True)
            for index, wanted in enumerate(self.truth(name)["tables"], 1):
                sheet = book[f"Bảng {index}"]
                self.assertEqual([cell.value for cell in sheet[2]], wanted["columns"])
                for row, cells in enumerate(wanted["rows"], 3):
                    for column, text in enumerate(cells, 1):
                        value = sheet.cell(row, column).value
                        with self.subTest(f"{name}: {sheet.title} {row},{column}"):
                            if isinstance(value, str):
                                self.assertEqual(value, text)
                            elif text == "":
                                self.assertIsNone(value)
                            else:
                                self.assertEqual(value, number(text))

    def test_totals_and_rates_are_formulas(self):
        book = self.book("district", False)
        formulas = {sheet.title: [cell.value for row in sheet for cell in row if cell.data_type == "f"] for sheet in book}
        every = [formula for of_sheet in formulas.values() for formula in of_sheet]
        self.assertGreater(sum("SUM(" in formula for formula in every), 5)
        self.assertGreater(sum("ROUND(" in formula for formula in every), 20)

    def test_charts_are_drawn_from_the_cells_beside_them(self):
        for name in NAMES:
            book = self.book(name, True)
            for index, chart in enumerate(self.truth(name)["charts"], 1):
                sheet = book[f"Biểu đồ {index}"]
                shown = [[cell.value for cell in row[: 1 + len(chart["series"])]] for row in sheet.iter_rows(min_row=3, max_row=2 + len(chart["bars"]))]
                self.assertEqual(shown, [[bar["label"], *bar["values"]] for bar in chart["bars"]])
                self.assertEqual(len(sheet._charts), 1 if chart["bars"] else 0)

    def test_all_figures_and_the_origin_are_there(self):
        for name in NAMES:
            truth, book = self.truth(name), self.book(name, True)
            listed = {row[0].value: row[1].value for row in book["Danh mục số liệu"].iter_rows(min_row=2)}
            self.assertEqual(set(listed), set(truth["figures"]))
            for key, text in truth["figures"].items():
                wanted = number(text)
                self.assertEqual(listed[key], text if wanted is None else wanted, key)
            shown = "\n".join(str(row[0].value) for row in book["Báo cáo"].iter_rows())
            self.assertIn(truth["head"], shown)
            self.assertIn(truth["journal"], shown)
            self.assertEqual(book.properties.created.isoformat(), "2021-05-20T02:00:00")

    def test_hostile_text_is_never_a_formula(self):
        book = self.book("hostile", False)
        cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
        for cell in cells:
            if cell.data_type == "f":
                self.assertRegex(cell.value, r"^=(SUM\([A-Z]+\d+:[A-Z]+\d+\)|IF\([A-Z]+\d+=0,\"–\",ROUND\([A-Z]+\d+/[A-Z]+\d+,3\)\))$")
            elif cell.data_type == "s":
                self.assertLessEqual(len(cell.value.encode("utf-16-le")) // 2, 32_767)
                self.assertEqual(cell.number_format, "@")
        texts = [cell.value for cell in cells if cell.data_type == "s"]
        for wanted in ("=cmd|' /C calc'!A0", "=1+1", "+1+1" , "=1"):
            self.assertTrue(any(wanted in text for text in texts), wanted)
        said = "".join(row[3].value for row in book["Báo cáo của đơn vị"].iter_rows(min_row=2))
        self.assertGreater(len(said.encode()), 4_900_000)
        for name, content in self.parts("hostile", ".xlsx").items():
            xml.dom.minidom.parseString(content)
            self.assertNotIn("\u202e", content.decode(), name)

    def test_the_same_report_gives_the_same_bytes(self):
        self.written_twice_is_the_same(".xlsx")


class DataPackage(Case):
    """By the Data Package standard and Table Schema, read here from their text and not from any code of tiendo."""
    DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # with an offset, readers of version 1 refuse it

    def package(self, name):
        parts = self.parts(name, ".zip")
        return json.loads(parts["datapackage.json"]), parts

    def rows(self, resource, parts):
        text = parts[resource["path"]].decode(resource["encoding"])
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))

    def typed(self, field, text):
        if text == "":
            self.assertFalse(field.get("constraints", {}).get("required", False), field["name"])
            return None
        words = field.get("constraints", {}).get("enum")
        if words:
            self.assertIn(text, words)
        if field["type"] == "integer":
            return int(text)
        if field["type"] == "number":
            self.assertRegex(text, r"^-?\d+(\.\d+)?$")
            return float(text)
        if field["type"] == "datetime":
            self.assertTrue(self.DATETIME.fullmatch(text), text)
        return text

    def tables(self, name):
        package, parts = self.package(name)
        out = {}
        for resource in package["resources"]:
            header, *rows = self.rows(resource, parts)
            fields = resource["schema"]["fields"]
            self.assertEqual(header, [field["name"] for field in fields])
            out[resource["name"]] = []
            for row in rows:
                self.assertEqual(len(row), len(fields))
                out[resource["name"]].append({field["name"]: self.typed(field, text) for field, text in zip(fields, row)})
        return out

    def test_the_descriptor_holds(self):
        for name in (*NAMES, "hostile"):
            package, parts = self.package(name)
            self.assertRegex(package["name"], r"^[-a-z0-9._/]+$")
            self.assertTrue(all(licence.get("name") or licence.get("path") for licence in package["licenses"]))
            self.assertEqual(set(parts), {"datapackage.json", *(resource["path"] for resource in package["resources"])})
            for resource in package["resources"]:
                content = parts[resource["path"]]
                self.assertEqual(resource["bytes"], len(content))
                self.assertEqual(resource["hash"], "sha256:" + hashlib.sha256(content).hexdigest())
            self.assertEqual(package["journal"]["head"], self.truth(name)["head"])
            self.assertIn(str(package["journal"]["entries"]), self.truth(name)["journal"].replace(".", ""))

    def test_rows_keep_to_their_schema_and_keys(self):
        for name in (*NAMES, "hostile"):
            package, _ = self.package(name)
            tables = self.tables(name)
            for resource in package["resources"]:
                key = resource["schema"].get("primaryKey", [])
                values = [tuple(row[part] for part in key) for row in tables[resource["name"]]]
                self.assertTrue(not key or len(values) == len(set(values)), resource["name"])
                for foreign in resource["schema"].get("foreignKeys", []):
                    there = {row[foreign["reference"]["fields"][0]] for row in tables[foreign["reference"]["resource"]]}
                    self.assertLessEqual({row[foreign["fields"][0]] for row in tables[resource["name"]]}, there)

    def test_every_figure_has_its_value(self):
        for name in NAMES:
            figures = {row["figure"]: row for row in self.tables(name)["figures"]}
            truth = self.truth(name)["figures"]
            self.assertEqual(set(figures), set(truth))
            for key, text in truth.items():
                wanted = number(text)
                self.assertEqual(figures[key]["value"], wanted, key)
                self.assertEqual(figures[key]["text"], text)

    def test_obligations_measures_statements_and_questions_are_there(self):
        tables = self.tables("district")
        self.assertEqual(set(tables), {"obligations", "figures", "measures", "statements", "questions"})
        self.assertEqual(len(tables["obligations"]), 22)  # the invented district: 22 units owe
        late = sorted((row["unit"], row["days_late"]) for row in tables["obligations"] if row["standing"] == "late")
        self.assertEqual(late, [("ubnd-phuong-7", 1), ("ubnd-phuong-8", 4)])
        self.assertEqual({row["text"] for row in tables["statements"]},
                         {each["text"] for each in self.truth("district")["said"]})

    def test_no_text_begins_a_formula_and_each_can_be_had_back(self):
        package, parts = self.package("hostile")
        for resource in package["resources"]:
            header, *rows = self.rows(resource, parts)
            texts = [field["type"] == "string" for field in resource["schema"]["fields"]]
            for row in rows:
                for cell, is_text in zip(row, texts):
                    self.assertTrue(not is_text or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), cell[:40])
        tables = self.tables("hostile")
        self.assertEqual(tables["obligations"][0]["unit_name"], "'@UBND Phường 1")
        told = [row["text"] for row in tables["statements"]]
        self.assertTrue(told[0].startswith("''=1+1\n"))  # it had an apostrophe of its own
        self.assertEqual(told[1], "'=1+1")
        self.assertGreater(len(told[0].encode()), 4_900_000)

    def test_the_same_report_gives_the_same_bytes(self):
        self.written_twice_is_the_same(".zip")


class Browser(Printed):
    PROGRAM = "chromium"

    def test_the_page_prints_by_the_decree(self):
        for name in NAMES:
            pdf = self.out / f"{name}.pdf"
            subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                            f"--user-data-dir={self.folder}/profile", "--no-pdf-header-footer", f"--print-to-pdf={pdf}",
                            f"file://{self.folder}/{name}.html"], check=True, timeout=240, capture_output=True)
            # Chromium draws the top of the next page's first letter once more, clipped; and it numbers pages through.
            self.keeps_to_the_decree(pdf, below=6)
            self.has_all(pdf, name)


class LibreOffice(Printed):
    PROGRAM = "soffice"

    def convert(self, kind, *files):
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/profile", "--convert-to", kind,
                        "--outdir", self.out, *files], check=True, timeout=240, capture_output=True)

    def test_writer_prints_the_document_by_the_decree(self):
        self.convert("pdf", *(self.folder / f"{name}.docx" for name in NAMES))
        for name in NAMES:
            self.keeps_to_the_decree(self.out / f"{name}.pdf", annexes_begin_anew=name == "district")
            self.has_all(self.out / f"{name}.pdf", name)

    def test_calc_calculates_the_same_values(self):
        openpyxl = needed("openpyxl")
        if not (self.folder / "sample.xlsx").exists():
            print("Skipped: this build writes no XLSX")
            sys.exit(77)
        # Without the values that we wrote, LibreOffice has nothing but the formulas.
        blind, removed = self.folder / "blind.xlsx", 0
        with zipfile.ZipFile(self.folder / "district.xlsx") as source, zipfile.ZipFile(blind, "w") as target:
            for info in source.infolist():
                content = source.read(info)
                if info.filename.startswith("xl/worksheets/sheet"):
                    content, count = re.subn(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", content)
                    removed += count
                target.writestr(info, content)
        self.convert("xlsx:Calc MS Excel 2007 XML", blind)
        ours = openpyxl.load_workbook(self.folder / "district.xlsx", data_only=True)
        theirs = openpyxl.load_workbook(self.out / "blind.xlsx", data_only=True)
        compared = 0
        for sheet in openpyxl.load_workbook(self.folder / "district.xlsx"):
            for cell in (cell for row in sheet for cell in row if cell.data_type == "f"):
                self.assertEqual(theirs[sheet.title][cell.coordinate].value, ours[sheet.title][cell.coordinate].value,
                                 f"{sheet.title}!{cell.coordinate} {cell.value}")
                compared += 1
        self.assertEqual(compared, removed)
        self.assertGreater(compared, 25)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], sys.argv[2]], verbosity=1)
