// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <QJsonObject>
#include <QString>

#include <vector>

namespace stepmark::bench {

/// The value at share `q` (0 to 1) of the sorted values, nearest rank; 0 for none.
double quantile(std::vector<double> values, double q);
double median(std::vector<double> values);

/// Adds NAME_median, NAME_p99 and NAME_max to the object, rounded to a hundredth.
void addFigures(QJsonObject& object, const QString& name, const std::vector<double>& values);
double rounded(double value);

/// Resident memory of this process, MB (2^20 bytes); 0 where the system does not tell.
double residentMemory_mb();
/// Load average of the last minute, for reading figures of a shared machine; 0 where the system does not tell.
double loadAverage();
/// Milliseconds on the clock that all processes of this machine share.
double monotonicNow_ms();

} // namespace stepmark::bench
