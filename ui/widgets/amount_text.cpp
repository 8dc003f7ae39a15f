// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/amount_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AmountText)
};

} // namespace

QString durationText(double seconds) {
    if (seconds < 1)
        return Words::tr("under a second");
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60)
        return Words::tr("%1 s").arg(whole);
    if (whole < 600)
        return whole % 60 / 10 == 0 ? Words::tr("%1 min").arg(whole / 60)
                                    : Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60 / 10 * 10);
    const qint64 minutes = (whole + 30) / 60;
    return minutes < 60 ? Words::tr("%1 min").arg(minutes)
                        : Words::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString aboutText(double seconds) {
    return seconds < 1 ? durationText(seconds) : Words::tr("about %1").arg(durationText(seconds));
}

QString bytesText(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

QString shareText(const std::optional<double>& share) {
    return share ? Words::tr("%1 %").arg(QLocale().toString(*share * 100, 'f', 1)) : QString(QChar(0x2013));
}

QString valueText(const std::optional<double>& value) {
    return value ? QLocale().toString(*value, 'f', 3) : QString(QChar(0x2013));
}

} // namespace stepmark::ui
