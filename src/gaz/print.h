/* print.h: the bytes of a print: PRINT_HEAD of them, then TABLES tables of sums, four bytes each, lowest first. */
#ifndef GAZET_GAZ_PRINT_H
#define GAZET_GAZ_PRINT_H

#include <stddef.h>
#include <stdint.h>

#define PRINT_VERSION 2
#define PRINT_HEAD    8
#define BUCKETS_LEAST 7 /* of a table; powers of two */
#define BUCKETS_MOST  19
#define TABLES	      2

/* Bytes of the print of a gazetteer of so many tokens. */
size_t gz_print_size(uint32_t tokens);

#endif
