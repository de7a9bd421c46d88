/*
 * fuzz_packed.c: any bytes as what the index keeps besides blocks: posting lists, finished answers, chunks of
 * keys, runs, filters, sketches. What a reader accepts ascends and, written again, reads the same; it ends,
 * and says where it is damaged. Input: a byte that chooses, four bytes (a number to start from), the bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/store/near.h"
#include "gazet/block.h"
#include "must.h"

static void check_postings(struct gz_str bytes)
{
	struct gz_posting_list list, again;
	struct gz_buf out = {0};
	int64_t previous = 0;
	uint64_t count = 0;

	for (gz_posting_list_open(&list, bytes); gz_posting_list_next(&list); count++) {
		must(list.document > previous && list.mentions > 0);
		must(gz_posting_list_add(&out, &previous, list.document, list.mentions));
	}
	must(list.damaged || list.at == list.end);
	must(out.len <= bytes.len);
	gz_posting_list_open(&again, gz_buf_view(&out));
	gz_posting_list_open(&list, bytes);
	for (; count > 0; count--) {
		must(gz_posting_list_next(&list) && gz_posting_list_next_slowly(&again));
		must(list.document == again.document && list.mentions == again.mentions);
	}
	must(!gz_posting_list_next(&again) && !again.damaged);
	gz_buf_free(&out);
}

/* Together, up to a document and then to the end, as one by one. */
static void check_passes(struct gz_str bytes, int64_t middle)
{
	const int64_t limits[] = {middle, INT64_MAX};
	struct gz_posting_list steps, passes;
	bool more[2];

	gz_posting_list_open(&steps, bytes);
	gz_posting_list_open(&passes, bytes);
	more[0] = gz_posting_list_next(&steps);
	more[1] = gz_posting_list_next(&passes);
	for (size_t i = 0; i < 2; i++) {
		struct gz_posted one_by_one = {0, 0}, together = {0, 0};

		for (; more[0] && steps.document <= limits[i]; more[0] = gz_posting_list_next(&steps)) {
			one_by_one.documents++;
			one_by_one.mentions += steps.mentions;
		}
		more[1] = more[1] && gz_posting_list_pass(&passes, limits[i], &together);
		must(more[0] == more[1] && one_by_one.documents == together.documents &&
		     one_by_one.mentions == together.mentions);
		must(steps.damaged == passes.damaged && steps.at == passes.at &&
		     steps.document == passes.document);
	}
}

static void check_joint(struct gz_str bytes)
{
	struct gz_joint_reader r, again;
	struct gz_buf out = {0};
	int64_t previous = 0;
	uint64_t count = 0;

	gz_joint_open(&r, bytes);
	if (!r.damaged)
		must(gz_joint_start(&out, (int32_t)r.base));
	for (; gz_joint_next(&r); count++) {
		must(r.joint.entity > previous && r.joint.documents > 0 && r.joint.first <= r.joint.last);
		must((r.joint.first == GZ_NO_DAY) == (r.joint.last == GZ_NO_DAY));
		must(gz_joint_add(&out, &previous, (int32_t)r.base, &r.joint));
	}
	must(r.damaged || r.at == r.end);
	gz_joint_open(&r, bytes);
	gz_joint_open(&again, gz_buf_view(&out));
	for (; count > 0; count--) {
		must(gz_joint_next(&r) && gz_joint_next(&again));
		must(r.joint.entity == again.joint.entity && r.joint.documents == again.joint.documents &&
		     r.joint.first == again.joint.first && r.joint.last == again.joint.last);
	}
	must(!gz_joint_next(&again) && again.damaged == (out.len == 0));
	gz_buf_free(&out);
}

/* What is in a filter is found in it. */
static void check_filter(const uint32_t *hash, size_t count)
{
	size_t bytes = gz_filter_bytes(count);
	unsigned char *filter = calloc(1, bytes);

	must(filter != NULL);
	for (size_t i = 0; i < count; i++)
		gz_filter_add(filter, bytes, hash[i]);
	for (size_t i = 0; i < count; i++)
		must(gz_filter_has(filter, bytes, hash[i]));
	free(filter);
}

static void check_keys(uint32_t first, struct gz_str bytes)
{
	GZ_VEC(uint32_t) hashes = {0};
	struct gz_key_reader r;
	uint32_t hash = first;

	for (gz_key_open(&r, first, bytes); gz_key_next(&r); hash = r.key.hash) {
		must(r.key.hash >= hash && r.key.id > 0);
		must(GZ_PUSH(&hashes, r.key.hash));
		must(gz_key_chunk(3, r.key.hash) >= gz_key_chunk(3, hash));
	}
	must(r.damaged || r.at == r.end);
	check_filter(hashes.ptr, hashes.len);
	gz_filter_has((const unsigned char *)bytes.ptr, bytes.len, first); /* somebody else's */
	GZ_VEC_FREE(&hashes);
}

static void check_run(struct gz_str bytes)
{
	struct gz_buf out = {0};
	struct gz_key_run run, again;

	if (!gz_key_run_read(bytes, &run))
		return;
	must(gz_key_run_write(&out, &run) && gz_key_run_read(gz_buf_view(&out), &again));
	must(run.kind == again.kind && run.keys == again.keys && run.kind < GZ_KEY_KINDS);
	gz_buf_free(&out);
}

/* Sketches as they are kept; those that are alike end in one cluster, whatever the order of the questions. */
static void check_sketches(struct gz_str bytes)
{
	struct gz_near n = {0};
	struct gz_near_rows rows;
	unsigned char packed[GZ_NEAR_BYTES];
	gz_cluster_vec clusters = {0};
	uint32_t count = (uint32_t)(bytes.len / GZ_NEAR_BYTES);

	for (uint32_t i = 0; i < count; i++) {
		const unsigned char *at = (const unsigned char *)bytes.ptr + i * GZ_NEAR_BYTES;

		gz_near_unpack(at, &rows);
		gz_near_pack(&rows, packed);
		must(memcmp(packed, at, GZ_NEAR_BYTES) == 0 && gz_near_add(&n, 7 * i + 1, at));
	}
	must(gz_near_start(&n) && gz_near_solve(&n) && gz_near_clusters(&n, &clusters));
	for (size_t i = 0; i < clusters.len; i++) {
		must(i == 0 || clusters.ptr[i - 1].document < clusters.ptr[i].document);
		must(clusters.ptr[i].cluster <= clusters.ptr[i].document);
	}
	for (uint32_t a = 0; a < count; a++) {
		must(gz_near_alike(n.sketches.ptr[a].bytes, n.sketches.ptr[count - 1].bytes) ==
		     gz_near_alike(n.sketches.ptr[count - 1].bytes, n.sketches.ptr[a].bytes));
		must(gz_near_first(&n, a) <= a && gz_near_number(&n, 7 * a + 1) == a);
	}
	GZ_VEC_FREE(&clusters);
	gz_near_free(&n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_str bytes;
	uint32_t first;

	if (size < 5)
		return 0;
	memcpy(&first, data + 1, sizeof(first));
	bytes = gz_str_of((const char *)data + 5, size - 5);
	switch (data[0] % 5) {
	case 0:
		check_postings(bytes);
		check_passes(bytes, first);
		break;
	case 1: check_joint(bytes); break;
	case 2: check_keys(first, bytes); break;
	case 3: check_run(bytes); break;
	default: check_sketches(bytes); break;
	}
	return 0;
}
