// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/descriptor.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace stepmark::files {

namespace {

int fsyncError(int descriptor) {
    while (::fsync(descriptor) != 0)
        if (errno != EINTR)
            return errno;
    return 0;
}

} // namespace

int Descriptor::close() noexcept {
    const int number = std::exchange(m_number, -1);
    // Linux frees the number whatever close() says, so EINTR is no reason to repeat it.
    return number < 0 || ::close(number) == 0 || errno == EINTR ? 0 : errno;
}

int writeAll(int descriptor, std::span<const std::byte> bytes) noexcept {
    constexpr std::size_t most = std::size_t{1} << 28; // Linux writes at most 2 GB a call
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), std::min(bytes.size(), most));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

int syncDescriptor(int descriptor) noexcept {
    const int code = fsyncError(descriptor);
    return code == EINVAL || code == ENOSYS || code == EOPNOTSUPP ? 0 : code;
}

int syncFolder(const std::filesystem::path& folder) noexcept {
    const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const int code = open ? fsyncError(open.number()) : 0;
    return code == EIO || code == ENOSPC || code == EDQUOT ? code : 0;
}

} // namespace stepmark::files
