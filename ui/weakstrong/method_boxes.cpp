// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/method_boxes.h"

#include "ui/weakstrong/study_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kNarrowest = 340; ///< a column, px at normal text size
constexpr int kMostColumns = 3;
constexpr int kUnderBox = 23; ///< where a box's text begins

} // namespace

MethodBoxes::MethodBoxes(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Theme::space(6));
    m_grid->setVerticalSpacing(Theme::space(2));
    for (const auto& [method, word] : wordsOf(StudyMethod{})) {
        if (method == StudyMethod::LogitDifference)
            continue; // fits neither way of learning that there is
        auto* whole = new QWidget(this);
        auto* column = new QVBoxLayout(whole);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* box = new CheckField(methodText(method));
        box->setAccessibleDescription(methodMeaning(method));
        auto* meaning = new PlainLabel(methodMeaning(method), Type::Small, Tone::Dim);
        meaning->setWordWrap(true);
        meaning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        meaning->setContentsMargins(kUnderBox, 0, 0, 0);
        column->addWidget(box);
        column->addWidget(meaning, 1);
        connect(box, &QCheckBox::toggled, this, &MethodBoxes::changed);
        m_cells.push_back({method, box, whole});
    }
    setFocusProxy(m_cells.front().box);
    connect(&Theme::instance(), &Theme::changed, this, &MethodBoxes::arrange);
    arrange();
}

std::vector<StudyMethod> MethodBoxes::methods() const {
    std::vector<StudyMethod> methods;
    for (const Cell& cell : m_cells)
        if (cell.box->isChecked())
            methods.push_back(cell.method);
    return methods;
}

void MethodBoxes::setMethods(const std::vector<StudyMethod>& methods) {
    for (const Cell& cell : m_cells)
        cell.box->setChecked(std::find(methods.begin(), methods.end(), cell.method) != methods.end());
}

QCheckBox* MethodBoxes::box(StudyMethod method) const {
    for (const Cell& cell : m_cells)
        if (cell.method == method)
            return cell.box;
    return nullptr;
}

void MethodBoxes::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void MethodBoxes::arrange() {
    const int columns = std::clamp(width() / Theme::instance().scaled(kNarrowest), 1, kMostColumns);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int column = 0; column < kMostColumns; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    for (std::size_t i = 0; i < m_cells.size(); ++i)
        m_grid->addWidget(m_cells[i].whole, static_cast<int>(i) / columns, static_cast<int>(i) % columns);
}

} // namespace stepmark::ui
