// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/shim/fault_point.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>

namespace stepmark::torture {

namespace {

Control* control = nullptr;

/// The folder itself, too.
bool below(const char* path) {
    const std::size_t size = std::strlen(control->folder.data()) - 1; // without its slash
    return std::strncmp(path, control->folder.data(), size) == 0 && (path[size] == '/' || path[size] == '\0');
}

Fate failing(const char* path) {
    if (control->fired.fetch_add(1) == 0)
        std::strncpy(control->where.data(), path, control->where.size() - 1);
    switch (control->fault) {
    case Fault::Kill:
        ::kill(::getpid(), SIGKILL);
        return Fate::Fail;
    case Fault::Short:
        return Fate::Half;
    case Fault::Broken:
        errno = EIO;
        return Fate::Fail;
    case Fault::Refused:
        errno = EINVAL;
        return Fate::Fail;
    case Fault::NoMemory:
        errno = ENOMEM;
        return Fate::Fail;
    default:
        errno = ENOSPC;
        return Fate::Fail;
    }
}

Fate counted(Call call, const char* path) {
    const std::int64_t number = control->seen[static_cast<std::size_t>(call)].fetch_add(1) + 1;
    if (control->fault == Fault::None || control->call != call)
        return Fate::Pass;
    const bool stays = control->fault == Fault::FullDisk || control->fault == Fault::Refused;
    const bool hit = stays ? number >= control->at : number == control->at;
    return hit ? failing(path) : Fate::Pass;
}

} // namespace

void arm(const char* control_file) {
    const int file = ::open(control_file, O_RDWR | O_CLOEXEC);
    void* const place =
        file < 0 ? MAP_FAILED : ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file >= 0)
        ::close(file);
    if (place != MAP_FAILED)
        control = static_cast<Control*>(place);
}

Fate fateOf(Call call, int descriptor) {
    if (!control)
        return Fate::Pass;
    char link[40];
    char path[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = ::readlink(link, path, sizeof path - 1);
    if (size <= 0)
        return Fate::Pass;
    path[size] = '\0';
    return below(path) ? counted(call, path) : Fate::Pass;
}

Fate fateOf(Call call, const char* path) { return control && below(path) ? counted(call, path) : Fate::Pass; }

Fate fateOfMemory() { return control ? counted(Call::Memory, "memory") : Fate::Pass; }

} // namespace stepmark::torture
