// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/reproduction_page.h"

#include "app/work/study_svg.h"

#include <array>
#include <cstdio>

namespace stepmark::work {

namespace {

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Weak-to-strong generalization: reproduced</title>
<style>
:root { color-scheme: light dark; --line: #8884; }
body { font: 15px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; }
figure { margin: 0; } figcaption { font-size: .9em; opacity: .8; }
.note { opacity: .8; }
</style></head><body>
)";

std::string words(Verdict verdict) {
    switch (verdict) {
    case Verdict::Reproduced:
        return "reproduced";
    case Verdict::NotReproduced:
        return "not reproduced";
    case Verdict::Holds:
        return "holds";
    case Verdict::DoesNotHold:
        return "does not hold";
    case Verdict::CannotTell:
        return "cannot tell";
    case Verdict::NotTried:
        break;
    }
    return "not tried";
}

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", value);
    return text.data();
}

std::string withInterval(const std::optional<Figure>& figure) {
    if (!figure)
        return "";
    if (!figure->interval)
        return number(figure->value);
    return number(figure->value) + " (" + number(figure->interval->low) + " to " + number(figure->interval->high) + ")";
}

std::string cell(const std::string& text, bool is_number = false) {
    return (is_number ? "<td class=\"number\">" : "<td>") + escapedHtml(text) + "</td>";
}

std::string claimsTable(const std::vector<Claim>& claims) {
    std::string html = "<table><tr><th>Claim</th><th>Burns et al. 2023</th><th>Here</th><th>Verdict</th></tr>";
    for (const Claim& one : claims)
        html += "<tr>" + cell(one.what) + cell(one.paper.empty() ? "nobody has published one" : one.paper) +
                cell(one.ours + (one.why.empty() ? "" : ": " + one.why)) + cell(words(one.verdict)) + "</tr>\n";
    return html + "</table>\n";
}

std::string limitsTable(const std::vector<Limit>& limits) {
    if (limits.empty())
        return {};
    std::string html =
        "<h2>What limits it</h2>\n<table><tr><th>Suspicion</th><th>Of</th><th>Test</th><th>Found</th></tr>";
    for (const Limit& one : limits)
        html += "<tr>" + cell(one.code) + cell(std::string(toText(one.kind))) + cell(one.what) + cell(one.found) +
                "</tr>\n";
    return html + "</table>\n";
}

std::string pgrText(const StudyFigure& one) {
    if (one.pgr)
        return withInterval(one.pgr);
    return one.no_pgr ? "undefined: " + std::string(*one.no_pgr == NoPgr::NoGap ? "the gap may be chance"
                                                                                : "the supervisor is above the ceiling")
                      : "";
}

std::string studyTable(const Study& study) {
    const bool first_errors = study.results.namesFirstErrors();
    std::string html = "<table><tr><th>Role</th><th>Model</th><th>Supervisor</th><th>Method</th><th>" +
                       escapedHtml(study.figure) + "</th><th>PGR</th><th>Agrees where it is right, wrong</th>" +
                       (first_errors ? "<th>First errors, F1</th>" : "") + "</tr>";
    for (const StudyFigure& one : study.results.figures) {
        const auto name = [&](int model) { return modelName(study.models[static_cast<std::size_t>(model)]); };
        const std::string agrees = one.agreement_right && one.agreement_wrong
                                       ? number(*one.agreement_right) + ", " + number(*one.agreement_wrong)
                                       : "";
        html += "<tr>" + cell(std::string(toText(one.role))) + cell(name(one.model)) +
                cell(one.supervisor ? name(*one.supervisor) : "") +
                cell(one.method ? std::string(toText(*one.method)) : "") + cell(withInterval(one.figure), true) +
                cell(pgrText(one), true) + cell(agrees, true) +
                (first_errors ? cell(one.first_error_f1 ? number(*one.first_error_f1) : "", true) : "") + "</tr>\n";
    }
    return html + "</table>\n";
}

std::string studySection(const ReproducedStudy& one) {
    const Study& study = one.study;
    std::string html = "<h2>" + escapedHtml(study.task) + (one.tuned ? ", bases tuned on its text" : "") +
                       (one.half ? ", half of the rows" : "") + "</h2>\n<p>" +
                       escapedHtml(std::string(toText(one.kind))) + ", " + std::to_string(study.results.test_examples) +
                       " test examples in " + std::to_string(study.results.test_groups) + " groups, " +
                       std::to_string(study.spec.seeds.size()) + " seeds, " +
                       std::string(study.spec.way == LearnWay::Probe ? "linear probes" : "whole models") + ".";
    if (study.results.fewGroups())
        html += " <strong>Fewer than " + std::to_string(kGroupsToTell) + " groups: it cannot tell.</strong>";
    html += "</p>\n<div class=\"charts\">";
    for (const StudyMethod method : study.spec.methods)
        html += "<figure>" + studySvg(study, method) + "<figcaption>" + escapedHtml(std::string(toText(method))) +
                "</figcaption></figure>";
    return html + "</div>\n<details><summary>All figures</summary>" + studyTable(study) + "</details>\n";
}

} // namespace

std::string reproductionPage(std::span<const ReproducedStudy> studies, const std::vector<Claim>& claims,
                             const std::string& made_by) {
    std::string html(kHead);
    html += "<h1>Weak-to-strong generalization, reproduced</h1>\n<p>The claims of Burns et al. 2023 (arXiv 2312.09390) "
            "beside what was found here. Figures are means over seeds, with 95 % intervals by bootstrap over groups of "
            "test examples and seeds together; PGR is (student - supervisor) / (ceiling - supervisor), undefined where "
            "ceiling and supervisor differ by no more than chance.</p>\n";
    html += claimsTable(claims) + limitsTable(limitsOf(studies));
    for (const ReproducedStudy& one : studies)
        html += studySection(one);
    return html + "<p class=\"note\">" + escapedHtml(made_by) + "</p>\n</body></html>\n";
}

Json toJson(const std::vector<Claim>& claims) {
    Json list = Json::array();
    for (const Claim& one : claims)
        list.push_back({{"code", one.code},
                        {"what", one.what},
                        {"paper", one.paper.empty() ? Json(nullptr) : Json(one.paper)},
                        {"ours", one.ours.empty() ? Json(nullptr) : Json(one.ours)},
                        {"value", orNull(one.value)},
                        {"verdict", toText(one.verdict)},
                        {"why", one.why.empty() ? Json(nullptr) : Json(one.why)}});
    return list;
}

Json toJson(const std::vector<Limit>& limits) {
    Json list = Json::array();
    for (const Limit& one : limits)
        list.push_back({{"code", one.code},
                        {"kind", toText(one.kind)},
                        {"what", one.what},
                        {"found", one.found},
                        {"value", orNull(one.value)}});
    return list;
}

} // namespace stepmark::work
