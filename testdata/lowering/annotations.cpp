// [[clang::annotate("partywall::…")]] on functions, parameters, variables, fields and records.
struct [[clang::annotate("partywall::tenant-scoped")]] Store {
  [[clang::annotate("partywall::identity")]] int owner;
  int other;
};
[[clang::annotate("partywall::verified")]] int verify([[clang::annotate("partywall::credential")]] const char* token);
[[clang::annotate("partywall::ambient")]] int current;

[[clang::annotate("unrelated")]] int use([[clang::annotate("partywall::model-controlled")]] const char* text, Store& store) {
  [[clang::annotate("partywall::identity")]] int mine = verify(text);
  return mine + current + store.owner;
}
