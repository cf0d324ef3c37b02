"""Values that the rest of the package passes around; imports nothing else of ours."""
