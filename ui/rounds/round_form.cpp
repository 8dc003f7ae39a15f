// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_form.h"

#include "ui/rounds/advanced_fields.h"
#include "ui/runs/field_grid.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/plain_label.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepmark::ui {

namespace {

constexpr int kMostQueued = 100'000;
constexpr int kMostSamples = 1'024;
constexpr int kMostEpochs = 100;
constexpr int kUsualEpochs = 2; ///< Lightman et al.; what a spec without epochs means
constexpr int kMostOpinions = 20;
constexpr int kMostGold = 1'000;

/// nullopt for what is no learning rate; 0 for an empty text.
std::optional<double> rateFrom(const QString& text) {
    if (text.trimmed().isEmpty())
        return 0.0;
    bool ok = false;
    double rate = QLocale().toDouble(text.trimmed(), &ok);
    if (!ok)
        rate = QLocale::c().toDouble(text.trimmed(), &ok);
    return ok && rate > 0 && rate < 1 ? std::optional(rate) : std::nullopt;
}

std::filesystem::path pathIn(const QLineEdit* edit) { return edit->text().trimmed().toStdString(); }

template <typename Value>
void choose(QComboBox* box, Value value) {
    box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(value))));
}

template <typename Value>
Value chosen(const QComboBox* box) {
    return static_cast<Value>(box->currentData().toInt());
}

} // namespace

RoundForm::RoundForm(QWidget* parent)
    : QFrame(parent)
    , m_fields(new FieldGrid)
    , m_advanced(new AdvancedFields) {
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(4), Theme::space(5), Theme::space(4));
    layout->setSpacing(Theme::space(4));
    layout->addWidget(m_fields);
    layout->addWidget(m_advanced);
    connect(m_advanced, &AdvancedFields::changed, this, &RoundForm::edited);
    buildQueueFields();
    buildCandidateFields();
    buildControlFields();
    buildTrainingFields();
    buildFoot();
    setSpec(firstRound());
    setBlocked({});
}

template <typename Value>
QComboBox* RoundForm::makeChoice(const std::vector<std::pair<QString, Value>>& choices) {
    auto* box = new ChoiceField;
    for (const auto& [text, value] : choices)
        box->addItem(text, static_cast<int>(value));
    connect(box, &QComboBox::currentIndexChanged, this, &RoundForm::edited);
    return box;
}

QSpinBox* RoundForm::makeSpin(int from, int to, int value, const QString& suffix, const QString& zero) {
    auto* spin = new NumberField;
    spin->setRange(from, to);
    spin->setValue(value);
    spin->setSuffix(suffix);
    spin->setSpecialValueText(zero);
    spin->setGroupSeparatorShown(true);
    connect(spin, &QSpinBox::valueChanged, this, &RoundForm::edited);
    return spin;
}

void RoundForm::buildQueueFields() {
    m_strategy = makeChoice<SelectionStrategy>({{tr("Convincing wrong answers"), SelectionStrategy::ConvincingWrong},
                                                {tr("Uniform"), SelectionStrategy::Uniform},
                                                {tr("Uncertain"), SelectionStrategy::Uncertainty}});
    m_count = makeSpin(1, kMostQueued, 50);
    m_wrong = makeSpin(0, 100, 80, tr(" %"));
    m_cap = makeSpin(0, kMostQueued, 0, {}, tr("no limit"));
    m_rule = makeChoice<ScoreRule>({{tr("Product of the steps'"), ScoreRule::Product},
                                    {tr("Lowest of the steps'"), ScoreRule::Minimum},
                                    {tr("Mean of the steps'"), ScoreRule::Mean},
                                    {tr("The last step's"), ScoreRule::Last},
                                    {tr("Sum of the steps'"), ScoreRule::Sum}});
    m_neutral =
        makeChoice<NeutralPolicy>({{tr("Right"), NeutralPolicy::AsPositive}, {tr("Wrong"), NeutralPolicy::AsNegative}});
    m_fields->addGroup(tr("What to label next"));
    m_strategy_meaning = m_fields->addField(tr("What to queue"), m_strategy, {});
    m_fields->addField(tr("Solutions to queue"), m_count,
                       tr("How many there will be to label before the next round. The paper took ten rounds."));
    m_fields->addField(tr("Share of wrong answers"), m_wrong,
                       tr("The others are the most convincing of the rest. The paper mixes 80 and 20."));
    m_fields->addField(tr("At most a problem"), m_cap,
                       tr("Keeps one hard problem from filling the queue. The paper tried a limit, and none."));
    m_fields->addField(tr("Score of a solution"), m_rule,
                       tr("How the scores of its steps become one. The paper takes the product and tried the lowest."));
    m_fields->addField(tr("A neutral step counts as"), m_neutral,
                       tr("For scores and figures; the marks stay. The paper counts it as right."));
}

void RoundForm::buildCandidateFields() {
    m_samples = makeSpin(0, kMostSamples, 0, {}, tr("none, use the pool"));
    m_fields->addField(tr("New candidates a problem"), m_samples,
                       tr("Sampled before anything is scored. The paper chose among 1,000 a problem."));
    m_fields->addField(
        tr("Generator"), makeFolderField(m_generator, tr("Generator's folder")),
        tr("They come from it; empty: the built-in one. The paper tuned its base to write a step a line."));
}

void RoundForm::buildControlFields() {
    m_overlap = makeSpin(0, 100, 0, tr(" %"), tr("none"));
    m_overlap_labelers = makeSpin(2, kMostOpinions, 2);
    m_gold = makeSpin(0, kMostGold, 0, {}, tr("none"));
    m_fields->addGroup(tr("Several people"));
    m_fields->addField(tr("Judged more than once"), m_overlap,
                       tr("Given to several labelers who do not know of it: agreement is measured on these."));
    m_fields->addField(tr("By how many labelers"), m_overlap_labelers,
                       tr("Each of these solutions waits for so many."));
    m_fields->addField(tr("Gold items each"), m_gold,
                       tr("Solutions with known ratings in everybody's queue. The paper mixed in 10 to 20 a round."));
}

void RoundForm::buildTrainingFields() {
    m_mode = makeChoice<TrainMode>({{tr("Head only"), TrainMode::Head}, {tr("Whole model"), TrainMode::Full}});
    m_epochs = makeSpin(1, kMostEpochs, kUsualEpochs);
    m_rate = new QLineEdit;
    m_rate->setPlaceholderText(tr("by the model's size"));
    connect(m_rate, &QLineEdit::textChanged, this, &RoundForm::edited);
    m_orm = new CheckField(tr("Train one as well"));
    connect(m_orm, &QCheckBox::toggled, this, &RoundForm::edited);
    m_seed = makeSpin(0, std::numeric_limits<int>::max(), 0);
    m_seed->setGroupSeparatorShown(false);
    m_fields->addGroup(tr("Training"));
    m_mode_meaning = m_fields->addField(tr("What is trained"), m_mode, {});
    m_fields->addField(tr("Base model"), makeFolderField(m_base, tr("Base model's folder")),
                       tr("A Hugging Face folder; empty: the built-in one. The paper started from GPT-4's base."));
    m_epochs_meaning = m_fields->addField(tr("Epochs"), m_epochs, {});
    m_fields->addField(tr("Learning rate"), m_rate,
                       tr("At its peak. Empty: 2e-5 at 100 M weights, more for smaller models. The paper: low."));
    m_fields->addField(tr("Outcome model"), m_orm,
                       tr("Judges final answers only, to compare with, as in the paper. All its weights, one epoch."));
    m_fields->addField(tr("Seed"), m_seed, tr("The same seed on the same marks gives the same model and queue."));
}

QWidget* RoundForm::makeFolderField(QLineEdit*& edit, const QString& what) {
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(2));
    edit = new QLineEdit;
    edit->setPlaceholderText(tr("built in"));
    auto* button = new QPushButton(tr("Choose…"));
    button->setAccessibleName(tr("Choose: %1").arg(what));
    row->addWidget(edit, 1);
    row->addWidget(button);
    field->setFocusProxy(edit);
    connect(edit, &QLineEdit::textChanged, this, &RoundForm::edited);
    connect(button, &QPushButton::clicked, this, [this, edit, what] {
        const QString folder = askFolder(this, what, edit->text());
        if (!folder.isEmpty())
            edit->setText(folder);
    });
    return field;
}

void RoundForm::buildFoot() {
    auto* foot = new QHBoxLayout;
    m_start = new QPushButton(tr("Start the round"));
    m_start->setProperty("primary", true);
    m_why_not = new PlainLabel({}, Type::Small, Tone::Dim);
    m_why_not->setWordWrap(true);
    foot->addWidget(m_start);
    foot->addSpacing(Theme::space(3));
    foot->addWidget(m_why_not, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(foot);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT submitted(spec()); });
}

/// Fields that mean nothing with the present choices cannot be filled in, and say why.
void RoundForm::edited() {
    if (!m_start)
        return; // still being built
    const auto strategy = chosen<SelectionStrategy>(m_strategy);
    m_strategy_meaning->setText(
        strategy == SelectionStrategy::ConvincingWrong
            ? tr("Solutions the model rates highly although the answer is wrong, as in the paper.")
        : strategy == SelectionStrategy::Uniform
            ? tr("Evenly at random: the control that the paper compares with.")
            : tr("Solutions whose steps the model is least sure of. Not in the paper."));
    m_wrong->setEnabled(strategy == SelectionStrategy::ConvincingWrong);
    m_overlap_labelers->setEnabled(m_overlap->value() > 0);
    m_generator->parentWidget()->setEnabled(m_samples->value() > 0);
    const bool head = chosen<TrainMode>(m_mode) == TrainMode::Head;
    m_mode_meaning->setText(head ? tr("One layer on stored activations: quick, good for early rounds.")
                                 : tr("Every weight, as in the paper: better with many marks, and far slower."));
    m_epochs->setEnabled(!head);
    m_rate->setEnabled(!head);
    m_advanced->setHead(head);
    m_epochs_meaning->setText(head ? tr("A head is fitted to its optimum: it has no epochs.")
                                   : tr("Passes over all marks; 2 in the paper. More than a few learn them by heart."));
    setBlocked(m_blocked);
    Q_EMIT changed();
}

QString RoundForm::problem() const {
    if (m_rate->isEnabled() && !rateFrom(m_rate->text()))
        return tr("The learning rate must be a number above 0 and below 1, such as 2e-5; or leave it empty.");
    return m_advanced->problem();
}

/// What no field shows is as nobody has chosen it.
RoundSpec RoundForm::spec() const {
    RoundSpec spec;
    spec.selection.strategy = chosen<SelectionStrategy>(m_strategy);
    spec.selection.count = m_count->value();
    spec.selection.wrong_share = m_wrong->value() / 100.0;
    spec.selection.per_problem = m_cap->value();
    spec.selection.seed = static_cast<std::uint64_t>(m_seed->value());
    spec.control.overlap_share = m_overlap->value() / 100.0;
    spec.control.overlap_labelers = m_overlap_labelers->value();
    spec.control.gold_items = m_gold->value();
    spec.rule = chosen<ScoreRule>(m_rule);
    spec.neutral = chosen<NeutralPolicy>(m_neutral);
    spec.samples = m_samples->value();
    spec.generator = pathIn(m_generator);
    spec.train.mode = chosen<TrainMode>(m_mode);
    spec.train.epochs = m_epochs->isEnabled() ? m_epochs->value() : 0;
    spec.train.learning_rate = m_rate->isEnabled() ? rateFrom(m_rate->text()).value_or(0) : 0;
    spec.train.base = pathIn(m_base);
    spec.orm = m_orm->isChecked();
    m_advanced->fill(spec);
    return spec;
}

void RoundForm::fill(const RoundSpec& spec) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
    choose(m_strategy, spec.selection.strategy);
    m_count->setValue(spec.selection.count);
    m_wrong->setValue(static_cast<int>(std::lround(spec.selection.wrong_share * 100)));
    m_cap->setValue(spec.selection.per_problem);
    m_seed->setValue(static_cast<int>(std::min(spec.selection.seed, most)));
    m_overlap->setValue(static_cast<int>(std::lround(spec.control.overlap_share * 100)));
    m_overlap_labelers->setValue(spec.control.overlap_labelers);
    m_gold->setValue(spec.control.gold_items);
    choose(m_rule, spec.rule);
    choose(m_neutral, spec.neutral);
    m_samples->setValue(spec.samples);
    m_generator->setText(QString::fromStdString(spec.generator.string()));
    choose(m_mode, spec.train.mode);
    m_epochs->setValue(spec.train.epochs > 0 ? spec.train.epochs : kUsualEpochs);
    m_rate->setText(spec.train.learning_rate > 0 ? QLocale().toString(spec.train.learning_rate, 'g', 6) : QString());
    m_base->setText(QString::fromStdString(spec.train.base.string()));
    m_orm->setChecked(spec.orm);
    m_advanced->set(spec);
    edited();
}

void RoundForm::setSpec(const RoundSpec& spec) {
    fill(spec);
    m_proposal = spec;
    m_proposed = this->spec();
}

void RoundForm::propose(const RoundSpec& spec) {
    if (spec == m_proposal)
        return; // nothing new: what is being typed stays
    const RoundSpec chosen = this->spec();
    const bool untouched = chosen == m_proposed;
    const bool control_untouched = chosen.control == m_proposed.control;
    setSpec(spec);
    if (untouched)
        return;
    RoundSpec kept = chosen;
    if (control_untouched)
        kept.control = m_proposed.control;
    fill(kept);
}

void RoundForm::setBlocked(const QString& why_not) {
    m_blocked = why_not;
    const QString wrong = problem();
    m_start->setEnabled(why_not.isEmpty() && wrong.isEmpty());
    m_why_not->setTone(wrong.isEmpty() ? Tone::Dim : Tone::Negative);
    m_why_not->setText(!wrong.isEmpty() ? wrong
                       : why_not.isEmpty()
                           ? tr("It trains, scores, queues and evaluates in the background; go on labelling.")
                           : why_not);
}

} // namespace stepmark::ui
