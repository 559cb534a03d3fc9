"""The fault campaign: parts that look for what the suite does not yet know (scripts/campaign)."""
