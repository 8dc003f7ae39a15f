// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/format_list.h"

#include <QCoreApplication>

#include <algorithm>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FormatList)
};

} // namespace

const FormatItem* findFormat(const std::vector<FormatItem>& formats, const QString& word) {
    const auto place =
        std::find_if(formats.begin(), formats.end(), [&](const FormatItem& one) { return one.word == word; });
    return place == formats.end() ? nullptr : &*place;
}

QString formatTitle(const std::vector<FormatItem>& formats, const QString& word) {
    const FormatItem* format = findFormat(formats, word);
    return format ? format->title : word;
}

QString fileFilter(const std::vector<FormatItem>& formats) {
    QStringList names;
    for (const FormatItem& format : formats)
        for (const QString& extension : format.extensions)
            for (const char* packed : {"", ".gz"})
                if (const QString name = QStringLiteral("*.") + extension + QLatin1String(packed);
                    !names.contains(name))
                    names.append(name);
    const QString all = Words::tr("All files (*)");
    return names.isEmpty() ? all
                           : Words::tr("Data sets (%1)").arg(names.join(QLatin1Char(' '))) + QStringLiteral(";;") + all;
}

} // namespace stepmark::ui
