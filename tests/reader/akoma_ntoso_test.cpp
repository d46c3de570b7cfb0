// The structure rules of the OASIS schema of Akoma Ntoso 3.0, for the elements that the export
// writes: which children in which order, which attributes. The schema itself is not at hand in
// every build, so its rules are kept here as a table.
#include "reading.hpp"

#include "tiendo/reader/render.hpp"

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/Element.h>
#include <Poco/DOM/NamedNodeMap.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {
namespace {

struct Rule {
    std::string children;  ///< names, a blank behind each, as a regular expression
    std::vector<std::string> attributes;
    bool text = false;  ///< words may stand between the children
};

const std::map<std::string, Rule, std::less<>>& rules() {
    const std::string core = "FRBRthis (FRBRuri )+(FRBRalias )*(FRBRdate )+(FRBRauthor )+";
    static const std::map<std::string, Rule, std::less<>> all{
        {"akomaNtoso", {"doc ", {}}},
        {"doc", {"meta (preface )?(preamble )?mainBody (conclusions )?", {"name"}}},
        {"meta", {"identification (references )*", {}}},
        {"identification", {"FRBRWork FRBRExpression FRBRManifestation ", {"source"}}},
        {"FRBRWork", {core + "FRBRcountry (FRBRsubtype )?(FRBRnumber )*(FRBRname )*", {}}},
        {"FRBRExpression", {core + "(FRBRlanguage )+", {}}},
        {"FRBRManifestation", {core + "(FRBRformat )?", {}}},
        {"FRBRthis", {"", {"value"}}},
        {"FRBRuri", {"", {"value"}}},
        {"FRBRdate", {"", {"date", "name"}}},
        {"FRBRauthor", {"", {"href"}}},
        {"FRBRcountry", {"", {"value"}}},
        {"FRBRnumber", {"", {"value"}}},
        {"FRBRlanguage", {"", {"language"}}},
        {"FRBRformat", {"", {"value"}}},
        {"references", {"(TLCOrganization )+", {"source"}}},
        {"TLCOrganization", {"", {"eId", "href", "showAs"}}},
        {"preface", {"(p )+", {}}},
        {"mainBody", {"(hcontainer )+", {}}},
        {"hcontainer",
         {"(num )?(heading )?(content |(intro )?(hcontainer )+(wrapUp )?)", {"eId", "name"}}},
        {"num", {"", {}, true}},
        {"heading", {"", {}, true}},
        {"intro", {"(p )+", {}}},
        {"content", {"(p )+", {}}},
        {"p", {"", {}, true}},
    };
    return all;
}

/// What is wrong with an element and all below it, a line each.
class Checker {
public:
    void check(const Poco::XML::Element& element) {
        const auto name = element.localName();
        const auto rule = rules().find(name);
        if (rule == rules().end() ||
            element.namespaceURI() != "http://docs.oasis-open.org/legaldocml/ns/akn/3.0") {
            faults += name + " is not known\n";
            return;
        }
        std::string children;
        for (auto* child = element.firstChild(); child != nullptr; child = child->nextSibling()) {
            if (const auto* inner = dynamic_cast<const Poco::XML::Element*>(child)) {
                children += inner->localName() + " ";
                check(*inner);
            } else if (!rule->second.text &&
                       child->getNodeValue().find_first_not_of(" \n") != std::string::npos) {
                faults += name + " holds words\n";
            }
        }
        if (!std::regex_match(children, std::regex(rule->second.children))) {
            faults += name + " holds " + children + "\n";
        }
        attributes(element, name, rule->second);
    }

    std::string faults;

private:
    void attributes(const Poco::XML::Element& element, const std::string& name, const Rule& rule) {
        const std::set<std::string> allowed(rule.attributes.begin(), rule.attributes.end());
        for (const auto& wanted : allowed) {
            if (element.getAttribute(wanted).empty()) {
                faults += name + " lacks " + wanted + "\n";
            }
        }
        const Poco::AutoPtr<Poco::XML::NamedNodeMap> given = element.attributes();
        for (unsigned long i = 0; i < given->length(); ++i) {
            const auto key = given->item(i)->nodeName();
            if (key != "xmlns" && !allowed.contains(key)) {
                faults += name + " has " + key + "\n";
            }
        }
        const auto id = element.getAttribute("eId");
        if (!id.empty() && (!std::regex_match(id, std::regex("[A-Za-z_][A-Za-z0-9_.-]*")) ||
                            !ids_.insert(id).second)) {
            faults += "eId " + id + " is no name or stands twice\n";
        }
        if (name == "FRBRdate" && !Date::parse(element.getAttribute("date"))) {
            faults += "FRBRdate has no day\n";
        }
        const auto source = element.getAttribute("source") + element.getAttribute("href");
        if (source.starts_with("#")) {
            referred.insert(source.substr(1));
        }
    }

    std::set<std::string> ids_;

public:
    std::set<std::string> referred;
    [[nodiscard]] bool knows(const std::string& id) const { return ids_.contains(id); }
};

std::string faults_of(const Plan& plan) {
    Poco::XML::DOMParser parser;
    parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACES, true);
    const Poco::AutoPtr<Poco::XML::Document> document =
        parser.parseString(reader::to_akoma_ntoso(plan));
    Checker checker;
    checker.check(*document->documentElement());
    for (const auto& id : checker.referred) {
        checker.faults += checker.knows(id) ? "" : "nothing has the eId " + id + "\n";
    }
    return checker.faults;
}

}  // namespace

TEST(AkomaNtosoSchema, is_kept_by_the_sample_plan) {
    EXPECT_EQ(faults_of(reading_of(content_of(sample_plan())).plan), "");
}

TEST(AkomaNtosoSchema, is_kept_by_every_document_of_the_corpus) {
    const std::filesystem::path corpus(TIENDO_READER_CORPUS);
    std::size_t read = 0;
    for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
        if (entry.path().extension() != ".txt") {
            continue;
        }
        const auto reading = reader::read_plan_text(content_of(entry.path()), "test.txt", {});
        if (reading) {
            EXPECT_EQ(faults_of(reading->plan), "") << entry.path();
            ++read;
        }
    }
    EXPECT_GE(read, 70U);
}

TEST(AkomaNtosoSchema, is_kept_without_number_date_and_authority) {
    const auto reading = reading_of("KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n- Dọn chợ trước ngày 5/5/2026.\n");
    EXPECT_EQ(faults_of(reading.plan), "");
}

}  // namespace tiendo::test
