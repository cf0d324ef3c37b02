"""How well the rules do on labelled listings: the measures behind the command ``eval``."""
