// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/add_task_dialog.h"

#include "ui/theme/theme.h"
#include "ui/weakstrong/study_text.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/plain_label.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace stepmark::ui {

namespace {

constexpr int kFilesHeight = 64;

QStringList linesOf(const QPlainTextEdit* edit) {
    QStringList lines;
    for (const QString& line : edit->toPlainText().split(QLatin1Char('\n')))
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    return lines;
}

PlainLabel* dimLine(const QString& text) {
    auto* line = new PlainLabel(text, Type::Small, Tone::Dim);
    line->setWordWrap(true);
    return line;
}

QVBoxLayout* bareLayout(QWidget* page, int space) {
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(space));
    return layout;
}

} // namespace

AddTaskDialog::AddTaskDialog(QStringList taken, QWidget* parent)
    : QDialog(parent)
    , m_taken(std::move(taken))
    , m_from(new ChoiceField)
    , m_stack(new QStackedWidget)
    , m_name(new QLineEdit) {
    setWindowTitle(tr("Add a task"));
    resize(Theme::instance().scaled(620), Theme::instance().scaled(480));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(6), Theme::space(5), Theme::space(6), Theme::space(5));
    layout->setSpacing(Theme::space(2));
    m_from->addItem(tr("Files of rows"), static_cast<int>(NewTask::From::Files));
    m_from->addItem(tr("A built-in example"), static_cast<int>(NewTask::From::Example));
    m_from->addItem(tr("The ratings of this project"), static_cast<int>(NewTask::From::Ratings));
    m_from->setAccessibleName(tr("Where its examples come from"));
    m_name->setPlaceholderText(tr("by the file"));
    m_name->setAccessibleName(tr("Name of the task"));
    m_stack->addWidget(buildFiles());
    m_stack->addWidget(buildExample());
    m_stack->addWidget(buildRatings());
    layout->addWidget(new PlainLabel(tr("A task is a set of examples with true labels."), Type::Title));
    layout->addWidget(m_from);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeCaption(tr("Name")));
    layout->addWidget(m_name);
    buildFoot(layout);
    connect(m_from, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        refresh();
    });
    connect(m_name, &QLineEdit::textChanged, this, &AddTaskDialog::refresh);
    refresh();
    m_from->setFocus();
}

QWidget* AddTaskDialog::buildFiles() {
    auto* page = new QWidget;
    auto* layout = bareLayout(page, 1);
    layout->addWidget(
        dimLine(tr("JSON lines, JSON array or CSV, gzipped or not. Their fields tell the kind: text and label; "
                   "prompt, chosen and rejected; FEN and moves.")));
    m_files = addFileField(layout, tr("To learn from"), tr("Files to learn from, one a line"));
    m_test_files = addFileField(layout, tr("To measure by"), tr("Files to measure by, one a line"));
    m_test_files->setPlaceholderText(tr("None: a fifth of the groups is drawn"));
    layout->addStretch(1);
    return page;
}

QPlainTextEdit* AddTaskDialog::addFileField(QVBoxLayout* layout, const QString& name, const QString& meaning) {
    auto* edit = new QPlainTextEdit;
    edit->setAccessibleName(meaning);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(kFilesHeight);
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose: %1").arg(meaning));
    choose->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::space(2));
    row->addWidget(edit, 1);
    row->addWidget(choose, 0, Qt::AlignTop);
    layout->addSpacing(Theme::space(2));
    layout->addWidget(makeCaption(name));
    layout->addLayout(row);
    connect(edit, &QPlainTextEdit::textChanged, this, &AddTaskDialog::refresh);
    connect(choose, &QPushButton::clicked, this, [this, edit, name] {
        const QStringList files = askFilesToOpen(this, name, {}, tr("Rows (*.jsonl *.json *.csv *.gz);;All files (*)"));
        if (!files.isEmpty())
            edit->setPlainText((linesOf(edit) + files).join(QLatin1Char('\n')));
    });
    return edit;
}

QWidget* AddTaskDialog::buildExample() {
    auto* page = new QWidget;
    auto* layout = bareLayout(page, 2);
    m_example = new ChoiceField;
    m_example->setAccessibleName(tr("Kind of the example"));
    for (const TaskKind kind : {TaskKind::Classification, TaskKind::Preference, TaskKind::Steps, TaskKind::Chess})
        m_example->addItem(kindText(kind), static_cast<int>(kind));
    connect(m_example, &QComboBox::currentIndexChanged, this, &AddTaskDialog::refresh);
    layout->addWidget(m_example);
    layout->addWidget(
        dimLine(tr("Made by the program itself: word problems judged by its oracle, and mates in one. 2,000 "
                   "examples to learn from, 500 to measure by.")));
    layout->addStretch(1);
    return page;
}

QWidget* AddTaskDialog::buildRatings() {
    auto* page = new QWidget;
    auto* layout = bareLayout(page, 1);
    layout->addWidget(
        dimLine(tr("Each rated step is an example: right, or not. Problems held out are what is measured by, unless "
                   "there are files of ProcessBench: whose problems are then never learnt from.")));
    m_benchmark = addFileField(layout, tr("To measure by"), tr("Files of ProcessBench to measure by, one a line"));
    m_benchmark->setPlaceholderText(tr("None: the project's problems that are held out"));
    layout->addStretch(1);
    return page;
}

void AddTaskDialog::buildFoot(QVBoxLayout* layout) {
    auto* foot = new QHBoxLayout;
    m_why_not = dimLine({});
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_add = new QPushButton(tr("Add the task"));
    m_add->setProperty("primary", true);
    m_add->setDefault(true);
    foot->addWidget(m_why_not, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_add);
    layout->addSpacing(Theme::space(2));
    layout->addLayout(foot);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
}

NewTask::From AddTaskDialog::from() const { return static_cast<NewTask::From>(m_from->currentData().toInt()); }

NewTask AddTaskDialog::task() const {
    NewTask task;
    task.from = from();
    task.name = m_name->text().trimmed();
    if (task.from == NewTask::From::Files) {
        task.files = linesOf(m_files);
        task.test_files = linesOf(m_test_files);
    } else if (task.from == NewTask::From::Ratings) {
        task.test_files = linesOf(m_benchmark);
    }
    task.example = static_cast<TaskKind>(m_example->currentData().toInt());
    return task;
}

QString AddTaskDialog::problem() const {
    if (from() == NewTask::From::Files && linesOf(m_files).isEmpty())
        return tr("Name at least one file to learn from.");
    if (m_taken.contains(m_name->text().trimmed()))
        return tr("There is a task of that name already: choose another one.");
    return {};
}

void AddTaskDialog::refresh() {
    if (!m_add)
        return; // still being built
    const QString wrong = problem();
    m_add->setEnabled(wrong.isEmpty());
    m_why_not->setText(wrong);
    m_name->setPlaceholderText(from() == NewTask::From::Files     ? tr("by the file")
                               : from() == NewTask::From::Example ? tr("by the kind")
                                                                  : QStringLiteral("steps"));
}

} // namespace stepmark::ui
