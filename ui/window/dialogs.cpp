// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dialogs.h"

#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

struct Line {
    const char* keys; ///< separated by spaces
    const char* text;
};

constexpr Line kMarking[] = {
    {"1 J", QT_TRANSLATE_NOOP("KeySheet", "wrong: the first error, ends the solution")},
    {"2 K", QT_TRANSLATE_NOOP("KeySheet", "neutral: not wrong, and no step ahead")},
    {"3 L", QT_TRANSLATE_NOOP("KeySheet", "right")},
    {"↑ ↓", QT_TRANSLATE_NOOP("KeySheet", "another step, to correct its mark")},
    {"U", QT_TRANSLATE_NOOP("KeySheet", "undo, also back into solutions done before")},
    {"Enter", QT_TRANSLATE_NOOP("KeySheet", "finish after the first error")},
    {"S", QT_TRANSLATE_NOOP("KeySheet", "skip this solution")},
    {"B B", QT_TRANSLATE_NOOP("KeySheet", "the problem itself is bad")},
    {"G G", QT_TRANSLATE_NOOP("KeySheet", "give this solution up")},
    {"Ctrl+C", QT_TRANSLATE_NOOP("KeySheet", "copy the selected text")},
};

constexpr Line kOther[] = {
    {"F", QT_TRANSLATE_NOOP("KeySheet", "flag for review")},
    {"N", QT_TRANSLATE_NOOP("KeySheet", "write a note; Esc goes back")},
    {"R", QT_TRANSLATE_NOOP("KeySheet", "reference answer")},
    {"W", QT_TRANSLATE_NOOP("KeySheet", "why it was queued")},
    {"M", QT_TRANSLATE_NOOP("KeySheet", "model's opinion; recorded with the marks")},
    {"PgUp PgDn", QT_TRANSLATE_NOOP("KeySheet", "scroll the steps; with Shift the problem")},
    {"Ctrl+1", QT_TRANSLATE_NOOP("KeySheet", "label")},
    {"Ctrl+2", QT_TRANSLATE_NOOP("KeySheet", "review")},
    {"Ctrl+3", QT_TRANSLATE_NOOP("KeySheet", "rounds")},
    {"Ctrl+4", QT_TRANSLATE_NOOP("KeySheet", "projects")},
    {"Ctrl+Shift+D", QT_TRANSLATE_NOOP("KeySheet", "dark or light")},
};

template <std::size_t N>
void addLines(QGridLayout* grid, int column, const Line (&lines)[N], QWidget* parent) {
    int row = 0;
    for (const Line& line : lines) {
        auto* keys = new QHBoxLayout;
        keys->setSpacing(Theme::space(1));
        keys->addStretch(1);
        for (const QString& key : QString::fromUtf8(line.keys).split(QLatin1Char(' '))) {
            auto* cap = new KeyHint(key, {}, parent);
            cap->setAttribute(Qt::WA_TransparentForMouseEvents);
            keys->addWidget(cap);
        }
        grid->addLayout(keys, row, column);
        grid->addWidget(new PlainLabel(KeySheet::tr(line.text), Type::Body), row, column + 1);
        ++row;
    }
}

void addCloseButton(QDialog* dialog, QVBoxLayout* layout) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace

KeySheet::KeySheet(QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("All keys"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(4));
    layout->addWidget(new PlainLabel(tr("All keys"), Type::Heading));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::space(3));
    grid->setVerticalSpacing(Theme::space(2));
    grid->setColumnMinimumWidth(2, Theme::space(6));
    addLines(grid, 0, kMarking, this);
    addLines(grid, 3, kOther, this);
    layout->addLayout(grid);
    addCloseButton(this, layout);
}

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
    layout->addWidget(
        new PlainLabel(tr("Free software under the GNU General Public License, version 3 or later."), Type::Body));
    auto* lines = new PlainLabel(versions, Type::Small, Tone::Dim);
    lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(lines);
    addCloseButton(this, layout);
    setMinimumWidth(440);
}

} // namespace stepmark::ui
