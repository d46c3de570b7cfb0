#include "vietnamese.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/reader/render.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

namespace {

/// An XML name: letters, digits, "-", "_" and "." only, never beginning with a digit.
std::string name_of(std::string_view id) {
    std::string name = "n-";
    for (const char c : search_key(id)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        name += plain ? c : '_';
    }
    return name;
}

class Writer {
public:
    explicit Writer(const Plan& plan) : plan_(plan) {
        for (const auto& node : plan.nodes) {
            children_[node.parent ? node.parent->str() : std::string()].push_back(&node);
            names_.emplace(node.id.str(), unique(name_of(node.id.str())));
        }
    }

    std::string document() && {
        out_ = R"(<?xml version="1.0" encoding="UTF-8"?>)"
               "\n"
               R"(<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">)"
               "\n<doc name=\"ke-hoach\">\n";
        meta();
        preface();
        out_ += "<mainBody>\n";
        for (const auto* node : children_[""]) {
            container(*node, 0);
        }
        out_ += "</mainBody>\n</doc>\n</akomaNtoso>\n";
        return std::move(out_);
    }

private:
    std::string unique(std::string name) {
        const auto times = ++used_[name];
        return times == 1 ? name : name + "__" + std::to_string(times);
    }

    void attribute(std::string_view tag, std::string_view key, std::string_view value) {
        out_.append("<").append(tag).append(" ").append(key).append("=\"");
        out_.append(html_escaped(value)).append("\"/>\n");
    }

    /// Work, expression and manifestation (FRBR) of the document.
    void level(std::string_view tag, const std::string& uri, std::string_view date_name) {
        const auto date = plan_.date ? plan_.date->iso() : std::string("1001-01-01");
        out_.append("<").append(tag).append(">\n");
        attribute("FRBRthis", "value", uri);
        attribute("FRBRuri", "value", uri);
        out_.append("<FRBRdate date=\"").append(date).append("\" name=\"");
        out_.append(plan_.date ? date_name : std::string_view("unknown")).append("\"/>\n");
        out_ += "<FRBRauthor href=\"#authority\"/>\n";
        if (tag == "FRBRWork") {
            out_ += "<FRBRcountry value=\"vn\"/>\n";
            if (plan_.number) {
                attribute("FRBRnumber", "value", *plan_.number);
            }
        } else if (tag == "FRBRExpression") {
            out_ += "<FRBRlanguage language=\"vie\"/>\n";
        }
        out_.append("</").append(tag).append(">\n");
    }

    void meta() {
        const auto work = "/akn/vn/doc/" +
                          (plan_.date ? plan_.date->iso() : std::string("undated")) + "/" +
                          name_of(plan_.number.value_or(plan_.source_sha256));
        out_ += "<meta>\n<identification source=\"#tiendo\">\n";
        level("FRBRWork", work, "issued");
        level("FRBRExpression", work + "/vie@", "issued");
        level("FRBRManifestation", work + "/vie@.xml", "issued");
        out_ += "</identification>\n<references source=\"#tiendo\">\n";
        const bool stated = !plan_.authority.empty();
        organisation("authority", stated ? plan_.authority : std::string_view("không rõ"));
        organisation("tiendo", "tiendo");
        out_ += "</references>\n</meta>\n";
    }
    void organisation(std::string_view id, std::string_view name) {
        out_.append("<TLCOrganization eId=\"").append(id);
        out_.append("\" href=\"/akn/ontology/organization/vn/").append(name_of(name));
        out_.append("\" showAs=\"").append(html_escaped(name)).append("\"/>\n");
    }

    void preface() {
        out_ += "<preface>\n";
        paragraph(to_upper(plan_.kind));
        paragraph(plan_.title);
        out_ += "</preface>\n";
    }
    void paragraph(std::string_view text) {
        out_.append("<p>").append(html_escaped(text)).append("</p>\n");
    }

    void container(const Node& node, std::size_t depth) {
        constexpr std::size_t deepest = 256;
        out_.append("<hcontainer name=\"").append(to_string(node.kind));
        out_.append("\" eId=\"").append(names_.at(node.id.str())).append("\">\n");
        const auto text = words_behind_number(node);
        if (node.ordinal || node.marker) {
            const auto mark = node.ordinal ? *node.ordinal : *node.marker;
            out_.append("<num>").append(html_escaped(mark)).append("</num>\n");
        }
        const auto children = children_.find(node.id.str());
        if (children == children_.end() || depth >= deepest) {
            out_ += "<content>\n";
            paragraph(text);
            out_ += "</content>\n</hcontainer>\n";
            return;
        }
        if (node.kind == NodeKind::heading) {
            out_.append("<heading>").append(html_escaped(text)).append("</heading>\n");
        } else {
            out_ += "<intro>\n";
            paragraph(text);
            out_ += "</intro>\n";
        }
        for (const auto* child : children->second) {
            container(*child, depth + 1);
        }
        out_ += "</hcontainer>\n";
    }

    const Plan& plan_;
    std::map<std::string, std::vector<const Node*>, std::less<>> children_;
    std::map<std::string, std::string, std::less<>> names_;
    std::map<std::string, int> used_;
    std::string out_;
};

}  // namespace

std::string to_akoma_ntoso(const Plan& plan) {
    return Writer(plan).document();
}

}  // namespace tiendo::reader
