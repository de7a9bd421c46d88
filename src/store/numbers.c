/* numbers.c: how great the number of a row may be, for whoever writes, checks or asks. */
#include <sqlite3.h>

#include "gazet/base.h"
#include "gazet/sql.h"

/* The limit of a small file; smaller where it is fuzzed, so that few inputs spend their time on clearing
 * arrays. */
#ifndef GZ_NUMBERS_LEAST
#define GZ_NUMBERS_LEAST ((int64_t)1 << 24)
#endif

int64_t gz_sql_numbers(sqlite3 *db)
{
	sqlite3_file *file = NULL;
	sqlite3_int64 bytes = 0;

	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
	    !file->pMethods || file->pMethods->xFileSize(file, &bytes) != SQLITE_OK ||
	    bytes < GZ_NUMBERS_LEAST)
		return GZ_NUMBERS_LEAST;
	return bytes < UINT32_MAX ? bytes : UINT32_MAX;
}
