// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/evaluator.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace stepmark::grading {
namespace {

using GiNaC::numeric;

constexpr long kDigits = 60;
constexpr int kMaxDepth = 250;
constexpr int kMaxExactBits = 4000; // longer rationals go on as 60-digit floats
constexpr int kMaxFactorial = 300;

// Floats stay within 10^+-2000; CLN would go further, at a price.
const numeric& largest() {
    static const numeric bound = GiNaC::pow(numeric(10), numeric(2000));
    return bound;
}

int exactBits(const numeric& x) {
    int bits = 0;
    for (const auto& part : {x.real(), x.imag()}) {
        if (part.is_rational())
            bits = std::max({bits, part.numer().int_length(), part.denom().int_length()});
    }
    return bits;
}

numeric toFloat(const numeric& x) { return GiNaC::ex_to<numeric>(x.evalf()); }

numeric bounded(const numeric& x) {
    if (x.is_crational() && exactBits(x) <= kMaxExactBits)
        return x;
    const auto real = GiNaC::abs(x.real());
    const auto imag = GiNaC::abs(x.imag());
    if (real > largest() || imag > largest())
        throw NoValueHere{};
    return toFloat(x);
}

void require(bool condition) {
    if (!condition)
        throw NoValueHere{};
}

void requireSmall(const numeric& x, long realBound, long imagBound) {
    require(GiNaC::abs(x.real()) <= numeric(realBound) && GiNaC::abs(x.imag()) <= numeric(imagBound));
}

numeric piValue() { return GiNaC::ex_to<numeric>(GiNaC::Pi.evalf()); }

numeric decimal(const std::string& text) {
    const auto point = text.find('.');
    if (point == std::string::npos)
        return numeric(text.c_str());
    const auto whole = text.substr(0, point) + text.substr(point + 1);
    const auto places = static_cast<long>(text.size() - point - 1);
    return numeric(whole.c_str()) / GiNaC::pow(numeric(10), numeric(places));
}

// "0.1|6" is 0.1 + 6 / 90.
numeric repeating(const std::string& text) {
    const auto bar = text.find('|');
    const auto fixed = text.substr(0, bar);
    const auto repeated = text.substr(bar + 1);
    const auto places = static_cast<long>(fixed.size() - fixed.find('.') - 1);
    const auto nines = GiNaC::pow(numeric(10), numeric(static_cast<long>(repeated.size()))) - numeric(1);
    const auto tail = numeric(repeated.c_str()) / nines / GiNaC::pow(numeric(10), numeric(places));
    return decimal(fixed.ends_with('.') ? fixed + '0' : fixed) + tail;
}

numeric multiplied(const numeric& a, const numeric& b) { return bounded(a * b); }

} // namespace

bool isConstantName(std::string_view symbol) { return symbol == "pi" || symbol == "e" || symbol == "i"; }

PrecisionScope::PrecisionScope()
    : m_before(GiNaC::Digits) {
    GiNaC::Digits = kDigits;
}
PrecisionScope::~PrecisionScope() { GiNaC::Digits = m_before; }

const numeric& toleranceOfFloats() {
    static const numeric tolerance = numeric(1) / GiNaC::pow(numeric(10), numeric(40));
    return tolerance;
}

numeric Evaluator::value(const Node& node) {
    charge(m_work, 2);
    require(++m_depth <= kMaxDepth);
    auto result = bounded(unbounded(node));
    --m_depth;
    return result;
}

numeric Evaluator::unbounded(const Node& node) {
    const auto child = [this, &node](std::size_t i) { return value(node.children.at(i)); };
    switch (node.kind) {
    case Node::Kind::Number:
        return decimal(node.text);
    case Node::Kind::Repeating:
        return repeating(node.text);
    case Node::Kind::Symbol:
        return symbol(node.text);
    case Node::Kind::Add: {
        numeric sum = 0;
        for (const auto& term : node.children)
            sum = bounded(sum + value(term));
        return sum;
    }
    case Node::Kind::Multiply: {
        numeric product = 1;
        for (const auto& factor : node.children)
            product = multiplied(product, value(factor));
        return product;
    }
    case Node::Kind::Divide: {
        const auto denominator = child(1);
        require(!denominator.is_zero());
        return child(0) / denominator;
    }
    case Node::Kind::Negate:
        return -child(0);
    case Node::Kind::Power:
        return power(child(0), child(1));
    case Node::Kind::Degrees:
        return m_radians ? child(0) * piValue() / numeric(180) : child(0);
    case Node::Kind::Factorial: {
        const auto n = child(0);
        require(n.is_nonneg_integer() && n <= numeric(kMaxFactorial));
        return GiNaC::factorial(n);
    }
    case Node::Kind::Call:
        return call(node);
    default:
        throw NoValueHere{};
    }
}

// A rational of a few digits from the name and the point: the same on every machine (FNV-1a). Half of them negative.
numeric Evaluator::symbol(const std::string& name) const {
    if (name == "pi")
        return piValue();
    if (name == "e")
        return GiNaC::exp(toFloat(numeric(1)));
    if (name == "i")
        return GiNaC::I;
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : name + static_cast<char>('0' + m_point))
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    const auto numerator = static_cast<long>(101 + (hash >> 20) % 887);
    const auto denominator = static_cast<long>(97 + 2 * ((hash >> 40) % 151));
    const bool negative = m_point >= 2 && ((hash >> 60) & 1) != 0;
    return numeric(negative ? -numerator : numerator) / numeric(denominator);
}

numeric Evaluator::power(const numeric& base, const numeric& exponent) {
    if (exponent.is_integer() && base.is_crational()) {
        const auto size = GiNaC::abs(exponent);
        if (size <= numeric(kMaxExactBits) && size * numeric(1 + exactBits(base)) <= numeric(2 * kMaxExactBits)) {
            require(!base.is_zero() || exponent.is_positive());
            return GiNaC::pow(base, exponent);
        }
    }
    if (base.is_zero()) {
        require(exponent.real().is_positive());
        return 0;
    }
    if (exponent.is_crational() && (exponent * numeric(2)).is_integer() && GiNaC::abs(exponent) < numeric(1))
        return exponent.is_positive() ? root(base, numeric(2)) : numeric(1) / root(base, numeric(2));
    const auto logarithm = exponent * GiNaC::log(toFloat(base));
    requireSmall(logarithm, 4600, 1000000); // e^4600 is 10^1998
    return GiNaC::exp(toFloat(logarithm));
}

// Real odd roots of negative numbers are meant in school mathematics: \sqrt[3]{-8} is -2.
numeric Evaluator::root(const numeric& radicand, const numeric& index) {
    if (radicand.is_zero())
        return 0;
    if (index == numeric(2))
        return GiNaC::sqrt(radicand);
    require(!index.is_zero());
    const auto exponent = numeric(1) / index;
    if (index.is_odd() && radicand.is_real() && radicand.is_negative())
        return -power(-radicand, exponent);
    return power(radicand, exponent);
}

numeric Evaluator::integerFunction(const std::string& name, const numeric& x) {
    require(x.is_real());
    const auto magnitude = GiNaC::abs(x);
    require(magnitude <= numeric(1000000000L));
    // A float that is an integer up to rounding is that integer: \lfloor \log_2 8 \rfloor is 3.
    const numeric nearest = numeric(static_cast<long>(std::llround(x.to_double())));
    if (GiNaC::abs(x - nearest) < toleranceOfFloats())
        return nearest;
    const double rounded = name == "floor" ? std::floor(x.to_double()) : std::ceil(x.to_double());
    return numeric(static_cast<long>(rounded));
}

numeric Evaluator::call(const Node& node) {
    const auto& name = node.text;
    if (name == "sqrt")
        return root(value(node.children.at(0)), value(node.children.at(1)));
    if (name == "binom") {
        const auto n = value(node.children.at(0));
        const auto k = value(node.children.at(1));
        require(n.is_nonneg_integer() && k.is_nonneg_integer() && n <= numeric(kMaxFactorial) && k <= n);
        return GiNaC::binomial(n, k);
    }
    if (name == "log" || name == "ln" || name == "lg") {
        const auto x = value(node.children.at(0));
        require(!x.is_zero());
        const auto logarithm = GiNaC::log(toFloat(x));
        if (node.children.size() < 2)
            return name == "lg" ? logarithm / GiNaC::log(toFloat(numeric(10))) : logarithm;
        const auto base = GiNaC::log(toFloat(value(node.children[1])));
        require(!base.is_zero());
        return logarithm / base;
    }
    require(node.children.size() == 1);
    if (name == "abs")
        return GiNaC::abs(value(node.children[0]));
    if (name == "floor" || name == "ceil")
        return integerFunction(name, value(node.children[0]));
    if (name == "exp") {
        const auto x = value(node.children[0]);
        requireSmall(x, 4600, 1000000);
        return GiNaC::exp(toFloat(x));
    }
    return trigonometric(name, node.children[0]);
}

numeric Evaluator::trigonometric(const std::string& name, const Node& argument) {
    const bool before = std::exchange(m_radians, true);
    const auto x = toFloat(value(argument));
    m_radians = before;
    requireSmall(x, 1000000, 1000);
    const numeric one = 1;
    if (name == "sin")
        return GiNaC::sin(x);
    if (name == "cos")
        return GiNaC::cos(x);
    if (name == "tan")
        return GiNaC::tan(x);
    if (name == "cot")
        return one / GiNaC::tan(x);
    if (name == "sec")
        return one / GiNaC::cos(x);
    if (name == "csc")
        return one / GiNaC::sin(x);
    if (name == "arcsin" || name == "asin")
        return GiNaC::asin(x);
    if (name == "arccos" || name == "acos")
        return GiNaC::acos(x);
    if (name == "arctan" || name == "atan")
        return GiNaC::atan(x);
    requireSmall(x, 1000, 1000);
    if (name == "sinh")
        return GiNaC::sinh(x);
    if (name == "cosh")
        return GiNaC::cosh(x);
    if (name == "tanh")
        return GiNaC::tanh(x);
    throw NoValueHere{};
}

} // namespace stepmark::grading
