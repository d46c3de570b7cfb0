#pragma once

#include <string_view>

namespace tiendo::report {

/// Margins and sizes of Nghị định 30/2020/NĐ-CP, Phụ lục I: top and bottom 20–25 mm, left 30–35 mm,
/// right 15–20 mm, text 13–14 pt, page number centred in the top margin, none on the first page.
inline constexpr std::string_view html_style = R"css(
@page { size: A4; margin: 22mm 18mm 20mm 30mm;
  @top-center { content: counter(page); font: 13pt "Times New Roman", "Liberation Serif", Tinos, serif; } }
@page ngang { size: A4 landscape; margin: 22mm 18mm 20mm 30mm;
  @top-center { content: counter(page); font: 13pt "Times New Roman", "Liberation Serif", Tinos, serif; } }
@page :first { @top-center { content: ""; } }
* { box-sizing: border-box; }
html { background: #e9ebee; }
body { margin: 0; color: #000; font: 13pt/1.38 "Times New Roman", "Liberation Serif", Tinos, serif; }
main { width: 210mm; max-width: 100%; margin: 8mm auto; padding: 22mm 18mm 20mm 30mm; background: #fff;
  box-shadow: 0 1px 6px rgba(0, 0, 0, .3); }
p { margin: 0 0 6pt; text-align: justify; text-indent: 1.27cm; }
.dau { display: grid; grid-template-columns: 39% 61%; text-align: center; line-height: 1.2; }
.dau p { margin: 0; text-align: center; text-indent: 0; }
.dau .co-quan, .dau .chu-quan, .trich-yeu, caption, figcaption { text-wrap: balance; }
.dau .co-quan { font-size: 13pt; font-weight: bold; }
.dau .chu-quan { font-size: 13pt; }
.dau .quoc-hieu { font-size: 13pt; font-weight: bold; white-space: nowrap; }
.dau .tieu-ngu { font-size: 14pt; font-weight: bold; }
.dau .so-hieu { margin-top: 8pt; white-space: pre; }
.dau .ngay { margin-top: 8pt; font-style: italic; }
.ke { display: block; height: 0; border-top: .8pt solid #000; margin: 2pt auto 0; }
.co-quan + .ke { width: 34%; }
.tieu-ngu + .ke { width: 52%; }
h1 { margin: 22pt 0 0; font-size: 14pt; text-align: center; }
.trich-yeu { margin: 0; font-size: 14pt; font-weight: bold; text-align: center; text-indent: 0; }
.trich-yeu + .ke { width: 28%; margin: 4pt auto 16pt; }
.can-cu { font-style: italic; }
h2 { margin: 14pt 0 6pt; font-size: 13pt; text-indent: 1.27cm; break-after: avoid; }
h3 { margin: 12pt 0 6pt; font-size: 13pt; text-indent: 1.27cm; break-after: avoid; }
h4 { margin: 8pt 0 4pt; font-size: 13pt; font-style: italic; text-indent: 1.27cm; break-after: avoid; }
.muc { margin: 6pt 0 3pt; font-weight: bold; break-after: avoid; }
ul { margin: 0 0 6pt; padding: 0; list-style: none; }
li { margin: 0 0 3pt; text-align: justify; text-indent: 1.27cm; }
li::before { content: "- "; }
table { width: 100%; margin: 4pt 0 8pt; border-collapse: collapse; font-size: 11.5pt; line-height: 1.25; }
.cuon { padding-right: 1px; }
caption { padding: 6pt 0 4pt; font-size: 12pt; font-weight: bold; text-align: center; break-after: avoid; }
th, td { padding: 2.5pt 4pt; border: .6pt solid #000; vertical-align: middle; }
thead { display: table-header-group; }
thead th { font-weight: bold; text-align: center; background: #f1f3f6; }
tbody th { min-width: 2.6cm; font-weight: normal; text-align: left; }
tbody tr:nth-child(-n+2) { break-before: avoid; }
table.rong { font-size: 10pt; }
.rong th, .rong td { padding: 2.5pt 2pt; }
.rong tbody th { min-width: 1.9cm; }
.rong thead th { font-size: 9pt; }
tr { break-inside: avoid; }
.p { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.g { text-align: center; }
.t { text-align: left; }
.tong th, .tong td { font-weight: bold; }
.chu-thich { margin: -3pt 0 8pt; font-size: 11.5pt; font-style: italic; text-indent: 0; }
.ghi-chu { font-style: italic; }
figure { margin: 8pt 0 10pt; break-inside: avoid; }
figcaption { margin-bottom: 4pt; font-size: 12pt; font-weight: bold; text-align: center; }
svg { display: block; width: 100%; height: auto; font-family: inherit; }
.trich { margin: 0 0 6pt; }
.trich > .don-vi { margin-bottom: 0; break-after: avoid; font-weight: bold; }
.trich > .don-vi span { font-weight: normal; font-style: italic; }
blockquote { margin: 0; }
.so { white-space: nowrap; }
.cuoi { display: grid; grid-template-columns: 50% 50%; margin-top: 18pt; break-inside: avoid; }
.noi-nhan p { margin: 0; font-size: 12pt; font-weight: bold; font-style: italic; text-indent: 0; }
.noi-nhan ul { font-size: 11pt; line-height: 1.25; }
.noi-nhan li { margin: 0; text-align: left; text-indent: 0; }
.ky { text-align: center; }
.ky p { margin: 0; font-weight: bold; text-align: center; text-indent: 0; }
.ky .ten { margin-top: 72pt; }
.doi-chieu { margin-top: 16pt; padding-top: 5pt; border-top: .6pt solid #777; font-size: 10pt; color: #333; break-inside: avoid; }
.doi-chieu p { margin: 0; text-align: left; text-indent: 0; overflow-wrap: anywhere; }
.phu-luc { page: ngang; break-before: page; margin-top: 24pt; }
.phu-luc h2 { font-size: 14pt; text-align: center; text-indent: 0; }
details { margin-top: 12pt; font-size: 10pt; }
details table { font-size: 10pt; }
@media screen and (max-width: 210mm) {
  main { margin: 0; padding: 6mm; }
  .cuon, details { overflow-x: auto; }
}
@media screen and (max-width: 150mm) {
  p, li { text-align: left; text-indent: 0; }
  h2, h3, h4 { text-indent: 0; }
  .dau, .cuoi { grid-template-columns: 1fr; row-gap: 12pt; }
  .dau .quoc-hieu, .dau .so-hieu { white-space: normal; text-wrap: balance; }
  caption { text-align: left; }
  .cuon > table { min-width: 150mm; }
  .cuon > .rong { min-width: 210mm; }
}
@media print { html { background: none; } main { width: auto; margin: 0; padding: 0; box-shadow: none; } details { display: none; } }
)css";

}  // namespace tiendo::report
