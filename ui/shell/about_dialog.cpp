// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>

namespace stepmark::ui {

AboutDialog::AboutDialog(const QString& versions, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("About Stepmark"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(new PlainLabel(QStringLiteral("Stepmark"), Type::Heading));
    auto* what =
        new PlainLabel(tr("Process supervision on the desktop, after Lightman et al. 2023, Let's Verify Step by Step "
                          "(arXiv 2305.20050)."),
                       Type::Body);
    what->setWordWrap(true);
    layout->addWidget(what);
    auto* licence =
        new PlainLabel(tr("Free software under the GNU General Public License, version 3 or later."), Type::Body);
    licence->setWordWrap(true);
    layout->addWidget(licence);
    auto* lines = new PlainLabel(versions, Type::Small, Tone::Dim);
    lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(lines);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setMinimumWidth(Theme::instance().scaled(440));
}

} // namespace stepmark::ui
