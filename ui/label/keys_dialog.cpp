// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/keys_dialog.h"

#include "ui/widgets/plain_label.h"

#include <QDialogButtonBox>
#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

bool isOnlyModifier(int key) {
    switch (key) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
        return true;
    default:
        return false;
    }
}

} // namespace

KeysDialog::KeysDialog(const KeyMap& keys, QWidget* parent)
    : QDialog(parent)
    , m_keys(keys)
    , m_message(new PlainLabel({}, Type::Body, Tone::Dim)) {
    setWindowTitle(tr("Change keys"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(new PlainLabel(tr("Keys of the label page"), Type::Heading));
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(makeRows());
    layout->addWidget(area, 1);
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(2 * m_message->fontMetrics().lineSpacing());
    m_message->setAccessibleName(tr("Message"));
    layout->addWidget(m_message);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton* reset = buttons->addButton(tr("As Stepmark comes"), QDialogButtonBox::ResetRole);
    connect(reset, &QPushButton::clicked, this, [this] {
        stopListening();
        m_keys = {};
        showAll();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QAbstractButton* button : buttons->buttons())
        button->installEventFilter(this);
    layout->addWidget(buttons);
    showAll();
    resize(640, 560);
}

QWidget* KeysDialog::makeRows() {
    auto* inner = new QWidget;
    inner->setObjectName(QStringLiteral("page"));
    auto* grid = new QGridLayout(inner);
    grid->setContentsMargins(0, 0, Theme::space(3), 0);
    grid->setHorizontalSpacing(Theme::space(4));
    grid->setVerticalSpacing(Theme::space(1));
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const LabelAction action : labelActions()) {
        Row& row = m_rows[static_cast<std::size_t>(action)];
        grid->addWidget(new PlainLabel(KeyMap::textOf(action), Type::Body), line, 0);
        row.keys = new QHBoxLayout;
        row.keys->setSpacing(Theme::space(1));
        grid->addLayout(row.keys, line, 1, Qt::AlignRight);
        row.add = new QPushButton;
        row.add->setProperty("link", true);
        row.add->setMinimumWidth(row.add->fontMetrics().horizontalAdvance(tr("press a key")) + Theme::space(3));
        row.add->setAutoDefault(false);
        row.add->setAccessibleName(tr("Add a key for “%1”").arg(KeyMap::wordOf(action)));
        row.add->installEventFilter(this);
        connect(row.add, &QPushButton::clicked, this, [this, action] { listen(action); });
        grid->addWidget(row.add, line++, 2);
    }
    return inner;
}

QString KeysDialog::message() const { return m_message->text(); }

QPushButton* KeysDialog::keyButton(LabelAction action, QKeyCombination key) const {
    const QHBoxLayout* keys = m_rows[static_cast<std::size_t>(action)].keys;
    const auto& known = m_keys.keysOf(action);
    for (std::size_t i = 0; i < known.size(); ++i)
        if (known[i] == key)
            return qobject_cast<QPushButton*>(keys->itemAt(static_cast<int>(i))->widget());
    return nullptr;
}

void KeysDialog::showAll() {
    for (const LabelAction action : labelActions())
        showKeys(action);
    say(tr("A click on a key takes it away; “add” gives the next key that you press."), false);
}

void KeysDialog::showKeys(LabelAction action) {
    const Row& row = m_rows[static_cast<std::size_t>(action)];
    while (QLayoutItem* item = row.keys->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the button whose click is being answered
        delete item;
    }
    for (const QKeyCombination key : m_keys.keysOf(action)) {
        QString cap = KeyMap::capOf(key);
        auto* button = new QPushButton(cap.replace(QLatin1Char('&'), QStringLiteral("&&")));
        button->setProperty("key", true);
        button->setAutoDefault(false);
        button->setToolTip(tr("Take this key away"));
        button->setAccessibleName(tr("Take %1 away from “%2”").arg(KeyMap::capOf(key), KeyMap::wordOf(action)));
        button->installEventFilter(this);
        connect(button, &QPushButton::clicked, this, [this, action, key] {
            stopListening();
            const QString refusal = m_keys.remove(action, key);
            say(refusal, true);
            if (!refusal.isEmpty())
                return;
            showKeys(action);
            addButton(action)->setFocus();
        });
        row.keys->addWidget(button);
    }
    row.add->setText(m_listening == action ? tr("press a key") : tr("add"));
}

void KeysDialog::listen(LabelAction action) {
    stopListening();
    m_listening = action;
    addButton(action)->setText(tr("press a key"));
    say(tr("Press the key for “%1”. Esc: leave it as it is.").arg(KeyMap::wordOf(action)), false);
}

void KeysDialog::stopListening() {
    if (!m_listening)
        return;
    addButton(*m_listening)->setText(tr("add"));
    m_listening.reset();
}

void KeysDialog::take(const QKeyEvent& event) {
    if (isOnlyModifier(event.key()))
        return; // the key itself follows
    const LabelAction action = *m_listening;
    if (event.key() == Qt::Key_Escape) {
        stopListening();
        say({}, false);
        return;
    }
    const QString refusal = m_keys.add(action, KeyMap::keyOf(event));
    say(refusal, true);
    if (!refusal.isEmpty())
        return; // go on listening for another one
    stopListening();
    showKeys(action);
}

void KeysDialog::say(const QString& message, bool is_refusal) {
    m_message->setTone(is_refusal ? Tone::Negative : Tone::Dim);
    m_message->setText(message);
}

/// While a key is awaited, it means itself: Enter presses no button, Tab moves no focus.
bool KeysDialog::eventFilter(QObject* watched, QEvent* event) {
    if (m_listening && event->type() == QEvent::KeyPress) {
        take(*static_cast<QKeyEvent*>(event));
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void KeysDialog::keyPressEvent(QKeyEvent* event) {
    if (m_listening)
        take(*event);
    else
        QDialog::keyPressEvent(event);
}

} // namespace stepmark::ui
