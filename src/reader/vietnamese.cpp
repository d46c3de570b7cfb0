#include "vietnamese.hpp"

#include <algorithm>

namespace tiendo::reader {

std::string_view vietnamese(NodeKind kind) noexcept {
    switch (kind) {
        case NodeKind::heading: return "đề mục";
        case NodeKind::objective: return "mục tiêu";
        case NodeKind::requirement: return "yêu cầu";
        case NodeKind::task: return "nhiệm vụ";
        case NodeKind::preamble: return "phần mở đầu";
        case NodeKind::closing: return "phần kết";
        case NodeKind::remainder: return "nội dung";
    }
    return "nội dung";
}

std::string_view vietnamese(Role role) noexcept {
    switch (role) {
        case Role::lead: return "chủ trì";
        case Role::coordinate: return "phối hợp";
        case Role::advise: return "tham mưu";
        case Role::supervise: return "giám sát";
        case Role::requested: return "được đề nghị thực hiện";
        case Role::partner: return "đối tác phối hợp";
        case Role::recipient: return "nơi nhận";
    }
    return "";
}

std::string_view words_behind_number(const Node& node) noexcept {
    std::string_view text = node.text;
    if (node.ordinal && text.starts_with(*node.ordinal)) {
        text.remove_prefix(node.ordinal->size());
        text.remove_prefix(std::min(text.find_first_not_of(".)/ "), text.size()));
    }
    return text;
}

std::string shortened(std::string_view text) {
    constexpr std::size_t longest = 160;
    if (text.size() <= longest) {
        return std::string(text);
    }
    const auto blank = text.rfind(' ', longest);
    const auto end = blank == std::string_view::npos || blank == 0 ? longest : blank;
    auto cut = end;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
        --cut;
    }
    return std::string(text.substr(0, cut)) + "…";
}

}  // namespace tiendo::reader
