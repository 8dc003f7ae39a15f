// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/figures.h"

#include <QByteArray>
#include <QFile>

#include <algorithm>
#include <cmath>
#include <ctime>

namespace stepmark::bench {

double quantile(std::vector<double> values, double q) {
    if (values.empty())
        return 0;
    const auto rank = static_cast<std::ptrdiff_t>(std::ceil(q * static_cast<double>(values.size())));
    const auto place = values.begin() + std::clamp<std::ptrdiff_t>(rank - 1, 0, std::ssize(values) - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

double rounded(double value) { return std::round(value * 100) / 100; }

void addFigures(QJsonObject& object, const QString& name, const std::vector<double>& values) {
    object[name + QStringLiteral("_median")] = rounded(median(values));
    object[name + QStringLiteral("_p99")] = rounded(quantile(values, 0.99));
    object[name + QStringLiteral("_max")] = rounded(quantile(values, 1));
}

double residentMemory_mb() {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').constFirst().toDouble() / 1024;
    return 0;
}

double loadAverage() {
    QFile file(QStringLiteral("/proc/loadavg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').constFirst().toDouble() : 0;
}

double monotonicNow_ms() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

} // namespace stepmark::bench
