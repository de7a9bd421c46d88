/* library.c: versions of the libraries that unpack and read. */
#include <archive.h>
#include <expat.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "internal.h"

/* "libarchive 3.6.2", "expat_2.5.0": from the first digit on. */
static void take_version(struct gz_library *out, const char *name, const char *text)
{
	out->name = name;
	snprintf(out->version, sizeof(out->version), "%s", text + strcspn(text, "0123456789"));
}

/* The version that gazet was built with; what is loaded has the same interface. */
static bool isal_version(struct gz_library *out)
{
	const char *version = gz_igzip_version();

	if (version == NULL)
		return false;
	take_version(out, "ISA-L", version);
	return true;
}

bool gz_read_library(size_t index, struct gz_library *out)
{
	switch (index) {
	case 0: take_version(out, "libarchive", archive_version_string()); return true;
	case 1: take_version(out, "zlib", zlibVersion()); return true;
	case 2: take_version(out, "expat", XML_ExpatVersion()); return true;
	case 3:
		take_version(out, "uchardet", GAZET_UCHARDET); /* it does not tell its own */
		return true;
	case 4: return isal_version(out);
	default: return false;
	}
}
