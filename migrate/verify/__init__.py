"""The proof that everything arrived: what an export says should be there, held against what a target says is there."""
