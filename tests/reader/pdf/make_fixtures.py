#!/usr/bin/env python3
"""Makes the PDF fixtures beside it, with programs that share nothing with tiendo: Chromium, LibreOffice, poppler-utils.

usage: make_fixtures.py        (needs chromium, soffice and pdftoppm)
The text is that of examples/district/ke-hoach.txt or invented. The fixtures are committed; run this only to change them.
"""
import html
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parents[2] / "examples" / "district" / "ke-hoach.txt"


def run(*words, cwd=None):
    subprocess.run([str(word) for word in words], check=True, cwd=cwd, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=300)


def paragraphs():
    """The sample, a list of paragraphs; the sentence that its text cuts at a page break is whole again."""
    blocks = [block.strip() for block in SAMPLE.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    whole = []
    for block in blocks:
        if whole and block[0].islower() and not whole[-1].endswith((".", ";", ":")):
            whole[-1] += " " + block
        else:
            whole.append(block)
    return [block.replace("**", "") for block in whole]


def parts_of(blocks):
    """Letterhead left and right, kind, title, body, recipients, signature, signer."""
    kind = blocks.index("KẾ HOẠCH")
    end = next(i for i, block in enumerate(blocks) if block.startswith("Nơi nhận"))
    return {"left": blocks[0:2], "right": blocks[2:kind], "title": blocks[kind + 1], "body": blocks[kind + 2:end],
            "recipients": blocks[end + 1].split("\n"), "signature": blocks[end + 2].split("\n"), "signer": blocks[end + 3]}


def lines(block):
    return html.escape(block).replace("\n", "<br>")


def chromium(page, target):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri())


def libreoffice(document, target, settings=""):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "page.fodt"
        source.write_text(document, encoding="utf-8")
        run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf" + settings,
            "--outdir", folder, source)
        shutil.copy(pathlib.Path(folder) / "page.pdf", target)


def ke_hoach(target):
    parts = parts_of(paragraphs())
    body = "".join(f"<p >{lines(block)}</p>"
                   for block in parts["body"])
    chromium(f"""<!doctype html><html lang="vi"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 20mm 15mm 20mm 30mm; @top-center {{ content: counter(page); font: 13pt 'Liberation Serif'; }} }}
@page :first {{ @top-center {{ content: none; }} }}
body {{ font: 14pt/1.25 'Liberation Serif'; margin: 0; }}
p {{ margin: 6pt 0 0 0; text-align: justify; text-indent: 12.7mm; }}
table {{ width: 100%; border-collapse: collapse; }} td {{ vertical-align: top; padding: 0; text-align: center; }}
.recipients {{ text-align: left; font-size: 11pt; }} h1 {{ font-size: 14pt; font-weight: normal; text-align: center; margin: 12pt 0 0 0; }}
</style><table><tr><td style="width:40%">{lines(parts["left"][0])}<br><br>{lines(parts["left"][1])}</td>
<td>{lines(parts["right"][0])}<br><br>{lines(parts["right"][1])}</td></tr></table>
<h1>KẾ HOẠCH</h1><h1 style="margin-top:0">{lines(parts["title"])}</h1>{body}
<table style="margin-top:12pt"><tr><td class="recipients" style="width:50%">Nơi nhận:<br>
{"<br>".join(html.escape(each) for each in parts["recipients"])}</td>
<td>{"<br>".join(html.escape(each) for each in parts["signature"])}<br><br><br><br>{parts["signer"]}</td></tr></table>
""", target)


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Serif" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Serif"
 fo:font-size="13pt" fo:language="vi" fo:country="VN"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Text" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:text-indent="1.27cm" fo:margin-top="0.2cm" fo:orphans="2" fo:widows="2"/></style:style>
<style:style style:name="Centre" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="Small" style:family="paragraph"><style:text-properties fo:font-size="9pt"/></style:style>
</office:styles><office:automatic-styles>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="3cm" fo:margin-right="1.5cm"/>
<style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:style style:name="C1" style:family="table-column"><style:table-column-properties style:column-width="1.2cm"/></style:style>
<style:style style:name="C2" style:family="table-column"><style:table-column-properties style:column-width="7.5cm"/></style:style>
<style:style style:name="C3" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style>
<style:style style:name="C4" style:family="table-column"><style:table-column-properties style:column-width="3.8cm"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p text:style-name="Centre"><text:page-number/></text:p></style:header>
<style:footer><text:p text:style-name="Small">Kế hoạch của Ủy ban nhân dân xã Đồng Mẫu (địa danh giả định)</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>@BODY@</office:text></office:body></office:document>
"""


def cell(text, columns=1, rows=1):
    spans = (f' table:number-columns-spanned="{columns}"' if columns > 1 else "") + \
            (f' table:number-rows-spanned="{rows}"' if rows > 1 else "")
    content = "".join(f"<text:p>{html.escape(each)}</text:p>" for each in text.split("\n"))
    return f'<table:table-cell table:style-name="Cell"{spans}>{content}</table:table-cell>'


COVERED = "<table:covered-table-cell/>"
TASKS = [
    ("Rà soát, công bố công khai danh mục thủ tục hành chính tại trụ sở và trên trang thông tin điện tử", "Văn phòng HĐND và UBND", "Trước ngày 15/3/2026"),
    ("Tổ chức đối thoại với Nhân dân về thu hồi đất, bồi thường và tái định cư của dự án đường liên thôn", "Phòng Kinh tế", "Quý II/2026"),
    ("Niêm yết kết quả bình xét hộ nghèo, hộ cận nghèo tại nhà văn hóa các thôn", "Phòng Văn hóa - Xã hội", "Tháng 11/2026"),
    ("Bố trí công chức hướng dẫn người dân nộp hồ sơ trực tuyến tại Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công", "Thường xuyên"),
]


def phu_luc(target):
    intro = ("<text:p text:style-name='Centre'>KẾ HOẠCH</text:p>"
             "<text:p text:style-name='Centre'>Cải cách hành chính năm 2026 của xã Đồng Mẫu</text:p>"
             "<text:p text:style-name='Text'>Ủy ban nhân dân xã Đồng Mẫu ban hành Kế hoạch với các nội dung sau"
             "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
             "<text:p text:style-name='Small'>Địa danh và nội dung trong tài liệu này là giả định.</text:p>"
             "</text:note-body></text:note>:</text:p>"
             "<text:p text:style-name='Text'>I. MỤC TIÊU</text:p>"
             "<text:p text:style-name='Text'>- Mỗi nhiệm vụ có một cơ quan chủ trì và một thời hạn, để khi tổng hợp báo cáo "
             "không phải hỏi lại từng đơn vị về việc ai làm, làm khi nào và sản phẩm là gì.</text:p>"
             "<text:p text:style-name='Text'>II. NHIỆM VỤ</text:p>"
             "<text:p text:style-name='Text'>Các nhiệm vụ cụ thể được giao trong bảng sau:</text:p>")
    head = "<table:table-header-rows><table:table-row>" + "".join(
        cell(each) for each in ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")) + "</table:table-row></table:table-header-rows>"
    rows = ""
    number = 0
    for group in ("I. Công khai, minh bạch", "II. Cung ứng dịch vụ công", "III. Giải trình với người dân"):
        rows += "<table:table-row>" + cell(group, columns=4) + COVERED * 3 + "</table:table-row>"
        for task, lead, due in TASKS:
            number += 1
            long = f"{task}; kết quả được ghi vào sổ theo dõi số {number} và báo cáo trong phiên họp giao ban gần nhất của Ủy ban nhân dân xã"
            rows += "<table:table-row>" + cell(str(number)) + cell(long) + cell(lead) + cell(due) + "</table:table-row>"
    rows += ("<table:table-row>" + cell("13") + cell("Lập dự toán kinh phí") + cell("Phòng Kinh tế", rows=2) + cell("Trước ngày 31/7/2026")
             + "</table:table-row><table:table-row>" + cell("14") + cell("Quyết toán kinh phí") + COVERED + cell("Trước ngày 31/12/2026")
             + "</table:table-row>")
    table = ("<table:table><table:table-column table:style-name='C1'/><table:table-column table:style-name='C2'/>"
             f"<table:table-column table:style-name='C3'/><table:table-column table:style-name='C4'/>{head}{rows}</table:table>")
    after = ("<text:p text:style-name='Text'>III. TỔ CHỨC THỰC HIỆN</text:p>"
             "<text:p text:style-name='Text'>1. Giao Văn phòng HĐND và UBND theo dõi, đôn đốc, tổng hợp báo cáo Ủy ban nhân dân xã trước ngày "
             "20 tháng 12 năm 2026.</text:p>")
    libreoffice(FODT.replace("@BODY@", intro + table + after), target)


def encrypted(target):
    body = "<text:p text:style-name='Text'>Tài liệu giả định có mật khẩu.</text:p>"
    libreoffice(FODT.replace("@BODY@", body), target,
                ':writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
                '"DocumentOpenPassword":{"type":"string","value":"gia-dinh"}}')


def scan(target):
    page = """<!doctype html><html lang="vi"><meta charset="utf-8"><style>@page { size: A5; margin: 15mm; }
body { font: 14pt/1.4 'Liberation Serif'; margin: 0; } p { margin: 8pt 0 0 0; }</style>
<p style="text-align:center">KẾ HOẠCH</p><p style="text-align:center">Cải cách hành chính năm 2026</p>
<p>Ủy ban nhân dân xã Đồng Mẫu ban hành Kế hoạch như sau:</p><p>II. NHIỆM VỤ</p>
<p>1. Giao Phòng Kinh tế chủ trì rà soát thủ tục đất đai, hoàn thành trước ngày 15 tháng 3 năm 2026.</p>
<p>2. Giao Phòng Văn hóa - Xã hội niêm yết kết quả bình xét hộ nghèo tại nhà văn hóa các thôn.</p></html>"""
    with tempfile.TemporaryDirectory() as folder:
        paper = pathlib.Path(folder) / "paper.pdf"
        chromium(page, paper)
        run("pdftoppm", "-r", "150", "-mono", "-singlefile", paper, f"{folder}/scan")
        run("python3", HERE / "wrap_scan.py", f"{folder}/scan.pbm", "150", target)


if __name__ == "__main__":
    ke_hoach(HERE / "ke-hoach.pdf")
    phu_luc(HERE / "phu-luc.pdf")
    scan(HERE / "scan.pdf")
    encrypted(HERE / "encrypted.pdf")
