// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/desktop/window_texts.h"

#include "app/desktop/session.h"
#include "storage/weakstrong/study_store.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMutexLocker>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QSysInfo>
#include <QTabBar>

#include <algorithm>

namespace stepmark::desktop::testing {

namespace {

/// Names of programs, formats, people and keys, commands, and what Chinese researchers leave in English.
constexpr const char* kNamesAndKeys =
    "stepmark stepmarkctl gold SQLite MathJax LaTeX ProcessBench OpenRLHF Math-Shepherd Hugging Face JSON Lines jsonl "
    "Reed bfloat16 Brier "
    "PRMBench openr RLHFlow UltraInteract ActPRM "
    "Lightman Let's Verify "
    "Step by "
    "Step "
    "arXiv Cohen Fleiss Krippendorff alpha bootstrap Best epoch Meta Ctrl Shift Enter Home PgUp PgDn Backspace English";

/// In lower case: captions are set in capitals. Tool tips come as HTML, whose tags are no words.
QSet<QString> wordsIn(const QString& text) {
    static const QRegularExpression word(QStringLiteral("[a-z]{4,}")), tag(QStringLiteral("</?(qt|p)[^>]*>"));
    QSet<QString> words;
    for (auto match = word.globalMatch(text.toLower().remove(tag)); match.hasNext();)
        words.insert(match.next().captured());
    return words;
}

void addCells(const QAbstractItemModel& model, QStringList& texts) {
    for (int column = 0; column < model.columnCount(); ++column)
        for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
            texts.append(model.headerData(column, Qt::Horizontal, role).toString());
    for (int row = 0; row < std::min(model.rowCount(), 60); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                texts.append(model.index(row, column).data(role).toString());
}

void addOwn(const QWidget& widget, QStringList& texts) {
    texts << widget.windowTitle() << widget.toolTip() << widget.accessibleName() << widget.accessibleDescription();
    for (const QAction* action : widget.actions())
        texts << action->text() << action->toolTip();
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts.append(label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts.append(button->text());
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget))
        texts.append(field->placeholderText());
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(&widget))
        texts.append(field->placeholderText());
    if (const auto* field = qobject_cast<const QAbstractSpinBox*>(&widget))
        texts << field->specialValueText() << field->text();
    if (const auto* choice = qobject_cast<const QComboBox*>(&widget))
        addCells(*choice->model(), texts);
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        for (int tab = 0; tab < tabs->count(); ++tab)
            texts << tabs->tabText(tab) << tabs->tabToolTip(tab);
    const auto* view = qobject_cast<const QAbstractItemView*>(&widget);
    if (view && view->model() && !qobject_cast<const QHeaderView*>(view))
        addCells(*view->model(), texts);
}

} // namespace

QStringList textsOf(QWidget& window) {
    QStringList texts;
    addOwn(window, texts);
    for (const QWidget* widget : window.findChildren<QWidget*>())
        addOwn(*widget, texts);
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts;
}

QSet<QString> wordsOfProject(const QString& path) {
    Session session(storage::Project::open(path.toStdString()));
    std::string text = session.project.title();
    const auto add = [&text](const std::string& more) { text += ' ' + more; };
    for (const auto& labeler : session.labelers.list())
        add(labeler.name);
    for (const auto& pass : session.annotations.list())
        add(pass.note);
    for (const auto& model : session.models.list())
        add(model.path);
    for (ProblemId id = 1; const auto problem = session.problems.find(id); ++id) {
        add(problem->text + ' ' + problem->subject);
        const StepTree tree = session.steps.tree(id);
        for (const auto& step : tree.nodes())
            add(step.text);
    }
    for (const auto& solution : session.solutions.list())
        add(solution.source);
    for (const Study& study : storage::StudyStore(session.project).list())
        for (const StudyModel& model : study.models)
            add(study.task + ' ' + model.model.folder.string());
    for (const auto& job : session.jobs.list())
        for (const auto& line : session.jobs.logLines(job.id))
            add(line);
    add("models grid"); // folders beside the project
    return wordsIn(QString::fromStdString(text) + QLatin1Char(' ') + path);
}

QStringList englishIn(const QStringList& texts, const QSet<QString>& data) {
    const QSet<QString> known =
        data + wordsIn(QString::fromLatin1(kNamesAndKeys)) +
        wordsIn(QSysInfo::prettyProductName() + QLatin1Char(' ') + QSysInfo::currentCpuArchitecture());
    QStringList english;
    for (const QString& text : texts)
        if (!(wordsIn(text) - known).isEmpty())
            english.append(text);
    english.removeDuplicates();
    return english;
}

Untranslated::Untranslated() { QCoreApplication::installTranslator(this); }

Untranslated::~Untranslated() { QCoreApplication::removeTranslator(this); }

QString Untranslated::translate(const char* context, const char* source, const char*, int) const {
    if (context && *context != 'Q') { // Qt's own, whose translations are not ours to test
        const QMutexLocker lock(&m_mutex);
        m_heard.insert(QString::fromUtf8(context) + QStringLiteral(": ") + QString::fromUtf8(source));
    }
    return {};
}

QStringList Untranslated::heard() const {
    const QMutexLocker lock(&m_mutex);
    QStringList heard(m_heard.begin(), m_heard.end());
    heard.sort();
    return heard;
}

} // namespace stepmark::desktop::testing
