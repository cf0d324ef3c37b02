"""The condition language: parse, check, evaluate, explain; knows nothing of YAML or files."""
