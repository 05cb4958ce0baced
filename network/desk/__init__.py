"""The coordinators' desk, in Wagtail's admin."""
