"""The change of the school year: a preview in which each pupil can go another way, and the act."""
