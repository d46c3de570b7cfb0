#pragma once

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
    nothing,    ///< the body is only named: "theo chỉ đạo của"
};
const PhraseTable<Before>& words_before_bodies();

/// Openers behind which the subject of a sentence stands: "Ngoài ra", "Đối với".
const Phrases& openers();
/// First words of an adverbial that ends with a comma before the subject: "Trước ngày …, Phòng …".
const Phrases& adverbials();
/// Directly behind a subject: it advises.
const Phrases& advising();
const Phrases& advice();
/// Directly behind the authority: it orders others and does nothing itself.
const Phrases& ordering();
/// Verbs of looking into the work of others, and what may stand before them.
const Phrases& inspecting();
const Phrases& before_inspecting();
/// Verbs with which a second duty of an adviser begins.
const Phrases& supporting();
const Phrases& sending();
const Phrases& coordinating();
/// What belongs to those who must do it: "lịch tiếp công dân … của Chủ tịch".
const Phrases& owned_duties();
/// Words of a heading that only names who must do what follows.
const Phrases& heading_words();

}  // namespace tiendo::reader
