#include "service.hpp"

#include <utility>

namespace tiendo::simulator {

const std::array<Service, service_count> services = {{
    {"001",
     "Vệ sinh môi trường",
     "Rác thải, nước thải, mùi hôi",
     "realtime",
     false,
     "rác, vệ sinh, môi trường",
     "Đô thị",
     260,
     {"Rác tồn đọng nhiều ngày chưa được thu gom",
      "Có người đổ xà bần ra lề đường vào ban đêm",
      "Mùi hôi từ điểm tập kết rác ảnh hưởng các hộ xung quanh\nĐề nghị dời điểm tập kết",
      "Thùng rác công cộng bị hư, rác rơi vãi"}},
    {"002",
     "Chiếu sáng công cộng",
     "Đèn đường, đèn hẻm",
     "realtime",
     false,
     "đèn đường, chiếu sáng",
     "Đô thị",
     110,
     {"Đèn hẻm bị hư một tuần nay",
      "Đèn đường sáng cả ban ngày",
      "Hẻm chưa có đèn, ban đêm rất tối",
      "Trụ đèn bị nghiêng"}},
    {"003",
     "Cây xanh",
     "Cây gãy, cây che khuất biển báo",
     "realtime",
     false,
     "cây xanh",
     "Đô thị",
     70,
     {"Cành cây khô có nguy cơ gãy đổ",
      "Cây che khuất đèn tín hiệu",
      "Cây bị sâu bệnh",
      "Rễ cây làm hư vỉa hè"}},
    {"004",
     "Trật tự đô thị",
     "Lấn chiếm lòng lề đường, xây dựng",
     "realtime",
     true,
     "lòng lề đường, xây dựng",
     "Đô thị",
     240,
     {"Hàng quán lấn chiếm vỉa hè",
      "Xe đậu chắn lối đi của hẻm",
      "Công trình xây dựng để vật tư ra đường",
      "Bảng quảng cáo đặt dưới lòng đường"}},
    {"005",
     "Cấp nước, thoát nước",
     "Ngập nước, hố ga, ống nước",
     "realtime",
     false,
     "ngập, hố ga, nước",
     "Đô thị",
     120,
     {"Hố ga mất nắp rất nguy hiểm",
      "Đường ngập sau mỗi cơn mưa",
      "Ống nước bị rò rỉ",
      "Nước yếu vào giờ cao điểm"}},
    {"006",
     "Tiếng ồn",
     "Tiếng ồn từ quán ăn, công trình, loa kéo",
     "realtime",
     false,
     "tiếng ồn, karaoke",
     "Đời sống",
     110,
     {"Hát karaoke bằng loa kéo sau 22 giờ",
      "Công trình thi công ban đêm",
      "Quán mở nhạc lớn",
      "Xưởng cơ khí gây ồn giờ nghỉ trưa"}},
    {"007",
     "Thủ tục hành chính",
     "Hồ sơ trễ hẹn, hướng dẫn chưa rõ",
     "batch",
     false,
     "hồ sơ, một cửa",
     "Hành chính",
     60,
     {"Hồ sơ đã quá ngày hẹn trả chưa có kết quả",
      "Hướng dẫn thành phần hồ sơ chưa rõ ràng",
      "Bảng niêm yết thủ tục đã cũ",
      "Không gọi được số điện thoại của bộ phận một cửa"}},
    {"008",
     "Thái độ phục vụ của cán bộ, công chức",
     "Thái độ, tác phong khi tiếp dân",
     "blackbox",
     false,
     "thái độ phục vụ",
     "Hành chính",
     30,
     {"Bộ phận tiếp nhận làm việc trễ giờ",
      "Thái độ hướng dẫn chưa tận tình",
      "Phải chờ lâu không có giải thích",
      "Đề nghị chấn chỉnh tác phong tiếp dân"}},
}};

std::optional<std::size_t> find_service(std::string_view code) {
    for (std::size_t i = 0; i < services.size(); ++i) {
        if (services.at(i).code == code) {
            return i;
        }
    }
    return std::nullopt;
}

boost::json::array services_json() {
    boost::json::array list;
    for (const Service& service : services) {
        list.push_back({{"service_code", service.code},
                        {"service_name", service.name},
                        {"description", service.description},
                        {"metadata", service.metadata},
                        {"type", service.type},
                        {"keywords", service.keywords},
                        {"group", service.group}});
    }
    return list;
}

boost::json::object definition_json(const Service& service) {
    boost::json::array values;
    values.push_back({{"key", "via_he"}, {"name", "Vỉa hè"}});
    values.push_back({{"key", "long_duong"}, {"name", "Lòng đường"}});
    values.push_back({{"key", "hem"}, {"name", "Hẻm"}});
    boost::json::array attributes;
    attributes.push_back({{"variable", true},
                          {"code", "VI_TRI"},
                          {"datatype", "singlevaluelist"},
                          {"required", true},
                          {"datatype_description", nullptr},
                          {"order", 1},
                          {"description", "Vị trí bị lấn chiếm"},
                          {"values", std::move(values)}});
    return {{"service_code", service.code}, {"attributes", std::move(attributes)}};
}

std::string_view required_attribute(const Service& service) {
    return service.metadata ? "VI_TRI" : "";
}

}  // namespace tiendo::simulator
