"""Other tools at the same tasks; each module runs as a program: a folder in, a line of JSON out."""
