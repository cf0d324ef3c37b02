"""The ledger: what goods were listed and sold at, and the certificates behind their numbers."""
