#include "collectives.hpp"

#include <algorithm>

namespace tiendo::units {

namespace {

using std::string_view;

constexpr std::array<string_view, 9> ward_words{"phuong",
                                                "cap-xa",
                                                "ubnd-cap-xa",
                                                "ubnd-phuong",
                                                "cac-phuong",
                                                "phuong-xa",
                                                "xa",
                                                "ubnd-xa",
                                                "chinh-quyen-co-so"};
constexpr std::array<string_view, 5> body_words{"co-quan-don-vi",
                                                "co-quan-don-vi-quan",
                                                "co-quan-don-vi-thuoc-ubnd-quan",
                                                "phong-ban-don-vi",
                                                "phong-ban-don-vi-quan"};
constexpr std::array<string_view, 5> office_words{"co-quan-chuyen-mon",
                                                  "co-quan-chuyen-mon-quan",
                                                  "co-quan-chuyen-mon-thuoc-ubnd-quan",
                                                  "phong-ban",
                                                  "phong-chuyen-mon"};
constexpr std::array<string_view, 3> service_words{"don-vi-su-nghiep",
                                                   "don-vi-su-nghiep-quan",
                                                   "don-vi-su-nghiep-thuoc-ubnd-quan"};
constexpr std::array<string_view, 2> front_words{"ubmttq-phuong", "mttq-phuong"};
constexpr std::array<string_view, 1> council_words{"hdnd-phuong"};
constexpr std::array<string_view, 2> district_words{"cap-huyen", "ubnd-cap-huyen"};
constexpr std::array<string_view, 2> province_words{"cap-tinh", "ubnd-cap-tinh"};
constexpr std::array<string_view, 1> ministry_words{"bo-nganh"};
constexpr std::array<string_view, 2> local_words{"dia-phuong", "dia-phuong-tinh"};
constexpr std::array<string_view, 10> unlisted_words{"to-chuc-ctxh-quan",
                                                     "to-chuc-ctxh-phuong",
                                                     "to-chuc-chinh-tri-xa-hoi-quan",
                                                     "to-chuc-chinh-tri-xa-hoi-phuong",
                                                     "to-chuc-chinh-tri-xa-hoi",
                                                     "doan-the",
                                                     "ban-thanh-tra-nhan-dan",
                                                     "ban-thanh-tra-nhan-dan-phuong",
                                                     "ban-giam-sat-dau-tu-cong-dong",
                                                     "ban-giam-sat-dau-tu-cong-dong-phuong"};
constexpr std::array<string_view, 7> unnamed_words{"khong-neu-ten",
                                                   "co-quan-khong-neu-ten",
                                                   "don-vi-lien-quan",
                                                   "co-quan-lien-quan",
                                                   "co-quan-ban-nganh-doan-the",
                                                   "chinh-quyen-cong-so",
                                                   "nguoi-dan"};

constexpr std::array<UnitKind, 1> wards{UnitKind::ward};
constexpr std::array<UnitKind, 2> bodies{UnitKind::office, UnitKind::public_service_unit};
constexpr std::array<UnitKind, 1> offices{UnitKind::office};
constexpr std::array<UnitKind, 1> services{UnitKind::public_service_unit};
constexpr std::array<UnitKind, 1> fronts{UnitKind::front};
constexpr std::array<UnitKind, 1> councils{UnitKind::council};

constexpr std::array<UnitKind, 1> districts{UnitKind::district};
constexpr std::array<UnitKind, 1> provinces{UnitKind::province};
constexpr std::array<UnitKind, 1> ministries{UnitKind::ministry};
constexpr std::array<UnitKind, 3> localities{UnitKind::province,
                                             UnitKind::district,
                                             UnitKind::ward};

constexpr std::array<Collective, 12> collectives{{
    {ward_words, wards, Under::authority, "mọi Ủy ban nhân dân phường"},
    {body_words, bodies, Under::authority, "mọi cơ quan chuyên môn và đơn vị sự nghiệp"},
    {office_words, offices, Under::authority, "mọi cơ quan chuyên môn"},
    {service_words, services, Under::authority, "mọi đơn vị sự nghiệp"},
    {front_words, fronts, Under::body_alike, "mọi Ủy ban Mặt trận Tổ quốc Việt Nam phường"},
    {council_words, councils, Under::body_alike, "mọi Hội đồng nhân dân phường"},
    {district_words, districts, Under::authority, "mọi Ủy ban nhân dân cấp huyện"},
    {province_words, provinces, Under::authority, "mọi Ủy ban nhân dân cấp tỉnh"},
    {ministry_words, ministries, Under::authority, "mọi bộ, ngành"},
    {local_words, localities, Under::authority, "mọi địa phương (Ủy ban nhân dân cấp dưới)"},
    {unlisted_words, {}, Under::nobody, "danh mục đơn vị không liệt kê loại tổ chức này"},
    {unnamed_words, {}, Under::nobody, "văn bản không nêu tên đơn vị nào"},
}};

string_view stem(string_view selector) noexcept {
    if (selector.ends_with('*')) {
        selector.remove_suffix(1);
    }
    const auto digits = std::min(selector.find_first_not_of("0123456789"), selector.size());
    if (digits > 0 && digits < selector.size() && selector[digits] == '-') {
        selector.remove_prefix(digits + 1);
    }
    return selector;
}

}  // namespace

const Collective* find_collective(string_view selector) noexcept {
    const auto word = stem(selector);
    for (const auto& row : collectives) {
        if (std::ranges::find(row.words, word) != row.words.end()) {
            return &row;
        }
    }
    return nullptr;
}

}  // namespace tiendo::units
