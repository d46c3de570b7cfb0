#pragma once

#include <array>
#include <string_view>

/// Every Vietnamese text of the reports, in one place. Patterns with {} are filled by fmt, or,
/// where a figure goes in, by `prose`.
namespace tiendo::report::phrases {

// Formats of days, hours and lists.
inline constexpr std::string_view long_date = "ngày {} tháng {} năm {}";
inline constexpr std::string_view moment = "{} giờ {:02} phút ngày {}";
inline constexpr std::string_view day = "ngày {}";
inline constexpr std::string_view before_moment = "trước {}";
inline constexpr std::string_view before_day = "trước ngày {} (hết ngày {})";
inline constexpr std::string_view comma = ", ";
inline constexpr std::string_view last_comma = " và ";

// The form of the paper: Nghị định 30/2020/NĐ-CP, Phụ lục I.
inline constexpr std::string_view national_name = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
inline constexpr std::string_view national_motto = "Độc lập - Tự do - Hạnh phúc";
inline constexpr std::string_view kind_of_paper = "BÁO CÁO";
inline constexpr std::string_view recipients = "Nơi nhận:";
inline constexpr std::string_view annex = "PHỤ LỤC";
inline constexpr std::string_view annex_numbered = "Phụ lục {}";  // in Roman numerals
inline constexpr std::string_view annex_of = "(Kèm theo Báo cáo số{} {})";

// Headings.
inline constexpr std::string_view part_reporting = "I. TÌNH HÌNH THỰC HIỆN CHẾ ĐỘ BÁO CÁO";
inline constexpr std::string_view part_results = "II. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG";
inline constexpr std::string_view part_not_included = "III. NỘI DUNG CHƯA TỔNG HỢP ĐƯỢC VÀ LÝ DO";
inline constexpr std::string_view part_doubts = "IV. ĐIỂM CẦN LÀM RÕ VÀ CÁCH XỬ LÝ KHI TỔNG HỢP";
inline constexpr std::string_view narratives_heading = "Nội dung báo cáo của các đơn vị";
inline constexpr std::string_view tables_word = "Bảng";
inline constexpr std::string_view chart_word = "Biểu đồ";
inline constexpr std::string_view figure_index = "DANH MỤC MÃ SỐ LIỆU";
inline constexpr std::string_view figure_index_note =
    "Mỗi số liệu trong báo cáo có một mã để tra cứu nguồn gốc.";
inline constexpr std::string_view column_figure = "Mã";
inline constexpr std::string_view column_value = "Số liệu";
inline constexpr std::string_view column_meaning = "Ý nghĩa";
inline constexpr std::string_view column_object = "Đối tượng";
inline constexpr std::string_view column_about = "Nội dung";
inline constexpr std::string_view column_statement = "Nội dung đơn vị báo cáo";
inline constexpr std::string_view sheet_statements = "Báo cáo của đơn vị";
inline constexpr std::string_view sheet_figures = "Danh mục số liệu";

inline constexpr std::string_view general_heading = "Nội dung chung trong báo cáo của các đơn vị";

// Groups of units.
inline constexpr std::string_view group_wards = "Ủy ban nhân dân các phường";
inline constexpr std::string_view group_offices = "Cơ quan chuyên môn, phòng ban";
inline constexpr std::string_view group_service_units = "Đơn vị sự nghiệp";
inline constexpr std::string_view group_others = "Cơ quan, tổ chức khác";
inline constexpr std::string_view total = "Tổng cộng";
inline constexpr std::string_view none = "Không có.";

// Part I: who reported.
inline constexpr std::string_view summary =
    "Tính đến {}, {}/{} đơn vị đã gửi báo cáo, trong đó {} đơn vị gửi đúng hạn, {} đơn vị gửi trễ "
    "hạn";
inline constexpr std::string_view summary_missing = "; {} đơn vị chưa gửi báo cáo gồm: {}";
inline constexpr std::string_view summary_none_missing = "; không còn đơn vị nào chưa gửi báo cáo";
inline constexpr std::string_view summary_returned =
    "; {} đơn vị đã gửi nhưng bị trả lại, chưa gửi lại gồm: {}";
inline constexpr std::string_view summary_excused =
    "; {} đơn vị được miễn hoặc được thay thế gồm: {}";
inline constexpr std::string_view meaning_sent = "Đơn vị đã gửi báo cáo";
inline constexpr std::string_view meaning_missing = "Đơn vị chưa gửi báo cáo lần nào";
inline constexpr std::string_view meaning_returned = "Đơn vị bị trả lại báo cáo, chưa gửi lại";
inline constexpr std::string_view due_sentence = "Hạn gửi báo cáo: {}.";
inline constexpr std::string_view no_due_sentence =
    "Kế hoạch không ghi ngày phải gửi; chưa xác định đơn vị nào trễ hạn.";
inline constexpr std::string_view window_sentence = "Kỳ số liệu: từ ngày {} đến hết ngày {}";
inline constexpr std::string_view window_missing =
    "Kế hoạch không nêu kỳ số liệu và chưa có lựa chọn kỳ số liệu nên chưa tính chỉ tiêu.";
/// How the ledger begins the text of a choice.
inline constexpr std::string_view window_days = "{} đến {}, ";
inline constexpr std::string_view window_by = ", {}";
inline constexpr std::string_view tally_caption = "Tình hình gửi {}";
inline constexpr std::string_view tally_owed = "Phải gửi";
inline constexpr std::string_view tally_on_time = "Đúng hạn";
inline constexpr std::string_view tally_late = "Trễ hạn";
inline constexpr std::string_view tally_overdue = "Quá hạn chưa gửi";
inline constexpr std::string_view tally_pending = "Chưa gửi, chưa quá hạn";
inline constexpr std::string_view tally_excused = "Được miễn, thay thế";
inline constexpr std::string_view tally_note =
    "Số phải gửi bằng tổng các cột còn lại; báo cáo gửi trễ hạn không tính là đúng hạn.";
inline constexpr std::string_view units_caption = "Tình hình gửi báo cáo của từng đơn vị";
inline constexpr std::string_view column_group = "Nhóm đơn vị";
inline constexpr std::string_view column_order = "STT";
inline constexpr std::string_view column_unit = "Đơn vị";
inline constexpr std::string_view column_sent = "Thời điểm gửi";
inline constexpr std::string_view column_standing = "Tình trạng";
inline constexpr std::string_view column_days_late = "Số ngày trễ";
inline constexpr std::string_view column_remark = "Ghi chú";
inline constexpr std::string_view days_meaning = "Số ngày trễ – {}";
inline constexpr std::string_view list_late = "Đơn vị gửi trễ hạn";
inline constexpr std::string_view list_missing = "Đơn vị chưa gửi báo cáo";
inline constexpr std::string_view list_returned = "Báo cáo bị trả lại";
inline constexpr std::string_view late_item = "{}: gửi lúc {}, trễ {} ngày.";
inline constexpr std::string_view overdue_item =
    "{}: đã quá hạn {} ngày, chưa gửi báo cáo lần nào.";
inline constexpr std::string_view pending_item = "{}: chưa gửi, chưa quá hạn.";
inline constexpr std::string_view returned_item = "{}: trả lại lúc {}, lý do: “{}”";
inline constexpr std::string_view sent_again = "; đã gửi lại lúc {}.";
inline constexpr std::string_view not_sent_again = "; chưa gửi lại.";
inline constexpr std::string_view sent_again_late =
    "; đã gửi lại lúc {}, chậm {} ngày so với thời hạn gửi lại ({}).";
inline constexpr std::string_view not_sent_again_late =
    "; chưa gửi lại, quá thời hạn gửi lại ({}) {} ngày.";
inline constexpr std::string_view remark_withdrawn = "{}rút lại ngày {}";
inline constexpr std::string_view remark_excused = "{} ({}, từ {}{})";
inline constexpr std::string_view remark_excused_until = " đến trước {}";
inline constexpr std::string_view remark_returned = "{}trả lại ngày {}";
inline constexpr std::string_view remark_again = "{}gửi lại ngày {}";

// Part II: the dimensions.
inline constexpr std::string_view proxy =
    "Số liệu dưới đây do địa phương tự tính từ các hệ thống đang vận hành, dùng để theo dõi nội "
    "bộ; không phải điểm PAPI.";
inline constexpr std::string_view measures_caption = "{} (từ ngày {} đến hết ngày {})";
inline constexpr std::string_view measures_note =
    "“–”: không có số liệu, hoặc không có hồ sơ, phản ánh nào để tính tỷ lệ. Dòng tổng cộng gồm cả "
    "trường hợp chưa xác định được đơn vị (nêu tại phần III).";
inline constexpr std::string_view other_measures = "Số liệu của các đơn vị";
inline constexpr std::string_view other_axis = "số lượng";
inline constexpr std::string_view rate_of = "Tỷ lệ {}";
inline constexpr std::string_view dossier_caption = "Kết quả giải quyết hồ sơ thủ tục hành chính";
inline constexpr std::string_view dossier_carried_over = "Kỳ trước chuyển sang";
inline constexpr std::string_view dossier_received = "Tiếp nhận trong kỳ";
inline constexpr std::string_view dossier_solved = "Đã giải quyết";
inline constexpr std::string_view dossier_on_time = "Đúng hạn";
inline constexpr std::string_view dossier_late = "Trễ hạn";
inline constexpr std::string_view rate_on_time = "Tỷ lệ đúng hạn";
inline constexpr std::string_view rate_late = "Tỷ lệ trễ hạn";
inline constexpr std::string_view dossier_withdrawn = "Rút hồ sơ";
inline constexpr std::string_view dossier_in_time = "Đang giải quyết, trong hạn";
inline constexpr std::string_view dossier_overdue = "Đang giải quyết, quá hạn";
inline constexpr std::string_view dossier_paused = "Tạm dừng, chờ bổ sung";
inline constexpr std::string_view dossier_note =
    "Đúng hạn gồm giải quyết trước hạn và trong ngày hẹn trả. Kỳ trước chuyển sang cộng tiếp nhận "
    "trong kỳ bằng tổng số đã giải quyết, rút, đang giải quyết và tạm dừng.";
inline constexpr std::string_view dossier_chart = "Hồ sơ đã giải quyết đúng hạn và trễ hạn";
inline constexpr std::string_view dossier_axis = "số hồ sơ đã giải quyết";
inline constexpr std::string_view feedback_caption = "Kết quả trả lời phản ánh, kiến nghị";
inline constexpr std::string_view feedback_received = "Đã nhận";
inline constexpr std::string_view feedback_answered = "Đã trả lời";
inline constexpr std::string_view feedback_on_time = "Trả lời đúng hạn";
inline constexpr std::string_view feedback_late = "Trả lời trễ hạn";
inline constexpr std::string_view feedback_open = "Chưa trả lời";
inline constexpr std::string_view rate_answered = "Tỷ lệ trả lời";
inline constexpr std::string_view feedback_note =
    "Các tỷ lệ đều tính trên số phản ánh, kiến nghị đã nhận.";
inline constexpr std::string_view feedback_chart =
    "Phản ánh, kiến nghị: trả lời đúng hạn, trễ hạn và chưa trả lời";
inline constexpr std::string_view feedback_axis = "số phản ánh, kiến nghị";
inline constexpr std::string_view all_units = "Tổng cộng";
inline constexpr std::string_view no_measures =
    "Chưa có hệ thống nào cung cấp số liệu để tính chỉ tiêu cho nội dung này.";
inline constexpr std::string_view no_evidence =
    "Chưa tìm thấy minh chứng cho các nhiệm vụ của nội dung này trong các hệ thống đã kết nối.";
inline constexpr std::string_view no_narratives = "Không có báo cáo nào đã nhận nêu nội dung này.";
inline constexpr std::string_view evidence_caption = "Minh chứng theo nhiệm vụ";
inline constexpr std::string_view evidence_note =
    "Minh chứng là văn bản viện dẫn Kế hoạch hoặc văn bản mà nhiệm vụ nêu; số 0 nghĩa là chưa tìm "
    "thấy trong các hệ thống đã kết nối.";
inline constexpr std::string_view evidence_meaning = "Số minh chứng của nhiệm vụ {}";
inline constexpr std::string_view evidence_chart = "Minh chứng theo nhiệm vụ – {}";
inline constexpr std::string_view evidence_axis = "số minh chứng";
inline constexpr std::string_view column_node = "Mục";
inline constexpr std::string_view column_task = "Nhiệm vụ";
inline constexpr std::string_view column_evidence = "Số minh chứng";
inline constexpr std::string_view statements_chart = "Báo cáo của các đơn vị về nội dung “{}”";
inline constexpr std::string_view statements_axis = "số đơn vị phải gửi báo cáo";
inline constexpr std::string_view said_yes = "Có nêu nội dung này";
inline constexpr std::string_view said_silent = "Đã gửi báo cáo, không nêu nội dung này";
inline constexpr std::string_view said_nothing = "Chưa có báo cáo";
inline constexpr std::string_view about_node = "về mục {}";
inline constexpr std::string_view remark_late = "báo cáo gửi trễ hạn";
inline constexpr std::string_view remark_not_accepted = "báo cáo chưa được tiếp nhận";

// Parts III and IV, annexes.
inline constexpr std::string_view left_out_returned =
    "Báo cáo của {}: đã bị trả lại, chưa gửi lại; lý do trả lại: “{}”.";
inline constexpr std::string_view left_out_draft = "Báo cáo của {}: mới là bản nháp, chưa gửi.";
inline constexpr std::string_view left_out_withdrawn =
    "Báo cáo của {}: đơn vị đã rút lại, chưa gửi lại; lý do rút: “{}”.";
inline constexpr std::string_view left_out_silent =
    "Kết quả thực hiện của các đơn vị chưa gửi báo cáo: {}.";
inline constexpr std::string_view left_out_unmeasured =
    "Số liệu của {}: chưa có hệ thống nào cung cấp số liệu để tính chỉ tiêu.";
inline constexpr std::string_view left_out_not_kept =
    "Minh chứng và số liệu tính từ dữ liệu của các hệ thống trước {}: không còn được lưu giữ theo "
    "từng thời điểm.";
inline constexpr std::string_view dimension_name = "nội dung {} “{}”";
inline constexpr std::string_view doubt_at = "Mục {} của Kế hoạch: {}";
inline constexpr std::string_view doubt_settled = "{}; cách xử lý: {}";
inline constexpr std::string_view more_doubts =
    "Các điểm khác cần làm rõ trong văn bản Kế hoạch được liệt kê tại Phụ lục II.";
inline constexpr std::string_view matrix_caption =
    "Tình hình gửi các văn bản theo Kế hoạch của từng đơn vị";
inline constexpr std::string_view matrix_note =
    "“–”: đơn vị không phải gửi văn bản này. Trong ngoặc là ngày gửi.";
inline constexpr std::string_view open_doubts_caption =
    "Các điểm cần làm rõ trong văn bản Kế hoạch, chưa có cách xử lý";
inline constexpr std::string_view column_place = "Vị trí";
inline constexpr std::string_view column_doubt = "Nội dung cần làm rõ";

// Frame of the paper.
inline constexpr std::string_view report_word = "Báo cáo";
inline constexpr std::string_view plan_word = "Kế hoạch";
inline constexpr std::string_view plan_number = " số {}";
inline constexpr std::string_view plan_of = " của {}";
inline constexpr std::string_view committee = "Ủy ban nhân dân";
inline constexpr std::string_view default_sign = "UBND";
inline constexpr std::string_view number_form = "Số:        /BC-{}";
inline constexpr std::string_view place_date = "{}, {}";
inline constexpr std::string_view carry_out = "thực hiện";
inline constexpr std::string_view subject_carrying_out = "Kết quả {} {}";
inline constexpr std::string_view subject_of_plan = "Kết quả {} thực hiện {} {}";
inline constexpr std::string_view ground_plan = "Căn cứ {}";
inline constexpr std::string_view ground_about = " về {}";
inline constexpr std::string_view ground_sentence = "Thực hiện mục {} của Kế hoạch: “{}”.";
inline constexpr std::string_view opening = "{} báo cáo kết quả thực hiện {} như sau:";
inline constexpr std::string_view opening_known =
    "{} báo cáo kết quả thực hiện {} như sau (theo dữ liệu đã được ghi nhận đến {}):";
inline constexpr std::string_view closing = "Trên đây là Báo cáo kết quả {} của {}./.";

// Origin of the report.
inline constexpr std::string_view journal_sentence = "Nhật ký có {} bút toán.";
inline constexpr std::string_view journal_meaning = "Số bút toán của nhật ký khi lập báo cáo";
inline constexpr std::string_view provenance_statement =
    "Báo cáo lập lúc {} từ sổ theo dõi kế hoạch {}, kỳ {}.";
inline constexpr std::string_view provenance_heading = "Thông tin đối chiếu";
inline constexpr std::string_view provenance_hash = "Mã băm cuối của nhật ký: ";

// The tables for programs.
inline constexpr std::string_view data_description =
    "Số liệu của báo cáo tổng hợp: văn bản phải gửi và tình trạng, chỉ tiêu theo đơn vị, mọi số "
    "liệu được in, lời của các đơn vị, điểm cần làm rõ. Tỷ lệ ghi bằng số thập phân (0.974 là "
    "97,4 %). Ô chữ bắt đầu bằng =, +, -, @ hoặc dấu tab có thêm một dấu nháy đơn ở đầu để phần mềm "
    "bảng tính không hiểu là công thức; chương trình đọc bỏ đi đúng một dấu đó.";
inline constexpr std::string_view data_licence =
    "Văn bản hành chính và số liệu không thuộc phạm vi bảo hộ quyền tác giả (Luật Sở hữu trí tuệ, "
    "Điều 15)";
inline constexpr std::string_view data_obligations = "Văn bản phải gửi và tình trạng";
inline constexpr std::string_view data_measures = "Chỉ tiêu theo đơn vị";
inline constexpr std::string_view data_figures = "Số liệu được in trong báo cáo";
inline constexpr std::string_view data_statements = "Nội dung báo cáo của các đơn vị";
inline constexpr std::string_view data_questions = "Nội dung chưa tổng hợp được và điểm cần làm rõ";
inline constexpr std::string_view data_id = "Mã văn bản phải gửi";
inline constexpr std::string_view data_unit_id = "Mã đơn vị";
inline constexpr std::string_view data_unit_or_all = "Mã đơn vị; để trống: tất cả đơn vị";
inline constexpr std::string_view data_cycle = "Mã kỳ báo cáo";
inline constexpr std::string_view data_due =
    "Thời điểm mà từ đó là trễ hạn; để trống: không ghi ngày";
inline constexpr std::string_view data_standing_name = "Tình trạng, bằng chữ";
inline constexpr std::string_view data_dimension = "Số thứ tự nội dung (1 đến 8)";
inline constexpr std::string_view data_measure = "Mã chỉ tiêu";
inline constexpr std::string_view data_part = "Số đếm hay tỷ lệ";
inline constexpr std::string_view data_base =
    "Mã chỉ tiêu làm mẫu số; để trống: mẫu số của chính chỉ tiêu";
inline constexpr std::string_view data_printed = "Số liệu như được in";
inline constexpr std::string_view data_counts = "Đếm từ nguồn nào";
inline constexpr std::string_view data_submission = "Mã lần gửi";
inline constexpr std::string_view data_question_kind = "Loại";
inline constexpr std::string_view data_question = "Nội dung";

// What stands behind a figure.
inline constexpr std::string_view how_counted = "đếm hồ sơ, phản ánh theo chỉ tiêu";
inline constexpr std::string_view how_divided = "lấy số thứ nhất chia cho số thứ hai";
inline constexpr std::string_view how_papers = "đếm các văn bản phải gửi dưới đây";
inline constexpr std::string_view how_no_paper =
    "không có văn bản phải gửi nào thuộc trường hợp này";
inline constexpr std::string_view how_evidence = "đếm minh chứng đã gắn với nhiệm vụ";
inline constexpr std::string_view how_journal = "đếm bút toán của nhật ký khi lập báo cáo";

// Figures that units state.
inline constexpr std::string_view stated_caption = "Số liệu do các đơn vị báo cáo";
inline constexpr std::string_view stated_figure = "Chỉ tiêu";
inline constexpr std::string_view stated_by_unit = "Đơn vị báo cáo";
inline constexpr std::string_view stated_by_system = "Hệ thống ghi nhận";
inline constexpr std::string_view stated_differs = "▲ lệch với hệ thống, cần làm rõ";
inline constexpr std::string_view stated_note =
    "“▲”: số đơn vị báo cáo khác số hệ thống ghi nhận; hai số được nêu cạnh nhau, chưa kết luận số "
    "nào đúng. “–”: hệ thống không có số này.";
inline constexpr std::string_view stated_meaning = "{} – {} (đơn vị báo cáo)";
inline constexpr std::string_view merged_sum = "Cộng";
inline constexpr std::string_view merged_mean = "Bình quân gia quyền";
inline constexpr std::string_view merged_distinct = "Lấy một lần số chung";
inline constexpr std::string_view merged_last = "Lấy số gửi sau cùng";
inline constexpr std::string_view merged_of = "{} của {}/{} đơn vị phải báo cáo";
inline constexpr std::string_view left_out_no_rule =
    "Số tổng hợp của “{}” ({}): chưa có quy tắc tổng hợp; chỉ nêu số của từng đơn vị.";
inline constexpr std::string_view left_out_no_total = "Số tổng hợp của “{}”: {}.";
inline constexpr std::string_view question =
    "{} báo cáo “{}” là {}; hệ thống ghi nhận {} (chênh lệch {}): đề nghị đơn vị kiểm tra, giải "
    "trình.";
inline constexpr std::string_view how_stated = "số do đơn vị ghi trong các báo cáo dưới đây";

// Long texts.
inline constexpr std::string_view full_texts_caption =
    "Toàn văn các nội dung báo cáo được trích câu đầu";
inline constexpr std::string_view column_full_text = "Toàn văn";
inline constexpr std::string_view remark_full_text = "trích câu đầu; toàn văn tại Phụ lục {}";
inline constexpr std::string_view about_general = "Chung";
inline constexpr std::string_view about_dimension = "Nội dung {}";

// Corrections.
inline constexpr std::string_view correction_ground =
    "Báo cáo này đính chính, thay thế Báo cáo{} (lần phát hành {}, lập lúc {}). Nội dung đính "
    "chính: {}.";
inline constexpr std::string_view correction_caption = "Số liệu thay đổi so với lần phát hành {}";
inline constexpr std::string_view correction_before = "Đã phát hành";
inline constexpr std::string_view correction_after = "Đính chính";
inline constexpr std::string_view correction_texts_only =
    "Không có số liệu nào thay đổi; chỉ thay đổi nội dung báo cáo của đơn vị.";
inline constexpr std::string_view number_given = "Số: {}";

// The form that a unit fills in.
inline constexpr std::string_view form_required = "Bắt buộc";
inline constexpr std::string_view form_optional = "Không bắt buộc";
inline constexpr std::string_view form_measured =
    "hệ thống đã có số liệu của đơn vị về nội dung này";
inline constexpr std::string_view form_evidence = "Minh chứng:";
inline constexpr std::string_view form_before =
    "Nội dung cũ của {}, {}, gửi ngày {} (để tham khảo, không phải của kỳ này):";
inline constexpr std::string_view form_lead = "{} (đơn vị chủ trì) đã nêu tại {}, gửi ngày {}:";
inline constexpr std::string_view form_unasked = "## Mục {} (đã có trong bản nháp)";
inline constexpr std::string_view form_how =
    "Ghi nội dung báo cáo vào giữa hai dòng đánh dấu của từng mục; mục để trống là mục không nêu.";

// The board.
inline constexpr std::string_view board_heading = "Bảng theo dõi kế hoạch {} lúc {}";
inline constexpr std::string_view board_known = ", theo dữ liệu đã được ghi nhận đến {}";
inline constexpr std::string_view board_no_day = "không ghi ngày";
inline constexpr std::string_view board_total = "Tổng cộng {} văn bản phải gửi";
inline constexpr std::array<std::string_view, 6> board_columns =
    {"Đơn vị", "Văn bản phải gửi", "Hạn gửi", "Đã gửi lúc", "Tình trạng", "Số ngày trễ"};

// The table of timeliness; its columns are those of the tally, and add up as they do there.
inline constexpr std::string_view timeliness_heading =
    "Tình hình gửi văn bản đúng hạn, tính đến {}";
inline constexpr std::string_view timeliness_known = ", theo số liệu đã ghi nhận đến {}";
inline constexpr std::string_view timeliness_all_years = "các năm";
inline constexpr std::array<std::string_view, 10> timeliness_columns = {column_unit,
                                                                        "Năm",
                                                                        tally_owed,
                                                                        "Đã gửi",
                                                                        tally_on_time,
                                                                        tally_late,
                                                                        tally_overdue,
                                                                        tally_pending,
                                                                        tally_excused,
                                                                        rate_on_time};
inline constexpr std::string_view timeliness_note =
    "Số đã gửi gồm đúng hạn và trễ hạn. Tỷ lệ đúng hạn tính trên số đã gửi và số quá hạn chưa gửi; "
    "“–”: chưa có văn bản nào để tính.";

// The calendar of a unit.
inline constexpr std::string_view feed_name = "Hạn gửi văn bản – {}";
inline constexpr std::string_view feed_summary = "Hạn gửi {} ({})";
inline constexpr std::string_view feed_cancelled = "Không phải gửi {} ({})";
inline constexpr std::string_view feed_paper = "Văn bản phải gửi: {}";
inline constexpr std::string_view feed_due = "Hạn gửi: {}";
inline constexpr std::string_view feed_last = "Gửi chậm nhất lúc {} là còn đúng hạn";
inline constexpr std::string_view feed_no_due = "Hạn gửi: Kế hoạch không ghi ngày";
inline constexpr std::string_view feed_why = "Căn cứ: {}";
inline constexpr std::string_view feed_standing = "Tình trạng: {}";
inline constexpr std::string_view feed_filed = "{}, gửi lúc {}";
inline constexpr std::string_view feed_removed = "không còn trong danh mục văn bản phải gửi";
inline constexpr std::string_view feed_reason = "{}; lý do: {}";
inline constexpr std::string_view last_moment = "{} giờ {:02} phút {:02} giây ngày {}";

// Official scores.
inline constexpr std::string_view scores_label = "điểm PAPI";
inline constexpr std::string_view scores_caption =
    "Điểm PAPI chính thức của {} năm {}, so với năm {}";
inline constexpr std::string_view scores_dimension = "Nội dung";
inline constexpr std::string_view scores_year = "Năm {}";
inline constexpr std::string_view scores_trend = "Chỉ số năm {} so với năm {}";
inline constexpr std::string_view scores_method = "phương pháp thay đổi: {}";
inline constexpr std::string_view scores_method_doubtful =
    "phương pháp thay đổi (chưa kiểm chứng): {}";
inline constexpr std::string_view scores_source = "Nguồn: {}.";
inline constexpr std::string_view scores_note =
    "PAPI là khảo sát cấp tỉnh; quận, huyện, phường, xã không có điểm PAPI. Số liệu của các đơn vị "
    "trong báo cáo này là chỉ báo nội bộ, không phải điểm PAPI. Hàng không ghi chú không có nghĩa "
    "là phương pháp không đổi.";

// Reminders.
inline constexpr std::string_view remind_kind = "Công văn";
inline constexpr std::string_view remind_open = "Về việc nhắc {} gửi {} theo {}";
inline constexpr std::string_view remind_overdue = "Về việc đôn đốc {} gửi {} theo {}";
inline constexpr std::string_view remind_parent =
    "Về việc báo cáo {} tình hình {} chưa gửi {} theo {}";
inline constexpr std::string_view remind_heir = "{} (kế thừa nhiệm vụ của {})";
inline constexpr std::string_view remind_again = "Về việc nhắc {} hoàn thiện, gửi lại {} theo {}";
inline constexpr std::string_view remind_again_overdue =
    "Về việc đôn đốc {} hoàn thiện, gửi lại {} theo {}";
inline constexpr std::string_view remind_again_parent =
    "Về việc báo cáo {} tình hình {} chưa gửi lại {} theo {}";
inline constexpr std::string_view remind_again_due = "; hạn gửi lại: {}";
inline constexpr std::string_view remind_due = "; hạn gửi: {}";
inline constexpr std::string_view remind_days_late = "; đến nay đã quá hạn {} ngày";

}  // namespace tiendo::report::phrases
