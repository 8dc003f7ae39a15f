// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer of the shipped base. If training drifted, the documented command would no longer give the tokens that
// the weights were trained on.
#include "model/domain/error.h"
#include "model/tokenizer/bpe_trainer.h"
#include "model/tokenizer/tokenizer.h"

#include <QTest>

using namespace stepmark;

class TestBpeTrainer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void frequentWordsBecomeOneToken();
    void anyTextComesBack_data();
    void anyTextComesBack();
    void theSameTextGivesTheSameTokenizer();
    void refusesATinyVocabulary();

private:
    static std::string trained(int vocabulary = 1024) {
        BpeTrainer trainer;
        for (int i = 0; i < 100; ++i) {
            trainer.addText("So Anna has 12 more than Tom: 3 + 12 = 15.\n\n");
        }
        trainer.addText("rarely");
        return trainer.train({.max_vocabulary = vocabulary, .min_frequency = 50});
    }
};

// A name of several tokens cannot be looked up by a small model.
void TestBpeTrainer::frequentWordsBecomeOneToken() {
    const Tokenizer tokenizer = Tokenizer::fromJson(trained(), BpeTrainer::tokenizerConfigJson(512));
    // So, Anna, has, 12, more, than, Tom, the colon, 3, +, 12, =, 15, the full stop, the newline
    QCOMPARE(tokenizer.encode("So Anna has 12 more than Tom: 3 + 12 = 15.\n").size(), std::size_t{15});
    QCOMPARE(tokenizer.encode("So Tom").at(1), tokenizer.encode(" Tom").at(0));
    QVERIFY(tokenizer.encode(" rarely").size() > 3); // too rare for tokens of its own
    QCOMPARE(tokenizer.eosId().value_or(-1), 0);
    QCOMPARE(tokenizer.encode(kBpeEndToken), std::vector<std::int32_t>{0});
}

void TestBpeTrainer::anyTextComesBack_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("unknown words") << "Zebras ate 1234 pears!";
    QTest::newRow("blanks") << "  two  blanks\n\n\tand a tab ";
    QTest::newRow("other scripts") << QString::fromUtf8("Ärger, 数学, \U0001F600");
}

// Whatever a user types must survive, be it in no training text.
void TestBpeTrainer::anyTextComesBack() {
    QFETCH(QString, text);
    const Tokenizer tokenizer = Tokenizer::fromJson(trained());
    QCOMPARE(QString::fromStdString(tokenizer.decode(tokenizer.encode(text.toStdString()))), text);
}

// The command in docs/sample.md promises the tokens that the weights know.
void TestBpeTrainer::theSameTextGivesTheSameTokenizer() { QCOMPARE(trained(), trained()); }

void TestBpeTrainer::refusesATinyVocabulary() { QVERIFY_THROWS_EXCEPTION(Error, trained(100)); }

QTEST_APPLESS_MAIN(TestBpeTrainer)
#include "tst_bpe_trainer.moc"
