// SPDX-License-Identifier: GPL-3.0-or-later
// What the shipped base reads. A label at the wrong token would teach it to mistrust words that are right.
#include "app/work/sample_corpus.h"
#include "model/learning/packing.h"

#include <QTest>

#include <string>
#include <vector>

using namespace stepmark;
using namespace stepmark::work;

namespace {

const std::string kBase = STEPMARK_SOURCE_DIR "/resources/base/stepmark-base";

/// The text from the document's beginning to a token.
std::string textTo(const Tokenizer& tokenizer, const Document& document, std::int32_t token) {
    std::vector<std::int32_t> ids;
    for (; token >= 0; token = document.parent[static_cast<std::size_t>(token)]) {
        ids.insert(ids.begin(), document.tokens[static_cast<std::size_t>(token)]);
    }
    return tokenizer.decode(ids);
}

} // namespace

class TestSampleCorpus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStepGoesWrongWhereNoRightOneGoesOn();
    void documentsSayAtEveryTokenWhetherTheyWentWrong();
    void onlyTheTeacherLearnsFromWrongSteps();
};

void TestSampleCorpus::aStepGoesWrongWhereNoRightOneGoesOn() {
    const std::vector<std::vector<std::int32_t>> right = {{1, 2, 3, 4}, {1, 5, 6}};
    QCOMPARE(firstWrongToken({1, 2, 9, 4}, right), std::size_t{2});
    QCOMPARE(firstWrongToken({1, 5, 6, 4}, right), std::size_t{3});
    QCOMPARE(firstWrongToken({7, 2, 3, 4}, right), std::size_t{0});
    QCOMPARE(firstWrongToken({1, 2}, {}), std::size_t{0});
}

void TestSampleCorpus::documentsSayAtEveryTokenWhetherTheyWentWrong() {
    const Tokenizer tokenizer = Tokenizer::load(kBase);
    CorpusOptions options;
    options.marked_share = 1;
    const DocumentSource source = corpusSource(tokenizer, options);
    const std::int32_t newline = stepTokens(tokenizer, "x").back();
    int right_steps = 0, wrong_steps = 0;
    for (std::int64_t index = 0; index < 50; ++index) {
        const SampleDocument sample = corpusDocument(options, index);
        const SampleOracle oracle(sample.structure);
        const Document document = source(index);
        QCOMPARE(document.wrong.size(), document.tokens.size());
        for (std::size_t i = 0; i < document.tokens.size(); ++i) {
            const std::int32_t parent = document.parent[i];
            if (parent < 0) {
                continue;
            }
            const auto p = static_cast<std::size_t>(parent);
            // What has gone wrong stays wrong until the teacher steps in.
            QVERIFY(document.wrong[p] != 1 || document.wrong[i] != 0);
            if (document.tokens[i] != newline || document.wrong[i] < 0) {
                continue;
            }
            const std::string text = textTo(tokenizer, document, static_cast<std::int32_t>(i));
            const std::size_t solution = text.find("\n\n") + 2;
            std::vector<std::string> steps;
            for (std::size_t at = solution; at < text.size();) {
                const std::size_t end = text.find('\n', at);
                steps.push_back(text.substr(at, end - at));
                at = end + 1;
            }
            const bool wrong = oracle.judge(steps).back() == Rating::Negative;
            QVERIFY2(document.wrong[i] == wrong, text.c_str());
            ++(wrong ? wrong_steps : right_steps);
        }
    }
    QVERIFY(wrong_steps > 150 && right_steps > 150);
}

// Otherwise it would learn to make the errors that it is to find.
void TestSampleCorpus::onlyTheTeacherLearnsFromWrongSteps() {
    const Tokenizer tokenizer = Tokenizer::load(kBase);
    CorpusOptions options;
    options.marked_share = 1;
    options.mark_weight = 3;
    const std::int32_t mark = stepTokens(tokenizer, kSampleWrongMark).front();
    int found = 0;
    for (std::int64_t index = 0; index < 50; ++index) {
        const Document document = corpusSource(tokenizer, options)(index);
        for (std::size_t i = 0; i < document.tokens.size(); ++i) {
            if (document.wrong[i] == 1) {
                QCOMPARE(document.loss_weights[i], 0.0F);
            }
            const std::int32_t parent = document.parent[i];
            if (parent >= 0 && document.wrong[static_cast<std::size_t>(parent)] == 1 && document.wrong[i] == -1) {
                QCOMPARE(document.tokens[i], mark);
                QCOMPARE(document.loss_weights[i], 3.0F);
                ++found;
            }
        }
    }
    QVERIFY(found > 150);
}

QTEST_APPLESS_MAIN(TestSampleCorpus)
#include "tst_sample_corpus.moc"
