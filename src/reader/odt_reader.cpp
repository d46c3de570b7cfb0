#include "odt_story.hpp"
#include "office_doubts.hpp"
#include "office_names.hpp"
#include "zip_parts.hpp"

#include <fmt/format.h>

#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::string_view content_part = "content.xml";
constexpr std::string_view styles_part = "styles.xml";

Error in_part(Error error, std::string_view part) {
    return std::move(error).at(fmt::format("part '{}'", part));
}

/// Reads the parts of one package into a document.
class OdtFile {
public:
    OdtFile(ZipParts& parts, const ReadOptions& options) : parts_(parts), options_(options) {}

    Result<Document> read() {
        auto fine = check_encryption();
        fine = fine ? read_parts() : std::move(fine);
        fine = fine ? read_text(content_, content_part, OdtWanted::body) : std::move(fine);
        if (fine && findings_.notes > 0) {
            fine = read_text(content_, content_part, OdtWanted::notes);
        }
        fine = fine ? read_running() : std::move(fine);
        if (!fine) {
            return std::move(fine).error();
        }
        tell_findings();
        auto document = std::move(builder_).finish();
        document.format = DocumentFormat::odt;
        return document;
    }

private:
    Result<void> check_encryption() {
        constexpr std::string_view manifest = "META-INF/manifest.xml";
        if (!parts_.has(manifest)) {
            return {};
        }
        const auto xml = parts_.read(manifest);
        if (!xml) {
            return xml.error();
        }
        if (xml->find("encryption-data") != std::string::npos) {
            return Error{ErrorCode::rejected,
                         "the document is encrypted with a password",
                         "open it with its password and save a copy without one"};
        }
        return {};
    }

    Result<void> read_parts() {
        if (parts_.has(styles_part)) {
            auto xml = parts_.read(styles_part);
            if (!xml) {
                return std::move(xml).error();
            }
            page_styles_ = *std::move(xml);
            if (auto fine = styles_.add(page_styles_); !fine) {
                return in_part(std::move(fine).error(), styles_part);
            }
        }
        auto xml = parts_.read(content_part);
        if (!xml) {
            return std::move(xml).error();
        }
        content_ = *std::move(xml);
        auto fine = styles_.add(content_);
        return fine ? std::move(fine) : in_part(std::move(fine).error(), content_part);
    }

    std::size_t part(std::string_view name) {
        if (name == content_part) {
            content_number_ = content_number_ ? content_number_ : builder_.part(name);
            return *content_number_;
        }
        return builder_.part(name);
    }

    Result<void> read_text(std::string_view xml, std::string_view name, OdtWanted wanted) {
        OdtStory story(
            {styles_, lists_, builder_, findings_, options_.max_text}, part(name), wanted);
        return run(story, xml, name);
    }

    Result<void> run(OdtStory& story, std::string_view xml, std::string_view name) const {
        if (auto fine = read_xml(xml, odt_names, story); !fine) {
            return in_part(std::move(fine).error(), name);
        }
        if (story.too_long()) {
            return in_part({ErrorCode::malformed_input,
                            fmt::format("more than {} bytes of text", options_.max_text),
                            "give one plan; or raise the limit"},
                           name);
        }
        return {};
    }

    /// Headers and footers: read once for their texts alone, then those that say something new.
    Result<void> read_running() {
        if (page_styles_.empty()) {
            return {};
        }
        DocumentBuilder trial;
        auto findings = findings_;
        OdtLists lists(styles_);
        OdtStory first({styles_, lists, trial, findings, options_.max_text}, 0, OdtWanted::running);
        if (auto fine = run(first, page_styles_, styles_part); !fine) {
            return fine;
        }
        std::set<std::string_view> texts;
        std::set<std::size_t> repeated;
        for (std::size_t i = 0; i < first.running().size(); ++i) {
            const auto span = first.running()[i];
            const auto text = std::string_view(trial.text()).substr(span.begin, span.size());
            if (text.empty() || !texts.insert(text).second) {
                repeated.insert(i);
            }
        }
        if (texts.empty()) {
            return {};
        }
        OdtLists again(styles_);
        OdtStory story({styles_, again, builder_, findings_, options_.max_text},
                       part(styles_part),
                       OdtWanted::running);
        story.leave_out(std::move(repeated));
        return run(story, page_styles_, styles_part);
    }

    void tell_findings() {
        const auto& found = findings_;
        tell_changes({found.inserted, found.deleted, 0}, builder_);
        tell_hidden(found.hidden, builder_);
        tell_not_read(found.pictures, found.others, builder_);
    }

    ZipParts& parts_;
    ReadOptions options_;
    std::string page_styles_;
    std::string content_;
    std::optional<std::size_t> content_number_;
    OdtStyles styles_;
    OdtLists lists_{styles_};
    OdtFindings findings_;
    DocumentBuilder builder_;
};

}  // namespace

Result<Document> read_odt(std::string_view bytes, const ReadOptions& options) {
    auto parts = ZipParts::open(bytes, options.max_text);
    if (!parts) {
        return std::move(parts).error();
    }
    return OdtFile(*parts, options).read();
}

}  // namespace tiendo::reader
