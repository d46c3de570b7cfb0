/* The other side's answers as records: pure, bytes in and records out. */
#ifndef MAPPING_H
#define MAPPING_H

#include <jansson.h>
#include <stddef.h>

/* What one answer holds. */
struct part {
    json_t* records; /* a list of records after the schema of their type; free_part gives it back */
    json_int_t next; /* where reading goes on */
    int more;        /* there is more behind it */
};

/* Returns 0, or -1 where the answer as a whole is not what was agreed; then `why` says what is
 * wrong and `out` needs no free_part. A single notice that is not becomes a line that the host
 * keeps as a dead letter; the others go on. */
int part_of(const char* body, size_t size, struct part* out, char* why, size_t why_size);
void free_part(struct part* part);

/* The news that a record no longer exists. `day` may be empty. NULL: no memory. */
json_t* deletion(const char* id, const char* day);

#endif
