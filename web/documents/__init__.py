"""What a document page shows: running text, what it quotes, the exchange it stands in."""
