// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/refused_writes.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <string>
#include <vector>

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

/// A deed in words: what it was, where, and the labeler's own.
struct Told {
    QString what;
    StepId step = 0;
    std::vector<std::string> words{};
};

Told told(const Write::Serve&) { return {RefusedWords::tr("solution shown")}; }
Told told(const Write::Mark& mark) { return {ratingText(mark.rating), mark.step}; }
Told told(const Write::Finish& finish) {
    return {RefusedWords::tr("solution finished"), 0, {finish.note, finish.detail}};
}
Told told(const Write::Skip& skip) { return {RefusedWords::tr("solution skipped"), 0, {skip.note}}; }
Told told(const Write::Draft& draft) { return {RefusedWords::tr("flag or note"), 0, {draft.note}}; }
Told told(const Write::Reopen&) { return {RefusedWords::tr("solution opened again")}; }
Told told(const Write::Decide& decide) {
    return {decisionText(decide.decision), decide.decision.step, {decide.decision.reason}};
}

/// "12:03:44, solution 7, step 31: marked wrong, "as it was noted". WHY"
QString paragraph(const Write& write, const QString& why) {
    const Told deed = std::visit([](const auto& one) { return told(one); }, write.deed);
    const auto when = QDateTime::fromString(QString::fromStdString(write.at), Qt::ISODateWithMs).toLocalTime();
    QString text = QLocale().toString(when.time(), QLocale::LongFormat);
    if (write.solution)
        text += RefusedWords::tr(", solution %1").arg(write.solution);
    if (deed.step)
        text += RefusedWords::tr(", step %1").arg(deed.step);
    text += QStringLiteral(": ") + deed.what;
    for (const std::string& words : deed.words)
        if (!words.empty())
            text += QStringLiteral(", “") + QString::fromStdString(words) + QChar(0x201d);
    return text + QStringLiteral(". ") + why;
}

auto markOf(const Write& write, const Write::Mark& mark) {
    return std::tuple(write.labeler, write.solution, mark.step);
}
auto placeOf(const Decision& decision) { return std::tuple(decision.reviewer, decision.step, decision.annotation); }

} // namespace

void RefusedWrites::add(const Write& write, const QString& why) {
    if (write.is<Write::Serve>())
        return; // nothing that the labeler did
    m_unseen.append(paragraph(write, why));
    if (const auto* mark = write.as<Write::Mark>())
        m_marks.insert(markOf(write, *mark));
    if (const auto* decide = write.as<Write::Decide>();
        decide && decide->decision.verdict != Decision::Verdict::Withdraw)
        m_decisions.insert(placeOf(decide->decision));
}

bool RefusedWrites::holdsBack(const Write& next) const {
    if (const auto* decide = next.as<Write::Decide>())
        return decide->decision.verdict == Decision::Verdict::Withdraw &&
               m_decisions.contains(placeOf(decide->decision));
    const auto* finish = next.as<Write::Finish>();
    if (!finish || (finish->reason != FinishReason::Solution && finish->reason != FinishReason::FoundError))
        return false;
    const auto first = m_marks.lower_bound(std::tuple(next.labeler, next.solution, StepId{0}));
    return first != m_marks.end() && std::get<0>(*first) == next.labeler && std::get<1>(*first) == next.solution;
}

void RefusedWrites::stored(const Write& write) {
    if (const auto* mark = write.as<Write::Mark>())
        m_marks.erase(markOf(write, *mark));
    if (const auto* decide = write.as<Write::Decide>())
        m_decisions.erase(placeOf(decide->decision));
}

void RefusedWrites::clear() {
    m_unseen.clear();
    m_marks.clear();
    m_decisions.clear();
}

} // namespace stepmark::desktop
