// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/labelling/key_sheet.h"

#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

struct Line {
    QStringList keys;
    QString text;
};

constexpr LabelAction kMarking[] = {LabelAction::Wrong,  LabelAction::Neutral,    LabelAction::Right,
                                    LabelAction::Unsure, LabelAction::Back,       LabelAction::Forward,
                                    LabelAction::First,  LabelAction::Undo,       LabelAction::Finish,
                                    LabelAction::Skip,   LabelAction::BadProblem, LabelAction::GiveUp};
constexpr LabelAction kLooking[] = {LabelAction::Flag, LabelAction::Note,     LabelAction::Reference,
                                    LabelAction::Why,  LabelAction::Thinking, LabelAction::Opinion};

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

QStringList ctrl(const char* key) { return {QStringLiteral("Ctrl+") + QLatin1String(key)}; }

QList<Line> reviewLines() {
    return {{{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")},
             KeySheet::tr("settle the step: wrong, neutral, right")},
            {{KeySheet::tr("Enter")}, KeySheet::tr("let it stand")},
            {{QStringLiteral("←"), QStringLiteral("→")}, KeySheet::tr("item before, item after")},
            {{QStringLiteral("↑"), QStringLiteral("↓")}, KeySheet::tr("step before, step after")},
            {{QStringLiteral("U")}, KeySheet::tr("take the last decision back")},
            {{QStringLiteral("N")}, KeySheet::tr("reason of the next decision")},
            {{QStringLiteral("R")}, KeySheet::tr("reference answer")},
            {{QStringLiteral("A")}, KeySheet::tr("agreement of the labelers")}};
}

QList<Line> dataLines() {
    return {{{QStringLiteral("/")}, KeySheet::tr("search")},
            {{KeySheet::tr("Enter")}, KeySheet::tr("open the solution")},
            {{QStringLiteral("T")}, KeySheet::tr("step tree of its problem")},
            {{QStringLiteral("L")}, KeySheet::tr("label it now")}};
}

QList<Line> everywhereLines() {
    return {{ctrl("1") + ctrl("5"), KeySheet::tr("the pages, in their order")},
            {ctrl("6"), KeySheet::tr("projects")},
            {{KeySheet::tr("PgUp"), KeySheet::tr("PgDn")}, KeySheet::tr("scroll; with Shift the problem")},
            {ctrl("C"), KeySheet::tr("copy the selected text")},
            {ctrl("G"), KeySheet::tr("my last solution is gold")},
            {ctrl("I"), KeySheet::tr("import")},
            {{QStringLiteral("Ctrl++"), QStringLiteral("Ctrl+-")}, KeySheet::tr("larger, smaller text")},
            {ctrl("Shift+D"), KeySheet::tr("dark or light")}};
}

/// Starts at `row`; returns the row after the group.
int addGroup(QGridLayout* grid, int row, const QString& caption, const QList<Line>& lines) {
    grid->addWidget(makeCaption(caption), row++, 0, 1, 2);
    for (const Line& line : lines) {
        auto* keys = new QHBoxLayout;
        keys->setSpacing(Theme::space(1));
        keys->addStretch(1);
        for (const QString& key : line.keys) {
            auto* cap = new KeyHint(key, {});
            cap->setAttribute(Qt::WA_TransparentForMouseEvents);
            keys->addWidget(cap);
        }
        grid->addLayout(keys, row, 0);
        grid->addWidget(new PlainLabel(line.text, Type::Body), row++, 1);
    }
    grid->setRowMinimumHeight(row, Theme::space(3));
    return row + 1;
}

QGridLayout* addColumn(QHBoxLayout* columns) {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::space(3));
    grid->setVerticalSpacing(Theme::space(1));
    auto* column = new QVBoxLayout;
    column->addLayout(grid);
    column->addStretch(1);
    columns->addLayout(column);
    return grid;
}

} // namespace

KeySheet::KeySheet(const KeyMap& label_keys, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("All keys"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(4));
    layout->addWidget(new PlainLabel(tr("All keys"), Type::Heading));
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, Theme::space(3), 0);
    columns->setSpacing(Theme::space(6));
    addGroup(addColumn(columns), 0, tr("Label page"), linesOf(label_keys, kMarking) + linesOf(label_keys, kLooking));
    QGridLayout* others = addColumn(columns);
    int row = addGroup(others, 0, tr("Everywhere"), everywhereLines());
    row = addGroup(others, row, tr("Review page"), reviewLines());
    addGroup(others, row, tr("Data page"), dataLines());
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    layout->addWidget(area, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setFocus();
    QPushButton* change = buttons->addButton(tr("Change keys…"), QDialogButtonBox::ActionRole);
    change->setAutoDefault(false);
    connect(change, &QPushButton::clicked, this, &KeySheet::changeWanted);
    // As large as its keys, within the window it belongs to.
    const QSize wanted = page->sizeHint() + QSize(2 * Theme::space(6) + Theme::space(4), Theme::space(36));
    resize(parent ? wanted.boundedTo(parent->window()->size()) : wanted);
}

} // namespace stepmark::ui
