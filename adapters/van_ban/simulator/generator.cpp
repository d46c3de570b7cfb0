#include "generator.hpp"

#include "simulator_kit/dates.hpp"
#include "simulator_kit/random.hpp"
#include "simulator_kit/wards.hpp"
#include "subjects.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>

namespace tiendo::simulator {
namespace {

using std::chrono::days;

std::string padded(std::size_t number, std::size_t width) {
    std::string text = std::to_string(number);
    text.insert(0, text.size() < width ? width - text.size() : 0, '0');
    return text;
}

Writer writer_of(const Issuer& issuer) {
    if (issuer.code.starts_with("000.00.00.") || issuer.code.starts_with("000.00.40.")) {
        return Writer::city;
    }
    if (issuer.outgoing) {
        return Writer::district;
    }
    return issuer.code.starts_with("000.00.12.") ? Writer::office : Writer::ward;
}

void replace(std::string& text, std::string_view mark, const std::string& by) {
    if (const auto at = text.find(mark); at != std::string::npos) {
        text.replace(at, mark.size(), by);
    }
}

/// What a report of that day is about: the month or the quarter before.
std::string period_before(Date day, bool quarter) {
    constexpr std::array roman = {"I", "II", "III", "IV"};
    const Date last = Date::of(day.year(), day.month(), 1).plus(days(-1));
    const std::string year = " năm " + std::to_string(last.year());
    if (quarter && last.month() % 3 == 0) {
        return "quý " + std::string(roman.at(last.month() / 3 - 1)) + year;
    }
    return "tháng " + padded(last.month(), 2) + year;
}

class Generator {
public:
    Generator(const Options& options, const std::vector<Issuer>& issuers)
        : random_(options.seed),
          issuers_(issuers),
          days_(options.from.plus(days(-14)), options.clock.date().plus(days(30))),
          now_(days_.position_of(options.clock.date())),
          plan_known_(options.from.plus(days(20))) {}

    std::vector<Document> run(std::size_t count) {
        std::vector<std::int64_t> issued(count);
        for (auto& day : issued) {
            day = random_.below(now_);
        }
        std::sort(issued.begin(), issued.end());
        std::vector<Document> documents;
        documents.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            documents.push_back(draw(i, issued[i]));
        }
        number_changes(documents);
        return documents;
    }

private:
    Document draw(std::size_t index, std::int64_t day) {
        Document document;
        document.id = "VB-" + padded(index + 1, 6);
        document.issued = days_.at(day);
        document.issuer = draw_issuer();
        const Issuer& issuer = issuers_[document.issuer];
        const bool citing = random_.chance(310);
        const Subject& subject = draw_subject(writer_of(issuer), citing, document.issued);
        document.kind = subject.kind;
        document.subject = subject.text;
        replace(document.subject, "{ky}", period_before(document.issued, random_.chance(400)));
        replace(document.subject, "{nam}", std::to_string(document.issued.year()));
        document.number = next_number(document.issuer, subject.symbol, document.issued);
        if (subject.instrument >= 0) {
            cite(document, static_cast<std::size_t>(subject.instrument));
        } else if (random_.chance(80)) {
            document.cited.emplace_back(random_.chance(500) ? "30/2020/NĐ-CP" : "01/2018/TT-VPCP");
        }
        set_handling(document, issuer, day);
        return document;
    }

    std::size_t draw_issuer() {
        std::vector<unsigned> weights;
        for (const Issuer& issuer : issuers_) {
            weights.push_back(issuer.weight);
        }
        return random_.weighted(weights);
    }

    const Subject& draw_subject(Writer writer, bool citing, Date issued) {
        std::array<unsigned, subject_count> weights{};
        for (std::size_t i = 0; i < subject_count; ++i) {
            const Subject& subject = subjects.at(i);
            const bool too_early =
                subject.instrument == static_cast<int>(district_plan) && issued < plan_known_;
            const bool fits = subject.writer == writer && (subject.instrument >= 0) == citing;
            weights.at(i) = fits && !too_early ? 1 : 0;
        }
        return subjects.at(random_.weighted(weights));
    }

    /// The instrument of the subject, sometimes the plan that ordered it, sometimes one more.
    void cite(Document& document, std::size_t instrument) {
        document.cites.at(instrument) = true;
        if (document.issued >= plan_known_ && random_.chance(350)) {
            document.cites.at(district_plan) = true;
        }
        if (random_.chance(120)) {
            document.cites.at(static_cast<std::size_t>(random_.below(district_plan))) = true;
        }
        for (std::size_t i = 0; i < instruments.size(); ++i) {
            if (document.cites.at(i)) {
                document.cited.push_back(typed(instruments.at(i)));
                if (random_.chance(40)) {
                    document.cited.push_back(typed(instruments.at(i)));  // named twice
                }
            }
        }
    }

    /// As a clerk types it.
    std::string typed(std::string_view name) {
        std::string text(name);
        if (!random_.chance(220)) {
            return text;
        }
        switch (random_.below(4)) {
            case 0: return text + " ";
            case 1: return " " + text;
            case 2: return to_lower(text);
            default: text.insert(text.find('/'), " "); return text;
        }
    }

    std::string next_number(std::size_t issuer, std::string_view symbol, Date issued) {
        unsigned& last = numbers_[{issuer, std::string(symbol), issued.year()}];
        if (last == 0 && issued.year() == days_.at(0).year()) {
            // The first year is in its last weeks: many numbers are used up by then.
            last = 150 + static_cast<unsigned>(random_.below(80));
        }
        last += 1 + static_cast<unsigned>(random_.below(3));
        const std::string& who = issuers_[issuer].symbol;
        return std::to_string(last) + "/" +
               (symbol.empty() ? who : std::string(symbol) + "-" + who);
    }

    void set_handling(Document& document, const Issuer& issuer, std::int64_t day) {
        document.changed =
            at_time(document.issued, std::chrono::minutes(random_.between(480, 990)));
        if (issuer.outgoing) {
            document.status = Status::issued;
            orders_.push_back(document.number);
            return;
        }
        document.arrived = days_.at(std::min(day + random_.below(2), now_ - 1));
        document.changed =
            at_time(*document.arrived, std::chrono::minutes(random_.between(480, 990)));
        document.status = random_.pick(std::array{Status::done, Status::done, Status::in_work});
        if (day + 5 >= now_) {
            document.status = Status::fresh;
        }
        if (random_.chance(300)) {
            document.due = days_.at(day + random_.between(3, 10));
        }
        if (writer_of(issuer) != Writer::city && !orders_.empty() && random_.chance(220)) {
            const auto back = std::min<std::int64_t>(6, static_cast<std::int64_t>(orders_.size()));
            document.answers =
                orders_[orders_.size() - 1 - static_cast<std::size_t>(random_.below(back))];
        }
    }

    /// Change numbers grow with the time of change; a few documents were corrected or deleted
    /// later, and moved to the end.
    void number_changes(std::vector<Document>& documents) {
        std::int64_t sequence = 0;
        const auto latest = at_time(days_.at(now_ - 1), std::chrono::hours(17));
        std::vector<std::size_t> later;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            sequence += 1 + random_.below(2);
            documents[i].sequence = sequence;
            if (i % 50 == 17 || i % 37 == 21) {
                later.push_back(i);
            }
        }
        for (const std::size_t i : later) {
            Document& document = documents[i];
            sequence += 1 + random_.below(3);
            document.sequence = sequence;
            document.changed = latest;
            if (i % 50 == 17) {
                document.deleted = true;
            } else {
                document.subject += " (bản đính chính)";
            }
        }
    }

    Random random_;
    const std::vector<Issuer>& issuers_;
    WorkingDays days_;
    std::int64_t now_;
    Date plan_known_;  ///< nobody cites the district's plan before it was issued
    std::map<std::tuple<std::size_t, std::string, int>, unsigned> numbers_;
    std::vector<std::string> orders_;  ///< numbers of the district's own documents so far
};

}  // namespace

std::vector<Issuer> make_issuers() {
    std::vector<Issuer> issuers;
    for (std::size_t ward = 0; ward < ward_numbers.size(); ++ward) {
        issuers.push_back({ward_code(ward), ward_name(ward), "UBND", false, 10});
    }
    issuers.push_back({"000.00.12.H99", "UBND Quận Bình An", "UBND", true, 40});
    issuers.push_back({"000.00.12.H99.NV", "Phòng Nội vụ", "NV", false, 9});
    issuers.push_back({"000.00.12.H99.TP", "Phòng Tư pháp", "TP", false, 8});
    issuers.push_back({"000.00.12.H99.TTR", "Thanh tra quận", "TTr", false, 6});
    issuers.push_back({"000.00.12.H99.VP", "Văn phòng HĐND và UBND quận", "VP", false, 8});
    issuers.push_back({"000.00.12.H99.TCKH", "Phòng Tài chính - Kế hoạch", "TCKH", false, 8});
    issuers.push_back({"000.00.12.H99.TNMT", "Phòng Tài nguyên và Môi trường", "TNMT", false, 6});
    issuers.push_back({"000.00.12.H99.VHTT", "Phòng Văn hóa và Thông tin", "VHTT", false, 6});
    issuers.push_back({"000.00.00.H99", "UBND thành phố", "UBND", false, 10});
    issuers.push_back({"000.00.40.H99", "Sở Nội vụ", "SNV", false, 9});
    return issuers;
}

std::vector<Document> generate_documents(const Options& options,
                                         const std::vector<Issuer>& issuers) {
    return Generator(options, issuers).run(options.count);
}

}  // namespace tiendo::simulator
