"""Everything that starts the portal: preparing the data folder, running the processes, gettext work."""
