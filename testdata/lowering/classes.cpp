// What checks ask of declarations: bases, overriding, storage, sugar, shapes.
namespace app {
using TenantId = const char*;
using Count = unsigned short;
class Cache {
public:
  virtual ~Cache() = default;
  virtual int get(TenantId tenant) = 0;
};
class Memory : public Cache {
public:
  int get(TenantId tenant) override { return hits_ += *tenant; }
protected:
  Count hits_ = 0;
};
class Counting final : public Memory {
public:
  int get(TenantId tenant) override { return Memory::get(tenant) + 1; }
  bool is_big() const { return hits_ > 3; }
  static Counting& shared() {
    static Counting instance;
    return instance;
  }
};
}  // namespace app
