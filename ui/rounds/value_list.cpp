// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/value_list.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace stepmark::ui {

namespace {

QStringList partsOf(const QString& text, const QString& between) {
    return text.split(QRegularExpression(between), Qt::SkipEmptyParts);
}

template <class Value>
std::optional<std::vector<Value>> sound(std::vector<Value> values) {
    auto sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const bool twice = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    return twice || values.size() > kMostValues ? std::nullopt : std::optional(std::move(values));
}

std::optional<std::uint64_t> wholeIn(const QString& text) {
    static const QRegularExpression digits(QStringLiteral("^[0-9]{1,19}$"));
    return digits.match(text).hasMatch() ? std::optional(std::uint64_t{text.toULongLong()}) : std::nullopt;
}

std::optional<double> rateIn(const QString& text) {
    bool ok = false;
    double rate = QLocale().toDouble(text, &ok);
    if (!ok)
        rate = QLocale::c().toDouble(text, &ok);
    return ok && rate > 0 && rate < 1 ? std::optional(rate) : std::nullopt;
}

} // namespace

std::optional<std::vector<std::uint64_t>> wholesIn(const QString& text, std::uint64_t least, std::uint64_t most) {
    std::vector<std::uint64_t> values;
    for (const QString& part : partsOf(text, QStringLiteral("[,;\\s]+"))) {
        const QStringList ends = part.split(QLatin1Char('-'));
        const auto first = wholeIn(ends.front()), last = wholeIn(ends.back());
        if (ends.size() > 2 || !first || !last || *first < least || *last > most || *last < *first ||
            *last - *first >= kMostValues)
            return std::nullopt;
        for (std::uint64_t value = *first; value <= *last; ++value)
            values.push_back(value);
    }
    return sound(std::move(values));
}

std::optional<std::vector<double>> ratesIn(const QString& text) {
    const bool decimal_comma = QLocale().decimalPoint() == QLatin1String(",");
    std::vector<double> values;
    for (const QString& part : partsOf(text, decimal_comma ? QStringLiteral(";|,\\s|\\s") : QStringLiteral("[,;\\s]+")))
        if (const auto rate = rateIn(part))
            values.push_back(*rate);
        else
            return std::nullopt;
    return sound(std::move(values));
}

} // namespace stepmark::ui
