"""Words that stand in several documents: proposed by fingerprints, verified word by word (see ADR 18)."""
