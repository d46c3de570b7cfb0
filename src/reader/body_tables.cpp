#include "body_tables.hpp"

namespace tiendo::reader {

namespace {

using Form = CollectiveRow::Form;
using NameForm = BodyRow::Form;

constexpr CollectiveRow offices_and_units{"co-quan-don-vi", "co-quan-don-vi"};
constexpr CollectiveRow offices{"co-quan-chuyen-mon", "co-quan-chuyen-mon"};
constexpr CollectiveRow service_units{"don-vi-su-nghiep", "don-vi-su-nghiep"};
constexpr CollectiveRow offices_before_services{"co-quan-chuyen-mon",
                                                "co-quan-chuyen-mon",
                                                BodyKind::administration,
                                                Form::first_part};
constexpr CollectiveRow headed{"co-quan-don-vi",
                               "co-quan-don-vi",
                               BodyKind::administration,
                               Form::head_only};
constexpr CollectiveRow nobody{"co-quan-khong-neu-ten",
                               "khong-neu-ten",
                               BodyKind::administration,
                               Form::unnamed};
constexpr CollectiveRow concerned{"don-vi-lien-quan",
                                  "khong-neu-ten",
                                  BodyKind::administration,
                                  Form::unnamed};
constexpr CollectiveRow organisations{"to-chuc-ctxh",
                                      "to-chuc-chinh-tri-xa-hoi",
                                      BodyKind::outside,
                                      Form::by_level};
constexpr CollectiveRow people_inspectors{"ban-thanh-tra-nhan-dan",
                                          "ban-thanh-tra-nhan-dan-phuong",
                                          BodyKind::watcher,
                                          Form::of_wards};
constexpr CollectiveRow people_supervisors{"ban-giam-sat-dau-tu-cong-dong",
                                           "ban-giam-sat-dau-tu-cong-dong-phuong",
                                           BodyKind::watcher,
                                           Form::of_wards};

constexpr BodyRow office{"", NameForm::field};
constexpr BodyRow asked{"", NameForm::field, BodyKind::outside};
constexpr BodyRow firm{"", NameForm::field, BodyKind::company};
constexpr BodyRow seated{"", NameForm::seat};
constexpr BodyRow asked_whole{"", NameForm::whole, BodyKind::outside};

constexpr PhraseTable<CollectiveRow>::Row collective_rows[] = {
    {"các cơ quan, đơn vị", offices_and_units},
    {"các phòng ban, đơn vị", offices_and_units},
    {"các phòng, ban, đơn vị", offices_and_units},
    {"các phòng, ban, ngành, đơn vị", offices_and_units},
    {"các ban, ngành, đơn vị", offices_and_units},
    {"các đơn vị, cơ quan", offices_and_units},
    {"các đơn vị", offices_and_units},
    {"các đơn vị trực thuộc", offices_and_units},
    {"cơ quan, đơn vị", headed},
    {"đơn vị", headed},
    {"các cơ quan chuyên môn", offices},
    {"cơ quan chuyên môn", offices},
    {"các phòng chuyên môn", offices},
    {"các phòng ban", offices},
    {"các phòng, ban", offices},
    {"các phòng, ban chuyên môn", offices},
    {"các sở, ban, ngành", offices},
    {"các sở, ngành", offices},
    {"các cơ quan chuyên môn, đơn vị sự nghiệp", offices_before_services},
    {"các phòng ban, đơn vị sự nghiệp", offices_before_services},
    {"các phòng, ban, đơn vị sự nghiệp", offices_before_services},
    {"các cơ quan, đơn vị sự nghiệp", offices_before_services},
    {"đơn vị sự nghiệp", service_units},
    {"đơn vị sự nghiệp công lập", service_units},
    {"các đơn vị sự nghiệp", service_units},
    {"các đơn vị sự nghiệp công lập", service_units},
    {"các cơ quan", nobody},
    {"các cơ quan chức năng", nobody},
    {"các ngành chức năng", nobody},
    {"các cơ quan liên quan", concerned},
    {"các cơ quan có liên quan", concerned},
    {"các đơn vị liên quan", concerned},
    {"các đơn vị có liên quan", concerned},
    {"các cơ quan, đơn vị liên quan", concerned},
    {"các cơ quan, đơn vị có liên quan", concerned},
    {"các tổ chức chính trị - xã hội", organisations},
    {"các tổ chức đoàn thể chính trị - xã hội", organisations},
    {"các đoàn thể chính trị - xã hội", organisations},
    {"các tổ chức đoàn thể", organisations},
    {"các đoàn thể", organisations},
    {"ban thanh tra nhân dân", people_inspectors},
    {"ban giám sát đầu tư của cộng đồng", people_supervisors},
    {"ban giám sát đầu tư cộng đồng", people_supervisors},
};

constexpr PhraseTable<BodyRow>::Row name_rows[] = {
    {"ủy ban nhân dân", {"ubnd", NameForm::place}},
    {"ubnd", {"ubnd", NameForm::place}},
    {"hội đồng nhân dân", {"hdnd", NameForm::place, BodyKind::outside}},
    {"hđnd", {"hdnd", NameForm::place, BodyKind::outside}},
    {"ủy ban mặt trận tổ quốc việt nam", {"ubmttq", NameForm::place, BodyKind::outside}},
    {"ủy ban mặt trận tổ quốc", {"ubmttq", NameForm::place, BodyKind::outside}},
    {"mặt trận tổ quốc việt nam", {"ubmttq", NameForm::place, BodyKind::outside}},
    {"ubmttqvn", {"ubmttq", NameForm::place, BodyKind::outside}},
    {"ubmttq", {"ubmttq", NameForm::place, BodyKind::outside}},
    {"ub mttq", {"ubmttq", NameForm::place, BodyKind::outside}},
    {"văn phòng hội đồng nhân dân và ủy ban nhân dân", {"van-phong-hdnd-ubnd", NameForm::whole}},
    {"văn phòng hđnd và ubnd", {"van-phong-hdnd-ubnd", NameForm::whole}},
    {"văn phòng ủy ban nhân dân", {"van-phong-ubnd", NameForm::whole}},
    {"văn phòng ubnd", {"van-phong-ubnd", NameForm::whole}},
    {"phòng", office},
    {"sở", office},
    {"bộ", office},
    {"văn phòng", office},
    {"trung tâm", office},
    {"ban quản lý", office},
    {"chi cục", asked},
    {"cục", asked},
    {"đài truyền thanh", office},
    {"trường", office},
    {"đội quản lý trật tự đô thị", {"", NameForm::whole}},
    {"ban chỉ huy quân sự", {"", NameForm::whole}},
    {"bảo hiểm xã hội", asked_whole},
    {"kho bạc nhà nước", asked_whole},
    {"tòa án nhân dân", asked_whole},
    {"viện kiểm sát nhân dân", asked_whole},
    {"liên đoàn lao động", asked_whole},
    {"hội nông dân", asked_whole},
    {"hội cựu chiến binh", asked_whole},
    {"hội liên hiệp phụ nữ", asked_whole},
    {"hội liên hiệp phụ nữ việt nam", asked_whole},
    {"đoàn thanh niên cộng sản hồ chí minh", asked_whole},
    {"ban dân vận", asked_whole},
    {"ban tổ chức", asked_whole},
    {"ban tuyên giáo", asked_whole},
    {"thanh tra", seated},
    {"công an", seated},
    {"bệnh viện", seated},
    {"công ty", firm},
    {"tổng công ty", firm},
    {"điện lực", firm},
};

constexpr PhraseTable<Level>::Row level_rows[] = {
    {"phường", {"phuong", 1}},
    {"xã", {"xa", 1}},
    {"thị trấn", {"thi-tran", 1}},
    {"đặc khu", {"dac-khu", 1}},
    {"quận", {"quan", 2}},
    {"huyện", {"huyen", 2}},
    {"thị xã", {"thi-xa", 2}},
    {"thành phố", {"thanh-pho", 3}},
    {"tỉnh", {"tinh", 3}},
};

}  // namespace

const PhraseTable<CollectiveRow>& collectives() {
    static const PhraseTable<CollectiveRow> table(collective_rows);
    return table;
}

const PhraseTable<BodyRow>& body_names() {
    static const PhraseTable<BodyRow> table(name_rows);
    return table;
}

const PhraseTable<Level>& levels() {
    static const PhraseTable<Level> table(level_rows);
    return table;
}

const Phrases& fields_of_work() {
    static const Phrases phrases({"nội vụ",
                                  "tư pháp",
                                  "tài chính",
                                  "kế hoạch",
                                  "đầu tư",
                                  "tài nguyên",
                                  "môi trường",
                                  "nông nghiệp",
                                  "nông thôn",
                                  "phát triển nông thôn",
                                  "văn hóa",
                                  "thông tin",
                                  "thể thao",
                                  "thể dục thể thao",
                                  "du lịch",
                                  "giáo dục",
                                  "đào tạo",
                                  "giáo dục nghề nghiệp",
                                  "giáo dục thường xuyên",
                                  "lao động",
                                  "thương binh",
                                  "xã hội",
                                  "kinh tế",
                                  "hạ tầng",
                                  "quản lý đô thị",
                                  "đô thị",
                                  "y tế",
                                  "y tế dự phòng",
                                  "khoa học",
                                  "công nghệ",
                                  "truyền thông",
                                  "xây dựng",
                                  "giao thông vận tải",
                                  "giao thông",
                                  "công thương",
                                  "dân tộc",
                                  "tôn giáo",
                                  "ngoại vụ",
                                  "quy hoạch",
                                  "kiến trúc",
                                  "hành chính",
                                  "hành chính công",
                                  "phục vụ hành chính công",
                                  "dân số",
                                  "bảo trợ xã hội",
                                  "dịch vụ việc làm",
                                  "phát triển quỹ đất",
                                  "chuyển đổi số",
                                  "điện lực",
                                  "cấp nước",
                                  "thoát nước",
                                  "dịch vụ công ích",
                                  "môi trường đô thị",
                                  "thuế",
                                  "thống kê",
                                  "chính trị",
                                  "công an",
                                  "quốc phòng",
                                  "tổ chức",
                                  "phát thanh",
                                  "truyền hình",
                                  "đầu tư xây dựng công trình",
                                  "bồi dưỡng chính trị",
                                  "đa khoa",
                                  "tiếp công dân"});
    return phrases;
}

const Phrases& words_behind_names() {
    static const Phrases phrases(
        {"phối hợp",   "tham mưu",  "chủ trì",     "tổ chức",    "triển khai",   "thực hiện",
         "hướng dẫn",  "kiểm tra",  "theo dõi",    "báo cáo",    "tiếp tục",     "đẩy mạnh",
         "tăng cường", "chịu",      "có",          "là",         "và",           "căn cứ",
         "của",        "tại",       "trong",       "để",         "được",         "phải",
         "cần",        "xây dựng",  "rà soát",     "bảo đảm",    "đảm bảo",      "cung cấp",
         "đôn đốc",    "giám sát",  "với",         "đến",        "về",           "trên",
         "theo",       "cùng",      "khẩn trương", "nghiên cứu", "tổng hợp",     "chỉ đạo",
         "giao",       "trình",     "lập",         "nâng cao",   "quản lý",      "phụ trách",
         "làm",        "giúp",      "cho",         "định kỳ",    "thường xuyên", "hàng",
         "hằng",       "trước",     "sau",         "khi",        "nếu",          "đề xuất",
         "kịp thời",   "công khai", "duy trì",     "vận hành",   "hoàn thành",   "các",
         "những",      "mở",        "đưa",         "thông"});
    return phrases;
}

const Phrases& words_for_heads() {
    static const Phrases phrases({"thủ trưởng",
                                  "người đứng đầu",
                                  "chủ tịch",
                                  "phó chủ tịch",
                                  "giám đốc",
                                  "phó giám đốc",
                                  "trưởng",
                                  "lãnh đạo",
                                  "chánh văn phòng",
                                  "hiệu trưởng"});
    return phrases;
}

}  // namespace tiendo::reader
