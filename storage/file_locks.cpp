// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_locks.h"

#if defined(STEPMARK_HAVE_SQLITE3) && defined(__linux__)

#include "storage/file_id.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <map>
#include <mutex>
#include <optional>

namespace stepmark::storage {

namespace {

// SQLite counts the locks of several connections of one process itself and asks the system through whichever descriptor
// comes first, as if locks were the process's. So that a lock is also given back where it was taken, all that is asked
// about a file goes through one descriptor: the first, which SQLite keeps open as long as any lock is held.
class LockHolders {
public:
    int holderOf(int descriptor) {
        const std::lock_guard lock(m_mutex);
        return m_holders.try_emplace(fileIdOf(descriptor), descriptor).first->second;
    }
    void closing(int descriptor) {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_holders, [descriptor](const auto& entry) { return entry.second == descriptor; });
    }

private:
    std::mutex m_mutex;
    std::map<FileId, int> m_holders;
};

LockHolders& lockHolders() {
    static LockHolders holders;
    return holders;
}

std::optional<int> ownedCommand(int command) {
    switch (command) {
    case F_SETLK:
        return F_OFD_SETLK;
    case F_SETLKW:
        return F_OFD_SETLKW;
    case F_GETLK:
        return F_OFD_GETLK;
    default:
        return std::nullopt;
    }
}

int setLock(int descriptor, int command, int owned_command, struct flock* lock) {
    struct flock asked = *lock;
    asked.l_pid = 0; // the kernel insists
    const int result = ::fcntl(lockHolders().holderOf(descriptor), owned_command, &asked);
    if (result != 0 && errno == EINVAL) // a kernel or file system without them
        return ::fcntl(descriptor, command, lock);
    *lock = asked;
    return result;
}

extern "C" int stepmarkFcntl(int descriptor, int command, ...) {
    std::va_list arguments;
    va_start(arguments, command);
    void* argument = va_arg(arguments, void*); // as the C library itself takes it, whatever it is
    va_end(arguments);
    if (const auto owned = ownedCommand(command))
        return setLock(descriptor, command, *owned, static_cast<struct flock*>(argument));
    return ::fcntl(descriptor, command, argument);
}

extern "C" int stepmarkClose(int descriptor) {
    lockHolders().closing(descriptor);
    return ::close(descriptor);
}

} // namespace

void keepLocksWhenOthersClose() {
    sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    if (!vfs || vfs->iVersion < 3 || !vfs->xSetSystemCall || !vfs->xGetSystemCall)
        return;
    // Both or none: a holder whose closing goes unnoticed would be asked about a file that it no longer is.
    if (!vfs->xGetSystemCall(vfs, "fcntl") || !vfs->xGetSystemCall(vfs, "close"))
        return;
    lockHolders(); // outlives every connection that is closed at the end of the program
    vfs->xSetSystemCall(vfs, "close", reinterpret_cast<sqlite3_syscall_ptr>(&stepmarkClose));
    vfs->xSetSystemCall(vfs, "fcntl", reinterpret_cast<sqlite3_syscall_ptr>(&stepmarkFcntl));
}

} // namespace stepmark::storage

#else

namespace stepmark::storage {
void keepLocksWhenOthersClose() {}
} // namespace stepmark::storage

#endif
