// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/grid_form.h"

#include "ui/rounds/value_list.h"
#include "ui/runs/field_grid.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <limits>

namespace stepmark::ui {

namespace {

constexpr int kMostGridEpochs = 100;
constexpr int kMostWorkers = 64;
constexpr std::uint64_t kMostSeed = std::numeric_limits<int>::max(); ///< as the round's form takes them

enum class Trained { Head, Full, Both };

Trained trainedIn(const QComboBox* box) { return static_cast<Trained>(box->currentData().toInt()); }

} // namespace

GridForm::GridForm(QWidget* parent)
    : QFrame(parent)
    , m_fields(new FieldGrid) {
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(4), Theme::space(5), Theme::space(4));
    layout->setSpacing(Theme::space(4));
    layout->addWidget(m_fields);
    buildFields();
    buildFoot();
    edited();
}

void GridForm::buildFields() {
    m_modes = new ChoiceField;
    m_modes->addItem(tr("Head only"), static_cast<int>(Trained::Head));
    m_modes->addItem(tr("Whole model"), static_cast<int>(Trained::Full));
    m_modes->addItem(tr("Either of them"), static_cast<int>(Trained::Both));
    connect(m_modes, &QComboBox::currentIndexChanged, this, &GridForm::edited);
    m_seeds = makeLine(QStringLiteral("1-3"));
    m_rates = makeLine({}, tr("by the model's size"));
    m_epochs = makeLine(QStringLiteral("2"));
    m_workers = new NumberField;
    m_workers->setRange(0, kMostWorkers);
    m_workers->setSpecialValueText(tr("one a core"));
    connect(m_workers, &QSpinBox::valueChanged, this, &GridForm::edited);
    m_fields->addGroup(tr("What varies: several values in a field are all tried"));
    m_modes_meaning = m_fields->addField(tr("What is trained"), m_modes, {});
    m_fields->addField(tr("Seeds"), m_seeds,
                       tr("Such as 1, 2, 5-8. Figures that differ no more than from seed to seed tell nothing."));
    m_fields->addField(tr("Learning rates"), m_rates, tr("Such as 1e-5; 2e-5. Empty: 2e-5 at 100 M weights."));
    m_epochs_meaning = m_fields->addField(tr("Epochs"), m_epochs, {});
    m_fields->addField(tr("Base models"), makeBases(),
                       tr("Hugging Face folders, apart by semicolons. Empty: the built-in one."));
    m_fields->addField(tr("Trainings at a time"), m_workers,
                       tr("They share the cores; fewer where memory does not hold as many."));
}

QLineEdit* GridForm::makeLine(const QString& text, const QString& placeholder) {
    auto* line = new QLineEdit(text);
    line->setPlaceholderText(placeholder);
    connect(line, &QLineEdit::textChanged, this, &GridForm::edited);
    return line;
}

QWidget* GridForm::makeBases() {
    auto* field = new QWidget;
    auto* column = new QVBoxLayout(field);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(2));
    m_bases = makeLine({}, tr("built in"));
    auto* add = new QPushButton(tr("Add…"));
    add->setAccessibleName(tr("Add the folder of a base model"));
    m_shipped = new CheckField(tr("and the built-in one"));
    row->addWidget(m_bases, 1);
    row->addWidget(add);
    column->addLayout(row);
    column->addWidget(m_shipped);
    field->setFocusProxy(m_bases);
    connect(add, &QPushButton::clicked, this, &GridForm::addBase);
    connect(m_shipped, &QCheckBox::toggled, this, &GridForm::edited);
    return field;
}

void GridForm::addBase() {
    const QStringList known = bases();
    const QString folder = askFolder(this, tr("Base model's folder"), known.isEmpty() ? QString() : known.last());
    if (!folder.isEmpty())
        m_bases->setText((known + QStringList{folder}).join(QStringLiteral("; ")));
}

void GridForm::buildFoot() {
    auto* foot = new QHBoxLayout;
    m_start = new QPushButton(tr("Start the comparison"));
    m_start->setProperty("primary", true);
    m_why_not = new PlainLabel({}, Type::Small, Tone::Dim);
    m_why_not->setWordWrap(true);
    foot->addWidget(m_start);
    foot->addSpacing(Theme::space(3));
    foot->addWidget(m_why_not, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(foot);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT submitted(choice()); });
}

QStringList GridForm::bases() const {
    QStringList folders;
    for (const QString& part : m_bases->text().split(QLatin1Char(';'), Qt::SkipEmptyParts))
        if (const QString folder = part.trimmed(); !folder.isEmpty())
            folders.append(folder);
    return folders;
}

/// Fields that mean nothing with the present choices cannot be filled in, and say why.
void GridForm::edited() {
    if (!m_start)
        return; // still being built
    const bool full = trainedIn(m_modes) == Trained::Full;
    m_modes_meaning->setText(trainedIn(m_modes) == Trained::Head
                                 ? tr("One layer on stored activations: quick, and has no epochs.")
                             : full ? tr("Every weight: far slower, better with many marks.")
                                    : tr("Both ways, each as it usually is."));
    m_rates->setEnabled(full);
    m_epochs->setEnabled(full);
    m_epochs_meaning->setText(full ? tr("Passes over all marks, such as 1, 2, 4.")
                                   : tr("Rates and epochs can be compared where the whole model is trained."));
    m_shipped->setEnabled(!bases().isEmpty());
    setBlocked(m_blocked);
    Q_EMIT changed();
}

QString GridForm::problem() const {
    if (const auto seeds = wholesIn(m_seeds->text(), 0, kMostSeed); !seeds || seeds->empty())
        return tr("The seeds must be different whole numbers, such as 1, 2, 3 or 1-5.");
    if (m_rates->isEnabled() && !ratesIn(m_rates->text()))
        return tr("The learning rates must be different numbers above 0 and below 1, such as 1e-5; 2e-5.");
    if (const auto epochs = wholesIn(m_epochs->text(), 1, kMostGridEpochs);
        m_epochs->isEnabled() && (!epochs || epochs->empty()))
        return tr("The epochs must be different whole numbers from 1 to %1.").arg(kMostGridEpochs);
    QStringList folders = bases();
    if (folders.removeDuplicates() > 0)
        return tr("A base model stands there twice.");
    if (const auto runs = combinations(choice()); runs > static_cast<std::int64_t>(kMostValues))
        return tr("These are %1 trainings: choose fewer values, at most %2 trainings.")
            .arg(QLocale().toString(static_cast<qlonglong>(runs)))
            .arg(kMostValues);
    return {};
}

GridChoice GridForm::choice() const {
    GridChoice choice;
    const Trained trained = trainedIn(m_modes);
    choice.modes = trained == Trained::Head   ? std::vector{TrainMode::Head}
                   : trained == Trained::Full ? std::vector{TrainMode::Full}
                                              : std::vector{TrainMode::Head, TrainMode::Full};
    const QStringList folders = bases();
    if (!folders.isEmpty() && m_shipped->isChecked())
        choice.bases.emplace_back();
    for (const QString& folder : folders)
        choice.bases.emplace_back(folder.toStdString());
    if (trained == Trained::Full) {
        choice.learning_rates = ratesIn(m_rates->text()).value_or(std::vector<double>());
        for (const std::uint64_t epochs :
             wholesIn(m_epochs->text(), 1, kMostGridEpochs).value_or(std::vector<std::uint64_t>()))
            choice.epochs.push_back(static_cast<int>(epochs));
    }
    choice.seeds = wholesIn(m_seeds->text(), 0, kMostSeed).value_or(std::vector<std::uint64_t>());
    choice.workers = m_workers->value();
    return choice;
}

void GridForm::setBlocked(const QString& why_not) {
    m_blocked = why_not;
    const QString wrong = problem();
    m_start->setEnabled(why_not.isEmpty() && wrong.isEmpty());
    m_why_not->setTone(wrong.isEmpty() ? Tone::Dim : Tone::Negative);
    m_why_not->setText(!wrong.isEmpty()     ? wrong
                       : !why_not.isEmpty() ? why_not
                                            : tr("%n training(s), each evaluated on the held-out problems, in the "
                                                 "background. Rounds go on with the model that they have.",
                                                 nullptr, static_cast<int>(combinations(choice()))));
}

} // namespace stepmark::ui
