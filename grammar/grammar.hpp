#pragma once
// The grammar of Norma, version 1: the reference's part three as PEGTL rules. No actions: the rules leave a concrete
// tree (see src/syntax/tree.hpp). Every operand is followed by a repeated tail, so reading takes linear time. `need`
// marks a point of no return and says what is expected there.

#include "syntax/rules.hpp"

namespace norma::syntax::grammar {

using namespace rules;  // NOLINT: the grammar is written in these words
namespace pegtl = tao::pegtl;
using pegtl::at;
using pegtl::not_at;
using pegtl::opt;
using pegtl::plus;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;
using Expect = Expectation;
using K = Keyword;
using S = Symbol;
using N = NodeKind;

template <K Word>
using kw = keyword<Word>;
template <S Mark>
using sym = symbol<Mark>;
using comma = sym<S::comma>;
using colon = sym<S::colon>;
using equals = sym<S::equal>;
template <Expect Expected, class Rule, class Separator = comma>
using list_of = seq<Rule, star<Separator, need<Expected, Rule>>>;
template <class Content>
using in_parentheses = brackets<S::open_parenthesis, Content, S::close_parenthesis>;
template <class Content>
using in_brackets = brackets<S::open_bracket, Content, S::close_bracket>;
template <class Content>
using in_braces = brackets<S::open_brace, Content, S::close_brace>;

// ---- shared parts ---------------------------------------------------------------------------------------------------

struct path : node<N::path, name, star<sym<S::dot>, need<Expect::field_name, any_word>>> {};

struct english : seq<kw<K::en>, text> {};
struct chinese : seq<kw<K::zh>, text> {};
struct label : node<N::label, sor<english, chinese>> {};
struct labels : star<label> {};
struct message : need<Expect::messages, plus<label>> {};

struct citation : node<N::citation, opt<clause_package>, clause_token> {};
struct citations : list_of<Expect::clause, citation> {};
struct citation_with_digit : node<N::citation, clause_with_digit> {};

struct per_part : node<N::per_part, kw<K::per>, need<Expect::clause, citations>> {};
struct citing_part : node<N::citing_part, kw<K::citing>, need<Expect::clause, citations>> {};
struct per_in_list
    : node<N::per_part, kw<K::per>, need<Expect::clause, citation>, star<comma, citation_with_digit>> {};
struct from_part : node<N::from_part, kw<K::from>, need<Expect::date, date>> {};
struct until_part : node<N::until_part, kw<K::until>, need<Expect::date, date>> {};
struct attributes : star<sor<label, per_part, from_part, until_part>> {};

// ---- expressions ----------------------------------------------------------------------------------------------------

struct logic;
struct sum;
struct conditional;
struct type;

struct expression : need<Expect::expression, conditional> {};
struct condition : need<Expect::condition, logic> {};

struct where_part : node<N::where_part, kw<K::where>, condition> {};

// The collection of a generator: a sum or a range of integers.
struct collection : folded<N::chain, sum, opt<sym<S::range>, need<Expect::operand, sum>>> {};
struct generator : node<N::generator, name, need<Expect::generator_in, kw<K::in>>, need<Expect::expression, collection>> {};
struct generators : list_of<Expect::generator, generator> {};
struct for_each
    : node<N::for_each_part, kw<K::for_>, need<Expect::each, kw<K::each>>, need<Expect::generator, generators>> {};

struct sort_key : node<N::sort_key, logic, opt<kw<K::descending>>> {};
struct sort_keys : list_of<Expect::expression, sort_key> {};
struct sorted_part
    : node<N::sorted_part, kw<K::sorted>, need<Expect::sorted_by, kw<K::by>>, need<Expect::expression, sort_keys>> {};

// sum of E for each x in L where C; `sum of L` without a generator; `count for each …`.
struct aggregate_word
    : sor<seq<sor<kw<K::sum>, kw<K::min>, kw<K::max>, kw<K::count>, kw<K::list>, kw<K::set>>, kw<K::of>>,
          seq<kw<K::count>, at<kw<K::for_>>>> {};
struct aggregate_element : seq<not_at<kw<K::for_>>, need<Expect::expression, sum>> {};
struct aggregate
    : node<N::aggregate, aggregate_word, opt<aggregate_element>, opt<for_each, opt<where_part>, opt<sorted_part>>> {};

struct before_generator : at<name, kw<K::in>> {};
struct satisfy_part : node<N::satisfy_part, kw<K::satisfy>, condition> {};
struct quantifier
    : node<N::quantifier,
           sor<seq<kw<K::all>, before_generator, generators, opt<where_part>, need<Expect::satisfy, satisfy_part>>,
               seq<sor<kw<K::some>, kw<K::no>>, before_generator, generators, opt<where_part>>>> {};

struct by_part : node<N::by_part, kw<K::by>, need<Expect::expression, list_of<Expect::expression, logic>>> {};
struct pick_otherwise
    : node<N::pick_otherwise, not_at<kw<K::otherwise>, sor<colon, label>>, kw<K::otherwise>,
           need<Expect::expression, logic>> {};
struct pick : node<N::pick, sor<kw<K::first>, kw<K::last>>, before_generator, generator, opt<where_part>, opt<by_part>,
                   opt<pick_otherwise>> {};

struct before_position : at<sor<number, juxtaposed_name>> {};
struct item_of : node<N::item_of, kw<K::item>, before_position, sum, need<Expect::of, kw<K::of>>,
                      need<Expect::expression, sum>> {};
struct values_of : node<N::values_of, kw<K::values>, kw<K::of>, need<Expect::name, path>> {};

struct rounding_mode : sor<kw<K::half_up>, kw<K::half_even>, kw<K::half_down>, kw<K::up>, kw<K::down>, kw<K::ceiling>,
                           kw<K::floor>> {};
struct simple_operand;
struct round_form : node<N::round, kw<K::round>, need<Expect::expression, sum>, need<Expect::round_to, kw<K::to>>,
                         need<Expect::expression, sum>, opt<kw<K::places>>,
                         need<Expect::rounding_mode, rounding_mode>> {};

struct argument : node<N::argument, opt<at<name, colon>, name, colon>, expression> {};
struct arguments : in_parentheses<opt<not_at<sym<S::close_parenthesis>>, list_of<Expect::expression, argument>>> {};
// A name, or a call when arguments follow.
struct called : folded<N::call, path, opt<arguments>> {};

struct unit_name : juxtaposed_name {};
struct number_literal : folded<N::quantity, number, opt<unit_name>> {};
struct parenthesised_value : node<N::parenthesised, in_parentheses<expression>> {};
struct parenthesised : folded<N::quantity, parenthesised_value, opt<unit_name>> {};

struct element : node<N::element, need<Expect::expression, logic>, opt<kw<K::when>, condition>> {};
struct elements : list_of<Expect::expression, element> {};
struct list_literal
    : node<N::list_literal, in_brackets<opt<not_at<sym<S::close_bracket>>, elements>>> {};
struct set_literal : node<N::set_literal, in_braces<opt<not_at<sym<S::close_brace>>, elements>>> {};

struct primary : sor<number_literal, called, percentage, parenthesised, date, text, kw<K::true_>, kw<K::false_>,
                     kw<K::none>, list_literal, set_literal> {};
struct worded : sor<aggregate, quantifier, pick, item_of, values_of, round_form> {};
struct field_suffix : node<N::field_suffix, sym<S::dot>, need<Expect::field_name, any_word>> {};
struct index_suffix : node<N::index_suffix, in_brackets<expression>> {};
struct simple_suffix : sor<field_suffix, index_suffix> {};
struct default_suffix : node<N::default_suffix, kw<K::defaults>, need<Expect::expression, simple_operand>> {};
struct as_of_suffix : node<N::as_of_suffix, kw<K::as>, kw<K::of>, need<Expect::date, simple_operand>> {};
struct as_suffix : node<N::as_suffix, kw<K::as>, need<Expect::name, path>> {};
struct suffix : sor<simple_suffix, default_suffix, as_of_suffix, as_suffix> {};
// Words such as `sum` and `first` begin a form only where `of`, a generator or a number follows; else they are names.
struct worded_or_primary : sor<seq<before_form, nested<worded>>, primary> {};
struct simple_operand : folded<N::postfix, worded_or_primary, star<simple_suffix>> {};
struct operand : folded<N::postfix, worded_or_primary, star<suffix>> {};

// The policy of a date sum: a word right of the operand, on the same line.
struct policy_use
    : node<N::policy_use, on_same_line, sor<kw<K::next_day>, kw<K::last_day>, kw<K::refuse>, seq<at<juxtaposed_name>, path>>> {};
struct is_none_test : node<N::is_none_test, kw<K::is>, opt<kw<K::not_>>, kw<K::none>> {};
struct is_empty_test : node<N::is_empty_test, kw<K::is>, opt<kw<K::not_>>, kw<K::empty>> {};
struct matches_test : node<N::matches_test, kw<K::matches>, need<Expect::name, path>> {};
struct worded_comparison
    : sor<seq<kw<K::is>, opt<kw<K::not_>>>, seq<kw<K::not_>, kw<K::in>>, seq<kw<K::subset>, need<Expect::of, kw<K::of>>>> {};

template <Reach Extent>
struct operation_tail;
template <>
struct operation_tail<Reach::sum>
    : seq<single_operator<Reach::sum>, prefix_operators<Reach::sum>, need<Expect::operand, operand>, opt<policy_use>> {};
// The upper end of a range stands on the line of its `..`; without one the range is open.
struct range_tail
    : seq<sor<sym<S::range>, sym<S::half_open_range>>, opt<on_same_line, prefix_operators<Reach::sum>, operand, opt<policy_use>>> {};
template <>
struct operation_tail<Reach::logic>
    : sor<seq<single_operator<Reach::logic>, prefix_operators<Reach::logic>, need<Expect::operand, operand>, opt<policy_use>>,
          range_tail, is_none_test, is_empty_test, matches_test,
          seq<worded_comparison, prefix_operators<Reach::logic>, need<Expect::operand, operand>, opt<policy_use>>> {};

struct sum : folded<N::chain, prefix_operators<Reach::sum>, operand, star<operation_tail<Reach::sum>>> {};
struct logic : folded<N::chain, prefix_operators<Reach::logic>, operand, star<operation_tail<Reach::logic>>> {};
struct conditional
    : folded<N::conditional, logic,
             star<kw<K::when>, condition, need<Expect::conditional_otherwise, kw<K::otherwise>>,
                  need<Expect::expression, logic>>> {};

// ---- types ----------------------------------------------------------------------------------------------------------

struct bound : need<Expect::bound, folded<N::chain, prefix_operators<Reach::sum>, simple_operand>> {};
struct open_bound : folded<N::chain, prefix_operators<Reach::sum>, simple_operand> {};
struct comparison_sign : sor<sym<S::less_equal>, sym<S::less>, sym<S::greater_equal>, sym<S::greater>> {};
struct bound_constraint : node<N::bound_constraint, comparison_sign, bound> {};
struct step_constraint
    : node<N::step_constraint, kw<K::in>, kw<K::steps>, need<Expect::of, kw<K::of>>, bound> {};
struct range_sign : sor<sym<S::half_open_range>, sym<S::range>> {};
struct range_constraint
    : node<N::range_constraint, kw<K::in>,
           sor<seq<range_sign, bound>,
               seq<bound, need<Expect::constraint_range, range_sign>, opt<on_same_line, open_bound>>>> {};
struct constraint : sor<bound_constraint, step_constraint, range_constraint> {};

struct enum_value_attribute : sor<label, per_in_list, from_part, until_part> {};
struct enum_condition : node<N::applicability, kw<K::when>, condition> {};
struct enum_value : node<N::enum_value, name, star<sor<enum_value_attribute, enum_condition>>> {};
struct enum_values : seq<need<Expect::name, enum_value>, star<opt<comma>, enum_value>> {};

struct nested_type : need<Expect::type, nested<type>> {};
struct unique_by : seq<kw<K::unique>, need<Expect::unique_by, kw<K::by>, name>> {};
struct list_type : node<N::list_type, kw<K::list>, kw<K::of>, nested_type, opt<unique_by>> {};
struct set_type : node<N::set_type, kw<K::set>, kw<K::of>, nested_type> {};
struct inline_enum_type : node<N::inline_enum_type, in_braces<enum_values>> {};
struct grouped_type : node<N::grouped_type, in_parentheses<need<Expect::type, type>>> {};
struct or_none : node<N::or_none, kw<K::or_>, need<Expect::none_after_or, kw<K::none>>> {};
struct type_form : sor<list_type, set_type, sym<S::percent>, inline_enum_type, grouped_type, path> {};
struct type : node<N::type, type_form, star<constraint>, opt<or_none>> {};
struct typed : seq<colon, need<Expect::type, type>> {};

struct parameter : node<N::parameter, name, opt<typed>> {};
struct parameters : node<N::parameters, in_parentheses<need<Expect::name, list_of<Expect::name, parameter>>>> {};

// ---- values of branches and rows ------------------------------------------------------------------------------------

struct silent : node<N::silent, kw<K::silent>, labels> {};
struct refusal : node<N::refuse, kw<K::refuse>, labels> {};
struct value : sor<silent, refusal, logic> {};

// ---- the file and the package ---------------------------------------------------------------------------------------

struct language_line : node<N::language_line, kw<K::language>, need<Expect::language_version, number>> {};

struct title_attribute : node<N::title_attribute, kw<K::title>, message> {};
struct edition_part : node<N::edition_part, kw<K::edition>, need<Expect::text, text>> {};
struct issuer_part : node<N::issuer_part, kw<K::issuer>, message> {};
struct published_part : node<N::published_part, kw<K::published>, need<Expect::date, date>> {};
struct in_force : sor<seq<kw<K::in>, need<Expect::in_force, kw<K::force>>>, kw<K::in_force>> {};
struct in_force_part : node<N::in_force_part, in_force, need<Expect::in_force, from_part>, opt<until_part>> {};
struct source_attribute : node<N::source_attribute, kw<K::source>, need<Expect::source_number, text>,
                               star<sor<edition_part, issuer_part, published_part, in_force_part>>> {};
struct month_end : sor<seq<kw<K::month>, need<Expect::month_end, kw<K::end>>>, kw<K::month_end>> {};
struct month_end_attribute
    : node<N::month_end_attribute, month_end,
           need<Expect::month_end, sor<kw<K::last_day>, kw<K::next_day>, kw<K::refuse>>>> {};
struct use_attribute : node<N::use_attribute, kw<K::use>, need<Expect::package_name, path>,
                            opt<kw<K::as>, need<Expect::name, name>>> {};
struct package_header
    : node<N::package_header, kw<K::package>, need<Expect::package_name, path>,
           star<sor<title_attribute, source_attribute, month_end_attribute, use_attribute>>> {};

struct clause_row : node<N::clause_row, clause_token, need<Expect::clause_kind, any_word>,
                         need<Expect::clause_status, any_word>, labels, need<Expect::end_of_row, row_end>> {};
struct clauses_declaration
    : node<N::clauses_declaration, kw<K::clauses>,
           star<row_begin, recover<one_line<need<Expect::clause_row, clause_row>>, next_line>>> {};

// ---- declared types -------------------------------------------------------------------------------------------------

struct factor : node<N::unit_factor, equals,
                     need<Expect::unit_factor,
                          sor<seq<number, star<sor<sym<S::star>, sym<S::slash>>, need<Expect::number, number>>>,
                              parenthesised_value>,
                          name>> {};
struct unit_declaration
    : node<N::unit_declaration, kw<K::unit>, need<Expect::name_to_declare, list_of<Expect::name, name>>, opt<factor>,
           attributes> {};
struct currency_declaration
    : node<N::currency_declaration, kw<K::currency>, need<Expect::name_to_declare, list_of<Expect::name, name>>,
           opt<factor>, attributes> {};
struct enum_declaration
    : node<N::enum_declaration, kw<K::enumeration>, need<Expect::name_to_declare, name>, opt<kw<K::ordered>>, attributes,
           need<Expect::enum_values, in_braces<enum_values>>, attributes> {};
struct default_part : node<N::default_part, kw<K::defaults>, need<Expect::expression, logic>> {};
struct record_field : node<N::record_field, name, need<Expect::field_type, typed>,
                           star<sor<label, per_in_list, from_part, until_part, default_part>>> {};
struct record_fields : seq<need<Expect::name, record_field>, star<opt<comma>, record_field>> {};
struct record_declaration
    : node<N::record_declaration, kw<K::record>, need<Expect::name_to_declare, name>, attributes,
           need<Expect::record_fields, in_braces<record_fields>>, attributes> {};

// ---- facts ----------------------------------------------------------------------------------------------------------

struct ask_part : node<N::ask_part, kw<K::ask>, message> {};
struct asked_when_part
    : node<N::asked_when_part, kw<K::asked>, need<Expect::asked_when, kw<K::when>>, condition> {};
struct fact_attributes
    : star<sor<label, per_part, from_part, until_part, default_part, ask_part, asked_when_part>> {};
struct fact_word : sor<kw<K::fact>, kw<K::judgement>, kw<K::discretion>, kw<K::reading>> {};
struct fact_declaration
    : node<N::fact_declaration, fact_word, need<Expect::name_to_declare, name>, need<Expect::fact_type, typed>,
           fact_attributes> {};

// ---- definitions, exceptions, tables --------------------------------------------------------------------------------

struct branch_value : seq<need<Expect::branch_colon, colon>, need<Expect::expression, value>, attributes> {};
struct when_branch : node<N::when_branch, kw<K::when>, condition, branch_value> {};
struct else_branch
    : node<N::else_branch, kw<K::else_>, need<Expect::branch_when, kw<K::when>>, condition, branch_value> {};
struct otherwise_branch : node<N::otherwise_branch, kw<K::otherwise>, branch_value> {};
struct plain_body : node<N::plain_body, equals, expression> {};
struct branches : plus<sor<when_branch, else_branch, otherwise_branch>> {};
struct define_declaration
    : node<N::define_declaration, kw<K::define>, need<Expect::name_to_declare, name>, opt<parameters>, opt<typed>,
           attributes, need<Expect::define_body, sor<plain_body, branches>>, attributes> {};

struct not_applicable : node<N::not_applicable, kw<K::not_>, kw<K::applicable>> {};
struct over_part : node<N::over_part, kw<K::over>, need<Expect::name, list_of<Expect::name, name>>> {};
struct exception_declaration
    : node<N::exception_declaration, kw<K::exception>, need<Expect::name_to_declare, name>,
           need<Expect::exception_to, kw<K::to>, path>, opt<over_part>, attributes,
           need<Expect::exception_when, kw<K::when>>, condition, need<Expect::branch_colon, colon>,
           need<Expect::expression, sor<not_applicable, value>>, attributes> {};

struct cell;
struct cell_any : node<N::cell_any, kw<K::any>> {};
struct cell_not : node<N::cell_not, kw<K::not_>, need<Expect::cell, nested<cell>>> {};
struct cell_values : need<Expect::expression, list_of<Expect::expression, sum>> {};
struct cell_one_of : node<N::cell_one_of, in_braces<cell_values>> {};
struct cell_comparison : node<N::cell_comparison, comparison_sign, need<Expect::expression, sum>> {};
struct cell_lower_open : node<N::cell_range, sym<S::range>, need<Expect::expression, sum>> {};
struct cell_tail : opt<range_sign, opt<sum>> {};
// One node for a value or a range that begins with one; which of them it is shows in the children.
struct cell_value : node<N::cell_value, sum, cell_tail> {};
struct cell : sor<cell_any, cell_not, cell_one_of, cell_comparison, cell_lower_open, cell_value> {};
struct row_values : need<Expect::row_value, list_of<Expect::row_value, value>> {};
struct row_tail : seq<row_values, attributes, need<Expect::end_of_row, row_end>> {};
struct otherwise_row
    : node<N::otherwise_row, kw<K::otherwise>, need<Expect::row_colon, colon>, row_tail> {};
struct table_row : node<N::table_row, list_of<Expect::cell, cell>, need<Expect::row_separator, colon>, row_tail> {};
struct hit_policy : sor<kw<K::unique>, kw<K::first>, kw<K::same>, kw<K::collect>> {};
struct policy_part : node<N::policy_part, kw<K::policy>, need<Expect::hit_policy, hit_policy>> {};
struct table_head
    : one_line<need<Expect::table_parameters, parameters>, need<Expect::table_type, typed>> {};
struct table_declaration
    : node<N::table_declaration, kw<K::table>, need<Expect::name_to_declare, name>, table_head,
           star<sor<policy_part, label, per_part, from_part, until_part>>,
           star<row_begin, recover<one_line<need<Expect::cell, sor<otherwise_row, table_row>>>, next_line>>> {};

// ---- requirements and decisions -------------------------------------------------------------------------------------

struct require_word : sor<kw<K::require>, kw<K::advise>> {};
struct applicability : node<N::applicability, kw<K::when>, condition> {};
struct otherwise_message : node<N::otherwise_message, kw<K::otherwise>, message> {};
struct require_declaration
    : node<N::require_declaration, require_word, need<Expect::name_to_declare, name>, opt<parameters>,
           opt<for_each, opt<where_part>>, opt<applicability>, need<Expect::require_colon, colon>, condition, attributes,
           opt<otherwise_message>, attributes> {};
struct require_use : node<N::require_use, require_word, need<Expect::name, called>, need<Expect::require_colon, row_end>> {};
struct requirement : sor<seq<at<require_word, requirement_follows>, require_declaration>, require_use> {};

struct anchor_part
    : node<N::anchor_part, kw<K::anchored>, need<Expect::anchor, kw<K::on>, path>> {};
struct given_fact : node<N::given_fact, name, need<Expect::given_type, typed>, fact_attributes> {};
struct given_block : node<N::given_block, kw<K::given>, need<Expect::name, given_fact>, star<opt<comma>, given_fact>> {};
struct given_field : node<N::given_field, name, need<Expect::gives_value, equals>, expression> {};
struct gives_records : seq<for_each, opt<where_part>, need<Expect::gives_fields, colon>,
                           need<Expect::gives_fields, list_of<Expect::gives_fields, given_field>>> {};
struct gives_item : node<N::gives_item, name,
                         sor<gives_records, seq<opt<typed>, need<Expect::gives_value, equals>, expression>>, attributes> {};
struct gives_block : node<N::gives_block, kw<K::gives>, need<Expect::name, gives_item>, star<gives_item>> {};
struct decide_item : sor<given_block, define_declaration, requirement, gives_block> {};
struct decide_declaration
    : node<N::decide_declaration, kw<K::decide>, need<Expect::name_to_declare, name>, opt<anchor_part>, attributes,
           star<not_at<declaration_end>, recover<need<Expect::decide_items, decide_item>, next_part>>> {};

// ---- calendars and text formats -------------------------------------------------------------------------------------

struct day_range : node<N::day_range, need<Expect::date, date>, opt<sym<S::range>, need<Expect::date, date>>> {};
struct day_ranges : seq<day_range, star<comma, day_range>> {};
struct weekdays_row : node<N::weekdays_row, kw<K::weekdays>,
                           need<Expect::weekday, any_word, sym<S::range>, any_word>> {};
struct published_row : node<N::published_row, kw<K::published>, day_range> {};
struct holiday_row : node<N::holiday_row, kw<K::holiday>, day_ranges, labels> {};
struct working_row : node<N::working_row, kw<K::working>, day_ranges, labels> {};
struct calendar_row : seq<sor<weekdays_row, published_row, holiday_row, working_row>, need<Expect::end_of_row, row_end>> {};
struct calendar_declaration
    : node<N::calendar_declaration, kw<K::calendar>, need<Expect::name_to_declare, name>, attributes,
           star<row_begin, recover<one_line<need<Expect::calendar_rows, calendar_row>>, next_line>>> {};

struct format_item;
struct class_word : sor<kw<K::digits>, kw<K::letters>, kw<K::capitals>, kw<K::small_letters>, kw<K::letters_or_digits>,
                        kw<K::capitals_or_digits>, kw<K::han>, kw<K::any>> {};
struct format_class : node<N::format_class, class_word, opt<number, opt<sym<S::range>, opt<number>>>> {};
struct format_pattern : node<N::format_pattern, plus<sor<text, format_class>>> {};
struct integer_range : seq<kw<K::in>, bound, need<Expect::constraint_range, sym<S::range>>, bound> {};
struct format_integer : node<N::format_integer, kw<K::as>, need<Expect::format_as_integer, kw<K::integer>>,
                             opt<kw<K::plain>>, opt<integer_range>> {};
struct format_field : node<N::format_field, name, need<Expect::format_colon, colon>,
                           need<Expect::format_pattern, list_of<Expect::format_pattern, format_pattern, kw<K::or_>>>,
                           opt<format_integer>, need<Expect::end_of_row, row_end>> {};
struct format_literal : node<N::format_literal, text, star<kw<K::or_>, need<Expect::text, text>>,
                             need<Expect::end_of_row, row_end>> {};
struct format_items : star<row_begin, inside_group, format_item> {};
struct format_optional
    : node<N::format_optional, nested<open_group, need<Expect::format_optional, row_begin, inside_group>, format_items>> {};
struct format_line : one_line<need<Expect::format_items, sor<format_literal, format_field>>> {};
struct format_item : sor<format_optional, recover<format_line, next_line>> {};
struct format_declaration : node<N::format_declaration, kw<K::format>, need<Expect::name_to_declare, name>, attributes,
                                 format_items> {};

// ---- scenarios ------------------------------------------------------------------------------------------------------

struct scenario_value : node<N::scenario_value, name, need<Expect::scenario_value, equals>,
                             sor<seq<kw<K::unknown>, at<sor<comma, row_begin, declaration_end>>>, expression>> {};
struct scenario_values : need<Expect::scenario_name, list_of<Expect::scenario_name, scenario_value>> {};
struct scenario_given : node<N::scenario_given, kw<K::given>, scenario_values> {};
struct scenario_reading : node<N::scenario_reading, kw<K::reading>, scenario_values> {};
struct scenario_on : node<N::scenario_on, kw<K::on>, need<Expect::date, date>> {};

struct member_key : sor<text, number, date, name> {};
struct member_name
    : node<N::member_name, path, star<sor<in_brackets<need<Expect::member, member_key>>, seq<sym<S::dot>, need<Expect::field_name, any_word>>>>> {};
struct member_names : need<Expect::name, list_of<Expect::name, member_name>> {};
struct failing_part : node<N::failing_part, kw<K::failing>, member_names> {};
struct advising_part : node<N::advising_part, kw<K::advising>, member_names> {};
struct missing_part : node<N::missing_part, kw<K::missing>, member_names> {};
struct verdict_part : node<N::verdict_part, sor<kw<K::met>, seq<kw<K::not_>, kw<K::met>>, kw<K::undetermined>,
                                                kw<K::refused>>> {};
struct error_part : node<N::error_part, kw<K::error>, need<Expect::error_code, code_token>> {};
struct expectation
    : node<N::expectation, kw<K::expect>, expression, opt<sor<verdict_part, error_part>>,
           star<sor<failing_part, advising_part, missing_part, citing_part>>> {};
struct scenario_item : sor<scenario_given, scenario_reading, scenario_on, expectation> {};
struct scenario_declaration
    : node<N::scenario_declaration, kw<K::scenario>, need<Expect::scenario_title, text>, attributes,
           star<not_at<declaration_end>, recover<need<Expect::scenario_items, scenario_item>, next_part>>> {};

// ---- the roots ------------------------------------------------------------------------------------------------------

struct any_declaration
    : sor<fact_declaration, define_declaration, table_declaration, decide_declaration, require_declaration,
          exception_declaration, scenario_declaration, unit_declaration, currency_declaration, enum_declaration,
          record_declaration, calendar_declaration, format_declaration, clauses_declaration, language_line,
          package_header> {};
// One chunk of the file: exactly one declaration.
struct declaration
    : seq<need<Expect::declaration, any_declaration>, need<Expect::end_of_declaration, declaration_end>> {};
// A text that is an expression and nothing else.
struct lone_expression
    : seq<node<N::expression_root, expression>, need<Expect::end_of_expression, declaration_end>> {};

}  // namespace norma::syntax::grammar
