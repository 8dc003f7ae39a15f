// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/units.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace stepmark::grading {
namespace {

struct Spelling {
    std::string_view spelling; ///< lower case, without full stops, singular
    Unit unit;
};

constexpr Unit money(std::string_view name, std::string_view currency, std::string_view factor = "1") {
    return {name, Unit::Kind::Money, currency, factor};
}
constexpr Unit in(Unit::Kind kind, std::string_view name, std::string_view factor, std::string_view offset = "0") {
    return {name, kind, {}, factor, offset};
}

constexpr Unit kDollar = money("dollar", "usd"), kEuro = money("euro", "eur"), kSterling = money("sterling", "gbp"),
               kRupee = money("rupee", "inr"), kYuan = money("yuan", "cny"), kYen = money("yen", "jpy"),
               kJiao = money("jiao", "cny", "1/10"), kCent = money("cent", "", "1/100"),
               kPenny = money("penny", "gbp", "1/100");
constexpr Unit kAm = in(Unit::Kind::Clock, "am", "1"), kPm = in(Unit::Kind::Clock, "pm", "1");
constexpr Unit kDegree = in(Unit::Kind::Angle, "degree", "1"), kRadian = in(Unit::Kind::Angle, "radian", "1");
constexpr Unit kCelsius = in(Unit::Kind::Temperature, "celsius", "1", "27315/100"),
               kFahrenheit = in(Unit::Kind::Temperature, "fahrenheit", "5/9", "45967/180"),
               kKelvin = in(Unit::Kind::Temperature, "kelvin", "1");
constexpr Unit kMillimetre = in(Unit::Kind::Length, "mm", "1/1000"),
               kCentimetre = in(Unit::Kind::Length, "cm", "1/100"), kMetre = in(Unit::Kind::Length, "m", "1"),
               kKilometre = in(Unit::Kind::Length, "km", "1000"), kInch = in(Unit::Kind::Length, "inch", "254/10000"),
               kFoot = in(Unit::Kind::Length, "foot", "3048/10000"),
               kYard = in(Unit::Kind::Length, "yard", "9144/10000"),
               kMile = in(Unit::Kind::Length, "mile", "1609344/1000");
constexpr Unit kMilligram = in(Unit::Kind::Mass, "mg", "1/1000000"), kGram = in(Unit::Kind::Mass, "g", "1/1000"),
               kKilogram = in(Unit::Kind::Mass, "kg", "1"),
               kPound = in(Unit::Kind::Mass, "pound", "45359237/100000000"),
               kOunce = in(Unit::Kind::Mass, "ounce", "45359237/1600000000");
constexpr Unit kSecond = in(Unit::Kind::Time, "second", "1"), kMinute = in(Unit::Kind::Time, "minute", "60"),
               kHour = in(Unit::Kind::Time, "hour", "3600"), kDay = in(Unit::Kind::Time, "day", "86400"),
               kWeek = in(Unit::Kind::Time, "week", "604800"), kMonth = in(Unit::Kind::Time, "month", "2629746"),
               kYear = in(Unit::Kind::Time, "year", "31556952");
constexpr Unit kMillilitre = in(Unit::Kind::Volume, "ml", "1/1000"), kLitre = in(Unit::Kind::Volume, "l", "1");

constexpr std::array kSpellings = std::to_array<Spelling>({
    {"dollar", kDollar},
    {"usd", kDollar},
    {"euro", kEuro},
    {"eur", kEuro},
    {"sterling", kSterling},
    {"gbp", kSterling},
    {"rupee", kRupee},
    {"inr", kRupee},
    {"yuan", kYuan},
    {"rmb", kYuan},
    {"元", kYuan},
    {"块", kYuan},
    {"块钱", kYuan},
    {"人民币", kYuan},
    {"jiao", kJiao},
    {"角", kJiao},
    {"美元", kDollar},
    {"欧元", kEuro},
    {"英镑", kSterling},
    {"日元", kYen},
    {"cny", kYuan},
    {"jpy", kYen},
    {"yen", kYen},
    {"cent", kCent},
    {"¢", kCent},
    {"penny", kPenny},
    {"pence", kPenny},
    {"am", kAm},
    {"pm", kPm},
    {"degree", kDegree},
    {"deg", kDegree},
    {"radian", kRadian},
    {"rad", kRadian},
    {"celsius", kCelsius},
    {"fahrenheit", kFahrenheit},
    {"kelvin", kKelvin},
    {"摄氏度", kCelsius},
    {"华氏度", kFahrenheit},
    {"mm", kMillimetre},
    {"毫米", kMillimetre},
    {"millimeter", kMillimetre},
    {"millimetre", kMillimetre},
    {"cm", kCentimetre},
    {"厘米", kCentimetre},
    {"centimeter", kCentimetre},
    {"centimetre", kCentimetre},
    {"m", kMetre},
    {"米", kMetre},
    {"meter", kMetre},
    {"metre", kMetre},
    {"km", kKilometre},
    {"千米", kKilometre},
    {"公里", kKilometre},
    {"kilometer", kKilometre},
    {"kilometre", kKilometre},
    {"in", kInch},
    {"inch", kInch},
    {"inche", kInch},
    {"ft", kFoot},
    {"foot", kFoot},
    {"feet", kFoot},
    {"yd", kYard},
    {"yard", kYard},
    {"mi", kMile},
    {"mile", kMile},
    {"mg", kMilligram},
    {"milligram", kMilligram},
    {"g", kGram},
    {"克", kGram},
    {"gram", kGram},
    {"kg", kKilogram},
    {"千克", kKilogram},
    {"公斤", kKilogram},
    {"kilogram", kKilogram},
    {"lb", kPound},
    {"pound", kPound},
    {"oz", kOunce},
    {"ounce", kOunce},
    {"s", kSecond},
    {"秒", kSecond},
    {"sec", kSecond},
    {"second", kSecond},
    {"min", kMinute},
    {"分钟", kMinute},
    {"minute", kMinute},
    {"h", kHour},
    {"小时", kHour},
    {"个小时", kHour},
    {"hr", kHour},
    {"hour", kHour},
    {"day", kDay},
    {"天", kDay},
    {"week", kWeek},
    {"周", kWeek},
    {"month", kMonth},
    {"yr", kYear},
    {"year", kYear},
    {"ml", kMillilitre},
    {"毫升", kMillilitre},
    {"milliliter", kMillilitre},
    {"millilitre", kMillilitre},
    {"l", kLitre},
    {"升", kLitre},
    {"liter", kLitre},
    {"litre", kLitre},
});

const Unit* find(std::string_view spelling) {
    const auto* place = std::find_if(kSpellings.begin(), kSpellings.end(),
                                     [spelling](const Spelling& entry) { return entry.spelling == spelling; });
    return place == kSpellings.end() ? nullptr : &place->unit;
}

} // namespace

const Unit* unitSpelled(std::string_view spelling, bool inText) {
    std::string word;
    for (const char c : spelling) {
        if (c != '.' && c != ' ' && c != '\\')
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    if (word.size() == 1 && !inText)
        return nullptr;
    if (const Unit* unit = find(word))
        return unit;
    return word.size() > 2 && word.ends_with('s') ? find(std::string_view(word).substr(0, word.size() - 1)) : nullptr;
}

bool ofOneKind(const Unit& a, const Unit& b) {
    const auto are = [&](std::string_view name, Unit::Kind other) {
        return (a.name == name && b.kind == other) || (b.name == name && a.kind == other);
    };
    return a.kind == b.kind || are("pound", Unit::Kind::Money) || are("degree", Unit::Kind::Temperature);
}

bool comparable(const Unit& a, const Unit& b) {
    return a.kind == b.kind && a.kind != Unit::Kind::Clock && a.kind != Unit::Kind::Angle &&
           (a.currency == b.currency || a.currency.empty() || b.currency.empty());
}

} // namespace stepmark::grading
