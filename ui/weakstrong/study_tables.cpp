// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/study_tables.h"

#include "model/domain/csv.h"
#include "ui/theme/theme.h"
#include "ui/weakstrong/study_text.h"
#include "ui/widgets/amount_text.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/table_heading.h"
#include "ui/widgets/when_text.h"

#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kShownCharacters = 300;     ///< of a text in a cell
constexpr std::size_t kShownBytes = 4000; ///< that are looked at for them

constexpr TableHeading kStudyHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "Study"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "Task"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "Ladder"),
     QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "Models, the weakest first")},
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "Methods"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "Seeds"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "What learns"),
     QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "A linear probe on the frozen model, or all of it")},
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "State"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "When"),
     QT_TRANSLATE_NOOP("stepmark::ui::StudyList", "When the study was begun")},
};

constexpr TableHeading kFigureHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "Model"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "Learns from"),
     QT_TRANSLATE_NOOP("stepmark::ui::FigureTable",
                       "Supervisors and ceilings learn the truth, each its half of the examples")},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "Test"),
     QT_TRANSLATE_NOOP("stepmark::ui::FigureTable",
                       "Mean over seeds, with its 95 % interval over test groups and seeds")},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "By seed"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "PGR"),
     QT_TRANSLATE_NOOP("stepmark::ui::FigureTable",
                       "Performance gap recovered: how much of the way from supervisor to ceiling the student goes")},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "Same where right"),
     QT_TRANSLATE_NOOP("stepmark::ui::FigureTable",
                       "How often the student says what the supervisor says, where the supervisor is right")},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "Same where wrong"),
     QT_TRANSLATE_NOOP("stepmark::ui::FigureTable",
                       "The same where the supervisor is wrong: errors that were taken over")},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "First errors"),
     QT_TRANSLATE_NOOP("stepmark::ui::FigureTable",
                       "ProcessBench's F1: how well the first wrong step of a solution is named. The threshold is "
                       "fitted on a fifth of the problems, the figure is of the others")},
    {QT_TRANSLATE_NOOP("stepmark::ui::FigureTable", "Not legal"),
     QT_TRANSLATE_NOOP("stepmark::ui::FigureTable",
                       "For how many of the test's positions the model wrote no legal move: these count as wrong")},
};

constexpr TableHeading kDifferenceHeadings[] = {
    {QT_TRANSLATE_NOOP("stepmark::ui::DifferenceTable", "Truth"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::DifferenceTable", "Supervisor"),
     QT_TRANSLATE_NOOP("stepmark::ui::DifferenceTable", "What it says, and how sure it is")},
    {QT_TRANSLATE_NOOP("stepmark::ui::DifferenceTable", "Student"), ""},
    {QT_TRANSLATE_NOOP("stepmark::ui::DifferenceTable", "Example"), ""},
};

bool writes(const Study& study) { return study.spec.reading == TaskReading::Generated; }

int alignment(bool left) { return static_cast<int>((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter); }

QString oneLine(const std::string& text) {
    return drawable(QString::fromStdString(text.substr(0, kShownBytes)).simplified().left(kShownCharacters));
}

/// What somebody says, and with which probability.
QString said(const std::string& label, double probability) {
    if (label.empty())
        return DifferenceTable::tr("no legal move");
    return QStringLiteral("%1 · %2").arg(oneLine(label), QLocale().toString(probability, 'f', 2));
}

} // namespace

// ---- the studies

void StudyList::setStudies(const std::vector<Study>& studies) {
    beginResetModel();
    m_studies.assign(studies.rbegin(), studies.rend());
    endResetModel();
}

std::int64_t StudyList::idAt(int row) const {
    return row >= 0 && row < rowCount() ? m_studies[static_cast<std::size_t>(row)].id : 0;
}

int StudyList::rowOf(std::int64_t study) const {
    const auto found = std::find_if(m_studies.begin(), m_studies.end(), [&](auto& one) { return one.id == study; });
    return found == m_studies.end() ? -1 : static_cast<int>(found - m_studies.begin());
}

int StudyList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_studies.size());
}

QString StudyList::text(const Study& study, int column) {
    switch (column) {
    case Number:
        return QLocale().toString(static_cast<qlonglong>(study.id));
    case TaskName:
        return oneLine(study.task);
    case Ladder:
        return ladderText(study);
    case Methods:
        return methodsText(study);
    case Seeds:
        return QLocale().toString(static_cast<qlonglong>(study.spec.seeds.size()));
    case Way:
        return wayText(study.spec.way);
    case State:
        return study.state == StudyState::Done ? tr("done") : tr("not finished");
    case When:
        return whenText(QDateTime::fromString(QString::fromStdString(study.created_at), Qt::ISODateWithMs));
    default:
        return {};
    }
}

QVariant StudyList::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::DisplayRole)
        return text(m_studies[static_cast<std::size_t>(index.row())], index.column());
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column() != Number && index.column() != Seeds);
    return {};
}

QVariant StudyList::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    return headingRole(
        kStudyHeadings[section], role, [](const char* words) { return tr(words); },
        section != Number && section != Seeds);
}

// ---- the figures of one

void FigureTable::setStudy(const Study& study, StudyMethod method) {
    beginResetModel();
    m_study = study;
    m_rows.clear();
    for (const StudyRole role : {StudyRole::Student, StudyRole::Supervisor, StudyRole::Ceiling})
        for (int i = 0; i < std::ssize(study.results.figures); ++i) {
            const StudyFigure& figure = study.results.figures[static_cast<std::size_t>(i)];
            if (figure.role == role && (role != StudyRole::Student || figure.method == method))
                m_rows.push_back(i);
        }
    endResetModel();
}

int FigureTable::figureAt(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)] : -1;
}

int FigureTable::rowOf(int figure) const {
    const auto found = std::find(m_rows.begin(), m_rows.end(), figure);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int FigureTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FigureTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_study.results.namesFirstErrors() || writes(m_study) ? Columns : FirstErrors;
}

QString FigureTable::text(const StudyFigure& figure, int column) const {
    const bool student = figure.role == StudyRole::Student;
    switch (column) {
    case Model:
        return modelName(m_study, figure.model);
    case Role:
        return student ? modelName(m_study, figure.supervisor.value_or(-1))
                       : tr("the truth (%1)").arg(roleText(figure.role));
    case Measure:
        return figureText(m_study, figure.figure);
    case BySeed:
        return bySeedText(m_study, figure);
    case Pgr:
        return student ? pgrText(figure) : QString();
    case SameRight:
        return student ? shareText(figure.agreement_right) : QString();
    case SameWrong:
        return student ? shareText(figure.agreement_wrong) : QString();
    case FirstErrors:
        return shareText(writes(m_study) ? figure.illegal : figure.first_error_f1);
    default:
        return {};
    }
}

QVariant FigureTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const StudyFigure& figure =
        m_study.results.figures[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(index.row())])];
    if (role == Qt::DisplayRole)
        return text(figure, index.column());
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column() <= Role);
    if (role == Qt::ToolTipRole && index.column() == Pgr && figure.no_pgr)
        return noPgrMeaning(*figure.no_pgr);
    if (role == Qt::ForegroundRole && index.column() == Pgr && figure.no_pgr)
        return Theme::instance().colors().dim;
    return {};
}

QVariant FigureTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    if (section == Measure && role == Qt::DisplayRole && !m_study.figure.empty())
        return measureText(m_study);
    return headingRole(
        kFigureHeadings[section == Illegal && writes(m_study) ? Columns : section], role,
        [](const char* words) { return tr(words); }, section <= Role);
}

QByteArray FigureTable::csv() const {
    CsvWriter csv;
    csv.row({"model", "role", "supervisor", "method", "figure", "figure_low", "figure_high", "pgr", "pgr_low",
             "pgr_high", "no_pgr", "agreement_right", "agreement_wrong", "first_error_f1", "illegal"});
    for (const StudyFigure& figure : m_study.results.figures) {
        std::vector<std::string> row{modelName(m_study, figure.model).toStdString(), std::string(toText(figure.role)),
                                     figure.supervisor ? modelName(m_study, *figure.supervisor).toStdString() : "",
                                     figure.method ? std::string(toText(*figure.method)) : ""};
        addFigure(row, figure.figure);
        addFigure(row, figure.pgr);
        row.push_back(figure.no_pgr ? std::string(toText(*figure.no_pgr)) : "");
        row.push_back(csvNumber(figure.agreement_right));
        row.push_back(csvNumber(figure.agreement_wrong));
        row.push_back(csvNumber(figure.first_error_f1));
        row.push_back(csvNumber(figure.illegal));
        csv.row(row);
    }
    return QByteArray::fromStdString(csv.text());
}

// ---- examples of a run

void DifferenceTable::setExamples(std::vector<StudyDisagreement> examples) {
    beginResetModel();
    m_examples = std::move(examples);
    endResetModel();
}

const StudyDisagreement* DifferenceTable::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_examples[static_cast<std::size_t>(row)] : nullptr;
}

int DifferenceTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_examples.size());
}

QVariant DifferenceTable::data(const QModelIndex& index, int role) const {
    const StudyDisagreement* example = index.isValid() ? at(index.row()) : nullptr;
    if (!example)
        return {};
    if (role == Qt::ForegroundRole && (index.column() == Supervisor || index.column() == Student)) {
        const Palette& colors = Theme::instance().colors();
        return (index.column() == Supervisor ? example->supervisor : example->student) == example->truth
                   ? colors.positive
                   : colors.negative;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Truth:
        return oneLine(example->truth);
    case Supervisor:
        return said(example->supervisor, example->supervisor_probability);
    case Student:
        return said(example->student, example->student_probability);
    default:
        return oneLine(example->prompt.empty() ? example->text : example->prompt + ' ' + example->text);
    }
}

QVariant DifferenceTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    return headingRole(
        kDifferenceHeadings[section], role, [](const char* words) { return tr(words); }, true);
}

} // namespace stepmark::ui
