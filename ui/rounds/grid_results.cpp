// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/grid_results.h"

#include "ui/data/data_text.h"
#include "ui/rounds/grid_table.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/when_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace stepmark::ui {

namespace {

constexpr int kMostGridRows = 10; ///< of the table; more scroll in it

QString comparisonName(const GridResult& result) {
    QStringList varied;
    for (const GridColumn& column : result.columns)
        varied.append(gridFieldText(column));
    const QString runs = GridResults::tr("%n training(s)", nullptr, static_cast<int>(result.rows.size()));
    return varied.isEmpty()
               ? GridResults::tr("%1: %2").arg(whenText(result.when), runs)
               : GridResults::tr("%1: %2 by %3").arg(whenText(result.when), runs, varied.join(QStringLiteral(", ")));
}

} // namespace

GridResults::GridResults(QWidget* parent)
    : QWidget(parent)
    , m_model(new GridTable(this))
    , m_picker(new ChoiceField)
    , m_table(newRowTable(tr("Trainings compared")))
    , m_compared(new PlainLabel({}, Type::Small, Tone::Dim))
    , m_chosen(new PlainLabel)
    , m_path(new PlainLabel({}, Type::Small, Tone::Dim)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(2));
    auto* head = new QHBoxLayout;
    m_picker->setAccessibleName(tr("Which comparison is shown"));
    m_picker->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_picker->setMinimumContentsLength(30);
    head->addWidget(new PlainLabel(tr("Compared so far"), Type::Title));
    head->addSpacing(Theme::space(3));
    head->addWidget(m_picker, 1);
    layout->addLayout(head);
    layout->addWidget(m_compared);
    layout->addWidget(m_table);
    buildTable();
    buildFoot();
    connect(m_picker, &QComboBox::currentIndexChanged, this, &GridResults::show);
}

void GridResults::buildTable() {
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTextElideMode(Qt::ElideRight);
    m_compared->setWordWrap(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &GridResults::rowChanged);
    keepFitted(m_table, [this] { fitTable(); });
}

void GridResults::buildFoot() {
    m_open = new QPushButton(tr("Open its folder"));
    m_copy = new QPushButton(tr("Copy its path"));
    m_take = new QPushButton(tr("Train the next round like this"));
    m_path->setWordWrap(true);
    m_path->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* foot = new QHBoxLayout;
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_chosen);
    words->addWidget(m_path);
    foot->addLayout(words, 1);
    for (QPushButton* button : {m_open, m_copy, m_take})
        foot->addWidget(button, 0, Qt::AlignTop);
    static_cast<QVBoxLayout*>(layout())->addLayout(foot);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const GridRow* row = chosen())
            Q_EMIT folderWanted(row->folder);
    });
    connect(m_copy, &QPushButton::clicked, this, &GridResults::copyPath);
    connect(m_take, &QPushButton::clicked, this, [this] {
        if (const GridRow* row = chosen())
            Q_EMIT choicesWanted(row->options);
    });
}

void GridResults::setResults(std::vector<GridResult> results) {
    const JobId newest = m_results.empty() ? 0 : m_results.front().job;
    const int index = m_picker->currentIndex();
    const JobId shown =
        index >= 0 && index < std::ssize(m_results) ? m_results[static_cast<std::size_t>(index)].job : 0;
    m_results = std::move(results);
    const QSignalBlocker quiet(m_picker);
    m_picker->clear();
    for (const GridResult& result : m_results)
        m_picker->addItem(comparisonName(result));
    const auto same = std::find_if(m_results.begin(), m_results.end(), [&](auto& one) { return one.job == shown; });
    const bool is_news = !m_results.empty() && m_results.front().job != newest;
    m_picker->setCurrentIndex(m_results.empty()                    ? -1
                              : is_news || same == m_results.end() ? 0
                                                                   : static_cast<int>(same - m_results.begin()));
    show(m_picker->currentIndex());
}

void GridResults::show(int index) {
    static const GridResult none;
    const GridResult& result = index < 0 ? none : m_results.at(static_cast<std::size_t>(index));
    m_model->setResult(result);
    QString compared =
        result.split ? tr("Compared on the problems of the split “%1”.").arg(splitText(*result.split)) : QString();
    if (result.n > 0)
        compared += QLatin1Char(' ') + tr("Best of N: of %1 samples a problem.").arg(QLocale().toString(result.n));
    m_compared->setText(compared);
    m_compared->setVisible(!compared.isEmpty());
    if (m_model->rowCount() > 0)
        m_table->selectRow(0); // the best
    fitTable();
    rowChanged();
}

const GridRow* GridResults::chosen() const { return m_model->row(m_table->currentIndex().row()); }

void GridResults::rowChanged() {
    const GridRow* row = chosen();
    const int index = m_picker->currentIndex();
    const bool trained = row && row->model;
    m_open->setEnabled(trained);
    m_copy->setEnabled(trained);
    m_take->setEnabled(row != nullptr);
    QString text;
    if (row && index >= 0) {
        text = gridRowText(m_results[static_cast<std::size_t>(index)], *row);
        if (trained)
            text = text.isEmpty() ? tr("Model %1").arg(*row->model) : tr("Model %1: %2").arg(*row->model).arg(text);
    }
    m_chosen->setText(text);
    m_path->setText(!row ? QString() : trained ? row->folder : row->error.left(1000));
    m_path->setTone(row && !trained ? Tone::Negative : Tone::Dim);
}

void GridResults::copyPath() {
    if (const GridRow* row = chosen()) {
        QGuiApplication::clipboard()->setText(row->folder);
        Q_EMIT notice(tr("Copied: %1").arg(row->folder), false);
    }
}

QString GridResults::chosenText() const { return m_chosen->text() + QLatin1Char('\n') + m_path->text(); }

void GridResults::fitTable() {
    fitColumns(m_table, {m_model->place(GridTable::Labels), m_model->place(GridTable::Seconds),
                         m_model->place(GridTable::Brier), m_model->place(GridTable::Auc)});
    fitRows(m_table, kMostGridRows);
}

} // namespace stepmark::ui
