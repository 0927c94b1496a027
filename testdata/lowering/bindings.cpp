// Structured bindings stand for fields, elements, or the hidden variables that get<I>() fills.
namespace std {
using size_t = decltype(sizeof(0));
template <class T> struct tuple_size;
template <class T> struct tuple_size<const T> : tuple_size<T> {};
template <size_t I, class T> struct tuple_element;
}  // namespace std

struct Pair { int first; long second; };
class Tuple {};
template <std::size_t I> int get(const Tuple& tuple);
template <> struct std::tuple_size<Tuple> { static constexpr size_t value = 2; };
template <std::size_t I> struct std::tuple_element<I, Tuple> { using type = int; };

long bind(const Pair& pair, Pair& changed, const Tuple& tuple) {
  auto [first, second] = pair;
  auto& [a, b] = changed;
  a = first;
  int array[2] = {1, 2};
  auto [x, y] = array;
  auto [p, q] = tuple;
  auto sum = [&a, second] { return a + second; };
  return b + x + y + p + q + sum();
}
