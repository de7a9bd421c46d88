/* vfs.c: SQLite's own file system with faults in front of it. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "fault.h"
#include "power.h"

struct file {
	sqlite3_file base;
	enum power_file which;
	sqlite3_file real; /* takes more bytes than this type has: it stands last */
};

static sqlite3_file *real(sqlite3_file *f)
{
	return &((struct file *)f)->real;
}

static enum power_file which(const sqlite3_file *f)
{
	return ((const struct file *)f)->which;
}

/* Done, it is written down. */
static int note(int code, enum power_call call, const sqlite3_file *f, sqlite3_int64 at, sqlite3_int64 size,
		const void *bytes)
{
	if (code == SQLITE_OK)
		power_note(call, which(f), (uint64_t)at, (uint64_t)size, bytes);
	return code;
}

static sqlite3_vfs *below(sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

static void die(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

/* ---- files --------------------------------------------------------------------------- */

static int file_close(sqlite3_file *f)
{
	return real(f)->pMethods->xClose(real(f));
}

/* What the system would have said too. */
static int fail(int code)
{
	errno = code == SQLITE_FULL ? ENOSPC : code == SQLITE_CANTOPEN ? EACCES : EIO;
	return code;
}

static int file_read(sqlite3_file *f, void *out, int len, sqlite3_int64 at)
{
	if (fault_hit(FAULT_READ))
		return fail(SQLITE_IOERR_READ);
	return real(f)->pMethods->xRead(real(f), out, len, at);
}

static int file_write(sqlite3_file *f, const void *bytes, int len, sqlite3_int64 at)
{
	if (!fault_hit(FAULT_WRITE))
		return note(real(f)->pMethods->xWrite(real(f), bytes, len, at), POWER_WRITE, f, at, len,
			    bytes);
	if (fault->effect == FAULT_SHORT || fault->effect == FAULT_TEAR)
		real(f)->pMethods->xWrite(real(f), bytes, len / 2, at);
	if (fault->effect == FAULT_KILL || fault->effect == FAULT_TEAR)
		die();
	return fail(fault->effect == FAULT_ERROR ? SQLITE_IOERR_WRITE : SQLITE_FULL);
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	if (!fault_hit(FAULT_TRUNCATE))
		return note(real(f)->pMethods->xTruncate(real(f), size), POWER_TRUNCATE, f, 0, size, NULL);
	if (fault->effect == FAULT_KILL)
		die();
	return fail(SQLITE_IOERR_TRUNCATE);
}

static int file_sync(sqlite3_file *f, int flags)
{
	if (!fault_hit(FAULT_SYNC))
		return note(real(f)->pMethods->xSync(real(f), flags), POWER_SYNC, f, 0, 0, NULL);
	if (fault->effect == FAULT_KILL)
		die();
	return fail(SQLITE_IOERR_FSYNC);
}

static int file_size(sqlite3_file *f, sqlite3_int64 *size)
{
	if (fault_hit(FAULT_READ))
		return fail(SQLITE_IOERR_FSTAT);
	return real(f)->pMethods->xFileSize(real(f), size);
}

static int file_lock(sqlite3_file *f, int lock)
{
	return real(f)->pMethods->xLock(real(f), lock);
}

static int file_unlock(sqlite3_file *f, int lock)
{
	return real(f)->pMethods->xUnlock(real(f), lock);
}

static int file_reserved(sqlite3_file *f, int *out)
{
	return real(f)->pMethods->xCheckReservedLock(real(f), out);
}

static int file_control(sqlite3_file *f, int what, void *value)
{
	int code = real(f)->pMethods->xFileControl(real(f), what, value);

	if (what == SQLITE_FCNTL_COMMIT_PHASETWO)
		power_note(POWER_COMMIT, which(f), 0, 0, NULL);
	return code;
}

static int file_sector(sqlite3_file *f)
{
	return real(f)->pMethods->xSectorSize(real(f));
}

static int file_device(sqlite3_file *f)
{
	return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static int shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **out)
{
	if (fault_hit(FAULT_SHARED))
		return fail(SQLITE_IOERR_SHMMAP);
	return real(f)->pMethods->xShmMap(real(f), region, size, extend, out);
}

static int shm_lock(sqlite3_file *f, int offset, int count, int flags)
{
	if ((flags & SQLITE_SHM_LOCK) && fault_hit(FAULT_SHARED))
		return fail(SQLITE_IOERR_SHMLOCK);
	return real(f)->pMethods->xShmLock(real(f), offset, count, flags);
}

static void shm_barrier(sqlite3_file *f)
{
	real(f)->pMethods->xShmBarrier(real(f));
}

static int shm_unmap(sqlite3_file *f, int forget)
{
	return real(f)->pMethods->xShmUnmap(real(f), forget);
}

/* Version 2: nothing is mapped, so that every byte is read and written by the above. */
static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_reserved,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_device,
	.xShmMap = shm_map,
	.xShmLock = shm_lock,
	.xShmBarrier = shm_barrier,
	.xShmUnmap = shm_unmap,
};

/* ---- the file system ------------------------------------------------------------------- */

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *got)
{
	int code, there = 1;

	f->pMethods = NULL;
	if (fault_hit(FAULT_OPEN))
		return fail(SQLITE_CANTOPEN);
	((struct file *)f)->which = power_file_of(name);
	if (which(f) != POWER_FILES)
		below(vfs)->xAccess(below(vfs), name, SQLITE_ACCESS_EXISTS, &there);
	code = below(vfs)->xOpen(below(vfs), name, real(f), flags, got);
	if (real(f)->pMethods != NULL)
		f->pMethods = &methods;
	return there ? code : note(code, POWER_OPEN, f, 0, 0, NULL);
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	int code;

	if (fault_hit(FAULT_DELETE)) {
		if (fault->effect == FAULT_KILL)
			die();
		return fail(SQLITE_IOERR_DELETE);
	}
	code = below(vfs)->xDelete(below(vfs), name, sync);
	if (code == SQLITE_OK)
		power_note(POWER_DELETE, power_file_of(name), 0, sync != 0, NULL);
	return code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	if (fault_hit(FAULT_OPEN))
		return fail(SQLITE_IOERR_ACCESS);
	return below(vfs)->xAccess(below(vfs), name, flags, out);
}

static int vfs_path(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
	return below(vfs)->xFullPathname(below(vfs), name, size, out);
}

/* The same every time, so that the same fault leaves the same bytes. */
static int vfs_random(sqlite3_vfs *vfs, int size, char *out)
{
	(void)vfs;
	memset(out, 'g', (size_t)size);
	return size;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
	return below(vfs)->xSleep(below(vfs), microseconds);
}

static int vfs_time(sqlite3_vfs *vfs, double *out)
{
	return below(vfs)->xCurrentTime(below(vfs), out);
}

static int vfs_time_64(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
	return below(vfs)->xCurrentTimeInt64(below(vfs), out);
}

static int vfs_last_error(sqlite3_vfs *vfs, int size, char *out)
{
	return below(vfs)->xGetLastError(below(vfs), size, out);
}

bool fault_vfs_register(void)
{
	static sqlite3_vfs shim = {
		.iVersion = 2,
		.zName = "fault",
		.xOpen = vfs_open,
		.xDelete = vfs_delete,
		.xAccess = vfs_access,
		.xFullPathname = vfs_path,
		.xRandomness = vfs_random,
		.xSleep = vfs_sleep,
		.xCurrentTime = vfs_time,
		.xCurrentTimeInt64 = vfs_time_64,
		.xGetLastError = vfs_last_error,
	};
	sqlite3_vfs *usual = sqlite3_vfs_find(NULL);

	if (usual == NULL)
		return false;
	fault_spare_sqlite();
	shim.pAppData = usual;
	shim.szOsFile = (int)sizeof(struct file) + usual->szOsFile;
	shim.mxPathname = usual->mxPathname;
	return sqlite3_vfs_register(&shim, 1) == SQLITE_OK;
}
