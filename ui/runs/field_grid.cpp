// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/field_grid.h"

#include "ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {
constexpr int kNarrowest = 250; ///< a column, px at normal text size
constexpr int kMostColumns = 4;
} // namespace

FieldGrid::FieldGrid(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Theme::space(6));
    m_grid->setVerticalSpacing(Theme::space(4));
    connect(&Theme::instance(), &Theme::changed, this, &FieldGrid::fit);
}

void FieldGrid::addGroup(const QString& caption) {
    m_cells.push_back({makeCaption(caption, this), true});
    m_columns = 0;
}

PlainLabel* FieldGrid::addField(const QString& name, QWidget* field, const QString& meaning) {
    auto* cell = new QWidget(this);
    auto* layout = new QVBoxLayout(cell);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(1));
    auto* label = new PlainLabel(name, Type::Body);
    QWidget* target = field->focusProxy() ? field->focusProxy() : field;
    label->setBuddy(target);
    target->setAccessibleName(name);
    target->setAccessibleDescription(meaning);
    auto* words = new PlainLabel(meaning, Type::Small, Tone::Dim);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(label);
    layout->addWidget(field);
    layout->addWidget(words, 1);
    m_cells.push_back({cell, false});
    m_columns = 0;
    return words;
}

void FieldGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void FieldGrid::fit() {
    const int columns = std::clamp(width() / Theme::instance().scaled(kNarrowest), 1, kMostColumns);
    if (columns != m_columns)
        arrange(columns);
}

void FieldGrid::arrange(int columns) {
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item; // the widgets stay
    for (int column = 0; column < kMostColumns; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    int row = -1, column = columns;
    for (const Cell& cell : m_cells) {
        if (cell.caption || column == columns) {
            ++row;
            column = 0;
        }
        m_grid->addWidget(cell.widget, row, column, 1, cell.caption ? columns : 1);
        column = cell.caption ? columns : column + 1;
    }
    m_columns = columns;
}

} // namespace stepmark::ui
