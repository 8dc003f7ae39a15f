// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/labelers/labelers_page.h"

#include "ui/labelers/labeler_table.h"
#include "ui/rounds/round_results.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/sentences.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kMostLabelers = 12; ///< rows of the table; more scroll in it
constexpr int kMostGold = 8;

QHBoxLayout* addButtons(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(2));
    layout->addLayout(row);
    return row;
}

QPushButton* addButton(QHBoxLayout* row, const QString& text, const QString& meaning) {
    auto* button = new QPushButton(text);
    button->setToolTip(meaning);
    button->setAccessibleDescription(meaning);
    row->addWidget(button);
    return button;
}

} // namespace

LabelersPage::LabelersPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_message(new MessagePanel)
    , m_labeler_model(new LabelerTable(this))
    , m_gold_model(new GoldTable(this)) {
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(buildPage());
    m_stack->addWidget(m_message);
    m_stack->addWidget(area);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    setFocusProxy(m_labelers);
    connect(m_message, &MessagePanel::activated, this,
            [this] { m_has_project ? Q_EMIT refreshWanted() : Q_EMIT projectWanted(); });
    keepFitted(m_labelers, [this] { fitLabelers(); });
    keepFitted(m_gold, [this] { fitGold(); });
    showNoProject();
}

QWidget* LabelersPage::buildPage() {
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(makeHeading(tr("Labelers")));
    m_summary = new PlainLabel({}, Type::Body, Tone::Dim);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    buildLabelers(layout);
    layout->addSpacing(Theme::space(3));
    buildGold(layout);
    layout->addStretch(1);
    return page;
}

QTableView* LabelersPage::makeTable(const QString& name) {
    QTableView* table = newRowTable(name);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // columns that do not fit are hidden
    table->setTextElideMode(Qt::ElideRight);
    return table;
}

/// An arrow key changes the selection before the current row, which is what the buttons act on.
void LabelersPage::followChoice(QTableView* table) {
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LabelersPage::refreshButtons);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LabelersPage::refreshButtons);
}

QPushButton* LabelersPage::addSave(QBoxLayout* row, const QString& name, const std::function<QByteArray()>& csv) {
    auto* save = new QPushButton(RoundResults::tr("Save the table (CSV)…"));
    save->setObjectName(QStringLiteral("save-") + name);
    save->setProperty("link", true);
    row->addWidget(save);
    connect(save, &QPushButton::clicked, this, [this, name, csv] { m_save_as.table(csv(), name); });
    return save;
}

void LabelersPage::buildLabelers(QVBoxLayout* layout) {
    m_labelers = makeTable(tr("Labelers"));
    m_labelers->setModel(m_labeler_model);
    layout->addWidget(m_labelers);
    auto* row = addButtons(layout);
    m_admit = addButton(row, tr("Admit"), tr("They get solutions from the queue, whatever the screening said."));
    m_pause = addButton(row, tr("Pause"), tr("They get nothing more until they are admitted again."));
    addSave(row, QStringLiteral("labelers"), [this] { return m_labeler_model->csv(); });
    row->addStretch(1);
    m_hidden = new PlainLabel({}, Type::Small, Tone::Dim);
    m_hidden->setWordWrap(true);
    layout->addWidget(m_hidden);
    followChoice(m_labelers);
    connect(m_admit, &QPushButton::clicked, this,
            [this] { Q_EMIT stateWanted(selectedLabeler(), LabelerState::Admitted); });
    connect(m_pause, &QPushButton::clicked, this,
            [this] { Q_EMIT stateWanted(selectedLabeler(), LabelerState::Paused); });
}

void LabelersPage::buildGold(QVBoxLayout* layout) {
    layout->addWidget(makeCaption(tr("Gold items in service")));
    auto* row = addButtons(layout);
    auto* control =
        addButton(row, tr("My last solution is gold"),
                  tr("The solution you finished last is mixed into the others' queues from the next round on."));
    auto* screening =
        addButton(row, tr("…for screening"), tr("The solution you finished last is asked of those who are new."));
    m_retire = addButton(row, tr("Take out of service"),
                         tr("Nobody is asked this item any more, and its answers no longer count."));
    m_save_gold = addSave(row, QStringLiteral("gold"), [this] { return m_gold_model->csv(); });
    row->addStretch(1);
    m_gold = makeTable(tr("Gold items in service"));
    m_gold->setModel(m_gold_model);
    layout->addWidget(m_gold);
    m_gold_none = new PlainLabel(tr("None yet. A gold item is a solution whose ratings are known. Mark some of your "
                                    "own with the buttons above, or "
                                    "many at once with \"stepmarkctl gold\"."),
                                 Type::Body, Tone::Dim);
    m_gold_none->setWordWrap(true);
    layout->addWidget(m_gold_none);
    control->setObjectName(QStringLiteral("goldControl"));
    screening->setObjectName(QStringLiteral("goldScreening"));
    connect(control, &QPushButton::clicked, this, [this] { Q_EMIT goldWanted(false); });
    connect(screening, &QPushButton::clicked, this, [this] { Q_EMIT goldWanted(true); });
    connect(m_retire, &QPushButton::clicked, this, [this] { Q_EMIT goldRetired(selectedGold()); });
    followChoice(m_gold);
}

void LabelersPage::setView(const LabelersView& view) {
    const LabelerId labeler = selectedLabeler();
    const int gold_row = m_gold->currentIndex().row();
    m_has_project = true;
    m_view = view;
    m_labeler_model->setRows(view.labelers, view.rules);
    m_gold_model->setRows(view.gold);
    const auto screening =
        std::count_if(view.gold.begin(), view.gold.end(), [](const GoldRow& row) { return row.screening; });
    const int control = static_cast<int>(std::ssize(view.gold) - screening);
    const int wanted = view.rules.screening_items;
    const QString gold = control > 0 ? countText(control, tr("One gold item for quality control."),
                                                 tr("%1 gold items for quality control."))
                                     : tr("No gold items for quality control: nobody can be seen slipping.");
    const QString newcomers = wanted == 0 ? tr("Nobody is screened.")
                              : screening < wanted
                                  ? tr("%1 of %2 screening items: newcomers are admitted unseen until there are all.")
                                        .arg(screening)
                                        .arg(wanted)
                                  : tr("Newcomers answer %1 screening items and are admitted from %2 % right on.")
                                        .arg(wanted)
                                        .arg(std::lround(view.rules.threshold * 100));
    m_summary->setText(sentences(gold, newcomers));
    m_gold->setVisible(!view.gold.empty());
    m_save_gold->setVisible(!view.gold.empty());
    m_gold_none->setVisible(view.gold.empty());
    fitLabelers();
    fitGold();
    for (int row = 0; row < m_labeler_model->rowCount(); ++row)
        if (m_labeler_model->row(row)->id == labeler || (labeler == 0 && row == 0))
            m_labelers->selectRow(row);
    if (gold_row >= 0 && !view.gold.empty())
        m_gold->selectRow(std::min(gold_row, m_gold_model->rowCount() - 1));
    refreshButtons();
    if (view.labelers.empty())
        showMessage(tr("Nobody has labelled here yet"),
                    tr("Who sits down and marks a solution appears here, with how they do on gold items."), {});
    else
        m_stack->setCurrentIndex(1);
}

void LabelersPage::fitLabelers() {
    fitColumns(m_labelers, {LabelerTable::Active, LabelerTable::Pace, LabelerTable::Marks, LabelerTable::Solutions,
                            LabelerTable::Steps, LabelerTable::Interval});
    fitRows(m_labelers, kMostLabelers);
    tellHidden();
}

/// What a small window has no column for is told of the chosen labeler.
void LabelersPage::tellHidden() {
    const int row = m_labelers->currentIndex().row();
    QStringList facts;
    for (int column = 0; row >= 0 && column < LabelerTable::Columns; ++column)
        if (m_labelers->isColumnHidden(column))
            facts.append(QStringLiteral("%1 %2").arg(
                m_labeler_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                m_labeler_model->index(row, column).data().toString()));
    m_hidden->setText(facts.join(QStringLiteral(" · ")));
    m_hidden->setVisible(!facts.isEmpty());
}

void LabelersPage::fitGold() {
    fitColumns(m_gold, {GoldTable::Origin, GoldTable::Steps, GoldTable::Use}, GoldTable::Problem);
    fitRows(m_gold, kMostGold);
}

void LabelersPage::refreshButtons() {
    const LabelerRow* row = m_labeler_model->row(m_labelers->currentIndex().row());
    const bool selected = row && m_labelers->selectionModel()->hasSelection();
    m_admit->setEnabled(selected && row->state != LabelerState::Admitted);
    m_pause->setEnabled(selected && row->state != LabelerState::Paused);
    m_retire->setEnabled(selectedGold() != 0);
    tellHidden();
}

LabelerId LabelersPage::selectedLabeler() const {
    const LabelerRow* row = m_labeler_model->row(m_labelers->currentIndex().row());
    return row ? row->id : 0;
}

std::int64_t LabelersPage::selectedGold() const {
    const GoldRow* row = m_gold_model->row(m_gold->currentIndex().row());
    return row && m_gold->selectionModel()->hasSelection() ? row->id : 0;
}

void LabelersPage::showMessage(const QString& title, const QString& text, const QString& button) {
    m_message->setMessage(title, text, button);
    m_stack->setCurrentIndex(0);
}

void LabelersPage::showNoProject() {
    m_has_project = false;
    m_view = {};
    m_labeler_model->setRows({}, {});
    m_gold_model->setRows({});
    showMessage(tr("No project is open"), tr("The labelers of a project are shown here, and how they do."),
                tr("Open a project"));
}

void LabelersPage::showBusy() {
    m_has_project = true;
    if (m_view.labelers.empty()) // what was there before stays until the new figures come
        showMessage(tr("Looking at everybody's marks"), {}, {});
}

void LabelersPage::showError(const QString& message) {
    m_has_project = true;
    showMessage(tr("That did not work"), message, tr("Try again"));
}

QString LabelersPage::summary() const { return m_summary->text(); }

QString LabelersPage::message() const { return m_stack->currentIndex() == 0 ? m_message->title() : QString(); }

} // namespace stepmark::ui
