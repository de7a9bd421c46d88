/* library.c: versions of the libraries that base is built on. */
#include <stdio.h>

#include <json-c/json.h>
#include <xxhash.h>

#include "gazet/base.h"

bool gz_base_library(size_t index, struct gz_library *out)
{
	unsigned hash = XXH_versionNumber();

	switch (index) {
	case 0:
		out->name = "json-c";
		snprintf(out->version, sizeof(out->version), "%s", json_c_version());
		return true;
	case 1:
		out->name = "xxHash";
		snprintf(out->version, sizeof(out->version), "%u.%u.%u", hash / 10000, hash / 100 % 100,
			 hash % 100);
		return true;
	default: return false;
	}
}
