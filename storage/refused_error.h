// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/error.h"
#include "storage/sql_error.h"

#include <exception>

namespace stepmark::storage {

/// The project refuses this one change for good: it breaks a rule of the project, or speaks of what is not there. The
/// same change would be refused again; any other may go through. Every other Error may pass (a busy project, a full
/// disk).
class RefusedError : public Error {
public:
    using Error::Error;
};

/// Whether an error is a refusal in that sense: a store's own, or SQLite's (a constraint, a trigger, a value too large).
inline bool isRefusal(const std::exception& error) {
    const auto* sql = dynamic_cast<const SqlError*>(&error);
    return (sql && sql->isOfChange()) || dynamic_cast<const RefusedError*>(&error) != nullptr;
}

} // namespace stepmark::storage
