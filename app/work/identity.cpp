// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/identity.h"

#include <QCryptographicHash>

namespace stepmark::work {

std::string sha256(std::string_view text) {
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

std::string_view codeVersion() { return STEPMARK_VERSION; }

} // namespace stepmark::work
