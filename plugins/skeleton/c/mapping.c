#include "mapping.h"

#include <stdio.h>
#include <string.h>

#define TYPE "document"

/* The text of a member; NULL where it is missing, empty or none. */
static const char* text_in(json_t* object, const char* name, const char** missing) {
    const char* text = json_string_value(json_object_get(object, name));
    if (text != NULL && *text != '\0') {
        return text;
    }
    if (*missing == NULL) {
        *missing = name;
    }
    return NULL;
}

json_t* deletion(const char* id, const char* day) {
    json_t* record = json_pack("{ss,ss}", "type", TYPE, "id", id);
    if (*day != '\0') {
        json_object_set_new(record, "day", json_string(day));
    }
    json_object_set_new(record, "deleted", json_true());
    return record;
}

/* TODO 4: their names and words into ours. Leave out what the manifest does not name. NULL: the
 * member `missing` is not what was agreed, or no memory. */
static json_t* record_of(json_t* from, const char** missing) {
    const char* id = text_in(from, "id", missing);
    const char* day = text_in(from, "issued", missing); /* with the id the key: it never changes */
    json_t* changed = json_object_get(from, "changed");
    if (!json_is_integer(changed) && *missing == NULL) {
        *missing = "changed";
    }
    if (*missing != NULL) {
        return NULL;
    }
    if (json_is_true(json_object_get(from, "deleted"))) {
        return deletion(id, day);
    }
    const char* number = text_in(from, "number", missing);
    const char* kind = text_in(from, "kind", missing);
    const char* issuer = text_in(from, "issuer", missing);
    const char* subject = text_in(from, "subject", missing);
    if (*missing != NULL) {
        return NULL;
    }
    return json_pack("{ss,ss,ss,ss,ss,ss,ss,ss,ss,s[],ss,sO}", "type", TYPE, "id", id, "day", day,
                     "number", number, "issued_on", day, "kind", kind, "issuer", issuer,
                     "direction", "outgoing", "subject", subject, "references", "arrived_on", day,
                     "sequence", changed);
}

/* Stands for a notice that could not be mapped: its id and the reason, and nothing else of it. */
static json_t* unreadable(json_t* from, const char* missing) {
    const char* id = json_string_value(json_object_get(from, "id"));
    return json_pack("{ss,ss,ss+}", "type", TYPE, "id", id == NULL ? "" : id, "unreadable",
                     "missing or of another kind: ", missing == NULL ? "?" : missing);
}

static int records_of(json_t* items, struct part* out, char* why, size_t why_size) {
    size_t at = 0;
    size_t good = 0;
    json_t* item = NULL;
    *why = '\0';
    json_array_foreach(items, at, item) {
        const char* missing = NULL;
        json_t* record = record_of(item, &missing);
        good += record != NULL;
        if (record == NULL) {
            record = unreadable(item, missing);
            if (*why == '\0') { /* the first */
                snprintf(why, why_size, "notice %zu: '%s' is missing or of another kind", at + 1,
                         missing == NULL ? "?" : missing);
            }
        }
        if (json_array_append_new(out->records, record) != 0) {
            snprintf(why, why_size, "there is no memory left");
            return -1;
        }
    }
    /* One that cannot be read is no reason to keep the others back; all of them are. */
    return at != 0 && good == 0 ? -1 : 0;
}

int part_of(const char* body, size_t size, struct part* out, char* why, size_t why_size) {
    json_error_t fault;
    json_t* answer = json_loadb(body, size, 0, &fault);
    if (answer == NULL) {
        snprintf(why, why_size, "the list of notices is not JSON: byte %d is wrong",
                 fault.position);
        return -1;
    }
    json_t* items = json_object_get(answer, "items");
    json_t* next = json_object_get(answer, "next");
    json_t* more = json_object_get(answer, "more");
    int result = -1;
    out->records = json_array();
    if (!json_is_array(items) || !json_is_integer(next) || !json_is_boolean(more)) {
        snprintf(why, why_size, "the list of notices lacks 'items', 'next' or 'more'");
    } else {
        out->next = json_integer_value(next);
        out->more = json_is_true(more);
        result = records_of(items, out, why, why_size);
    }
    if (result != 0) {
        free_part(out);
    }
    json_decref(answer);
    return result;
}

void free_part(struct part* part) {
    json_decref(part->records);
    part->records = NULL;
}
