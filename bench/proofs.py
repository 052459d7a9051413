"""All that the library is measured by: proofs, tokens, status, pictures, the command, and bulk."""

from bench import baking, bulk, command, data_integrity, status, tokens
from bench.timing import Row


def measure() -> list[Row]:
    """Every row, in the order in which they are reported."""
    parts = (data_integrity, tokens, baking, status, command, bulk)
    return [row for part in parts for row in part.measure()]
