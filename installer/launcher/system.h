/* What the launcher asks of the system; all text is UTF-8, all paths have "/". */
#ifndef DLSCHOOL_SYSTEM_H
#define DLSCHOOL_SYSTEM_H

#include <stdbool.h>

#define LONGEST 4096 /* bytes of a path */

/* The folder in which the launcher itself lies, and its whole path. */
bool own_place(char folder[LONGEST], char self[LONGEST]);

/* Where updates of a person without rights lie; false: there is no place apart from the own one. */
bool person_place(char folder[LONGEST]);

/* The file that starts the program in a tree. */
void starter(const char *tree, char path[LONGEST]);

bool is_file(const char *path);

/* Bytes read into `content`, which ends with a zero; -1: it cannot be read. */
int read_small(const char *path, char *content, int most);

/* The new content stands whole or not at all, after a power cut too. */
bool write_whole(const char *path, const char *content);

/* Calls `found` with the name of each entry of a folder. */
void each_name(const char *folder, void (*found)(const char *name, void *more), void *more);

/* An environment variable for the program; without a value it is taken away. */
void remember(const char *name, const char *value);

/* What the launcher does once the program runs: nothing; hand on its exit code; come back and look. */
enum after { LEAVE, ANSWER, COME_BACK };

/* Starts the program of a tree with the arguments of the launcher. Its exit code, 0 after LEAVE; -1: it
   cannot be started. Comes back for sure only after COME_BACK: else the program may take its place. */
int start(const char *tree, char **arguments, enum after after);

/* What an exit code of `start` means: somebody ended the program (a signal, the end of the session); it
   crashed. */
bool was_told_to_end(int code);
bool has_crashed(int code);

/* The new version did not start: whether to go back to the one before. */
bool agreed_to_go_back(const char *current, const char *before);

/* Nothing can be started. */
void tell_missing(const char *folder);

/* What both systems call from their own main. */
int launch(char **arguments);

#endif
