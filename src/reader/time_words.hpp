#pragma once

#include "lexicon.hpp"

#include "tiendo/model/plan.hpp"

#include <cstdint>
#include <optional>

namespace tiendo::reader {

/// Words before a time that make it a deadline.
struct Limit {
    bool exclusive = false;  ///< the stated day itself is late
    bool unclear = false;    ///< "chậm nhất trước ngày": says both
    bool until = false;      ///< "đến": as often the end of something that is only told of
};

/// Words that say how often without a day.
struct Repeat {
    DeadlineType type = DeadlineType::periodic;
    std::optional<Period> cycle = {};
    bool cell_only = false;  ///< in a sentence the words say something else
};

/// Words that make a time depend on something else.
struct Dependence {
    Anchor anchor = Anchor::event;
    bool cell_only = false;  ///< in a sentence they say how, not when
    bool closing = false;    ///< meant at the end of a clause too, without a comma before them
};

/// Words of haste. In a sentence most of them say how the work is done.
struct Haste {
    bool manner = false;
};

/// What the lexicon says of time.
struct TimeWords {
    explicit TimeWords(LexiconCompiler& compiler);

    PhraseTable<Limit> limits;
    Phrases within;     ///< "trong", "vào": before a month, a quarter, a year
    Phrases labels;     ///< "thời gian hoàn thành"
    Phrases done;       ///< "hoàn thành": a time directly behind it is a deadline
    Phrases finishing;  ///< "xong": what stands in the clause must be ready by its time
    PhraseTable<Period> cycles;
    PhraseTable<Period> cycle_nouns;  ///< "quý" in "định kỳ hằng tháng, quý, năm"
    Phrases parts_of_each;            ///< "cuối" in "cuối mỗi quý": no rate behind it
    PhraseTable<Repeat> repeats;
    Phrases ongoing_terms;  ///< "chi" in "chi thường xuyên"
    Phrases regular_terms;  ///< "chế độ báo cáo" in "chế độ báo cáo định kỳ"
    Phrases yearly_terms;   ///< "kế hoạch" in "kế hoạch hằng năm"
    PhraseTable<Period> days_of;  ///< "hằng tháng" behind "ngày 15"
    Phrases told_times;           ///< directly before a time that is only told of: "so với"
    Phrases told_ranges;   ///< the same before "từ ngày … đến ngày …": "số liệu"
    Phrases told_lengths;  ///< before a length of time that is no deadline: "rút ngắn"
    PhraseTable<TimeUnit> units;
    PhraseTable<int> weekdays;
    PhraseTable<Period> weekdays_of;  ///< "đầu tháng" behind "thứ Hai"
    Phrases parts_of_day;             ///< "sáng", "buổi chiều": before a day
    Phrases length_openers;           ///< "trong vòng"
    Phrases anchors;     ///< "kể từ": what a length of time is counted from follows
    Phrases issue_days;  ///< "ngày Kế hoạch được ban hành"
    PhraseTable<Dependence> dependences;  ///< "sau khi có", "theo lộ trình"
    PhraseTable<Haste> hastes;
    Phrases manners;      ///< "đầy đủ": words of haste beside them say how
    Phrases bound_years;  ///< "trong năm": a day without a year in this sentence is of that one
    WordFilter openers;   ///< words that begin a time, if no number does
};

}  // namespace tiendo::reader
