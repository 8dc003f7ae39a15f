// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/queue_reason_text.h"

#include <QCoreApplication>

namespace stepmark::ui {

namespace {

struct QueueReasonWords {
    Q_DECLARE_TR_FUNCTIONS(QueueReason)
};

} // namespace

QString queueReasonText(QueueReason reason) {
    switch (reason) {
    case QueueReason::ConvincingWrong:
        return QueueReasonWords::tr("Convincing wrong answer");
    case QueueReason::Convincing:
        return QueueReasonWords::tr("Convincing");
    case QueueReason::Uncertain:
        return QueueReasonWords::tr("Uncertain");
    case QueueReason::Uniform:
        break;
    }
    return QueueReasonWords::tr("Uniform");
}

} // namespace stepmark::ui
