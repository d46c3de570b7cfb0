/* The mapping alone: the other side's bytes in, records out. */
#include "../mapping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(int holds, const char* what, const char* got) {
    if (!holds) {
        fprintf(stderr, "not so: %s\n  %s\n", what, got);
        exit(1);
    }
}

static void expect_lines(const char* body, const char* first, const char* second) {
    const char* expected[] = {first, second};
    struct part part;
    char why[200] = "";
    expect(part_of(body, strlen(body), &part, why, sizeof why) == 0, "it can be read", why);
    for (size_t i = 0; i < 2 && expected[i] != NULL; ++i) {
        char* line = json_dumps(json_array_get(part.records, i), JSON_COMPACT);
        expect(line != NULL && strcmp(line, expected[i]) == 0, expected[i], line);
        free(line);
    }
    free_part(&part);
}

static void expect_drift(const char* body, const char* reason) {
    struct part part;
    char why[200] = "";
    expect(part_of(body, strlen(body), &part, why, sizeof why) != 0, "it is refused", body);
    expect(strstr(why, reason) != NULL, reason, why);
}

int main(void) {
    expect_lines(
        "{\"items\":[{\"id\":\"tb-1\",\"issued\":\"2021-02-02\",\"number\":\"1/"
        "TB-UBND\",\"kind\":\"Thông báo\","
        "\"issuer\":\"UBND Phường 7\",\"subject\":\"Lịch tiếp công dân\",\"changed\":5},"
        "{\"id\":\"tb-7\",\"issued\":\"2021-08-08\",\"changed\":9,\"deleted\":true}],\"next\":9,"
        "\"more\":false}",
        "{\"type\":\"document\",\"id\":\"tb-1\",\"day\":\"2021-02-02\",\"number\":\"1/TB-UBND\","
        "\"issued_on\":\"2021-02-02\",\"kind\":\"Thông báo\",\"issuer\":\"UBND Phường "
        "7\",\"direction\":\"outgoing\","
        "\"subject\":\"Lịch tiếp công "
        "dân\",\"references\":[],\"arrived_on\":\"2021-02-02\",\"sequence\":5}",
        "{\"type\":\"document\",\"id\":\"tb-7\",\"day\":\"2021-08-08\",\"deleted\":true}");
    /* One that cannot be read does not keep the others back, and nothing of it crosses but its id.
     */
    expect_lines(
        "{\"items\":[{\"id\":\"tb-1\",\"issued\":\"2021-02-02\",\"changed\":\"?\",\"subject\":\"a "
        "name\"},"
        "{\"id\":\"tb-2\",\"issued\":\"2021-03-03\",\"changed\":2,\"deleted\":true}],\"next\":2,"
        "\"more\":false}",
        "{\"type\":\"document\",\"id\":\"tb-1\",\"unreadable\":\"missing or of another kind: "
        "changed\"}",
        "{\"type\":\"document\",\"id\":\"tb-2\",\"day\":\"2021-03-03\",\"deleted\":true}");
    expect_drift("", "not JSON");
    expect_drift("<html>", "not JSON");
    expect_drift("{\"items\":[],\"next\":5", "not JSON");
    expect_drift("{\"next\":5}", "lacks 'items'");
    expect_drift("{\"items\":[{\"id\":\"tb-1\"}],\"next\":5,\"more\":false}", "notice 1: 'issued'");
    return 0;
}
