"""What keeps the service answering when more is asked of it than it can do: places at work, and rates."""

from web.load.admission import register_admission
from web.load.rates import register_rates

__all__ = ["register_admission", "register_rates"]
