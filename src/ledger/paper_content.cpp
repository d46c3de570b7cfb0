#include "paper_content.hpp"

#include "tiendo/ledger/draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace tiendo::ledger {

namespace {

constexpr std::size_t longest_code = 64;
constexpr std::size_t most_sections = 1000;
constexpr std::size_t most_figures = 1000;
constexpr std::size_t longest_quote = 60;

}  // namespace

Result<void> check_about(const std::string& about, const Plan& plan) {
    const bool dimension = about.size() == 1 && about[0] >= '1' && about[0] <= '8';
    const bool node =
        std::ranges::any_of(plan.nodes, [&](const Node& each) { return each.id.str() == about; });
    if (about == "general" || dimension || node) {
        return {};
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("the plan has no '{}' to write about", about.substr(0, longest_quote)),
                 "name a dimension (1 to 8), a node of the plan, or general"};
}

Result<void> check_code(const std::string& code) {
    const bool sound =
        !code.empty() && code.size() <= longest_code && std::ranges::all_of(code, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        });
    if (sound) {
        return {};
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("'{}' is no code of a figure", code.substr(0, longest_quote)),
                 "use small letters, digits and '-', at most 64: dossier-received"};
}

Result<void> check_paper_bytes(std::size_t bytes) {
    if (bytes <= most_paper_bytes) {
        return {};
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("the paper has {} bytes, more than {}", bytes, most_paper_bytes),
                 "shorten it, and send what belongs to it as a document of its own"};
}

Result<std::vector<std::string>> clean(NewSubmission& submission, const Plan& plan) {
    std::vector<std::string> notices;
    std::size_t bytes = 0;
    if (submission.sections.size() > most_sections || submission.figures.size() > most_figures) {
        return Error{ErrorCode::malformed_input,
                     "the paper has more than 1000 sections or figures",
                     "send what the cycle asks for"};
    }
    for (auto& section : submission.sections) {
        if (auto known = check_about(section.about, plan); !known) {
            return std::move(known).error();
        }
        auto clean = clean_text(section.text, most_section_bytes);
        if (!clean) {
            return std::move(clean).error().at(fmt::format("section '{}'", section.about));
        }
        bytes += clean->text.size();
        section.text = std::move(clean->text);
        for (const auto& notice : clean->notices) {
            notices.push_back(fmt::format("section '{}': {}", section.about, notice));
        }
    }
    std::set<std::string_view> codes;
    for (const auto& figure : submission.figures) {
        if (auto known = check_code(figure.code); !known) {
            return std::move(known).error();
        }
        if (!codes.insert(figure.code).second) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("figure '{}' is stated twice", figure.code),
                         "state it once"};
        }
        if (figure.value.hundredths < 0 || figure.value.hundredths / 100 >= number_limit) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("figure '{}' is out of range", figure.code),
                         "state a number from 0 to below ten trillion"};
        }
    }
    if (auto fit = check_paper_bytes(bytes); !fit) {
        return std::move(fit).error();
    }
    return notices;
}

}  // namespace tiendo::ledger
