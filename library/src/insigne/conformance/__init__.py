"""This room is for the doors at which outside test suites knock: VC-API over HTTP, and files.

Its keys are thrown away, its certificate is its own, and it stores nothing. What it says of a
credential is about the proof and the data model alone; whose key it is, is never asked here, as the
suites sign for issuers who do not exist. For that, see `insigne.verification`.
"""
