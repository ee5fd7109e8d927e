// Chains of operands and operators: the reader leaves them flat, precedence is settled here, in one pass and without
// recursion along the chain.
#include "ast/lowering.hpp"

namespace norma::ast {

class Lowering::ChainReader {
 public:
  ChainReader(Lowering& lowering, std::uint32_t node) : lowering_(lowering), items_(lowering.children(node)) {}

  ExpressionId read() {
    const ExpressionId result = logic(false);
    if (items_.done()) return result;
    report_rest();
    return lowering_.invalid(lowering_.span_of(items_));
  }

 private:
  using Operator = BinaryOperator;

  Span from(std::uint32_t begin) const { return {lowering_.file_, begin, end_}; }
  std::uint32_t here() const { return items_.done() ? end_ : items_.node().begin; }
  void step() {
    end_ = items_.node().end;
    items_.advance();
  }
  template <class Kind>
  bool accept(Kind wanted) {
    if (!items_.at(wanted)) return false;
    step();
    return true;
  }

  // `or` around `and` around `not`.
  ExpressionId logic(bool conjunction) {
    const std::uint32_t begin = here();
    Logic result{conjunction, {}};
    do {
      result.operands.push_back(conjunction ? negation() : logic(true));
    } while (accept(conjunction ? Keyword::and_ : Keyword::or_));
    if (result.operands.size() == 1) return result.operands.front();
    return lowering_.add(std::move(result), from(begin));
  }

  ExpressionId negation() {
    std::vector<std::uint32_t> begins;
    while (items_.at(Keyword::not_)) {
      begins.push_back(here());
      step();
    }
    ExpressionId result = comparison();
    for (; !begins.empty(); begins.pop_back()) result = lowering_.add(Not{result}, from(begins.back()));
    return result;
  }

  struct Sign {
    Operator operation;
    Span span;
  };

  // A comparison operator of one to three words.
  std::optional<Sign> comparison_sign() {
    const std::uint32_t begin = here();
    const auto found = [&](Operator operation) { return Sign{operation, from(begin)}; };
    if (accept(Symbol::equal)) return found(Operator::equal);
    if (accept(Symbol::less)) return found(Operator::less);
    if (accept(Symbol::less_equal)) return found(Operator::less_equal);
    if (accept(Symbol::greater)) return found(Operator::greater);
    if (accept(Symbol::greater_equal)) return found(Operator::greater_equal);
    if (accept(Keyword::in)) return found(Operator::in);
    if (accept(Keyword::overlaps)) return found(Operator::overlaps);
    if (accept(Keyword::subset_of)) return found(Operator::subset_of);
    if (accept(Keyword::subset)) {
      accept(Keyword::of);
      return found(Operator::subset_of);
    }
    if (accept(Keyword::is)) {
      const bool negated = accept(Keyword::not_);
      return found(negated ? Operator::not_equal : Operator::equal);
    }
    if (accept(Keyword::not_)) {
      accept(Keyword::in);
      return found(Operator::not_in);
    }
    return std::nullopt;
  }

  ExpressionId comparison() {
    const std::uint32_t begin = here();
    const ExpressionId left = range();
    std::optional<ExpressionId> result = test(left, begin);
    if (!result) {
      const std::optional<Sign> sign = comparison_sign();
      if (!sign) return left;
      if (items_.at(Keyword::not_)) return misplaced_not();
      const ExpressionId right = range();
      result = lowering_.add(Compare{sign->operation, sign->span, left, right}, from(begin));
    }
    if (at_comparison()) return chained();
    return *result;
  }

  bool at_comparison() const {
    return items_.at(Symbol::equal) || items_.at(Symbol::less) || items_.at(Symbol::less_equal) ||
           items_.at(Symbol::greater) || items_.at(Symbol::greater_equal) || items_.at(Keyword::in) ||
           items_.at(Keyword::overlaps) || items_.at(Keyword::subset) || items_.at(Keyword::subset_of) ||
           items_.at(Keyword::is) || items_.at(Keyword::not_) || items_.at(Kind::is_none_test) ||
           items_.at(Kind::is_empty_test) || items_.at(Kind::matches_test);
  }

  std::optional<ExpressionId> test(ExpressionId operand, std::uint32_t begin) {
    if (items_.done()) return std::nullopt;
    const std::uint32_t node = items_.index();
    Children words = lowering_.children(node);
    switch (lowering_.kind(node)) {
      case Kind::is_none_test:
      case Kind::is_empty_test: {
        words.accept(Keyword::is);
        const bool negated = words.accept(Keyword::not_);
        step();
        if (lowering_.kind(node) == Kind::is_none_test) return lowering_.add(IsNone{operand, negated}, from(begin));
        return lowering_.add(IsEmpty{operand, negated}, from(begin));
      }
      case Kind::matches_test:
        words.accept(Keyword::matches);
        step();
        return lowering_.add(Matches{operand, lowering_.path(words.index())}, from(begin));
      default: return std::nullopt;
    }
  }

  bool at_operand() const {
    if (items_.done()) return false;
    const Kind kind = items_.kind();
    if (items_.at(Symbol::hyphen)) return true;
    if (items_.at(Keyword::true_) || items_.at(Keyword::false_) || items_.at(Keyword::none)) return true;
    if (syntax::is_symbol(kind) || syntax::is_keyword(kind)) return false;
    return kind != Kind::policy_use && kind != Kind::is_none_test && kind != Kind::is_empty_test &&
           kind != Kind::matches_test;
  }

  ExpressionId range() {
    const std::uint32_t begin = here();
    Range result;
    if (!items_.at(Symbol::range)) {
      result.from = sum();
      if (!items_.at(Symbol::range) && !items_.at(Symbol::half_open_range)) return result.from;
    }
    result.upper_excluded = items_.at(Symbol::half_open_range);
    step();
    if (at_operand()) result.to = sum();
    if (!result.from.valid() && !result.to.valid()) return misplaced();
    return lowering_.add(result, from(begin));
  }

  std::optional<Operator> sum_operator() const {
    if (items_.at(Symbol::plus)) return Operator::add;
    if (items_.at(Symbol::hyphen)) return Operator::subtract;
    if (items_.at(Keyword::set_union)) return Operator::set_union;
    if (items_.at(Keyword::minus)) return Operator::set_minus;
    if (items_.at(Keyword::intersect)) return Operator::set_intersect;
    return std::nullopt;
  }

  std::optional<Operator> product_operator() const {
    if (items_.at(Symbol::star)) return Operator::multiply;
    if (items_.at(Symbol::slash)) return Operator::divide;
    if (items_.at(Keyword::div)) return Operator::floor_divide;
    if (items_.at(Keyword::mod)) return Operator::modulo;
    return std::nullopt;
  }

  ExpressionId sum() {
    const std::uint32_t begin = here();
    Chain result{product(), {}};
    while (const std::optional<Operator> operation = sum_operator()) {
      const Span place = lowering_.span_of(items_);
      step();
      ChainLink link{*operation, place, product(), std::nullopt};
      if (items_.at(Kind::policy_use)) link.policy = policy();
      result.links.push_back(std::move(link));
    }
    return result.links.empty() ? result.first : lowering_.add(std::move(result), from(begin));
  }

  PolicyUse policy() {
    const std::uint32_t node = items_.index();
    step();
    Children words = lowering_.children(node);
    if (words.at(Kind::path)) return {lowering_.path(words.index())};
    const syntax::KeywordInformation& word = information(syntax::keyword_of(words.kind()));
    return {{Name{std::string(word.english), lowering_.span(node)}}};
  }

  ExpressionId product() {
    const std::uint32_t begin = here();
    Chain result{sign(), {}};
    while (const std::optional<Operator> operation = product_operator()) {
      const Span place = lowering_.span_of(items_);
      step();
      result.links.push_back({*operation, place, sign(), std::nullopt});
    }
    return result.links.empty() ? result.first : lowering_.add(std::move(result), from(begin));
  }

  ExpressionId sign() {
    std::vector<std::uint32_t> begins;
    while (items_.at(Symbol::hyphen)) {
      begins.push_back(here());
      step();
    }
    ExpressionId result = power();
    for (; !begins.empty(); begins.pop_back()) result = lowering_.add(Negate{result}, from(begins.back()));
    return result;
  }

  ExpressionId power() {
    const std::uint32_t begin = here();
    const ExpressionId base = operand();
    if (!accept(Symbol::caret)) return base;
    std::vector<std::uint32_t> signs;
    for (; items_.at(Symbol::hyphen); step()) signs.push_back(here());
    ExpressionId exponent = operand();
    for (; !signs.empty(); signs.pop_back()) exponent = lowering_.add(Negate{exponent}, from(signs.back()));
    const ExpressionId result = lowering_.add(Power{base, exponent}, from(begin));
    if (!items_.at(Symbol::caret)) return result;
    report(DiagnosticKind::parentheses_needed, "`^` does not chain", "put one of the powers between parentheses");
    return skip();
  }

  ExpressionId operand() {
    if (items_.at(Keyword::not_)) return misplaced_not();
    if (!at_operand() || items_.at(Symbol::hyphen)) return misplaced();
    const ExpressionId result = lowering_.expression(items_.index());
    step();
    return result;
  }

  // ---- what the order of operators forbids; the rest of the chain is skipped, so that one slip gives one report

  void report(DiagnosticKind kind, std::string_view message, std::string_view help) {
    if (reported_) return;
    reported_ = true;
    const Span place = items_.done() ? Span{lowering_.file_, end_ - 1, end_} : lowering_.span_of(items_);
    DiagnosticBuilder builder = diagnose(kind, place);
    builder.message("{}", message);
    if (!help.empty()) builder.help("{}", help);
    lowering_.sink_.add(builder);
  }
  ExpressionId skip() {
    const Span place{lowering_.file_, end_ == 0 ? here() : end_ - 1, end_ == 0 ? here() + 1 : end_};
    while (!items_.done()) step();
    return lowering_.invalid(place);
  }
  ExpressionId chained() {
    report(DiagnosticKind::chained_comparison, "comparisons do not chain",
           "join two comparisons by `and`, or put one between parentheses");
    return skip();
  }
  ExpressionId misplaced_not() {
    report(DiagnosticKind::parentheses_needed, "`not` stands before a comparison, not inside it",
           "put `not …` between parentheses");
    return skip();
  }
  ExpressionId misplaced() {
    report(DiagnosticKind::unexpected_token, "an operand is missing here", "");
    return skip();
  }
  void report_rest() {
    if (items_.at(Kind::policy_use)) {
      report(DiagnosticKind::unexpected_token,
             "a word stands here without an operator; only a date sum is followed by a month-end policy", "");
    } else if (items_.at(Symbol::range) || items_.at(Symbol::half_open_range)) {
      report(DiagnosticKind::parentheses_needed, "a range stands inside another expression",
             "put the range between parentheses");
    } else {
      report(DiagnosticKind::unexpected_token, "this operator does not fit here", "use parentheses");
    }
    skip();
  }

  Lowering& lowering_;
  Children items_;
  std::uint32_t end_ = 0;
  bool reported_ = false;
};

ExpressionId Lowering::chain(std::uint32_t node) { return ChainReader(*this, node).read(); }

}  // namespace norma::ast
