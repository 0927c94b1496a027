// Defaulted comparisons have a body; != is written as a negated ==, < through <=>.
namespace std {
struct strong_ordering {
  int value;
  static const strong_ordering less, equal, greater;
  friend constexpr bool operator==(strong_ordering left, decltype(nullptr)) { return left.value == 0; }
  friend constexpr bool operator==(strong_ordering, strong_ordering) = default;
  friend constexpr bool operator!=(strong_ordering left, decltype(nullptr)) { return left.value != 0; }
  friend constexpr bool operator<(strong_ordering left, decltype(nullptr)) { return left.value < 0; }
};
constexpr strong_ordering strong_ordering::less{-1}, strong_ordering::equal{0}, strong_ordering::greater{1};
}  // namespace std

struct Tenant {
  int id;
  bool operator==(const Tenant& other) const { return id == other.id; }
  std::strong_ordering operator<=>(const Tenant& other) const { return id <=> other.id; }
};
struct Key {
  Tenant tenant;
  int number;
  bool operator==(const Key&) const = default;
};

bool compare(const Key& a, const Key& b) { return a == b || a != b || a.tenant < b.tenant; }
