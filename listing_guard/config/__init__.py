"""The configuration: what it may say, where it is found, and where each value comes from."""
