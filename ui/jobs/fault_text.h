// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/coded_error.h"

#include <QStringList>

namespace stepmark::ui {

/// What a worker's error says in the user's language, with the window's controls for the command line's options. Any
/// thread. `values`: those of the CodedError; one that is missing is left blank.
QString faultText(Fault fault, const QStringList& values);

} // namespace stepmark::ui
