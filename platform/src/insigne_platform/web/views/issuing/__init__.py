"""The pages of who issues: making badges, awarding them, and seeing what became of them."""
