# Filled when the embedding tool exists (cmake/Embed.cmake is included before its users).
