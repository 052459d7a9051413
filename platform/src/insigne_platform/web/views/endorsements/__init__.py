"""The pages of endorsements."""
