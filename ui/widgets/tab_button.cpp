// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tab_button.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace stepmark::ui {

TabButton::TabButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent) {
    setProperty("nav", true);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

/// Qt measures with the font of the moment, which is not bold before the button is chosen.
QSize TabButton::sizeHint() const {
    QFont bold = Theme::instance().font(Type::Body);
    bold.setBold(true);
    const QSize hint = QPushButton::sizeHint();
    return {std::max(hint.width(), QFontMetrics(bold).horizontalAdvance(text()) + Theme::space(7)), hint.height()};
}

} // namespace stepmark::ui
