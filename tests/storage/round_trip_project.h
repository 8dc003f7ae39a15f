// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/storage/fixture.h"

namespace stepmark::fixture {

/// A project with all that one can hold, in texts that formats trip over. In a file of its own: moc loses its way in
/// such texts, and with it the test's class.
storage::Project everything(const Folder& folder);

} // namespace stepmark::fixture
