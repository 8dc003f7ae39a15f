// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <QChar>
#include <QStringView>

namespace stepmark::ui {

/// Whether what stands between two single dollar signs is mathematics, not the words between two prices. `after` is
/// the character behind the second sign (null at the end of the text). "costs $5 and $6", "$7-$5=$2" and GSM8K's
/// "$9 x 8 = $<<9*8=72>>72" are money; "$5$", "$2x + 3$", "the $n$th" and "$ x = 5 $" are mathematics.
bool isDollarMath(QStringView inner, QChar after);

/// Words of a sentence beside those in \text{…} and its kin. Variables and products of them (`AB`) are none.
int proseWords(QStringView tex);

/// Has a command, an exponent or an index: more than figures and signs.
bool hasTexMarks(QStringView text);

} // namespace stepmark::ui
