#include "model/References.h"

#include "model/Program.h"

namespace fadu::model {

const Descriptor kUnknownName{"REF001",
                              "reference/unknown-name",
                              Severity::Error,
                              Nature::Legality,
                              {"找不到{what}“{name}”", "there is no {what} '{name}'"}};
const Descriptor kMisspeltInstrument{
    "REF002",
    "reference/misspelt-instrument",
    Severity::Warning,
    Nature::Form,
    {"《{title}》与已知的《{known}》只差{difference}",
     "《{title}》 differs from the known 《{known}》 only by {difference}"}};
const Descriptor kNoSuchProvision{"REF003",
                                  "reference/no-such-provision",
                                  Severity::Error,
                                  Nature::Legality,
                                  {"《{title}》{version}没有{provision}：{extent}",
                                   "《{title}》{version} has no {provision}: {extent}"}};
const Descriptor kNotInForce{
    "REF004",
    "reference/not-in-force",
    Severity::Error,
    Nature::Legality,
    {"《{title}》{status}，不能作为依据", "《{title}》 {status} and cannot be a basis"}};
const Descriptor kAmbiguousName{
    "REF005",
    "reference/ambiguous-name",
    Severity::Error,
    Nature::Form,
    {"“{name}”可以指 {count} 个{what}，不能确定是哪一个", "'{name}' can mean {count} {what}"}};
const Descriptor kDuplicateDeclaration{"REF006",
                                       "reference/duplicate-declaration",
                                       Severity::Error,
                                       Nature::Form,
                                       {"{what}“{name}”重复声明，以先写的为准",
                                        "{what} '{name}' is declared twice; the first one stands"}};
const Descriptor kOutsideJurisdiction{
    "REF007",
    "reference/outside-jurisdiction",
    Severity::Error,
    Nature::Legality,
    {"《{title}》只在{place}适用，不能作为{here}事项的依据",
     "《{title}》 binds in {place} only and is no basis for an item of {here}"}};
const Descriptor kFormerName{"REF008",
                             "reference/former-organ-name",
                             Severity::Warning,
                             Nature::Form,
                             {"“{former}”是{what}“{name}”的{kind}{until}，应当使用现名",
                              "'{former}' is a former name of the {what} '{name}'{until}; use "
                              "today's name"}};
const Descriptor kNotInLibrary{
    "REF010",
    "reference/not-in-library",
    Severity::Info,
    Nature::Form,
    {"法律库中没有{title}，涉及它的判断无法得出结论",
     "the library does not hold {title}; what rests on it stays unknown"}};
const Descriptor kNearDocument{
    "REF011",
    "reference/near-document",
    Severity::Warning,
    Nature::Form,
    {"材料“{name}”没有声明为证照，与已声明的“{known}”只差{difference}，疑为同一份材料",
     "the material '{name}' is no declared document and differs from '{known}' only by "
     "{difference}; they may be the same"}};

std::vector<const Descriptor*> referenceDescriptors() {
    return {&kUnknownName,   &kMisspeltInstrument,   &kNoSuchProvision,     &kNotInForce,
            &kAmbiguousName, &kDuplicateDeclaration, &kOutsideJurisdiction, &kFormerName,
            &kNotInLibrary,  &kNearDocument};
}

}  // namespace fadu::model
