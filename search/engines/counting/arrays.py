"""The sorts of arrays that passages are counted in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[Any]
"""An array of integers, of whatever width holds them."""

Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
