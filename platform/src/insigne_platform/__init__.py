"""Insigne: the institution's service, for issuing, keeping and viewing badges."""
