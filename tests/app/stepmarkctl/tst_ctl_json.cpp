// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scripts read keys: docs/json.md lists those of every subcommand, and nothing else is printed.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <QDir>
#include <QRegularExpression>

#include <map>
#include <set>

using namespace stepmark::test;
using nlohmann::json;

namespace {

using Table = std::map<QString, QString>; ///< path of a key ("epochs[].seconds"): its type

/// The tables of docs/json.md by their headings.
std::map<QString, Table> documented() {
    QFile file(QStringLiteral(STEPMARK_SOURCE_DIR "/docs/json.md"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("docs/json.md cannot be read");
    static const QRegularExpression row("^\\| `([^`]+)` \\| ([^|]+) \\|[^|]*\\|$");
    static const QRegularExpression more("the keys of `([a-z0-9 -]+)`, and:$");
    std::map<QString, Table> tables;
    QString heading;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.startsWith("## "))
            heading = line.mid(3);
        else if (const auto other = more.match(line); other.hasMatch())
            tables[heading] = tables[other.captured(1)];
        else if (const auto match = row.match(line); match.hasMatch())
            tables[heading][match.captured(1)] = match.captured(2).trimmed();
    }
    return tables;
}

bool isOf(const QString& type, const json& value) {
    if (value.is_null())
        return type.endsWith(" or null");
    const QString word = type.section(" or null", 0, 0);
    const auto all = [&](auto&& is) { return value.is_array() && std::all_of(value.begin(), value.end(), is); };
    if (word == "count")
        return value.is_number_integer() && value.get<std::int64_t>() >= 0;
    if (word == "integer")
        return value.is_number_integer();
    if (word == "number")
        return value.is_number();
    if (word == "text")
        return value.is_string() && !value.get_ref<const std::string&>().empty();
    if (word == "flag")
        return value.is_boolean();
    if (word == "numbers")
        return all([](const json& one) { return one.is_number() || one.is_null(); });
    if (word == "texts")
        return all([](const json& one) { return one.is_string(); });
    if (word == "rows")
        return all([](const json& one) { return one.is_object(); });
    if (word == "counts")
        return value.is_object() &&
               std::ranges::all_of(value, [](const json& one) { return one.is_number_unsigned(); });
    if (word == "words")
        return value.is_object() && std::ranges::all_of(value, [](const json& one) { return one.is_string(); });
    if (word == "pairs")
        return all([](const json& one) { return one.is_array(); });
    return (word == "object" || word == "result") && value.is_object();
}

/// What of `value` is not as the table says, as texts.
void findOffences(const json& value, const QString& path, const Table& table, QStringList& offences) {
    for (const auto& [name, entry] : value.items()) {
        const QString key = path + QString::fromStdString(name);
        const auto place = table.find(key);
        if (place == table.end()) {
            offences << key + " is not in docs/json.md";
            continue;
        }
        if (!isOf(place->second, entry))
            offences << key + " is no " + place->second + ": " + QString::fromStdString(entry.dump()).left(80);
        else if (place->second.startsWith("rows"))
            for (const json& row : entry)
                findOffences(row, key + "[].", table, offences);
        else if (place->second.startsWith("object"))
            findOffences(entry, key + ".", table, offences);
    }
}

/// Of the command that the words are typed for: its name is one word or two.
QString headingOf(const QStringList& words) {
    const QString two = words.mid(0, 2).join(' ');
    return subcommandNames().contains(two) ? two : words.first();
}

} // namespace

class TestCtlJson : public QObject {
    Q_OBJECT

    Workplace m_place;
    std::map<QString, Table> m_tables = documented();

private Q_SLOTS:
    void initTestCase() {
        // Held out: the oracle, which knows the sample's problems only, must never be served one.
        m_place.file(
            "rows.jsonl",
            R"({"problem":"What is 1 + 1?","answer":"2","steps":["We add.","#### 2"],"labels":[1,1],"split":"test"}
{"problem":"What is 1 + 2?","steps":["We add.","#### 4"],"labels":[1,-1],"labeler":"ann","split":"test"}
)");
        m_place.file("soft.jsonl", R"({"problem":"What is 2 + 2?","steps":["We add."],"step_scores":[0.5]})"
                                   "\n");
        m_place.file("grid.json", R"({"train":{"mode":"head"},"over":{"seed":[1,2]}})");
        m_place.file("claims.jsonl", R"({"text":"Snow is white.","label":1,"group":1}
{"text":"Snow is black.","label":0,"group":1}
)");
        m_place.file("more_claims.jsonl", R"({"text":"Grass is green.","label":1,"group":2}
{"text":"Grass is red.","label":0,"group":2}
)");
        m_place.file("study.json", QByteArray(R"({"task":"study","seeds":[0],"ladder":[{"folder":"BASE","layers":1},)"
                                              R"({"folder":"BASE"}]})")
                                       .replace("BASE", STEPMARK_SOURCE_DIR "/resources/base/stepmark-base"));
        QDir(m_place.folder.path()).mkpath("data/statements");
        for (const char* part : {"train", "test"}) {
            QByteArray rows;
            for (int i = 0; i < 40; ++i)
                rows += QByteArray("{'text':'WORD is PARTn','label':n%2,'group':n}\n")
                            .replace("WORD", i % 2 ? "Right" : "Wrong")
                            .replace("PART", part)
                            .replace("n%2", QByteArray::number(i % 2))
                            .replace("'group':n", "'group':" + QByteArray::number(i + (part[1] == 'e' ? 500 : 0)))
                            .replace("n','label", QByteArray::number(i) + "','label")
                            .replace("'", "\"");
            m_place.file(QString("data/statements/%1.jsonl").arg(part), rows);
        }
        m_place.file("bad.jsonl", "{\"problem\": 7}\n");
        m_place.file("pairs.jsonl", R"({"given":"1","reference":"2"})");
        m_place.file("bench.jsonl", R"({"problem":"What is 1 + 1?","steps":["We add.","It is 2."],"label":-1}
{"problem":"What is 1 + 2?","steps":["We add.","It is 4."],"label":1}
)");
    }

    // One word for one thing: were "steps" here a count and there a table, no script could be written once.
    void oneWordForOneThing() {
        QVERIFY(m_tables.size() > 20);
        for (const auto& [heading, table] : m_tables)
            for (const auto& [key, type] : table) {
                const QString word = key.section('.', -1), plain = type.section(" or null", 0, 0);
                const QByteArray where = (heading + ": " + key + ", " + type).toUtf8();
                if (word == "ratings" || word == "labels" || word == "steps")
                    QVERIFY2(plain == "count", where.constData());
                if (word == "seconds")
                    QVERIFY2(plain == "number", where.constData());
                if (word == "out" && !key.startsWith("spec.")) // there it may not be chosen yet
                    QVERIFY2(type == "text", where.constData());
                for (const char* other : {"duration", "elapsed", "path", "csv", "backup", "n_steps", "num_ratings"})
                    QVERIFY2(word != other, where.constData());
            }
    }

    void everyKeyIsDocumented_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        const auto row = [](const char* line, int code = 0) {
            QTest::newRow(line) << QString::fromLatin1(line) << code;
        };
        // In this order, on one project.
        row("new @/empty.stepmark");
        row("sample P --problems 24 --plan");
        row("sample P --problems 24 --samples 4 --held-out-samples 4");
        row("new P", 1);
        row("status P");
        row("import P @/rows.jsonl --plan");
        row("import P @/bad.jsonl --plan");
        row("import P @/rows.jsonl");
        row("import P @/bad.jsonl", 1);
        row("split P --share 0.2");
        row("generate P --samples 1 --split validation", 1);
        row("generate P --samples 5 --max-tokens 48 --split train --plan");
        row("generate P --samples 5 --max-tokens 48 --split train");
        row("gold P --oracle --count 4");
        row("gold P --retire 1");
        row("gold P");
        row("gold P --threshold 0.8");
        row("queue P --count 20");
        row("label P --oracle");
        row("train P --kind prm --mode head --plan");
        row("train P --kind prm --mode head --out @/prm");
        row("train P --kind prm --mode head --layers auto --out @/layers --aside");
        row("train P --kind orm --epochs 1 --plan");
        row("train P --kind orm --epochs 1 --out @/orm");
        row("score P --checkpoint @/prm");
        row("score P --checkpoint @/orm");
        row("evaluate P --plan");
        row("evaluate P");
        row("evaluate --processbench @/bench.jsonl --checkpoint @/prm --plan");
        row("evaluate --processbench @/bench.jsonl --checkpoint @/prm --threshold 0.5");
        row("predict --checkpoint @/prm @/bench.jsonl @/predicted.jsonl --plan");
        row("predict --checkpoint @/prm @/bench.jsonl @/predicted.jsonl");
        row("grade @/pairs.jsonl @/graded.jsonl");
        row("queue P --count 8 --gold 2 --overlap 0.5");
        row("label P --oracle --labeler bob --error-rate 0.5");
        row("label P --oracle --labeler cy");
        row("labelers P");
        row("labelers P --admit bob");
        row("labelers P --machine bob");
        row("agreement P --replicates 20");
        row("review P --all");
        row("settle P --step 1 --rating 1 --reviewer dan");
        row("settle P --step 1 --undo --reviewer dan");
        row("round P --oracle --count 10 --mode head --plan");
        row("round P --oracle --count 10 --mode head");
        row("round P --resume", 1);
        row("rounds P --csv @/rounds.csv");
        row("grid P --spec @/grid.json --plan");
        row("grid P --spec @/grid.json");
        row("w2s ladder @/ladder --sizes 2 --steps 1");
        row("w2s ladder @/other --games 2", 2);
        row("w2s tasks P");
        row("w2s add-task P @/claims.jsonl --test @/more_claims.jsonl");
        row("w2s add-task P @/claims.jsonl", 1);
        row("w2s add-task P @/bad.jsonl", 1);
        row("w2s add-task P --kind steps --plan");
        row("w2s add-task P --kind steps");
        row("w2s add-task P --kind steps --test @/bench.jsonl --name benchmark");
        row("w2s add-task P --example chess --train-examples 12 --test-examples 4");
        row("w2s tasks P");
        row("w2s add-task P --example classification --name study --train-examples 80 --test-examples 40");
        row("w2s study P --spec @/study.json --plan");
        row("w2s study P --spec @/study.json");
        row("reproduce w2s @/reproduced --data @/data --base BASE --depths 1,2 --seeds 1 --project P");
        row("w2s show P");
        row("w2s show P 1 --csv @/study.csv");
        row("w2s show P 1 --run 1");
        row("w2s show P 1 --run 4");
        row("w2s remove-study P 1");
        row("w2s remove-task P steps");
        row("import P @/soft.jsonl");
        row("status P");
        row("queue P --count 1 --scores soft.jsonl");
        row("label P --scores soft.jsonl --split train");
        row("evaluate P --split train --scores soft.jsonl");
        row("export P @/out.jsonl --format jsonl --plan");
        row("export P @/out.jsonl --format jsonl");
        row("backup P @/copy.stepmark");
        row("jobs P");
        row("jobs P --log 1");
        row("cancel P 1", 1);
        row("check P");
        row("status P --xylophone", 2);
    }
    void everyKeyIsDocumented() {
        QFETCH(const QString, line);
        QFETCH(const int, code);
        QStringList words = line.split(' ');
        for (QString& word : words)
            word = word == "P"      ? m_place.project()
                   : word == "BASE" ? QString(STEPMARK_SOURCE_DIR "/resources/base/stepmark-base")
                                    : word.replace("@/", m_place.folder.path() + "/");
        const CtlResult result = ctl(words);
        QVERIFY2(result.code == code, qPrintable(result.err));
        QVERIFY2(result.json.is_object(), qPrintable(result.out));
        QStringList offences;
        findOffences(result.json, {}, m_tables[code == 0 ? headingOf(words) : "errors"], offences);
        QVERIFY2(offences.isEmpty(), qPrintable(offences.join('\n')));
    }

    // A subcommand without a table would pass unseen.
    void everySubcommandHasATable() {
        for (const QString& name : subcommandNames())
            QVERIFY2(m_tables.contains(name), qPrintable(name));
        QVERIFY(subcommandNames().size() > 20);
    }
};

QTEST_GUILESS_MAIN(TestCtlJson)
#include "tst_ctl_json.moc"
