"""From a raw field value to the normal form that is searched, and back to the original place."""
