// SPDX-License-Identifier: GPL-3.0-or-later
//
// If this fails, a row of many steps is kept several times over while it is imported, or is not the same row
// afterwards.
#include "storage/formats/json_text.h"
#include "storage/interchange/prepared_row.h"
#include "storage/row_inserts.h"

#include <QCryptographicHash>
#include <QTest>

using namespace stepmark;
using namespace stepmark::interchange;
using nlohmann::json;
using storage::Connection;
using storage::Statement;

namespace {

json offered(const std::string& text) {
    return {{"completions", {{{"text", text}, {"rating", 1}, {"flagged", nullptr}}}},
            {"human_completion", nullptr},
            {"chosen_completion", 0}};
}

json rowOf(const json& steps) {
    return {{"labeler", "x"},
            {"question", {{"problem", "p"}, {"ground_truth_answer", "2"}}},
            {"label", {{"steps", steps}, {"total_time", 5}, {"finish_reason", "solution"}}}};
}

json withGenerated(json row, const json& texts) {
    row["question"]["pre_generated_steps"] = texts;
    row["question"]["pre_generated_answer"] = "2";
    return row;
}

PreparedRow prepare(const json& row) {
    static const ImportOptions options;
    auto parsed = formats::read(formats::kPrm800k, row, {});
    return prepareRow(std::move(parsed.records.front()), row, {options, "file.jsonl"});
}

// What the project's tables would say of it.
Prm800kRow saidOf(const PreparedRow& prepared, const std::vector<std::string>& path) {
    Prm800kRow row = *prepared.prm800k;
    for (const storage::Alternative& offer : prepared.offers)
        row.offers.push_back({offer.place, offer.human, offer.chosen, offer.flagged,
                              prepared.nodes[static_cast<std::size_t>(offer.step)].text, Rating::Positive});
    for (const std::string& text : path)
        row.path.push_back({text, Rating::Positive});
    return row;
}

} // namespace

class LongRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theVeryRowComesBack_data() {
        QTest::addColumn<std::string>("original");
        QTest::addColumn<std::vector<std::string>>("path");
        const std::vector<std::string> none;
        json odd = offered("two");
        odd["note"] = {1, "x"};
        odd["completions"][0].erase("flagged");
        QTest::newRow("as the tables say") << rowOf({offered("one"), offered("two")}).dump() << none;
        QTest::newRow("with more in a step") << rowOf({offered("one"), odd, offered("three")}).dump() << none;
        QTest::newRow("a newline at a step's end") << rowOf({offered("one\n"), offered("two\n\n")}).dump() << none;
        QTest::newRow("a last place without an offer")
            << rowOf({offered("one"), {{"completions", json::array()}}}).dump() << none;
        QTest::newRow("two lists") << withGenerated(rowOf(json::array({offered("a")})), {"a\n", "b", "c"}).dump()
                                   << std::vector<std::string>{"a", "b", "c"};
        QTest::newRow("more places than steps")
            << withGenerated(rowOf({offered("a"), offered("b")}), json::array({"a"})).dump()
            << std::vector<std::string>{"a"};
        json longer = json::array();
        for (int i = 0; i < 3000; ++i)
            longer.push_back(offered("step " + std::to_string(i) + (i % 3 == 0 ? "\n" : "")));
        QTest::newRow("3000 steps") << rowOf(longer).dump() << none;
    }

    void theVeryRowComesBack() {
        QFETCH(std::string, original);
        QFETCH(std::vector<std::string>, path);
        const json row = formats::parseObject(original);
        const PreparedRow prepared = prepare(row);
        const json made = toJson(saidOf(prepared, path));
        QCOMPARE(made.patch(json::parse(prepared.patch.text())).dump(), row.dump());
        QVERIFY(prepared.patch.text() != "[]"); // there is always a field or two that no table has
    }

    // The tables show the path's steps where nothing was offered.
    void stepsThatTheRowLacksAreTakenAway() {
        Prm800kRow said;
        said.path = {{"a", Rating::Positive}, {"b", Rating::Neutral}, {"c", Rating::Negative}};
        for (const json& steps : {json::array(), json::array({offered("a")})}) {
            const json row = withGenerated(rowOf(steps), json::array({"a"}));
            json rest = row;
            const std::string patch = patchTo(said, rest).text();
            QCOMPARE(toJson(said).patch(json::parse(patch)).dump(), row.dump());
        }
    }

    // Else a file of long rows takes many times its rows' size in memory.
    void nothingIsThereTwice() {
        const PreparedRow prepared = prepare(withGenerated(rowOf({offered("a"), offered("b")}), {"a", "c"}));
        QCOMPARE(prepared.nodes.size(), std::size_t{3});
        QVERIFY(prepared.original["label"]["steps"].empty());
        QVERIFY(prepared.original["question"]["pre_generated_steps"].empty());
        QVERIFY(prepared.prm800k->offers.empty());
        QVERIFY(prepared.prm800k->path.empty());
        QVERIFY(prepared.row.pass->places.empty());
        QVERIFY(prepared.row.steps.empty());
    }

    // A project knows its rows by this for good, whatever their length.
    void fingerprintsAreOfTheWholeText_data() {
        QTest::addColumn<int>("length");
        for (const int length : {0, 1, 3900, 4096, 4097, 8192, 100000})
            QTest::addRow("%d", length) << length;
    }

    void fingerprintsAreOfTheWholeText() {
        QFETCH(int, length);
        const json row = rowOf({offered(std::string(static_cast<std::size_t>(length), 'x')), offered("\"\\\u00e9")});
        const std::string text = row.dump();
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(QByteArrayView("rated", 6)); // with its NUL
        hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
        formats::Record rated;
        rated.pass.emplace();
        QCOMPARE(rowFingerprint(rated, row, "file.jsonl", 0), hash.result().left(16));
    }

    // Many rows in a statement are the same rows, and all or none.
    void rowsTogether() {
        Connection connection(":memory:");
        connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT, flag INTEGER) STRICT");
        storage::RowInserts items(connection, "INSERT INTO item (id, text, flag)", 3);
        std::int64_t next = 1;
        const auto add = [&](storage::RowInsert& insert, std::size_t i) {
            const std::int64_t id = next++;
            insert.add(id, id % 2 == 0 ? "" : "odd", i % 3 == 0 ? std::nullopt : std::optional(true));
        };
        std::int64_t expected = 0;
        for (const std::size_t count : {0, 1, 49, 50, 51, 1, 250}) {
            items.run(count, add);
            expected += static_cast<std::int64_t>(count);
            Statement all(connection, "SELECT COUNT(*), SUM(text = ''), SUM(text = 'odd') FROM item");
            QVERIFY(all.run().next());
            QCOMPARE(all.integer(0), expected);
            QCOMPARE(all.integer(1), expected / 2);
            QCOMPARE(all.integer(2), expected - expected / 2);
        }
        QVERIFY_EXCEPTION_THROWN(
            items.run(10,
                      [&](storage::RowInsert& insert, std::size_t i) {
                          insert.add(i == 9 ? std::int64_t{1} : next + static_cast<std::int64_t>(i), "one", false);
                      }),
            Error);
        items.run(3, add); // the next ones are not mixed with those
        Statement all(connection, "SELECT COUNT(*) FROM item");
        QVERIFY(all.run().next());
        QCOMPARE(all.integer(0), expected + 3);
    }
};

QTEST_GUILESS_MAIN(LongRows)
#include "tst_long_rows.moc"
