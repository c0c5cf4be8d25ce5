# fadu_embed(target): the library of law and the pages of the checks as a source of the target.
function(fadu_embed target)
  add_executable(fadu_embed_tool ${PROJECT_SOURCE_DIR}/cmake/embed/Embed.cpp)
  target_link_libraries(fadu_embed_tool PRIVATE fadu_model)
  file(GLOB_RECURSE library CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/stdlib-rules/*.fadu)
  file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/checks/*/*.md)
  set(output ${PROJECT_BINARY_DIR}/generated/Embedded.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND fadu_embed_tool ${output} ${PROJECT_SOURCE_DIR}/stdlib-rules ${pages}
    DEPENDS fadu_embed_tool ${library} ${pages} ${PROJECT_SOURCE_DIR}/stdlib-rules/VERSION
    COMMENT "Embedding the library of law and the pages of the checks"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
