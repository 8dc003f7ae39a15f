// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/study_form.h"

#include "ui/runs/field_grid.h"
#include "ui/weakstrong/ladder_field.h"
#include "ui/weakstrong/method_boxes.h"
#include "ui/weakstrong/study_text.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/plain_label.h"

#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace stepmark::ui {

namespace {

constexpr int kMostSeeds = 1000;
constexpr int kMostSupervisors = 1000;
constexpr int kMostExamples = 1'000'000'000;
constexpr int kMostEpochs = 1000;
constexpr int kMostLayers = 100'000;

/// nullopt where the text is neither empty nor a number between the two; `value` stays without where it is empty.
std::optional<std::optional<double>> numberIn(const QLineEdit* edit, double low, double high) {
    const QString text = edit->text().trimmed();
    if (text.isEmpty())
        return std::optional<double>();
    bool ok = false;
    double value = QLocale().toDouble(text, &ok);
    if (!ok)
        value = QLocale::c().toDouble(text, &ok);
    return ok && value >= low && value <= high ? std::optional(std::optional(value)) : std::nullopt;
}

QString numberText(const std::optional<double>& value) {
    return value ? QLocale().toString(*value, 'g', 6) : QString();
}

} // namespace

StudyForm::StudyForm(QWidget* parent)
    : QFrame(parent)
    , m_ladder(new LadderField)
    , m_methods(new MethodBoxes)
    , m_fields(new FieldGrid) {
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(4), Theme::space(5), Theme::space(4));
    layout->setSpacing(Theme::space(2));
    buildTask(layout);
    layout->addSpacing(Theme::space(2));
    layout->addWidget(makeCaption(tr("Ladder of models, the weakest first")));
    layout->addWidget(m_ladder);
    layout->addSpacing(Theme::space(2));
    layout->addWidget(makeCaption(tr("How students learn from their supervisors")));
    layout->addWidget(m_methods);
    layout->addSpacing(Theme::space(2));
    buildFields(layout);
    buildFoot(layout);
    connect(m_ladder, &LadderField::changed, this, &StudyForm::edited);
    connect(m_methods, &MethodBoxes::changed, this, &StudyForm::edited);
    setSpec({});
}

void StudyForm::buildTask(QVBoxLayout* layout) {
    m_task = new ChoiceField;
    m_task->setAccessibleName(tr("Task"));
    m_task->setMinimumContentsLength(24);
    m_add_task = new QPushButton(tr("Add task…"));
    m_remove_task = new QPushButton(tr("Remove task…"));
    m_task_meaning = new PlainLabel({}, Type::Small, Tone::Dim);
    m_task_meaning->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(2));
    row->addWidget(m_task);
    row->addWidget(m_add_task);
    row->addWidget(m_remove_task);
    row->addStretch(1);
    layout->addWidget(makeCaption(tr("Task: what is learnt")));
    layout->addLayout(row);
    layout->addWidget(m_task_meaning);
    setFocusProxy(m_task);
    connect(m_task, &QComboBox::currentIndexChanged, this, &StudyForm::edited);
    connect(m_add_task, &QPushButton::clicked, this, &StudyForm::taskWanted);
    connect(m_remove_task, &QPushButton::clicked, this,
            [this] { Q_EMIT taskUnwanted(m_task->currentData().toString()); });
}

QSpinBox* StudyForm::makeSpin(int from, int to, int value, const QString& zero) {
    auto* spin = new NumberField;
    spin->setRange(from, to);
    spin->setValue(value);
    spin->setSpecialValueText(zero);
    spin->setGroupSeparatorShown(true);
    connect(spin, &QSpinBox::valueChanged, this, &StudyForm::edited);
    return spin;
}

void StudyForm::buildFields(QVBoxLayout* layout) {
    m_way = new ChoiceField;
    m_way->addItem(tr("A probe"), static_cast<int>(LearnWay::Probe));
    m_way->addItem(tr("Whole model"), static_cast<int>(LearnWay::Full));
    connect(m_way, &QComboBox::currentIndexChanged, this, &StudyForm::edited);
    m_reading = new ChoiceField;
    m_reading->addItem(tr("The best-scored legal move"), static_cast<int>(TaskReading::Scored));
    m_reading->addItem(tr("The move that the model writes"), static_cast<int>(TaskReading::Generated));
    connect(m_reading, &QComboBox::currentIndexChanged, this, &StudyForm::edited);
    m_seeds = makeSpin(1, kMostSeeds, 3);
    m_supervisors = makeSpin(0, kMostSupervisors, 0, tr("all but the strongest"));
    m_examples = makeSpin(0, kMostExamples, 0, tr("all"));
    m_tune = makeSpin(0, kMostEpochs, 0, tr("not at all"));
    m_epochs = makeSpin(1, kMostEpochs, 2);
    m_top = makeSpin(0, kMostLayers, 0, tr("all"));
    m_alpha = new QLineEdit;
    m_alpha->setPlaceholderText(tr("0.5, at the widest gap 0.75"));
    m_rate = new QLineEdit;
    m_rate->setPlaceholderText(tr("by the model's size"));
    for (QLineEdit* edit : {m_alpha, m_rate})
        connect(edit, &QLineEdit::textChanged, this, &StudyForm::edited);
    m_fields->addGroup(tr("How it is done"));
    m_way_meaning = m_fields->addField(tr("What learns"), m_way, {});
    m_fields->addField(tr("Best move of chess"), m_reading,
                       tr("Of a whole model: what counts as its answer. A written move that is not legal is wrong."));
    m_fields->addField(tr("Seeds"), m_seeds, tr("Halves of the task, their order: how far figures differ by chance."));
    m_fields->addField(tr("Supervisors"), m_supervisors, tr("How many of the ladder teach, from the weakest."));
    m_fields->addField(tr("Most examples"), m_examples, tr("Of those to learn from, in both halves together."));
    m_fields->addField(tr("Texts read first"), m_tune,
                       tr("How often every model reads the task's texts, without labels, before it learns the task."));
    m_fields->addField(tr("Weight of own answers"), m_alpha, tr("In the end, in methods that use them; 0 to 1."));
    m_fields->addField(tr("Layers that learn"), m_top, tr("Of a whole model: only so many of the last."));
    m_fields->addField(tr("Epochs"), m_epochs, tr("Of a whole model. A probe is fitted to its optimum."));
    m_fields->addField(tr("Learning rate"), m_rate, tr("Of a whole model, at its peak."));
    layout->addWidget(m_fields);
}

void StudyForm::buildFoot(QVBoxLayout* layout) {
    m_cost = new QPushButton(tr("What will it cost?"));
    m_start = new QPushButton(tr("Start the study"));
    m_start->setProperty("primary", true);
    m_why_not = new PlainLabel({}, Type::Small, Tone::Dim);
    m_why_not->setWordWrap(true);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(Theme::space(3));
    foot->addWidget(m_cost);
    foot->addWidget(m_start);
    foot->addWidget(m_why_not, 1);
    layout->addSpacing(Theme::space(2));
    layout->addLayout(foot);
    connect(m_cost, &QPushButton::clicked, this, [this] { Q_EMIT costWanted(spec()); });
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT startWanted(spec()); });
}

void StudyForm::setTasks(const std::vector<TaskRow>& tasks) {
    if (tasks == m_tasks)
        return;
    m_tasks = tasks;
    const QString chosen = m_task->currentData().toString();
    {
        const QSignalBlocker quiet(m_task);
        m_task->clear();
        for (const TaskRow& task : tasks)
            m_task->addItem(drawable(task.name.left(80)), task.name);
        m_task->setCurrentIndex(std::max(0, m_task->findData(chosen)));
    }
    edited();
}

void StudyForm::chooseTask(const QString& name) {
    if (const int place = m_task->findData(name); place >= 0)
        m_task->setCurrentIndex(place);
}

void StudyForm::edited() {
    if (!m_start)
        return; // still being built
    refresh();
    Q_EMIT changed();
}

/// Fields that mean nothing with the present choices cannot be filled in, and say why.
void StudyForm::refresh() {
    const bool full = static_cast<LearnWay>(m_way->currentData().toInt()) == LearnWay::Full;
    m_way_meaning->setText(full ? tr("Every weight, as in the paper: far slower.")
                                : tr("One linear layer on the frozen model, read once for all depths: minutes."));
    m_reading->setEnabled(mayWrite());
    m_top->setEnabled(full);
    m_epochs->setEnabled(full);
    m_rate->setEnabled(full);
    const auto task = static_cast<std::size_t>(m_task->currentIndex());
    m_task->setEnabled(!m_tasks.empty());
    m_task_meaning->setText(m_tasks.empty() || m_task->currentIndex() < 0
                                ? tr("None yet. Add one from a file of rows, or one of the built-in examples.")
                                : taskText(m_tasks[task]));
    const QString wrong = problem();
    const bool ready = wrong.isEmpty() && m_blocked.isEmpty();
    m_start->setEnabled(ready);
    m_cost->setEnabled(ready);
    m_add_task->setEnabled(m_blocked.isEmpty());
    m_remove_task->setEnabled(m_blocked.isEmpty() && m_task->currentIndex() >= 0);
    m_why_not->setTone(m_blocked.isEmpty() && !wrong.isEmpty() ? Tone::Negative : Tone::Dim);
    m_why_not->setText(!m_blocked.isEmpty() ? m_blocked
                       : !wrong.isEmpty()   ? wrong
                                            : tr("It runs in the background. What is done is kept: a study that was "
                                                   "stopped goes on where it was."));
}

bool StudyForm::mayWrite() const {
    const int task = m_task->currentIndex();
    return static_cast<LearnWay>(m_way->currentData().toInt()) == LearnWay::Full && task >= 0 &&
           task < std::ssize(m_tasks) && m_tasks[static_cast<std::size_t>(task)].kind == TaskKind::Chess;
}

TaskReading StudyForm::reading() const {
    return mayWrite() ? static_cast<TaskReading>(m_reading->currentData().toInt()) : TaskReading::Scored;
}

QString StudyForm::problem() const {
    if (m_tasks.empty())
        return tr("A study needs a task: add one.");
    if (const QString wrong = m_ladder->problem(); !wrong.isEmpty())
        return wrong;
    if (m_methods->methods().empty())
        return tr("Tick at least one method.");
    if (reading() == TaskReading::Generated)
        for (const StudyMethod method : m_methods->methods())
            if (!isForWritten(method))
                return tr("\"%1\" needs how sure a model is of each move, and a written move does not tell: untick it, "
                          "or "
                          "take the best-scored legal move.")
                    .arg(methodText(method));
    if (m_supervisors->value() >= std::ssize(m_ladder->ladder()))
        return tr("The strongest model has nobody to teach: let fewer of the ladder supervise.");
    if (!numberIn(m_alpha, 0, 1))
        return tr("The weight of own answers must be a number from 0 to 1; or leave it empty.");
    if (m_rate->isEnabled() && !numberIn(m_rate, 1e-12, 1))
        return tr("The learning rate must be a number above 0 and below 1, such as 2e-5; or leave it empty.");
    return {};
}

QString StudyForm::whyNot() const { return m_why_not->text(); }

StudySpec StudyForm::spec() const {
    StudySpec spec;
    spec.task = m_task->currentData().toString().toStdString();
    spec.ladder = m_ladder->ladder();
    spec.way = static_cast<LearnWay>(m_way->currentData().toInt());
    spec.reading = reading();
    spec.methods = m_methods->methods();
    spec.seeds.resize(static_cast<std::size_t>(m_seeds->value()));
    std::iota(spec.seeds.begin(), spec.seeds.end(), std::uint64_t{0});
    spec.supervisors = m_supervisors->value();
    spec.examples = m_examples->value();
    spec.tune_epochs = m_tune->value();
    spec.alpha = numberIn(m_alpha, 0, 1).value_or(std::nullopt);
    if (spec.way == LearnWay::Full) {
        spec.epochs = m_epochs->value();
        spec.top_layers = m_top->value();
        spec.learning_rate = numberIn(m_rate, 1e-12, 1).value_or(std::nullopt);
    }
    return spec;
}

void StudyForm::setSpec(const StudySpec& spec) {
    chooseTask(QString::fromStdString(spec.task));
    if (!spec.ladder.empty())
        m_ladder->setLadder(spec.ladder);
    m_way->setCurrentIndex(std::max(0, m_way->findData(static_cast<int>(spec.way))));
    m_reading->setCurrentIndex(std::max(0, m_reading->findData(static_cast<int>(spec.reading))));
    m_methods->setMethods(spec.methods);
    m_seeds->setValue(static_cast<int>(spec.seeds.size()));
    m_supervisors->setValue(spec.supervisors);
    m_examples->setValue(spec.examples);
    m_tune->setValue(spec.tune_epochs);
    m_epochs->setValue(spec.epochs);
    m_top->setValue(spec.top_layers);
    m_alpha->setText(numberText(spec.alpha));
    m_rate->setText(numberText(spec.learning_rate));
    edited();
}

void StudyForm::setBlocked(const QString& why_not) {
    m_blocked = why_not;
    refresh();
}

} // namespace stepmark::ui
