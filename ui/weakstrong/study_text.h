// SPDX-License-Identifier: GPL-3.0-or-later
//
// Studies in the user's words. Main thread.
#pragma once

#include "ui/weakstrong/study_view.h"

namespace stepmark::ui {

QString kindText(TaskKind kind);
QString methodText(StudyMethod method);
/// What it does, in a line.
QString methodMeaning(StudyMethod method);
QString wayText(LearnWay way);
QString readingText(TaskReading reading);
QString roleText(StudyRole role);
/// "accuracy"; what is not known by a word of the window's stays as it is.
QString measureText(const Study& study);
/// Its figures are shares; else they are numbers.
bool isShare(const Study& study);
/// A figure of the study: "81.2 %", "0.812", "–".
QString figureText(const Study& study, const std::optional<double>& value);
/// With its interval: "81.2 % (79.0 to 83.4)".
QString figureText(const Study& study, const std::optional<Figure>& figure);
/// "62 % (48 to 75)"; "undefined: …"; "–" where it is not known yet.
QString pgrText(const StudyFigure& figure);
QString noPgrMeaning(NoPgr why);
/// Of each seed, in the seeds' order: "81.2 · 80.4 · –".
QString bySeedText(const Study& study, const StudyFigure& figure);

bool isDepthLadder(const Study& study); ///< one folder, cut at several depths
/// "8 layers" of a depth ladder, else the folder's name, with the layers where it is cut.
QString modelName(const Study& study, int model);
QString sizeText(std::int64_t parameters); ///< "58 M", "1.2 B"
/// "SmolLM2-135M at 4, 8, 12 layers", "a, b, c".
QString ladderText(const Study& study);
QString methodsText(const Study& study);
/// What is to be known before the figures are believed: a sentence each.
QStringList studyNotes(const Study& study);
/// "30 layers, student of 8 layers: confidence loss".
QString figureName(const Study& study, const StudyFigure& figure);
/// What a setting is called: by its name in --json.
QString settingText(const QString& name);
/// What was chosen, in words where it has some.
QString settingValue(const QString& name, const QString& value);
/// "3,000 examples to learn from, 500 to measure by, in 480 groups".
QString taskText(const TaskRow& task);

} // namespace stepmark::ui
