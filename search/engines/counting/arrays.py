"""The sorts of arrays that passages are counted in, and how wide their numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[Any]
"""An array of integers, of whatever width holds them."""

Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def narrow(values: Integers) -> Integers:
    """The same numbers, none negative, in the narrowest type that holds them; no copy where they are so already."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))), copy=False)


def joined(parts: Sequence[npt.NDArray[Any]], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """One array after the other; a single one as it is, without a copy. `dtype`: of no array at all."""
    return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, dtype), *parts])
