"""Measures Lect beside other tools, on real text. Benchmarks/README.md says how."""
