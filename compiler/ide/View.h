#pragma once

#include "derive/Facts.h"
#include "diagnostics/Catalogue.h"
#include "model/Program.h"
#include "source/SourceManager.h"
#include "syntax/Module.h"

#include <vector>

namespace fadu::ide {

/// What an editor's question is asked of: one state of a package. All of it is read only; the
/// answers hold no pointers into it, but their spans are resolved through its sources.
///
/// Modules and program are of one state; facts may lag behind (an open package before it settles):
/// what they do not cover is left out, and places that are no longer in their files are dropped.
///
/// A place is asked for as a file (never a section) and a byte offset in it, which may lie past the
/// end or inside a character: there simply stands nothing then.
struct View {
    const SourceManager* sources = nullptr;
    const std::vector<syntax::Module>* modules = nullptr;
    const model::Program* program = nullptr;
    const derive::Facts* facts = nullptr;
    const Catalogue* catalogue = nullptr;
};

}  // namespace fadu::ide
