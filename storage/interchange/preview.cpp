// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/preview.h"

#include "model/domain/error.h"
#include "storage/interchange/import_row.h"
#include "storage/interchange/json_lines.h"
#include "storage/interchange/prepared_row.h"
#include "storage/problem_store.h"
#include "storage/statement.h"

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

    void look(const ImportRow& row, const nlohmann::json& original, std::int64_t line) {
        PreviewRow shown;
        shown.line = line;
        shown.problem = row.problem.text;
        shown.reference_answer = row.problem.answer;
        shown.has_solution = row.has_solution;
        shown.final_answer = row.final_answer;
        shown.split = !m_options.split.empty()     ? m_options.split
                      : !row.problem.split.empty() ? row.problem.split
                                                   : "train";
        shown.source = !row.source.empty() ? row.source : !m_options.source.empty() ? m_options.source : m_file;
        shown.repeated = row.has_solution && isRepeated(row, original);
        count(row, shown);
        if (std::ssize(preview.sample) < m_limits.sample) {
            shown.steps = row.steps;
            fillLabels(row, shown);
            preview.sample.push_back(std::move(shown));
        }
    }

    ImportPreview preview;

private:
    bool isRepeated(const ImportRow& row, const nlohmann::json& original) {
        const QByteArray key = rowFingerprint(row, original, m_options.source.empty() ? m_file : m_options.source);
        auto [place, is_new] = m_seen.try_emplace(key, std::pair<std::int64_t, std::int64_t>(0, 0));
        if (is_new) {
            place->second.first = m_times.run(key).next() ? m_times.integer(0) : 0;
            m_times.finish();
        }
        return ++place->second.second <= place->second.first;
    }

    void count(const ImportRow& row, const PreviewRow& shown) {
        ++preview.rows;
        preview.problems += m_problems.insert(row.problem.text).second ? 1 : 0;
        preview.solutions += row.has_solution ? 1 : 0;
        preview.steps += std::ssize(row.steps);
        preview.repeated += shown.repeated ? 1 : 0;
        preview.without_answer += row.problem.answer ? 0 : 1;
        if (!row.annotation)
            return;
        const auto rated = [](const auto& label) { return label.has_value(); };
        preview.ratings += std::count_if(row.annotation->labels.begin(), row.annotation->labels.end(), rated);
        for (const Place& place : row.annotation->places) {
            preview.ratings += std::count_if(place.completions.begin(), place.completions.end(),
                                             [](const Completion& one) { return one.rating.has_value(); });
            preview.ratings += place.human && place.human->rating ? 1 : 0;
        }
    }

    static void fillLabels(const ImportRow& row, PreviewRow& shown) {
        if (!row.annotation)
            return;
        shown.labels = row.annotation->labels;
        if (!shown.labels.empty())
            return;
        shown.labels.resize(row.steps.size());
        for (std::size_t i = 0; i < std::min(row.steps.size(), row.annotation->places.size()); ++i) {
            const Place& place = row.annotation->places[i];
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
};

} // namespace

ImportPreview previewFile(storage::Project& project, const std::filesystem::path& path, const ImportOptions& options,
                          const PreviewLimits& limits, std::stop_token stop) {
    if (!options.split.empty())
        storage::requireSplit(options.split);
    Previewer previewer(project, options, limits, path.filename().string());
    ImportPreview& preview = previewer.preview;
    try {
        JsonLines lines(path);
        preview.format = options.format ? *options.format : detectFormat(path);
        preview.whole_file = true;
        while (const auto row = lines.next()) {
            throwIfStopped(stop);
            if (preview.rows >= limits.rows) {
                preview.whole_file = false;
                break;
            }
            try {
                previewer.look(parseRow(*preview.format, *row, options), *row, lines.line());
            } catch (const LineError&) {
                throw;
            } catch (const Error& error) {
                throw lines.errorAt(error.what());
            }
        }
        preview.estimated_rows = preview.rows;
        if (!preview.whole_file && lines.bytesRead() > 0)
            preview.estimated_rows = preview.rows * lines.bytesTotal() / lines.bytesRead();
        if (preview.rows == 0)
            preview.error = "The file is empty: there is nothing to import.";
    } catch (const Cancelled&) {
        throw;
    } catch (const LineError& error) {
        preview.error = error.what();
        preview.error_line = error.line();
        preview.error_text = error.text();
    } catch (const Error& error) {
        preview.error = error.what();
    }
    return preview;
}

} // namespace stepmark::interchange
