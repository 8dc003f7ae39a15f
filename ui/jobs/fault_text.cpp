// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/fault_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace stepmark::ui {

namespace {

struct FaultText {
    Q_DECLARE_TR_FUNCTIONS(FaultText)
};

QString text(Fault fault) {
    switch (fault) {
    case Fault::BaseTooSmall:
        return FaultText::tr(
            "%1 of %2 marks or solutions are beyond the %3 tokens that %4 reads: it is too small for this data. Choose "
            "another “Base model” that reads more, such as SmolLM2-135M (8,192 tokens), or go on with what fits: "
            "“Advanced choices”, “Too long for the model”: “Cut” or “Leave out”.");
    case Fault::TooLong:
        return FaultText::tr(
            "%1 of %2 marks or solutions are beyond the %3 tokens that %4 reads. Choose another “Base model” that "
            "reads "
            "more, or under “Advanced choices” for “Too long for the model” something else than “End the round”.");
    case Fault::NotFinite:
        return FaultText::tr(
            "The training ended without a model: its steps came to values that are not finite. Start it again with a "
            "lower “Learning rate”, or with another “Base model”.");
    case Fault::HeadNotFinite:
        return FaultText::tr(
            "No head can be fitted to %1: its values are not finite. Choose “Whole model” for “What is "
            "trained”, or another “Base model”.");
    case Fault::NoShippedModel:
        return FaultText::tr("The model %1 that comes with Stepmark is not installed. Install Stepmark again, or "
                             "choose a “Base model”.");
    case Fault::NothingToLabel:
        return FaultText::tr(
            "No candidate is left to label: import more, or let “New candidates a problem” be sampled.");
    case Fault::NotScored:
        return FaultText::tr("Model %1 has scored none of the %2 solutions that nobody has labelled. The next round "
                             "scores them, or choose “Uniform” for “What to queue”.");
    case Fault::NoneDrawn:
        return FaultText::tr("Each problem is drawn by itself, and of these %1 a share of %2 holds none out: choose "
                             "another “Seed”, or a larger share.");
    case Fault::NoneToBringBack:
        return FaultText::tr("No problem was moved out of the training split that could go back.");
    }
    return {};
}

/// A number in the user's digits and groups.
QString shown(const QString& value) {
    bool is_number = false;
    const qlonglong number = value.toLongLong(&is_number);
    return is_number ? QLocale().toString(number) : value;
}

} // namespace

QString faultText(Fault fault, const QStringList& values) {
    QString sentence = text(fault);
    for (int place = 1; sentence.contains(QLatin1Char('%') + QString::number(place)); ++place)
        sentence.replace(QLatin1Char('%') + QString::number(place), shown(values.value(place - 1)));
    return sentence;
}

} // namespace stepmark::ui
