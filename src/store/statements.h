/* statements.h: what the store says to SQLite: each statement's name here, and its file schema/queries/store_NAME.sql. */
#ifndef GAZET_STORE_STATEMENTS_H
#define GAZET_STORE_STATEMENTS_H

#define GZ_STORE_STATEMENTS(X) \
	X(SOURCE_FIND, "source_find") \
	X(SOURCE_INSERT, "source_insert") \
	X(SOURCE_DELETE, "source_delete") \
	X(DOCUMENT_FIND, "document_find") \
	X(DOCUMENT_ORIGINAL, "document_original") \
	X(DOCUMENT_HASH, "document_hash") \
	X(DOCUMENT_INSERT, "document_insert") \
	X(DOCUMENT_DELETE, "document_delete") \
	X(DOCUMENT_HEIR, "document_heir") \
	X(DOCUMENT_INHERIT, "document_inherit") \
	X(DOCUMENT_LAST, "document_last") \
	X(DOCUMENT_BETWEEN, "document_between") \
	X(DOCUMENT_SOURCE, "document_source") \
	X(DOCUMENT_SOURCE_NAME, "document_source_name") \
	X(OCCURRENCE_INSERT, "occurrence_insert") \
	X(OCCURRENCE_DELETE, "occurrence_delete") \
	X(ENTITY_FIND, "entity_find") \
	X(ENTITY_INSERT, "entity_insert") \
	X(ENTITY_LAST, "entity_last") \
	X(NAME_LAST, "name_last") \
	X(ENTITY_SERIES, "entity_series") \
	X(NAME_FIND, "name_find") \
	X(NAME_INSERT, "name_insert") \
	X(READING_FIND, "reading_find") \
	X(READING_INSERT, "reading_insert") \
	X(READING_ALL, "reading_all") \
	X(READING_LAST, "reading_last") \
	X(VIA_INSERT, "via_insert") \
	X(RUN_INSERT, "run_insert") \
	X(RUN_FINISH, "run_finish") \
	X(RUN_NEWEST, "run_newest") \
	X(FILE_INSERT, "file_insert") \
	X(FILE_UPDATE, "file_update") \
	X(FILE_DELETE, "file_delete") \
	X(FILE_LIST, "file_list") \
	X(FILE_SETTLE, "file_settle") \
	X(FILE_UNREAD, "file_unread") \
	X(FILE_TWINS, "file_twins") \
	X(ORIGIN_PUT, "origin_put") \
	X(ORIGIN_DELETE, "origin_delete") \
	X(ORIGIN_OF, "origin_of") \
	X(ORIGIN_ALL, "origin_all") \
	X(HEAD_PUT, "head_put") \
	X(BLOCK_PUT, "block_put") \
	X(POSITION_PUT, "position_put") \
	X(POSITION_DELETE, "position_delete") \
	X(POSITION_OF, "position_of") \
	X(BLOCK_OF, "block_of") \
	X(BLOCK_SCAN, "block_scan") \
	X(BLOCK_COUNT, "block_count") \
	X(SEGMENT_LAST, "segment_last") \
	X(SEGMENT_INSERT, "segment_insert") \
	X(POSTING_INSERT, "posting_insert") \
	X(JOINT_INSERT, "joint_insert") \
	X(JOINT_DELETE, "joint_delete") \
	X(COUNT_FIND, "count_find") \
	X(COUNT_PUT, "count_put") \
	X(KEY_RUN_LIST, "run_list") \
	X(KEY_RUN_PUT, "run_put") \
	X(KEY_RUN_DELETE, "run_delete") \
	X(KEY_FIND, "key_find") \
	X(KEY_SCAN, "key_scan") \
	X(KEY_PUT, "key_put") \
	X(KEY_DELETE, "key_delete") \
	X(TRUTH_DOCUMENTS, "truth_documents") \
	X(TRUTH_READINGS, "truth_readings") \
	X(TRUTH_MENTIONS, "truth_mentions") \
	X(TRUTH_IDENTITIES, "truth_identities") \
	X(TRUTH_ENTITIES, "truth_entities") \
	X(TRUTH_NAMES, "truth_names") \
	X(TRUTH_READING_PARTS, "truth_reading_parts") \
	X(TRUTH_SOURCES, "truth_sources") \
	X(TAGGING_FIND, "tagging_find") \
	X(TAGGING_INSERT, "tagging_insert") \
	X(TAGGING_PRUNE, "tagging_prune") \
	X(TAGGED_PUT, "tagged_put") \
	X(TAGGED_OF, "tagged_of") \
	X(TAGGED_DROP, "tagged_drop") \
	X(TAGGED_OTHER, "tagged_other") \
	X(DOCUMENT_EXISTS, "document_exists") \
	X(SEGMENTS_DROP, "segments_drop") \
	X(POSTINGS_DROP, "postings_drop") \
	X(KEYS_DROP, "keys_drop") \
	X(READING_PRUNE, "reading_prune") \
	X(ENTITY_PRUNE, "entity_prune") \
	X(ENTITY_UPDATE, "entity_update") \
	X(ENTITY_SERIES_OF, "entity_series_of") \
	X(NAME_SCAN, "name_scan") \
	X(NAME_DELETE, "name_delete") \
	X(NAME_PRUNE, "name_prune") \
	X(NAME_REFOLD, "name_refold") \
	X(SKETCH_PUT, "sketch_put") \
	X(SKETCH_DELETE, "sketch_delete") \
	X(SKETCH_SCAN, "sketch_scan") \
	X(SKETCH_BETWEEN, "sketch_between") \
	X(SKETCH_BACK, "sketch_back") \
	X(SKETCH_OF, "sketch_of") \
	X(CLUSTER_SCAN, "cluster_scan") \
	X(CLUSTER_PUT, "cluster_put") \
	X(CLUSTER_DELETE, "cluster_delete") \
	X(CLUSTER_STATE, "cluster_state") \
	X(CLUSTER_VOID, "cluster_void") \
	X(CLUSTER_COUNT, "cluster_count") \
	X(TRUTH_TEXTS, "truth_texts")

#define GZ_STATEMENT(name, file) GZ_SQL_##name,
enum gz_statement { GZ_STORE_STATEMENTS(GZ_STATEMENT) GZ_STATEMENTS };
#undef GZ_STATEMENT

#endif
