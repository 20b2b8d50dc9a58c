/* Stands in wine for the bcryptprimitives.dll of Windows (wine 8 has none): the one function that Rust's
   libraries (python-calamine reads Excel) take from it. For tests only: never part of an installed tree. */

#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
