#include "tiendo/base/enum_names.hpp"
#include "tiendo/kit/kit.hpp"

#include <algorithm>
#include <string>

namespace tiendo::kit {

namespace {

constexpr EnumNames<Status, 3> statuses{
    "status",
    {{{Status::passed, "passed"}, {Status::failed, "failed"}, {Status::skipped, "skipped"}}}};
constexpr EnumNames<Isolation, 3> isolations{"isolation",
                                             {{{Isolation::in_process, "in-process"},
                                               {Isolation::guarded, "guarded"},
                                               {Isolation::both, "both"}}}};

/// As the text of an element or an attribute; what XML 1.0 has no form for becomes '?'.
std::string xml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += "&#10;"; break;
            default: out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
        }
    }
    return out;
}

/// Lines after the first stand below it.
std::string indented(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c;
        if (c == '\n') {
            out += "            ";
        }
    }
    return out;
}

std::string counts(const Report& report) {
    return std::to_string(report.count(Status::passed)) + " passed, " +
           std::to_string(report.count(Status::failed)) + " failed, " +
           std::to_string(report.count(Status::skipped)) + " skipped";
}

}  // namespace

std::string_view to_string(Isolation isolation) noexcept {
    return isolations.name(isolation);
}
Result<Isolation> parse_isolation(std::string_view text) {
    return isolations.parse(text);
}
std::string_view to_string(Status status) noexcept {
    return statuses.name(status);
}
Result<Status> parse_status(std::string_view text) {
    return statuses.parse(text);
}

std::size_t Report::count(Status status) const noexcept {
    return static_cast<std::size_t>(
        std::count_if(verdicts.begin(), verdicts.end(), [&](const Verdict& each) {
            return each.status == status;
        }));
}

std::string to_text(const Report& report) {
    std::string text = report.adapter + ": " + counts(report) + "\n";
    for (const auto& each : report.verdicts) {
        if (each.status != Status::failed) {
            continue;
        }
        text.append("\nFAILED ").append(each.rule.id).append(": ").append(each.rule.title);
        text.append("\n  seen:     ").append(indented(each.text));
        text.append("\n  users:    ").append(each.rule.suffers);
        text.append("\n  to mend:  ").append(each.rule.mend).append("\n");
    }
    for (const auto& each : report.verdicts) {
        if (each.status == Status::skipped) {
            text.append("\nskipped ").append(each.rule.id).append(": ").append(each.text);
        }
    }
    text += report.count(Status::skipped) > 0 ? "\n" : "";
    for (const auto& each : report.verdicts) {
        if (each.status == Status::passed) {
            text.append("\npassed  ").append(each.rule.id);
            text.append(each.text.empty() ? "" : ": ").append(each.text);
        }
    }
    return text + "\n";
}

std::string to_junit(const Report& report) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
                      xml(report.adapter) + "\" tests=\"" + std::to_string(report.verdicts.size()) +
                      "\" failures=\"" + std::to_string(report.count(Status::failed)) +
                      "\" errors=\"0\" skipped=\"" + std::to_string(report.count(Status::skipped)) +
                      "\">\n";
    for (const auto& each : report.verdicts) {
        out += "  <testcase classname=\"" + xml(report.adapter) + "\" name=\"" +
               std::string(each.rule.id) + "\"";
        if (each.status == Status::passed) {
            out += "/>\n";
        } else if (each.status == Status::skipped) {
            out += "><skipped message=\"" + xml(each.text) + "\"/></testcase>\n";
        } else {
            out += "><failure message=\"" + xml(each.rule.title) + "\">" +
                   xml(each.text + "\nusers: " + std::string(each.rule.suffers) +
                       "\nto mend: " + std::string(each.rule.mend)) +
                   "</failure></testcase>\n";
        }
    }
    return out + "</testsuite>\n";
}

}  // namespace tiendo::kit
