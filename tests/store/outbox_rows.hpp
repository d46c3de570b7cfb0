#pragma once

#include "store/fixture.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/store/outbox.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tiendo::test {

inline const ConnectionId mot_cua = ConnectionId::of("mot-cua");

inline std::string record_of(const std::string& id) {
    return to_json(a_dossier(id, "2021-03-01T08:00:00+07:00"));
}

inline store::NewDelivery a_delivery(const std::string& key) {
    return {mot_cua, "dossiers", "", key, record_of("H99-1"), noon};
}
inline store::NewDelivery in_group(const std::string& group, const std::string& key) {
    auto delivery = a_delivery(key);
    delivery.group = group;
    return delivery;
}

inline std::vector<std::string> keys_of(const std::vector<store::OutboxItem>& items) {
    std::vector<std::string> keys;
    for (const auto& item : items) {
        keys.push_back(item.key);
    }
    return keys;
}

/// A database with one connection, and what the worker does with its outbox.
class OutboxRows : public StoreTest {
protected:
    OutboxRows() {
        change([](auto& tx) { must(insert_connection(tx, a_connection("mot-cua"))); });
    }

    void put(const store::NewDelivery& delivery) {
        change(
            [&](auto& tx) { EXPECT_EQ(must(put_outbox(tx, delivery)), store::PutOutcome::added); });
    }
    store::OutboxItem item(const std::string& key) {
        auto tx = read();
        return must(get_outbox(tx, key));
    }
    store::OutboxBatch claim(Instant now, const std::string& owner) {
        auto tx = write();
        auto batch = must(claim_outbox(tx,
                                       {.connection = mot_cua,
                                        .owner = owner,
                                        .now = now,
                                        .lease = std::chrono::minutes(10),
                                        .most = 10}));
        must(tx.commit());
        return batch;
    }
    std::vector<std::string> claimed() { return keys_of(claim(noon, "a").items); }
    void end(const std::string& key, store::OutboxState state) {
        auto tx = write();
        const auto before = must(get_outbox(tx, key));
        auto after = before;
        after.state = state;
        after.next_at.reset();
        after.lease_owner.clear();
        EXPECT_TRUE(must(change_outbox(tx, before, after)));
        must(tx.commit());
    }
};

}  // namespace tiendo::test
