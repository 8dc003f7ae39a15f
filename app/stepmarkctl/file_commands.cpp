// SPDX-License-Identifier: GPL-3.0-or-later
//
// What needs no project.
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/work/prediction.h"
#include "model/files/target.h"

namespace stepmark::ctl {

namespace {

work::FileWork fileWork(const Context& context) { return {context.stop.get_token(), context.progress}; }

struct PredictCommand {
    bool plan = false;
    work::PredictRequest request;
};
Json runPredict(Context& context, const PredictCommand& command) {
    const work::PredictRequest& request = command.request;
    requireReplaceable(request.out, request.overwrite);
    if (command.plan)
        return work::predictPlan(fileWork(context), request);
    context.data_on_stdout = files::isStandardOutput(request.out);
    return work::predict(fileWork(context), request);
}

std::optional<AnswerMatch> answerMatchFromText(std::string_view text) {
    return text == "form"      ? std::optional(AnswerMatch::SameForm)
           : text == "meaning" ? std::optional(AnswerMatch::SameMeaning)
                               : std::nullopt;
}

struct GradeCommand {
    std::string in, out;
    AnswerMatch match = AnswerMatch::SameForm;
    bool overwrite = false;
};
Json runGrade(Context& context, const GradeCommand& command) {
    context.data_on_stdout = files::isStandardOutput(command.out);
    requireReplaceable(command.out, command.overwrite);
    return work::gradeFile(fileWork(context), command.in, command.out, command.match, command.overwrite);
}

} // namespace

void addFileCommands(Registry& registry) {
    const auto predict = std::make_shared<PredictCommand>();
    auto& request = predict->request;
    auto* command = registry.add({"predict", "Step probabilities for a file of problem and steps",
                                  "predict --checkpoint algebra-prm in.jsonl out.jsonl"},
                                 predict, runPredict);
    command->add_option("IN", request.in, "JSONL of problem and steps; - for standard input")->required();
    command->add_option("OUT", request.out, "File to write; - for standard output")->required();
    command->add_option("--checkpoint", request.checkpoint, "PRM folder")->required();
    command->add_option("--threshold", request.threshold, "Probability of negative that makes an error")
        ->check(Range(0.0, 1.0))
        ->capture_default_str();
    addOverwrite(command, request.overwrite);
    addPlan(command, predict->plan, "Only say what it would take");
    addCompute(command, request.compute);
    addReading(command, request.reading);

    const auto grade = std::make_shared<GradeCommand>();
    command = registry.add({"grade", "Whether answers are equal", "grade --by meaning pairs.jsonl out.jsonl"}, grade,
                           runGrade);
    command->add_option("PAIRS", grade->in, "JSONL of given and reference; - for standard input")->required();
    command->add_option("OUT", grade->out, "File to write: the same with equal; - for standard output")->required();
    addWord(command, "--by", grade->match, answerMatchFromText, {"form", "meaning"},
            "form: the reference's answer in the reference's form, as OpenAI's grader; meaning: in another form, too");
    addOverwrite(command, grade->overwrite);
}

} // namespace stepmark::ctl
