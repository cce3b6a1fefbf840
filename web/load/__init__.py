"""What keeps the service answering when more is asked of it than it can do: places at work, rates, sizes."""

from web.load.admission import register_admission
from web.load.rates import register_rates
from web.load.sizes import register_sizes

__all__ = ["register_admission", "register_rates", "register_sizes"]
