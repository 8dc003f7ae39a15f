// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/review_text.h"

#include "ui/label/rating_bar.h"
#include "ui/widgets/sentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace stepmark::ui {

namespace {

struct ReviewText {
    Q_DECLARE_TR_FUNCTIONS(ReviewText)
};

QString wordOrDash(const std::optional<Rating>& rating) { return rating ? wordOf(*rating) : QString(QChar(0x2013)); }

QString sightText(ModelSight sight) {
    switch (sight) {
    case ModelSight::Unseen:
        return ReviewText::tr("The mark is younger than the model, which cannot have learnt it.");
    case ModelSight::HeldOut:
        return ReviewText::tr("The problem is held out: the model was not trained on it.");
    case ModelSight::Trained:
        return ReviewText::tr("The model may have been trained on this very mark, and differs all the same.");
    case ModelSight::Foreign:
        break;
    }
    return ReviewText::tr("The scores come from outside; what their model was trained on is not known.");
}

QString number(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

QString figureText(const std::optional<Figure>& figure, double scale, int decimals, const QString& unit) {
    if (!figure)
        return QString(QChar(0x2013));
    const QString value = number(figure->value * scale, decimals) + unit;
    if (!figure->interval)
        return value;
    return QStringLiteral("%1 (%2 – %3)")
        .arg(value, number(figure->interval->low * scale, decimals), number(figure->interval->high * scale, decimals));
}

} // namespace

QString nameOf(LabelerId labeler, const ReviewNames& names) {
    const auto place = names.labelers.find(labeler);
    return place == names.labelers.end() ? ReviewText::tr("somebody") : place->second.left(80).simplified();
}

QString kindText(ReviewKind kind) {
    switch (kind) {
    case ReviewKind::Flag:
        return ReviewText::tr("Flag or note");
    case ReviewKind::Disagreement:
        return ReviewText::tr("Disagreement");
    case ReviewKind::Model:
        return ReviewText::tr("Model against mark");
    case ReviewKind::QualityControl:
        break;
    }
    return ReviewText::tr("Failed quality control");
}

QString itemText(const ReviewItem& item, const ReviewNames& names) {
    const QString who = nameOf(item.labeler, names);
    switch (item.kind) {
    case ReviewKind::Flag:
        if (item.rating)
            return ReviewText::tr("%1 was unsure: %2").arg(who, wordOrDash(item.rating));
        return item.weight >= 1 ? ReviewText::tr("%1 flagged it").arg(who) : ReviewText::tr("%1 wrote a note").arg(who);
    case ReviewKind::Disagreement:
        return item.weight >= 1 ? ReviewText::tr("right against wrong") : ReviewText::tr("labelers differ");
    case ReviewKind::Model:
        return ReviewText::tr("%1: %2, model: %3, by %4 points")
            .arg(who, wordOrDash(item.rating), wordOrDash(item.other))
            .arg(std::lround(item.weight * 100));
    case ReviewKind::QualityControl:
        break;
    }
    return ReviewText::tr("%1: %2, expected: %3").arg(who, wordOrDash(item.rating), wordOrDash(item.other));
}

QString reasonText(const ReviewItem& item, const ReviewNames& names) {
    const QString who = nameOf(item.labeler, names);
    switch (item.kind) {
    case ReviewKind::Flag:
        if (item.rating)
            return ReviewText::tr("%1 marked this step %2 and was unsure.").arg(who, wordOrDash(item.rating));
        if (item.step != 0)
            return ReviewText::tr("%1 flagged this step.").arg(who);
        return item.weight >= 1 ? ReviewText::tr("%1 flagged this solution.").arg(who)
                                : ReviewText::tr("%1 wrote a note on this solution.").arg(who);
    case ReviewKind::Disagreement:
        return ReviewText::tr("Labelers rate this step differently.");
    case ReviewKind::Model: {
        const auto model = names.models.find(item.model);
        const QString name =
            model == names.models.end() ? ReviewText::tr("the model") : model->second.left(80).simplified();
        return sentences(ReviewText::tr("%1 marked this step %2; %3 believes it is %4.")
                             .arg(who, wordOrDash(item.rating), name, wordOrDash(item.other)),
                         sightText(item.sight));
    }
    case ReviewKind::QualityControl:
        break;
    }
    return ReviewText::tr("Quality control: %1 marked this step %2, expected was %3.")
        .arg(who, wordOrDash(item.rating), wordOrDash(item.other));
}

QString eventText(const ReviewEvent& event) {
    const QString step = QString::number(event.step + 1);
    const QString who = event.reviewer.left(80).simplified();
    const QString text = event.verdict == Decision::Verdict::Rate
                             ? ReviewText::tr("%1 settled step %2 as %3.").arg(who, step, wordOrDash(event.rating))
                         : event.verdict == Decision::Verdict::Keep
                             ? ReviewText::tr("%1 let step %2 stand.").arg(who, step)
                             : ReviewText::tr("%1 took a decision on step %2 back.").arg(who, step);
    return event.reason.isEmpty() ? text : sentences(text, ReviewText::tr("Reason: %1").arg(event.reason.left(2000)));
}

QString percentText(const std::optional<Figure>& figure) {
    return figureText(figure, 100, 1, ReviewText::tr(" %"));
}

QString coefficientText(const std::optional<Figure>& figure) { return figureText(figure, 1, 2, {}); }

} // namespace stepmark::ui
