"""The printing engine: fonts, line breaking, layout of blocks, flow over pages, the PDF itself."""
