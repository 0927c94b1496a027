#include "driver/cli/command.h"

int main(int argc, char** argv) { return partywall::cli::run(argc, argv); }
