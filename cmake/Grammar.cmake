# Generates the lexer (the tests' oracle and the token numbers) and the parser from grammar/*.g4.
find_program(ANTLR4 antlr4 REQUIRED)
find_path(ANTLR4_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime REQUIRED)
find_library(ANTLR4_RUNTIME libantlr4-runtime.a REQUIRED)

set(FADU_GRAMMAR_DIR ${CMAKE_CURRENT_BINARY_DIR}/generated/grammar)
set(FADU_GRAMMAR_SOURCES)
foreach(part FaduLexer FaduParser)
  list(APPEND FADU_GRAMMAR_SOURCES ${FADU_GRAMMAR_DIR}/${part}.cpp ${FADU_GRAMMAR_DIR}/${part}.h)
endforeach()
add_custom_command(
  OUTPUT ${FADU_GRAMMAR_SOURCES}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${FADU_GRAMMAR_DIR}
  COMMAND ${ANTLR4} -Dlanguage=Cpp -no-visitor -no-listener -package fadu::syntax -encoding utf8
          -o ${FADU_GRAMMAR_DIR} FaduLexer.g4
  COMMAND ${ANTLR4} -Dlanguage=Cpp -no-visitor -no-listener -package fadu::syntax -encoding utf8
          -lib ${FADU_GRAMMAR_DIR} -o ${FADU_GRAMMAR_DIR} FaduParser.g4
  DEPENDS ${PROJECT_SOURCE_DIR}/grammar/FaduLexer.g4 ${PROJECT_SOURCE_DIR}/grammar/FaduParser.g4
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/grammar
  COMMENT "Generating the parser from grammar/"
  VERBATIM)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # One header of the runtime, which nothing here needs, is no C++ to clang (a constant member
  # without initialiser): the umbrella header without it stands before the runtime's own.
  file(READ ${ANTLR4_INCLUDE}/antlr4-runtime.h umbrella)
  string(REPLACE "#include \"misc/InterpreterDataReader.h\"" "" umbrella "${umbrella}")
  file(CONFIGURE OUTPUT ${FADU_GRAMMAR_DIR}/antlr4-runtime.h CONTENT "${umbrella}" @ONLY)
endif()
add_library(fadu_grammar STATIC ${FADU_GRAMMAR_SOURCES})
target_include_directories(fadu_grammar SYSTEM PUBLIC ${FADU_GRAMMAR_DIR} ${ANTLR4_INCLUDE})
target_include_directories(fadu_grammar PRIVATE ${PROJECT_SOURCE_DIR}/compiler)
# The generator writes u8"…" literals and means char.
target_compile_options(fadu_grammar PRIVATE -w -fno-char8_t)
target_link_libraries(fadu_grammar PUBLIC ${ANTLR4_RUNTIME})
