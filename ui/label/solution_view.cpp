// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/solution_view.h"

#include "ui/label/ending_panel.h"
#include "ui/label/step_row.h"
#include "ui/label/steps_head.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/text_block.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace stepmark::ui {

namespace {

constexpr int kReadableWidth = 980;
constexpr int kLittleHeight = 480; ///< px at normal text size
constexpr int kRowGap = Theme::space(1);
constexpr int kIndent = Theme::space(7); ///< of alternatives

constexpr LabelAction kFootKeys[] = {
    LabelAction::Wrong, LabelAction::Neutral,    LabelAction::Right,  LabelAction::Finish,
    LabelAction::Undo,  LabelAction::Skip,       LabelAction::Unsure, LabelAction::Flag,
    LabelAction::Note,  LabelAction::BadProblem, LabelAction::GiveUp, LabelAction::KeySheet,
};

/// How a row is numbered: "3", its alternatives "3b", "3c", ... (the step itself is the first of them).
QString nameOf(const LabelPass& pass, int row) {
    const QString place = QString::number(pass.placeOf(row) + 1);
    if (!pass.isAlternative(row))
        return place;
    const int index = row - pass.stepCount() + 1;
    return index < 26 ? place + QChar(u'a' + index) : QStringLiteral("%1.%2").arg(place).arg(index + 1);
}

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
    m_head = new StepsHead;
    inner->addWidget(m_head);
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

QWidget* SolutionView::makeFoot() {
    auto* foot = new QWidget;
    auto* layout = new QVBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(2));
    m_ending = new EndingPanel;
    layout->addWidget(m_ending);
    auto* keys = new QWidget;
    auto* flow = new FlowLayout(Theme::space(4), Theme::space(1), keys);
    for (const LabelAction action : kFootKeys) {
        auto* hint = new KeyHint({}, KeyMap::wordOf(action), keys);
        connect(hint, &KeyHint::clicked, this, [this, action] { Q_EMIT actionWanted(action); });
        flow->addWidget(hint);
        m_hints.emplace_back(action, hint);
    }
    layout->addWidget(keys);
    m_keys = keys;
    m_ending->installEventFilter(this);
    return foot;
}

void SolutionView::setKeys(const KeyMap& keys) {
    for (const auto& [action, hint] : m_hints)
        hint->setKey(keys.cap(action));
    m_caps = {keys.cap(LabelAction::Wrong), keys.cap(LabelAction::Neutral), keys.cap(LabelAction::Right)};
    for (StepRow* row : m_rows)
        row->setCaps(m_caps);
}

StepRow* SolutionView::rowAt(int row) {
    while (static_cast<int>(m_rows.size()) <= row) {
        auto* made = new StepRow(m_column);
        made->setCaps(m_caps);
        connect(made, &StepRow::chosen, this, &SolutionView::chosen);
        connect(made, &StepRow::unsureToggled, this, &SolutionView::unsureToggled);
        connect(made, &StepRow::pointedAt, this, &SolutionView::pointedAt);
        connect(made->textBlock(), &TextBlock::expanded, this, &SolutionView::layOutRows);
        connect(made->textBlock(), &TextBlock::selectionChanged, this,
                [this, made] { clearOtherSelections(made->textBlock()); });
        m_rows.push_back(made);
    }
    return m_rows[static_cast<std::size_t>(row)];
}

void SolutionView::setTask(const LabelTask& task) {
    m_count = static_cast<int>(task.steps.size());
    m_alternatives = 0;
    m_error = -1;
    m_scrolled_to = -1;
    m_opinion_shown = false;
    m_opinion = opinionOn(task);
    m_problem->setText(task.problem);
    QString caption = tr("Problem");
    if (!task.subject.isEmpty())
        caption += QStringLiteral(" · ") + task.subject.left(60);
    m_problem_caption->setText(caption.toUpper());
    m_head->setCaption(
        countText(m_count, tr("Candidate solution · 1 step"), tr("Candidate solution · %1 steps")).toUpper());
    for (int step = 0; step < m_count; ++step)
        rowAt(step)->setStep(step, QString::number(step + 1), m_count, task.steps[static_cast<std::size_t>(step)]);
    layOutProblem();
    layOutRows();
    m_area->verticalScrollBar()->setValue(0);
}

/// The rows after the steps are made anew when the first error moves.
void SolutionView::showAlternatives(const LabelPass& pass) {
    if (pass.firstNegative() == m_error)
        return;
    const bool any = m_alternatives > 0 || pass.alternativeCount() > 0;
    m_error = pass.firstNegative();
    m_alternatives = pass.alternativeCount();
    for (int row = m_count; row < pass.rowCount(); ++row)
        rowAt(row)->setStep(row, nameOf(pass, row), m_count, pass.step(row));
    if (any) {
        layOutRows();
        m_scrolled_to = -1;
    }
}

void SolutionView::refresh(const LabelPass& pass, const Look& look) {
    showAlternatives(pass);
    const bool with_opinion = look.opinion && pass.task().mayShowOpinion();
    for (int row = 0; row < rowCount(); ++row) {
        StepRow::State state;
        state.mark = pass.markOf(row);
        state.unsure = pass.isUnsure(row);
        state.current = row == pass.current();
        state.focused = look.focused;
        state.behind_error = pass.isBehindError(row);
        state.ahead = !state.mark && (pass.isAlternative(row) || row > pass.current());
        state.opinion = with_opinion;
        if (with_opinion && m_opinion && !pass.isAlternative(row)) {
            state.predicted = m_opinion->guess.step == row;
            state.first_error = m_opinion->first_error[static_cast<std::size_t>(row)];
        }
        this->row(row)->setState(state);
    }
    if (with_opinion != m_opinion_shown) {
        m_opinion_shown = with_opinion;
        layOutRows();
        m_scrolled_to = -1; // every row has another place
    }
    scrollToCurrent(pass.current());
}

std::vector<int> SolutionView::order() const {
    std::vector<int> rows;
    for (int step = 0; step < m_count; ++step) {
        rows.push_back(step);
        if (step == m_error)
            for (int row = m_count; row < rowCount(); ++row)
                rows.push_back(row);
    }
    return rows;
}

void SolutionView::scrollToCurrent(int current) {
    if (current == m_scrolled_to || current < 0 || current >= rowCount())
        return;
    m_scrolled_to = current;
    // The row after it should be in sight too: labelers read ahead.
    const std::vector<int> rows = order();
    const auto place = std::find(rows.begin(), rows.end(), current);
    const int next = place + 1 == rows.end() ? current : *(place + 1);
    QScrollBar* bar = m_area->verticalScrollBar();
    const int top = row(current)->y();
    const int bottom = row(next)->geometry().bottom() + 1;
    const int view = m_area->viewport()->height();
    int value = bar->value();
    value = std::max(value, bottom - view);
    value = std::min(value, std::max(0, top - kRowGap));
    bar->setValue(value);
}

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
    for (int index = 0; index < rowCount(); ++index) {
        if (const QString text = row(index)->textBlock()->selectedText(); !text.isEmpty())
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
    fitKeys();
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
    for (const int index : order()) {
        StepRow* widget = row(index);
        const int indent = index < m_count ? 0 : kIndent;
        const int height = widget->heightFor(width - indent);
        widget->setGeometry(indent, y, width - indent, height);
        widget->layOut(); // its text may be new where its size is not
        widget->show();
        y += height + kRowGap;
    }
    for (std::size_t spare = static_cast<std::size_t>(rowCount()); spare < m_rows.size(); ++spare)
        m_rows[spare]->hide();
    m_column->resize(width, std::max(1, y));
}

void SolutionView::resizeEvent(QResizeEvent*) { layOutProblem(); }

/// Where there is little room for the steps, the keys below them have one line: ? shows all.
void SolutionView::fitKeys() {
    const bool little = height() < Theme::instance().scaled(kLittleHeight);
    m_keys->setMaximumHeight(little ? m_hints.front().second->sizeHint().height() : QWIDGETSIZE_MAX);
}

bool SolutionView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        if (watched == m_area->viewport()) {
            layOutRows();
            // Once the scroll bar knows of the new size.
            QMetaObject::invokeMethod(
                this, [this] { scrollToCurrent(std::exchange(m_scrolled_to, -1)); }, Qt::QueuedConnection);
        } else if (watched == m_problem_area->viewport()) {
            layOutProblem();
        }
    }
    // The question why has keys of its own, and needs the room.
    if (watched == m_ending && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
        m_keys->setVisible(!m_ending->isOpen());
    return QWidget::eventFilter(watched, event);
}

} // namespace stepmark::ui
