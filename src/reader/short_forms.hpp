#pragma once

#include "bodies.hpp"

#include <optional>
#include <vector>

namespace tiendo::reader {

/// Short forms of bodies that a document defines for itself: "Chi cục Kiểm lâm (sau đây gọi tắt là
/// CCKL)", "Sở Khoa học và Công nghệ (Sở KHCN)".
class ShortForms {
public:
    /// @param context without short forms
    ShortForms(const Words& document, const BodyContext& context);

    /// The body that a short form at token `i` stands for, its places set to those of the form.
    [[nodiscard]] std::optional<Body> at(const Tokens& tokens, std::size_t i) const;

private:
    std::optional<PhraseTable<Body>> forms_;
};

}  // namespace tiendo::reader
