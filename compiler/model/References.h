#pragma once

#include "diagnostics/Diagnostic.h"

namespace fadu::model {

/// REF001-REF007 and REF010.
extern const Descriptor kUnknownName;
extern const Descriptor kMisspeltInstrument;
extern const Descriptor kNoSuchProvision;
extern const Descriptor kNotInForce;
extern const Descriptor kAmbiguousName;
extern const Descriptor kDuplicateDeclaration;
extern const Descriptor kOutsideJurisdiction;
extern const Descriptor kNotInLibrary;

}  // namespace fadu::model
