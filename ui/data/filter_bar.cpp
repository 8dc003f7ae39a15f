// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/filter_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/split_field.h"
#include "ui/widgets/tab_button.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kSourceCharacters = 40;

void select(QComboBox* choice, const QVariant& value) { choice->setCurrentIndex(std::max(0, choice->findData(value))); }

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(2));
    layout->addLayout(buildSearchRow());
    layout->addWidget(buildFilterRow());
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause_ms);
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::read);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        if (!m_showing)
            m_typing.start();
    });
    connect(m_search, &QLineEdit::returnPressed, this, &FilterBar::read);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
    connect(m_direction, &QPushButton::clicked, this, [this] {
        m_query.descending = !m_query.descending;
        show(m_query);
        Q_EMIT queryChanged(m_query);
    });
    connect(m_problem, &QPushButton::clicked, this, [this] {
        m_query.problem = 0;
        show(m_query);
        Q_EMIT queryChanged(m_query);
    });
    connect(m_kind, &QButtonGroup::idClicked, this, [this] { read(); });
    setFacets({});
}

QHBoxLayout* FilterBar::buildSearchRow() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(2));
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search problems, steps and answers"));
    m_search->setAccessibleName(tr("Search problems, steps and answers"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(500);
    row->addWidget(m_search, 1);
    m_kind = new QButtonGroup(this);
    const auto addKind = [&](const QString& text, DataKind kind) {
        auto* button = new TabButton(text);
        m_kind->addButton(button, static_cast<int>(kind));
        row->addWidget(button);
    };
    addKind(tr("Solutions"), DataKind::Solutions);
    addKind(tr("Problems"), DataKind::Problems);
    return row;
}

QComboBox* FilterBar::addChoice(QLayout* row, const QString& name) {
    auto* choice = new ChoiceField;
    choice->setAccessibleName(name);
    choice->setToolTip(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &FilterBar::read);
    return choice;
}

QSpinBox* FilterBar::addPercent(QLayout* row, const QString& name, int value) {
    auto* field = new NumberField;
    field->setRange(0, 100);
    field->setValue(value);
    field->setSuffix(tr(" %"));
    field->setAccessibleName(name);
    field->setToolTip(name);
    field->setKeyboardTracking(false);
    row->addWidget(field);
    connect(field, &QSpinBox::valueChanged, this, &FilterBar::read);
    return field;
}

QWidget* FilterBar::buildFilterRow() {
    auto* widget = new QWidget;
    auto* row = new FlowLayout(Theme::space(2), Theme::space(2), widget);
    m_problem = new QPushButton;
    row->addWidget(m_problem);
    m_split = addChoice(row, tr("Split"));
    m_round = addChoice(row, tr("Queued by round"));
    m_answer = addChoice(row, tr("Final answer"));
    m_marks = addChoice(row, tr("Marks"));
    m_flag = addChoice(row, tr("Flags"));
    m_source = addChoice(row, tr("Source"));
    m_scores = new QWidget;
    auto* scores = new QHBoxLayout(m_scores);
    scores->setContentsMargins(0, 0, 0, 0);
    scores->setSpacing(Theme::space(1));
    scores->addWidget(new PlainLabel(tr("Score"), Type::Small, Tone::Dim));
    m_least = addPercent(scores, tr("Lowest score"), 0);
    scores->addWidget(new PlainLabel(QStringLiteral("–"), Type::Small, Tone::Dim));
    m_most = addPercent(scores, tr("Highest score"), 100);
    row->addWidget(m_scores);
    m_sort = addChoice(row, tr("Order"));
    m_direction = new QPushButton;
    row->addWidget(m_direction);
    m_clear = new QPushButton(tr("Show all"));
    m_clear->setProperty("link", true);
    row->addWidget(m_clear);
    m_solution_only = {m_round, m_answer, m_marks, m_flag, m_source, m_scores, m_sort};

    addSplits(*m_split, tr("All splits"));
    const auto add = [](QComboBox* choice, const QString& text, auto value) {
        choice->addItem(text, static_cast<int>(value));
    };
    add(m_answer, tr("Any answer"), AnswerChoice::Any);
    add(m_answer, tr("Answer right"), AnswerChoice::Right);
    add(m_answer, tr("Answer wrong"), AnswerChoice::Wrong);
    add(m_answer, tr("Answer not known"), AnswerChoice::Unknown);
    add(m_marks, tr("Marked or not"), MarkChoice::Any);
    add(m_marks, tr("With marks"), MarkChoice::Marked);
    add(m_marks, tr("Without marks"), MarkChoice::Unmarked);
    add(m_flag, tr("Flagged or not"), 0);
    add(m_flag, tr("Flagged"), 1);
    add(m_sort, tr("By problem"), DataSort::Problem);
    add(m_sort, tr("By score"), DataSort::Score);
    add(m_sort, tr("By answer"), DataSort::Answer);
    add(m_sort, tr("By number of marks"), DataSort::Marks);
    add(m_sort, tr("By last mark"), DataSort::LastMark);
    return widget;
}

void FilterBar::setFacets(const DataFacets& facets) {
    m_showing = true;
    m_round->clear();
    m_round->addItem(tr("All rounds"), QVariant::fromValue<qlonglong>(0));
    for (const auto& [id, number] : facets.rounds)
        m_round->addItem(tr("Round %1").arg(number), QVariant::fromValue<qlonglong>(id));
    m_source->clear();
    m_source->addItem(tr("All sources"));
    for (const QString& source : facets.sources) {
        const QString shown = drawable(source.left(kSourceCharacters).simplified());
        m_source->addItem(shown.isEmpty() ? tr("(no source)") : shown, source);
    }
    m_scores->setEnabled(facets.has_scores);
    m_showing = false;
    show(m_query);
}

void FilterBar::setQuery(const DataQuery& query) {
    m_query = query;
    m_typing.stop();
    show(query);
}

void FilterBar::show(const DataQuery& query) {
    m_showing = true;
    if (m_search->text().trimmed() != query.search)
        m_search->setText(query.search);
    m_kind->button(static_cast<int>(query.kind))->setChecked(true);
    selectSplit(*m_split, query.split);
    select(m_round, QVariant::fromValue<qlonglong>(query.round));
    select(m_answer, static_cast<int>(query.answer));
    select(m_marks, static_cast<int>(query.marks));
    select(m_flag, query.flagged_only ? 1 : 0);
    m_source->setCurrentIndex(query.source ? std::max(0, m_source->findData(*query.source)) : 0);
    m_least->setValue(static_cast<int>(std::lround(query.least_score.value_or(0) * 100)));
    m_most->setValue(static_cast<int>(std::lround(query.most_score.value_or(1) * 100)));
    select(m_sort, static_cast<int>(query.sort));
    m_direction->setText(query.descending ? tr("↓ falling") : tr("↑ rising"));
    m_direction->setAccessibleName(query.descending ? tr("Falling order; press for rising")
                                                    : tr("Rising order; press for falling"));
    m_problem->setVisible(query.problem != 0);
    m_problem->setText(tr("Problem %1 ✕").arg(QLocale().toString(query.problem)));
    m_problem->setAccessibleName(tr("Only problem %1; press for all problems").arg(QLocale().toString(query.problem)));
    for (QWidget* widget : m_solution_only)
        widget->setVisible(query.kind == DataKind::Solutions);
    m_clear->setVisible(query.isFiltered());
    m_showing = false;
}

void FilterBar::read() {
    if (m_showing)
        return;
    m_typing.stop();
    DataQuery query = m_query;
    query.kind = static_cast<DataKind>(m_kind->checkedId());
    query.search = m_search->text().trimmed();
    query.split = splitOf(*m_split);
    query.round = m_round->currentData().toLongLong();
    query.answer = static_cast<AnswerChoice>(m_answer->currentData().toInt());
    query.marks = static_cast<MarkChoice>(m_marks->currentData().toInt());
    query.flagged_only = m_flag->currentData().toInt() == 1;
    query.source = m_source->currentIndex() > 0 ? std::optional(m_source->currentData().toString()) : std::nullopt;
    query.least_score = m_least->value() > 0 ? std::optional(m_least->value() / 100.0) : std::nullopt;
    query.most_score = m_most->value() < 100 ? std::optional(m_most->value() / 100.0) : std::nullopt;
    const auto sort = static_cast<DataSort>(m_sort->currentData().toInt());
    if (sort != query.sort)
        query.descending = sort != DataSort::Problem && sort != DataSort::Answer; // what one looks for is at the top
    query.sort = sort;
    if (query == m_query)
        return;
    m_query = query;
    show(query);
    Q_EMIT queryChanged(query);
}

void FilterBar::clear() {
    DataQuery query;
    query.kind = m_query.kind;
    setQuery(query);
    Q_EMIT queryChanged(query);
}

void FilterBar::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace stepmark::ui
