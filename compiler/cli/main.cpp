#include "cli/Run.h"

int main(int argc, char** argv) { return fadu::cli::run(argc, argv); }
