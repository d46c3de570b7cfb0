#!/usr/bin/perl
# See make_workbooks.py.
use strict;
use warnings;
use utf8;
use File::Basename;
use Excel::Writer::XLSX;

my @header = ('STT', 'Mã hồ sơ', 'Số định danh', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Đúng hạn', 'Phí', 'Ghi chú');
my @rows = (
    [1, 'H29.1-210105-0001', 79123456789, '2021-01-05T', '2021-01-20T09:30', 1, 1500000.5, 'gấp'],
    [2, 'H29.1-210105-0002', 123456789012, '1900-03-01T', '2024-02-29T23:59:59', 0, 0.1, "dòng 1\ndòng 2"],
    [3, '0003', 1, '2021-12-31T', '2021-12-31T', 1, 123456789012345, '=1+1'],
);
my $book = Excel::Writer::XLSX->new(dirname(__FILE__) . '/perl.xlsx');
my $date = $book->add_format(num_format => 'dd/mm/yyyy');
my $stamp = $book->add_format(num_format => 'dd/mm/yyyy hh:mm');
my $zeros = $book->add_format(num_format => '000000000000');
$book->add_worksheet('Ghi chú')->write('A1', 'Số liệu đến 31/12/2021');
my $draft = $book->add_worksheet('Nháp');
$draft->hide();
$draft->write_row(0, 0, \@header);
my $sheet = $book->add_worksheet('Hồ sơ');
$sheet->merge_range('A1:H1', 'UBND PHƯỜNG 1', $book->add_format());
$sheet->write('A2', 'DANH SÁCH HỒ SƠ NĂM 2021');
$sheet->write_row(3, 0, \@header);
$sheet->write_row(4, 0, [map { "($_)" } 1 .. 8]);
for my $i (0 .. $#rows) {
    my @row = @{ $rows[$i] };
    $sheet->write_number($i + 5, 0, $row[0]);
    $sheet->write_string($i + 5, 1, $row[1]);
    $sheet->write_number($i + 5, 2, $row[2], $zeros);
    $sheet->write_date_time($i + 5, 3, $row[3], $date);
    $sheet->write_date_time($i + 5, 4, $row[4], $stamp);
    $sheet->write_boolean($i + 5, 5, $row[5]);
    $sheet->write_number($i + 5, 6, $row[6]);
    $sheet->write_string($i + 5, 7, $row[7]);
}
$sheet->set_row(6, undef, undef, 1);
$sheet->write('A9', 'Tổng cộng');
$sheet->write_formula('G9', '=SUM(G6:G8)', undef, 123458289012845.6);
$book->close();
