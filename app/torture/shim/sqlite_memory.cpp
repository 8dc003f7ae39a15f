// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/torture/shim/fault_point.h"

#include <sqlite3.h>

namespace stepmark::torture {

namespace {

sqlite3_mem_methods real;

void* allocate(int size) { return fateOfMemory() == Fate::Fail ? nullptr : real.xMalloc(size); }
void* reallocate(void* old, int size) { return fateOfMemory() == Fate::Fail ? nullptr : real.xRealloc(old, size); }

} // namespace

void watchSqliteMemory() {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
        return;
    sqlite3_mem_methods watched = real;
    watched.xMalloc = allocate;
    watched.xRealloc = reallocate;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &watched);
}

} // namespace stepmark::torture
