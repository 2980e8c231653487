"""The rules of shared goals: proposals, agreements and check-ins."""
