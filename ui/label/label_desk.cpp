// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_desk.h"

#include "ui/label/ending_panel.h"
#include "ui/label/solution_view.h"
#include "ui/label/steps_head.h"
#include "ui/theme/theme.h"
#include "ui/widgets/count_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTimer>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kTick_ms = 1000;
constexpr int kSide = 292; ///< width of the side panel, px at normal text size
constexpr int kNarrowSide = 248;
constexpr int kNarrow = 1000; ///< a page below this width gives its steps more of it

} // namespace

LabelDesk::LabelDesk(LabelWork& work, QWidget* parent)
    : QWidget(parent)
    , m_work(work)
    , m_view(new SolutionView)
    , m_side(new SidePanel)
    , m_side_area(new QScrollArea)
    , m_ending(m_view->endingPanel())
    , m_tick(new QTimer(this)) {
    build();
    connectParts();
    m_side->noteField()->installEventFilter(this);
    connect(&Theme::instance(), &Theme::changed, this, &LabelDesk::fitSide);
}

void LabelDesk::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    m_side_area->setFrameShape(QFrame::NoFrame);
    m_side_area->setFocusPolicy(Qt::NoFocus);
    m_side_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side_area->setWidgetResizable(true);
    m_side_area->setWidget(m_side);
    row->addWidget(m_side_area);
}

void LabelDesk::connectParts() {
    connect(&m_work, &LabelWork::changed, this, &LabelDesk::refresh);
    connect(m_view, &SolutionView::chosen, this, [this](int row, Rating rating) {
        setFocus(Qt::MouseFocusReason);
        mark(row, rating);
    });
    connect(m_view, &SolutionView::unsureToggled, this, [this](int row) {
        setFocus(Qt::MouseFocusReason);
        m_work.toggleUnsure(row);
    });
    connect(m_view, &SolutionView::pointedAt, this, [this](int row) {
        setFocus(Qt::MouseFocusReason);
        m_work.moveTo(row);
    });
    connect(m_view, &SolutionView::actionWanted, this, &LabelDesk::actionWanted);
    connect(m_side, &SidePanel::actionWanted, this, &LabelDesk::actionWanted);
    connect(m_side, &SidePanel::noteEdited, this, [this] { m_work.writeNote(m_side->note()); });
    connect(m_ending, &EndingPanel::confirmed, this, [this] {
        setFocus(Qt::OtherFocusReason);
        const FinishReason reason = m_ending->reason();
        const QString detail = m_ending->detail();
        m_ending->dismiss();
        m_work.finishAs(reason, detail);
    });
    connect(m_ending, &EndingPanel::dismissed, this, &LabelDesk::dismissEnding);
    connect(m_ending, &EndingPanel::keyboardBack, this, [this] { setFocus(Qt::OtherFocusReason); });
    m_tick->setInterval(kTick_ms);
    connect(m_tick, &QTimer::timeout, this, &LabelDesk::updateTime);
}

void LabelDesk::resizeEvent(QResizeEvent* event) {
    fitSide();
    QWidget::resizeEvent(event);
}

/// It grows with the text, but leaves the steps two thirds of the page.
void LabelDesk::fitSide() {
    const Theme& theme = Theme::instance();
    const int wanted = theme.scaled(width() < theme.scaled(kNarrow) ? kNarrowSide : kSide);
    m_side_area->setFixedWidth(std::min(wanted, width() / 3));
}

void LabelDesk::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    updateTime();
    m_tick->start();
}

void LabelDesk::hideEvent(QHideEvent* event) {
    m_tick->stop();
    QWidget::hideEvent(event);
}

void LabelDesk::updateTime() { m_side->setTime(m_work.clock().total_ms(), m_work.clock().step_ms()); }

void LabelDesk::setKeys(const KeyMap& keys) {
    m_keys = keys;
    m_view->setKeys(keys);
    m_side->setKeys(keys);
    refresh();
}

// ---- the solution

void LabelDesk::showTask() {
    m_ending->dismiss();
    m_shown = {};
    m_view->setTask(m_work.pass().task());
    m_side->setTask(m_work.pass().task());
    refresh();
}

void LabelDesk::refresh() {
    if (!m_work.isOpen())
        return;
    const LabelPass& pass = m_work.pass();
    m_view->refresh(pass, {hasFocus(), m_shown.opinion});
    m_side->setFlagged(m_work.isFlagged());
    const bool at_error = m_work.refusal() == LabelWork::Refusal::None && pass.firstNegative() >= 0 && pass.complete();
    m_view->head()->setHint(hintNow(), at_error ? StepsHead::Tone::Error : StepsHead::Tone::Quiet,
                            at_error ? finishHint() : QString());
}

/// What is next, where it is not simply the next step.
QString LabelDesk::hintNow() const {
    if (m_work.refusal() != LabelWork::Refusal::None)
        return refusalText();
    const LabelPass& pass = m_work.pass();
    const QString finish = m_keys.cap(LabelAction::Finish);
    const QString undo = m_keys.cap(LabelAction::Undo);
    if (pass.stepCount() == 0)
        return tr("This solution has no steps. %1: skip, %2: bad problem, %3: give up")
            .arg(m_keys.cap(LabelAction::Skip), m_keys.cap(LabelAction::BadProblem), m_keys.cap(LabelAction::GiveUp));
    if (!pass.complete())
        return {};
    if (pass.firstNegative() < 0)
        return tr("Every step is marked. %1: finish, %2: undo").arg(finish, undo);
    const int left = pass.alternativesUnmarked();
    if (left > 0)
        return countText(left, tr("First error marked. Rate the alternative to it too, or %2: finish, %3: undo"),
                         tr("First error marked. Rate the %1 alternatives to it too, or %2: finish, %3: undo"))
            .arg(finish, undo);
    return finishHint();
}

QString LabelDesk::refusalText() const {
    switch (m_work.refusal()) {
    case LabelWork::Refusal::BehindError:
        return tr("Behind the first error nothing is marked. %1: finish, %2: undo")
            .arg(m_keys.cap(LabelAction::Finish), m_keys.cap(LabelAction::Undo));
    case LabelWork::Refusal::StepsUnmarked:
        return countText(m_work.pass().unmarked(),
                         tr("One step is still without a mark. Mark it, or the first error with %2."),
                         tr("%1 steps are still without a mark. Mark each, or the first error with %2."))
            .arg(m_keys.cap(LabelAction::Wrong));
    case LabelWork::Refusal::NothingToUndo:
        return tr("Nothing more to take back.");
    case LabelWork::Refusal::None:
        break;
    }
    return {};
}

QString LabelDesk::finishHint() const {
    return tr("First error marked. %1: finish, %2: undo")
        .arg(m_keys.cap(LabelAction::Finish), m_keys.cap(LabelAction::Undo));
}

void LabelDesk::reveal(LabelAction action) {
    if (action == LabelAction::Reference)
        m_shown.reference = !m_shown.reference;
    else if (action == LabelAction::Why)
        m_shown.why = !m_shown.why;
    else if (action == LabelAction::Thinking)
        m_shown.thinking = !m_shown.thinking;
    else if (action == LabelAction::Opinion)
        m_shown.opinion = !m_shown.opinion;
    // Once seen it may have led: marks after it say so, whether it is still on screen or not.
    if (m_shown.opinion)
        m_work.sawOpinion();
    m_side->setReveal(m_shown);
    refresh();
}

// ---- the question how it ends

void LabelDesk::askEnding(FinishReason reason) {
    const bool bad = reason == FinishReason::BadProblem;
    m_ending->ask(reason, m_keys.cap(bad ? LabelAction::BadProblem : LabelAction::GiveUp));
    m_work.dropRefusal();
}

void LabelDesk::dismissEnding() {
    m_ending->dismiss();
    setFocus(Qt::OtherFocusReason);
    refresh();
}

void LabelDesk::mark(int row, Rating rating) {
    m_ending->dismiss();
    m_work.mark(row, rating);
}

void LabelDesk::finishByKey() {
    m_ending->dismiss();
    m_work.finishByKey();
}

void LabelDesk::undo() {
    m_ending->dismiss();
    m_work.undo();
}

// ---- the note, and what is read

void LabelDesk::goToNote() {
    m_side_area->ensureWidgetVisible(m_side->noteField());
    m_side->noteField()->setFocus(Qt::ShortcutFocusReason);
}

bool LabelDesk::noteHasFocus() const { return m_side->noteField()->hasFocus(); }

bool LabelDesk::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_side->noteField() && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool done = key->key() == Qt::Key_Escape ||
                          (key->key() == Qt::Key_Return && key->modifiers().testFlag(Qt::ControlModifier));
        if (done) {
            m_work.flushDraft();
            setFocus(Qt::ShortcutFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LabelDesk::scrollPages(int pages) { m_view->scrollPages(pages); }

void LabelDesk::scrollProblem(int pages) { m_view->scrollProblem(pages); }

QString LabelDesk::selectedText() const {
    const QString text = m_view->selectedText();
    return text.isEmpty() ? m_side->selectedText() : text;
}

} // namespace stepmark::ui
