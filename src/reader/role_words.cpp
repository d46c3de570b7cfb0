#include "role_words.hpp"

namespace tiendo::reader {

namespace {

constexpr PhraseTable<Before>::Row before_rows[] = {
    {"phối hợp", Before::coordinate},
    {"phối hợp với", Before::coordinate},
    {"phối hợp cùng", Before::coordinate},
    {"phối hợp cùng với", Before::coordinate},
    {"phối hợp chặt chẽ với", Before::coordinate},
    {"phối hợp tốt với", Before::coordinate},
    {"tạo điều kiện thuận lợi cho", Before::enable},
    {"tạo điều kiện cho", Before::enable},
    {"tạo điều kiện để", Before::enable},
    {"hướng dẫn", Before::receive},
    {"hướng dẫn cho", Before::receive},
    {"kiểm tra", Before::receive},
    {"đôn đốc", Before::receive},
    {"chỉ đạo", Before::receive},
    {"nhắc nhở", Before::receive},
    {"hỗ trợ", Before::receive},
    {"hỗ trợ cho", Before::receive},
    {"giúp", Before::receive},
    {"cho", Before::receive},
    {"tham mưu", Before::receive},
    {"tham mưu cho", Before::receive},
    {"tham mưu giúp", Before::receive},
    {"tham mưu trình", Before::receive},
    {"tham mưu, đề xuất", Before::receive},
    {"đề xuất", Before::receive},
    {"kiến nghị", Before::receive},
    {"báo cáo", Before::receive},
    {"trình", Before::receive},
    {"gửi", Before::receive},
    {"đến", Before::receive},
    {"tới", Before::receive},
    {"theo chỉ đạo", Before::nothing},
    {"sự chỉ đạo", Before::nothing},
    {"theo hướng dẫn", Before::nothing},
    {"dành cho", Before::nothing},
    {"liên quan đến", Before::nothing},
    {"từ quận đến", Before::nothing},
    {"về", Before::sent_to},
    {"thông qua", Before::sent_by},
    {"qua", Before::sent_by},
    {"vai trò giám sát của", Before::supervise},
    {"tham gia giám sát của", Before::supervise},
    {"sự giám sát của", Before::supervise},
    {"giao", Before::order},
    {"giao cho", Before::order},
    {"phân công", Before::order},
    {"yêu cầu", Before::order},
    {"đề nghị", Before::ask},
    {"của", Before::possess},
    {"chỉ đạo của", Before::nothing},
    {"hướng dẫn của", Before::nothing},
    {"quy định của", Before::nothing},
    {"kết luận của", Before::nothing},
    {"đề xuất của", Before::nothing},
    {"đề nghị của", Before::nothing},
    {"yêu cầu của", Before::nothing},
    {"ý kiến của", Before::nothing},
    {"kế hoạch của", Before::nothing},
    {"quyết định của", Before::nothing},
};

}  // namespace

const PhraseTable<Before>& words_before_bodies() {
    static const PhraseTable<Before> table(before_rows);
    return table;
}

const Phrases& openers() {
    static const Phrases phrases({"ngoài ra",
                                  "bên cạnh đó",
                                  "đồng thời",
                                  "riêng",
                                  "đối với",
                                  "đối với các nội dung do",
                                  "trách nhiệm của",
                                  "nhiệm vụ của"});
    return phrases;
}

const Phrases& adverbials() {
    static const Phrases phrases({"trước",
                                  "hàng",
                                  "hằng",
                                  "định kỳ",
                                  "trong",
                                  "căn cứ",
                                  "trên cơ sở",
                                  "theo",
                                  "để",
                                  "nhằm",
                                  "khi",
                                  "chậm nhất",
                                  "từ",
                                  "hàng năm",
                                  "sau",
                                  "đến"});
    return phrases;
}

const Phrases& advising() {
    static const Phrases phrases({"tham mưu",
                                  "có trách nhiệm tham mưu",
                                  "chịu trách nhiệm tham mưu",
                                  "là đầu mối tham mưu",
                                  "là cơ quan đầu mối tham mưu"});
    return phrases;
}

const Phrases& advice() {
    static const Phrases phrases({"tham mưu"});
    return phrases;
}

const Phrases& ordering() {
    static const Phrases phrases(
        {"yêu cầu", "giao", "đề nghị", "phân công", "xây dựng kế hoạch", "ban hành", "chỉ đạo"});
    return phrases;
}

const Phrases& inspecting() {
    static const Phrases phrases({"kiểm tra", "thanh tra", "theo dõi", "đôn đốc", "giám sát"});
    return phrases;
}

const Phrases& before_inspecting() {
    static const Phrases phrases({"tăng cường",
                                  "tăng cường công tác",
                                  "tổ chức",
                                  "đẩy mạnh",
                                  "đẩy mạnh công tác",
                                  "thực hiện",
                                  "thường xuyên",
                                  "tiến hành",
                                  "tiếp tục",
                                  "định kỳ"});
    return phrases;
}

const Phrases& supporting() {
    static const Phrases phrases(
        {"hỗ trợ", "theo dõi", "đôn đốc", "hướng dẫn", "kiểm tra", "tổng hợp", "chủ trì"});
    return phrases;
}

const Phrases& sending() {
    static const Phrases phrases({"gửi", "báo cáo", "phản ánh", "nộp", "trình", "thông báo"});
    return phrases;
}

const Phrases& coordinating() {
    static const Phrases phrases({"phối hợp"});
    return phrases;
}

const Phrases& owned_duties() {
    static const Phrases phrases({"lịch tiếp công dân", "lịch tiếp dân"});
    return phrases;
}

const Phrases& heading_words() {
    static const Phrases phrases(
        {"đối với", "trách nhiệm của", "giao", "và", "đề nghị", "nhiệm vụ của", "cùng"});
    return phrases;
}

}  // namespace tiendo::reader
