"""From YAML to checked rules: packs, lexicons, taxonomy, diagnostics."""
