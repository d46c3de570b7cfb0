#include "tiendo/reader/reader.hpp"

#include "draft.hpp"
#include "language_tables.hpp"
#include "meaning.hpp"
#include "outline.hpp"
#include "sections.hpp"
#include "tables.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace tiendo::reader {

namespace {

/// A line that holds nothing but a mark of state secrecy, as a stamp leaves it.
bool is_secrecy_mark(const Words& all, Span line) {
    static const Phrases marks(
        {"mật", "tối mật", "tuyệt mật", "độ mật : mật", "độ mật : tối mật", "độ mật : tuyệt mật"});
    constexpr std::size_t longest = 5;  // tokens of a mark
    std::vector<Token> words;
    auto token = std::ranges::lower_bound(
        all.all(), line.begin, {}, [](const Token& each) { return each.span.begin; });
    for (; token != all.all().end() && token->span.end <= line.end; ++token) {
        if (token->is_mark() && !token->is(":")) {
            continue;
        }
        if (words.size() == longest) {
            return false;
        }
        words.push_back(*token);
    }
    const Tokens line_words(std::move(words));
    const auto mark = marks.at(line_words, 0);
    return mark && mark->end == line_words.size() && line_words.front().capital;
}

Result<void> refuse_secrets(const Draft& draft, const std::vector<Block>& blocks) {
    for (const auto& block : blocks) {
        for (const auto line : block.lines) {
            const auto cells = cells_of(draft.clean(), line);
            if (std::ranges::any_of(
                    cells, [&](Span cell) { return is_secrecy_mark(draft.words, cell); })) {
                return Error{ErrorCode::rejected,
                             "the document is marked as a state secret (Mật, Tối mật or Tuyệt mật)",
                             "handle it under the Law on protection of state secrets; it was not "
                             "read and nothing of it is kept"};
            }
        }
    }
    return {};
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
            if (gap.end <= made.span.end && !made.is_row) {
                node.split_gaps.push_back(text.in_source(gap));
            }
        }
        if (made.parent) {
            auto& scope = draft.nodes[*made.parent].node.scope;
            scope.end = std::max(scope.end, node.scope.end);
        }
    }
    draft.plan.nodes.reserve(draft.nodes.size());
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

/// How much says that a document is one of administration that orders work.
enum class Sign : std::uint8_t { none, some, clear };
Sign sign_of_administration(const Draft& draft) {
    const auto& shape = draft.language.shape;
    const auto& plan = draft.plan;
    if (!plan.kind.empty()) {
        const Words kind(plan.kind);
        const auto match = shape.document_kinds.phrases().at(kind.all(), 0);
        if (match && shape.document_kinds.value(*match) == Standing::other) {
            return Sign::none;
        }
    }
    bool reasons = plan.number.has_value() || !plan.kind.empty();
    bool sections = false;
    for (const auto& made : draft.nodes) {
        constexpr std::size_t longest = 2000;
        if (made.span.size() > longest) {
            continue;
        }
        const auto tokens = draft.tokens({made.words_begin, made.span.end});
        const auto found = shape.sections.phrases().at(tokens, 0);
        sections = sections || (made.node.level == NodeLevel::part && found &&
                                !shape.sections.value(*found).leading);
        reasons = reasons ||
                  (made.node.kind == NodeKind::preamble && shape.preambles.at(tokens, 0)) ||
                  (made.node.kind == NodeKind::closing && shape.closings.at(tokens, 0));
    }
    const bool official = plan.number.has_value() || !plan.authority.empty();
    return (!plan.kind.empty() && (sections || official)) || (sections && official) ? Sign::clear
           : reasons || sections                                                    ? Sign::some
                                                                                    : Sign::none;
}

/// Whether a text orders anything: a verb of orders or a body that acts, or a word of orders.
bool orders(const Draft& draft, const DraftNode& made) {
    const auto& shape = draft.language.shape;
    const auto tokens = draft.tokens(made);
    return begins_as_order(shape, tokens) ||
           shape.order_signs.find(tokens, 0, tokens.size()).has_value() ||
           std::ranges::any_of(made.attributes, [](const Attribute& attribute) {
               return attribute.kind == AttributeKind::lead;
           });
}

Result<void> check_tasks(const Draft& draft) {
    const auto sign = sign_of_administration(draft);
    const bool tasks =
        sign != Sign::none && std::ranges::any_of(draft.nodes, [&](const DraftNode& made) {
            return made.node.kind == NodeKind::task && (sign == Sign::clear || orders(draft, made));
        });
    if (tasks) {
        return {};
    }
    return Error{ErrorCode::malformed_input,
                 fmt::format("no task found in {} paragraphs", draft.nodes.size()),
                 "check that this is a plan: parts 'I.', 'II.', headings '1.', tasks with '-'"};
}

/// Asides lie outside the body, or in the gap of a sentence that they cut.
void leave_out_asides(Draft& draft) {
    std::vector<Span> taken;  // where an aside is told already
    std::vector<Span> gaps;
    for (const auto& made : draft.nodes) {
        taken.push_back({made.line_begin, made.span.end});
        if (!made.is_row) {
            gaps.insert(gaps.end(), made.gaps.begin(), made.gaps.end());
        }
    }
    for (const auto& left : draft.uncovered) {
        taken.push_back(left.span);
    }
    std::ranges::sort(taken);
    const auto holds = [](const std::vector<Span>& spans, Span span) {
        const auto behind = std::ranges::upper_bound(spans, span.begin, {}, &Span::begin);
        return behind != spans.begin() && std::prev(behind)->end >= span.end;
    };
    for (const auto& aside : draft.document.asides) {
        const auto span = trimmed(draft.clean(), draft.text.in_clean(aside.span));
        if (!span.empty() && (!holds(taken, span) || holds(gaps, span))) {
            draft.leave_out(span, aside.reason, "");
        }
    }
}

OutlineSource outline_source(const Draft& draft) {
    OutlineSource source{draft.clean(), draft.words, draft.language.shape, {}, {}};
    for (const auto& aside : draft.document.asides) {
        const auto span = draft.text.in_clean(aside.span);
        if (!span.empty()) {
            source.asides.push_back(span);
        }
    }
    for (const auto& found : read_tables(draft)) {
        source.tables.push_back({found.reading.span, found.table});
    }
    return source;
}

/// Cuts the text into nodes and into what is none.
Result<void> read_structure(Draft& draft, const ReadOptions& options) {
    const auto blocks = outline_of(outline_source(draft));
    if (auto fine = refuse_secrets(draft, blocks); !fine) {
        return fine;
    }
    if (blocks.size() > options.max_nodes) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the document has {} paragraphs, more than the limit of {}",
                                 blocks.size(),
                                 options.max_nodes),
                     "give one plan; or raise the limit"};
    }
    draft.plan.source_name = draft.document.name;
    draft.plan.source_bytes = draft.document.bytes;
    draft.plan.source_sha256 = draft.document.sha256;
    draft.doubts = draft.document.doubts;
    doubt_look_alikes(draft);
    read_instruments(draft, blocks);
    leave_out_asides(draft);
    return check_tasks(draft);
}

void read_meaning(Draft& draft) {
    find_authority(draft);
    read_citations(draft);
    read_assignees(draft);
    read_deadlines(draft);
    read_outputs(draft);
    read_doubts(draft);
}

Result<Reading> read_checked(const Document& document, const ReadOptions& options) {
    const SourceText text(document.text);
    auto words = std::make_unique<const Words>(text.clean());
    const auto& language = options.language == nullptr ? Language::shipped() : *options.language;
    Draft draft(document, text, *words, language.tables());
    if (auto fine = read_structure(draft, options); !fine) {
        return std::move(fine).error();
    }
    read_meaning(draft);
    words.reset();  // what is left to do asks for no words, and needs the room of a long text's
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
