/* hold FILE: keeps a file open and lets nobody else near it, as a virus scanner does, until it is ended.
   For tests only. */

#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
    if (count != 2)
        return 2;
    HANDLE file = CreateFileW(words[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    Sleep(INFINITE);
    return 0;
}
