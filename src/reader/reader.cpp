#include "tiendo/reader/reader.hpp"

#include "draft.hpp"
#include "language_tables.hpp"
#include "meaning.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

/// A line that holds nothing but a mark of state secrecy, as a stamp leaves it.
bool is_secrecy_mark(const Tokens& line) {
    static const Phrases marks(
        {"mật", "tối mật", "tuyệt mật", "độ mật : mật", "độ mật : tối mật", "độ mật : tuyệt mật"});
    Tokens words;
    std::ranges::copy_if(line, std::back_inserter(words), [](const Token& token) {
        return !token.is_mark() || token.is(":");
    });
    const auto mark = marks.at(words, 0);
    return mark && mark->end == words.size() && words.front().capital;
}

Result<void> refuse_secrets(const Draft& draft, const std::vector<Block>& blocks) {
    for (const auto& block : blocks) {
        for (const auto line : block.lines) {
            const auto cells = cells_of(draft.clean(), line);
            if (std::ranges::any_of(
                    cells, [&](Span cell) { return is_secrecy_mark(draft.tokens(cell)); })) {
                return Error{ErrorCode::rejected,
                             "the document is marked as a state secret (Mật, Tối mật or Tuyệt mật)",
                             "handle it under the Law on protection of state secrets; it was not "
                             "read and nothing of it is kept"};
            }
        }
    }
    return {};
}

/// "/ *DM*", "./.": the end mark behind the last sentence, with the initials of the typist.
void take_end_mark(Draft& draft) {
    if (draft.nodes.empty()) {
        return;
    }
    auto& last = draft.nodes.back();
    constexpr std::size_t longest = 16;
    constexpr std::size_t most_letters = 6;
    const auto text = draft.text.slice({last.words_begin, last.span.end});
    const auto slash = text.rfind('/');
    if (slash == std::string_view::npos || slash == 0 || text.size() - slash > longest) {
        return;
    }
    std::size_t letters = 0;
    for (const char c : text.substr(slash + 1)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        letters += letter ? 1 : 0;
        if (!letter && std::string_view(" .*-_\n").find(c) == std::string_view::npos) {
            return;
        }
    }
    const auto end = trimmed(draft.clean(), {last.words_begin, last.words_begin + slash}).end;
    const bool sentence = ends_sentence(draft.text.slice({last.words_begin, end}));
    if (letters > most_letters || (letters > 0 && !sentence) || end <= last.words_begin) {
        return;
    }
    draft.leave_out({last.words_begin + slash, last.span.end},
                    "end mark of the text and the initials of a drafter or typist",
                    "drafter_mark");
    last.span.end = end;
}

/// Without a letterhead the preamble says who orders: "Ủy ban nhân dân Quận 10 xây dựng …".
void find_authority(Draft& draft) {
    const Level above_all{"", 9, true};
    for (const auto& made : draft.nodes) {
        const bool told =
            made.node.kind == NodeKind::preamble || made.node.kind == NodeKind::closing;
        if (!draft.plan.authority.empty() || !told || !is_understood(made)) {
            continue;
        }
        const auto tokens = draft.tokens(made);
        const auto bodies = bodies_in(tokens, {draft.language.bodies, draft.clean(), above_all});
        for (const auto& clause : clauses_of(tokens)) {
            const auto body = std::ranges::find(bodies, clause.begin, &Body::begin);
            if (body != bodies.end() && body->units.front().unit_key.starts_with("ubnd-") &&
                draft.plan.authority.empty()) {
                const Span span{tokens[body->begin].span.begin, tokens[body->end - 1].span.end};
                draft.plan.authority = plain_text(draft.clean(), span, {});
            }
        }
    }
}

void finish_nodes(Draft& draft) {
    const auto& text = draft.text;
    for (auto i = draft.nodes.size(); i-- > 0;) {
        auto& made = draft.nodes[i];
        auto& node = made.node;
        node.marker_start = text.in_source(made.line_begin);
        node.span = text.in_source(made.span);
        node.recognised = draft.document.recognised;
        node.scope = {node.span.begin, std::max(node.span.end, node.scope.end)};
        node.text = plain_text(draft.clean(), made.span, made.gaps);
        for (const auto gap : made.gaps) {
            if (gap.end <= made.span.end) {
                node.split_gaps.push_back(text.in_source(gap));
            }
        }
        if (made.parent) {
            auto& scope = draft.nodes[*made.parent].node.scope;
            scope.end = std::max(scope.end, node.scope.end);
        }
    }
    for (auto& made : draft.nodes) {
        draft.plan.nodes.push_back(std::move(made.node));
    }
    for (const auto& left : draft.uncovered) {
        const auto span = trimmed(draft.clean(), left.span);
        if (!span.empty()) {
            draft.plan.uncovered.push_back(
                {text.in_source(span), std::string(left.reason), std::string(left.document_field)});
        }
    }
    std::ranges::stable_sort(
        draft.plan.uncovered, {}, [](const Uncovered& left) { return left.span.begin; });
}

void doubt_look_alikes(Draft& draft) {
    const auto count = draft.text.look_alikes();
    if (count > 0) {
        draft.doubts.push_back(
            {"look-alike-letters",
             "",
             fmt::format("Văn bản có {} chữ cái thuộc bảng chữ khác (như chữ Nga, chữ Hy Lạp) nằm "
                         "lẫn trong từ tiếng Việt.",
                         count),
             "đọc là chữ La-tinh có hình giống như vậy",
             draft.text.first_look_alike()});
    }
}

Result<void> check_tasks(const Draft& draft) {
    const bool tasks = std::ranges::any_of(
        draft.nodes, [](const DraftNode& made) { return made.node.kind == NodeKind::task; });
    if (tasks) {
        return {};
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("no task found in {} paragraphs", draft.nodes.size()),
                 "check that this is a plan: parts 'I.', 'II.', headings '1.', tasks with '-'"};
}

Result<Reading> read_checked(const Document& document, const ReadOptions& options) {
    const SourceText text(document.text);
    const Words words(text.clean());
    const auto& language = options.language == nullptr ? Language::shipped() : *options.language;
    Draft draft(document, text, words, language.tables());
    const auto blocks = outline_of(text.clean());
    if (auto fine = refuse_secrets(draft, blocks); !fine) {
        return std::move(fine).error();
    }
    if (blocks.size() > options.max_nodes) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the document has {} paragraphs, more than the limit of {}",
                                 blocks.size(),
                                 options.max_nodes),
                     "give one plan; or raise the limit"};
    }
    draft.plan.source_name = document.name;
    draft.plan.source_bytes = document.bytes;
    draft.plan.source_sha256 = document.sha256;
    draft.doubts = document.doubts;
    doubt_look_alikes(draft);
    const auto body = read_front_matter(draft, blocks);
    const auto end = end_matter_begin(draft, blocks, body);
    build_nodes(draft, blocks, body, end);
    read_end_matter(draft, blocks, end);
    take_end_mark(draft);
    if (auto fine = check_tasks(draft); !fine) {
        return std::move(fine).error();
    }
    find_authority(draft);
    read_citations(draft);
    read_assignees(draft);
    read_deadlines(draft);
    read_outputs(draft);
    read_doubts(draft);
    finish_nodes(draft);
    return Reading{std::move(draft.plan), std::move(draft.doubts)};
}

}  // namespace

Result<Reading> read_document(const Document& document, const ReadOptions& options) {
    auto reading = read_checked(document, options);
    if (!reading) {
        return std::move(reading).error().at(document.name);
    }
    return reading;
}

Result<Reading> read_plan(const std::filesystem::path& file, const ReadOptions& options) {
    const auto document = open_document(file, options);
    if (!document) {
        return document.error();
    }
    auto reading = read_checked(*document, options);
    if (!reading) {
        return std::move(reading).error().at(file.string());
    }
    return reading;
}

Result<Reading> read_plan_text(std::string_view source,
                               std::string_view source_name,
                               const ReadOptions& options) {
    const auto document = parse_document(source, source_name, options);
    if (!document) {
        return document.error();
    }
    return read_document(*document, options);
}

}  // namespace tiendo::reader
