#include "language_tables.hpp"
#include "meaning.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace tiendo::reader {

namespace {

struct Cited {
    Citation citation;
    std::size_t begin = 0;  // tokens
    std::size_t end = 0;
};

class CitationReader {
public:
    CitationReader(const Draft& draft, const Tokens& tokens, const Level& authority)
        : draft_(draft), words_(draft.language.citations), tokens_(tokens), authority_(authority) {}

    [[nodiscard]] std::vector<Cited> read() const {
        std::vector<Cited> found;
        for (std::size_t i = 0; i < tokens_.size();) {
            auto cited = at(i);
            if (!cited) {
                ++i;
                continue;
            }
            cited->begin = begin_with_place(cited->begin, found.empty() ? 0 : found.back().end);
            i = cited->end;
            found.push_back(std::move(*cited));
            i = add_more_numbers(found, i);
        }
        return found;
    }

private:
    [[nodiscard]] bool is(std::size_t i, std::string_view key) const {
        return i < tokens_.size() && tokens_[i].is(key);
    }
    [[nodiscard]] bool touches(std::size_t i) const {
        return i > 0 && i < tokens_.size() && tokens_[i - 1].span.end == tokens_[i].span.begin;
    }
    [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const {
        const Span span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
        return plain_text(draft_.clean(), span, {});
    }

    /// "các Công điện số 008/CĐ-UBND và số 009/CĐ-UBND ngày 19/11/2025": the kind is said of all of
    /// them, a day and an issuer behind the last of those that have none.
    /// @param i the token behind the last of `found`
    std::size_t add_more_numbers(std::vector<Cited>& found, std::size_t i) const {
        const auto first = found.size() - 1;
        while (found.back().citation.number && (is(i, "và") || is(i, ","))) {
            Cited next;
            next.citation.kind = found.back().citation.kind;
            next.begin = i + 1;
            if (!take_number(next, i + 1 + (is(i + 1, "số") ? 1U : 0U))) {
                break;
            }
            take_date_and_issuer(next);
            i = next.end;
            found.push_back(std::move(next));
        }
        const auto& last = found.back().citation;
        for (auto at = found.size() - 1; at > first && !found[at - 1].citation.date; --at) {
            auto& earlier = found[at - 1].citation;
            earlier.date = last.date;
            earlier.issuer = earlier.issuer ? earlier.issuer : last.issuer;
        }
        return i;
    }

    [[nodiscard]] std::optional<Cited> at(std::size_t i) const {
        const auto found = words_.instruments.phrases().at(tokens_, i);
        if (!found) {
            return std::nullopt;
        }
        const auto& instrument = words_.instruments.value(*found);
        Cited cited;
        cited.citation.kind = instrument.kind;
        cited.begin = i;
        cited.end = found->end;
        if (take_number(cited, is(found->end, "số") ? found->end + 1 : found->end)) {
            take_date_and_issuer(cited);
            return cited;
        }
        if (!instrument.by_name && tokens_[i].capital && take_number_behind_title(cited)) {
            return cited;
        }
        if (!instrument.by_name || !tokens_[i].capital) {
            return std::nullopt;
        }
        cited.end = end_of_name(i, found->end);
        if (cited.end == found->end) {
            return std::nullopt;
        }
        cited.citation.name = text(i, cited.end);
        if (is(cited.end, "số")) {  // "Luật Đất đai số 31/2024/QH15"
            take_number(cited, cited.end + 1);
        }
        take_date_and_issuer(cited);
        return cited;
    }

    /// "Chương trình phối hợp và thống nhất hành động năm 2026 số 01/CTr-MTTQ": the number stands
    /// behind the title; no mark and no other instrument lies between.
    bool take_number_behind_title(Cited& cited) const {
        constexpr std::size_t longest_title = 16;
        const auto limit = std::min(tokens_.size(), cited.end + longest_title);
        for (auto at = cited.end; at < limit && !tokens_[at].is_mark(); ++at) {
            const bool other = tokens_[at].capital && words_.instruments.phrases().at(tokens_, at);
            if (other) {
                return false;
            }
            if (is(at, "số") && take_number(cited, at + 1)) {
                take_date_and_issuer(cited);
                return true;
            }
        }
        return false;
    }

    /// Takes the number at token `next`, a colon before it left out.
    bool take_number(Cited& cited, std::size_t next) const {
        next += is(next, ":") ? 1 : 0;
        const bool announced = is(next - 1, "số") || is(next - 1, ":");
        const auto end = end_of_number(next, announced);
        if (end == next) {
            return false;
        }
        std::string number;
        for (auto token = next; token < end; ++token) {
            number += draft_.text.slice(tokens_[token].span);
        }
        cited.citation.number = number;
        cited.end = end;
        return true;
    }

    /// "34/2007/PL-UBTVQH11", "19-CT/TU", "27/NQ- TW": begins with a digit, holds a mark and a
    /// letter. Returns `i` where there is none.
    /// @param announced by "số": then a blank may stand before the first mark, "277 /KH-UBND"
    [[nodiscard]] std::size_t end_of_number(std::size_t i, bool announced) const {
        if (i >= tokens_.size() || tokens_[i].kind == TokenKind::mark ||
            draft_.clean()[tokens_[i].span.begin] < '0' ||
            draft_.clean()[tokens_[i].span.begin] > '9') {
            return i;
        }
        const auto is_joint = [&](std::size_t at) {
            return is(at, "/") || is(at, "-") || is(at, "&");
        };
        auto end = i + 1;
        bool letters = tokens_[i].kind == TokenKind::word;
        bool joints = false;
        const auto is_bound = [&](std::size_t at) {
            const bool apart = announced && at == i + 1 && is(at, "/") && at + 1 < tokens_.size() &&
                               touches(at + 1) && tokens_[at + 1].capitals;
            return is_joint(at) && (touches(at) || apart);
        };
        while (is_bound(end) && end + 1 < tokens_.size() && !tokens_[end + 1].is_mark() &&
               (touches(end + 1) || tokens_[end + 1].capital)) {
            letters = letters || tokens_[end + 1].is_word();
            joints = true;
            end += 2;
        }
        return letters && joints ? end : i;
    }

    void take_date_and_issuer(Cited& cited) const {
        const bool comma = is(cited.end, ",") && is(cited.end + 1, "ngày");
        if (comma || is(cited.end, "ngày")) {
            const auto day = day_at(tokens_, cited.end + (comma ? 2U : 1U), draft_.clean());
            if (comma && (!day || !day->year)) {
                return;
            }
            if (day && day->year) {
                const auto date = Date::make(
                    *day->year, static_cast<unsigned>(day->month), static_cast<unsigned>(day->day));
                if (date) {
                    cited.citation.date = *date;
                }
                cited.end = day->end;
            }
        }
        if (!is(cited.end, "của")) {
            return;
        }
        const auto begin = cited.end + 1;
        auto end = begin;
        if (const auto known = words_.issuers.at(tokens_, begin)) {
            end = known->end;
        } else {
            const auto end_of_look = std::min(tokens_.size(), begin + 20);
            const Tokens ahead(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                               tokens_.begin() + static_cast<std::ptrdiff_t>(end_of_look));
            const auto bodies =
                bodies_in(ahead, {draft_.language.bodies, draft_.clean(), authority_});
            if (!bodies.empty() && bodies.front().begin == 0) {
                end = begin + bodies.front().end;
            }
        }
        if (end > begin) {
            cited.citation.issuer = text(begin, end);
            cited.end = end;
        }
    }

    /// Where the name ends that begins with the kind at token `i` and goes on at `next`; `next`
    /// where there is none.
    [[nodiscard]] std::size_t end_of_name(std::size_t i, std::size_t next) const {
        // "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở": the law that changes, not the changed
        if (const auto change = words_.law_changes.at(tokens_, next)) {
            return end_of_laws(change->end).value_or(next);
        }
        return end_of_plain_name(i, next);
    }
    /// The same for a law that changes no other.
    [[nodiscard]] std::size_t end_of_plain_name(std::size_t i, std::size_t next) const {
        const auto known = words_.law_names.at(tokens_, i);
        return known ? known->end : end_of_law_name(next, tokens_[i].is("luật"));
    }

    /// "Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương": one law may change several.
    [[nodiscard]] std::optional<std::size_t> end_of_laws(std::size_t i) const {
        std::optional<std::size_t> end;
        for (auto at = i;;) {
            const auto law = words_.instruments.phrases().at(tokens_, at);
            const auto name = law ? end_of_plain_name(at, law->end) : at;
            if (!law || name == law->end) {
                return end;
            }
            const bool counts = at == i || is(at - 1, "và");
            end = counts ? name : end;
            if (!is(name, "và") && !is(name, ",")) {
                return end;
            }
            at = name + 1;
        }
    }

    /// A law is cited by a name that begins with a capital, an ordinance often without.
    [[nodiscard]] std::size_t end_of_law_name(std::size_t i, bool law) const {
        if (i >= tokens_.size() || tokens_[i].is_mark() || (law && !tokens_[i].capital)) {
            return i;
        }
        constexpr std::size_t most_words = 20;
        auto end = is(i, "về") ? i + 1 : i;
        const auto limit = std::min(tokens_.size(), end + most_words);
        const auto first = end;
        while (end < limit) {
            if (is(end, ",") && words_.law_names_go_on.at(tokens_, end + 1)) {
                ++end;
                continue;
            }
            // "Luật Dân số", but "Luật Đất đai số 31/2024/QH15"
            const bool part_of_name = is(end, "số") && is(end - 1, "dân");
            if (tokens_[end].is_mark() ||
                (words_.law_name_ends.at(tokens_, end) && !part_of_name)) {
                break;
            }
            ++end;
        }
        return end > first ? end : i;
    }

    /// Takes "khoản 2 Điều 125", "Chương V," before the kind into the citation.
    [[nodiscard]] std::size_t begin_with_place(std::size_t begin, std::size_t floor) const {
        while (true) {
            auto end = begin;
            end -= end > floor && (is(end - 1, ",") || is(end - 1, "của")) ? 1 : 0;
            // The ordinal is one token, the word for the place the one or two before it.
            if (end < floor + 2 || tokens_[end - 1].is_mark()) {
                return begin;
            }
            const auto place = words_.law_places.before(tokens_, end - 1, floor);
            if (!place) {
                return begin;
            }
            begin = place->begin;
        }
    }

    const Draft& draft_;
    const CitationWords& words_;
    const Tokens& tokens_;
    const Level& authority_;
};

/// The key under which two mentions are one instrument.
std::string key_of(const Citation& citation) {
    if (citation.number) {
        return match_key(citation.kind) + " " + citation_key(*citation.number);
    }
    return match_key(citation.name.value_or(""));
}

class Register {
public:
    explicit Register(Plan& plan) : plan_(plan) {}

    /// Adds one mention.
    /// @return the id of the instrument
    std::string add(Citation citation, CitationMention mention) {
        auto& same = by_key_[key_of(citation)];
        const auto known = std::ranges::find_if(same, [&](std::size_t at) {
            const auto& each = plan_.citations[at];
            return !each.date || !citation.date || each.date == citation.date;
        });
        if (known != same.end()) {
            auto& each = plan_.citations[*known];
            each.date = each.date ? each.date : citation.date;
            each.issuer = each.issuer ? each.issuer : citation.issuer;
            each.mentions.push_back(std::move(mention));
            return each.id;
        }
        auto id = slug_of_name(citation.number ? *citation.number : *citation.name);
        if (const auto times = ++ids_[id]; times > 1) {
            id += "~" + std::to_string(times);
        }
        citation.id = id;
        citation.mentions.push_back(std::move(mention));
        same.push_back(plan_.citations.size());
        plan_.citations.push_back(std::move(citation));
        return id;
    }

private:
    Plan& plan_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
    std::unordered_map<std::string, int> ids_;
};

}  // namespace

void read_citations(Draft& draft) {
    Register instruments_found(draft.plan);
    const auto authority = level_of_authority(draft.plan.authority, draft.language.bodies);
    for (auto& made : draft.nodes) {
        if (!is_understood(made)) {
            continue;
        }
        const auto tokens = draft.tokens(made);
        for (auto& cited : CitationReader(draft, tokens, authority).read()) {
            const Span clean{tokens[cited.begin].span.begin, tokens[cited.end - 1].span.end};
            const auto id = instruments_found.add(
                std::move(cited.citation),
                {plain_text(draft.clean(), clean, {}), draft.text.in_source(clean), made.node.id});
            made.cited.push_back(clean);
            if (std::ranges::find(made.node.citations, id) == made.node.citations.end()) {
                made.node.citations.push_back(id);
            }
        }
    }
}

}  // namespace tiendo::reader
