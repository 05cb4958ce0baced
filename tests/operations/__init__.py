"""Tests of the room of operations."""
