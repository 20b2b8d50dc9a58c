/* The launcher's questions answered by Linux. */
#define _GNU_SOURCE
#include "system.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child;

bool own_place(char folder[LONGEST], char self[LONGEST]) {
    ssize_t length = readlink("/proc/self/exe", self, LONGEST - 1);
    if (length <= 0)
        return false;
    self[length] = 0;
    strcpy(folder, self);
    char *slash = strrchr(folder, '/');
    if (!slash)
        return false;
    *slash = 0;
    return true;
}

bool person_place(char folder[LONGEST]) {
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data && data[0] == '/')
        return snprintf(folder, LONGEST, "%s/dlschool-program", data) < LONGEST;
    if (!home || home[0] != '/')
        return false;
    return snprintf(folder, LONGEST, "%s/.local/share/dlschool-program", home) < LONGEST;
}

void starter(const char *tree, char path[LONGEST]) {
    if (snprintf(path, LONGEST, "%s/dlschool", tree) >= LONGEST)
        path[0] = 0;
}

bool is_file(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

int read_small(const char *path, char *content, int most) {
    struct stat found;
    if (stat(path, &found) != 0 || !S_ISREG(found.st_mode))
        return -1;
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    size_t length = fread(content, 1, (size_t)most - 1, file);
    fclose(file);
    content[length] = 0;
    return (int)length;
}

static bool put(int handle, const char *content) {
    size_t length = strlen(content);
    return write(handle, content, length) == (ssize_t)length && fsync(handle) == 0;
}

bool write_whole(const char *path, const char *content) {
    char beside[LONGEST + 16];
    snprintf(beside, sizeof beside, "%s.%d.new", path, (int)getpid());
    int handle = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (handle < 0)
        return false;
    bool written = put(handle, content);
    written = close(handle) == 0 && written;
    if (written && rename(beside, path) == 0)
        return true;
    unlink(beside);
    return false;
}

void each_name(const char *folder, void (*found)(const char *name, void *more), void *more) {
    DIR *names = opendir(folder);
    if (!names)
        return;
    for (struct dirent *entry = readdir(names); entry; entry = readdir(names))
        found(entry->d_name, more);
    closedir(names);
}

void remember(const char *name, const char *value) {
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

static void pass_on(int number) {
    if (child > 0)
        kill(child, number);
}

static int code_of(int status) {
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static const int passed[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT};

/* The signals of the launcher are the program's, from before there is one. */
static int waited_for(const char *path, char **words) {
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    child = fork();
    if (child == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        execv(path, words);
        _exit(127);
    }
    struct sigaction action = {.sa_handler = pass_on};
    for (size_t n = 0; n < sizeof passed / sizeof *passed; n++)
        sigaction(passed[n], &action, NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (child < 0)
        return -1;
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    child = 0;
    return code_of(status);
}

int start(const char *tree, char **arguments, enum after after) {
    char path[LONGEST];
    starter(tree, path);
    char **words = arguments - 1;
    words[0] = path;
    if (after == COME_BACK)
        return waited_for(path, words);
    execv(path, words);
    return -1;
}

bool was_told_to_end(int code) {
    for (size_t n = 0; n < sizeof passed / sizeof *passed; n++)
        if (code == 128 + passed[n])
            return true;
    return code == 128 + SIGKILL;
}

bool has_crashed(int code) {
    return code > 128 && code <= 128 + SIGRTMAX && !was_told_to_end(code);
}

bool agreed_to_go_back(const char *current, const char *before) {
    fprintf(stderr,
            "dlschool %s іске қосылмады. %s нұсқасы ашылады.\n"
            "dlschool %s не запустился. Открывается версия %s.\n",
            current, before, current, before);
    return true;
}

void tell_missing(const char *folder) {
    fprintf(stderr,
            "Бағдарламаның файлдары табылмады: %s. Бағдарламаны қайта орнатыңыз; мектептің деректері өз орнында.\n"
            "Файлы программы не найдены: %s. Установите программу заново; данные школы остаются на месте.\n",
            folder, folder);
}

int main(int count, char **words) {
    (void)count;
    int code = launch(words + 1);
    return code < 0 ? 1 : code;
}
