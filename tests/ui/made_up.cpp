// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/made_up.h"

#include <algorithm>
#include <cmath>

namespace stepmark::ui::made_up {

namespace {

LabelStep step(StepId id, const QString& text, int alternatives = 0, int rated = 0) {
    LabelStep made;
    made.id = id;
    made.text = text;
    made.alternative_count = alternatives;
    for (int i = 0; i < alternatives; ++i) {
        LabelStep other;
        other.id = id * 100 + i;
        other.text = QStringLiteral("In July a pen costs 4.80 · 1.%1 = %2 dollars.").arg(25 + i).arg(6 + 0.05 * i);
        if (i < rated)
            other.preset = Rating::Positive;
        made.alternatives.push_back(other);
    }
    return made;
}

} // namespace

LabelTask pens(SolutionId id) {
    LabelTask task;
    task.solution = id;
    task.round = 3;
    task.subject = QStringLiteral("algebra");
    task.problem = QStringLiteral(
        "A shop sells pens at 3/5 of their price in June and raises that price by 25 % in July. A pen costs "
        "$8 at first. How much do 12 pens cost in July?");
    task.reference_answer = QStringLiteral("72");
    task.final_answer = QStringLiteral("60.60");
    task.why_queued = QStringLiteral("convincing wrong answer: score 0.93, rank 4 of 800");
    task.steps = {step(11, QStringLiteral("In June a pen costs 8 · 3/5 = 4.80 dollars.")),
                  step(12, QStringLiteral("There are 12 pens, so a dozen.")),
                  step(13, QStringLiteral("In July a pen costs 4.80 + 0.25 = 5.05 dollars."), 3, 1),
                  step(14, QStringLiteral("Twelve of them cost 12 · 5.05 = 60.60 dollars.")),
                  step(15, QStringLiteral("Answer: 60.60"))};
    const StepProbabilities opinions[] = {{0.02F, 0.03F, 0.95F},
                                          {0.05F, 0.61F, 0.34F},
                                          {0.58F, 0.02F, 0.40F},
                                          {0.31F, 0.04F, 0.65F},
                                          {0.44F, 0.06F, 0.50F}};
    for (std::size_t i = 0; i < task.steps.size(); ++i)
        task.steps[i].opinion = opinions[i];
    return task;
}

LabelTask hostile(SolutionId id) {
    LabelTask task;
    task.solution = id;
    task.problem = QStringLiteral(
        "<h1>Not a heading</h1> <img src=\"http://example.invalid/x.png\"> &amp; <script>alert(1)</script>\n"
        "A second line, and a path: C:\\temp\\new");
    task.final_answer = QStringLiteral("<b>42</b>");
    task.steps = {step(21, QStringLiteral("<a href='x'>click</a> <font color=red>red</font>")),
                  step(22, QStringLiteral("user%1reversed%2 end").arg(QChar(0x202e)).arg(QChar(0x202c))),
                  step(23, QString(1'000'000, QLatin1Char('x'))),
                  step(24, QStringLiteral("a line\nanother line\n\nand one after an empty line")),
                  step(25, QStringLiteral("word ").repeated(120)),
                  step(26, QStringLiteral("中文与 العربية עברית mixed with \\frac{1}{2}"))};
    return task;
}

LabelTask longSteps(SolutionId id) {
    LabelTask task;
    task.solution = id;
    task.problem = QStringLiteral("Consider the sum of all positive integers n below 1000 for which n and the sum of "
                                  "its digits have a common divisor greater than 1. ")
                       .repeated(4);
    for (int i = 0; i < 30; ++i)
        task.steps.push_back(step(id * 1000 + i,
                                  i == 7 ? QString(300, QLatin1Char('w'))
                                         : QStringLiteral("Step %1 looks at the numbers from %2 to %3 and adds up those "
                                                          "which share a divisor with the sum of their digits. ")
                                               .arg(i + 1)
                                               .arg(i * 33)
                                               .arg(i * 33 + 32)
                                               .repeated(1 + i % 4)));
    return task;
}

LabelTask plain(SolutionId id, int steps) {
    LabelTask task;
    task.solution = id;
    task.problem = QStringLiteral("Problem %1").arg(id);
    for (int i = 0; i < steps; ++i)
        task.steps.push_back(
            step(id * 1000 + i, QStringLiteral("Step %1 of solution %2: 3 + %1 = %3").arg(i + 1).arg(id).arg(i + 4)));
    return task;
}

namespace {

Figure about(double mean) { return {mean, Interval{mean - 0.06, mean + 0.06}}; }

void evaluate(RoundSummary& round, int i) {
    round.step_auc = Figure{0.81 + 0.02 * i, Interval{0.79 + 0.02 * i, 0.83 + 0.02 * i}};
    round.step_auc_within = Figure{0.68 + 0.04 * i, Interval{0.63 + 0.04 * i, 0.73 + 0.04 * i}};
    round.calibration_error = 0.09 - 0.02 * i;
    round.split = Split::Test;
    round.problems = 80;
    round.held_out = true;
    round.seen = RoundSummary::Seen{0, 0, 0};
    round.problems_in_split = 80;
    for (int n = 1; n <= 64; n *= 2) {
        const double grown = std::log2(n) / 6;
        BestOfN point;
        point.n = n;
        point.prm = about(0.42 + (0.16 + 0.035 * i) * grown);
        if (i > 0)
            point.orm = about(0.42 + (0.15 + 0.01 * i) * grown);
        point.majority = about(0.42 + 0.19 * grown);
        point.any = about(0.42 + 0.5 * grown);
        round.best_of_n.push_back(point);
    }
    for (int bin = 0; bin < 10; ++bin)
        round.reliability.push_back({bin / 10.0, (bin + 1) / 10.0, 20 + bin * bin * 4, (bin + 0.5) / 10,
                                     std::min(1.0, (bin + 0.5) / 10 + (0.12 - 0.03 * i) * (bin < 5 ? 1 : -1))});
    for (int k = 0; k <= 60; ++k)
        round.loss.push_back({k / 30.0, 0.45 + (0.65 - 0.05 * i) * std::exp(-k / 14.0) + 0.012 * ((k * 7) % 5 - 2)});
}

} // namespace

std::vector<RoundSummary> rounds() {
    std::vector<RoundSummary> rows;
    for (int i = 0; i < 4; ++i) {
        RoundSummary row;
        row.number = i + 1;
        row.created_at = "2026-03-02T0" + std::to_string(i + 1) + ":30:00.000Z";
        row.strategy = i == 0 ? SelectionStrategy::Uniform : SelectionStrategy::ConvincingWrong;
        row.asked_wrong = 0.8;
        row.state = i < 3 ? RoundState::Done : RoundState::Running;
        row.labels = 420 + i * 390;
        row.queued = 100;
        row.wrong_share = 0.48 + 0.1 * i;
        if (i < 3)
            evaluate(row, i);
        rows.push_back(row);
    }
    return rows;
}

std::vector<FormatItem> formats() {
    const QStringList lines{QStringLiteral("jsonl"), QStringLiteral("json")};
    return {{QStringLiteral("prm800k"), QStringLiteral("PRM800K"), lines, false, true, true, {}},
            {QStringLiteral("trl"), QStringLiteral("TRL stepwise"), lines, false, true, false, {}},
            {QStringLiteral("jsonl"), QStringLiteral("Plain JSON lines"), lines, true, true, true, {}}};
}

RoundEstimate estimate() {
    RoundEstimate made;
    made.stages = {{Part::Train, 95.0, 1590, 0, 388, 8'400'000},
                   {Part::Score, 41.0, 14'310, 0, 0, 690'000},
                   {Part::Queue, 0.4, 0, 50, 0, 0},
                   {Part::Evaluate, std::nullopt, 0, 0, 0, 0}};
    made.seconds = 136.4;
    made.bytes = 9'090'000;
    made.temporary_bytes = 60'000'000;
    made.peak_bytes = 910'000'000;
    made.free_bytes = 52'000'000'000;
    made.notes = {QStringLiteral("Only 37 candidates are left to label.")};
    return made;
}

JobView runningRound() {
    JobView job;
    job.id = 7;
    job.title = QStringLiteral("round 4");
    job.progress = {.stage = Stage::Training,
                    .subject = Subject::Prm,
                    .part = Part::Train,
                    .epoch = 1,
                    .epochs = 2,
                    .done = 420,
                    .total = 1000,
                    .unit = Unit::Tokens,
                    .units_per_s = 10400,
                    .loss = 0.4123};
    job.left_ms = 171'000;
    job.all_left_ms = 233'000;
    for (int i = 0; i < 40; ++i)
        job.curve.push_back({i / 95.0, 0.41 + 0.7 * std::exp(-i / 9.0)});
    job.stages = {{Part::Score, StageState::Done, QStringLiteral("14,310 steps in 12 s")},
                  {Part::Queue, StageState::Done, QStringLiteral("100 solutions")},
                  {Part::Train, StageState::Running, {}},
                  {Part::Evaluate, StageState::Waiting, {}, 12.0}};
    return job;
}

std::vector<RecentProject> recent() {
    const QDateTime when(QDate(2026, 3, 2), QTime(9, 30), Qt::UTC);
    return {{QStringLiteral("/home/ada/labels/gsm8k-pool.stepmark"), QStringLiteral("gsm8k pool"), when, true},
            {QStringLiteral("/home/ada/labels/sample.stepmark"), QStringLiteral("Sample: word problems"),
             when.addDays(-3), true},
            {QStringLiteral("/media/stick/prm800k-phase1.stepmark"), QStringLiteral("PRM800K phase 1"),
             when.addDays(-20), false}};
}

LabelersView labelers() {
    const QDateTime when(QDate(2026, 3, 2), QTime(9, 30), Qt::UTC);
    const auto row = [&](LabelerId id, const char* name, LabelerState state, int items, int right, Standing standing) {
        LabelerRow made;
        made.id = id;
        made.name = QString::fromUtf8(name);
        made.state = state;
        made.gold = {items, right, items * 4, right * 4 + (items - right) * 2};
        made.standing = standing;
        if (items > 0) {
            made.solutions = 120 + 31 * id;
            made.ratings = 480 + 97 * id;
            made.step_ms = 3900 + 400 * id;
            made.last_active = when.addSecs(-5400 * id);
        }
        return made;
    };
    LabelersView view;
    view.labelers = {row(1, "ann", LabelerState::Admitted, 40, 37, Standing::Fine),
                     row(2, "bob", LabelerState::Admitted, 20, 8, Standing::Slipping),
                     row(3, "chen", LabelerState::Admitted, 3, 2, Standing::Below),
                     row(4, "dora", LabelerState::Screening, 0, 0, Standing::Unknown),
                     row(5, "emil", LabelerState::Rejected, 0, 0, Standing::Unknown),
                     row(6, "farida", LabelerState::Paused, 20, 17, Standing::Fine),
                     row(7, "oracle", LabelerState::Admitted, 0, 0, Standing::Unknown)};
    view.labelers[1].gold_skipped = 2;
    view.labelers[3].screening_served = view.labelers[4].screening_served = 30;
    view.labelers[3].screening_answered = 12;
    view.labelers[4].screening_answered = 30;
    view.labelers[4].screening_right = 18;
    view.labelers[4].note = QStringLiteral("18 of 30 right");
    view.labelers[6].machine = true;
    for (int i = 0; i < 36; ++i) {
        GoldRow gold;
        gold.id = i + 1;
        gold.screening = i >= 6;
        gold.problem = pens().problem;
        gold.origin = QStringLiteral("ann");
        gold.steps = 2 + i % 4;
        gold.first_error = i % 2 == 0 ? gold.steps : 0;
        gold.answered = i % 7;
        gold.right = gold.answered - gold.answered / 3;
        view.gold.push_back(gold);
    }
    return view;
}

} // namespace stepmark::ui::made_up
