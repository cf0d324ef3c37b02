"""Mutation tests of the rules: what may be taken away from a rule without an example noticing.

A mutant is a loaded rule with one thing dropped or negated. It is killed when an example of the
rule fails, or when the word in question tests itself (see `selftest`). ``python -m tests.mutation``
runs all mutants and prints the survivors.
"""
