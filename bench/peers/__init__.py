"""The contenders, each in its own module behind one small protocol."""
