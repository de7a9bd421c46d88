/*
 * counts.c: linked into every program and library of the build that counts. gcov's counts of a process stand
 * in a file below $GAZET_COUNTS that all processes of the same program share: what was killed has counted
 * too, and an end of a process does not merge hundreds of files. With $GAZET_COUNTS_END set, a program only
 * writes the counts of all of them, as gcov wants them, and ends. Without $GAZET_COUNTS it is gcov as usual.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where counts.ld puts them. */
extern char counts_begin[] __attribute__((visibility("hidden")));
extern char counts_end[] __attribute__((visibility("hidden")));

void __gcov_dump(void);
void __real___gcov_exit(void);
void __wrap___gcov_exit(void);

static void fail(const char *path)
{
	perror(path);
	_exit(125);
}

/* The folder, the name of the program or library, and their size: a copy elsewhere counts with the first. */
static void name_of(char *out, size_t size, const char *folder)
{
	Dl_info info;
	const char *path = dladdr(counts_begin, &info) != 0 ? info.dli_fname : "unknown";
	const char *slash = strrchr(path, '/');

	snprintf(out, size, "%s/%s-%zx", folder, slash != NULL ? slash + 1 : path,
		 (size_t)(counts_end - counts_begin));
}

/* Behind gcov's own constructors, which are called with priority. */
__attribute__((constructor)) static void share(void)
{
	const char *folder = getenv("GAZET_COUNTS");
	size_t size = (size_t)(counts_end - counts_begin);
	char path[4096];
	struct stat info;
	int fd;

	if (folder == NULL)
		return;
	name_of(path, sizeof(path), folder);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0 || fstat(fd, &info) != 0 ||
	    ((size_t)info.st_size < size && ftruncate(fd, (off_t)size) != 0) ||
	    mmap(counts_begin, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED)
		fail(path);
	close(fd);
	if (getenv("GAZET_COUNTS_END") != NULL) {
		__gcov_dump();
		_exit(0);
	}
}

/* Called when a process ends, once for each object file. */
void __wrap___gcov_exit(void)
{
	if (getenv("GAZET_COUNTS") == NULL)
		__real___gcov_exit();
}
