"""The school year: calendar, subjects and hours, teachers of classes."""
