"""Exercises made from a reading, one module for kinds that are made alike."""
