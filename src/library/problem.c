/* problem.c: errors of the stages as the public header tells them; the version; memory. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

_Static_assert((int)GAZET_NO_MEMORY == GZ_ENOMEM && (int)GAZET_IO == GZ_EIO &&
		       (int)GAZET_FORMAT == GZ_EFORMAT && (int)GAZET_LIMIT == GZ_ELIMIT &&
		       (int)GAZET_USAGE == GZ_EUSAGE && (int)GAZET_NOT_FOUND == GZ_ENOTFOUND &&
		       (int)GAZET_AMBIGUOUS == GZ_EAMBIGUOUS && (int)GAZET_DATABASE == GZ_EDB &&
		       (int)GAZET_INTERRUPTED == GZ_EINTR,
	       "the public codes are the inner ones");

const char *gz_version(void)
{
	return GAZET_VERSION;
}

void gz_free(void *memory)
{
	free(memory);
}

bool gz_problem_set(struct gz_problem *problem, const struct gz_error *err)
{
	if (problem == NULL)
		return false;
	/* Nothing here writes to a pipe. */
	problem->code = err->code == GZ_EPIPE ? GAZET_IO : (enum gz_problem_code)err->code;
	gz_error_text(err, problem->message, sizeof(problem->message));
	return false;
}

bool gz_problem_end(struct gz_problem *problem, bool good, const struct gz_error *err)
{
	if (!good)
		return gz_problem_set(problem, err);
	if (problem != NULL)
		*problem = (struct gz_problem){.code = GAZET_OK};
	return true;
}
