// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stepmark::ui {

/// The worker speaks English; what it says of its work is said here in the user's language. Words that are not known
/// are shown as they came. Any thread.
///
/// A job's kind, a round's stage or what is going on right now: "score", "training prm, epoch 1 of 2".
QString stageText(const QString& words);
/// What is counted: "tokens".
QString unitText(const QString& words);
/// "3 steps skipped", where the worker says that it left some out; else empty.
QString skippedText(const QString& words);

} // namespace stepmark::ui
