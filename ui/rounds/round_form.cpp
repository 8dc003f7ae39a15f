// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_form.h"

#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepmark::ui {

namespace {

constexpr int kMostQueued = 100'000;
constexpr int kMostSamples = 1'024;
constexpr int kMostEpochs = 100;

} // namespace

RoundForm::RoundForm(QWidget* parent)
    : QFrame(parent)
    , m_grid(new QGridLayout) {
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(4), Theme::space(5), Theme::space(4));
    layout->setSpacing(Theme::space(4));
    m_grid->setHorizontalSpacing(Theme::space(6));
    m_grid->setVerticalSpacing(Theme::space(4));
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, 1);
    buildQueueFields();
    buildTrainingFields();
    layout->addLayout(m_grid);
    auto* foot = new QHBoxLayout;
    m_start = new QPushButton(tr("Start the round"));
    m_start->setProperty("primary", true);
    m_why_not = new PlainLabel({}, Type::Small, Tone::Dim);
    m_why_not->setWordWrap(true);
    foot->addWidget(m_start);
    foot->addSpacing(Theme::space(3));
    foot->addWidget(m_why_not, 1);
    layout->addLayout(foot);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT submitted(request()); });
    connect(m_strategy, &QComboBox::currentIndexChanged, this, &RoundForm::refresh);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &RoundForm::refresh);
    setRequest({});
    setBlocked({});
}

PlainLabel* RoundForm::addField(int row, int column, const QString& name, QWidget* field, const QString& meaning) {
    auto* cell = new QVBoxLayout;
    cell->setSpacing(Theme::space(1));
    auto* label = new PlainLabel(name, Type::Body);
    QWidget* target = field->focusProxy() ? field->focusProxy() : field;
    label->setBuddy(target);
    target->setAccessibleName(name);
    target->setAccessibleDescription(meaning);
    cell->addWidget(label);
    cell->addWidget(field);
    auto* words = new PlainLabel(meaning, Type::Small, Tone::Dim);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    cell->addWidget(words, 1);
    m_grid->addLayout(cell, row, column);
    return words;
}

QSpinBox* RoundForm::makeSpin(int from, int to, int value, const QString& suffix, const QString& zero) {
    auto* spin = new NumberField;
    spin->setRange(from, to);
    spin->setValue(value);
    spin->setSuffix(suffix);
    spin->setSpecialValueText(zero);
    spin->setGroupSeparatorShown(true);
    return spin;
}

void RoundForm::buildQueueFields() {
    m_strategy = new ChoiceField;
    m_strategy->addItem(tr("Convincing wrong answers"), static_cast<int>(SelectionStrategy::ConvincingWrong));
    m_strategy->addItem(tr("Uniform"), static_cast<int>(SelectionStrategy::Uniform));
    m_strategy->addItem(tr("Uncertain"), static_cast<int>(SelectionStrategy::Uncertainty));
    m_count = makeSpin(1, kMostQueued, 50);
    m_wrong = makeSpin(0, 100, 80, tr(" %"));
    m_cap = makeSpin(0, kMostQueued, 0, {}, tr("no limit"));
    m_samples = makeSpin(0, kMostSamples, 0, {}, tr("none, use the pool"));
    m_strategy_meaning = addField(0, 0, tr("What to queue"), m_strategy, {});
    addField(0, 1, tr("Solutions to queue"), m_count, tr("How many there will be to label before the next round."));
    addField(0, 2, tr("Share of wrong answers"), m_wrong, tr("The others are the most convincing of the rest."));
    addField(1, 0, tr("At most a problem"), m_cap, tr("Keeps one hard problem from filling the queue."));
    addField(1, 1, tr("New candidates a problem"), m_samples,
             tr("Sampled from the generator before anything is scored."));
}

void RoundForm::buildTrainingFields() {
    m_mode = new ChoiceField;
    m_mode->addItem(tr("Head only"), static_cast<int>(TrainingMode::Head));
    m_mode->addItem(tr("Whole model"), static_cast<int>(TrainingMode::Full));
    m_epochs = makeSpin(1, kMostEpochs, 2);
    m_seed = makeSpin(0, std::numeric_limits<int>::max(), 0);
    m_seed->setGroupSeparatorShown(false);
    m_mode_meaning = addField(1, 2, tr("Training"), m_mode, {});
    addField(2, 0, tr("Epochs"), m_epochs, tr("Passes over all marks. More than a few learn them by heart."));
    addField(2, 1, tr("Seed"), m_seed, tr("The same seed on the same marks gives the same model and queue."));
    addField(2, 2, tr("Base model"), makeBaseField(),
             tr("A Hugging Face folder; empty: the one that comes with Stepmark."));
}

QWidget* RoundForm::makeBaseField() {
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(2));
    m_base = new QLineEdit;
    m_base->setPlaceholderText(tr("built in"));
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose the base model's folder"));
    row->addWidget(m_base, 1);
    row->addWidget(choose);
    field->setFocusProxy(m_base);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Base model's folder"), m_base->text());
        if (!folder.isEmpty())
            m_base->setText(folder);
    });
    return field;
}

void RoundForm::refresh() {
    const auto strategy = static_cast<SelectionStrategy>(m_strategy->currentData().toInt());
    m_wrong->setEnabled(strategy == SelectionStrategy::ConvincingWrong);
    m_strategy_meaning->setText(strategy == SelectionStrategy::ConvincingWrong
                                    ? tr("Wrong final answers that the model scores high: they teach most.")
                                : strategy == SelectionStrategy::Uniform
                                    ? tr("Evenly at random: the control that the others are compared with.")
                                    : tr("Solutions whose steps the model is least sure of."));
    const auto mode = static_cast<TrainingMode>(m_mode->currentData().toInt());
    m_mode_meaning->setText(mode == TrainingMode::Head
                                ? tr("One layer on stored activations: quick, good for early rounds.")
                                : tr("Every weight: better with many marks, and far slower."));
}

RoundRequest RoundForm::request() const {
    RoundRequest request;
    request.selection.strategy = static_cast<SelectionStrategy>(m_strategy->currentData().toInt());
    request.selection.count = m_count->value();
    request.selection.wrong_share = m_wrong->value() / 100.0;
    request.selection.per_problem = m_cap->value();
    request.selection.seed = static_cast<std::uint64_t>(m_seed->value());
    request.samples = m_samples->value();
    request.mode = static_cast<TrainingMode>(m_mode->currentData().toInt());
    request.epochs = m_epochs->value();
    request.base_dir = m_base->text().trimmed();
    return request;
}

void RoundForm::setRequest(const RoundRequest& request) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
    m_strategy->setCurrentIndex(m_strategy->findData(static_cast<int>(request.selection.strategy)));
    m_count->setValue(request.selection.count);
    m_wrong->setValue(static_cast<int>(std::lround(request.selection.wrong_share * 100)));
    m_cap->setValue(request.selection.per_problem);
    m_seed->setValue(static_cast<int>(std::min(request.selection.seed, most)));
    m_samples->setValue(request.samples);
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(request.mode)));
    m_epochs->setValue(request.epochs);
    m_base->setText(request.base_dir);
    refresh();
}

void RoundForm::setBlocked(const QString& why_not) {
    m_start->setEnabled(why_not.isEmpty());
    m_why_not->setText(why_not.isEmpty()
                           ? tr("It scores the pool, queues, trains and evaluates in the background; go on labelling.")
                           : why_not);
}

} // namespace stepmark::ui
