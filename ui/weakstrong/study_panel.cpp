// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/study_panel.h"

#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/weakstrong/study_tables.h"
#include "ui/weakstrong/study_text.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kFigureHeight = 400; ///< title, meaning, plot and readout, px at normal text size
constexpr int kSideBySide = 1000;  ///< width from which the second plot stands beside the first
constexpr int kMostRows = 12;      ///< of the table; more scroll in it
constexpr int kSmallest = 12;      ///< letters of a choice

/// A name beside a choice.
QWidget* named(const QString& name, QComboBox* choice) {
    auto* pair = new QWidget;
    auto* row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(2));
    auto* label = new PlainLabel(name, Type::Small, Tone::Dim);
    label->setBuddy(choice);
    choice->setAccessibleName(name);
    choice->setMinimumContentsLength(kSmallest);
    row->addWidget(label);
    row->addWidget(choice);
    return pair;
}

} // namespace

StudyPanel::StudyPanel(QWidget* parent)
    : QWidget(parent)
    , m_notes(new PlainLabel({}, Type::Small, Tone::Neutral))
    , m_figure(new PlotCard)
    , m_errors(new PlotCard)
    , m_cards(new QHBoxLayout)
    , m_model(new FigureTable(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(3));
    m_notes->setWordWrap(true);
    layout->addWidget(buildHead());
    layout->addWidget(m_notes);
    m_cards->setSpacing(Theme::space(3));
    m_cards->addWidget(m_figure, 2);
    m_cards->addWidget(m_errors, 1);
    layout->addLayout(m_cards);
    layout->addWidget(buildTable());
    for (PlotCard* card : {m_figure, m_errors}) {
        connect(card, &PlotCard::saveRequested, this,
                [this, card](const QString& suffix) { m_save_as.plot(card->view()->plot(), suffix); });
        connect(card->view(), &PlotView::picked, this, &StudyPanel::figureChosen);
    }
    connect(&Theme::instance(), &Theme::changed, this, &StudyPanel::arrange);
    arrange();
}

QWidget* StudyPanel::buildHead() {
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(5));
    m_title = new ElidedLabel({}, Type::Title);
    m_method = new ChoiceField;
    m_value = new ChoiceField;
    m_value->addItem(tr("Test figure"), static_cast<int>(StudyValue::Figure));
    m_value->addItem(tr("Gap recovered (PGR)"), static_cast<int>(StudyValue::Pgr));
    row->addWidget(m_title, 1);
    row->addWidget(named(tr("Method"), m_method));
    row->addWidget(named(tr("Drawn"), m_value));
    m_facts = new PlainLabel({}, Type::Small, Tone::Dim);
    m_facts->setWordWrap(true);
    column->addLayout(row);
    column->addWidget(m_facts);
    connect(m_method, &QComboBox::currentIndexChanged, this, &StudyPanel::refresh);
    connect(m_value, &QComboBox::currentIndexChanged, this, &StudyPanel::refresh);
    return head;
}

QWidget* StudyPanel::buildTable() {
    auto* whole = new QWidget;
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    m_table = newRowTable(tr("Figures of the study"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setTextElideMode(Qt::ElideRight);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const int figure = m_model->figureAt(index.row()); figure >= 0)
            Q_EMIT figureChosen(figure);
    });
    keepFitted(m_table, [this] {
        fitColumns(m_table, {FigureTable::BySeed, FigureTable::SameRight, FigureTable::SameWrong});
        fitRows(m_table, kMostRows);
    });
    auto* foot = new QHBoxLayout;
    auto* save = new QPushButton(tr("Save the table (CSV)…"));
    save->setProperty("link", true);
    foot->addWidget(new PlainLabel(tr("Enter, or a click on a point, opens a run."), Type::Small, Tone::Dim), 1);
    foot->addWidget(save);
    connect(save, &QPushButton::clicked, this,
            [this] { m_save_as.table(m_model->csv(), QStringLiteral("study-%1").arg(m_study.id)); });
    column->addWidget(m_table);
    column->addLayout(foot);
    return whole;
}

StudyMethod StudyPanel::method() const { return static_cast<StudyMethod>(m_method->currentData().toInt()); }

StudyValue StudyPanel::value() const { return static_cast<StudyValue>(m_value->currentData().toInt()); }

void StudyPanel::setStudy(const Study& study) {
    m_study = study;
    fillMethods();
    const QLocale locale;
    m_title->setText(tr("Study %1: %2")
                         .arg(locale.toString(static_cast<qlonglong>(study.id)),
                              drawable(QString::fromStdString(study.task).left(120))));
    QStringList facts{ladderText(study)};
    if (!study.models.empty())
        facts.append(tr("%1 to %2 weights")
                         .arg(sizeText(study.models.front().parameters), sizeText(study.models.back().parameters)));
    facts.append(wayText(study.spec.way));
    if (study.spec.reading == TaskReading::Generated)
        facts.append(readingText(study.spec.reading));
    if (study.results.test_examples > 0)
        facts.append(tr("test: %1 examples in %2 groups")
                         .arg(locale.toString(static_cast<qlonglong>(study.results.test_examples)),
                              locale.toString(static_cast<qlonglong>(study.results.test_groups))));
    if (study.results.baseline)
        facts.append(tr("nothing learnt: %1").arg(figureText(study, study.results.baseline)));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    const QStringList notes = studyNotes(study);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    refresh();
}

void StudyPanel::fillMethods() {
    const int chosen = m_method->currentData().toInt();
    const QSignalBlocker quiet(m_method);
    m_method->clear();
    for (const StudyMethod method : m_study.spec.methods)
        m_method->addItem(methodText(method), static_cast<int>(method));
    m_method->setCurrentIndex(std::max(0, m_method->findData(chosen)));
}

void StudyPanel::refresh() {
    const int figure = m_model->figureAt(m_table->currentIndex().row());
    m_figure->setPlot(studyPlot(m_study, method(), value()));
    m_errors->setPlot(agreementPlot(m_study, method()));
    m_model->setStudy(m_study, method());
    if (const int row = m_model->rowOf(figure); row >= 0)
        m_table->selectRow(row);
    fitColumns(m_table, {FigureTable::BySeed, FigureTable::SameRight, FigureTable::SameWrong});
    fitRows(m_table, kMostRows);
}

void StudyPanel::arrange() {
    const bool beside = width() >= Theme::instance().scaled(kSideBySide);
    m_cards->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (PlotCard* card : {m_figure, m_errors})
        card->setMinimumHeight(Theme::instance().scaled(kFigureHeight));
}

void StudyPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace stepmark::ui
