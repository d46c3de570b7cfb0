#pragma once

#include "../page.hpp"
#include "../paper.hpp"

/// One function a page. Each asks first whether the visitor may see it (Visit::may); the workspace
/// asks again.
namespace desk {

/// What the page for signing in says besides its form.
struct SignInNote {
    std::string_view sentence{};        ///< may be empty
    std::vector<std::string> unsent{};  ///< typed in a session that had ended meanwhile
};
/// What would be lost otherwise: browsers do not keep a form that was sent.
Markup unsent_texts(const std::vector<std::string>& unsent);
/// @param asks_for_token  false: somebody else knows who it is, a button is enough
Page sign_in_page(std::string_view form_key, const SignInNote& note, bool asks_for_token);

Page board_page(const Visit& visit);
Page unit_page(const Visit& visit);
Page paper_page(const Visit& visit);
/// One thing that the page of a paper says, and the field that it is about.
struct NoteItem {
    std::string field{};  ///< id; empty: none
    std::string words{};
};
/// What the page of a paper says above all else.
struct PaperNote {
    std::string sentence{};
    std::vector<NoteItem> items{};
    unsigned status = 200;
};
Page page_of_paper(const Visit& visit, const PaperView& paper, const PaperNote& note);
Page report_page(const Visit& visit);
Page figure_page(const Visit& visit);
/// The consolidated report as it is printed, with a policy that allows its own style alone.
tiendo::http::Response printed_report(const Visit& visit);

// What a POST does. Each answers where the browser goes next, or why nothing was done.
using Done = std::variant<std::string, Page>;
Done save_draft(const Visit& visit);
/// Saves, then sends what was saved.
Done file_paper(const Visit& visit);
Done return_paper(const Visit& visit);
Done accept_paper(const Visit& visit);

}  // namespace desk
