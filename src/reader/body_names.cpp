#include "body_names.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::reader {

namespace {

/// One word for several levels of one rank: "xã, phường, đặc khu".
std::string slug_of_rank(int rank) {
    return rank == 1 ? "cap-xa" : rank == 2 ? "cap-huyen" : "cap-tinh";
}

/// "các xã, phường" is one level of government, "quận, phường" are two.
std::vector<StatedLevel> merged(std::vector<StatedLevel> list) {
    const bool districts =
        std::ranges::any_of(list, [](const StatedLevel& each) { return each.rank == 2; });
    std::vector<StatedLevel> out;
    for (auto& each : list) {
        if (districts && each.several && each.slug == "thanh-pho") {
            each.rank = 2;  // "các huyện, thị xã, thành phố": cities below a province
        }
        auto* last = out.empty() ? nullptr : &out.back();
        if (last != nullptr && last->rank == each.rank && each.name.empty() && last->name.empty()) {
            last->places = std::move(each.places);
            last->slug = slug_of_rank(each.rank);
            last->several = true;
            last->chosen = each.chosen.empty() ? last->chosen : each.chosen;
            last->count = last->count ? last->count : each.count;
            last->end = each.end;
        } else {
            out.push_back(std::move(each));
        }
    }
    return out;
}

}  // namespace

std::string NameReader::slug(std::size_t begin, std::size_t end) const {
    const Span span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
    return slug_of_name(context_.clean.substr(span.begin, span.size()));
}

std::string NameReader::key(std::size_t begin, std::size_t end) const {
    std::string name;
    for (auto i = begin; i < end;) {
        const auto field = words_.fields.phrases().at(tokens_, i);
        const auto& means = field ? words_.fields.value(*field) : std::string();
        const bool whole = field && field->end <= end && !means.empty();
        const auto next = whole ? field->end : i + 1;
        const Span span{tokens_[i].span.begin, tokens_[next - 1].span.end};
        name += (name.empty() ? "" : " ") +
                (whole ? means : std::string(context_.clean.substr(span.begin, span.size())));
        i = next;
    }
    return slug_of_name(name);
}

std::optional<Match> NameReader::level_word(std::size_t i) const {
    auto found = words_.levels.phrases().at(tokens_, i);
    if (!found) {
        return std::nullopt;
    }
    constexpr std::array<std::string_view, 5> other_words{"hội", "ủy", "uỷ", "đoàn", "viên"};
    const bool other = std::ranges::any_of(
        other_words, [&](std::string_view word) { return is(found->end, word); });
    return other ? std::nullopt : found;  // "xã hội", "quận ủy", "tỉnh đoàn"
}

bool NameReader::names_place(std::size_t i, std::size_t first) const {
    if (tokens_[i].kind == TokenKind::number) {
        return i == first && capital(first - 1);
    }
    constexpr std::size_t longest = 4;
    return i < first + longest && tokens_[i].is_word() && tokens_[i].capital &&
           !words_.names.phrases().at(tokens_, i) && !words_.heads.phrases().at(tokens_, i);
}

std::size_t NameReader::end_of_place(std::size_t i) const {
    auto end = i;
    while (i > 0 && end < tokens_.size() && tokens_[end].is_word() && names_place(end, i) &&
           !level_word(end)) {
        ++end;
    }
    return end;
}

/// Where a name in capitals of at least `fewest` words ends, or of any length before a mark; `i`
/// where there is none.
std::size_t NameReader::end_of_place_in_list(std::size_t i, std::size_t fewest) const {
    const auto verb = words_.behind_names.at(tokens_, i);
    const auto end = end_of_place(i);
    const bool closed = end >= tokens_.size() || tokens_[end].is_mark();
    return (verb && verb->end > i + 1) || (end < i + fewest && !closed) ? i : end;
}

/// "các xã Bình An, Hòa Lợi và Phú Lâm", "các phường: Tân Hòa, Tân Lập".
void NameReader::take_places(StatedLevel& stated) const {
    constexpr std::size_t fewest = 2;
    auto begin = stated.end + (is(stated.end, ":") ? 1 : 0);
    for (auto end = end_of_place_in_list(begin, fewest); end > begin;) {
        if (stated.places.empty() && end < begin + fewest) {
            return;
        }
        stated.places.push_back(slug(begin, end));
        stated.end = end;
        const bool joint = is(end, ",") || is(end, "và") || is(end, ";");
        begin = end + 1;
        end = joint ? end_of_place_in_list(begin, fewest) : begin;
    }
}

std::optional<StatedLevel> NameReader::level(std::size_t i) const {
    return level_in_list(i, false);
}

std::optional<StatedLevel> NameReader::level_in_list(std::size_t i, bool in_list) const {
    const bool number = i < tokens_.size() && tokens_[i].kind == TokenKind::number;
    const auto count = number ? number_of(tokens_[i], context_.clean) : std::nullopt;
    const bool several =
        count || is(i, "các") || is(i, "mỗi") || is(i, "từng") || (is(i, "tất") && is(i + 1, "cả"));
    auto at = several ? i + 1 : i;
    at += several && is(i, "tất") ? (is(at + 1, "các") ? 2 : 1) : 0;
    const auto found = level_word(at);
    if (!found) {
        return std::nullopt;
    }
    const auto& row = words_.levels.value(*found);
    StatedLevel stated;
    stated.count = count;
    stated.slug = row.slug;
    stated.rank = row.rank;
    stated.several = several || row.several || in_list;
    stated.end = found->end;
    if (stated.several) {
        take_places(stated);
    }
    // A name follows a level only in the same breath and in capitals, or as a number.
    auto end = stated.end;
    while (!stated.several && end < tokens_.size() && names_place(end, stated.end)) {
        ++end;
    }
    if (end > stated.end) {
        stated.name = slug(stated.end, end);
        stated.end = end;
    } else if (const auto chosen = end_of_choice(stated.end); chosen > stated.end) {
        stated.chosen = slug(stated.end, chosen);
        stated.end = chosen;
    } else if (const auto behind = behind_concerned(stated.end); behind > stated.end) {
        stated.chosen = "lien-quan";
        stated.end = behind;
    }
    return stated;
}

std::vector<StatedLevel> NameReader::levels(std::size_t i) const {
    std::vector<StatedLevel> list;
    auto next = level(i);
    while (next) {
        const bool several = next->several;
        list.push_back(*next);
        const auto end = next->end;
        const bool named = !next->name.empty() || !next->places.empty();
        const bool more = is(end, ",") || is(end, "và");
        const auto rank = next->rank;
        // "các" stands before the first only.
        next = more ? level_in_list(end + 1, several && !named) : std::nullopt;
        if (next && named != (!next->name.empty() || (named && !next->places.empty()))) {
            next.reset();
        }
        if (next && named && next->rank != rank) {
            next.reset();  // "xã Hòa Lợi, tỉnh Bình Lâm"
        }
    }
    return merged(std::move(list));
}

std::size_t NameReader::end_of_region(std::size_t i) const {
    auto at = i;
    at += is(at, "chi") && is(at + 1, "nhánh") ? 2 : 0;
    if (is(at, "khu") && is(at + 1, "vực")) {
        const auto number = at + 2;
        if (number < tokens_.size() &&
            (tokens_[number].kind == TokenKind::number || tokens_[number].capital)) {
            return tokens_[number].kind == TokenKind::number ? number + 1 : end_of_place(number);
        }
        return number;
    }
    const bool branch = at > i;
    return branch ? std::max(end_of_place(at), at) : i;
}

std::size_t NameReader::end_of_field(std::size_t i) const {
    const auto field = capital(i) ? words_.fields.phrases().at(tokens_, i) : std::nullopt;
    return field ? field->end : i;
}

std::size_t NameReader::end_of_name(std::size_t i) const {
    auto end = i;
    for (auto next = end_of_element(i); next > end;) {
        const bool known = end_of_field(end > i ? end + 1 : i) == next;
        end = next;
        const bool joined = is(end, "và") || is(end, "-") || is(end, "&");
        const auto element = joined ? end + 1 : end;
        const bool fresh = capital(element) && !words_.names.phrases().at(tokens_, element) &&
                           !words_.heads.phrases().at(tokens_, element);
        // Behind a joint a known field is followed by a known field only: "Quy hoạch - Kiến trúc",
        // not "Tài chính - Cơ quan thường trực"; or by one of two syllables: "Tổ chức - Biên chế",
        // "Truyền thông và Tuyển sinh".
        const bool pair = (is(end, "-") || is(end, "và")) && is_pair(element);
        const bool fits = fresh && (!joined || !known || pair || end_of_field(element) > element);
        next = fits ? end_of_element(element) : end;
    }
    return end;
}

/// "Biên chế": a word of two syllables and then a mark, a level or a verb.
bool NameReader::is_pair(std::size_t i) const {
    constexpr std::size_t syllables = 2;
    const auto end = i + syllables;
    return end <= tokens_.size() && tokens_[i + 1].is_word() && !tokens_[i + 1].capital &&
           !goes_on(i + 1) && !is(i, "cơ") && !is(i, "đơn") && !is(i, "thường") &&
           !is(i, "nhân") &&  // "Nhân dân"
           (end == tokens_.size() || tokens_[end].is_mark() || goes_on(end) || level_word(end));
}

std::size_t NameReader::end_of_element(std::size_t i) const {
    if (!capital(i) || !tokens_[i].is_word()) {
        return i;
    }
    if (const auto end = end_of_field(i); end > i) {
        return end;
    }
    if (level_word(i)) {
        return i;
    }
    auto end = i + 1;
    while (capital(end) && tokens_[end].is_word() && !level_word(end) && end_of_field(end) == end &&
           !words_.names.phrases().at(tokens_, end)) {
        ++end;  // a proper name: "Phú Hòa Tân"
    }
    const bool single = end == i + 1 && !tokens_[i].capitals;
    if (single && end < tokens_.size() && tokens_[end].is_word() && !tokens_[end].capital &&
        !goes_on(end) && !level_word(end)) {
        ++end;  // the second syllable of a word: "Hòa bình"
        end = std::max(end, end_before_verb(end));
    }
    return end;
}

bool NameReader::goes_on(std::size_t i) const {
    const auto verb = words_.behind_names.at(tokens_, i);
    return verb && (verb->end > i + 1 || !words_.name_words.before(tokens_, i + 1, 0));
}

/// "và" between two words of one name: "giá và công sản".
bool NameReader::is_joint_in_name(std::size_t i) const {
    const auto next = i + 1;
    return is(i, "và") && next < tokens_.size() && tokens_[next].is_word() &&
           !tokens_[next].capital && !goes_on(next) && !level_word(next) &&
           !words_.collectives.phrases().at(tokens_, next);
}

/// Where at most four small words more end before a verb of two words, a level or a mark: "Quản lý
/// nhà theo dõi"; six with one joint: "Quản lý giá và công sản công khai". `i` where no such end is
/// near.
std::size_t NameReader::end_before_verb(std::size_t i) const {
    constexpr std::size_t longest = 4;
    constexpr std::size_t longest_joint = 6;
    bool joint = false;
    for (auto end = i; end <= i + longest_joint; ++end) {
        if (end > i + longest && !joint && level_word(end)) {
            return end;  // "Hội Bảo vệ quyền lợi người tiêu dùng tỉnh"
        }
        if (end > i + longest && !joint) {
            const bool goes = end < tokens_.size() && tokens_[end].is_word() &&
                              !tokens_[end].capital && !goes_on(end);
            if (!goes) {
                return i;
            }
            continue;
        }
        const auto verb = words_.behind_names.at(tokens_, end);
        if (end >= tokens_.size() || tokens_[end].is_mark() || (verb && verb->end > end + 1)) {
            return end;
        }
        if (!joint && end > i && is_joint_in_name(end)) {
            joint = true;
            continue;
        }
        // A joint that belongs to no name, and behind whole words a verb of one syllable, "mua".
        const bool joint_of_bodies = end > i && is(end, "và");
        const bool whole_words = end > i && (end - i) % 2 == 0 && verb && !is_particle(end);
        if (level_word(end) || joint_of_bodies || whole_words) {
            return end;
        }
        if (!tokens_[end].is_word() || tokens_[end].capital || goes_on(end)) {
            return i;
        }
    }
    return i;
}

/// Words that stand behind verbs as often as behind names: no verb is told by them.
bool NameReader::is_particle(std::size_t i) const {
    constexpr std::array<std::string_view, 30> particles{
        "tại", "trong", "để",  "với",   "đến", "về",   "trên", "theo",  "cùng", "cho",
        "các", "những", "vào", "ra",    "từ",  "do",   "bằng", "khi",   "nếu",  "trước",
        "sau", "của",   "và",  "không", "còn", "hàng", "hằng", "thông", "in",   "thi"};
    return std::ranges::any_of(particles, [&](std::string_view word) { return is(i, word); });
}

std::size_t NameReader::end_of_restriction(std::size_t i) const {
    const auto found = words_.restrictions.phrases().at(tokens_, i);
    if (!found || words_.place_verbs.at(tokens_, i)) {
        return i;
    }
    if (words_.restrictions.value(*found).whole) {
        return found->end;
    }
    // "nêu tại Mục II": one token behind the word for the place
    if (is(found->end, "mục") || is(found->end, "khoản") || is(found->end, "điều")) {
        constexpr std::size_t reference = 2;
        return std::min(found->end + reference, tokens_.size());
    }
    const auto end = end_before_verb(found->end);
    const bool told = end >= tokens_.size() || !tokens_[end].is_mark() || is(end, ":");
    return end > found->end && told ? end : i;
}

std::size_t NameReader::end_of_matter(std::size_t i, std::size_t longest_before_place) const {
    constexpr std::size_t longest = 6;
    for (auto end = i; end <= i + longest && end < tokens_.size(); ++end) {
        if (end > i && level_word(end)) {
            return end;
        }
        if (tokens_[end].capital) {
            return end > i && end <= i + longest_before_place ? end_of_place_in_list(end, 2) : i;
        }
        if (!tokens_[end].is_word() || (goes_on(end) && !(end > i && is_joint_in_name(end)))) {
            return i;
        }
    }
    return i;
}

/// Where words end that choose some of the places before: "biên giới", "có làng nghề".
std::size_t NameReader::end_of_choice(std::size_t i) const {
    if (const auto kind = words_.place_kinds.at(tokens_, i)) {
        return kind->end;
    }
    const auto opener = words_.place_openers.at(tokens_, i);
    if (!opener || words_.place_verbs.at(tokens_, i)) {
        return i;
    }
    const auto end = end_before_verb(opener->end);
    const bool whole = opener->end > i + 1;  // "trung tâm" needs nothing behind it
    return end > opener->end || whole ? end : i;
}

std::string slug_of_name(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> short_forms{
        {{"uy-ban-nhan-dan", "ubnd"},
         {"hoi-dong-nhan-dan", "hdnd"},
         {"uy-ban-mat-tran-to-quoc-viet-nam", "ubmttq"}}};
    std::string slug;
    const auto key = search_key(name);
    std::string word;
    const auto take = [&] {
        if (!word.empty() && word != "va") {
            slug += (slug.empty() ? "" : "-") + word;
        }
        word.clear();
    };
    for (const char c : key) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            word += c;
        } else {
            take();
        }
    }
    take();
    for (const auto& [from, to] : short_forms) {
        if (const auto at = slug.find(from); at != std::string::npos) {
            slug.replace(at, from.size(), to);
        }
    }
    return slug;
}

}  // namespace tiendo::reader
