// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include "ui/start/recent_delegate.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/when_text.h"

#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

QPushButton* makeAction(const QString& text, const QString& name, bool primary) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setProperty("primary", primary);
    button->setMinimumHeight(40);
    return button;
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListView)
    , m_model(new QStandardItemModel(this))
    , m_recent_stack(new QStackedWidget) {
    auto* column = new QWidget;
    column->setMaximumWidth(760);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(Theme::space(6), Theme::space(10), Theme::space(6), Theme::space(6));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(new PlainLabel(QStringLiteral("Stepmark"), Type::Heading));
    auto* what = new PlainLabel(
        tr("Mark every step of a solution right, neutral or wrong; train a model on the marks; get the next "
           "convincing wrong answers."),
        Type::Reading, Tone::Dim);
    what->setWordWrap(true);
    layout->addWidget(what);
    layout->addSpacing(Theme::space(3));
    layout->addLayout(buildActions());
    m_message = new PlainLabel({}, Type::Body, Tone::Dim);
    m_message->setWordWrap(true);
    m_message->hide();
    layout->addWidget(m_message);
    layout->addSpacing(Theme::space(4));
    layout->addWidget(makeCaption(tr("Recent projects")));
    buildRecent();
    layout->addWidget(m_recent_stack, 100);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    outer->addWidget(column, 100);
    outer->addStretch(1);
    layout->addStretch(1);
    connect(&Theme::instance(), &Theme::changed, this, &StartPage::fitList);
    setRecent({});
}

QLayout* StartPage::buildActions() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(3));
    auto* sample = makeAction(tr("Try the sample project"), QStringLiteral("sampleProject"), true);
    auto* fresh = makeAction(tr("New project…"), QStringLiteral("newProject"), false);
    auto* open = makeAction(tr("Open…"), QStringLiteral("openProject"), false);
    connect(sample, &QPushButton::clicked, this, &StartPage::sampleProjectRequested);
    connect(fresh, &QPushButton::clicked, this, &StartPage::newProjectRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    for (QPushButton* button : {sample, fresh, open}) {
        row->addWidget(button);
        m_actions.append(button);
    }
    row->addStretch(1);
    setFocusProxy(sample);
    return row;
}

void StartPage::buildRecent() {
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RecentDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Recent projects"));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->installEventFilter(this);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { activate(index.row()); });
    auto* empty = new PlainLabel(
        tr("None yet. The sample project shows the whole loop in a few minutes, with everything it needs "
           "on board."),
        Type::Body, Tone::Dim);
    empty->setWordWrap(true);
    empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_recent_stack->addWidget(m_list);
    m_recent_stack->addWidget(empty);
    m_actions.append(m_list);
}

void StartPage::setRecent(const std::vector<RecentProject>& projects) {
    m_model->clear();
    for (const RecentProject& project : projects) {
        auto* item = new QStandardItem(project.title.left(200).simplified());
        item->setData(project.path, PathRole);
        item->setData(project.opened.isValid() ? whenText(project.opened) : QString(), OpenedRole);
        item->setData(project.exists, ExistsRole);
        m_model->appendRow(item);
    }
    m_recent_stack->setCurrentIndex(projects.empty() ? 1 : 0);
    fitList();
    if (!projects.empty())
        m_list->setCurrentIndex(m_model->index(0, 0));
}

/// The list is as high as its rows, within what the page gives it.
void StartPage::fitList() {
    const int row = m_model->rowCount() > 0 ? m_list->sizeHintForRow(0) : 0;
    m_recent_stack->setMaximumHeight(std::max(60, m_model->rowCount() * row + Theme::space(4)));
}

void StartPage::setBusy(const QString& what) {
    for (QWidget* action : m_actions)
        action->setEnabled(what.isEmpty());
    m_message->setTone(Tone::Dim);
    m_message->setText(what);
    m_message->setVisible(!what.isEmpty());
}

void StartPage::setError(const QString& message) {
    setBusy({});
    m_message->setTone(Tone::Negative);
    m_message->setText(message.left(2000));
    m_message->setVisible(!message.isEmpty());
}

void StartPage::activate(int row) {
    if (const QModelIndex index = m_model->index(row, 0); index.isValid())
        Q_EMIT openPathRequested(index.data(PathRole).toString());
}

bool StartPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int row = m_list->currentIndex().row();
        if (row >= 0 && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            activate(row);
            return true;
        }
        if (row >= 0 && key == Qt::Key_Delete) {
            Q_EMIT forgetRequested(m_list->currentIndex().data(PathRole).toString());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stepmark::ui
