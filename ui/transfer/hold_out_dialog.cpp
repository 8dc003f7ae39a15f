// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/hold_out_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/sentences.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace stepmark::ui {

HoldOutDialog::HoldOutDialog(QWidget* parent)
    : QDialog(parent)
    , m_where(new ChoiceField)
    , m_share(new NumberField)
    , m_seed(new NumberField)
    , m_text(new PlainLabel)
    , m_warning(new PlainLabel({}, Type::Body, Tone::Negative))
    , m_move(new QPushButton)
    , m_close(new QPushButton) {
    setWindowTitle(tr("Hold out problems"));
    setMinimumWidth(520);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(new PlainLabel(tr("Hold out problems"), Type::Heading));
    auto* meaning =
        new PlainLabel(tr("Figures are told of problems that no model was trained on. Each problem is drawn by "
                          "itself, by the seed and its text."),
                       Type::Small, Tone::Dim);
    meaning->setWordWrap(true);
    layout->addWidget(meaning);
    buildFields();
    for (PlainLabel* label : {m_text, m_warning}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    m_move->setProperty("primary", true);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_close);
    foot->addWidget(m_move);
    layout->addLayout(foot);
    m_move->setDefault(true); // only now: a button outside a dialog cannot be its default
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_move, &QPushButton::clicked, this, &HoldOutDialog::movePressed);
    setState(State::Choosing);
}

void HoldOutDialog::buildFields() {
    m_where->addItem(tr("Hold out for test"), static_cast<int>(Split::Test));
    m_where->addItem(tr("Hold out for validation"), static_cast<int>(Split::Validation));
    m_where->addItem(tr("Put back into training"), static_cast<int>(Split::Train));
    m_share->setRange(1, 100);
    m_share->setValue(10);
    m_share->setSuffix(tr(" %"));
    m_seed->setRange(0, 1'000'000'000);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(Theme::space(4));
    form->setVerticalSpacing(Theme::space(3));
    const auto add = [&](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        form->addRow(new PlainLabel(name), field);
    };
    add(tr("What"), m_where);
    add(tr("Share of the problems"), m_share);
    add(tr("Seed"), m_seed);
    static_cast<QVBoxLayout*>(layout())->addLayout(form);
    connect(m_where, &QComboBox::currentIndexChanged, this, &HoldOutDialog::changed);
    for (QSpinBox* field : {m_share, m_seed})
        connect(field, &QSpinBox::valueChanged, this, &HoldOutDialog::changed);
}

HoldOutChoice HoldOutDialog::choice() const {
    return {static_cast<Split>(m_where->currentData().toInt()), m_share->value() / 100.0, m_seed->value(),
            m_state == State::Asking};
}

QString HoldOutDialog::text() const { return m_text->text(); }
QString HoldOutDialog::warning() const { return m_warning->text(); }

void HoldOutDialog::changed() {
    m_counts.reset();
    setState(State::Choosing);
    Q_EMIT countsWanted(choice());
}

void HoldOutDialog::setCounts(const HoldOutCounts& counts) {
    m_counts = counts;
    if (m_state == State::Choosing)
        setState(State::Choosing);
}

void HoldOutDialog::movePressed() {
    if (m_state == State::Choosing && m_counts && m_counts->leaves_nothing) {
        setState(State::Asking);
        return;
    }
    const HoldOutChoice wanted = choice();
    setState(State::Moving);
    Q_EMIT moveWanted(wanted);
}

void HoldOutDialog::showCounts() {
    const QLocale locale;
    m_warning->clear();
    if (!m_counts) {
        m_text->setText(tr("Counting what would move."));
        return;
    }
    const HoldOutCounts& counts = *m_counts;
    const auto number = [&](qint64 count) { return locale.toString(count); };
    m_text->setText(tr("%1 problems would move, %2 of them with marks; %3 stay in training, %4 of them with marks.")
                        .arg(number(counts.moved), number(counts.rated_moved), number(counts.left_in_train),
                             number(counts.rated_left)));
    QString warning;
    if (counts.leaves_nothing)
        warning = tr("This leaves nothing to train on.");
    if (!counts.trained_on)
        warning = sentences(warning, tr("It is not known which of them the newest model was trained on."));
    else if (*counts.trained_on > 0)
        warning = sentences(warning, tr("The newest model was trained on %1 of them: its figures leave these out.")
                                         .arg(number(*counts.trained_on)));
    m_warning->setText(warning.trimmed());
}

void HoldOutDialog::setState(State state) {
    m_state = state;
    showCounts();
    const bool choosing = state == State::Choosing || state == State::Asking || state == State::Failed;
    for (QWidget* field : {static_cast<QWidget*>(m_where), static_cast<QWidget*>(m_seed)})
        field->setEnabled(choosing);
    m_share->setEnabled(choosing && choice().to != Split::Train);
    m_move->setEnabled(choosing && m_counts && m_counts->moved > 0);
    m_move->setText(state == State::Asking ? tr("Move them all the same") : tr("Move them"));
    m_close->setText(state == State::Done ? tr("Close") : tr("Cancel"));
    m_warning->setVisible(!m_warning->text().isEmpty());
}

void HoldOutDialog::setFailed(const QString& message) {
    setState(State::Failed);
    m_warning->setText(message.left(1000));
    m_warning->show();
}

void HoldOutDialog::setDone(const QString& summary) {
    setState(State::Done);
    m_text->setText(summary);
    m_warning->hide();
    m_close->setFocus();
}

} // namespace stepmark::ui
