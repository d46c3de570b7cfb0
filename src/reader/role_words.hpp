#pragma once

#include "lexicon.hpp"
#include "words.hpp"

#include <cstdint>

namespace tiendo::reader {

/// What the words directly before a body say about it.
enum class Before : std::uint8_t {
    coordinate,  ///< "phối hợp với"
    enable,  ///< "tạo điều kiện thuận lợi cho": a partner where the clause says "phối hợp"
    receive,    ///< "hướng dẫn", "hỗ trợ cho", "tham mưu": the work goes to it
    sent_to,    ///< "về": a receiver where something is sent or reported
    sent_by,    ///< "thông qua": the office on the way, on the same condition
    supervise,  ///< "vai trò giám sát của"
    order,      ///< "Giao", "yêu cầu"
    ask,        ///< "Đề nghị"
    possess,    ///< "của": depends on the verb of the clause
    by,         ///< "do": the doer of what is said before, where an agent verb follows
    nothing,    ///< the body is only named: "theo chỉ đạo của"
};

/// What a label before ":" says of the bodies behind it.
enum class RoleLabel : std::uint8_t { lead, coordinate, order, ask };

/// What the lexicon says of roles.
struct RoleWords {
    explicit RoleWords(LexiconCompiler& compiler);

    PhraseTable<Before> before_bodies;
    PhraseTable<RoleLabel> labels;  ///< "Cơ quan chủ trì"
    Phrases openers;  ///< behind them stands the subject of a sentence: "Ngoài ra", "Đối với"
    Phrases adverbials;  ///< first words of an adverbial that ends with a comma before the subject
    Phrases advising;    ///< directly behind a subject: it advises
    Phrases advice;
    Phrases ordering;  ///< directly behind the authority: it orders others and does nothing itself
    Phrases order_openers;  ///< may stand before an order in the middle of a sentence
    Phrases announcing;  ///< directly behind a body: it only tells, "thông báo để các sở biết"
    Phrases inspecting;         ///< verbs of looking into the work of others
    Phrases before_inspecting;  ///< what may stand before them
    Phrases watching;           ///< directly behind a subject: it sees to others only
    Phrases time_clauses;  ///< a clause that only says until when: "hoàn thành trước ngày"
    Phrases time_openers;  ///< first words of a time before a subject: "chiều thứ"
    Phrases time_ends;     ///< its last words, if it is no number: "hằng tuần"
    Phrases taking_up;     ///< verbs with which a watcher has a second duty: "xử lý"
    Phrases supporting;    ///< verbs with which a second duty of an adviser begins
    Phrases sending;
    Phrases coordinating;
    Phrases coordination_nouns;  ///< "chương trình phối hợp": nobody is ordered
    Phrases agent_verbs;         ///< behind "do Sở …": the work is its own
    Phrases acting;   ///< verbs that make a body behind a comma a second subject: "vận động"
    Phrases things;   ///< subjects that are no bodies: "Các công trình xây dựng …"
    Phrases signing;  ///< "ký kết": with a firm, which is then a partner
    Phrases owned_duties;  ///< belong to those who must do it: "lịch tiếp công dân … của Chủ tịch"
    Phrases shared_duties;  ///< "theo chức năng": several bodies lead by design
    Phrases heading_words;  ///< of a heading that only names who must do what follows
};

}  // namespace tiendo::reader
