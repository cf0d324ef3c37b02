"""How much the findings of one listing weigh together, and by what name each is known again."""
