// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/preview.h"

#include "model/domain/error.h"
#include "storage/formats/sources/record_source.h"
#include "storage/interchange/import.h"
#include "storage/interchange/prepared_row.h"
#include "storage/statement.h"
#include "storage/thinking_field.h"

#include <algorithm>
#include <map>
#include <set>

namespace stepmark::interchange {

namespace {

class Previewer {
public:
    Previewer(storage::Project& project, const ImportOptions& options, const PreviewLimits& limits, std::string file)
        : m_options(options)
        , m_limits(limits)
        , m_file(std::move(file))
        , m_times(project.connection(), "SELECT SUM(times) FROM import_row WHERE fingerprint = ? "
                                        "AND run_id NOT IN (SELECT id FROM import_run WHERE state = 'writing')") {}

    void look(const formats::Parsed& parsed, const nlohmann::json& original, std::int64_t line) {
        ++preview.rows;
        for (const std::string& name : parsed.ignored)
            ++preview.ignored_fields[name];
        for (std::size_t i = 0; i < parsed.records.size(); ++i)
            look(parsed.records[i], original, line, i);
        preview.references +=
            !parsed.records.empty() && parsed.records.front().problem.reference_solution.has_value() ? 1 : 0;
    }

    ImportPreview preview;

private:
    void look(const formats::Record& row, const nlohmann::json& original, std::int64_t line, std::size_t part) {
        PreviewRow shown;
        shown.line = line;
        shown.problem = row.problem.text;
        shown.reference_answer = row.problem.answer;
        shown.has_solution = row.has_solution;
        shown.final_answer = row.final_answer;
        shown.split = m_options.split.value_or(row.split.value_or(Split::Train));
        shown.source = !row.source.empty() ? row.source : !m_options.source.empty() ? m_options.source : m_file;
        shown.repeated = row.has_solution && isRepeated(row, original, part);
        count(row, shown);
        if (std::ssize(preview.sample) < m_limits.sample) {
            shown.steps = row.steps;
            fillLabels(row, shown);
            preview.sample.push_back(std::move(shown));
        }
    }

    bool isRepeated(const formats::Record& row, const nlohmann::json& original, std::size_t part) {
        const QByteArray key =
            rowFingerprint(row, original, m_options.source.empty() ? m_file : m_options.source, part);
        auto [place, is_new] = m_seen.try_emplace(key, std::pair<std::int64_t, std::int64_t>(0, 0));
        if (is_new) {
            place->second.first = m_times.run(key).next() ? m_times.integer(0) : 0;
            m_times.finish();
        }
        return ++place->second.second <= place->second.first;
    }

    void count(const formats::Record& row, const PreviewRow& shown) {
        preview.problems += m_problems.insert(row.problem.text).second ? 1 : 0;
        preview.solutions += row.has_solution ? 1 : 0;
        preview.steps += std::ssize(row.steps);
        preview.thinking_folded += row.has_solution && row.extra.contains(storage::kThinkingField) ? 1 : 0;
        preview.repeated += shown.repeated ? 1 : 0;
        preview.without_answer += row.problem.answer ? 0 : 1;
        preview.scored +=
            std::count_if(row.scores.begin(), row.scores.end(), [](const auto& score) { return score.has_value(); });
        for (const formats::Unused& unused : row.unused)
            preview.unused_labels[std::string(unused.why)] += unused.labels;
        m_open_zero = m_open_zero || row.open_zero;
        m_minus = m_minus || row.minus;
        preview.asks_labels = m_open_zero && !m_minus;
        if (row.pass)
            countRatings(*row.pass);
    }

    void countRatings(const formats::Pass& pass) {
        const auto count = [this](const std::optional<Rating>& rating) {
            if (!rating)
                return;
            ++preview.ratings;
            ++(*rating == Rating::Positive  ? preview.positive
               : *rating == Rating::Neutral ? preview.neutral
                                            : preview.negative);
        };
        bool wrong = false;
        for (const auto& label : pass.labels) {
            count(label);
            preview.after_error += wrong && label ? 1 : 0;
            wrong = wrong || label == Rating::Negative;
        }
        for (const formats::Place& place : pass.places) {
            for (const formats::Completion& one : place.completions)
                count(one.rating);
            if (place.human)
                count(place.human->rating);
        }
    }

    static void fillLabels(const formats::Record& row, PreviewRow& shown) {
        if (!row.pass)
            return;
        shown.labels = row.pass->labels;
        if (!shown.labels.empty())
            return;
        shown.labels.resize(row.steps.size());
        for (std::size_t i = 0; i < std::min(row.steps.size(), row.pass->places.size()); ++i) {
            const formats::Place& place = row.pass->places[i];
            if (place.chosen && *place.chosen < place.completions.size())
                shown.labels[i] = place.completions[*place.chosen].rating;
            else if (place.human)
                shown.labels[i] = place.human->rating;
        }
    }

    const ImportOptions& m_options;
    PreviewLimits m_limits;
    std::string m_file;
    storage::Statement m_times;
    std::map<QByteArray, std::pair<std::int64_t, std::int64_t>> m_seen; ///< times in the project, times in this file
    std::set<std::string> m_problems;
    bool m_open_zero = false, m_minus = false;
};

} // namespace

ImportPreview previewFile(storage::Project& project, const std::filesystem::path& path, const ImportOptions& options,
                          const PreviewLimits& limits, std::stop_token stop) {
    Previewer previewer(project, options, limits, path.filename().string());
    ImportPreview& preview = previewer.preview;
    try {
        const auto source = formats::RecordSource::open(path, stop);
        preview.format = options.format;
        preview.whole_file = true;
        for (formats::RawRecord raw; source->next(raw);) {
            throwIfStopped(stop);
            if (preview.rows >= limits.rows) {
                preview.whole_file = false;
                break;
            }
            try {
                nlohmann::json row = source->parse(raw);
                if (!preview.format)
                    preview.format = &formats::detect(row, source->hasCells());
                if (source->hasCells())
                    row = formats::fromCells(*preview.format, std::move(row));
                previewer.look(formats::read(*preview.format, row, options.read), row, raw.line);
            } catch (const Error& error) {
                throw source->errorAt(error.what(), raw);
            }
        }
        preview.estimated_rows = preview.rows;
        if (!preview.whole_file && source->bytesRead() > 0 && source->bytesTotal() > 0)
            preview.estimated_rows = preview.rows * source->bytesTotal() / source->bytesRead();
        if (preview.rows == 0)
            preview.error = "The file is empty: there is nothing to import.";
    } catch (const Cancelled&) {
        throw;
    } catch (const formats::LineError& error) {
        preview.error = error.what();
        preview.error_line = error.line();
        preview.error_text = error.text();
    } catch (const Error& error) {
        preview.error = error.what();
    }
    return preview;
}

} // namespace stepmark::interchange
