/* site_end.c: linked last of what is ours: see site.h. */
#include "site.h"

void site_end(void)
{
}
