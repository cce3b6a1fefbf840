"""The sorts of arrays that passages are counted in, and how wide their numbers are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[Any]
"""An array of integers, of whatever width holds them."""

Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def narrow(values: Integers) -> Integers:
    """The same numbers, none negative, in the narrowest type that holds them."""
    return values.astype(np.min_scalar_type(int(values.max()))) if values.size else values.astype(np.uint8)
