"""Put faults into the code, one at a time, to find those that no test notices.

`make mutants` runs it; docs/decisions/0011-mutants.md says how it was chosen.
"""
