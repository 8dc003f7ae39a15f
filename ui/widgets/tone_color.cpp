// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tone_color.h"

#include "ui/theme/theme.h"

namespace stepmark::ui {

QColor colorOf(Tone tone) {
    const Palette& c = Theme::instance().colors();
    switch (tone) {
    case Tone::Dim:
        return c.dim;
    case Tone::Accent:
        return c.accent;
    case Tone::Negative:
        return c.negative;
    case Tone::Neutral:
        return c.neutral;
    case Tone::Positive:
        return c.positive;
    case Tone::Ink:
        break;
    }
    return c.ink;
}

} // namespace stepmark::ui
