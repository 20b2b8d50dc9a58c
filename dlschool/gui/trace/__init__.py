"""The trace of a pupil: a tab of the case."""
