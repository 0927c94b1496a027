// Does not compile: its audit is incomplete, and the report has to say so in a form that validators accept.
#include "no/such/header.h"
int answer(Unknown question) { return question.size(); }
