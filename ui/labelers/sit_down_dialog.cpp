// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/labelers/sit_down_dialog.h"

#include "ui/widgets/plain_label.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kNameRole = Qt::UserRole;
constexpr int kLongestName = 80;

QString shownName(const Person& person) {
    const QString name = person.name.left(kLongestName).simplified();
    switch (person.state) {
    case LabelerState::Screening:
        return SitDownDialog::tr("%1 – in screening").arg(name);
    case LabelerState::Rejected:
        return SitDownDialog::tr("%1 – not admitted").arg(name);
    case LabelerState::Paused:
        return SitDownDialog::tr("%1 – paused").arg(name);
    case LabelerState::Admitted:
        break;
    }
    return name;
}

} // namespace

SitDownDialog::SitDownDialog(const std::vector<Person>& people, const QString& last, int screening_items,
                             QWidget* parent)
    : QDialog(parent)
    , m_list(new QListWidget)
    , m_field(new QLineEdit)
    , m_hint(new PlainLabel({}, Type::Small, Tone::Dim))
    , m_go(new QPushButton(tr("Sit down")))
    , m_screening_items(screening_items) {
    setWindowTitle(tr("Who labels?"));
    setMinimumWidth(440);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(new PlainLabel(tr("Who labels?"), Type::Heading));
    buildList(people, last);
    layout->addWidget(m_list);
    auto* label = new PlainLabel(people.empty() ? tr("Your name") : tr("Or a new name"), Type::Body);
    label->setBuddy(m_field);
    m_field->setAccessibleName(label->text());
    m_field->setMaxLength(kLongestName);
    layout->addWidget(label);
    layout->addWidget(m_field);
    m_hint->setWordWrap(true);
    m_hint->setMinimumHeight(2 * m_hint->fontMetrics().lineSpacing());
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_hint);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"));
    m_go->setProperty("primary", true);
    row->addWidget(cancel);
    row->addWidget(m_go);
    layout->addLayout(row);
    m_go->setDefault(true); // only now: a button outside a dialog cannot be its default
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &SitDownDialog::accept);
    connect(m_list, &QListWidget::itemActivated, this, &SitDownDialog::accept);
    connect(m_list, &QListWidget::currentRowChanged, this, &SitDownDialog::refresh);
    connect(m_field, &QLineEdit::textChanged, this, &SitDownDialog::refresh);
    (people.empty() ? static_cast<QWidget*>(m_field) : m_list)->setFocus();
    refresh();
}

void SitDownDialog::buildList(const std::vector<Person>& people, const QString& last) {
    m_list->setAccessibleName(tr("People of this project"));
    for (const Person& person : people) {
        auto* item = new QListWidgetItem(shownName(person), m_list);
        item->setData(kNameRole, person.name);
        if (person.name == last || m_list->currentRow() < 0)
            m_list->setCurrentItem(item);
    }
    if (people.empty())
        m_field->setText(last);
    else if (std::none_of(people.begin(), people.end(), [&](const Person& person) { return person.name == last; }))
        m_field->setPlaceholderText(last);
    m_list->setVisible(!people.empty());
    const int rows = std::clamp(m_list->count(), 1, 7);
    m_list->setFixedHeight(rows * std::max(1, m_list->sizeHintForRow(0)) + Theme::space(4));
}

QString SitDownDialog::name() const {
    const QString typed = m_field->text().simplified();
    if (!typed.isEmpty())
        return typed;
    return m_list->currentItem() ? m_list->currentItem()->data(kNameRole).toString() : QString();
}

void SitDownDialog::refresh() {
    const QString typed = m_field->text().simplified();
    bool known = typed.isEmpty();
    for (int row = 0; row < m_list->count(); ++row)
        known = known || m_list->item(row)->data(kNameRole).toString() == typed;
    m_go->setEnabled(!name().isEmpty());
    m_hint->setText(!known && m_screening_items > 0
                        ? tr("Who is new answers %1 screening solutions first.").arg(m_screening_items)
                        : tr("Marks are stored under this name."));
}

void SitDownDialog::accept() {
    if (name().isEmpty() || !isVisible()) // a key may arrive by the list and by the default button
        return;
    Q_EMIT chosen(name());
    QDialog::accept();
}

} // namespace stepmark::ui
