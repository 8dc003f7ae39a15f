// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/transfer_words.h"

#include "app/desktop/text.h"
#include "storage/interchange/export.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace stepmark::desktop {

namespace {

// Of the declared titles and reasons those that are no names; the others are shown as they are.
constexpr const char* kTranslated[] = {
    QT_TRANSLATE_NOOP("Formats", "Plain JSON lines"),
    QT_TRANSLATE_NOOP("Formats", "TRL stepwise"),
    QT_TRANSLATE_NOOP("Formats", "the solution is wrong, but no first error is named"),
    QT_TRANSLATE_NOOP("Formats", "error_steps names a step past the last one"),
    QT_TRANSLATE_NOOP("Formats", "the step is empty"),
};

QString translated(const QString& words) {
    const QByteArray key = words.toUtf8();
    const bool known = std::find(std::begin(kTranslated), std::end(kTranslated), key) != std::end(kTranslated);
    return known ? QCoreApplication::translate("Formats", key.constData()) : words;
}

bool holdsNeutral(const formats::Format& format) {
    return std::any_of(format.alphabet->letters.begin(), format.alphabet->letters.end(),
                       [](const formats::Letter& letter) { return letter.meaning == Rating::Neutral; });
}

ui::FormatItem itemOf(const formats::Format& format) {
    ui::FormatItem item;
    item.word = text(format.word);
    item.title = translated(text(format.title));
    for (const std::string_view extension : format.extensions)
        item.extensions.append(text(extension));
    item.numbers_open = format.alphabet->leavesNumbersOpen();
    item.written = interchange::isWritten(format);
    item.holds_neutral = holdsNeutral(format);
    if (&format == &formats::kTrl)
        item.note =
            QCoreApplication::translate("Formats", "For TRL up to 1.13, the last release with its stepwise trainer.");
    return item;
}

QStringList withOption(QStringList arguments, const QString& option, const QString& value) {
    return value.isEmpty() ? arguments : arguments << option << value;
}

QString wordOf(std::optional<Split> split) { return split ? text(toText(*split)) : QString(); }

std::optional<QString> maybeText(const QJsonValue& value) {
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

ui::NamedCounts countsFrom(const QJsonValue& value) {
    ui::NamedCounts counts;
    const QJsonObject object = value.toObject();
    for (auto one = object.begin(); one != object.end(); ++one)
        counts.emplace_back(one.key(), one.value().toInteger());
    return counts;
}

ui::PreviewItem previewItemFrom(const QJsonObject& row) {
    ui::PreviewItem item;
    item.line = row.value(u"line").toInteger();
    item.problem = row.value(u"problem").toString();
    item.reference_answer = maybeText(row.value(u"answer"));
    item.has_solution = row.value(u"has_solution").toBool();
    for (const QJsonValue& step : row.value(u"step_texts").toArray())
        item.steps.append(step.toString());
    for (const QJsonValue& label : row.value(u"step_ratings").toArray())
        item.labels.push_back(label.isDouble() ? ratingFromInt(label.toInt()) : std::nullopt);
    item.final_answer = maybeText(row.value(u"final_answer"));
    item.split = splitFromText(row.value(u"split").toString().toStdString());
    item.source = row.value(u"source").toString();
    item.repeated = row.value(u"repeated").toBool();
    return item;
}

void readCounts(const QJsonObject& file, ui::FileCounts& counts) {
    const auto number = [&](QStringView key) { return file.value(key).toInteger(); };
    counts.file = file.value(u"file").toString();
    counts.format = file.value(u"format").toString();
    counts.labels_of = file.value(u"labels_of").toString();
    counts.problems = number(u"problems");
    counts.solutions = number(u"solutions");
    counts.steps = number(u"steps");
    counts.ratings = number(u"rating_events");
    counts.positive = number(u"positive");
    counts.neutral = number(u"neutral");
    counts.negative = number(u"negative");
    counts.after_error = number(u"after_error");
    counts.scored = number(u"scored");
    counts.references = number(u"references");
    counts.thinking_folded = number(u"thinking_folded");
    counts.repeated = number(u"repeated");
    counts.ignored = countsFrom(file.value(u"ignored_fields"));
    counts.unused = countsFrom(file.value(u"unused_labels"));
    for (auto& reason : counts.unused)
        reason.first = translated(reason.first);
}

/// What an export left out. Neutral marks have a choice of their own in the dialog.
qint64 notHeld(const QJsonObject& result) {
    const QJsonObject counts = result.value(u"not_held").toObject();
    qint64 sum = 0;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        if (count.key() != QLatin1String("neutral") && count.key() != QLatin1String("steps"))
            sum += count.value().toInteger();
    return sum;
}

} // namespace

std::vector<ui::FormatItem> formatItems() {
    std::vector<ui::FormatItem> items;
    for (const formats::Format* format : formats::all())
        items.push_back(itemOf(*format));
    return items;
}

QStringList importArguments(const QString& project, const ui::ImportChoice& choice) {
    QStringList arguments = QStringList{QStringLiteral("import"), project} + choice.files;
    arguments = withOption(arguments, QStringLiteral("--format"), choice.format);
    arguments = withOption(arguments, QStringLiteral("--split"), wordOf(choice.split));
    arguments = withOption(arguments, QStringLiteral("--source"), choice.source);
    arguments = withOption(arguments, QStringLiteral("--labels"), choice.labels);
    arguments = withOption(arguments, QStringLiteral("--labels-of"), choice.labels_of);
    arguments = withOption(arguments, QStringLiteral("--labeler"), choice.labeler);
    arguments = withOption(arguments, QStringLiteral("--steps"), choice.steps);
    if (choice.threshold)
        arguments << QStringLiteral("--threshold") << QString::number(*choice.threshold);
    for (const QString& field : choice.ignore)
        arguments << QStringLiteral("--ignore") << field;
    return arguments << QStringLiteral("--json");
}

QStringList exportArguments(const QString& project, const ui::ExportChoice& choice) {
    QStringList arguments{QStringLiteral("export"), project, choice.file, QStringLiteral("--format"), choice.format};
    arguments = withOption(arguments, QStringLiteral("--neutral"), choice.neutral);
    if (choice.replace)
        arguments << QStringLiteral("--overwrite");
    return withOption(arguments, QStringLiteral("--split"), wordOf(choice.split)) << QStringLiteral("--json");
}

std::vector<ui::FilePreview> previewsFrom(const QJsonObject& result) {
    std::vector<ui::FilePreview> previews;
    for (const QJsonValue& value : result.value(u"files").toArray()) {
        const QJsonObject file = value.toObject();
        ui::FilePreview preview;
        readCounts(file, preview);
        preview.rows = file.value(u"rows").toInteger();
        preview.whole_file = file.value(u"whole_file").toBool();
        preview.estimated_rows = file.value(u"estimated_rows").toInteger();
        preview.without_answer = file.value(u"without_answer").toInteger();
        preview.asks_labels = file.value(u"asks_labels").toBool();
        for (const QJsonValue& row : file.value(u"sample").toArray())
            preview.sample.push_back(previewItemFrom(row.toObject()));
        const QJsonObject error = file.value(u"error").toObject();
        preview.error = error.value(u"message").toString();
        preview.error_line = error.value(u"line").toInteger();
        preview.error_text = error.value(u"text").toString();
        previews.push_back(std::move(preview));
    }
    return previews;
}

std::vector<ui::ImportedFile> importedFrom(const QJsonObject& result) {
    std::vector<ui::ImportedFile> files;
    for (const QJsonValue& value : result.value(u"files").toArray()) {
        ui::ImportedFile file;
        readCounts(value.toObject(), file);
        file.rows = value.toObject().value(u"lines").toInteger();
        file.standing = value.toObject().value(u"ratings").toInteger();
        file.split_kept = value.toObject().value(u"split_kept").toInteger();
        files.push_back(std::move(file));
    }
    return files;
}

ui::ExportCounts exportCountsFrom(const QJsonObject& result) {
    const auto number = [&](QStringView key) { return result.value(key).toInteger(); };
    return {number(u"rows"), number(u"positive"), number(u"neutral"), number(u"negative"), notHeld(result)};
}

} // namespace stepmark::desktop
