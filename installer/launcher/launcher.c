/* Starts the program of a folder; goes back to the version before when a new one does not start.

   Linux:   cc -O2 -Wall -Wextra -o dlschool launcher.c posix.c
   Windows: x86_64-w64-mingw32-windres icon.rc icon.o       (icon, version, manifest: the build's affair)
            x86_64-w64-mingw32-gcc -O2 -Wall -Wextra -municode -mwindows -static -s
              -o dlschool.exe launcher.c windows.c icon.o -lshell32
            the same with -mconsole -DCONSOLE for dlschool-cmd.exe

   The folder:  start                  current=0.2.0, before=0.1.0, tries=1; one a line
                programs/<version>/    whole programs
   `start` without `tries` is settled. With it the version is on trial: the program itself writes
   tries=0 when it has shown a window, and takes the line away when it has worked. */
#include "system.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define VERSION 64 /* bytes of a version's name */
#define TRIES 3    /* so many starts without a window, and the version before is started */
#define FAULT 70   /* how the program ends that broke under its window: dlschool/gui/updates_trial.py */

struct order {
    char current[VERSION], before[VERSION];
    int tries; /* -1: settled */
};

static bool is_version(const char *text) {
    size_t length = strlen(text);
    if (length == 0 || length >= VERSION || text[0] == '.')
        return false;
    return strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.+-") == length;
}

/* Numbers are compared as numbers; a version with letters behind comes before the one without. */
static int compare(const char *one, const char *other) {
    while (*one || *other) {
        char *end_one, *end_other;
        unsigned long a = strtoul(one, &end_one, 10), b = strtoul(other, &end_other, 10);
        if (a != b)
            return a < b ? -1 : 1;
        if (end_one == one || end_other == other)
            break;
        one = end_one + (*end_one == '.');
        other = end_other + (*end_other == '.');
    }
    if (!*one && !*other)
        return 0;
    if (!*other)
        return *one >= '0' && *one <= '9' ? 1 : -1;
    if (!*one)
        return *other >= '0' && *other <= '9' ? -1 : 1;
    return strcmp(one, other);
}

static void take_line(struct order *order, const char *line) {
    if (strncmp(line, "current=", 8) == 0 && is_version(line + 8))
        strcpy(order->current, line + 8);
    if (strncmp(line, "before=", 7) == 0 && is_version(line + 7))
        strcpy(order->before, line + 7);
    if (strncmp(line, "tries=", 6) == 0)
        order->tries = (int)strtoul(line + 6, NULL, 10);
}

/* What `start` says; empty when there is none. */
static struct order read_order(const char *folder) {
    struct order order = {"", "", -1};
    char path[LONGEST], content[1024];
    snprintf(path, sizeof path, "%s/start", folder);
    if (read_small(path, content, sizeof content) < 0)
        return order;
    for (char *line = strtok(content, "\r\n"); line; line = strtok(NULL, "\r\n"))
        take_line(&order, line);
    return order;
}

static bool write_order(const char *folder, const struct order *order) {
    char path[LONGEST], content[256];
    snprintf(path, sizeof path, "%s/start", folder);
    snprintf(content, sizeof content, "current=%s\nbefore=%s\ntries=%d\n", order->current, order->before,
             order->tries);
    return write_whole(path, content);
}

static bool tree_of(const char *folder, const char *version, char tree[LONGEST]) {
    char path[LONGEST];
    if (!is_version(version))
        return false;
    if (snprintf(tree, LONGEST, "%s/programs/%s", folder, version) >= LONGEST)
        return false;
    starter(tree, path);
    return is_file(path);
}

struct search {
    const char *folder, *but;
    char best[VERSION];
};

static void look_at(const char *name, void *more) {
    struct search *search = more;
    char tree[LONGEST];
    if (!is_version(name) || strcmp(name, search->but) == 0 || !tree_of(search->folder, name, tree))
        return;
    if (!search->best[0] || compare(name, search->best) > 0)
        strcpy(search->best, name);
}

/* The highest version that lies in the folder, other than `but`. */
static bool highest(const char *folder, const char *but, char tree[LONGEST]) {
    char programs[LONGEST];
    struct search search = {folder, but, ""};
    if (snprintf(programs, sizeof programs, "%s/programs", folder) >= LONGEST)
        return false;
    each_name(programs, look_at, &search);
    return search.best[0] && tree_of(folder, search.best, tree);
}

struct places {
    char own[LONGEST], person[LONGEST], self[LONGEST];
    const char *folder; /* the one whose `start` counts */
    struct order order;
};

/* The person's own updates count when they are newer than what lies beside the launcher. */
static bool look_round(struct places *places) {
    if (!own_place(places->own, places->self))
        return false;
    places->folder = places->own;
    places->order = read_order(places->own);
    if (person_place(places->person)) {
        char tree[LONGEST];
        struct order other = read_order(places->person);
        bool newer = !places->order.current[0] || compare(other.current, places->order.current) > 0;
        if (newer && tree_of(places->person, other.current, tree)) {
            places->folder = places->person;
            places->order = other;
        }
    }
    return true;
}

static bool find_before(const struct places *places, char tree[LONGEST]) {
    const struct order *order = &places->order;
    return tree_of(places->folder, order->before, tree) || tree_of(places->own, order->before, tree) ||
           highest(places->own, order->current, tree) || highest(places->folder, order->current, tree);
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), most = strlen(end);
    return length > most && strcasecmp(text + length - most, end) == 0;
}

/* The window is asked for: only options of the program itself and files that it opens. */
static bool is_window(char **arguments) {
    static const char *const options[] = {"--data-dir", "--language", "--user"};
    for (; *arguments; arguments++) {
        bool known = ends_with(*arguments, ".dlx") || ends_with(*arguments, ".dlu");
        for (size_t n = 0; !known && n < sizeof options / sizeof *options; n++) {
            size_t length = strlen(options[n]);
            if (strncmp(*arguments, options[n], length) != 0)
                continue;
            known = (*arguments)[length] == '=' || (*arguments)[length] == 0;
            if ((*arguments)[length] == 0 && arguments[1])
                arguments++;
        }
        if (!known)
            return false;
    }
    return true;
}

static int go_back(const struct places *places, char **arguments, enum after after) {
    char tree[LONGEST];
    if (!find_before(places, tree))
        return -1;
    remember("DLSCHOOL_WENT_BACK", places->order.current);
    return start(tree, arguments, after);
}

/* Whether a version on trial ended so that it is to be given up: without a window in any way but told to,
   with one (`tries` is 0 again then) only when it broke. Settled, or another by now, it is not. */
static bool gave_way(const struct order *then, const struct order *later, int code) {
    if (code == 0 || was_told_to_end(code) || later->tries < 0 || strcmp(later->current, then->current) != 0)
        return false;
    return later->tries == then->tries || code == FAULT || has_crashed(code);
}

/* One start of a version on trial. When it did not work, it is given up if the person agrees. */
static int try_new(struct places *places, const char *tree, char **arguments) {
    struct order now = places->order;
    now.tries++;
    bool written = write_order(places->folder, &now);
    int code = start(tree, arguments, COME_BACK);
    if (code == 0 || !written)
        return code;
    struct order later = read_order(places->folder);
    if (!gave_way(&now, &later, code))
        return code;
    if (!agreed_to_go_back(now.current, now.before))
        return code;
    now.tries = TRIES;
    write_order(places->folder, &now);
    return go_back(places, arguments, LEAVE);
}

int launch(char **arguments) {
    struct places places;
    char tree[LONGEST];
    remember("DLSCHOOL_WENT_BACK", NULL);
    if (!look_round(&places))
        return 1;
    remember("DLSCHOOL_LAUNCHER", places.self);
    bool window = is_window(arguments);
    enum after after = window ? LEAVE : ANSWER;
    bool trial = places.order.tries >= 0 && places.order.before[0] && find_before(&places, tree);
    if (trial && places.order.tries >= TRIES)
        return go_back(&places, arguments, after);
    if (!tree_of(places.folder, places.order.current, tree)) {
        if (!find_before(&places, tree)) {
            tell_missing(places.folder);
            return 1;
        }
        trial = false;
    }
    return trial && window ? try_new(&places, tree, arguments) : start(tree, arguments, after);
}
