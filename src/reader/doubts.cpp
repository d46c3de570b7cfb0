#include "meaning.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace tiendo::reader {

namespace {

/// What a number in front of says how many dimensions the plan believes it has.
const Phrases& counted_dimensions() {
    static const Phrases phrases({"nhiệm vụ và giải pháp",
                                  "nhiệm vụ, giải pháp",
                                  "nhiệm vụ",
                                  "trục nội dung",
                                  "nội dung đánh giá",
                                  "chỉ số nội dung"});
    return phrases;
}

/// Counts written as a word.
constexpr PhraseTable<int>::Row number_rows[] =
    {{"năm", 5}, {"sáu", 6}, {"bảy", 7}, {"tám", 8}, {"chín", 9}, {"mười", 10}};
const PhraseTable<int>& number_words() {
    static const PhraseTable<int> table(number_rows);
    return table;
}

void doubt_document(Draft& draft) {
    const auto& plan = draft.plan;
    if (!plan.number || !plan.date) {
        const std::string missing = plan.number ? "ngày ban hành"
                                    : plan.date ? "số"
                                                : "số và ngày ban hành";
        draft.doubts.push_back(
            {"no-number-or-date", "", "Văn bản không ghi " + missing + ".", "để trống", {}});
    }
    if (plan.authority.empty()) {
        draft.doubts.push_back({"no-authority",
                                "",
                                "Không tìm thấy tên cơ quan ban hành ở đầu văn bản.",
                                "hiểu là Ủy ban nhân dân quận",
                                {}});
    }
}

std::string span_of_ids(const std::vector<std::string>& ids) {
    constexpr std::size_t most_shown = 12;
    std::string list;
    for (std::size_t i = 0; i < std::min(ids.size(), most_shown); ++i) {
        list += (i > 0 ? ", " : "") + ids[i];
    }
    return list + (ids.size() > most_shown ? " …" : "");
}

/// One doubt for each heading: one for each task would drown the rest.
void doubt_unnamed(Draft& draft) {
    std::map<std::size_t, std::vector<std::string>> by_heading;
    std::vector<std::string> loose;
    for (const auto& made : draft.nodes) {
        const auto& found = made.node.assignees;
        if (found.empty() || found.front().source != AssigneeSource::implicit_authority) {
            continue;
        }
        // The group is the dimension, or what stands directly below the part.
        auto top = made.parent;
        const auto level = [&](std::size_t at) { return draft.nodes[at].node.level; };
        while (top && level(*top) != NodeLevel::dimension && draft.nodes[*top].parent &&
               level(*draft.nodes[*top].parent) != NodeLevel::part) {
            top = draft.nodes[*top].parent;
        }
        (top ? by_heading[*top] : loose).push_back(made.node.id.str());
    }
    const auto tell = [&](const std::string& where,
                          const std::vector<std::string>& ids,
                          std::optional<Span> span) {
        draft.doubts.push_back({"no-lead-named",
                                where,
                                std::to_string(ids.size()) +
                                    " nhiệm vụ không nêu đơn vị chủ trì: " + span_of_ids(ids) + ".",
                                "giao cho cơ quan ban hành văn bản",
                                span});
    };
    for (const auto& [top, ids] : by_heading) {
        tell(draft.nodes[top].node.id.str(), ids, draft.text.in_source(draft.nodes[top].span));
    }
    if (!loose.empty()) {
        tell("", loose, std::nullopt);
    }
}

void doubt_deadline(Draft& draft, const Node& node, const Deadline& deadline) {
    const bool day = deadline.date || deadline.recurring || deadline.day_of_month ||
                     deadline.weekday || deadline.minute_of_day;
    const bool repeated =
        deadline.type == DeadlineType::periodic || deadline.type == DeadlineType::quarterly;
    const auto tell = [&](std::string code, std::string text, std::string choice) {
        draft.doubts.push_back(
            {std::move(code), node.id.str(), std::move(text), std::move(choice), deadline.span});
    };
    if (repeated && !day && deadline.cycle) {
        tell("no-day-stated",
             "Văn bản ghi “" + deadline.surface + "” nhưng không nêu ngày cụ thể.",
             "không tính ngày hết hạn");
    } else if (repeated && !day &&
               deadline.surface.find_first_of("0123456789") == std::string::npos) {
        tell("no-cycle-stated",
             "Văn bản ghi “" + deadline.surface + "” nhưng không nêu kỳ hạn.",
             "không tính ngày hết hạn");
    }
    const bool window = deadline.cycle == Period::half_year ||
                        deadline.cycle == Period::nine_months || deadline.cycle == Period::year;
    if (window && day && !node.report_duties.empty()) {
        tell("window-not-stated",
             "Văn bản yêu cầu “" + deadline.cycle_surface.value_or("báo cáo") + "” " +
                 deadline.surface + " nhưng không nêu số liệu tính từ ngày nào đến ngày nào.",
             "");
    }
}

std::optional<int> stated_number(const Draft& draft,
                                 const Token& token,
                                 const Tokens& tokens,
                                 std::size_t at) {
    if (const auto number = number_of(token, draft.clean())) {
        return number;
    }
    const auto word = number_words().phrases().at(tokens, at);
    return word ? std::optional(number_words().value(*word)) : std::nullopt;
}

/// "08 nhiệm vụ và giải pháp theo Kế hoạch này" against the headings that were found.
void doubt_counts(Draft& draft, const DraftNode& made) {
    const auto found = static_cast<int>(draft.plan.dimensions.size());
    const auto tokens = draft.tokens(made);
    for (std::size_t i = 0; i + 1 < tokens.size() && found > 0; ++i) {
        const auto phrase = counted_dimensions().at(tokens, i + 1);
        const auto stated = phrase ? stated_number(draft, tokens[i], tokens, i) : std::nullopt;
        if (!stated || *stated == found) {
            continue;
        }
        const Span clean{tokens[i].span.begin, tokens[phrase->end - 1].span.end};
        draft.doubts.push_back({"count-differs",
                                made.node.id.str(),
                                "Văn bản ghi “" + plain_text(draft.clean(), clean, {}) +
                                    "” nhưng đọc được " + std::to_string(found) + " nội dung.",
                                "theo số nội dung đọc được",
                                draft.text.in_source(clean)});
    }
}

}  // namespace

void read_doubts(Draft& draft) {
    doubt_document(draft);
    doubt_unnamed(draft);
    for (const auto& made : draft.nodes) {
        if (!is_understood(made)) {
            draft.doubts.push_back({"too-long",
                                    made.node.id.str(),
                                    "Đoạn văn quá dài để đọc tự động.",
                                    "không nhận đơn vị, thời hạn và viện dẫn trong đoạn này",
                                    draft.text.in_source(made.span)});
            continue;
        }
        for (const auto& deadline : made.node.deadlines) {
            doubt_deadline(draft, made.node, deadline);
        }
        doubt_counts(draft, made);
    }
    doubt_repeated(draft);
}

}  // namespace tiendo::reader
