#pragma once

#include "diagnostics/Diagnostic.h"

namespace fadu::model {

/// REF001-REF008, REF010 and REF011: what is found where a name is resolved.
extern const Descriptor kUnknownName;
extern const Descriptor kMisspeltInstrument;
extern const Descriptor kNoSuchProvision;
extern const Descriptor kNotInForce;
extern const Descriptor kAmbiguousName;
extern const Descriptor kDuplicateDeclaration;
extern const Descriptor kOutsideJurisdiction;
extern const Descriptor kFormerName;
extern const Descriptor kNotInLibrary;
extern const Descriptor kNearDocument;

}  // namespace fadu::model
