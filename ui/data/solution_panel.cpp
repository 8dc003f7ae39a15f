// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/solution_panel.h"

#include "ui/data/data_text.h"
#include "ui/data/history_list.h"
#include "ui/data/step_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/text_block.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kReadingWidth = 820;
constexpr int kHistoryWidth = 320;

} // namespace

SolutionPanel::SolutionPanel(QWidget* parent)
    : QWidget(parent)
    , m_area(new QScrollArea) {
    connect(&Theme::instance(), &Theme::changed, this, &SolutionPanel::fitHistory);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* reading = new QVBoxLayout;
    reading->setSpacing(0);
    reading->addWidget(buildHead());
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    reading->addWidget(m_area, 1);
    reading->addWidget(buildFoot());
    layout->addLayout(reading, 1);
    layout->addWidget(buildHistory());
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Solution"));
}

QWidget* SolutionPanel::buildHead() {
    auto* head = new QWidget;
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(6), Theme::space(2));
    column->setSpacing(Theme::space(1));
    m_title = new ElidedLabel({}, Type::Heading);
    column->addWidget(m_title);
    m_facts = new PlainLabel({}, Type::Small, Tone::Dim);
    m_facts->setWordWrap(true);
    column->addWidget(m_facts);
    return head;
}

QWidget* SolutionPanel::buildFoot() {
    auto* foot = new QWidget;
    auto* flow = new FlowLayout(Theme::space(4), Theme::space(1), foot);
    flow->setContentsMargins(Theme::space(8), Theme::space(2), Theme::space(6), Theme::space(4));
    const auto add = [&](const QString& key, const QString& text, auto action) {
        auto* hint = new KeyHint(key, text, foot);
        connect(hint, &KeyHint::clicked, this, action);
        flow->addWidget(hint);
    };
    add(QStringLiteral("L"), tr("label it now"), [this] { Q_EMIT labelRequested(m_detail.item.id); });
    add(QStringLiteral("T"), tr("step tree"), [this] { Q_EMIT treeRequested(m_detail.item.problem); });
    add(QStringLiteral("C"), tr("copy"), [this] { copy(); });
    add(QStringLiteral("P"), tr("previous"), [this] { Q_EMIT moveRequested(-1); });
    add(QStringLiteral("N"), tr("next"), [this] { Q_EMIT moveRequested(1); });
    add(QStringLiteral("Esc"), tr("list"), [this] { Q_EMIT backRequested(); });
    return foot;
}

QWidget* SolutionPanel::buildHistory() {
    auto* panel = new QWidget;
    panel->setObjectName(QStringLiteral("sidePanel"));
    panel->setAttribute(Qt::WA_StyledBackground);
    m_history_panel = panel;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(Theme::space(4), Theme::space(5), Theme::space(4), Theme::space(4));
    column->setSpacing(Theme::space(2));
    column->addWidget(makeCaption(tr("All that was done to it")));
    m_no_history = new PlainLabel(tr("Nobody has marked it yet."), Type::Body, Tone::Dim);
    m_no_history->setWordWrap(true);
    m_history = new QListView;
    m_history_model = new HistoryModel(this);
    m_history->setModel(m_history_model);
    m_history->setItemDelegate(new HistoryDelegate(this));
    m_history->setUniformItemSizes(true);
    m_history->setFrameShape(QFrame::NoFrame);
    m_history->setAccessibleName(tr("All that was done to it"));
    m_history->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_no_history);
    column->addWidget(m_history, 1);
    column->addStretch(0);
    return panel;
}

void SolutionPanel::resizeEvent(QResizeEvent* event) {
    fitHistory();
    QWidget::resizeEvent(event);
}

void SolutionPanel::fitHistory() {
    m_history_panel->setFixedWidth(std::min(Theme::instance().scaled(kHistoryWidth), width() / 3));
}

void SolutionPanel::setDetail(const SolutionDetail& detail) {
    m_detail = detail;
    const QLocale locale;
    m_title->setText(tr("Solution %1").arg(locale.toString(detail.item.id)));
    fillFacts();
    buildBody();
    m_history_model->setLines(detail.history);
    m_no_history->setVisible(detail.history.empty());
    m_history->setVisible(!detail.history.empty());
}

void SolutionPanel::fillFacts() {
    const QLocale locale;
    const SolutionItem& item = m_detail.item;
    QStringList facts{tr("problem %1").arg(locale.toString(item.problem)),
                      item.answer
                          ? tr("final answer %1: %2").arg(item.answer->left(80).simplified(), verdictText(item.correct))
                          : tr("no final answer")};
    if (item.score)
        facts.append(tr("score %1").arg(scoreText(item.score)));
    if (!m_detail.subject.isEmpty())
        facts.append(m_detail.subject.left(60).simplified());
    facts.append(splitText(item.split));
    if (!item.source.isEmpty())
        facts.append(tr("from %1").arg(item.source.left(80).simplified()));
    if (item.flagged)
        facts.append(tr("⚑ flagged"));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void SolutionPanel::buildBody() {
    m_texts.clear();
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* outer = new QHBoxLayout(page);
    outer->setContentsMargins(Theme::space(8), Theme::space(2), Theme::space(6), Theme::space(6));
    auto* body = new QWidget;
    body->setMaximumWidth(kReadingWidth);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    const auto addText = [&](const QString& caption, const QString& text) {
        column->addWidget(makeCaption(caption));
        auto* block = new TextBlock(Type::Reading);
        block->setText(text);
        column->addWidget(block);
        column->addSpacing(Theme::space(3));
        m_texts.append(block);
    };
    addText(tr("Problem"), m_detail.item.problem_text);
    if (m_detail.reference_answer)
        addText(tr("Reference answer"), *m_detail.reference_answer);
    if (m_detail.reference_solution)
        addText(tr("Reference solution"), *m_detail.reference_solution);
    column->addWidget(makeCaption(tr("Steps")));
    int number = 0;
    for (const StepDetail& step : m_detail.steps) {
        auto* card = new StepCard(++number, step);
        column->addWidget(card);
        m_texts.append(card->text());
    }
    if (m_detail.steps.empty())
        column->addWidget(new PlainLabel(tr("It has no steps."), Type::Body, Tone::Dim));
    column->addStretch(1);
    outer->addWidget(body, 1);
    outer->addStretch(0);
    m_area->setWidget(page);
    m_area->verticalScrollBar()->setValue(0);
}

void SolutionPanel::copy() const {
    QString text;
    for (const TextBlock* block : m_texts)
        if (!block->selectedText().isEmpty())
            text = block->selectedText();
    QApplication::clipboard()->setText(text.isEmpty() ? copyText(m_detail) : text);
}

void SolutionPanel::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) {
        QWidget::keyPressEvent(event);
        return;
    }
    QScrollBar* bar = m_area->verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Escape:
        Q_EMIT backRequested();
        return;
    case Qt::Key_L:
        Q_EMIT labelRequested(m_detail.item.id);
        return;
    case Qt::Key_T:
        Q_EMIT treeRequested(m_detail.item.problem);
        return;
    case Qt::Key_C:
        copy();
        return;
    case Qt::Key_N:
    case Qt::Key_P:
        Q_EMIT moveRequested(event->key() == Qt::Key_N ? 1 : -1);
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        bar->setValue(bar->value() + (event->key() == Qt::Key_Down ? 60 : -60));
        return;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        bar->setValue(bar->value() + (event->key() == Qt::Key_PageDown ? bar->pageStep() : -bar->pageStep()));
        return;
    case Qt::Key_Home:
    case Qt::Key_End:
        bar->setValue(event->key() == Qt::Key_Home ? 0 : bar->maximum());
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace stepmark::ui
