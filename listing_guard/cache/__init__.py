"""What was worked out once and is kept on disk: as data, provable by a digest, never a pickle."""
