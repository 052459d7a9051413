"""Benchmarks of Insigne beside its peers, in one run."""
