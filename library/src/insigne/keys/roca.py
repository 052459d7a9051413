"""RSA keys whose secret can be worked out from the public half (CVE-2017-15361, "ROCA").

A library in chips made primes of the form k·M + (65537^a mod M), where M is a product of small
primes. So the modulus is a power of 65537 modulo each of those primes, which one in two
hundred million other keys is by chance.
"""

from __future__ import annotations

from typing import Final

_GENERATOR: Final = 65537
_PRIMES: Final = (
    11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157,
)  # fmt: skip
"""Those primes modulo which not every number is such a power."""


def _powers(prime: int) -> frozenset[int]:
    return frozenset(pow(_GENERATOR, exponent, prime) for exponent in range(prime))


_POWERS: Final = tuple((prime, _powers(prime)) for prime in _PRIMES)


def is_roca(modulus: int) -> bool:
    """Say whether *modulus* has the fingerprint of those keys."""
    return all(modulus % prime in powers for prime, powers in _POWERS)
