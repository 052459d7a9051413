"""What a holder shows to others: links with an end, a PIN or a single use, and who looked."""
