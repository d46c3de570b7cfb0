#include "xml_shape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr std::string_view copy_remedy =
    "this was not written by an office program: ask for a proper copy of the document";

Error refusal(std::string_view message, std::size_t at) {
    return {ErrorCode::malformed_input,
            fmt::format("{} at byte {}", message, at),
            std::string(copy_remedy)};
}

std::size_t behind(std::string_view xml, std::string_view closer, std::size_t from) noexcept {
    const auto at = xml.find(closer, from);
    return at == std::string_view::npos ? xml.size() : at + closer.size();
}

/// References are short ("&amp;", "&#x1EA1;"); one that never ends is read again and again.
Result<void> check_references(std::string_view xml, std::size_t begin, std::size_t end) {
    constexpr std::size_t longest = 32;
    const auto text = xml.substr(0, end);
    while (begin < end) {
        const auto at = text.find('&', begin);
        if (at == std::string_view::npos) {
            break;
        }
        const auto reference = xml.substr(at, longest);
        if (reference.find(';') == std::string_view::npos) {
            return refusal("a reference ('&…;') without end", at);
        }
        begin = at + 1;
    }
    return {};
}

class Shape {
public:
    Shape(std::string_view xml, int max_depth) : xml_(xml), max_depth_(max_depth) {}

    Result<void> check() {
        std::size_t at = 0;
        while (at < xml_.size()) {
            const auto open = std::min(xml_.find('<', at), xml_.size());
            if (auto fine = check_references(xml_, at, open); !fine) {
                return fine;
            }
            if (open == xml_.size()) {
                break;
            }
            const auto end = check_markup(open);
            if (!end) {
                return end.error();
            }
            at = *end;
        }
        return {};
    }

private:
    Result<std::size_t> check_markup(std::size_t at) {
        const auto rest = xml_.substr(at);
        if (rest.starts_with("<![CDATA[")) {
            return behind(xml_, "]]>", at);
        }
        if (rest.starts_with("<!--")) {
            return paid(at, behind(xml_, "-->", at));
        }
        if (rest.starts_with("<?")) {
            return paid(at, behind(xml_, "?>", at));
        }
        if (rest.starts_with("<!")) {
            return refusal("a document type definition (<!DOCTYPE), which may hide any text,", at);
        }
        const auto end = tag_end(xml_, at);
        if (rest.starts_with("</")) {
            --depth_;
        } else if (xml_[end - 1] != '>' || xml_[end - 2] != '/') {
            ++depth_;
        }
        if (depth_ > max_depth_) {
            return refusal(fmt::format("elements nested deeper than {}", max_depth_), at);
        }
        return paid(at, end);
    }

    /// A parser that is fed in blocks scans a long tag again for every block.
    Result<std::size_t> paid(std::size_t begin, std::size_t end) {
        constexpr std::size_t block = 4096;
        constexpr std::size_t dearest = std::size_t{1} << 31U;
        const auto size = end - begin;
        cost_ += size / block * size;
        if (cost_ > dearest) {
            return refusal("markup of several megabytes", begin);
        }
        return end;
    }

    std::string_view xml_;
    int max_depth_ = 0;
    int depth_ = 0;
    std::size_t cost_ = 0;  // bytes scanned again
};

}  // namespace

std::size_t tag_end(std::string_view xml, std::size_t begin) noexcept {
    for (auto at = begin; at < xml.size();) {
        at = xml.find_first_of("\"'>", at);
        if (at == std::string_view::npos) {
            break;
        }
        if (xml[at] == '>') {
            return at + 1;
        }
        const auto closed = xml.find(xml[at], at + 1);
        if (closed == std::string_view::npos) {
            break;
        }
        at = closed + 1;
    }
    return xml.size();
}

Result<void> check_xml_shape(std::string_view xml, int max_depth) {
    return Shape(xml, max_depth).check();
}

}  // namespace tiendo::reader
