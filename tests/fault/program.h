/* program.h: programs that use the library, and SQLite with the extension, in the place of commands of gazet.
 */
#ifndef GAZET_FAULT_PROGRAM_H
#define GAZET_FAULT_PROGRAM_H

/* Runs the program that argv[1] names, with status and messages as gazet has them; -1: there is none such. */
int program_main(int argc, char **argv);

#endif
