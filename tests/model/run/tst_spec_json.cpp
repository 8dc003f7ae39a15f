// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/run/spec_fields.h"
#include "model/run/spec_json.h"

#include <QTest>

#include <type_traits>

using namespace stepmark;
using run::Json;

namespace {

/// Changes one field of a description, the `index`-th, to a value that it did not have; counts the fields.
class Changer {
public:
    explicit Changer(int index)
        : m_index(index) {}

    template <class Value, class... How>
    void operator()(const char* key, Value& value, const How&... how) {
        if (m_count++ == m_index) {
            m_key = key;
            change(value, how...);
        }
    }
    template <class Part>
    void object(const char*, Part& part) {
        fields(*this, part);
    }
    template <class Part>
    void object(const char* key, std::optional<Part>& part) {
        const bool is_it = m_count++ == m_index;
        const int first = m_count;
        Part inner;
        fields(*this, inner);
        if (is_it)
            m_key = key;
        if (is_it || (m_index >= first && m_index < m_count))
            part = inner;
    }
    template <class Part>
    void objects(const char* key, std::vector<Part>& parts) {
        std::optional<Part> part;
        object(key, part);
        if (part)
            parts = {*part, *part};
    }
    int count() const { return m_count; }
    const std::string& key() const { return m_key; }

private:
    static void change(bool& value) { value = !value; }
    static void change(std::string& value) { value = "ann \"b\" \xc3\xa4"; }
    static void change(std::filesystem::path& value) { value = "/a b/\xe6\xa8\xa1"; }
    static void change(std::uint64_t& value) { value = std::numeric_limits<std::uint64_t>::max(); }
    static void change(std::string& value, std::span<const std::string_view> words) {
        value = value == words.back() ? words.front() : words.back();
    }
    template <class Number, class Limit>
    requires std::is_arithmetic_v<Number>
    static void change(Number& value, Limits<Limit> limits) {
        value = static_cast<Number>(value == Number(limits.most) ? limits.least : limits.most);
    }
    template <run::Worded Value>
    static void change(Value& value) {
        const auto words = wordsOf(value);
        value = value == words.back().first ? words.front().first : words.back().first;
    }
    template <class Value, class... How>
    static void change(std::optional<Value>& value, const How&... how) {
        change(value.emplace(), how...);
    }
    template <class Value, class... How>
    static void change(std::vector<Value>& values, const How&... how) {
        change(values.emplace_back(), how...);
        values.push_back(values.front());
    }

    int m_index, m_count = 0;
    std::string m_key;
};

template <class Spec>
int fieldCount() {
    Spec spec;
    Changer counting(-1);
    fields(counting, spec);
    return counting.count();
}

/// A row a field.
template <class Spec>
void addRows(const char* kind) {
    for (int index = 0; index < fieldCount<Spec>(); ++index) {
        Spec spec;
        Changer changer(index);
        fields(changer, spec);
        QTest::addRow("%s %d %s", kind, index, changer.key().c_str()) << QByteArray(kind) << index;
    }
}

template <class Spec>
void survives(int index) {
    Spec spec;
    Changer changer(index);
    fields(changer, spec);
    QVERIFY2(!(spec == Spec{}), "the field is none of the struct's");
    const Json json = toJson(spec);
    QVERIFY2(specFromJson<Spec>(json) == spec, json.dump().c_str());
    QVERIFY2(specFromText<Spec>(json.dump()) == spec, json.dump().c_str());
    QVERIFY(toJson(specFromText<Spec>(json.dump())).dump() == json.dump());
}

} // namespace

class TestSpecJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldSurvives_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("index");
        QVERIFY(fieldCount<RoundSpec>() > 35);
        addRows<RoundSpec>("round");
        addRows<TrainSpec>("train");
        addRows<EvaluateSpec>("evaluate");
        addRows<StudySpec>("study");
    }
    // Lost: what was chosen, to a field that is written and not read, or neither.
    void everyFieldSurvives() {
        QFETCH(QByteArray, kind);
        QFETCH(int, index);
        if (kind == "round")
            survives<RoundSpec>(index);
        else if (kind == "train")
            survives<TrainSpec>(index);
        else if (kind == "study")
            survives<StudySpec>(index);
        else
            survives<EvaluateSpec>(index);
    }

    void whatIsMissingIsAsUsual() {
        QVERIFY(specFromText<RoundSpec>("{}") == RoundSpec{});
        RoundSpec wanted;
        wanted.train.epochs = 3;
        wanted.labeler = LabelerSpec{.oracle = true};
        QVERIFY(specFromText<RoundSpec>(R"({"train":{"epochs":3},"labeler":{"oracle":true}})") == wanted);
        QVERIFY(toJson(RoundSpec{})["generator"].is_null()); // not ""
    }

    // An unfinished round of an earlier version is gone on with as it was begun.
    void oldRecordIsRead() {
        const RoundSpec spec = specFromText<RoundSpec>(
            R"({"strategy":"uncertainty","count":10,"mix":0.75,"per_problem":2,"seed":3,"overlap":0.1,)"
            R"("overlap_labelers":3,"gold":5,"by":"min","neutral":"negative","samples":4,"generator":"",)"
            R"("train":{"mode":"full","base":"/b","out":"","epochs":2,"learning_rate":0.0005,"batch_tokens":0,)"
            R"("max_pack_tokens":0,"validation_share":0.1,"patience":null,"class_weights":true,)"
            R"("precision":"bf16","device":"cpu","threads":2},"orm":true,)"
            R"("labeler":{"oracle":false,"scores":"/s.jsonl","threshold":0.4,"name":"","error_rate":0.1,"seed":7}})");
        RoundSpec wanted;
        wanted.selection = {SelectionStrategy::Uncertainty, 10, 0.75, 2, 3};
        wanted.control = {0.1, 3, 5};
        wanted.rule = ScoreRule::Minimum;
        wanted.neutral = NeutralPolicy::AsNegative;
        wanted.samples = 4;
        wanted.train.base = "/b";
        wanted.train.epochs = 2;
        wanted.train.learning_rate = 0.0005;
        wanted.train.class_weights = true;
        wanted.train.precision = Precision::BFloat16;
        wanted.train.device = "cpu";
        wanted.train.threads = 2;
        wanted.orm = true;
        wanted.labeler = LabelerSpec{.scores = "/s.jsonl", .threshold = 0.4, .error_rate = 0.1, .seed = 7};
        QVERIFY2(spec == wanted, toJson(spec).dump().c_str());
    }

    void badStudies_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        const auto add = [](const char* name, const char* text, const char* says) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(says);
        };
        add("no list", R"({"ladder": "a"})", "\"ladder\" is a list of objects");
        add("folders alone", R"({"ladder": ["a", "b"]})", "\"ladder[]\" is an object");
        add("unknown key within", R"({"ladder": [{"folder": "a", "depth": 4}]})", "\"ladder[].depth\" is unknown");
        add("less than no layer", R"({"ladder": [{"folder": "a", "layers": -1}]})", "\"ladder[].layers\"");
        add("unknown method", R"({"methods": ["naive", "magic"]})", "\"methods[]\" is one of naive, confidence,");
        add("unknown way", R"({"way": "head"})", "\"way\" is one of probe, full");
        add("seed below 0", R"({"seeds": [0, -1]})", "\"seeds[]\"");
        add("more than all of it", R"({"alpha": 1.5})", "\"alpha\" is a number from 0 to 1");
        add("no epoch", R"({"epochs": 0})", "\"epochs\"");
    }
    void badStudies() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        try {
            specFromText<StudySpec>(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains(says), error.what());
            return;
        }
        QFAIL("it was taken");
    }

    void badSpecs_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says"); // in the message
        const auto add = [](const char* name, const char* text, const char* says) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(says);
        };
        add("empty", "", "no JSON");
        add("cut off", R"({"count": 1)", "no JSON");
        add("something behind", "{} {}", "no JSON");
        add("list", "[]", "no JSON object");
        add("null", "null", "no JSON object");
        add("unknown key", R"({"cuont": 5})", "\"cuont\" is unknown");
        add("unknown key within", R"({"train": {"epoch": 5}})", "\"train.epoch\" is unknown");
        add("of another command", R"({"kind": "prm"})", "\"kind\" is unknown");
        add("twice", R"({"count": 5, "count": 6})", "\"count\" stands twice");
        add("twice within", R"({"train": {"mode": "head", "mode": "full"}})", "\"mode\" stands twice");
        add("text for a number", R"({"count": "5"})", "\"count\" is a whole number from 1 to 10000000");
        add("share for a number", R"({"count": 5.5})", "\"count\"");
        add("too small", R"({"count": 0})", "\"count\"");
        add("too large", R"({"count": 10000001})", "\"count\"");
        add("far too large", R"({"count": 18446744073709551615})", "\"count\"");
        add("more than a share", R"({"mix": 1.01})", "\"mix\" is a number from 0 to 1");
        add("no number", R"({"mix": null})", "\"mix\"");
        add("infinite", R"({"mix": 1e999})", "no JSON");
        add("negative seed", R"({"seed": -1})", "\"seed\" is a whole number from 0 on");
        add("number for a flag", R"({"orm": 1})", "\"orm\" is true or false");
        add("unknown word", R"({"by": "median"})", "\"by\" is one of product, min, mean, last, sum");
        add("word of another case", R"({"train": {"mode": "Full"}})", "\"train.mode\" is one of");
        add("no word", R"({"train": {"precision": null}})", "\"train.precision\"");
        add("unknown device", R"({"train": {"device": "tpu"}})", "\"train.device\" is one of auto, cpu, cuda");
        add("number for a path", R"({"train": {"base": 7}})", "\"train.base\" is a text or null");
        add("text for an object", R"({"labeler": "oracle"})", "\"labeler\" is an object");
        add("null for an object", R"({"train": null})", "\"train\" is an object");
        add("class of steps", R"({"train": {"reading": {"classes": ["good"]}}})", "\"train.reading.classes[]\"");
        add("no list", R"({"train": {"reading": {"classes": "negative"}}})", "\"train.reading.classes\" is a list");
    }
    // Lost: a round of hours, to a slip that nobody was told of.
    void badSpecs() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        try {
            specFromText<RoundSpec>(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        } catch (const Error& error) {
            QVERIFY2(QByteArray(error.what()).contains(says), error.what());
            return;
        }
        QFAIL("it was taken");
    }
};

QTEST_GUILESS_MAIN(TestSpecJson)
#include "tst_spec_json.moc"
