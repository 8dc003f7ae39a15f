// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/write_ahead_log.h"

#include "model/domain/error.h"
#include "model/files/target.h"

namespace stepmark::storage {

namespace fs = std::filesystem;

void requireNoLog(const fs::path& database) {
    std::error_code ignored;
    for (const char* end : {"-wal", "-journal"}) {
        const fs::path log = files::followLinks(database) += end; // as SQLite does
        if (fs::exists(log, ignored) && fs::file_size(log, ignored) > 0)
            throw Error("\"" + log.string() +
                        "\" belongs to a project that is open or was not closed: close it, or remove that file if its "
                        "project is gone.");
    }
}

void removeWithLog(const fs::path& database) noexcept {
    std::error_code ignored;
    const fs::path file = fs::weakly_canonical(database, ignored);
    for (const char* end : {"", "-wal", "-shm", "-journal"})
        fs::remove(fs::path(file) += end, ignored);
}

} // namespace stepmark::storage
