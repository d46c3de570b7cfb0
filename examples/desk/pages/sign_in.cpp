#include "../tokens.hpp"
#include "pages.hpp"

namespace desk {

namespace {

Markup token_input() {
    return element("label", {{"for", "ma"}}, "Mã đăng nhập do cơ quan tổng hợp cấp") +
           void_element("input",
                        {{"type", "password"},
                         {"id", "ma"},
                         {"name", token_field},
                         {"autocomplete", "current-password"},
                         {"required", ""}});
}

}  // namespace

Markup unsent_texts(const std::vector<std::string>& unsent) {
    Markup out;
    for (std::size_t i = 0; i < unsent.size(); ++i) {
        const auto name = "chua-gui-" + std::to_string(i + 1);
        out +=
            element("label", {{"for", name}}, "Nội dung chưa gửi, phần " + std::to_string(i + 1)) +
            element("textarea", {{"id", name}, {"readonly", ""}}, preformatted(unsent[i]));
    }
    return out;
}

Page sign_in_page(std::string_view form_key, const SignInNote& note, bool asks_for_token) {
    const auto told =
        note.sentence.empty()
            ? Markup()
            : element("div", {{"class", "todo"}, {"role", "alert"}}, element("p", note.sentence));
    const auto form = element(
        "form",
        {{"method", "post"}, {"action", "/dang-nhap"}, {"class", "sign-in"}},
        void_element("input", {{"type", "hidden"}, {"name", form_key_field}, {"value", form_key}}) +
            (asks_for_token ? token_input()
                            : element("p", "Đăng nhập bằng tài khoản của hệ thống dùng chung.")) +
            element("p", element("button", {{"type", "submit"}}, "Đăng nhập")));
    return {"Đăng nhập", told + form + unsent_texts(note.unsent)};
}

}  // namespace desk
