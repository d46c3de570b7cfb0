#include "bodies.hpp"

#include "body_tables.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>

namespace tiendo::reader {

namespace {

/// A level as it stands behind a name: "quận", "15 phường", "các xã", "Phường 7".
struct StatedLevel {
    Level level;
    bool several = false;  ///< counted, or all of them
    std::optional<int> count;
    std::string name;  ///< slug of what follows: "7", "binh-an"
    std::size_t end = 0;
};

class Finder {
public:
    Finder(const Tokens& tokens, std::string_view clean, const Level& authority)
        : tokens_(tokens), clean_(clean), authority_(authority) {}

    std::vector<Body> all() const {
        std::vector<Body> found;
        for (std::size_t i = 0; i < tokens_.size();) {
            auto body = headed(i);
            if (!body) {
                ++i;
                continue;
            }
            i = body->end;
            found.push_back(std::move(*body));
        }
        return found;
    }

private:
    [[nodiscard]] bool is(std::size_t i, std::string_view key) const {
        return i < tokens_.size() && tokens_[i].is(key);
    }
    [[nodiscard]] bool capital(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].capital;
    }
    [[nodiscard]] std::string slug(std::size_t begin, std::size_t end) const {
        const Span span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
        return slug_of_name(clean_.substr(span.begin, span.size()));
    }

    /// A body, with the word for its head before it.
    [[nodiscard]] std::optional<Body> headed(std::size_t i) const {
        const auto head = words_for_heads().at(tokens_, i);
        if (!head) {
            return bare(i, false);
        }
        auto body = bare(is(head->end, "của") ? head->end + 1 : head->end, true);
        if (!body) {
            return bare(i, false);
        }
        body->begin = i;
        body->head = true;
        return body;
    }

    [[nodiscard]] std::optional<Body> bare(std::size_t i, bool behind_head) const {
        if (auto body = collective(i, behind_head)) {
            return body;
        }
        if (auto body = wards(i)) {
            return body;
        }
        return named(i);
    }

    [[nodiscard]] std::optional<Level> level_word(std::size_t i, std::size_t& end) const {
        const auto found = levels().phrases().at(tokens_, i);
        if (!found || is(found->end, "hội") || is(found->end, "ủy") || is(found->end, "uỷ")) {
            return std::nullopt;  // "xã hội", "quận ủy"
        }
        end = found->end;
        return levels().value(*found);
    }

    [[nodiscard]] std::optional<StatedLevel> stated_level(std::size_t i) const {
        StatedLevel stated;
        if (i < tokens_.size() && tokens_[i].kind == TokenKind::number) {
            stated.count = number_of(tokens_[i], clean_);
        }
        stated.several = stated.count || is(i, "các") || is(i, "mỗi") || is(i, "từng");
        const auto level = level_word(stated.several ? i + 1 : i, stated.end);
        if (!level) {
            return std::nullopt;
        }
        stated.level = *level;
        // A name follows a level only in the same breath and in capitals, or as a number.
        auto end = stated.end;
        while (!stated.several && end < tokens_.size() && names_place(end, stated.end)) {
            ++end;
        }
        if (end > stated.end) {
            stated.name = slug(stated.end, end);
            stated.end = end;
        }
        return stated;
    }
    [[nodiscard]] bool names_place(std::size_t i, std::size_t first) const {
        if (tokens_[i].kind == TokenKind::number) {
            return i == first && capital(first - 1);
        }
        constexpr std::size_t longest = 4;
        return i < first + longest && tokens_[i].is_word() && tokens_[i].capital &&
               !body_names().phrases().at(tokens_, i) && !words_for_heads().at(tokens_, i);
    }

    /// "quận", "quận, phường", "các xã, phường", "quận và 15 phường".
    [[nodiscard]] std::vector<StatedLevel> level_list(std::size_t i) const {
        std::vector<StatedLevel> list;
        auto next = stated_level(i);
        while (next) {
            const bool several = next->several;
            list.push_back(*next);
            const auto end = next->end;
            const bool goes_on = next->name.empty() && (is(end, ",") || is(end, "và"));
            next = goes_on ? stated_level(end + 1) : std::nullopt;
            if (next && !next->name.empty()) {
                next.reset();
            } else if (next && several && !next->several) {
                next->several = true;  // "các" stands before the first only
            }
        }
        return list;
    }

    [[nodiscard]] BodyUnit unit_at(std::string_view key, const StatedLevel& at) const {
        const auto stem = std::string(key) + "-" + std::string(at.level.slug);
        if (!at.name.empty() && at.level.rank < authority_.rank) {
            return {stem + "-" + at.name, std::nullopt};
        }
        if (at.several || at.level.rank < authority_.rank) {
            const auto selector = key == "ubnd" ? std::string(at.level.slug) : stem;
            return {stem + "*", selector};
        }
        return {stem, std::nullopt};
    }

    static void take_levels(Body& body, const std::vector<StatedLevel>& list) {
        if (!list.empty()) {
            body.end = list.back().end;
        }
        for (const auto& each : list) {
            body.stated_count = body.stated_count ? body.stated_count : each.count;
        }
    }

    /// "15 phường", "các phường": the People's Committees of these wards.
    [[nodiscard]] std::optional<Body> wards(std::size_t i) const {
        const auto list = level_list(i);
        if (list.empty() || !list.front().several || list.front().level.rank >= authority_.rank) {
            return std::nullopt;
        }
        Body body{i, i, {}, {}, BodyKind::administration, false};
        take_levels(body, list);
        for (const auto& each : list) {
            body.units.push_back(unit_at("ubnd", each));
        }
        return body;
    }

    [[nodiscard]] std::optional<Body> collective(std::size_t i, bool behind_head) const {
        using Form = CollectiveRow::Form;
        const auto found = collectives().phrases().at(tokens_, i);
        if (!found) {
            return std::nullopt;
        }
        const auto& row = collectives().value(*found);
        if (row.form == Form::head_only && !behind_head) {
            return std::nullopt;
        }
        Body body{i, found->end, {}, {}, row.kind, false};
        if (row.form == Form::first_part) {
            constexpr std::size_t words_of_service_unit = 4;
            body.end -= words_of_service_unit;
            body.end -= is(body.end - 1, ",") ? 1 : 0;
        }
        const auto own = std::string(authority_.slug);
        const auto key = std::string(row.key);
        const auto selector = std::string(row.collective);
        switch (row.form) {
            case Form::unnamed: body.units = {{key + "*", selector}}; break;
            case Form::of_wards: body.units = {{key + "-phuong*", selector}}; break;
            case Form::by_level: {
                auto list = level_list(body.end);
                take_levels(body, list);
                if (list.empty()) {
                    list.push_back({authority_, false, {}, {}, 0});
                }
                for (const auto& each : list) {
                    const auto level = "-" + std::string(each.level.slug);
                    body.units.push_back({key + level + "*", selector + level});
                }
                break;
            }
            case Form::plain:
            case Form::head_only:
            case Form::first_part:
                take_authority(body);
                body.units = {{key + "-" + own + "*", selector}};
                break;
        }
        return body;
    }

    /// "… thuộc Ủy ban nhân dân quận", "… quận".
    void take_authority(Body& body) const {
        auto i = body.end;
        const bool under = is(i, "thuộc") || (is(i, "trực") && is(i + 1, "thuộc"));
        i += under ? (is(i, "trực") ? 2 : 1) : 0;
        const auto name = under ? body_names().phrases().at(tokens_, i) : std::nullopt;
        i = name ? name->end : i;
        if (const auto level = stated_level(i); level && !level->several) {
            body.end = level->end;
        } else if (name) {
            body.end = i;
        }
    }

    [[nodiscard]] std::optional<Body> named(std::size_t i) const {
        const auto found = body_names().phrases().at(tokens_, i);
        if (!found || !capital(i)) {
            return std::nullopt;
        }
        const auto& row = body_names().value(*found);
        Body body{i, found->end, {}, {}, row.kind, false};
        switch (row.form) {
            case BodyRow::Form::place: return at_place(body, row);
            case BodyRow::Form::field:
                body.end = end_of_name(found->end);
                if (body.end == found->end) {
                    return std::nullopt;
                }
                break;
            case BodyRow::Form::seat:
                if (const auto level = stated_level(body.end); !level || level->several) {
                    return std::nullopt;
                }
                break;
            case BodyRow::Form::whole: break;
        }
        return with_key(body, row);
    }

    [[nodiscard]] std::optional<Body> at_place(Body body, const BodyRow& row) const {
        auto list = level_list(body.end);
        take_levels(body, list);
        if (list.empty()) {
            list.push_back({authority_, false, {}, {}, 0});
        }
        for (const auto& each : list) {
            body.units.push_back(unit_at(row.key, each));
        }
        return body;
    }

    [[nodiscard]] std::optional<Body> with_key(Body body, const BodyRow& row) const {
        const auto bare_end = body.end;
        const auto list = level_list(body.end);
        take_levels(body, list);
        const auto base = row.key.empty() ? slug(body.begin, bare_end) : std::string(row.key);
        // An office of the authority is known without its level; other bodies keep it.
        const bool own_office = !row.key.empty() || tokens_[body.begin].is("phòng");
        if (list.empty() || own_office) {
            body.units = {{base, std::nullopt}};
            return body;
        }
        for (const auto& each : list) {
            body.units.push_back(unit_at(base, each));
        }
        return body;
    }

    /// "Nội vụ", "Tài nguyên và Môi trường", "Văn hóa Hòa bình", "Điện lực Phú Thọ".
    [[nodiscard]] std::size_t end_of_name(std::size_t i) const {
        auto end = i;
        for (auto next = end_of_element(i, false); next > end;) {
            end = next;
            const bool joined = is(end, "và") || is(end, "-") || is(end, ",") || is(end, "&");
            const auto element = joined ? end + 1 : end;
            const bool fresh = capital(element) && !body_names().phrases().at(tokens_, element) &&
                               !words_for_heads().at(tokens_, element);
            next = fresh ? end_of_element(element, is(end, ",")) : end;
        }
        return end;
    }

    [[nodiscard]] std::size_t end_of_element(std::size_t i, bool only_fields) const {
        if (!capital(i)) {
            return i;
        }
        if (const auto field = fields_of_work().at(tokens_, i)) {
            return field->end;
        }
        std::size_t unused = 0;
        if (only_fields || level_word(i, unused)) {
            return i;
        }
        auto end = i + 1;
        while (capital(end) && tokens_[end].is_word() && !level_word(end, unused) &&
               !fields_of_work().at(tokens_, end)) {
            ++end;  // a proper name: "Phú Hòa Tân"
        }
        const bool single = end == i + 1;
        if (single && end < tokens_.size() && tokens_[end].is_word() &&
            !words_behind_names().at(tokens_, end) && !level_word(end, unused)) {
            ++end;  // the second syllable of a word: "Hòa bình"
        }
        return end;
    }

    const Tokens& tokens_;
    std::string_view clean_;
    const Level& authority_;
};

}  // namespace

Level level_of_authority(std::string_view authority) {
    const Words words(authority);
    const auto found = levels().phrases().find(words.all(), 0, words.all().size());
    return found ? levels().value(*found) : district_level;
}

std::vector<Body> bodies_in(const Tokens& tokens, std::string_view clean, const Level& authority) {
    return Finder(tokens, clean, authority).all();
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
