// SPDX-License-Identifier: GPL-3.0-or-later
// The translation files themselves: nothing missing, nothing broken on the way. Whether the window speaks them is
// tests/app/desktop/tst_language.cpp's matter.
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <set>
#include <vector>

namespace {

struct Message {
    QString context, source;
    QStringList forms; ///< one; of a message with a count, one a plural form
    bool unfinished = false, plural = false;
};

QString fileOf(const QString& language) {
    return QStringLiteral(STEPMARK_SOURCE_DIR "/resources/i18n/stepmark_%1.ts").arg(language);
}

void readTranslation(QXmlStreamReader& xml, Message& message) {
    message.unfinished = xml.attributes().hasAttribute(QLatin1String("type"));
    QString text;
    while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != QLatin1String("translation")) {
        if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
            message.forms.append(xml.readElementText());
        else if (xml.isCharacters())
            text += xml.text();
    }
    if (message.forms.isEmpty())
        message.forms.append(text);
}

std::vector<Message> messagesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.push_back({context, {}, {}, false, xml.attributes().hasAttribute(QLatin1String("numerus"))});
        else if (xml.name() == QLatin1String("source"))
            messages.back().source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation"))
            readTranslation(xml, messages.back());
    }
    return xml.hasError() ? std::vector<Message>() : messages;
}

/// "%1", "%n", ... each as often as it stands there.
QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%L?([0-9]{1,2}|n)"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
}

/// The letter after a lone ampersand; none: a null character.
QChar mnemonic(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("(?<!&)&([A-Za-z])"));
    const auto match = pattern.match(text);
    return match.hasMatch() ? match.captured(1).at(0).toUpper() : QChar();
}

bool hasChinese(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

/// What is wrong with it, empty: nothing.
QString faultOf(const Message& message, qsizetype plural_forms) {
    if (message.unfinished)
        return QStringLiteral("is unfinished");
    if (message.plural && message.forms.size() != plural_forms)
        return QStringLiteral("lacks a plural form");
    for (const QString& form : message.forms) {
        if (form.trimmed().isEmpty())
            return QStringLiteral("is empty");
        if (placeholders(form) != placeholders(message.source))
            return QStringLiteral("has other placeholders: ") + form;
        if (mnemonic(form) != mnemonic(message.source))
            return QStringLiteral("has another mnemonic: ") + form;
    }
    return {};
}

using Keys = std::set<std::pair<QString, QString>>;

Keys keysOf(const std::vector<Message>& messages) {
    Keys keys;
    for (const Message& message : messages)
        keys.emplace(message.context, message.source);
    return keys;
}

QString described(const Keys& keys) {
    QStringList lines;
    for (const auto& [context, source] : keys)
        lines.append(context + QStringLiteral(": ") + source);
    return lines.join(QLatin1Char('\n'));
}

Keys without(const Keys& all, const Keys& these) {
    Keys rest;
    std::set_difference(all.begin(), all.end(), these.begin(), these.end(), std::inserter(rest, rest.end()));
    return rest;
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a text that says something else, or nothing, in the other language.
    void everyMessageIsWhole_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("plural_forms");
        QTest::addRow("Chinese") << QStringLiteral("zh_CN") << 1;
        QTest::addRow("English plurals") << QStringLiteral("en") << 2;
    }

    void everyMessageIsWhole() {
        QFETCH(QString, language);
        QFETCH(int, plural_forms);
        const auto messages = messagesOf(fileOf(language));
        QVERIFY(!messages.empty());
        QStringList faults;
        for (const Message& message : messages)
            if (const QString fault = faultOf(message, plural_forms); !fault.isEmpty())
                faults.append(QStringLiteral("%1: “%2” %3").arg(message.context, message.source, fault));
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    /// A test that cannot fail would let the files rot.
    void faultsAreFound_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("forms");
        QTest::addColumn<bool>("unfinished");
        QTest::addColumn<bool>("plural");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* source, const QStringList& forms, bool unfinished,
                            bool plural, bool good) {
            QTest::addRow("%s", name) << QString::fromUtf8(source) << forms << unfinished << plural << good;
        };
        row("good", "&Open %1", {QStringLiteral("打开(&O) %1")}, false, false, true);
        row("unfinished", "Open", {QStringLiteral("打开")}, true, false, false);
        row("empty", "Open", {QString()}, false, false, false);
        row("placeholder lost", "Open %1", {QStringLiteral("打开")}, false, false, false);
        row("placeholder of another number", "%1 %2", {QStringLiteral("%1 %1")}, false, false, false);
        row("mnemonic lost", "&Open", {QStringLiteral("打开")}, false, false, false);
        row("mnemonic changed", "&Open", {QStringLiteral("打开(&P)")}, false, false, false);
        row("plural missing", "%n step(s)", {QStringLiteral("%n step")}, false, true, false);
        row("plurals", "%n step(s)", {QStringLiteral("%n step"), QStringLiteral("%n steps")}, false, true, true);
    }

    void faultsAreFound() {
        QFETCH(QString, source);
        QFETCH(QStringList, forms);
        QFETCH(bool, unfinished);
        QFETCH(bool, plural);
        QFETCH(bool, good);
        QCOMPARE(faultOf({QString(), source, forms, unfinished, plural}, 2).isEmpty(), good);
    }

    // Lost: a text that was pasted over in English. What has no Chinese in it has a reason.
    void theChineseIsChinese() {
        static const QRegularExpression word(QStringLiteral("[A-Za-z]{4,}"));
        static const QStringList kAsItIs{
            QStringLiteral("Cohen's κ"), QStringLiteral("Fleiss' κ"), QStringLiteral("Krippendorff's α"),
            QStringLiteral("Enter"),     QStringLiteral("Shift %1"),  QStringLiteral("%1 – Stepmark"),
            QStringLiteral("Epoch"),     QStringLiteral("Best of N"), QStringLiteral("Best of N, %1"),
            QStringLiteral("PgUp"),      QStringLiteral("PgDn")};
        for (const Message& message : messagesOf(fileOf(QStringLiteral("zh_CN"))))
            for (const QString& form : message.forms)
                QVERIFY2(hasChinese(form) || !word.match(form).hasMatch() || kAsItIs.contains(message.source),
                         qPrintable(message.source));
    }

    // Lost: new texts, which nobody would notice to be in English before a Chinese user does.
    void theFilesHoldWhatTheSourceHolds_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("options");
        QTest::addRow("Chinese") << QStringLiteral("zh_CN") << QStringList();
        QTest::addRow("English plurals") << QStringLiteral("en") << QStringList{QStringLiteral("-pluralonly")};
    }

    void theFilesHoldWhatTheSourceHolds() {
        QFETCH(QString, language);
        QFETCH(QStringList, options);
        if (!QFileInfo(QStringLiteral(STEPMARK_LUPDATE)).isExecutable())
            QSKIP("lupdate is not on this machine");
        QTemporaryDir folder;
        const QString fresh = folder.filePath(QFileInfo(fileOf(language)).fileName());
        QVERIFY(QFile::copy(fileOf(language), fresh));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(STEPMARK_SOURCE_DIR));
        lupdate.start(
            QStringLiteral(STEPMARK_LUPDATE),
            QStringList{QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-locations"), QStringLiteral("none"),
                        QStringLiteral("-no-obsolete")} +
                options +
                QStringList{QStringLiteral("ui"), QStringLiteral("app/desktop"), QStringLiteral("-ts"), fresh});
        QVERIFY(lupdate.waitForFinished(60'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const Keys ours = keysOf(messagesOf(fileOf(language))), theirs = keysOf(messagesOf(fresh));
        QVERIFY(!theirs.empty());
        const QString run = QStringLiteral("\nRun: cmake --build build/dev --target translations");
        QVERIFY2(without(theirs, ours).empty(), qPrintable(described(without(theirs, ours)) + run));
        QVERIFY2(without(ours, theirs).empty(), qPrintable(described(without(ours, theirs)) + run));
    }
};

QTEST_APPLESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
