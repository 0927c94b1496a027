// Errors are notes; what can be understood is lowered, the rest is a call of something unknown.
#include "missing.h"

struct Known { int id; };
int find(Unknown key, const Known& known) {
  if (known.id == 3) return lookup(key, known.id);
  return known.id;
}
void whole(Known& known) { known.id = 4; }
struct Holder {
  Unknown part;
  Known known;
  ~Holder() { known.id = 0; }
};
