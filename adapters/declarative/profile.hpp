#pragma once

#include "date_form.hpp"
#include "pointer.hpp"
#include "record_members.hpp"
#include "text_template.hpp"

#include <tiendo/base/result.hpp>
#include <tiendo/model/record.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A profile as it was read: what a declarative adapter does. docs/adapters/profiles.md says what
/// each key means.
namespace tiendo::declarative {

struct Setting {
    enum class Type : std::uint8_t { text, url, number, boolean };
    std::string key;
    Type type = Type::text;
    std::string description;
    bool required = false;
    bool secret = false;
    std::optional<std::int64_t> least{};
    std::optional<std::int64_t> most{};
    std::vector<std::string> choices{};
    std::string otherwise{};  ///< taken where it is not set; empty: nothing
};

struct Named {
    std::string name;
    TextTemplate value;
};

/// A request; what comes out empty is left out of query, headers and body.
struct Call {
    bool post = false;
    TextTemplate path{};
    std::vector<Named> query{};
    std::vector<Named> headers{};
    std::vector<Named> body{};  ///< sent as a JSON object
};

struct Auth {
    enum class Kind : std::uint8_t { none, basic, bearer, header, login };
    Kind kind = Kind::none;
    TextTemplate user{};      ///< basic
    TextTemplate password{};  ///< basic
    std::string header{};     ///< header and, where the token goes into one, login
    TextTemplate value{};     ///< of that header; of bearer the token
    Call login{};
    Pointer token{};  ///< in the answer to the login
};

/// How an answer with status 200 says that it is an error. Codes are compared as numbers where both
/// are.
struct AnswerRules {
    std::optional<Pointer> code{};
    std::optional<Pointer> message{};
    std::vector<std::string> success{};
    std::vector<std::string> session_ended{};  ///< log in again, once
    std::vector<std::string> auth{};
    std::vector<std::string> config{};
    std::vector<std::string> rate_limited{};
    std::vector<std::string> transient{};
};

struct Paging {
    enum class Kind : std::uint8_t { none, page, offset, cursor, next, link };
    enum class Means : std::uint8_t { token, time, sequence };
    Kind kind = Kind::none;
    std::int64_t size = 100;
    std::string size_setting{};
    std::int64_t first = 1;  ///< number of the first page
    std::optional<Pointer> more{};
    std::optional<Pointer> total{};
    std::optional<Pointer> next{};
    std::vector<Pointer> cursor{};  ///< in the answer, or in its last item
    bool of_last_item = false;
    bool keep = false;  ///< the cursor is good for the next pull too
    Means means = Means::token;
};

/// Only what changed since the last pull.
struct Since {
    DateForm form;
    std::string start_setting{};  ///< day from which the first pull reads; empty: from ever
    std::chrono::seconds overlap{0};
    std::chrono::seconds span{0};  ///< the longest window that is asked for; 0: any
};

/// Tables in a folder instead of requests.
struct DropFolder {
    TextTemplate folder;
    std::vector<std::string> files{};  ///< "*.xlsx"; upper and lower case are one
    bool by_time = true;               ///< otherwise by name
    std::chrono::seconds settle{60};   ///< a file that changed so lately may still grow
    std::size_t header_row = 0;
    std::size_t header_rows = 1;
    std::string sheet{};
    std::string key_column{};
    char separator = 0;
    std::string encoding{};
};

/// How one member of the records is made.
struct FieldPlan {
    RecordMember member{};
    std::vector<Pointer> from{};     ///< the first that is not empty
    std::optional<Pointer> count{};  ///< the number of entries of a list
    std::optional<std::string> constant{};
    std::vector<DateForm> formats{};
    std::map<std::string, std::string, std::less<>> words{};
    std::map<std::string, std::string, std::less<>> words_by_key{};  ///< by match_key of theirs
    bool unknown_is_drift = false;
    bool required = false;
    std::string split{};
    std::size_t part = 0;  ///< counted from 1
    std::string purpose{};
    int line = 0;
};

struct Deleted {
    Pointer from;
    std::vector<std::string> values;
};

struct StreamPlan {
    std::string name;
    RecordType type = RecordType::dossier;
    std::string description;
    std::string key;
    std::string order;
    Call call{};
    Pointer items{};
    Paging paging{};
    std::optional<Since> since{};
    std::optional<DropFolder> files{};
    std::vector<FieldPlan> fields{};  ///< in the order of `members_of`
    std::optional<Deleted> deleted{};
    std::optional<std::vector<std::string>> ignore{};  ///< members that nobody needs
    std::size_t slots = 0;                             ///< pointers into an item, numbered from 0
    int line = 0;
};

struct Profile {
    std::string name;
    std::string version;
    std::string vendor;
    std::string licence;
    std::string summary;
    std::string status;
    std::vector<Setting> settings;
    std::string url_setting;  ///< empty where no stream makes requests
    std::int64_t rate = 0;    ///< requests a minute; 0: as many as it takes
    Auth auth;
    AnswerRules answer;
    std::vector<StreamPlan> streams;

    [[nodiscard]] const Setting* setting(std::string_view key) const noexcept;
    [[nodiscard]] const StreamPlan* stream(std::string_view name) const noexcept;
};

/// Reads a profile of at most 256 KiB.
/// @return malformed_input: all faults, each with its line and what to do
Result<Profile> parse_profile(std::string_view text);

}  // namespace tiendo::declarative
