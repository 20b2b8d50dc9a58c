/* Faults of a disk, for tests only: loaded before libc, it stands between the program and the files
 * below one folder. It counts their operations, lets the N-th fail or kills the process at it, and
 * writes down what was written and what was brought to the disk, so that a power cut can be played.
 *
 * Log (native byte order): for each operation that succeeded, once it is done
 *   char what; u64 inode; u64 place; u64 length of text; u64 length of data; text; data
 *   C created, D folder made (text: path); W written at place (data); T cut to place; S synced;
 *   U taken away (text: path); R renamed, L linked (text: old path, data: new path).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, CUT = 4, SYNC = 8, NAME = 16, READ = 32 };
enum { MOST = 4096, LONGEST = 4096 };

static char root[LONGEST];
static size_t root_length;
static int log_to = -1, kinds, error_given, forever, active;
static long counted, strike_at, struck;
static uint64_t inodes[MOST];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name)) real_of(#name))
static void *real_of(const char *name) { return dlsym(RTLD_NEXT, name); }

static ssize_t real_write(int fd, const void *data, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = REAL(write);
  return real(fd, data, size);
}

static ssize_t real_pwrite(int fd, const void *data, size_t size, off_t at) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = REAL(pwrite);
  return real(fd, data, size, at);
}

/* From now on what happens below `folder` (a real path) is seen; log: a descriptor or -1. */
void faults_watch(const char *folder, int log) {
  snprintf(root, sizeof root, "%s", folder);
  root_length = strlen(root);
  log_to = log;
  active = 1;
}

/* The `at`-th operation of `mask` from now is struck (0: none), for_ever: with all after it.
 * error: an errno, or 0 for SIGKILL in the middle of it. */
void faults_arm(int mask, long at, int for_ever, int error) {
  pthread_mutex_lock(&turn);
  kinds = mask, strike_at = at, forever = for_ever, error_given = error;
  counted = struck = 0;
  pthread_mutex_unlock(&turn);
}

long faults_counted(void) { return counted; }
long faults_struck(void) { return struck; }

static int struck_now(int kind) {
  if (!(kinds & kind)) return 0;
  counted++;
  if (!strike_at || counted < strike_at || (counted > strike_at && !forever)) return 0;
  struck++;
  return 1;
}

static int fails(int kind) {
  if (!struck_now(kind)) return 0;
  if (!error_given) raise(SIGKILL);
  errno = error_given;
  return 1;
}

static void note(char what, uint64_t inode, uint64_t place, const char *text, const void *data,
                 size_t size) {
  if (log_to < 0) return;
  int kept = errno;
  uint64_t head[4] = {inode, place, strlen(text), size};
  size_t length = 1 + sizeof head + head[2] + size;
  char *line = malloc(length), *end = line;
  *end++ = what;
  end = mempcpy(end, head, sizeof head);
  end = mempcpy(end, text, head[2]);
  memcpy(end, data, size);
  for (size_t done = 0; done < length;) {
    ssize_t wrote = real_write(log_to, line + done, length - done);
    if (wrote <= 0) abort();
    done += wrote;
  }
  free(line);
  errno = kept;
}

/* The absolute path without links resolved; 1 when it lies in the watched folder. */
static int below(int folder, const char *path, char *whole) {
  char link[64];
  ssize_t length = 0;
  if (!active || !path) return 0;
  if (path[0] == '/') {
    snprintf(whole, LONGEST, "%s", path);
  } else {
    if (folder == AT_FDCWD) {
      if (!getcwd(whole, LONGEST)) return 0;
      length = strlen(whole);
    } else {
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      if ((length = readlink(link, whole, LONGEST - 1)) < 0) return 0;
    }
    snprintf(whole + length, LONGEST - length, "/%s", path);
  }
  return strncmp(whole, root, root_length) == 0 &&
         (whole[root_length] == '/' || whole[root_length] == 0);
}

static uint64_t inode(int fd) { return active && fd >= 0 && fd < MOST ? inodes[fd] : 0; }

static uint64_t inode_at(const char *path) {
  struct stat seen;
  return stat(path, &seen) ? 0 : seen.st_ino;
}

typedef int (*opener)(int, const char *, int, ...);

static int opened(int folder, const char *path, int flags, mode_t mode) {
  static opener real;
  char whole[LONGEST];
  if (!real) real = (opener) real_of("openat");
  if (!below(folder, path, whole)) return real(folder, path, flags, mode);
  pthread_mutex_lock(&turn);
  int writes = (flags & (O_CREAT | O_TRUNC)) || (flags & O_ACCMODE) != O_RDONLY;
  int fd = -1, before = access(whole, F_OK) == 0;
  if (!fails(writes ? OPEN : READ)) fd = real(folder, path, flags, mode);
  if (fd >= 0 && fd < MOST) {
    struct stat seen;
    fstat(fd, &seen);
    inodes[fd] = seen.st_ino;
    if (!before) note('C', seen.st_ino, 0, whole, "", 0);
    if (before && (flags & O_TRUNC)) note('T', seen.st_ino, 0, "", "", 0);
  }
  pthread_mutex_unlock(&turn);
  return fd;
}

#define MODE                                   \
  mode_t mode = 0;                             \
  if (flags & O_CREAT) {                       \
    va_list more;                              \
    va_start(more, flags);                     \
    mode = va_arg(more, mode_t);               \
    va_end(more);                              \
  }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return opened(folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) { return opened(folder, path, flags, 0); }
int creat(const char *path, mode_t mode) {
  return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int fd) {
  static int (*real)(int);
  if (!real) real = REAL(close);
  if (fd >= 0 && fd < MOST) inodes[fd] = 0;
  return real(fd);
}

/* A write that is struck has written its first half: the disk filled, or the power went. */
static ssize_t written(int fd, const void *data, size_t size, off_t at) {
  pthread_mutex_lock(&turn);
  int strikes = struck_now(WRITE);
  ssize_t done = real_pwrite(fd, data, strikes ? size / 2 : size, at);
  int kept = errno;
  if (done > 0) note('W', inode(fd), at, "", data, done);
  errno = kept;
  if (strikes) {
    if (!error_given) raise(SIGKILL);
    errno = error_given, done = -1;
  }
  pthread_mutex_unlock(&turn);
  return done;
}

static ssize_t written_on(int fd, const void *data, size_t size) {
  struct stat seen;
  int added = fcntl(fd, F_GETFL) & O_APPEND;
  off_t at = lseek(fd, 0, SEEK_CUR);
  if (added && !fstat(fd, &seen)) at = seen.st_size;
  ssize_t done = written(fd, data, size, at);
  if (done > 0) lseek(fd, at + done, SEEK_SET);
  return done;
}

ssize_t write(int fd, const void *data, size_t size) {
  return inode(fd) ? written_on(fd, data, size) : real_write(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  return inode(fd) ? written(fd, data, size, at) : real_pwrite(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return pwrite(fd, data, size, at); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (!inode(fd)) return REAL(writev)(fd, parts, count);
  ssize_t whole = 0;
  for (int part = 0; part < count; part++) {
    ssize_t done = written_on(fd, parts[part].iov_base, parts[part].iov_len);
    if (done < 0) return whole ? whole : -1;
    whole += done;
  }
  return whole;
}

/* Fast ways round `write` are not there: callers then take the plain one. */
#define ABSENT(name, fd, values)                        \
  if (!inode(fd)) return ((__typeof__(&name)) real_of(#name)) values; \
  errno = ENOSYS;                                              \
  return -1
ssize_t sendfile(int out, int in, off_t *at, size_t size);
ssize_t sendfile(int out, int in, off_t *at, size_t size) { ABSENT(sendfile, out, (out, in, at, size)); }
ssize_t sendfile64(int out, int in, off64_t *at, size_t size);
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) { ABSENT(sendfile64, out, (out, in, at, size)); }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
  ABSENT(copy_file_range, out, (in, from, out, to, size, flags));
}
int fallocate(int fd, int mode, off_t at, off_t size) { ABSENT(fallocate, fd, (fd, mode, at, size)); }
int posix_fallocate(int fd, off_t at, off_t size) {
  return inode(fd) ? EOPNOTSUPP : REAL(posix_fallocate)(fd, at, size);
}

ssize_t read(int fd, void *into, size_t size) {
  static ssize_t (*real)(int, void *, size_t);
  if (!real) real = REAL(read);
  return inode(fd) && fails(READ) ? -1 : real(fd, into, size);
}

ssize_t pread64(int fd, void *into, size_t size, off64_t at) {
  static ssize_t (*real)(int, void *, size_t, off64_t);
  if (!real) real = REAL(pread64);
  return inode(fd) && fails(READ) ? -1 : real(fd, into, size, at);
}

int ftruncate(int fd, off_t size) {
  static int (*real)(int, off_t);
  if (!real) real = REAL(ftruncate);
  if (!inode(fd)) return real(fd, size);
  pthread_mutex_lock(&turn);
  int failed = fails(CUT) ? -1 : real(fd, size);
  if (!failed) note('T', inode(fd), size, "", "", 0);
  pthread_mutex_unlock(&turn);
  return failed;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static int synced(int fd, const char *name) {
  int (*real)(int) = (int (*)(int)) real_of(name);
  if (!inode(fd)) return real(fd);
  pthread_mutex_lock(&turn);
  int failed = fails(SYNC) ? -1 : real(fd);
  if (!failed) note('S', inode(fd), 0, "", "", 0);
  pthread_mutex_unlock(&turn);
  return failed;
}
int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }

typedef int (*renamer)(int, const char *, int, const char *);

static int named(char what, int from, const char *old, int to, const char *path, int flags) {
  char whole[LONGEST], other[LONGEST];
  int inside = below(from, old, whole), arrives = below(to, path, other);
  int watched = inside || arrives;
  if (watched) pthread_mutex_lock(&turn);
  int failed = -1;
  if (!watched || !fails(NAME)) {
    if (what == 'R') failed = ((renamer) real_of("renameat"))(from, old, to, path);
    else failed = REAL(linkat)(from, old, to, path, flags);
    if (!failed && watched) note(what, inode_at(other), 0, whole, other, strlen(other));
  }
  if (watched) pthread_mutex_unlock(&turn);
  return failed;
}
int rename(const char *old, const char *path) { return named('R', AT_FDCWD, old, AT_FDCWD, path, 0); }
int renameat(int from, const char *old, int to, const char *path) { return named('R', from, old, to, path, 0); }
int link(const char *old, const char *path) { return named('L', AT_FDCWD, old, AT_FDCWD, path, 0); }
int linkat(int from, const char *old, int to, const char *path, int flags) {
  return named('L', from, old, to, path, flags);
}

static int taken(int folder, const char *path, int flags) {
  static int (*real)(int, const char *, int);
  char whole[LONGEST];
  if (!real) real = REAL(unlinkat);
  if (!below(folder, path, whole)) return real(folder, path, flags);
  pthread_mutex_lock(&turn);
  int failed = fails(NAME) ? -1 : real(folder, path, flags);
  if (!failed) note('U', 0, 0, whole, "", 0);
  pthread_mutex_unlock(&turn);
  return failed;
}
int unlink(const char *path) { return taken(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return taken(folder, path, flags); }
int rmdir(const char *path) { return taken(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  struct stat seen;
  return taken(AT_FDCWD, path, !lstat(path, &seen) && S_ISDIR(seen.st_mode) ? AT_REMOVEDIR : 0);
}

static int made(int folder, const char *path, mode_t mode) {
  static int (*real)(int, const char *, mode_t);
  char whole[LONGEST];
  if (!real) real = REAL(mkdirat);
  if (!below(folder, path, whole)) return real(folder, path, mode);
  pthread_mutex_lock(&turn);
  int failed = access(whole, F_OK) && fails(NAME) ? -1 : real(folder, path, mode);
  if (!failed) note('D', inode_at(whole), 0, whole, "", 0);
  pthread_mutex_unlock(&turn);
  return failed;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return made(folder, path, mode); }
