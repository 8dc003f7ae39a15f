// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study_svg.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace stepmark::work {

namespace {

constexpr double kWidth = 640, kHeight = 360, kLeft = 56, kRight = 170, kTop = 30, kBottom = 56;
/// Told apart by people who see few colours, too (Okabe and Ito 2008).
constexpr std::array kColours = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"};

template <class... Values>
std::string format(const char* pattern, Values... values) {
    std::array<char, 512> text{};
    std::snprintf(text.data(), text.size(), pattern, values...);
    return text.data();
}

std::string thousands(std::int64_t parameters) {
    const auto value = static_cast<double>(parameters);
    return value >= 1e9   ? format("%.1f B", value / 1e9)
           : value >= 1e6 ? format("%.0f M", value / 1e6)
                          : format("%.0f k", value / 1e3);
}

class Drawing {
public:
    Drawing(const Study& study, StudyMethod method)
        : m_study(study)
        , m_method(method) {
        for (const StudyFigure& one : study.results.figures)
            if (shown(one) && one.figure)
                take(*one.figure);
        if (study.results.baseline)
            take({*study.results.baseline, std::nullopt});
        if (m_low > m_high)
            m_low = 0, m_high = 1;
        const double margin = std::max(0.01, 0.08 * (m_high - m_low));
        m_low = std::max(0.0, m_low - margin);
        m_high = std::min(1.0, m_high + margin);
    }

    std::string draw() {
        m_svg = format("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">",
                       kWidth, kHeight);
        m_svg += "<title>" + escapedHtml(m_study.task + ", " + std::string(toText(m_method))) + "</title>";
        axes();
        baseline();
        ceiling();
        for (std::size_t model = 0; model < m_study.models.size(); ++model)
            students(static_cast<int>(model));
        return m_svg + "</svg>";
    }

private:
    bool shown(const StudyFigure& one) const {
        return one.role != StudyRole::Student ||
               (one.method == m_method && one.supervisor && *one.supervisor < one.model);
    }
    void take(const Figure& figure) {
        m_low = std::min(m_low, figure.interval ? figure.interval->low : figure.value);
        m_high = std::max(m_high, figure.interval ? figure.interval->high : figure.value);
    }
    double x(int model) const {
        const auto last = std::max(1.0, static_cast<double>(m_study.models.size()) - 1);
        return kLeft + 24 + (kWidth - kLeft - kRight - 48) * model / last;
    }
    double y(double value) const { return kTop + (kHeight - kTop - kBottom) * (m_high - value) / (m_high - m_low); }

    void text(double at_x, double at_y, const char* anchor, const std::string& words, const char* more = "") {
        m_svg += format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"currentColor\" %s>", at_x, at_y, anchor,
                        more) +
                 escapedHtml(words) + "</text>";
    }

    void axes() {
        for (int tick = 0; tick <= 4; ++tick) {
            const double value = m_low + (m_high - m_low) * tick / 4;
            m_svg += format("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" "
                            "stroke-opacity=\"0.15\"/>",
                            kLeft, kWidth - kRight, y(value), y(value));
            text(kLeft - 6, y(value) + 4, "end", format("%.2f", value));
        }
        for (std::size_t model = 0; model < m_study.models.size(); ++model) {
            const StudyModel& one = m_study.models[model];
            text(x(static_cast<int>(model)), kHeight - kBottom + 18, "middle", thousands(one.parameters));
            text(x(static_cast<int>(model)), kHeight - kBottom + 34, "middle", format(one.layers == 1 ? "%d layer" : "%d layers", one.layers),
                 "font-size=\"10\" fill-opacity=\"0.7\"");
        }
        text(kLeft - 44, kTop - 16, "start", m_study.figure, "font-size=\"11\"");
        text((kLeft + kWidth - kRight) / 2, kHeight - 6, "middle", "student's weights");
    }

    void baseline() {
        if (!m_study.results.baseline)
            return;
        const double at = y(*m_study.results.baseline);
        m_svg += format("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" "
                        "stroke-dasharray=\"1 4\"/>",
                        kLeft, kWidth - kRight, at, at);
        text(kLeft + 4, at - 4, "start", "nothing learnt", "font-size=\"10\" fill-opacity=\"0.7\"");
    }

    struct Point {
        int model;
        Figure figure;
    };
    void line(const std::vector<Point>& points, const std::string& colour, const char* style) {
        std::string path;
        for (const Point& one : points)
            path += format("%s%.1f %.1f", path.empty() ? "M" : " L", x(one.model), y(one.figure.value));
        m_svg += "<path d=\"" + path + "\" fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" " + style + "/>";
        for (const Point& one : points)
            if (one.figure.interval)
                m_svg += format(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.5\"/>",
                    x(one.model), x(one.model), y(one.figure.interval->low), y(one.figure.interval->high),
                    colour.c_str());
    }

    void ceiling() {
        std::vector<Point> points;
        for (const StudyFigure& one : m_study.results.figures)
            if (one.role == StudyRole::Ceiling && one.figure)
                points.push_back({one.model, *one.figure});
        if (points.empty())
            return;
        line(points, "currentColor", "stroke-dasharray=\"6 4\"");
        text(kWidth - kRight + 8, y(points.back().figure.value) + 4, "start", "ceiling");
    }

    void students(int supervisor) {
        std::vector<Point> points;
        const std::string colour = kColours[static_cast<std::size_t>(supervisor) % kColours.size()];
        for (const StudyFigure& one : m_study.results.figures) {
            if (one.role == StudyRole::Student && shown(one) && one.supervisor == supervisor && one.figure)
                points.push_back({one.model, *one.figure});
            if (one.role == StudyRole::Supervisor && one.model == supervisor && one.figure)
                m_svg += format("<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\" fill=\"%s\"/>", x(supervisor) - 4,
                                y(one.figure->value) - 4, colour.c_str());
        }
        if (points.empty())
            return;
        line(points, colour, "");
        for (const Point& one : points)
            m_svg += format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x(one.model), y(one.figure.value),
                            colour.c_str());
        const double at = kHeight - kBottom - 14.0 * supervisor - 6;
        m_svg += format("<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"%s\"/>", kWidth - kRight + 8,
                        at - 9, colour.c_str());
        text(kWidth - kRight + 24, at, "start",
             "taught by " + thousands(m_study.models[static_cast<std::size_t>(supervisor)].parameters));
    }

    const Study& m_study;
    StudyMethod m_method;
    double m_low = 2, m_high = -1;
    std::string m_svg;
};

} // namespace

std::string studySvg(const Study& study, StudyMethod method) { return Drawing(study, method).draw(); }

std::string escapedHtml(std::string_view text) {
    std::string escaped;
    for (const char c : text)
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
                escaped += c;
        }
    return escaped;
}

std::string modelName(const StudyModel& model) {
    return model.model.folder.filename().string() + ", " + std::to_string(model.layers) +
           (model.layers == 1 ? " layer" : " layers");
}

} // namespace stepmark::work
