#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string_view>

namespace tiendo::adapter {

/// A list with room for `Most`, usable in constant expressions. More elements do not compile.
template <typename T, std::size_t Most>
class List {
public:
    constexpr List() = default;
    constexpr List(std::initializer_list<T> items) {
        if (items.size() > Most) {
            throw "tiendo: too many elements in a list of the manifest";
        }
        for (const T& item : items) {
            items_[size_++] = item;
        }
    }
    constexpr void add(const T& item) {
        if (size_ == Most) {
            throw "tiendo: too many elements in a list of the manifest";
        }
        items_[size_++] = item;
    }
    [[nodiscard]] constexpr const T* begin() const noexcept { return items_.data(); }
    [[nodiscard]] constexpr const T* end() const noexcept { return items_.data() + size_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

private:
    std::array<T, Most> items_{};
    std::size_t size_ = 0;
};

/// What a stream carries; the names and schemas are those of the host's records.
enum class RecordType { dossier, document, feedback };
constexpr std::string_view to_string(RecordType type) noexcept {
    switch (type) {
        case RecordType::dossier: return "dossier";
        case RecordType::document: return "document";
        case RecordType::feedback: return "feedback";
    }
    return "?";
}

/// Which way records go.
enum class Flow { read, write, both };
constexpr std::string_view to_string(Flow flow) noexcept {
    switch (flow) {
        case Flow::read: return "read";
        case Flow::write: return "write";
        case Flow::both: return "both";
    }
    return "?";
}

/// What a cursor of the stream stands for. Only people and tests read it: a cursor stays opaque.
enum class CursorKind {
    none,      ///< every pull reads all there is
    time,      ///< when the record was changed over there
    sequence,  ///< a number that grows with every change
    token,     ///< given by the other side
};
constexpr std::string_view to_string(CursorKind kind) noexcept {
    switch (kind) {
        case CursorKind::none: return "none";
        case CursorKind::time: return "time";
        case CursorKind::sequence: return "sequence";
        case CursorKind::token: return "token";
    }
    return "?";
}

/// In which order a pull walks its records.
enum class Order { ascending, descending, none };
constexpr std::string_view to_string(Order order) noexcept {
    switch (order) {
        case Order::ascending: return "ascending";
        case Order::descending: return "descending";
        case Order::none: return "none";
    }
    return "?";
}

/// A member of the stream's records that the adapter fills or sends, and what for (limitation of
/// purpose: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, article 3). Members that are not named here
/// never cross the border. `type`, `id`, `day` and `deleted` need no naming.
struct Field {
    std::string_view name;
    std::string_view purpose;  ///< a few English words
};

/// A sequence of records that is read with cursors of its own, or written to.
struct Stream {
    std::string_view name;  ///< "dossiers": lower-case ASCII letters, digits, '-' and '_'
    RecordType type = RecordType::document;
    std::string_view description;  ///< one English sentence
    Flow flow = Flow::read;
    std::string_view key;  ///< what over there makes a record's id: "MaHoSo"
    CursorKind cursor = CursorKind::token;
    Order order = Order::ascending;
    List<Field, 24> fields{};
};

/// What a setting holds; a number is whole. A url names a host that the adapter may talk to where
/// `Manifest::hosts` says so.
enum class ConfigType { text, number, boolean, url };

/// Least and greatest value of a number, both allowed.
struct Range {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

enum class Need { optional, required };
/// A secret comes from `Context::secret`, is never printed, and never comes from `config_text`.
enum class Secrecy { plain, secret };

/// One setting of a connection.
struct ConfigKey {
    std::string_view key;  ///< as stream names
    ConfigType type = ConfigType::text;
    std::string_view description;  ///< English; unit and range, and the default where optional
    Need need = Need::optional;
    Secrecy secrecy = Secrecy::plain;
    Range range{};                         ///< of a number
    List<std::string_view, 16> choices{};  ///< of a text; empty: any
};

/// Whether the adapter's authors promise that it keeps working.
enum class Status { trial, stable };
constexpr std::string_view to_string(Status status) noexcept {
    switch (status) {
        case Status::trial: return "trial";
        case Status::stable: return "stable";
    }
    return "?";
}

/// What an adapter is, known without loading it. Write it as a constant of the adapter's class:
///
///     static constexpr tiendo::adapter::Manifest manifest = {
///         .name = "lich-tiep-dan",
///         .version = "0.1.0",
///         .vendor = "Example IT centre",
///         .licence = "Apache-2.0",
///         .summary = "Reads the published list of reception days.",
///         .streams = {{.name = "documents",
///                      .type = RecordType::document,
///                      .description = "…",
///                      .key = "number of the notice",
///                      .cursor = CursorKind::none,
///                      .fields = {{"number", "names the notice"}, {"subject", "is shown"}}}},
///         .config = {{.key = "url", .type = ConfigType::url, .description = "…",
///                     .need = Need::required}},
///         .hosts = {"config:url"},
///     };
///
/// What the adapter can do (check, read, find, write, probe, serve) is taken from the functions it
/// has. All texts are UTF-8.
struct Manifest {
    std::string_view name;     ///< as stream names, and the file is called tiendo-<name>.so
    std::string_view version;  ///< "1.2.3"
    std::string_view vendor;   ///< who answers for it
    std::string_view licence;  ///< SPDX identifier, or "proprietary"
    std::string_view summary;  ///< what it talks to, one English sentence
    Status status = Status::trial;
    /// It ends a call so soon after `Context::cancelled` turned true, requests under way left out.
    std::chrono::milliseconds stops_within{1'000};
    /// Host functions that it cannot do without, of those that came after ABI 1.0: "wait". A host
    /// that lacks one refuses the adapter and names it. Without this, ask for them where they help.
    List<std::string_view, 8> needs{};
    List<Stream, 16> streams{};
    List<ConfigKey, 32> config{};
    /// Hosts it talks to: "api.example.vn", "api.example.vn:8443", or "config:url" for the host of
    /// the address in that setting. Requests to others are refused.
    List<std::string_view, 16> hosts{};
};

}  // namespace tiendo::adapter
