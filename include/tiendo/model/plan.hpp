#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// Half-open byte range [begin, end) in the document as stored.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] bool empty() const noexcept { return begin == end; }
    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
    auto operator<=>(const Span&) const = default;
};

/// Where a node stands in the outline (cấp). Stored: append only, never renumber.
enum class NodeLevel : std::uint8_t {
    part = 0,               ///< I., II., III.
    dimension = 1,          ///< trục nội dung: one of the eight of PAPI
    block = 2,              ///< 1.1.
    bullet = 3,             ///< "-"
    sub_bullet = 4,         ///< "+"
    paragraph = 5,          ///< without a mark
    organisation_item = 6,  ///< an item of the part "Tổ chức thực hiện"
};
std::string_view to_string(NodeLevel level) noexcept;
Result<NodeLevel> parse_node_level(std::string_view text);

/// What a node is for. Stored: append only, never renumber.
enum class NodeKind : std::uint8_t {
    heading = 0,      ///< đề mục
    objective = 1,    ///< mục tiêu
    requirement = 2,  ///< yêu cầu
    task = 3,         ///< nhiệm vụ, with the catch-alls "Ngoài ra …"
    preamble = 4,     ///< căn cứ, phần mở đầu
    closing = 5,      ///< "Trên đây là Kế hoạch …"
    remainder = 6,    ///< phần còn lại
};
std::string_view to_string(NodeKind kind) noexcept;
Result<NodeKind> parse_node_kind(std::string_view text);

/// What a body has to do with a task (vai trò). Stored: append only, never renumber.
enum class Role : std::uint8_t {
    lead = 0,        ///< chủ trì
    coordinate = 1,  ///< phối hợp
    advise = 2,      ///< tham mưu
    supervise = 3,   ///< giám sát
    requested = 4,   ///< "Đề nghị …": a body that cannot be ordered
    partner = 5,     ///< a company or body outside the administration
    recipient = 6,   ///< to whom the work or the paper goes
};
std::string_view to_string(Role role) noexcept;
Result<Role> parse_role(std::string_view text);

/// How an assignee is known. Stored: append only, never renumber.
enum class AssigneeSource : std::uint8_t {
    stated = 0,              ///< named in the node itself ("explicit" in files)
    inherited = 1,           ///< named in the heading above
    implicit_authority = 2,  ///< nobody is named: the issuing authority
    reviewed = 3,            ///< nobody is named; a person said who, answering a doubt
};
std::string_view to_string(AssigneeSource source) noexcept;
Result<AssigneeSource> parse_assignee_source(std::string_view text);

/// A body that a sentence orders, asks or addresses.
struct Assignee {
    std::string surface;  ///< verbatim; empty for the implicit authority
    std::optional<Span> span;
    std::string unit_key;  ///< "phong-noi-vu"; ends in "*" where it stands for several bodies
    std::optional<std::string> collective;  ///< selector, expanded as of a date: "15-phuong"
    std::optional<int> stated_count;        ///< the number in the selector ("15 phường" → 15)
    Role role = Role::lead;
    AssigneeSource source = AssigneeSource::stated;
    std::optional<NodeId> inherited_from;
    bool head = false;  ///< the sentence names the head of the body (thủ trưởng)
    bool via = false;   ///< only the office on the way ("thông qua Phòng Nội vụ")
    std::optional<std::string> doubt;  ///< why a careful reader could decide otherwise
    bool operator==(const Assignee&) const = default;
};

/// Stored: append only, never renumber.
enum class DeadlineType : std::uint8_t {
    before_date = 0,  ///< a day of one year
    periodic = 1,     ///< every year, half-year …, with or without a day
    quarterly = 2,    ///< hàng quý
    ongoing = 3,      ///< thường xuyên
    ad_hoc = 4,       ///< đột xuất
    on_event = 5,     ///< khi …, nếu …
    period = 6,       ///< giai đoạn 2020 - 2025
    relative = 7,     ///< "trong 15 ngày kể từ ngày ban hành": `relative` says to what
    vague = 8,        ///< "kịp thời", "sớm": said, but nobody can measure it
    from_date = 9,    ///< "từ 01/7/2025 trở đi": a start without an end
};
std::string_view to_string(DeadlineType type) noexcept;
Result<DeadlineType> parse_deadline_type(std::string_view text);

/// How often something is owed (kỳ). Stored: append only, never renumber.
enum class Period : std::uint8_t {
    month = 0,
    quarter = 1,
    half_year = 2,
    nine_months = 3,
    year = 4,
    week = 5,
    day = 6,
};
std::string_view to_string(Period period) noexcept;
Result<Period> parse_period(std::string_view text);

/// A day of every year.
struct MonthDay {
    unsigned month = 1;
    unsigned day = 1;
    auto operator<=>(const MonthDay&) const = default;
};

/// In what a length of time is counted. Stored: append only, never renumber.
enum class TimeUnit : std::uint8_t {
    hour = 0,
    day = 1,
    working_day = 2,  ///< ngày làm việc
    week = 3,
    month = 4,
    quarter = 5,
    year = 6,
};
std::string_view to_string(TimeUnit unit) noexcept;
Result<TimeUnit> parse_time_unit(std::string_view text);

/// What a relative time is counted from. Stored: append only, never renumber.
enum class Anchor : std::uint8_t {
    issue = 0,  ///< the day on which this document is signed or issued (ngày ký, ngày ban hành)
    event = 1,  ///< something that happens: "sau khi có Quy chế của Trung ương"
    report = 2,  ///< another report: "cùng kỳ với báo cáo cải cách hành chính"
    plan = 3,    ///< a schedule kept elsewhere: "theo lộ trình của Bộ"
};
std::string_view to_string(Anchor anchor) noexcept;
Result<Anchor> parse_anchor(std::string_view text);

/// A time that depends on something else (thời hạn tương đối).
struct RelativeTime {
    Anchor anchor = Anchor::event;
    std::string anchor_surface;     ///< verbatim: "ngày Kế hoạch được ban hành"
    std::optional<int> amount;      ///< 1..; absent in "sau khi …", "theo lộ trình …"
    TimeUnit unit = TimeUnit::day;  ///< of `amount`
    bool operator==(const RelativeTime&) const = default;
};

/// What a sentence says about time (thời hạn).
struct Deadline {
    std::string surface;
    Span span;
    DeadlineType type = DeadlineType::ongoing;
    std::optional<Date> date;
    std::optional<MonthDay> recurring;
    bool exclusive = false;                ///< "trước ngày": the stated day itself is late
    std::optional<Date> from;              ///< the first day, where the text states one
    std::optional<RelativeTime> relative;  ///< what a relative time depends on
    std::optional<int> minute_of_day;      ///< 0..1439: "trước 16 giờ" is 960
    std::optional<int> day_of_month;       ///< 1..31: "ngày 15 hằng tháng"; no month is stated
    std::optional<int> weekday;            ///< 1 (Monday) .. 7 (Sunday): "thứ Sáu" is 5
    std::optional<int> every;              ///< cycles between two: "02 tuần một lần" is 2
    std::optional<Period> cycle;
    std::optional<std::string> cycle_surface;  ///< "06 tháng"
    std::optional<std::string> to;             ///< unit key of the receiver
    std::optional<std::string> via;            ///< unit key of the office on the way
    std::optional<std::string> doubt;
    bool operator==(const Deadline&) const = default;
};

/// A phrase of a node, verbatim.
struct Mention {
    std::string surface;
    Span span;
    bool operator==(const Mention&) const = default;
};

/// How a figure binds. Stored: append only, never renumber.
enum class Comparison : std::uint8_t {
    exactly = 0,   ///< "100% hồ sơ"
    at_least = 1,  ///< "tối thiểu 80%", "trên 90%"
    at_most = 2,   ///< "không quá 5%", "dưới 1%"
    rising = 3,    ///< "năm sau cao hơn năm trước", "tăng 10%"
    falling = 4,   ///< "giảm 20%"
};
std::string_view to_string(Comparison comparison) noexcept;
Result<Comparison> parse_comparison(std::string_view text);

/// What a task must reach (chỉ tiêu).
struct Target {
    std::string surface;
    Span span;
    Comparison comparison = Comparison::exactly;
    std::optional<std::string> amount;  ///< decimal with a point: "80", "99.5"; absent: a direction
    std::string unit;                   ///< "%", "hồ sơ"; empty where none is stated
    bool operator==(const Target&) const = default;
};

/// A report that a sentence orders (chế độ báo cáo): who owes it is the node's lead.
struct ReportDuty {
    std::string surface;
    Span span;
    std::optional<std::string> to;   ///< unit key of the receiver
    std::optional<std::string> via;  ///< unit key of the office on the way
    std::optional<Period> cycle;     ///< absent: once, or not stated
    std::vector<int> deadlines;      ///< positions in `Node::deadlines`
    bool operator==(const ReportDuty&) const = default;
};

/// One node of the plan's outline. Spans cover the node's own text, without its marker, never its
/// children.
struct Node {
    NodeId id;
    std::optional<NodeId> parent;
    NodeLevel level = NodeLevel::paragraph;
    NodeKind kind = NodeKind::remainder;
    std::optional<int> dimension;        ///< 1..8 inside the eight of PAPI
    std::optional<std::string> marker;   ///< "-", "+"
    std::optional<std::string> ordinal;  ///< "II", "1.1"
    std::size_t marker_start = 0;        ///< where the line begins
    Span span;
    Span scope;                    ///< reaches to the end of the last descendant
    std::string text;              ///< own text, page-break splits mended, NFC as in the source
    std::vector<Span> split_gaps;  ///< breaks inside the sentence that were mended
    std::vector<Assignee> assignees;
    std::vector<Deadline> deadlines;
    std::vector<std::string> citations;  ///< ids of Citation
    std::vector<Mention> products;       ///< sản phẩm, kết quả đầu ra
    std::vector<Target> targets;         ///< chỉ tiêu
    std::vector<Mention> systems;  ///< systems and channels named: "Cổng Dịch vụ công quốc gia"
    std::vector<Mention> conditions;  ///< "trường hợp …", "nếu …": when the duty applies
    std::vector<ReportDuty> report_duties;
    bool recognised = false;  ///< read by machine from a picture: compare with the original
    bool operator==(const Node&) const = default;
};

struct CitationMention {
    std::string surface;
    Span span;
    NodeId node;
    bool operator==(const CitationMention&) const = default;
};

/// A legal instrument named in the text (căn cứ pháp lý, viện dẫn).
struct Citation {
    std::string id;                     ///< "61-2018-nd-cp"
    std::string kind;                   ///< "Nghị định"
    std::optional<std::string> number;  ///< "61/2018/NĐ-CP", as printed but for white space
    std::optional<Date> date;
    std::optional<std::string> issuer;
    std::optional<std::string> name;  ///< where there is no number: "Luật Thanh tra"
    std::vector<CitationMention> mentions;
    bool operator==(const Citation&) const = default;
};
/// The key under which two writings of one number are equal: no white space, lower case, NFC
/// ("61/2018/nđ-cp").
std::string citation_key(std::string_view number);

/// Text that is no part of the plan's body, with the reason.
struct Uncovered {
    Span span;
    std::string reason;          ///< "recipients"
    std::string document_field;  ///< "recipients"; empty where none
    bool operator==(const Uncovered&) const = default;
};

struct Dimension {
    int number = 0;  ///< 1..8
    std::string name;
    bool operator==(const Dimension&) const = default;
};

/// A signed plan (kế hoạch) as a tree in document order.
struct Plan {
    std::string source_name;  ///< file name without folders
    std::string source_sha256;
    std::size_t source_bytes = 0;
    std::string authority;              ///< "Ủy ban nhân dân Quận 10"
    std::string kind;                   ///< "kế hoạch"
    std::optional<std::string> number;  ///< "118/KH-UBND"
    std::optional<Date> date;
    std::string title;
    std::optional<std::string> signer;
    std::vector<std::string> signer_titles;
    std::vector<std::string> recipients;
    std::vector<Dimension> dimensions;
    std::vector<Node> nodes;  ///< document order, parents before children
    std::vector<Citation> citations;
    std::vector<Uncovered> uncovered;
    bool operator==(const Plan&) const = default;

    /// The node with this id, borrowed; nullptr where there is none.
    [[nodiscard]] const Node* find(const NodeId& id) const noexcept;
};

/// Something a reader is not sure of (điểm nghi vấn), for a person to settle. Text in Vietnamese.
struct Doubt {
    std::string code;    ///< stable, kebab case: "unit-count-differs"
    std::string where;   ///< node id, unit or file place
    std::string text;    ///< what is doubtful and why, Vietnamese
    std::string choice;  ///< what was assumed meanwhile, Vietnamese; empty where nothing was
    std::optional<Span> span;
    bool operator==(const Doubt&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Doubt& doubt);

}  // namespace tiendo
