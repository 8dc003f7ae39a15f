// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_text.h"

#include "ui/jobs/worker_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(JobText)
};

} // namespace

QString leftText(const std::optional<qint64>& left_ms) {
    if (!left_ms || *left_ms < 0)
        return {};
    const qint64 seconds = (*left_ms + 999) / 1000;
    if (seconds == 0)
        return Words::tr("almost done");
    if (seconds < 60)
        return Words::tr("about %1 s left").arg(seconds);
    const qint64 minutes = (seconds + 59) / 60;
    return minutes < 60 ? Words::tr("about %1 min left").arg(minutes)
                        : Words::tr("about %1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

QString rateText(const Progress& progress) {
    if (progress.units_per_s <= 0)
        return {};
    const int digits = progress.units_per_s < 10 ? 1 : 0;
    return Words::tr("%1 %2/s").arg(QLocale().toString(progress.units_per_s, 'f', digits), unitText(progress.unit));
}

double shareOf(const JobView& job) {
    if (job.state == JobState::Done)
        return 1;
    if (job.progress.total <= 0)
        return job.state == JobState::Running ? -1 : 0;
    return std::clamp(static_cast<double>(job.progress.done) / static_cast<double>(job.progress.total), 0.0, 1.0);
}

QString busyText(JobKind running) {
    switch (running) {
    case JobKind::Round:
        return Words::tr("A round is at work in this project: wait for its end, or cancel it.");
    case JobKind::Grid:
        return Words::tr("Trainings are being compared in this project: wait for the end of that, or cancel it.");
    case JobKind::Other:
        break;
    }
    return Words::tr("Another job runs in this project: wait for its end, or cancel it.");
}

bool isActive(const JobView& job) {
    return job.state == JobState::Queued || job.state == JobState::Running || job.state == JobState::Cancelling;
}

} // namespace stepmark::ui
