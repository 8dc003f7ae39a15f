// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/solution_view.h"

#include "ui/label/step_row.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/text_block.h"

#include <QEvent>
#include <QFrame>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kReadableWidth = 980;
constexpr int kRowGap = Theme::space(1);

struct Key {
    int key;
    const char* cap;
    const char* text;
};

// In the order a labeler learns them.
constexpr Key kKeys[] = {
    {Qt::Key_1, "1", QT_TRANSLATE_NOOP("SolutionView", "wrong")},
    {Qt::Key_2, "2", QT_TRANSLATE_NOOP("SolutionView", "neutral")},
    {Qt::Key_3, "3", QT_TRANSLATE_NOOP("SolutionView", "right")},
    {Qt::Key_Return, "Enter", QT_TRANSLATE_NOOP("SolutionView", "finish")},
    {Qt::Key_U, "U", QT_TRANSLATE_NOOP("SolutionView", "undo")},
    {Qt::Key_S, "S", QT_TRANSLATE_NOOP("SolutionView", "skip")},
    {Qt::Key_F, "F", QT_TRANSLATE_NOOP("SolutionView", "flag")},
    {Qt::Key_N, "N", QT_TRANSLATE_NOOP("SolutionView", "note")},
    {Qt::Key_B, "B", QT_TRANSLATE_NOOP("SolutionView", "bad problem")},
    {Qt::Key_G, "G", QT_TRANSLATE_NOOP("SolutionView", "give up")},
    {Qt::Key_Question, "?", QT_TRANSLATE_NOOP("SolutionView", "all keys")},
};

QScrollArea* makeQuietArea(QWidget* inner, bool resizable) {
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // the page has the keyboard
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(resizable);
    inner->setObjectName(QStringLiteral("page"));
    area->setWidget(inner);
    return area;
}

} // namespace

SolutionView::SolutionView(QWidget* parent)
    : QWidget(parent) {
    auto* column = new QWidget;
    column->setMaximumWidth(kReadableWidth);
    auto* inner = new QVBoxLayout(column);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(Theme::space(2));
    inner->addWidget(makeProblemCard());
    inner->addWidget(makeStepsHead());
    m_column = new QWidget;
    m_area = makeQuietArea(m_column, false);
    m_area->viewport()->installEventFilter(this);
    inner->addWidget(m_area, 1);
    inner->addWidget(makeFoot());

    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(6), Theme::space(4));
    outer->addWidget(column);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        layOutProblem();
        layOutRows();
    });
}

QWidget* SolutionView::makeProblemCard() {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    m_problem_card = card;
    m_problem_caption = makeCaption({});
    m_problem = new TextBlock(Type::Reading);
    m_problem_area = makeQuietArea(m_problem, false);
    m_problem_area->viewport()->installEventFilter(this);
    connect(m_problem, &TextBlock::expanded, this, &SolutionView::layOutProblem);
    connect(m_problem, &TextBlock::selectionChanged, this, [this] { clearOtherSelections(m_problem); });
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(Theme::space(5), Theme::space(3), Theme::space(5), Theme::space(3));
    layout->setSpacing(Theme::space(1));
    layout->addWidget(m_problem_caption);
    layout->addWidget(m_problem_area);
    return card;
}

/// The line above the steps: their heading, or what is to be said right now. One height for both, so that nothing
/// jumps.
QWidget* SolutionView::makeStepsHead() {
    m_head = new QStackedWidget;
    m_steps_caption = makeCaption({});
    m_steps_caption->setContentsMargins(Theme::space(2), 0, 0, 0);
    auto* banner = new QFrame;
    banner->setObjectName(QStringLiteral("banner"));
    auto* inner = new QHBoxLayout(banner);
    inner->setContentsMargins(Theme::space(3), Theme::space(1), Theme::space(3), Theme::space(1));
    m_hint = new ElidedLabel({}, Type::Body);
    m_hint->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    inner->addWidget(m_hint, 1);
    m_head->addWidget(m_steps_caption);
    m_head->addWidget(banner);
    m_head->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return m_head;
}

QWidget* SolutionView::makeFoot() {
    auto* keys = new QWidget;
    auto* flow = new FlowLayout(Theme::space(4), Theme::space(1), keys);
    for (const Key& key : kKeys) {
        auto* hint = new KeyHint(QLatin1String(key.cap), tr(key.text), keys);
        connect(hint, &KeyHint::clicked, this, [this, code = key.key] { Q_EMIT keyWanted(code); });
        flow->addWidget(hint);
    }
    return keys;
}

StepRow* SolutionView::rowAt(int step) {
    while (static_cast<int>(m_rows.size()) <= step) {
        auto* row = new StepRow(m_column);
        connect(row, &StepRow::chosen, this, &SolutionView::chosen);
        connect(row, &StepRow::pointedAt, this, &SolutionView::pointedAt);
        connect(row->textBlock(), &TextBlock::expanded, this, &SolutionView::layOutRows);
        connect(row->textBlock(), &TextBlock::selectionChanged, this,
                [this, row] { clearOtherSelections(row->textBlock()); });
        m_rows.push_back(row);
    }
    return m_rows[static_cast<std::size_t>(step)];
}

void SolutionView::setTask(const LabelTask& task) {
    m_count = static_cast<int>(task.steps.size());
    m_scrolled_to = -1;
    m_opinion = false;
    m_problem->setText(task.problem);
    QString caption = tr("Problem");
    if (!task.subject.isEmpty())
        caption += QStringLiteral(" · ") + task.subject.left(60);
    m_problem_caption->setText(caption.toUpper());
    m_steps_caption->setText(
        countText(m_count, tr("Candidate solution · 1 step"), tr("Candidate solution · %1 steps")).toUpper());
    for (int step = 0; step < m_count; ++step)
        rowAt(step)->setStep(step, m_count, task.steps[static_cast<std::size_t>(step)]);
    layOutProblem();
    layOutRows();
    m_area->verticalScrollBar()->setValue(0);
}

void SolutionView::refresh(const LabelPass& pass, const Look& look) {
    for (int step = 0; step < m_count; ++step) {
        StepRow::State state;
        state.mark = pass.markOf(step);
        state.current = step == pass.current();
        state.focused = look.focused;
        state.behind_error = pass.isBehindError(step);
        state.ahead = !state.mark && step > pass.current();
        state.opinion = look.opinion;
        row(step)->setState(state);
    }
    if (look.opinion != m_opinion) {
        m_opinion = look.opinion;
        layOutRows();
    }
    scrollToCurrent(pass.current());
}

void SolutionView::scrollToCurrent(int current) {
    if (current == m_scrolled_to || current < 0 || current >= m_count)
        return;
    m_scrolled_to = current;
    // The step after it should be in sight too: labelers read ahead.
    const int next = std::min(current + 1, m_count - 1);
    QScrollBar* bar = m_area->verticalScrollBar();
    const int top = row(current)->y();
    const int bottom = row(next)->geometry().bottom() + 1;
    const int view = m_area->viewport()->height();
    int value = bar->value();
    value = std::max(value, bottom - view);
    value = std::min(value, std::max(0, top - kRowGap));
    bar->setValue(value);
}

void SolutionView::setHint(const QString& text, HintTone tone) {
    m_hint->setTone(tone == HintTone::Error ? Tone::Negative : tone == HintTone::Ask ? Tone::Accent : Tone::Ink);
    m_hint->setText(text);
    m_head->setCurrentIndex(text.isEmpty() ? 0 : 1);
}

QString SolutionView::hint() const { return m_hint->text(); }

void SolutionView::scrollPages(int pages) {
    QScrollBar* bar = m_area->verticalScrollBar();
    bar->setValue(bar->value() + pages * bar->pageStep() * 9 / 10);
}

void SolutionView::scrollProblem(int pages) {
    QScrollBar* bar = m_problem_area->verticalScrollBar();
    bar->setValue(bar->value() + pages * bar->pageStep() * 9 / 10);
}

QString SolutionView::selectedText() const {
    if (const QString text = m_problem->selectedText(); !text.isEmpty())
        return text;
    for (int step = 0; step < m_count; ++step) {
        if (const QString text = row(step)->textBlock()->selectedText(); !text.isEmpty())
            return text;
    }
    return {};
}

void SolutionView::clearOtherSelections(const TextBlock* keeper) {
    if (keeper->selectedText().isEmpty())
        return;
    if (keeper != m_problem)
        m_problem->clearSelection();
    for (StepRow* other : m_rows) {
        if (other->textBlock() != keeper)
            other->textBlock()->clearSelection();
    }
}

void SolutionView::layOutProblem() {
    const int width = m_problem_area->viewport()->width();
    const int wanted = m_problem->heightForWidth(width);
    // The problem stays in sight above the steps, but leaves them most of the room.
    const int most = std::max(80, height() * 3 / 10);
    m_problem_area->setFixedHeight(std::min(wanted, most) + 1);
    m_problem->resize(width, wanted);
}

void SolutionView::layOutRows() {
    const int width = m_area->viewport()->width();
    int y = 0;
    for (int step = 0; step < static_cast<int>(m_rows.size()); ++step) {
        StepRow* widget = row(step);
        if (step >= m_count) {
            widget->hide();
            continue;
        }
        const int height = widget->heightFor(width);
        widget->setGeometry(0, y, width, height);
        widget->layOut(); // its text may be new where its size is not
        widget->show();
        y += height + kRowGap;
    }
    m_column->resize(width, std::max(1, y));
}

void SolutionView::resizeEvent(QResizeEvent*) { layOutProblem(); }

bool SolutionView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        if (watched == m_area->viewport()) {
            layOutRows();
            m_scrolled_to = -1;
        } else if (watched == m_problem_area->viewport()) {
            layOutProblem();
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stepmark::ui
