/* gaz_tables.h: the header lines of gazetteer tables, for the tests of the loader. */
#ifndef GAZ_TABLES_H
#define GAZ_TABLES_H

#include "gaz_world.h"

#define HEADER "id\ttype\tname\taliases\n"
#define WIDE "id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tseries\tplace\tfrom\tto\tgender\tsurname\n"
#define OFFICES "office\tcountry\tholder\tfrom\tto\taliases\n"
#define PATTERNS "anchor\tregex\tid\tname\ttype\tseries\tcountry\n"

#endif
