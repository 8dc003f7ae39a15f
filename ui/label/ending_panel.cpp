// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/ending_panel.h"

#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <span>

namespace stepmark::ui {

namespace {

constexpr int kReasons = 3; ///< offered of each kind; the one after them is the labeler's own

constexpr const char* kBadProblem[kReasons] = {
    QT_TRANSLATE_NOOP("stepmark::ui::EndingPanel", "the question is unclear or incomplete"),
    QT_TRANSLATE_NOOP("stepmark::ui::EndingPanel", "the reference answer is wrong"),
    QT_TRANSLATE_NOOP("stepmark::ui::EndingPanel", "the text is damaged"),
};
constexpr const char* kGiveUp[kReasons] = {
    QT_TRANSLATE_NOOP("stepmark::ui::EndingPanel", "too hard for me"),
    QT_TRANSLATE_NOOP("stepmark::ui::EndingPanel", "too long to check"),
    QT_TRANSLATE_NOOP("stepmark::ui::EndingPanel", "the steps cannot be followed"),
};

std::span<const char* const> reasonsOf(FinishReason reason) {
    return reason == FinishReason::BadProblem ? std::span(kBadProblem) : std::span(kGiveUp);
}

} // namespace

EndingPanel::EndingPanel(QWidget* parent)
    : QFrame(parent)
    , m_question(new PlainLabel({}, Type::Body, Tone::Accent))
    , m_own(new QLineEdit)
    , m_confirm(new QPushButton) {
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(4), Theme::space(2), Theme::space(4), Theme::space(3));
    layout->setSpacing(0);
    layout->addWidget(m_question);
    for (int i = 0; i <= kReasons; ++i) {
        auto* button = new QPushButton;
        button->setProperty("nav", true);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::NoFocus); // digits are quicker, and the page keeps the keyboard
        connect(button, &QPushButton::clicked, this, [this, i] { choose(i); });
        m_buttons.push_back(button);
        layout->addWidget(button);
    }
    m_own->setAccessibleName(tr("Why, in your own words"));
    m_own->setPlaceholderText(tr("Why, in your own words"));
    m_own->setMaxLength(1000);
    m_own->installEventFilter(this);
    auto* cancel = new QPushButton(tr("Go back"));
    for (QPushButton* button : {m_confirm, cancel})
        button->setFocusPolicy(Qt::NoFocus);
    m_confirm->setProperty("primary", true);
    connect(m_confirm, &QPushButton::clicked, this, &EndingPanel::confirm);
    connect(cancel, &QPushButton::clicked, this, &EndingPanel::dismissed);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, Theme::space(1), 0, 0);
    row->setSpacing(Theme::space(2));
    row->addWidget(m_own, 1);
    row->addWidget(m_confirm);
    row->addWidget(cancel);
    layout->addLayout(row);
    hide();
}

void EndingPanel::ask(FinishReason reason, const QString& key) {
    m_reason = reason;
    const bool bad = reason == FinishReason::BadProblem;
    m_question->setText(bad ? tr("A bad problem? Choose why, then Enter or %1. Esc goes back.").arg(key)
                            : tr("Give this solution up? Choose why, then Enter or %1. Esc goes back.").arg(key));
    m_confirm->setText(bad ? tr("Bad problem") : tr("Give up"));
    const auto reasons = reasonsOf(reason);
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setText(
            QStringLiteral("%1   %2").arg(i + 1).arg(i < reasons.size() ? tr(reasons[i]) : tr("in my own words")));
    m_own->clear();
    choose(-1);
    show();
}

void EndingPanel::dismiss() {
    m_reason = FinishReason::Open;
    hide();
}

QString EndingPanel::detail() const {
    if (m_chosen < 0)
        return {};
    return m_chosen < kReasons ? QString::fromLatin1(reasonsOf(m_reason)[static_cast<std::size_t>(m_chosen)])
                               : m_own->text().simplified();
}

QString EndingPanel::textOf(const QString& detail) {
    for (const FinishReason reason : {FinishReason::BadProblem, FinishReason::GiveUp})
        for (const char* offered : reasonsOf(reason))
            if (detail == QLatin1String(offered))
                return tr(offered);
    return detail;
}

void EndingPanel::choose(int index) {
    m_chosen = index;
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setChecked(static_cast<int>(i) == index);
    if (index != kReasons && m_own->hasFocus())
        Q_EMIT keyboardBack();
    m_own->setVisible(index == kReasons);
    m_confirm->setEnabled(index >= 0);
    if (index == kReasons)
        m_own->setFocus(Qt::ShortcutFocusReason);
}

void EndingPanel::confirm() {
    if (!detail().isEmpty())
        Q_EMIT confirmed();
}

bool EndingPanel::handleKey(QKeyEvent* event) {
    const int key = event->key();
    if (key >= Qt::Key_1 && key <= Qt::Key_1 + kReasons)
        choose(key - Qt::Key_1);
    else if (key == Qt::Key_Down || key == Qt::Key_Up)
        choose(std::clamp(m_chosen + (key == Qt::Key_Down ? 1 : -1), 0, kReasons));
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        confirm();
    else if (key == Qt::Key_Escape)
        Q_EMIT dismissed();
    else
        return false;
    return true;
}

bool EndingPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_own && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool leaves = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter ||
                            key->key() == Qt::Key_Escape || key->key() == Qt::Key_Up;
        if (leaves)
            return handleKey(key);
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace stepmark::ui
