// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/refused_writes.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace stepmark::desktop {

namespace {

struct RefusedWords {
    Q_DECLARE_TR_FUNCTIONS(RefusedWrites)
};

QString ratingText(const std::optional<Rating>& rating) {
    if (!rating)
        return RefusedWords::tr("mark taken back");
    return *rating == Rating::Positive  ? RefusedWords::tr("marked right")
           : *rating == Rating::Neutral ? RefusedWords::tr("marked neutral")
                                        : RefusedWords::tr("marked wrong");
}

QString decisionText(const Decision& decision) {
    if (decision.verdict == Decision::Verdict::Withdraw)
        return RefusedWords::tr("decision taken back");
    return decision.verdict == Decision::Verdict::Rate
               ? RefusedWords::tr("decision: %1").arg(ratingText(decision.rating))
               : RefusedWords::tr("decision: left as it is");
}

QString whatOf(const Write& write) {
    switch (write.kind) {
    case Write::Kind::Mark:
        return ratingText(write.rating);
    case Write::Kind::Finish:
        return RefusedWords::tr("solution finished");
    case Write::Kind::Skip:
        return RefusedWords::tr("solution skipped");
    case Write::Kind::Draft:
        return RefusedWords::tr("flag or note");
    case Write::Kind::Reopen:
        return RefusedWords::tr("solution opened again");
    case Write::Kind::Decide:
        return decisionText(write.decision);
    case Write::Kind::Serve:
        break;
    }
    return RefusedWords::tr("solution shown");
}

/// "12:03:44, solution 7, step 31: marked wrong, "as it was noted". WHY"
QString paragraph(const Write& write, const QString& why) {
    const StepId step = write.kind == Write::Kind::Decide ? write.decision.step : write.step;
    const auto when = QDateTime::fromString(QString::fromStdString(write.at), Qt::ISODateWithMs).toLocalTime();
    QString text = QLocale().toString(when.time(), QLocale::LongFormat);
    if (write.solution)
        text += RefusedWords::tr(", solution %1").arg(write.solution);
    if (step)
        text += RefusedWords::tr(", step %1").arg(step);
    text += QStringLiteral(": ") + whatOf(write);
    for (const std::string* words : {&write.note, &write.detail, &write.decision.reason})
        if (!words->empty())
            text += QStringLiteral(", “") + QString::fromStdString(*words) + QChar(0x201d);
    return text + QStringLiteral(". ") + why;
}

auto markOf(const Write& write) { return std::tuple(write.labeler, write.solution, write.step); }
auto placeOf(const Decision& decision) { return std::tuple(decision.reviewer, decision.step, decision.annotation); }

} // namespace

void RefusedWrites::add(const Write& write, const QString& why) {
    if (write.kind == Write::Kind::Serve)
        return; // nothing that the labeler did
    m_unseen.append(paragraph(write, why));
    if (write.kind == Write::Kind::Mark)
        m_marks.insert(markOf(write));
    if (write.kind == Write::Kind::Decide && write.decision.verdict != Decision::Verdict::Withdraw)
        m_decisions.insert(placeOf(write.decision));
}

bool RefusedWrites::holdsBack(const Write& next) const {
    if (next.kind == Write::Kind::Decide)
        return next.decision.verdict == Decision::Verdict::Withdraw && m_decisions.contains(placeOf(next.decision));
    if (next.kind != Write::Kind::Finish ||
        (next.reason != FinishReason::Solution && next.reason != FinishReason::FoundError))
        return false;
    const auto first = m_marks.lower_bound(std::tuple(next.labeler, next.solution, StepId{0}));
    return first != m_marks.end() && std::get<0>(*first) == next.labeler && std::get<1>(*first) == next.solution;
}

void RefusedWrites::stored(const Write& write) {
    if (write.kind == Write::Kind::Mark)
        m_marks.erase(markOf(write));
    if (write.kind == Write::Kind::Decide)
        m_decisions.erase(placeOf(write.decision));
}

void RefusedWrites::clear() {
    m_unseen.clear();
    m_marks.clear();
    m_decisions.clear();
}

} // namespace stepmark::desktop
