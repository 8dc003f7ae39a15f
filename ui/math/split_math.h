// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/text_span.h"

#include <QStringView>

#include <vector>

namespace stepmark::ui {

/// Finds the mathematics in plain text as MATH, PRM800K, GSM8K and language models write it: `$…$`, `$$…$$`, `\(…\)`,
/// `\[…\]`, environments (`\begin{align*}…`) and `\boxed{…}` standing free, `[asy]…[/asy]`, `<<48/2=24>>`. The spans
/// cover the text without gaps, in order; where in doubt text stays text. Time is linear in the length, whatever the
/// text. Any thread.
std::vector<TextSpan> splitMath(QStringView text, TextForm form = TextForm::Prose);

} // namespace stepmark::ui
