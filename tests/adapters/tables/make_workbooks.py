#!/usr/bin/env python3
"""Makes the workbooks of this folder with programs other than tiendo. Run by hand; the tests read what it made.

usage: make_workbooks.py            (python3-openpyxl, python3-xlsxwriter, libreoffice-calc-nogui)
       node make_exceljs.cjs        (npm exceljs 4.4.0)
       perl make_perl.pl            (libexcel-writer-xlsx-perl)
Five programs write the same table, so that one list of expected cells serves them all. The people are invented.
"""
import datetime
import pathlib
import shutil
import subprocess
import tempfile

import openpyxl
import xlsxwriter

HERE = pathlib.Path(__file__).parent
HEADER = ["STT", "Mã hồ sơ", "Số định danh", "Ngày tiếp nhận", "Ngày hẹn trả", "Đúng hạn", "Phí", "Ghi chú"]
DATE, STAMP, ZEROS = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "000000000000"
ROWS = [
    [1, "H29.1-210105-0001", 79123456789, datetime.date(2021, 1, 5), datetime.datetime(2021, 1, 20, 9, 30), True, 1500000.5, "gấp"],
    [2, "H29.1-210105-0002", 123456789012, datetime.date(1900, 3, 1), datetime.datetime(2024, 2, 29, 23, 59, 59), False, 0.1, "dòng 1\ndòng 2"],
    [3, "0003", 1, datetime.date(2021, 12, 31), datetime.datetime(2021, 12, 31), True, 123456789012345, "=1+1"],
]


def with_openpyxl(name, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    notes = book.active
    notes.title = "Ghi chú"
    notes.append(["Số liệu đến 31/12/2021"])
    draft = book.create_sheet("Nháp")
    draft.sheet_state = "hidden"
    draft.append(HEADER)
    draft.append(["bản nháp"] * len(HEADER))
    sheet = book.create_sheet("Hồ sơ")
    sheet["A1"] = "UBND PHƯỜNG 1"
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "DANH SÁCH HỒ SƠ NĂM 2021"
    for column, title in enumerate(HEADER, 1):
        sheet.cell(4, column, title)
        sheet.cell(5, column, f"({column})")
    for number, row in enumerate(ROWS, 6):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if value == "=1+1":
                cell.data_type = "s"  # a text, which openpyxl takes for a formula
        sheet.cell(number, 3).number_format = ZEROS
        sheet.cell(number, 4).number_format = DATE
        sheet.cell(number, 5).number_format = STAMP
    sheet.row_dimensions[7].hidden = True
    sheet["A9"] = "Tổng cộng"
    sheet["G9"] = "=SUM(G6:G8)"
    book.save(HERE / name)


def with_xlsxwriter(name):
    book = xlsxwriter.Workbook(str(HERE / name))
    date, stamp, zeros, bold = (book.add_format(form) for form in (
        {"num_format": DATE}, {"num_format": STAMP}, {"num_format": ZEROS}, {"bold": True}))
    book.add_worksheet("Ghi chú").write("A1", "Số liệu đến 31/12/2021")
    draft = book.add_worksheet("Nháp")
    draft.hide()
    draft.write_row(0, 0, HEADER)
    sheet = book.add_worksheet("Hồ sơ")
    sheet.merge_range("A1:H1", "UBND PHƯỜNG 1")
    sheet.write("A2", "DANH SÁCH HỒ SƠ NĂM 2021")
    sheet.write_row(3, 0, HEADER)
    sheet.write_row(4, 0, [f"({column})" for column in range(1, len(HEADER) + 1)])
    for number, row in enumerate(ROWS, 5):
        sheet.write_row(number, 0, row[:2])
        sheet.write_number(number, 2, row[2], zeros)
        sheet.write_datetime(number, 3, row[3], date)
        sheet.write_datetime(number, 4, row[4], stamp)
        sheet.write_boolean(number, 5, row[5])
        sheet.write_formula(number, 6, f"={row[6]}", None, row[6])
        sheet.write_string(number, 7, row[7])
    sheet.write_rich_string(5, 7, "g", bold, "ấ", "p")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.write("A9", "Tổng cộng")
    sheet.write_formula("G9", "=SUM(G6:G8)", None, 123458289012845.6)
    book.close()


def wide(name):
    """What the table above lacks: errors, times, two header rows, cells merged over rows."""
    book = xlsxwriter.Workbook(str(HERE / name))
    clock, elapsed, merged = (book.add_format(form) for form in (
        {"num_format": "hh:mm"}, {"num_format": "[h]:mm"}, {"align": "center"}))
    sheet = book.add_worksheet("Phụ lục 2")
    sheet.merge_range("A1:A2", "Phường", merged)
    sheet.merge_range("B1:C1", "Thời gian", merged)
    sheet.write_row("B2", ["Tiếp nhận", "Hẹn trả"])
    sheet.merge_range("D1:D2", "Kết quả", merged)
    sheet.merge_range("A3:A4", "Phường 1", merged)
    sheet.write("B3", 0.375, clock)
    sheet.write("C3", 1.0625, elapsed)
    sheet.write_formula("D3", "=NA()", None, "#N/A")
    sheet.write("B4", 44197.5, clock)
    sheet.write("D4", 1e20)
    sheet.write("A5", "Phường 2")
    sheet.write("D5", "_x0041_")
    book.close()


def main():
    with_openpyxl("openpyxl.xlsx")
    with_openpyxl("openpyxl-1904.xlsx", openpyxl.utils.datetime.CALENDAR_MAC_1904)
    with_xlsxwriter("xlsxwriter.xlsx")
    wide("wide.xlsx")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder,
                        str(HERE / "openpyxl.xlsx")], check=True)
        shutil.copyfile(pathlib.Path(folder) / "openpyxl.xlsx", HERE / "libreoffice.xlsx")


main()
