#include "office_doubts.hpp"

#include <fmt/format.h>

namespace tiendo::reader {

void tell_changes(const TrackedChanges& changes, DocumentBuilder& builder) {
    if (changes.inserted + changes.deleted + changes.moved == 0) {
        return;
    }
    builder.doubt("tracked-changes",
                  fmt::format("Văn bản còn nội dung sửa đổi đang theo dõi, chưa được chấp nhận: "
                              "{} chỗ thêm, {} chỗ xóa, {} chỗ di chuyển.",
                              changes.inserted,
                              changes.deleted,
                              changes.moved),
                  "Đọc văn bản như đã chấp nhận toàn bộ sửa đổi.",
                  std::nullopt);
}

void tell_hidden(int stretches, DocumentBuilder& builder) {
    if (stretches > 0) {
        builder.doubt("hidden-text",
                      fmt::format("Văn bản có {} đoạn chữ ẩn, không hiện ra khi in.", stretches),
                      "Không đọc phần chữ ẩn.",
                      std::nullopt);
    }
}

void tell_not_read(int pictures, int others, DocumentBuilder& builder) {
    if (pictures + others > 0) {
        builder.doubt("not-read",
                      fmt::format("Văn bản có {} hình ảnh và {} đối tượng nhúng (biểu đồ, sơ đồ, "
                                  "tài liệu đính kèm) không đọc được nội dung.",
                                  pictures,
                                  others),
                      "Chỉ đọc phần chữ của văn bản.",
                      std::nullopt);
    }
}

}  // namespace tiendo::reader
