// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/part.h"

#include "model/run/words.h"

namespace stepmark {

namespace {

constexpr std::pair<Part, std::string_view> kParts[] = {
    {Part::Generate, "generate"},
    {Part::Train, "train"},
    {Part::Score, "score"},
    {Part::TrainOrm, "train ORM"},
    {Part::ScoreByOrm, "score by ORM"},
    {Part::Queue, "queue"},
    {Part::Label, "label"},
    {Part::Evaluate, "evaluate"},
    {Part::Import, "import"},
    {Part::Export, "export"},
    {Part::Round, "round"},
    {Part::Sample, "sample"},
    {Part::States, "states"},
    {Part::Supervisor, "supervisor"},
    {Part::Ceiling, "ceiling"},
    {Part::Student, "student"},
    {Part::Study, "study"},
    {Part::Tune, "tune"},
};

} // namespace

std::string_view toText(Part part) { return run::wordOf(kParts, part); }

std::optional<Part> partFromText(std::string_view text) { return run::valueOf(kParts, text); }

} // namespace stepmark
