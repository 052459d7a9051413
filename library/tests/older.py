"""Assertions of the versions before 3.0, as their specifications show them."""

# What Open Badges 1.0 and 1.1 give as examples, and an assertion as 0.5 had them.
ONE = {
    "uid": "f2c20",
    "recipient": {"type": "email", "hashed": True, "salt": "deadsea", "identity": "sha256$c7ef"},
    "image": "https://example.org/beths-robot-badge.png",
    "evidence": "https://example.org/beths-robot-work.html",
    "issuedOn": 1359217910,
    "badge": "https://example.org/robotics-badge.json",
    "verify": {"type": "hosted", "url": "https://example.org/beths-robotics-badge.json"},
}
ONE_ONE = {
    "@context": "https://w3id.org/openbadges/v1",
    "type": "Assertion",
    "id": "https://example.org/1",
    **ONE,
}
HALF = {
    "recipient": "sha256$2ad891a61112bb953171416acc9cfe2484d59a45a3ed574a1ca93b47d07629fe",
    "salt": "hashbrowns",
    "evidence": "/badges/html5-basic/bimmy",
    "expires": "2013-06-01",
    "issued_on": "2011-06-01",
    "badge": {
        "version": "0.5.0",
        "name": "HTML5 Fundamental",
        "image": "/img/html5-basic.png",
        "description": "Knows the difference between a <section> and an <article>",
        "criteria": "/badges/html5-basic",
        "issuer": {
            "origin": "http://p2pu.org",
            "name": "P2PU",
            "org": "School of Webcraft",
            "contact": "admin@p2pu.org",
        },
    },
}
TWO = {
    "@context": "https://w3id.org/openbadges/v2",
    "id": "https://example.org/2",
    "type": "Assertion",
    "recipient": {"type": "email", "hashed": False, "identity": "alice@example.org"},
    "issuedOn": "2016-12-31T23:59:59+00:00",
    "verification": {"type": ["SignedBadge"], "creator": {"id": "https://example.org/key"}},
    "badge": {"id": "https://example.org/badges/5"},
}
