"""The command line: one module a verb; ``main`` has the group, ``exits`` the exit codes."""
