#pragma once

#include "bodies.hpp"
#include "draft.hpp"
#include "role_words.hpp"

#include <vector>

namespace tiendo::reader {

/// Names that only the document itself can settle: "Phòng Quản lý, hỗ trợ cá nhân, hộ kinh doanh"
/// stands alone in a heading and with the same words elsewhere.
class WholeNames {
public:
    /// Reads the headings of `draft`.
    WholeNames(const Draft& draft, const BodyContext& context);

    /// Lets bodies end where the names of the document do.
    void mend(std::vector<Body>& bodies, const Tokens& tokens) const;

private:
    [[nodiscard]] bool stands_again(const Tokens& name) const;
    void take(const Tokens& heading, const BodyContext& context);

    const Words& document_;
    std::vector<Tokens> names_;
};

/// In a cell or behind a label a name ends where its piece of the list does: "Tổ Kiểm tra giám sát
/// mua bán điện; các Điện lực".
void fill_pieces(std::vector<Body>& bodies, const Tokens& tokens, const RoleWords& words);

}  // namespace tiendo::reader
