"""From normalised text to hits, and from hits to the ones that stand."""
