"""What the results page shows beside its hits: ways to narrow, to page, to order and to go on."""
