"""The built-in functions, a module for each subject; see `functions` for how to add one."""
