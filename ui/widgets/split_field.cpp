// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/split_field.h"

#include <QComboBox>
#include <QCoreApplication>

namespace stepmark::ui {

namespace {

struct SplitWords {
    Q_DECLARE_TR_FUNCTIONS(SplitWords)
};

constexpr int kNone = -1;

int dataOf(std::optional<Split> split) { return split ? static_cast<int>(*split) : kNone; }

} // namespace

void addSplits(QComboBox& field, const QString& none) {
    field.addItem(none, kNone);
    field.addItem(SplitWords::tr("Training"), dataOf(Split::Train));
    field.addItem(SplitWords::tr("Validation"), dataOf(Split::Validation));
    field.addItem(SplitWords::tr("Test"), dataOf(Split::Test));
}

std::optional<Split> splitOf(const QComboBox& field) {
    const int data = field.currentData().toInt();
    return data == kNone ? std::nullopt : std::optional(static_cast<Split>(data));
}

void selectSplit(QComboBox& field, std::optional<Split> split) { field.setCurrentIndex(field.findData(dataOf(split))); }

} // namespace stepmark::ui
