#include "side_by_side_style.hpp"
#include "vietnamese.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/reader/render.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

namespace {

/// A stretch of the source that belongs to one node, or to none with a reason.
struct Stretch {
    Span span;
    std::size_t node = 0;
    std::string_view reason;  ///< empty for a node
};

std::vector<Stretch> stretches_of(const Plan& plan) {
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
        stretches.push_back({{plan.nodes[i].marker_start, plan.nodes[i].span.end}, i, {}});
    }
    for (const auto& left : plan.uncovered) {
        stretches.push_back({left.span, 0, left.reason});
    }
    std::ranges::stable_sort(
        stretches, {}, [](const Stretch& stretch) { return stretch.span.begin; });
    return stretches;
}

/// Text of the source: line ends are kept, everything else escaped.
std::string lines_of(std::string_view text) {
    std::string out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        out += html_escaped(text.substr(begin, end - begin));
        out += end < text.size() ? "\n" : "";
        begin = end + 1;
    }
    return out;
}

void write_source(std::string& out, const Document& document, const Plan& plan) {
    const std::string_view text = document.text;
    std::size_t at = 0;
    for (const auto& stretch : stretches_of(plan)) {
        const auto begin = std::min(stretch.span.begin, text.size());
        const auto end = std::min(stretch.span.end, text.size());
        if (begin < at || end < begin) {
            continue;
        }
        out += lines_of(text.substr(at, begin - at));
        const auto words = lines_of(text.substr(begin, end - begin));
        if (stretch.reason.empty()) {
            const auto number = std::to_string(stretch.node);
            out.append("<span class=\"n\" id=\"s").append(number);
            out.append("\" data-n=\"").append(number).append("\">").append(words).append("</span>");
        } else {
            out.append("<span class=\"u\" title=\"").append(html_escaped(stretch.reason));
            out.append("\">").append(words).append("</span>");
        }
        at = end;
    }
    out += lines_of(text.substr(at));
}

std::size_t depth_of(const std::map<std::string, std::size_t>& depths, const Node& node) {
    const auto parent = node.parent ? depths.find(node.parent->str()) : depths.end();
    return parent == depths.end() ? 0 : parent->second + 1;
}

void write_facts(std::string& out, const Node& node) {
    std::string facts;
    const auto add = [&](std::string_view label, std::string_view value, std::string_view css) {
        facts.append("<li class=\"").append(css).append("\"><b>").append(label).append(":</b> ");
        facts.append(html_escaped(value)).append("</li>");
    };
    for (const auto& assignee : node.assignees) {
        const bool nobody = assignee.source == AssigneeSource::implicit_authority;
        add(vietnamese(assignee.role),
            nobody ? "không nêu tên, thuộc cơ quan ban hành"
                   : assignee.surface +
                         (assignee.source == AssigneeSource::inherited
                              ? " (theo " + assignee.inherited_from.value_or(NodeId()).str() + ")"
                              : ""),
            "who");
    }
    for (const auto& deadline : node.deadlines) {
        add("thời hạn", deadline.surface, "when");
    }
    for (const auto& product : node.products) {
        add("sản phẩm", product.surface, "what");
    }
    for (const auto& target : node.targets) {
        add("chỉ tiêu", target.surface, "what");
    }
    if (!facts.empty()) {
        out.append("<ul>").append(facts).append("</ul>");
    }
}

void write_tree(std::string& out, const Reading& reading) {
    std::map<std::string, std::size_t> depths;
    for (std::size_t i = 0; i < reading.plan.nodes.size(); ++i) {
        const auto& node = reading.plan.nodes[i];
        const auto depth = depths[node.id.str()] = depth_of(depths, node);
        const auto number = std::to_string(i);
        constexpr std::size_t deepest_shown = 8;
        out.append("<div class=\"t\" data-n=\"").append(number).append("\" style=\"margin-left:");
        out.append(std::to_string(std::min(depth, deepest_shown))).append("em\">");
        out.append("<a href=\"#s").append(number).append("\">").append(html_escaped(node.id.str()));
        out.append("</a> <i>").append(vietnamese(node.kind)).append("</i> ");
        out.append(html_escaped(shortened(node.text)));
        write_facts(out, node);
        for (const auto& doubt : reading.doubts) {
            if (doubt.where == node.id.str()) {
                out.append("<p class=\"d\">").append(html_escaped(doubt.text)).append("</p>");
            }
        }
        out += "</div>\n";
    }
}

}  // namespace

std::string to_side_by_side_html(const Document& document, const Reading& reading) {
    const auto& plan = reading.plan;
    const auto title = html_escaped(plan.title.empty() ? plan.source_name : plan.title);
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<title>" +
        title + "</title>\n<style>" + std::string(side_by_side_style) +
        "</style>\n</head>\n<body>\n<header><h1>" + title + "</h1>\n<p>" +
        html_escaped(plan.source_name) + ", SHA-256 " + html_escaped(plan.source_sha256) +
        "</p></header>\n<main>\n" + "<section class=\"source\" aria-label=\"Văn bản gốc\">";
    write_source(out, document, plan);
    out += "</section>\n<section class=\"tree\" aria-label=\"Nội dung đã đọc\">\n";
    for (const auto& doubt : reading.doubts) {
        if (doubt.where.empty()) {
            out.append("<p class=\"d\">").append(html_escaped(doubt.text)).append("</p>\n");
        }
    }
    write_tree(out, reading);
    out += "</section>\n</main>\n<script>" + std::string(side_by_side_script) +
           "</script>\n</body>\n</html>\n";
    return out;
}

}  // namespace tiendo::reader
