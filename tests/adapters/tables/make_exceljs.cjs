// See make_workbooks.py. exceljs writes no number for a date: it takes one of JavaScript, in UTC.
const Excel = require('exceljs');
const header = ['STT', 'Mã hồ sơ', 'Số định danh', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Đúng hạn', 'Phí', 'Ghi chú'];
const rich = { richText: [{ text: 'g' }, { font: { bold: true }, text: 'ấp' }] };
const rows = [
  [1, 'H29.1-210105-0001', 79123456789, new Date('2021-01-05'), new Date('2021-01-20T09:30:00Z'), true, 1500000.5, rich],
  [2, 'H29.1-210105-0002', 123456789012, new Date('1900-03-01'), new Date('2024-02-29T23:59:59Z'), false,
    { formula: '1/10', result: 0.1 }, 'dòng 1\ndòng 2'],
  [3, '0003', 1, new Date('2021-12-31'), new Date('2021-12-31'), true, 123456789012345, '=1+1'],
];
const book = new Excel.Workbook();
book.addWorksheet('Ghi chú').addRow(['Số liệu đến 31/12/2021']);
book.addWorksheet('Nháp', { state: 'veryHidden' }).addRow(header);
const sheet = book.addWorksheet('Hồ sơ');
sheet.getCell('A1').value = 'UBND PHƯỜNG 1';
sheet.mergeCells('A1:H1');
sheet.getCell('A2').value = 'DANH SÁCH HỒ SƠ NĂM 2021';
sheet.getRow(4).values = header;
sheet.getRow(5).values = header.map((_, i) => `(${i + 1})`);
rows.forEach((row, i) => {
  sheet.getRow(6 + i).values = row;
  sheet.getCell(6 + i, 3).numFmt = '000000000000';
  sheet.getCell(6 + i, 4).numFmt = 'dd/mm/yyyy';
  sheet.getCell(6 + i, 5).numFmt = 'dd/mm/yyyy hh:mm';
});
sheet.getRow(7).hidden = true;
sheet.getCell('A9').value = 'Tổng cộng';
sheet.getCell('G9').value = { formula: 'SUM(G6:G8)', result: 123458289012845.6 };
book.xlsx.writeFile(`${__dirname}/exceljs.xlsx`);
