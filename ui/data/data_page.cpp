// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_page.h"

#include "ui/data/data_tables.h"
#include "ui/data/filter_bar.h"
#include "ui/data/solution_panel.h"
#include "ui/data/tree_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

DataPage::DataPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_filters(new FilterBar)
    , m_view(newRowTable(tr("Solutions")))
    , m_nothing(new MessagePanel)
    , m_table_stack(new QStackedWidget)
    , m_solutions(new SolutionTable(this))
    , m_problems(new ProblemTable(this))
    , m_solution(new SolutionPanel)
    , m_tree(new TreePanel)
    , m_message(new MessagePanel) {
    m_list = buildList();
    for (QWidget* widget :
         {m_list, static_cast<QWidget*>(m_solution), static_cast<QWidget*>(m_tree), static_cast<QWidget*>(m_message)})
        m_stack->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Data"));

    connectFilters();
    connect(m_solutions, &LazyTable::rowsWanted, this, &DataPage::solutionRowsWanted);
    connect(m_problems, &LazyTable::rowsWanted, this, &DataPage::problemRowsWanted);
    connect(m_solution, &SolutionPanel::backRequested, this, &DataPage::showList);
    connect(m_solution, &SolutionPanel::labelRequested, this, &DataPage::labelWanted);
    connect(m_solution, &SolutionPanel::treeRequested, this, &DataPage::treeWanted);
    connect(m_solution, &SolutionPanel::moveRequested, this, &DataPage::moveSolution);
    connect(m_tree, &TreePanel::backRequested, this, &DataPage::showList);
    connect(m_tree, &TreePanel::solutionRequested, this, &DataPage::solutionWanted);
    connect(m_message, &MessagePanel::activated, this, [this] {
        if (m_state == State::NoProject)
            Q_EMIT projectWanted();
        else if (m_state == State::Empty)
            Q_EMIT importWanted();
        else
            Q_EMIT retryRequested();
    });
    connect(&Theme::instance(), &Theme::changed, this, &DataPage::fitColumns);
    showNoProject();
}

QWidget* DataPage::buildList() {
    auto* widget = new QWidget;
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(4));
    layout->setSpacing(Theme::space(3));
    auto* head = new QHBoxLayout;
    head->setSpacing(Theme::space(3));
    head->addWidget(makeHeading(tr("Data")));
    m_count = new PlainLabel({}, Type::Body, Tone::Dim);
    m_count->setAccessibleName(tr("Size of the list"));
    head->addWidget(m_count, 1);
    const auto addButton = [&](const QString& text, auto action) {
        auto* button = new QPushButton(text);
        connect(button, &QPushButton::clicked, this, action);
        head->addWidget(button);
    };
    addButton(tr("Import…"), [this] { Q_EMIT importWanted(); });
    addButton(tr("Export…"), [this] { Q_EMIT exportWanted(); });
    layout->addLayout(head);
    layout->addWidget(m_filters);
    buildTable();
    m_table_stack->addWidget(m_view);
    m_table_stack->addWidget(m_nothing);
    layout->addWidget(m_table_stack, 1);
    auto* keys = new QHBoxLayout;
    keys->setSpacing(Theme::space(5));
    const auto addKey = [&](const QString& key, const QString& text, auto action) {
        auto* hint = new KeyHint(key, text);
        connect(hint, &KeyHint::clicked, this, action);
        keys->addWidget(hint);
        return hint;
    };
    addKey(QStringLiteral("/"), tr("search"), [this] { m_filters->focusSearch(); });
    addKey(QStringLiteral("Enter"), tr("open"), [this] { openRow(m_view->currentIndex().row()); });
    addKey(QStringLiteral("T"), tr("step tree"), [this] { openTree(m_view->currentIndex().row()); });
    m_label_hint = addKey(QStringLiteral("L"), SolutionPanel::tr("label it now"),
                          [this] { labelRow(m_view->currentIndex().row()); });
    keys->addStretch(1);
    layout->addLayout(keys);
    return widget;
}

void DataPage::buildTable() {
    m_view->setModel(m_solutions);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setSectionsClickable(true);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    m_nothing->setMessage(tr("Nothing matches"), tr("No entry has all that you ask for."), tr("Show all"));
    connect(m_nothing, &MessagePanel::activated, m_filters->clearButton(), &QPushButton::click);
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { openRow(index.row()); });
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        DataQuery query = m_filters->query();
        const auto sort =
            query.kind == DataKind::Problems ? std::optional(DataSort::Problem) : SolutionTable::sortOf(column);
        if (!sort)
            return;
        query.descending =
            *sort == query.sort ? !query.descending : *sort != DataSort::Problem && *sort != DataSort::Answer;
        query.sort = *sort;
        ask(query);
    });
    fitColumns();
}

void DataPage::connectFilters() {
    connect(m_filters, &FilterBar::queryChanged, this, [this](const DataQuery& query) {
        useTable(query.kind);
        Q_EMIT queryChanged(query);
    });
    connect(m_filters->searchField(), &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    m_filters->searchField()->installEventFilter(this);
}

const DataQuery& DataPage::query() const { return m_filters->query(); }

void DataPage::ask(const DataQuery& query) {
    m_filters->setQuery(query);
    useTable(query.kind);
    showState(State::List);
    Q_EMIT queryChanged(query);
}

LazyTable* DataPage::table() const {
    return m_filters->query().kind == DataKind::Problems ? static_cast<LazyTable*>(m_problems) : m_solutions;
}

void DataPage::useTable(DataKind kind) {
    QAbstractItemModel* model = table();
    if (m_view->model() != model) {
        m_view->setModel(model);
        m_view->setAccessibleName(kind == DataKind::Problems ? tr("Problems") : tr("Solutions"));
        fitColumns();
    }
    m_label_hint->setVisible(kind == DataKind::Solutions); // a problem is not labelled, its solutions are
    const DataQuery& query = m_filters->query();
    table()->setSorted(kind == DataKind::Problems ? 0 : SolutionTable::columnOf(query.sort), query.descending);
}

/// Widths by what a column holds, not by what is in it: nothing jumps while rows come in.
void DataPage::fitColumns() {
    const QFontMetrics metrics(Theme::instance().font(Type::Body));
    const int letter = metrics.averageCharWidth();
    QHeaderView* header = m_view->horizontalHeader();
    m_view->verticalHeader()->setDefaultSectionSize(metrics.height() + Theme::space(3));
    header->setSectionResizeMode(QHeaderView::Interactive);
    const bool problems = m_view->model() == m_problems;
    const std::vector<int> letters =
        problems ? std::vector<int>{40, 18, 11, 10, 10, 16, 10} : std::vector<int>{40, 10, 9, 7, 7, 18, 6, 10, 10, 16};
    for (int column = 0; column < static_cast<int>(letters.size()); ++column)
        m_view->setColumnWidth(column, letters[static_cast<std::size_t>(column)] * letter + Theme::space(5));
    const int others = header->length() - m_view->columnWidth(0);
    const int room = m_view->viewport()->width() - others;
    m_view->setColumnWidth(0, std::max(room, 28 * letter));
}

// --- states ----------------------------------------------------------------------------------------------------------

void DataPage::showState(State state) {
    m_state = state;
    m_stack->setCurrentWidget(state == State::List       ? m_list
                              : state == State::Solution ? static_cast<QWidget*>(m_solution)
                              : state == State::Tree     ? static_cast<QWidget*>(m_tree)
                                                         : m_message);
}

void DataPage::message(State state, const QString& title, const QString& text, const QString& button) {
    m_message->setMessage(title, text, button);
    showState(state);
}

void DataPage::showNoProject() {
    m_solutions->clear();
    m_problems->clear();
    m_filters->setQuery({});
    m_filters->setFacets({});
    useTable(DataKind::Solutions);
    message(State::NoProject, tr("No project is open"), tr("Open one, and its problems and solutions are listed here."),
            tr("Open a project"));
}

void DataPage::showBusy(const QString& text) { message(State::Busy, tr("One moment"), text, {}); }

void DataPage::showEmpty() {
    message(State::Empty, tr("Nothing here yet"),
            tr("Import a file of problems and solutions, or drop it onto this window. PRM800K, GSM8K, MATH, "
               "ProcessBench and "
               "plain JSON lines are known by their content."),
            tr("Import…"));
}

void DataPage::showError(const QString& text) {
    message(State::Error, tr("The list could not be read"), text, tr("Try again"));
}

void DataPage::setFacets(const DataFacets& facets) {
    m_filters->setFacets(facets);
    m_solutions->setScoredBy(facets.scored_by);
}

void DataPage::beginList() {
    table()->clear();
    m_complete = false;
    m_table_stack->setCurrentWidget(m_view);
    if (m_state != State::Solution && m_state != State::Tree)
        showState(State::List);
    showCount();
}

void DataPage::appendIds(const std::vector<qint64>& ids, bool complete) {
    const bool first = table()->rowCount() == 0;
    table()->appendIds(ids);
    m_complete = complete;
    if (first && table()->rowCount() > 0)
        m_view->setCurrentIndex(table()->index(0, 0));
    const bool nothing = complete && table()->rowCount() == 0 && !m_searched;
    m_table_stack->setCurrentWidget(nothing ? static_cast<QWidget*>(m_nothing) : m_view);
    showCount();
}

void DataPage::setSearched(std::optional<double> share) {
    m_searched = share;
    showCount();
}

void DataPage::showCount() {
    const qint64 rows = table()->rowCount();
    QString text = m_filters->query().kind == DataKind::Problems
                       ? ui::countText(rows, tr("1 problem"), tr("%1 problems"))
                       : ui::countText(rows, tr("1 solution"), tr("%1 solutions"));
    if (m_searched)
        text = tr("%1 so far, searching: %2 %").arg(text).arg(static_cast<int>(*m_searched * 100));
    else if (!m_complete)
        text = tr("%1 and counting").arg(text);
    m_count->setText(text);
}

QString DataPage::countText() const { return m_count->text(); }

QString DataPage::messageText() const { return m_message->title(); }

void DataPage::setSolutionRows(int page, std::vector<SolutionItem> rows) {
    m_solutions->setRows(page, std::move(rows));
}

void DataPage::setProblemRows(int page, std::vector<ProblemItem> rows) { m_problems->setRows(page, std::move(rows)); }

void DataPage::refreshRows() { table()->refresh(); }

void DataPage::showSolution(const SolutionDetail& detail) {
    m_solution->setDetail(detail);
    showState(State::Solution);
    m_solution->setFocus(Qt::OtherFocusReason);
}

void DataPage::showTree(const TreeDetail& tree) {
    showState(State::Tree);
    m_tree->setTree(tree);
    m_tree->setFocus(Qt::OtherFocusReason);
}

} // namespace stepmark::ui
