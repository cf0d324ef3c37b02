"""From hits and records to findings: one listing against the rules of its market."""
