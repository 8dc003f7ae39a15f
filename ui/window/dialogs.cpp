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
    QStringList keys;
    QString text;
};

constexpr LabelAction kMarking[] = {LabelAction::Wrong,  LabelAction::Neutral, LabelAction::Right,
                                    LabelAction::Unsure, LabelAction::Back,    LabelAction::Forward,
                                    LabelAction::First,  LabelAction::Undo,    LabelAction::Finish,
                                    LabelAction::Skip,   LabelAction::BadProblem, LabelAction::GiveUp};
constexpr LabelAction kLooking[] = {LabelAction::Flag, LabelAction::Note, LabelAction::Reference, LabelAction::Why,
                                    LabelAction::Opinion};

template <std::size_t N>
QList<Line> linesOf(const KeyMap& keys, const LabelAction (&actions)[N]) {
    QList<Line> lines;
    for (const LabelAction action : actions) {
        Line line{{}, KeyMap::textOf(action)};
        for (const QKeyCombination key : keys.keysOf(action))
            line.keys.append(KeyMap::capOf(key));
        lines.append(line);
    }
    return lines;
}

/// Keys that are the same for everybody.
QList<Line> fixedLines() {
    const auto ctrl = [](const char* key) { return QStringList{QStringLiteral("Ctrl+") + QLatin1String(key)}; };
    return {{{KeySheet::tr("PgUp"), KeySheet::tr("PgDn")}, KeySheet::tr("scroll the steps; with Shift the problem")},
            {ctrl("C"), KeySheet::tr("copy the selected text")},
            {ctrl("1"), KeySheet::tr("label")},
            {ctrl("2"), KeySheet::tr("review")},
            {ctrl("3"), KeySheet::tr("data: / search, Enter open, T step tree")},
            {ctrl("4"), KeySheet::tr("rounds")},
            {ctrl("5"), KeySheet::tr("labelers")},
            {ctrl("6"), KeySheet::tr("projects")},
            {ctrl("G"), KeySheet::tr("the solution finished last is a gold item")},
            {ctrl("Shift+D"), KeySheet::tr("dark or light")}};
}

void addLines(QGridLayout* grid, int column, const QList<Line>& lines, QWidget* parent) {
    int row = 0;
    for (const Line& line : lines) {
        auto* keys = new QHBoxLayout;
        keys->setSpacing(Theme::space(1));
        keys->addStretch(1);
        for (const QString& key : line.keys) {
            auto* cap = new KeyHint(key, {}, parent);
            cap->setAttribute(Qt::WA_TransparentForMouseEvents);
            keys->addWidget(cap);
        }
        grid->addLayout(keys, row, column);
        grid->addWidget(new PlainLabel(line.text, Type::Body), row, column + 1);
        ++row;
    }
}

QDialogButtonBox* addCloseButton(QDialog* dialog, QVBoxLayout* layout) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    layout->addWidget(buttons);
    return buttons;
}

} // namespace

KeySheet::KeySheet(const KeyMap& label_keys, QWidget* parent)
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
    addLines(grid, 0, linesOf(label_keys, kMarking), this);
    addLines(grid, 3, linesOf(label_keys, kLooking) + fixedLines(), this);
    layout->addLayout(grid);
    QDialogButtonBox* buttons = addCloseButton(this, layout);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setFocus();
    QPushButton* change = buttons->addButton(tr("Change keys…"), QDialogButtonBox::ActionRole);
    change->setAutoDefault(false);
    connect(change, &QPushButton::clicked, this, &KeySheet::changeWanted);
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
