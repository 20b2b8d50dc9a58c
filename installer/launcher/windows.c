/* The launcher's questions answered by Windows 10 and newer. */
#include "system.h"

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#ifdef CONSOLE
#define PYTHON "python.exe"
#else
#define PYTHON "pythonw.exe"
#endif
#define MODULE L"-X utf8 -m dlschool"

static bool wide(const char *text, wchar_t said[LONGEST]) {
    return MultiByteToWideChar(CP_UTF8, 0, text, -1, said, LONGEST) > 0;
}

static bool narrow(const wchar_t *text, char said[LONGEST]) {
    return WideCharToMultiByte(CP_UTF8, 0, text, -1, said, LONGEST, NULL, NULL) > 0;
}

bool own_place(char folder[LONGEST], char self[LONGEST]) {
    wchar_t path[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST);
    if (length == 0 || length >= LONGEST || !narrow(path, self))
        return false;
    strcpy(folder, self);
    char *slash = strrchr(folder, '\\');
    if (!slash)
        return false;
    *slash = 0;
    return true;
}

/* Every installation is a person's own here. */
bool person_place(char folder[LONGEST]) {
    (void)folder;
    return false;
}

void starter(const char *tree, char path[LONGEST]) {
    if (snprintf(path, LONGEST, "%s/" PYTHON, tree) >= LONGEST)
        path[0] = 0;
}

bool is_file(const char *path) {
    wchar_t name[LONGEST];
    if (!wide(path, name))
        return false;
    DWORD found = GetFileAttributesW(name);
    return found != INVALID_FILE_ATTRIBUTES && !(found & FILE_ATTRIBUTE_DIRECTORY);
}

int read_small(const char *path, char *content, int most) {
    wchar_t name[LONGEST];
    if (!wide(path, name) || !is_file(path))
        return -1;
    HANDLE file = CreateFileW(name, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                              OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return -1;
    DWORD length = 0;
    bool done = ReadFile(file, content, (DWORD)most - 1, &length, NULL);
    CloseHandle(file);
    content[done ? length : 0] = 0;
    return done ? (int)length : -1;
}

static bool put(const wchar_t *name, const char *content) {
    HANDLE file = CreateFileW(name, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return false;
    DWORD length = (DWORD)strlen(content), written = 0;
    bool done = WriteFile(file, content, length, &written, NULL) && written == length && FlushFileBuffers(file);
    CloseHandle(file);
    return done;
}

bool write_whole(const char *path, const char *content) {
    char beside[LONGEST];
    wchar_t name[LONGEST], temporary[LONGEST];
    if (snprintf(beside, LONGEST, "%s.%lu.new", path, GetCurrentProcessId()) >= LONGEST)
        return false;
    if (!wide(path, name) || !wide(beside, temporary))
        return false;
    if (put(temporary, content) && MoveFileExW(temporary, name, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return true;
    DeleteFileW(temporary);
    return false;
}

void each_name(const char *folder, void (*found)(const char *name, void *more), void *more) {
    char pattern[LONGEST], name[LONGEST];
    wchar_t said[LONGEST];
    WIN32_FIND_DATAW entry;
    if (snprintf(pattern, LONGEST, "%s/*", folder) >= LONGEST || !wide(pattern, said))
        return;
    HANDLE search = FindFirstFileW(said, &entry);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do
        if (narrow(entry.cFileName, name))
            found(name, more);
    while (FindNextFileW(search, &entry));
    FindClose(search);
}

void remember(const char *name, const char *value) {
    wchar_t key[LONGEST], said[LONGEST];
    if (wide(name, key) && (!value || wide(value, said)))
        SetEnvironmentVariableW(key, value ? said : NULL);
}

/* The arguments as they were given: what stands behind the launcher's own name. */
static const wchar_t *given(void) {
    const wchar_t *line = GetCommandLineW();
    bool quoted = false;
    for (; *line && (quoted || (*line != L' ' && *line != L'\t')); line++)
        if (*line == L'"')
            quoted = !quoted;
    return line;
}

static int ended(PROCESS_INFORMATION *program, enum after after) {
    DWORD code = 0;
    AllowSetForegroundWindow(program->dwProcessId);
    if (after != LEAVE) {
        WaitForSingleObject(program->hProcess, INFINITE);
        GetExitCodeProcess(program->hProcess, &code);
    }
    CloseHandle(program->hThread);
    CloseHandle(program->hProcess);
    return (int)code;
}

int start(const char *tree, char **arguments, enum after after) {
    (void)arguments;
    char path[LONGEST];
    wchar_t name[LONGEST];
    starter(tree, path);
    const wchar_t *rest = given();
    size_t most = LONGEST + wcslen(rest) + 64;
    wchar_t *line = malloc(most * sizeof *line);
    if (!line || !wide(path, name))
        return -1;
    for (wchar_t *sign = name; *sign; sign++)
        if (*sign == L'/')
            *sign = L'\\';
    _snwprintf(line, most, L"\"%ls\" " MODULE L"%ls", name, rest);
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION program;
#ifdef CONSOLE
    SetConsoleCtrlHandler(NULL, FALSE);
#endif
    bool done = CreateProcessW(name, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &program);
    free(line);
#ifdef CONSOLE
    SetConsoleCtrlHandler(NULL, TRUE); /* Ctrl-C is the program's */
#endif
    return done ? ended(&program, after) : -1;
}

static int say(const wchar_t *text, UINT kind) {
#ifdef CONSOLE
    (void)kind;
    fwprintf(stderr, L"%ls\n", text);
    return IDYES;
#else
    return MessageBoxW(NULL, text, L"dlschool", kind | MB_SETFOREGROUND);
#endif
}

/* At the end of the session Windows ends what runs with this code. */
bool was_told_to_end(int code) {
    return (DWORD)code == STATUS_CONTROL_C_EXIT;
}

/* What is not caught ends with the number of its exception, 0xC0000005 for one. */
bool has_crashed(int code) {
    return (DWORD)code >= 0xC0000000 && !was_told_to_end(code);
}

bool agreed_to_go_back(const char *current, const char *before) {
    wchar_t text[1024], new_one[LONGEST], old_one[LONGEST];
    if (!wide(current, new_one) || !wide(before, old_one))
        return true;
    _snwprintf(text, 1024,
               L"dlschool %.60ls іске қосылмады. Бұрынғы %.60ls нұсқасы ашылсын ба?\n\n"
               L"dlschool %.60ls не запустился. Открыть прежнюю версию %.60ls?",
               new_one, old_one, new_one, old_one);
    return say(text, MB_YESNO | MB_ICONWARNING) == IDYES;
}

void tell_missing(const char *folder) {
    wchar_t text[2048], place[LONGEST];
    if (!wide(folder, place))
        return;
    _snwprintf(text, 2048,
               L"Бағдарламаның файлдары табылмады: %.600ls. Бағдарламаны қайта орнатыңыз; мектептің деректері өз "
               L"орнында.\n\nФайлы программы не найдены: %.600ls. Установите программу заново; данные школы остаются "
               L"на месте.",
               place, place);
    text[2047] = 0;
    say(text, MB_OK | MB_ICONERROR);
}

static int launched(int count, wchar_t **words) {
    char **arguments = calloc((size_t)count + 1, sizeof *arguments);
    if (!arguments)
        return 1;
    for (int n = 1; n < count; n++) {
        size_t most = wcslen(words[n]) * 3 + 1;
        arguments[n - 1] = malloc(most);
        if (!arguments[n - 1])
            return 1;
        WideCharToMultiByte(CP_UTF8, 0, words[n], -1, arguments[n - 1], (int)most, NULL, NULL);
    }
    int code = launch(arguments);
    return code < 0 ? 1 : code;
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words) {
    return launched(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE none, PWSTR line, int show) {
    (void)instance, (void)none, (void)line, (void)show;
    int count = 0;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    return words ? launched(count, words) : 1;
}
#endif
