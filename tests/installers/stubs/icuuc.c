/* Stands in wine for the icuuc.dll that Windows 10 brings itself (wine 8 has none): the functions that
   Qt6Core.dll imports. Each says that it knows no encoding; Qt asks only for names other than UTF and
   Latin-1, which the program never uses. For tests only: never part of an installed tree. */

#include <stddef.h>

#define EXPORT __declspec(dllexport)

enum { FILE_ACCESS_ERROR = 4 };

EXPORT void *ucnv_open(const char *name, int *error) {
    (void)name;
    *error = FILE_ACCESS_ERROR;
    return NULL;
}

EXPORT void ucnv_close(void *converter) { (void)converter; }
EXPORT void ucnv_reset(void *converter) { (void)converter; }
EXPORT signed char ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }

EXPORT const char *ucnv_getName(const void *converter, int *error) {
    (void)converter;
    *error = FILE_ACCESS_ERROR;
    return NULL;
}

EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) {
    (void)name, (void)standard;
    *error = FILE_ACCESS_ERROR;
    return NULL;
}

EXPORT const char *ucnv_getAvailableName(int index) { (void)index; return NULL; }
EXPORT int ucnv_countAvailable(void) { return 0; }

EXPORT void ucnv_getToUCallBack(const void *converter, void **action, const void **context) {
    (void)converter;
    *action = NULL;
    *context = NULL;
}

EXPORT void ucnv_getFromUCallBack(const void *converter, void **action, const void **context) {
    (void)converter;
    *action = NULL;
    *context = NULL;
}

EXPORT void ucnv_setToUCallBack(void) {}
EXPORT void ucnv_setFromUCallBack(void) {}
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void ucnv_cbToUWriteUChars(void) {}
EXPORT void ucnv_cbFromUWriteUChars(void) {}
EXPORT void ucnv_toUnicode(void) {}
EXPORT void ucnv_fromUnicode(void) {}
EXPORT int ucnv_toUCountPending(void) { return 0; }
EXPORT int ucnv_fromUCountPending(void) { return 0; }
