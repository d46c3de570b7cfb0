#include "document_builder.hpp"
#include "html_guard.hpp"
#include "html_outline.hpp"
#include "html_page.hpp"
#include "html_style.hpp"
#include "html_table.hpp"
#include "html_text.hpp"
#include "html_tree.hpp"
#include "source_text.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::reader {

namespace {

constexpr std::string_view navigation = "page navigation";
constexpr std::string_view hidden_text = "hidden text";

struct OpenList {
    bool ordered = false;
    bool marked = true;
    std::string type;
    int next = 1;
    int step = 1;
    std::string_view bullet;
};

/// Walks a page in reading order and writes what it shows.
class Walker {
public:
    Walker(const HtmlPage& page, const HtmlOutline& outline)
        : outline_(outline), text_(page, builder_) {
        look_.encoding = outline.encoding;
    }

    Result<Document> walk(const GumboNode& root, const ReadOptions& options) && {
        visit(root, look_, 0);
        end_paragraph();
        if (too_deep_) {
            return Error{ErrorCode::malformed_input,
                         "the tags of the page nest too deep",
                         "open it in a browser, copy the text into Word and save that as docx"};
        }
        if (builder_.text().size() > options.max_text) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("the page holds {} bytes of text, more than the limit of {}",
                                     builder_.text().size(),
                                     options.max_text),
                         "give one plan; or raise the limit"};
        }
        return std::move(builder_).finish();
    }

private:
    void visit(const GumboNode& node, const TextLook& look, int depth) {
        constexpr int deepest = 1'500;
        if (depth > deepest) {
            too_deep_ = true;
            return;
        }
        switch (node.type) {
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE: text_.add(node.v.text, look); return;
            case GUMBO_NODE_ELEMENT: visit_element(node, look, depth); return;
            case GUMBO_NODE_TEMPLATE:
            case GUMBO_NODE_COMMENT:
            case GUMBO_NODE_DOCUMENT: return;
        }
    }

    void visit_element(const GumboNode& node, TextLook look, int depth) {
        const auto tag = node.v.element.tag;
        const auto show = outline_.show(node);
        if (show == Show::nothing) {
            return;
        }
        if (show != Show::body && asides_ == 0) {
            set_aside(node, look, show == Show::hidden ? hidden_text : navigation, depth);
            return;
        }
        look = look_of(node, look);
        if (tag == GUMBO_TAG_BR) {
            const bool page = style_of(node, "page-break-before") == "always";
            page ? text_.end_page() : text_.line_break();
        } else if (tag == GUMBO_TAG_TABLE && !outline_.is_frame(node) && asides_ == 0) {
            visit_table(node, look, depth);
        } else if (style_of(node, "mso-list") == "ignore") {
            visit_word_number(node, look, depth);
        } else if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_MENU) {
            visit_list(node, look, depth);
        } else if (is_block(tag)) {
            visit_block(node, look, depth);
        } else {
            visit_inline(node, look, depth);
        }
    }

    [[nodiscard]] TextLook look_of(const GumboNode& node, TextLook look) const {
        const auto tag = node.v.element.tag;
        if (const auto font = font_of(node)) {
            const auto encoding = legacy_encoding_of_font(*font);
            look.encoding = encoding ? encoding : outline_.encoding;
            look.capitals = is_font_of_capitals(*font);
        }
        look.preformatted = look.preformatted || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LISTING ||
                            tag == GUMBO_TAG_TEXTAREA;
        return look;
    }

    void visit_block(const GumboNode& node, const TextLook& look, int depth) {
        end_paragraph();
        if (node.v.element.tag == GUMBO_TAG_LI) {
            text_.set_marker(next_marker(node));
        }
        visit_children(node, look, depth);
        end_paragraph();
    }

    void visit_inline(const GumboNode& node, const TextLook& look, int depth) {
        const bool quotation = node.v.element.tag == GUMBO_TAG_Q;
        if (quotation) {
            text_.add_made("“");
        }
        visit_children(node, look, depth);
        if (quotation) {
            text_.add_made("”");
        }
    }

    void visit_children(const GumboNode& node, const TextLook& look, int depth) {
        for (const auto* child : children_of(node)) {
            visit(*child, look, depth + 1);
        }
    }

    void end_paragraph() {
        text_.end_paragraph();
        while (!put_off_.empty()) {
            const auto waiting = std::exchange(put_off_, {});
            for (const auto& each : waiting) {
                write_aside(*each.node, each.look, each.reason, each.depth);
            }
        }
    }

    /// Inside a paragraph an aside waits for its end, so that no sentence is cut.
    void set_aside(const GumboNode& node,
                   const TextLook& look,
                   std::string_view reason,
                   int depth) {
        put_off_.push_back({&node, look, reason, depth});
        if (is_block(node.v.element.tag)) {
            end_paragraph();
        }
    }

    void write_aside(const GumboNode& node,
                     const TextLook& look,
                     std::string_view reason,
                     int depth) {
        ++asides_;
        auto lists = std::exchange(lists_, {});
        builder_.begin_aside(reason);
        visit_children(node, look, depth);
        text_.set_marker("");
        text_.end_paragraph();
        builder_.end_aside();
        lists_ = std::move(lists);
        --asides_;
    }

    void visit_list(const GumboNode& node, const TextLook& look, int depth) {
        end_paragraph();
        OpenList list;
        list.ordered = node.v.element.tag == GUMBO_TAG_OL;
        list.type = attribute_of(node, "type");
        list.next = number_of(attribute_of(node, "start")).value_or(1);
        list.marked =
            style_of(node, "list-style-type") != "none" && style_of(node, "list-style") != "none";
        if (list.ordered &&
            gumbo_get_attribute(&node.v.element.attributes, "reversed") != nullptr) {
            list.step = -1;
            list.next = number_of(attribute_of(node, "start"))
                            .value_or(static_cast<int>(std::ranges::count_if(
                                children_of(node), [](const GumboNode* child) {
                                    return child->type == GUMBO_NODE_ELEMENT &&
                                           child->v.element.tag == GUMBO_TAG_LI;
                                })));
        }
        // A list of bullets inside a list of bullets is what "+" says in an office text.
        const bool inner = !lists_.empty() && !lists_.back().ordered;
        list.bullet = inner ? "+ " : "- ";
        lists_.push_back(std::move(list));
        visit_children(node, look, depth);
        lists_.pop_back();
        end_paragraph();
    }

    std::string next_marker(const GumboNode& item) {
        if (lists_.empty()) {
            return "- ";
        }
        auto& list = lists_.back();
        const bool unmarked = !list.marked || style_of(item, "list-style-type") == "none" ||
                              style_of(item, "list-style") == "none";
        if (!list.ordered) {
            return unmarked ? "" : std::string(list.bullet);
        }
        const auto value = number_of(attribute_of(item, "value")).value_or(list.next);
        list.next = value + list.step;
        const auto type = attribute_of(item, "type");
        return unmarked ? "" : list_number(value, type.empty() ? list.type : type) + ". ";
    }

    /// Word writes the number of a list item as text, and a bullet as a letter of a symbol font.
    void visit_word_number(const GumboNode& node, const TextLook& look, int depth) {
        const auto text = text_of(node);
        const auto shown = trimmed(text, {0, text.size()});
        const auto sign = std::string_view(text).substr(shown.begin, shown.size());
        const bool digit = !sign.empty() && sign[0] >= '0' && sign[0] <= '9';
        if (display_width(sign) == 1 && !digit) {
            text_.set_marker(sign == "+" ? "+ " : "- ");
        } else {
            visit_children(node, look, depth);
        }
    }

    void visit_table(const GumboNode& node, const TextLook& look, int depth) {
        const auto shape = shape_of(node);
        end_paragraph();
        for (const auto* caption : shape.captions) {
            visit_children(*caption, look, depth);
            end_paragraph();
        }
        auto lists = std::exchange(lists_, {});
        builder_.begin_table();
        for (const auto& row : shape.rows) {
            builder_.begin_row(row.header);
            for (const auto& cell : row.cells) {
                builder_.begin_cell(cell.column, cell.columns, cell.rows);
                visit(*cell.node, look, depth + 3);
                end_paragraph();
                builder_.end_cell();
            }
            builder_.end_row();
        }
        builder_.end_table();
        lists_ = std::move(lists);
    }

    struct PutOff {
        const GumboNode* node;
        TextLook look;
        std::string_view reason;
        int depth;
    };

    const HtmlOutline& outline_;
    DocumentBuilder builder_;
    HtmlText text_;
    TextLook look_;
    std::vector<OpenList> lists_;
    std::vector<PutOff> put_off_;
    int asides_ = 0;
    bool too_deep_ = false;
};

}  // namespace

Result<Document> read_html_file(std::string_view bytes, const ReadOptions& options) {
    const auto page = HtmlPage::open(bytes);
    if (!page) {
        return page.error();
    }
    if (auto fine = check_nesting(page->html()); !fine) {
        return std::move(fine).error();
    }
    const auto tree = HtmlTree::parse(page->html());
    if (!tree) {
        return tree.error();
    }
    const auto outline = outline_of_page(tree->root());
    auto document = Walker(*page, outline).walk(tree->root(), options);
    if (!document) {
        return document;
    }
    if (trimmed(document->text, {0, document->text.size()}).empty()) {
        return Error{ErrorCode::malformed_input,
                     "the page shows no text",
                     "save the page when it is shown whole; what scripts load later is not in it"};
    }
    document->format = DocumentFormat::html;
    if (const auto& doubt = page->doubt()) {
        document->doubts.push_back(*doubt);
    }
    if (const auto encoding = outline.encoding) {
        document->doubts.push_back(encoding_doubt(to_string(*encoding), ""));
    }
    return document;
}

}  // namespace tiendo::reader
