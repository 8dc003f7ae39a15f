// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is made of; what it does is in weak_strong_page.cpp.
#include "ui/weakstrong/weak_strong_page.h"

#include "ui/runs/job_panel.h"
#include "ui/weakstrong/ask_to_remove.h"
#include "ui/weakstrong/cost_panel.h"
#include "ui/weakstrong/run_panel.h"
#include "ui/weakstrong/study_form.h"
#include "ui/weakstrong/study_panel.h"
#include "ui/weakstrong/study_tables.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

constexpr int kMostStudies = 5; ///< rows of the list; more scroll in it

QVBoxLayout* bare(QWidget* widget) {
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(3));
    return layout;
}

} // namespace

WeakStrongPage::WeakStrongPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_message(new MessagePanel)
    , m_area(new QScrollArea)
    , m_tabs(new QTabBar)
    , m_job(new JobPanel)
    , m_model(new StudyList(this)) {
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(4));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(buildHead());
    layout->addWidget(m_job);
    layout->addWidget(buildStudies());
    layout->addWidget(buildForm());
    layout->addStretch(1);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(page);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_area);
    bare(this)->addWidget(m_stack);
    m_job->hide();
    setFocusProxy(m_tabs);
    connectParts();
    showNoProject();
}

QWidget* WeakStrongPage::buildHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(6));
    m_tabs->setAccessibleName(tr("Weak to strong: studies or a new one"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setFocusPolicy(Qt::StrongFocus);
    m_tabs->addTab(tr("Studies"));
    m_tabs->addTab(tr("New study"));
    row->addWidget(makeHeading(tr("Weak to strong")));
    row->addWidget(m_tabs);
    row->addStretch(1);
    return head;
}

QWidget* WeakStrongPage::buildStudies() {
    m_studies_tab = new QWidget;
    auto* layout = bare(m_studies_tab);
    m_none = new PlainLabel(
        tr("No study yet. Set one up under “New study”: weak models will teach stronger ones a task, and "
           "the figure will show how much of the stronger ones' worth that brings out."),
        Type::Body, Tone::Dim);
    m_none->setWordWrap(true);
    m_overview = new QWidget;
    auto* overview = bare(m_overview);
    m_list = newRowTable(tr("Studies of the project"));
    m_list->setModel(m_model);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    keepFitted(m_list, [this] { fitList(); });
    auto* go_on = new QPushButton(tr("Go on with this study"));
    m_go_on = go_on;
    m_panel = new StudyPanel;
    overview->addWidget(m_list);
    auto* deeds = new QHBoxLayout;
    deeds->setSpacing(Theme::space(2));
    m_remove = new QPushButton(tr("Remove this study…"));
    m_remove->setProperty("link", true);
    deeds->addWidget(m_go_on);
    deeds->addStretch(1);
    deeds->addWidget(m_remove);
    overview->addLayout(deeds);
    overview->addWidget(m_panel);
    m_run = new RunPanel;
    m_run->hide();
    layout->addWidget(m_none);
    layout->addWidget(m_overview);
    layout->addWidget(m_run);
    connect(go_on, &QPushButton::clicked, this, &WeakStrongPage::goOn);
    connect(m_remove, &QPushButton::clicked, this, &WeakStrongPage::askToRemoveStudy);
    return m_studies_tab;
}

QWidget* WeakStrongPage::buildForm() {
    m_form_tab = new QWidget;
    auto* layout = bare(m_form_tab);
    m_form = new StudyForm;
    m_cost = new CostPanel;
    layout->addWidget(m_form);
    layout->addWidget(m_cost);
    return m_form_tab;
}

void WeakStrongPage::connectParts() {
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) { showTab(static_cast<Tab>(index)); });
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this] { m_tab_chosen = true; });
    connect(m_message, &MessagePanel::activated, this, &WeakStrongPage::projectWanted);
    connect(m_job, &JobPanel::cancelRequested, this, &WeakStrongPage::cancelJob);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_shown = false;
        showStudy();
    });
    connect(m_panel, &StudyPanel::figureChosen, this, &WeakStrongPage::showFigure);
    connect(m_panel, &StudyPanel::notice, this, &WeakStrongPage::notice);
    connect(m_run, &RunPanel::notice, this, &WeakStrongPage::notice);
    connect(m_run, &RunPanel::backRequested, this, &WeakStrongPage::leaveRun);
    connect(m_run, &RunPanel::runWanted, this, [this](const RunPlace& place) {
        m_wanted = place;
        if (const Study* study = chosen())
            m_run->showBusy(*study, place);
        Q_EMIT runWanted(place);
    });
    connect(m_form, &StudyForm::changed, this, &WeakStrongPage::forgetCost);
    connect(m_form, &StudyForm::taskWanted, this, &WeakStrongPage::askTask);
    connect(m_form, &StudyForm::taskUnwanted, this, [this](const QString& name) {
        m_question = askToRemoveTask(this, name, [this, name] { Q_EMIT removeTask(name); });
    });
    connect(m_form, &StudyForm::startWanted, this, &WeakStrongPage::startStudy);
    connect(m_form, &StudyForm::costWanted, this, [this](const StudySpec& spec) {
        m_cost->showBusy();
        Q_EMIT costWanted(spec);
    });
}

void WeakStrongPage::fitList() {
    fitColumns(m_list, {StudyList::When, StudyList::Seeds, StudyList::Way}, StudyList::Ladder);
    fitRows(m_list, kMostStudies);
}

} // namespace stepmark::ui
