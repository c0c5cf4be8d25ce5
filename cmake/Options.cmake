# What every target of ours is compiled with. Headers of libraries are system headers: their
# warnings are not ours.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(fadu_options INTERFACE)
target_compile_options(fadu_options INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor)
target_include_directories(fadu_options INTERFACE ${PROJECT_SOURCE_DIR}/compiler)
target_compile_definitions(fadu_options INTERFACE FADU_VERSION="${PROJECT_VERSION}")
if(FADU_SANITIZE)
  target_compile_options(fadu_options INTERFACE -fsanitize=address,undefined
                                                -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(fadu_options INTERFACE -fsanitize=address,undefined)
endif()

# One static library a folder of compiler/: fadu_layer(name SOURCES… LINKS…). What a layer may
# include follows from its links; tests/unit/layers_test.cpp holds the direction.
function(fadu_layer name)
  cmake_parse_arguments(LAYER "" "" "LINKS;SYSTEM" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  add_library(fadu_${name} STATIC ${sources})
  target_link_libraries(fadu_${name} PUBLIC fadu_options ${LAYER_LINKS} PRIVATE ${LAYER_SYSTEM})
endfunction()
