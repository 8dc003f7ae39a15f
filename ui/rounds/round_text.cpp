// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("RoundText", text); }

} // namespace

QString leftText(const std::optional<qint64>& left_ms) {
    if (!left_ms || *left_ms < 0)
        return {};
    const qint64 seconds = (*left_ms + 999) / 1000;
    if (seconds < 60)
        return tr("%1 s left").arg(seconds);
    const qint64 minutes = (seconds + 59) / 60;
    return minutes < 60 ? tr("%1 min left").arg(minutes) : tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

QString rateText(double units_per_s, const QString& unit) {
    if (units_per_s <= 0)
        return {};
    const int digits = units_per_s < 10 ? 1 : 0;
    return QStringLiteral("%1 %2/s").arg(QLocale().toString(units_per_s, 'f', digits), unit.left(40));
}

QString shareText(const std::optional<double>& share) {
    return share ? QStringLiteral("%1 %").arg(QLocale().toString(*share * 100, 'f', 1)) : QString(QChar(0x2013));
}

QString valueText(const std::optional<double>& value) {
    return value ? QLocale().toString(*value, 'f', 3) : QString(QChar(0x2013));
}

double shareOf(const JobView& job) {
    if (job.state == JobState::Done)
        return 1;
    if (job.total <= 0)
        return job.state == JobState::Running ? -1 : 0;
    return std::clamp(static_cast<double>(job.done) / static_cast<double>(job.total), 0.0, 1.0);
}

bool isActive(const JobView& job) {
    return job.state == JobState::Queued || job.state == JobState::Running || job.state == JobState::Cancelling;
}

} // namespace stepmark::ui
