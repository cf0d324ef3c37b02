"""Words as sellers write them to get past word lists."""
