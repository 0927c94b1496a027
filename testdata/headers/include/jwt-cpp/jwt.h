// Declarations of jwt-cpp 0.7.2, compared with Thalhammer/jwt-cpp at commit 0a503e75.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <locale>
#include <set>
#include <string>
#include <system_error>

#include <nlohmann/json.hpp>

namespace jwt {
namespace algorithm {
struct hmacsha {};
struct rsa {};
struct ecdsa {};
struct eddsa {};
struct hs256;
struct hs384;
struct hs512;
struct rs256;
struct rs384;
struct rs512;
struct es256;
struct es384;
struct es512;
struct ed25519;
} // namespace algorithm
} // namespace jwt

namespace jwt {
struct default_clock {};
} // namespace jwt

namespace jwt {
namespace traits {
struct nlohmann_json {};
} // namespace traits
} // namespace jwt

namespace jwt {
using date = std::chrono::system_clock::time_point;
}

namespace jwt {
namespace json {
enum class type : int {};
}
} // namespace jwt

namespace jwt {
template <typename json_traits> struct basic_claim;
template <typename json_traits> struct payload;
template <typename json_traits> struct header;
template <typename json_traits> struct decoded_jwt;
template <typename Clock, typename json_traits> struct builder;
} // namespace jwt

namespace jwt {
namespace verify_ops {
template <typename json_traits> struct verify_context {};
} // namespace verify_ops
} // namespace jwt

namespace jwt {
template <typename Clock, typename json_traits> struct verifier;
}

namespace jwt {
namespace algorithm {
struct hs256 {
  hs256(std::string);
};
struct hs384 {
  hs384(std::string);
};
struct hs512 {
  hs512(std::string);
};
struct rs256 {
  rs256(const std::string&, const std::string& = {}, const std::string& = {}, const std::string& = {});
};
struct rs384 {
  rs384(const std::string&, const std::string& = {}, const std::string& = {}, const std::string& = {});
};
struct rs512 {
  rs512(const std::string&, const std::string& = {}, const std::string& = {}, const std::string& = {});
};
struct es256 {
  es256(const std::string&, const std::string& = {}, const std::string& = {}, const std::string& = {});
};
struct es384 {
  es384(const std::string&, const std::string& = {}, const std::string& = {}, const std::string& = {});
};
struct es512 {
  es512(const std::string&, const std::string& = {}, const std::string& = {}, const std::string& = {});
};
struct ed25519 {
  ed25519(const std::string&, const std::string& = {}, const std::string& = {}, const std::string& = {});
};
} // namespace algorithm
} // namespace jwt

namespace jwt {
template <typename json_traits> struct basic_claim {
  using set_t = std::set<typename json_traits::string_type>;
  basic_claim();
  basic_claim(const basic_claim<json_traits>&);
  basic_claim(basic_claim<json_traits>&&);
  basic_claim(typename json_traits::string_type);
  basic_claim(const date&);
  basic_claim(typename json_traits::array_type);
  basic_claim(typename json_traits::value_type);
  basic_claim(const set_t&);
  template <typename Iterator> basic_claim(Iterator, Iterator);
  typename json_traits::value_type to_json() const;
  json::type get_type() const;
  typename json_traits::string_type as_string() const;
  date as_date() const;
  typename json_traits::array_type as_array() const;
  set_t as_set() const;
  typename json_traits::integer_type as_integer() const;
  typename json_traits::boolean_type as_boolean() const;
  typename json_traits::number_type as_number() const;
};
template <typename json_traits> struct payload {
  using basic_claim_t = basic_claim<json_traits>;
  bool has_issuer() const;
  bool has_subject() const;
  bool has_audience() const;
  bool has_expires_at() const;
  bool has_not_before() const;
  bool has_issued_at() const;
  bool has_id() const;
  typename json_traits::string_type get_issuer() const;
  typename json_traits::string_type get_subject() const;
  typename basic_claim_t::set_t get_audience() const;
  date get_expires_at() const;
  date get_not_before() const;
  date get_issued_at() const;
  typename json_traits::string_type get_id() const;
  bool has_payload_claim(const typename json_traits::string_type&) const;
  basic_claim_t get_payload_claim(const typename json_traits::string_type&) const;
};
template <typename json_traits> struct header {
  using basic_claim_t = basic_claim<json_traits>;
  typename json_traits::string_type get_algorithm() const;
  typename json_traits::string_type get_type() const;
  typename json_traits::string_type get_content_type() const;
  typename json_traits::string_type get_key_id() const;
  basic_claim_t get_header_claim(const typename json_traits::string_type&) const;
};
template <typename json_traits> struct decoded_jwt : header<json_traits>, payload<json_traits> {
  using basic_claim_t = basic_claim<json_traits>;
  decoded_jwt(const typename json_traits::string_type&);
  template <typename Decode> decoded_jwt(const typename json_traits::string_type&, Decode);
  const typename json_traits::string_type& get_token() const;
  const typename json_traits::string_type& get_payload() const;
  typename json_traits::object_type get_payload_json() const;
  basic_claim_t get_payload_claim(const typename json_traits::string_type&) const;
  basic_claim_t get_header_claim(const typename json_traits::string_type&) const;
};
template <typename Clock, typename json_traits> struct builder {
  builder<Clock, json_traits>& set_header_claim(const typename json_traits::string_type&,
                                                typename json_traits::value_type);
  builder<Clock, json_traits>& set_header_claim(const typename json_traits::string_type&, basic_claim<json_traits>);
  builder<Clock, json_traits>& set_payload_claim(const typename json_traits::string_type&,
                                                 typename json_traits::value_type);
  builder<Clock, json_traits>& set_payload_claim(const typename json_traits::string_type&, basic_claim<json_traits>);
  builder<Clock, json_traits>& set_algorithm(typename json_traits::string_type);
  builder<Clock, json_traits>& set_type(typename json_traits::string_type);
  builder<Clock, json_traits>& set_key_id(typename json_traits::string_type);
  builder<Clock, json_traits>& set_issuer(typename json_traits::string_type);
  builder<Clock, json_traits>& set_subject(typename json_traits::string_type);
  builder<Clock, json_traits>& set_audience(typename json_traits::array_type);
  builder<Clock, json_traits>& set_audience(typename json_traits::string_type);
  builder<Clock, json_traits>& set_expires_at(const date&);
  builder<Clock, json_traits>& set_not_before(const date&);
  builder<Clock, json_traits>& set_issued_at(const date&);
  builder<Clock, json_traits>& set_id(const typename json_traits::string_type&);
  template <typename Algo, typename Encode> typename json_traits::string_type sign(const Algo&, Encode) const;
  template <typename Algo> typename json_traits::string_type sign(const Algo&) const;
  template <typename Algo, typename Encode>
  typename json_traits::string_type sign(const Algo&, Encode, std::error_code&) const;
  template <typename Algo> typename json_traits::string_type sign(const Algo&, std::error_code&) const;
};
template <typename Clock, typename json_traits> struct verifier {
  using basic_claim_t = basic_claim<json_traits>;
  using verify_check_fn_t = std::function<void(const verify_ops::verify_context<json_traits>&, std::error_code&)>;
  verifier(Clock);
  verifier<Clock, json_traits>& leeway(size_t);
  verifier<Clock, json_traits>& expires_at_leeway(size_t);
  verifier<Clock, json_traits>& not_before_leeway(size_t);
  verifier<Clock, json_traits>& issued_at_leeway(size_t);
  verifier<Clock, json_traits>& with_type(const typename json_traits::string_type&, std::locale = {});
  verifier<Clock, json_traits>& with_issuer(const typename json_traits::string_type&);
  verifier<Clock, json_traits>& with_subject(const typename json_traits::string_type&);
  verifier<Clock, json_traits>& with_audience(const typename basic_claim_t::set_t&);
  verifier<Clock, json_traits>& with_audience(const typename json_traits::string_type&);
  verifier<Clock, json_traits>& with_id(const typename json_traits::string_type&);
  verifier<Clock, json_traits>& with_claim(const typename json_traits::string_type&, verify_check_fn_t);
  verifier<Clock, json_traits>& with_claim(const typename json_traits::string_type&, basic_claim_t);
  template <typename Algorithm> verifier<Clock, json_traits>& allow_algorithm(Algorithm);
  void verify(const decoded_jwt<json_traits>&) const;
  void verify(const decoded_jwt<json_traits>&, std::error_code&) const;
};
template <typename Clock, typename json_traits> verifier<Clock, json_traits> verify(Clock);
template <typename Clock, typename json_traits> builder<Clock, json_traits> create(Clock);
template <typename json_traits> verifier<default_clock, json_traits> verify(default_clock = {});
template <typename json_traits> builder<default_clock, json_traits> create(default_clock = {});
template <typename json_traits, typename Decode>
decoded_jwt<json_traits> decode(const typename json_traits::string_type&, Decode);
template <typename json_traits> decoded_jwt<json_traits> decode(const typename json_traits::string_type&);
verifier<default_clock, traits::nlohmann_json> verify();
builder<default_clock, traits::nlohmann_json> create();
decoded_jwt<traits::nlohmann_json> decode(const std::string&);
template <typename Decode> decoded_jwt<traits::nlohmann_json> decode(const std::string&, Decode);
} // namespace jwt
