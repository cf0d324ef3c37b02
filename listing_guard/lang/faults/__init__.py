"""What the author of an unreadable expression meant, and how to mend it."""
