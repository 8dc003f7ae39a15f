// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/progress.h"

#include "model/run/words.h"

namespace stepmark {

namespace {

constexpr std::pair<Stage, std::string_view> kStages[] = {
    {Stage::Starting, "starting"},
    {Stage::ReadingPool, "reading pool"},
    {Stage::ReadingRatings, "reading ratings"},
    {Stage::ReadingScores, "reading scores"},
    {Stage::ReviewingRatings, "reviewing ratings"},
    {Stage::Fitting, "fitting"},
    {Stage::Products, "products"},
    {Stage::HiddenStates, "hidden states"},
    {Stage::Training, "training"},
    {Stage::Validating, "validating"},
    {Stage::Generating, "generating"},
    {Stage::Scoring, "scoring"},
    {Stage::Choosing, "choosing"},
    {Stage::Labelling, "labelling"},
    {Stage::Evaluating, "evaluating"},
    {Stage::Intervals, "intervals"},
    {Stage::Importing, "importing"},
    {Stage::Exporting, "exporting"},
    {Stage::Copying, "copying"},
    {Stage::Checking, "checking"},
};

constexpr std::pair<Subject, std::string_view> kSubjects[] = {
    {Subject::Prm, "prm"},   {Subject::Orm, "orm"},   {Subject::Generator, "generator"},
    {Subject::Head, "head"}, {Subject::Base, "base"},
};

constexpr std::pair<Unit, std::string_view> kUnits[] = {
    {Unit::Tokens, "tokens"}, {Unit::Steps, "steps"},     {Unit::Solutions, "solutions"}, {Unit::Problems, "problems"},
    {Unit::Fits, "fits"},     {Unit::Bytes, "bytes"},     {Unit::Rows, "rows"},           {Unit::Checks, "checks"},
    {Unit::Percent, "%"},     {Unit::Updates, "updates"},
};

} // namespace

std::string_view toText(Stage stage) { return run::wordOf(kStages, stage); }
std::string_view toText(Subject subject) { return run::wordOf(kSubjects, subject); }
std::string_view toText(Unit unit) { return run::wordOf(kUnits, unit); }
std::optional<Stage> stageFromText(std::string_view text) { return run::valueOf(kStages, text); }
std::optional<Subject> subjectFromText(std::string_view text) { return run::valueOf(kSubjects, text); }
std::optional<Unit> unitFromText(std::string_view text) { return run::valueOf(kUnits, text); }

Part partOf(const Progress& progress) {
    if (progress.part != Part::None)
        return progress.part;
    switch (progress.stage) {
    case Stage::ReadingRatings:
        return Part::Train;
    case Stage::Training:
        return progress.subject == Subject::Orm ? Part::TrainOrm : Part::Train;
    case Stage::ReadingPool:
    case Stage::ReadingScores:
    case Stage::Scoring:
        return Part::Score;
    case Stage::Generating:
        return Part::Generate;
    case Stage::Choosing:
        return Part::Queue;
    case Stage::Labelling:
        return Part::Label;
    case Stage::Evaluating:
        return Part::Evaluate;
    case Stage::Importing:
        return Part::Import;
    case Stage::Exporting:
        return Part::Export;
    default:
        return Part::None;
    }
}

void ProgressThrottle::report(const Progress& progress) {
    if (!m_sink)
        return;
    const auto now = std::chrono::steady_clock::now();
    const bool new_stage = !progress.sameStage(m_before);
    const bool last = progress.total > 0 && progress.done >= progress.total;
    if (!new_stage && !last && now - m_last < std::chrono::milliseconds(100))
        return;
    m_before = progress;
    m_last = now;
    m_sink(progress);
}

} // namespace stepmark
