// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/layers_text.h"

#include "model/run/train_options.h"

#include <QRegularExpression>
#include <QStringList>

namespace stepmark::ui {

namespace {

constexpr int kMostLayers = 100'000;

} // namespace

std::optional<std::vector<int>> layersFrom(const QString& text, const QString& automatic) {
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;，、]+"));
    std::vector<int> layers;
    for (const QString& word : text.split(kBetween, Qt::SkipEmptyParts)) {
        bool ok = word.compare(automatic, Qt::CaseInsensitive) == 0;
        const int layer = ok ? kSomeLayers : word.toInt(&ok);
        if (!ok || layer > kMostLayers || (layer < 1 && layer != kSomeLayers) || word == QLatin1String("0"))
            return std::nullopt;
        layers.push_back(layer);
    }
    return layers;
}

QString layersText(const std::vector<int>& layers, const QString& automatic) {
    QStringList words;
    for (const int layer : layers)
        words.append(layer == kSomeLayers ? automatic : QString::number(layer));
    return words.join(QStringLiteral(", "));
}

} // namespace stepmark::ui
