#include "office_convert.hpp"

#include "helper_program.hpp"

#include "tiendo/base/file.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <system_error>
#include <utility>

namespace tiendo::reader {

namespace {

/// A folder that goes when this does.
class WorkFolder {
public:
    static Result<WorkFolder> make(const std::filesystem::path& where) {
        auto name = (where / "tiendo-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            return Error{ErrorCode::storage,
                         "no folder for temporary files could be made",
                         "check its rights and the room on the disk"}
                .at("'" + where.string() + "'");
        }
        return WorkFolder(name);
    }
    ~WorkFolder() {
        if (!path_.empty()) {
            std::error_code left_behind;
            std::filesystem::remove_all(path_, left_behind);
        }
    }
    WorkFolder(WorkFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    WorkFolder& operator=(WorkFolder&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    explicit WorkFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

/// Whether a compound file has an entry "EncryptedPackage", as every encrypted docx, xlsx or pptx
/// does. Entries of the directory begin at multiples of 128 bytes.
bool holds_encrypted_package(std::string_view bytes) {
    constexpr std::string_view name = "EncryptedPackage";
    constexpr std::size_t entry = 128;
    std::string wide;
    for (const char c : name) {
        wide += c;
        wide += '\0';
    }
    for (auto at = bytes.find(wide); at != std::string_view::npos; at = bytes.find(wide, at + 1)) {
        if (at % entry == 0) {
            return true;
        }
    }
    return false;
}

/// Settings of LibreOffice that forbid a document to fetch or to run anything.
constexpr std::string_view settings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
)";

ProgramCall conversion(const std::filesystem::path& soffice,
                       const std::filesystem::path& folder,
                       const std::filesystem::path& source,
                       const ReadOptions& options) {
    ProgramCall call;
    call.program = soffice;
    call.arguments = {"--headless",
                      "--norestore",
                      "--nolockcheck",
                      "-env:UserInstallation=file://" + (folder / "profile").string(),
                      "--convert-to",
                      "docx:MS Word 2007 XML",
                      "--outdir",
                      (folder / "out").string(),
                      source.string()};
    call.environment = {"HOME=" + folder.string(), "TMPDIR=" + folder.string()};
    call.folder = folder;
    call.limits.memory_bytes = std::uint64_t{8} << 30U;  // address space, most of it never touched
    call.limits.wall = options.program_time;
    call.limits.processor = std::chrono::ceil<std::chrono::seconds>(options.program_time);
    call.limits.output_bytes = std::size_t{1} << 20U;
    return call;
}

}  // namespace

std::optional<std::string_view> old_office_kind(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return "doc";
    }
    return bytes.starts_with("{\\rtf") ? std::optional<std::string_view>("rtf") : std::nullopt;
}

Result<std::string> office_to_docx(std::string_view bytes,
                                   std::string_view extension,
                                   const ReadOptions& options) {
    if (holds_encrypted_package(bytes)) {
        return Error{ErrorCode::rejected,
                     "the document is encrypted and asks for a password",
                     "open it with its password and save it without"};
    }
    const auto soffice = system_program("soffice", options);
    if (!soffice) {
        return Error{ErrorCode::unsupported,
                     fmt::format("the document is an old office file ({}), and LibreOffice, which "
                                 "turns it into docx, is not installed",
                                 extension),
                     "save the document as docx; or install libreoffice-writer"};
    }
    const auto folder = WorkFolder::make(options.work_folder);
    if (!folder) {
        return folder.error();
    }
    const auto source = folder->path() / fmt::format("document.{}", extension);
    if (auto written = write_file(source, bytes); !written) {
        return std::move(written).error();
    }
    const auto profile = folder->path() / "profile" / "user" / "registrymodifications.xcu";
    if (auto written = write_file(profile, settings); !written) {
        return std::move(written).error();
    }
    const auto end = run_program(conversion(*soffice, folder->path(), source, options));
    if (!end) {
        return end.error();
    }
    auto converted = read_file(folder->path() / "out" / "document.docx", options.max_bytes);
    if (!converted) {
        return Error{ErrorCode::malformed_input,
                     "LibreOffice could not turn the document into docx",
                     "check that it opens without a password, and save it as docx"}
            .because(complaint_of(*end));
    }
    return converted;
}

}  // namespace tiendo::reader
