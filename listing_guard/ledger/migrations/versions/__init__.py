"""One module a step. What is released is never changed: a change is a further step."""
