"""dlschool: the distance learning of a school kept in order, offline first."""

__version__ = "0.1.0"
