"""The cryptosuite ecdsa-sd-2023 (Data Integrity ECDSA Cryptosuites): selective disclosure.

The issuer signs each statement for itself with a key made for this one proof, and what is always
disclosed with its own key: the *base proof*, for the holder alone. From it the holder derives, for
each reader, a document with some of the statements and a *derived proof* over these.
"""

from insigne.proofs.ecdsa_sd_2023.base_proof import create_base_proof
from insigne.proofs.ecdsa_sd_2023.derived_proof import derive, verify
from insigne.proofs.ecdsa_sd_2023.proof_value import is_base_proof_value
from insigne.proofs.ecdsa_sd_2023.usual_pointers import usual_pointers

__all__ = ["create_base_proof", "derive", "is_base_proof_value", "usual_pointers", "verify"]
